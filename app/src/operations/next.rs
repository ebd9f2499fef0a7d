//! Where an operation stands and what comes next: a sentence, and what explains it.

use super::decision::Asked;
use super::next_text::N;
use super::props::Props;
use super::state::{NotSent, State, Waiting};
use ui::{Lang, explain, local};

/// A sentence, and the paragraphs that explain it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Next {
    /// State and next step.
    pub(super) sentence: String,
    pub(super) text: Vec<String>,
}

impl Next {
    pub(super) fn new(sentence: impl Into<String>, text: &[&str]) -> Self {
        Self { sentence: sentence.into(), text: text.iter().map(|text| (*text).to_owned()).collect() }
    }

    pub(super) fn and(mut self, text: impl Into<String>) -> Self {
        self.text.push(text.into());
        self
    }
}

/// What happens next with an operation of any act.
pub(super) fn next(lang: Lang, props: &Props) -> Next {
    let t = N(lang);
    if let Some(asked) = props.open_question() {
        return decide(t, props.state, asked);
    }
    match props.state {
        State::Planned => planned(t, props.waiting),
        State::Sent if props.attempts.len() > 1 => Next::new(t.sent_again(), &[t.sent_how(), t.leave()]),
        State::Sent => Next::new(t.sent(), &[t.sent_how(), t.leave()]),
        State::Pending if props.told_by_person => Next::new(t.told_pending(), &[t.told_pending_how(), t.leave()]),
        State::Pending => Next::new(t.pending(), &[t.leave()]),
        State::Done | State::AwaitingVerification if props.told_by_person => {
            Next::new(t.told(), &[]).and(t.told_how(&props.object.name))
        }
        State::Done | State::AwaitingVerification => done(t, props),
        State::Rejected if is_found_taken(props) => {
            let next = Next::new(t.taken(&props.object.name), &[taken_why(t, props)]);
            if props.price.is_some() { next.and(t.taken_money()) } else { next }
        }
        State::Rejected => rejected(t, props),
        State::Refused => Next::new(t.refused(), &[]),
        State::NotSent => Next::new(t.not_sent(), &[]).and(not_sent_why(lang, props)),
        State::Closed => closed(t, props),
        State::Uncertain => uncertain(lang, props),
    }
}

fn decide(t: N, state: State, asked: &Asked) -> Next {
    if asked.contact.is_some() {
        let sentence = if asked.is_repeatable() { t.decide_unanswered() } else { t.decide_contact() };
        return Next::new(sentence, &[t.planned_contact_how(), t.decide_how()]);
    }
    match state {
        State::Pending => Next::new(t.decide_pending(), &[t.decide_pending_how(), t.decide_how()]),
        _ => Next::new(t.decide(), &[t.uncertain_once(), t.decide_how()]),
    }
}

fn planned(t: N, waiting: Option<Waiting>) -> Next {
    match waiting {
        Some(Waiting::Contact) => Next::new(t.planned_contact(), &[t.planned_contact_how(), t.leave()]),
        Some(Waiting::TurnAgain) => {
            Next::new(t.planned_again(), &[t.planned_again_how(), t.planned_lapses(), t.leave()])
        }
        _ => Next::new(t.planned(), &[t.planned_how(), t.planned_lapses(), t.leave()]),
    }
}

fn done(t: N, props: &Props) -> Next {
    let next = Next::new(t.done(), &[]);
    if props.reused { next.and(t.reused()) } else { next }
}

/// Whether it came to nothing because the object is another's, which asking showed.
pub(super) fn is_found_taken(props: &Props) -> bool {
    props.found_taken && props.message.is_none()
}

/// How that became known. What was answered was accepted; then it is the message that is missing.
pub(super) fn taken_why(t: N, props: &Props) -> &'static str {
    if props.answered_at.is_some() { t.taken_unheard() } else { t.taken_lost() }
}

fn rejected(t: N, props: &Props) -> Next {
    let next = Next::new(t.rejected(), &[]);
    if props.price.is_some() { next.and(given_back(t, props)) } else { next }
}

/// What became of the price of something that was rejected.
pub(super) fn given_back(t: N, props: &Props) -> &'static str {
    if props.refunded { t.refunded() } else { t.not_refunded() }
}

/// Why it was never sent.
pub(super) fn not_sent_why(lang: Lang, props: &Props) -> String {
    let t = N(lang);
    match &props.not_sent {
        Some(NotSent::Outage(outage)) => {
            let (title, text) = explain::outage(lang, outage);
            format!("{title}. {text}")
        }
        Some(NotSent::TooOld) => t.not_sent_too_old().to_owned(),
        Some(NotSent::ContactRefused) => t.not_sent_contact().to_owned(),
        Some(NotSent::ContactGivenUp { by }) => given_up(t, by),
        Some(NotSent::NotExecuted) => t.not_sent_not_executed().to_owned(),
        Some(NotSent::Other) | None => t.not_sent_other().to_owned(),
    }
}

/// Somebody gave up the contact that the operation needs.
pub(super) fn given_up(t: N, by: &str) -> String {
    if by.is_empty() { t.not_sent_given_up().to_owned() } else { t.not_sent_given_up_by(by) }
}

fn closed(t: N, props: &Props) -> Next {
    let next = Next::new(closed_by(t, props), &[]);
    if props.price.is_some() { next.and(t.taken_money()) } else { next }
}

/// That somebody closed it, and who.
pub(super) fn closed_by(t: N, props: &Props) -> String {
    match props.closed_by.as_deref().filter(|by| !by.is_empty()) {
        Some(by) => t.closed_by(by),
        None => t.closed().to_owned(),
    }
}

fn uncertain(lang: Lang, props: &Props) -> Next {
    let t = N(lang);
    Next::new(t.uncertain(), &[t.uncertain_once()]).and(match props.next_check_at {
        Some(at) => t.uncertain_at(&local::time_of_day(at), props.checks),
        None => t.uncertain_soon().to_owned(),
    })
}
