//! What the journal's words mean for people: where an operation stands, and what it waits for.

use app::operations::{Event, Object, Standing, State, Step, Waiting};
use dk::{Act, ActObject};
use time::OffsetDateTime;
use ui::{Lang, TimelineItem};

use crate::registry::journal::{self, Operation};
use crate::registry::messages::ObjectKind;

/// Where an operation stands for people.
pub fn state(operation: &Operation) -> State {
    let outcome = &operation.outcome;
    match operation.state {
        journal::State::Planned => State::Planned,
        journal::State::Sent => State::Sent,
        journal::State::Pending => State::Pending,
        journal::State::Uncertain => State::Uncertain,
        journal::State::Done if outcome.activated == Some(false) => State::AwaitingVerification,
        journal::State::Done => State::Done,
        journal::State::Refused if outcome.message_kind.is_some() => State::Rejected,
        journal::State::Refused if outcome.taken == Some(true) => State::Rejected,
        journal::State::Refused => match &outcome.not_sent {
            Some(not_sent) if not_sent.word == "abandoned" => State::Closed,
            Some(_) => State::NotSent,
            None => State::Refused,
        },
    }
}

/// The same in a sentence, with what happens next; `steps` are those of the operation.
pub fn sentence(lang: Lang, operation: &Operation, steps: &[Operation]) -> String {
    let open = |step: &&Operation| !step.state.is_final();
    let asked = |operation: &Operation| operation.needs_person.is_some();
    Standing {
        act: operation.act(),
        state: state(operation),
        risk: None,
        waiting: waiting(operation, steps.iter().any(|step| open(&step))),
        needs_person: asked(operation) || steps.iter().filter(open).any(asked),
        next_check_at: next_check(operation),
    }
    .next(lang)
}

/// What a planned operation waits for.
pub fn waiting(operation: &Operation, for_contact: bool) -> Option<Waiting> {
    (operation.state == journal::State::Planned).then_some(match operation.attempt {
        _ if for_contact => Waiting::Contact,
        0 => Waiting::Turn,
        _ => Waiting::TurnAgain,
    })
}

/// When the registry is asked next: never while a person is.
pub fn next_check(operation: &Operation) -> Option<OffsetDateTime> {
    operation.next_check_at.filter(|_| operation.needs_person.is_none())
}

/// An operation as a line on its object's timeline.
pub fn event(lang: Lang, operation: &Operation) -> TimelineItem {
    let state = state(operation);
    Event {
        id: operation.id.to_string(),
        at: operation.planned_at,
        act: operation.act(),
        state,
        by: &operation.actor.name,
        changes: &operation.changes,
        refused: operation.result_code.zip(operation.result_text.as_deref()).filter(|_| state == State::Refused),
    }
    .item(lang)
}

/// What an operation is about.
pub(super) fn object(operation: &Operation) -> Object {
    let kept = match operation.object_kind {
        ObjectKind::Domain => Some(ActObject::Domain),
        ObjectKind::Contact => Some(ActObject::Contact),
        ObjectKind::Host => Some(ActObject::Host),
        ObjectKind::None => None,
    };
    Object { kind: operation.act().map(Act::object).or(kept), name: operation.object.clone() }
}

/// An operation that belongs to another one.
pub(super) fn step(operation: &Operation) -> Step {
    Step {
        id: operation.id.to_string(),
        act: operation.act(),
        object: object(operation),
        state: state(operation),
        needs_person: operation.needs_person.is_some() && !operation.state.is_final(),
        at: operation.settled_at.or(operation.answered_at).or(operation.sent_at).unwrap_or(operation.planned_at),
        closed_by: closed_by(operation),
    }
}

/// Who closed it.
pub(super) fn closed_by(operation: &Operation) -> Option<String> {
    let not_sent = operation.outcome.not_sent.as_ref().filter(|_| state(operation) == State::Closed);
    not_sent.map(|not_sent| not_sent.detail.clone())
}
