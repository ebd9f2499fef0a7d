//! What happens next, in plain words: a sentence for the list, more for the page.

use dk::RiskColour;
use time::OffsetDateTime;

use super::decision::Asked;
use super::decision_text::B;
use super::props::Props;
use super::state::{NotSent, Rejection, State, Waiting};
use super::text::N;
use ui::{Lang, explain, local};

/// A sentence for the list.
pub(super) fn short(
    lang: Lang,
    state: State,
    risk: Option<&RiskColour>,
    waiting: Option<Waiting>,
    needs_person: bool,
    next_check_at: Option<OffsetDateTime>,
) -> String {
    let t = N(lang);
    if needs_person && state.is_open() {
        return t.decide_short().to_owned();
    }
    match state {
        State::Planned if waiting == Some(Waiting::Contact) => t.planned_contact_short().to_owned(),
        State::Planned => t.planned_short().to_owned(),
        State::Sent => t.sent_short().to_owned(),
        State::Pending => t.pending_short().to_owned(),
        State::Active => t.active_short().to_owned(),
        State::AwaitingVerification => match risk {
            Some(RiskColour::Blue) => t.awaiting_danish_short().to_owned(),
            Some(RiskColour::Red | RiskColour::Yellow) => t.awaiting_foreign_short().to_owned(),
            _ => t.awaiting_short().to_owned(),
        },
        State::Rejected => t.rejected_short().to_owned(),
        State::Refused => t.refused_short().to_owned(),
        State::NotSent => t.not_sent_short().to_owned(),
        State::Closed => t.closed_short().to_owned(),
        State::Uncertain => match next_check_at {
            Some(at) => t.uncertain_short_at(&local::time_of_day(at)),
            None => t.uncertain_short().to_owned(),
        },
    }
}

/// Where the application stands, for somebody whose answer changed nothing.
pub(super) fn stands(t: B, props: &Props) -> &'static str {
    match props.state {
        State::Planned if props.waiting == Some(Waiting::TurnAgain) => t.again(),
        State::Sent if props.attempts.len() > 1 => t.again(),
        State::Planned => t.planned(),
        State::Sent => t.sent(),
        State::Pending => t.pending(),
        State::Active => t.active(),
        State::AwaitingVerification => t.awaiting(),
        State::Rejected if props.found_taken && props.message.is_none() => t.taken(),
        State::Rejected => t.rejected(),
        State::Refused => t.refused(),
        State::NotSent => t.not_sent(),
        State::Closed => t.closed(),
        State::Uncertain => t.uncertain(),
    }
}

/// A heading and paragraphs for the page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Next {
    pub(super) title: String,
    pub(super) text: Vec<String>,
}

impl Next {
    fn new(title: &str, text: &[&str]) -> Self {
        Self { title: title.to_owned(), text: text.iter().map(|text| (*text).to_owned()).collect() }
    }
}

/// What happens next with the application.
pub(super) fn long(lang: Lang, props: &Props) -> Next {
    let t = N(lang);
    if let Some(asked) = props.open_question() {
        return decide(t, props.state, asked);
    }
    match props.state {
        State::Planned => planned(t, props.waiting),
        State::Sent => Next::new(t.sent_title(), &[t.sent(), t.leave()]),
        State::Pending if props.told_by_person => Next::new(t.told_title(), &[t.told_pending(), t.leave()]),
        State::Pending => Next::new(t.pending_title(), &[t.pending(), t.leave()]),
        State::Active if props.told_by_person => Next::new(t.told_title(), &[t.told()]),
        State::Active => Next::new(t.active_title(), &[active(t, props.risk.as_ref())]),
        State::AwaitingVerification => awaiting(lang, props),
        State::Rejected if props.found_taken && props.message.is_none() => found_taken(t, props),
        State::Rejected => {
            let why = rejected(t, props.rejection());
            Next::new(t.rejected_title(), &[why, if props.refunded { t.refunded() } else { t.not_refunded() }])
        }
        State::Refused => Next::new(t.refused_title(), &[t.refused()]),
        State::NotSent => not_sent(lang, props),
        State::Closed => closed(t, props),
        State::Uncertain => uncertain(lang, props),
    }
}

fn decide(t: N, state: State, asked: &Asked) -> Next {
    if asked.contact.is_some() {
        let title = if asked.is_repeatable() { t.decide_unanswered_title() } else { t.decide_contact_title() };
        return Next::new(title, &[t.planned_contact(), t.decide()]);
    }
    match state {
        State::Pending => Next::new(t.decide_pending_title(), &[t.decide_pending(), t.decide()]),
        _ => Next::new(t.decide_title(), &[t.uncertain_once(), t.decide()]),
    }
}

fn planned(t: N, waiting: Option<Waiting>) -> Next {
    match waiting {
        Some(Waiting::Contact) => Next::new(t.planned_contact_title(), &[t.planned_contact(), t.leave()]),
        Some(Waiting::TurnAgain) => {
            Next::new(t.planned_again_title(), &[t.planned_again(), t.planned_lapses(), t.leave()])
        }
        _ => Next::new(t.planned_title(), &[t.planned(), t.planned_lapses(), t.leave()]),
    }
}

fn found_taken(t: N, props: &Props) -> Next {
    // What was answered was accepted; then it is the message that is missing.
    let lost = if props.answered_at.is_some() { t.taken_unheard() } else { t.taken_lost() };
    Next::new(t.taken_title(), &[lost, t.taken_money(), t.taken_another()])
}

fn closed(t: N, props: &Props) -> Next {
    let mut next = Next::new(t.closed_title(), &[]);
    next.text.push(match props.closed_by.as_deref().filter(|by| !by.is_empty()) {
        Some(by) => t.closed_by(by),
        None => t.closed().to_owned(),
    });
    next.text.push(t.closed_money().to_owned());
    next
}

fn active(t: N, risk: Option<&RiskColour>) -> &'static str {
    match risk {
        Some(RiskColour::Blue) => t.active_blue(),
        Some(RiskColour::Green) => t.active_green(),
        _ => t.active(),
    }
}

fn awaiting(lang: Lang, props: &Props) -> Next {
    let t = N(lang);
    let why = match &props.risk {
        Some(RiskColour::Blue) => t.awaiting_blue(),
        Some(RiskColour::Red | RiskColour::Yellow) => t.awaiting_red(),
        Some(RiskColour::NotAvailable) => t.awaiting_unknown(),
        _ => t.awaiting(),
    };
    let mut next = Next::new(t.awaiting_title(), &[why]);
    next.text.push(match props.verify_before {
        Some(at) => t.deadline(&local::date(lang, at)),
        None => t.no_deadline().to_owned(),
    });
    next.text.push(t.verify_yourself().to_owned());
    next
}

fn rejected(t: N, rejection: Rejection) -> &'static str {
    match rejection {
        Rejection::Taken => t.rejected_taken(),
        Rejection::ModelMismatch => t.rejected_model(),
        Rejection::TermsNotAccepted => t.rejected_terms(),
        Rejection::Cancelled => t.rejected_cancelled(),
        Rejection::Other => t.rejected(),
    }
}

fn not_sent(lang: Lang, props: &Props) -> Next {
    let t = N(lang);
    let mut next = Next::new(t.not_sent_title(), &[]);
    next.text.push(match &props.not_sent {
        Some(NotSent::Outage(outage)) => {
            let (title, text) = explain::outage(lang, outage);
            format!("{title}. {text}")
        }
        Some(NotSent::TooOld) => t.not_sent_too_old().to_owned(),
        Some(NotSent::ContactRefused) => t.not_sent_contact().to_owned(),
        Some(NotSent::ContactGivenUp { by }) => given_up(t, by),
        Some(NotSent::NotExecuted) => t.not_sent_not_executed().to_owned(),
        Some(NotSent::Other) | None => t.not_sent_other().to_owned(),
    });
    next.text.push(t.not_sent().to_owned());
    next
}

/// Somebody gave up the contact that the application needs.
pub(super) fn given_up(t: N, by: &str) -> String {
    if by.is_empty() { t.not_sent_given_up().to_owned() } else { t.not_sent_given_up_by(by) }
}

fn uncertain(lang: Lang, props: &Props) -> Next {
    let t = N(lang);
    let mut next = Next::new(t.uncertain_title(), &[t.uncertain(), t.uncertain_once()]);
    next.text.push(match props.next_check_at {
        Some(at) => t.uncertain_at(&local::time_of_day(at), props.checks),
        None => t.uncertain_soon().to_owned(),
    });
    next
}
