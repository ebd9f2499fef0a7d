//! What happens next with an application, where that is more than what can be said of every operation.

use dk::RiskColour;

use super::rejection;
use super::text::N;
use crate::operations::next::{Next, given_back, is_found_taken, not_sent_why, taken_why};
use crate::operations::next_text;
use crate::operations::props::Props;
use crate::operations::registration::{Registration, Rejection};
use crate::operations::state::State;
use ui::{Lang, local};

/// None where the words for every operation will do.
pub(in crate::operations) fn next(lang: Lang, props: &Props) -> Option<Next> {
    let registration = props.registration.as_ref()?;
    let (t, plain) = (N(lang), next_text::N(lang));
    if props.open_question().is_some() || (props.told_by_person && props.state != State::Rejected) {
        return None;
    }
    Some(match props.state {
        State::Pending => Next::new(t.pending(), &[t.pending_how(), plain.leave()]),
        State::Done => active(t, registration.risk.as_ref()),
        State::AwaitingVerification => awaiting(lang, registration),
        State::Rejected if is_found_taken(props) => {
            Next::new(t.taken(), &[taken_why(plain, props), plain.taken_money()])
        }
        State::Rejected => Next::new(t.rejected(rejected(t, rejection(props))), &[given_back(plain, props)]),
        State::Refused => Next::new(t.refused(), &[]),
        State::NotSent => Next::new(t.not_sent(), &[]).and(not_sent_why(lang, props)),
        State::Closed => {
            let next = crate::operations::next::next(lang, props);
            next.and(t.closed_how())
        }
        State::Planned | State::Sent | State::Uncertain => return None,
    })
}

fn active(t: N, risk: Option<&RiskColour>) -> Next {
    match risk {
        Some(RiskColour::Blue) => Next::new(t.active(), &[t.active_blue()]),
        Some(RiskColour::Green) => Next::new(t.active(), &[t.active_green()]),
        _ => Next::new(t.active(), &[]),
    }
}

fn awaiting(lang: Lang, registration: &Registration) -> Next {
    let t = N(lang);
    let why = match &registration.risk {
        Some(RiskColour::Blue) => t.awaiting_blue(),
        Some(RiskColour::Red | RiskColour::Yellow) => t.awaiting_red(),
        Some(RiskColour::NotAvailable) => t.awaiting_unknown(),
        _ => t.awaiting_why(),
    };
    let deadline =
        registration.verify_before.map_or_else(|| t.no_deadline().to_owned(), |at| t.deadline(&local::date(lang, at)));
    Next::new(t.awaiting(), &[why]).and(deadline).and(t.verify_yourself())
}

fn rejected(t: N, rejection: Rejection) -> &'static str {
    match rejection {
        Rejection::Taken => t.rejected_taken(),
        Rejection::ModelMismatch => t.rejected_model(),
        Rejection::TermsNotAccepted => t.rejected_terms(),
        Rejection::Cancelled => t.rejected_cancelled(),
        Rejection::Other => t.rejected_otherwise(),
    }
}
