//! What can become known about an operation, and what each of it makes of the operation: no database here.
//!
//! A verdict is about one attempt. One about an older attempt is noted there and moves the operation only where it tells that
//! the registry accepted after all what Birk took for not executed.

use std::time::Duration;

use epp::ResultCode;
use time::OffsetDateTime;

use super::attempt::{Noted, Other, cl_trid};
use crate::entry::{NotSent, Operation, Outcome, State};
use crate::messages::Kind;
use crate::operations::{Accepted, Request};

/// A repeated command that failed is repeated once more after this.
const AGAIN: Duration = Duration::from_secs(10);

/// What became known about an attempt.
#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    /// The registry answered the command.
    Answered(Box<Answered>),
    /// Not a byte of it was sent: the operation is planned again.
    Unsent(String),
    /// The answer was lost.
    Lost {
        /// Why.
        reason: String,
        /// What came instead of an answer, masked.
        frame: Option<String>,
        /// When the connection ended, where that was before now.
        ended_at: Option<OffsetDateTime>,
        /// How long from then until the registry is asked.
        quiet: Duration,
    },
    /// Asking proved that the command was executed.
    Executed { pending: bool, accepted: Box<Accepted> },
    /// Asking proved that it was not executed: the operation is planned again.
    NotExecuted,
    /// Executing it twice is the same as once: the operation is planned again, whatever became of this attempt.
    Repeat,
    /// Asking proved that it was not executed, and it is too late to send it again.
    TooLate(NotSent),
    /// Asking showed that the object is certainly another one's: whatever happened to the command, it came to nothing.
    Taken,
    /// A message brought the registry's decision.
    Decided(Box<Message>),
    /// A person knows the outcome.
    Person { executed: bool, object: Option<String>, by: String },
}

/// The registry's answer.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    /// As received.
    pub code: u16,
    /// As received.
    pub text: String,
    /// What an accepting answer tells; none for a refusal.
    pub accepted: Option<Accepted>,
    /// Whether the decision is still open.
    pub pending: bool,
    /// Values that a refusal points out.
    pub values: Vec<String>,
    pub sv_trid: String,
    /// Masked.
    pub request_frame: String,
    /// Masked.
    pub response_frame: String,
}

/// The message with the registry's decision.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub success: bool,
    pub kind: Kind,
    pub text: String,
    pub risk: Option<String>,
}

/// What a verdict is weighed against.
pub(super) struct Scales<'a> {
    /// The attempt that it is about.
    pub n: i32,
    /// What is being asked for; none where this version does not know it.
    pub request: Option<&'a Request>,
    /// The verdict about it that stands.
    pub stands: Option<String>,
    /// Whether an earlier attempt may have been executed: it was repeated without proof.
    pub repeated: bool,
    /// Another attempt of the same operation that the registry accepted.
    pub other: Option<Other>,
    pub now: OffsetDateTime,
    /// How long the decision on an accepted command may take.
    pub decision: Duration,
}

/// What came of it.
pub(super) struct Weighed {
    /// Whether the operation is another than before.
    pub moved: bool,
    /// Whether the verdict says the opposite of what is known already: then nothing of it is noted.
    pub contradicts: bool,
    /// What goes onto the attempt.
    pub noted: Noted,
}

impl Weighed {
    fn noted(verdict: &'static str, scales: &Scales<'_>) -> Self {
        let noted = Noted { verdict: Some(verdict), ended_at: Some(scales.now), ..Noted::default() };
        Self { moved: false, contradicts: false, noted }
    }

    fn nothing() -> Self {
        Self { moved: false, contradicts: false, noted: Noted::default() }
    }

    fn contradiction() -> Self {
        Self { contradicts: true, ..Self::nothing() }
    }

    fn moved(mut self) -> Self {
        self.moved = true;
        self
    }

    fn note(mut self, note: impl Into<String>) -> Self {
        self.noted.note = Some(note.into());
        self
    }
}

/// Changes `operation` as `verdict` says, where its state allows.
pub(super) fn weigh(operation: &mut Operation, verdict: Verdict, scales: &Scales<'_>) -> Weighed {
    let current = scales.n == operation.attempt;
    let open = matches!(operation.state, State::Sent | State::Uncertain);
    match verdict {
        Verdict::Answered(answer) => answered(operation, *answer, scales),
        Verdict::Unsent(reason) if current && open => {
            operation.state = State::Planned;
            operation.outcome.uncertain = None;
            operation.needs_person = None;
            operation.next_check_at = Some(scales.now);
            Weighed::noted("not_sent", scales).note(reason).moved()
        }
        Verdict::Unsent(reason) => Weighed::noted("not_sent", scales).note(reason),
        Verdict::Lost { reason, frame, ended_at, quiet } => {
            let ended_at = ended_at.unwrap_or(scales.now);
            let mut weighed = Weighed::noted("lost", scales).note(reason.clone());
            weighed.noted.ended_at = Some(ended_at);
            if !current || operation.state != State::Sent {
                // Another server has taken it for lost already, or knows more.
                weighed.noted.verdict = None;
                return weighed;
            }
            operation.state = State::Uncertain;
            operation.outcome.uncertain = Some(reason);
            operation.response_frame = frame.or(operation.response_frame.take());
            operation.next_check_at = Some(ended_at + quiet);
            weighed.moved()
        }
        Verdict::Executed { pending, accepted } if current && (open || operation.state == State::Pending) => {
            if operation.state == State::Pending && pending {
                return Weighed::nothing();
            }
            take_accepted(operation, *accepted, "question");
            settle(operation, if pending { State::Pending } else { State::Done }, scales);
            Weighed::noted("executed", scales).moved()
        }
        Verdict::NotExecuted | Verdict::Repeat if current && open => {
            let word = if matches!(verdict, Verdict::Repeat) { "repeated" } else { "not_executed" };
            operation.state = State::Planned;
            operation.needs_person = None;
            operation.next_check_at = Some(scales.now);
            Weighed::noted(word, scales).moved()
        }
        Verdict::TooLate(reason) if current && open => {
            operation.outcome.merge(Outcome { not_sent: Some(reason), ..Outcome::default() });
            settle(operation, State::Refused, scales);
            Weighed::noted("not_executed", scales).moved()
        }
        Verdict::Taken if current && (open || operation.state == State::Pending) => {
            let settled_by = Some("question".to_owned());
            operation.outcome.merge(Outcome { taken: Some(true), settled_by, ..Outcome::default() });
            settle(operation, State::Refused, scales);
            Weighed::noted("taken", scales).moved()
        }
        Verdict::Executed { .. } | Verdict::NotExecuted | Verdict::Repeat | Verdict::TooLate(_) | Verdict::Taken => {
            Weighed::nothing()
        }
        Verdict::Decided(message) => decided(operation, *message, scales),
        Verdict::Person { executed, object, by } => person(operation, executed, object, by, scales),
    }
}

fn answered(operation: &mut Operation, answer: Answered, scales: &Scales<'_>) -> Weighed {
    let current = scales.n == operation.attempt;
    let success = answer.accepted.is_some();
    let mut weighed = Weighed::noted(if success { "accepted" } else { "refused" }, scales);
    weighed.noted.code = Some(i32::from(answer.code));
    weighed.noted.sv_trid = Some(answer.sv_trid.clone()).filter(|sv_trid| !sv_trid.is_empty());
    let overruled = operation.state == State::Refused && operation.outcome.message_kind.is_none();
    let waits = operation.state == State::Planned;
    // A message may have brought the decision before the answer was written down: the decision stays.
    let decided = operation.state.is_final() && !overruled;
    let by_person = operation.outcome.settled_by.as_deref() == Some("person");
    if !current && !(success && (overruled || waits)) {
        operation.outcome.accepted_twice |= success && !matches!(operation.state, State::Refused);
        return weighed.note(format!("its answer came after another attempt: {} {}", answer.code, answer.text)).moved();
    }
    if !success && (overruled || waits) {
        return weighed;
    }
    // A failure of the registry's own says nothing about an attempt that was repeated, and an object that exists may be the
    // work of an earlier one; any other refusal would have been that one's, too.
    let code = ResultCode(answer.code).base();
    let twice = scales.n > 1 && scales.request.is_some_and(|request| request.refused_twice(code));
    let doubtful = (scales.repeated && code == ResultCode::COMMAND_FAILED) || twice;
    let open = matches!(operation.state, State::Sent | State::Uncertain);
    if doubtful && open && current && scales.other.is_none() {
        operation.state = State::Uncertain;
        operation.outcome.uncertain = Some(format!("{} {}", answer.code, answer.text));
        operation.next_check_at = Some(scales.now + AGAIN);
        return weighed.moved();
    }
    // What counts from now on is this one.
    count(operation, scales.n);
    operation.answered_at = Some(scales.now);
    operation.result_code = Some(i32::from(answer.code));
    operation.result_text = Some(answer.text);
    operation.sv_trid = Some(answer.sv_trid).filter(|sv_trid| !sv_trid.is_empty());
    operation.request_frame = Some(answer.request_frame);
    operation.response_frame = Some(answer.response_frame);
    match answer.accepted {
        Some(accepted) if decided || operation.state == State::Pending => {
            operation.tracking_no = accepted.tracking_no.or(operation.tracking_no.take());
            let mut outcome = accepted.outcome;
            outcome.merge(std::mem::take(&mut operation.outcome));
            operation.outcome = outcome;
        }
        Some(accepted) => {
            if overruled {
                operation.outcome.not_sent = None;
                operation.outcome.taken = None;
            }
            take_accepted(operation, accepted, "answer");
            settle(operation, if answer.pending { State::Pending } else { State::Done }, scales);
        }
        None if (decided && !by_person) || operation.state == State::Pending => {}
        None => match scales.other {
            Some(other) => fall_back(operation, other, scales),
            None => {
                let settled_by = Some("answer".to_owned());
                operation.outcome.merge(Outcome { values: answer.values, settled_by, ..Outcome::default() });
                settle(operation, State::Refused, scales);
            }
        },
    }
    weighed.moved()
}

fn decided(operation: &mut Operation, message: Message, scales: &Scales<'_>) -> Weighed {
    let current = scales.n == operation.attempt;
    let weighed = Weighed::noted(if message.success { "granted" } else { "rejected" }, scales);
    let told_before = scales.stands.as_deref().filter(|stands| matches!(*stands, "granted" | "rejected"));
    if let Some(before) = told_before {
        return if (before == "granted") == message.success { Weighed::nothing() } else { Weighed::contradiction() };
    }
    let by_message = operation.outcome.message_kind.is_some();
    // A person's word holds until the registry's comes.
    let by_person = operation.outcome.settled_by.as_deref() == Some("person");
    match (operation.state, message.success) {
        // Another attempt is why it is done; else the registry contradicts itself.
        (State::Done, false) if scales.other.is_some() => return weighed.note(message.text),
        (State::Done, false) if !by_person => return Weighed::contradiction(),
        (State::Done, true) | (State::Refused, false) if by_message => return weighed.note(message.text),
        (_, false) if !current => return weighed.note(message.text),
        (_, false) => {
            if let Some(other) = scales.other {
                fall_back(operation, other, scales);
                return weighed.note(message.text).moved();
            }
        }
        (_, true) => count(operation, scales.n),
    }
    if operation.state == State::Refused && message.success {
        operation.outcome.not_sent = None;
        operation.outcome.taken = None;
    }
    let told = scales.request.map(|request| request.decided(message.kind)).unwrap_or_default();
    operation.outcome.merge(told);
    operation.outcome.merge(Outcome {
        risk: message.risk,
        message_kind: Some(message.kind.as_str().to_owned()),
        message: Some(message.text),
        settled_by: Some("message".to_owned()),
        ..Outcome::default()
    });
    settle(operation, if message.success { State::Done } else { State::Refused }, scales);
    weighed.moved()
}

/// Another attempt than the newest is the one that the registry accepted: what is heard of it counts.
fn count(operation: &mut Operation, n: i32) {
    operation.attempt = n;
    operation.cl_trid = cl_trid(operation.id, n);
}

/// The attempt came to nothing, but another one was accepted.
fn fall_back(operation: &mut Operation, other: Other, scales: &Scales<'_>) {
    count(operation, other.n);
    settle(operation, if other.granted { State::Done } else { State::Pending }, scales);
}

fn person(
    operation: &mut Operation,
    executed: bool,
    object: Option<String>,
    by: String,
    scales: &Scales<'_>,
) -> Weighed {
    if operation.needs_person.is_none() {
        return Weighed::nothing();
    }
    if let Some(object) = object {
        operation.object = object;
    }
    let not_sent = (!executed).then(|| NotSent::new("abandoned", by));
    operation.outcome.merge(Outcome { not_sent, settled_by: Some("person".to_owned()), ..Outcome::default() });
    let decided_later = scales.request.is_some_and(Request::decided_later);
    let undecided = operation.state == State::Uncertain && decided_later;
    settle(operation, if executed { State::Done } else { State::Refused }, scales);
    if executed && undecided {
        // The registry is asked at once how it stands, and its message decides.
        operation.state = State::Pending;
        operation.settled_at = None;
        operation.next_check_at = Some(scales.now);
    }
    Weighed::noted(if executed { "executed" } else { "not_executed" }, scales).moved()
}

fn take_accepted(operation: &mut Operation, accepted: Accepted, by: &str) {
    if let Some(object) = accepted.object {
        operation.object = object;
    }
    operation.tracking_no = accepted.tracking_no.or(operation.tracking_no.take());
    operation.outcome.merge(accepted.outcome);
    operation.outcome.settled_by = Some(by.to_owned());
}

fn settle(operation: &mut Operation, state: State, scales: &Scales<'_>) {
    operation.state = state;
    operation.outcome.uncertain = None;
    operation.needs_person = None;
    operation.next_check_at = (state == State::Pending).then(|| scales.now + scales.decision);
    operation.settled_at = state.is_final().then_some(scales.now);
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
