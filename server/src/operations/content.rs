//! What an operation's page is made of: a constant number of queries.

use app::operations::{Asked, Attempt, DecidingMessage, Fate, NotSent, Props, Question, State, WantedContact};
use dk::Act;
use ui::Refusal;
use uuid::Uuid;

use super::standing::{closed_by, object, step};
use super::{asked, next_check, refused, registration, state, version, waiting};
use crate::db::Tx;
use crate::registry::journal::{self, Operation};
use crate::registry::messages::{self, Message};
use crate::registry::operations::{ContactMode, Request};
use crate::respond::PageError;
use crate::viewer::Who;

/// Messages about the object among which the deciding one is looked for.
const MESSAGES: i64 = 50;

/// The page's content, and what a decision needs.
pub struct Content {
    /// What the page shows.
    pub props: Props,
    /// The operation that a person is asked about: this one, or a step of it.
    pub asked: Option<Uuid>,
}

/// Reads the operation `id` with all that belongs to it.
///
/// # Errors
/// Not found, where the account has no such operation; and where the database refuses.
pub async fn read(tx: &mut Tx, who: &Who, id: Uuid) -> Result<Content, PageError> {
    let operation = journal::get(tx, id).await?.ok_or(PageError::NotFound)?;
    let children = journal::children(tx, id).await?;
    let parent = match operation.parent {
        Some(parent) => journal::get(tx, parent).await?,
        None => None,
    };
    let attempts = journal::attempts(tx, id).await?;
    let heard = messages::of_object(tx, operation.object_kind, &operation.object, MESSAGES).await?;
    let mut props = Props::new(
        id.to_string(),
        operation.act(),
        object(&operation),
        state(&operation),
        operation.planned_at,
        operation.actor.name.clone(),
    );
    requested(&mut props, &operation);
    answered(&mut props, &operation);
    props.parent = parent.as_ref().map(step);
    props.steps = children.iter().map(step).collect();
    props.attempts = attempts.into_iter().map(|sent| attempt(&operation, sent)).collect();
    props.message = deciding(&operation, &heard);
    props.refusal = refusal(who, &operation, &children);
    let waits_for = |child: &Operation| child.act() == Some(Act::CreateContact) && !child.state.is_final();
    props.waiting = waiting(&operation, children.iter().any(waits_for));
    if operation.act() == Some(Act::CreateDomain) {
        registration::fill(tx, who.lang, &mut props, &operation, &children).await?;
    }
    let asked = asked(&operation, &children);
    props.asked = asked.map(question);
    // Whoever may do the whole may settle a step of it, and nobody else.
    props.settled_like = parent.as_ref().unwrap_or(&operation).act();
    props.may_decide = props.settled_like.is_some_and(|act| who.roles.portal_may(act));
    props.version = version(&operation, &children);
    let asked = asked.map(|operation| operation.id);
    Ok(Content { props, asked })
}

/// What was asked for.
fn requested(props: &mut Props, operation: &Operation) {
    props.address = operation.address;
    props.feature.clone_from(&operation.feature);
    props.changes.clone_from(&operation.changes);
    props.contact = (operation.act() == Some(Act::CreateContact)).then(|| wanted_contact(operation));
    props.reference.clone_from(&operation.fields.reference);
    props.po_number.clone_from(&operation.fields.po_number);
    props.account_code.clone_from(&operation.fields.account_code);
    props.price = operation.expected_debit;
}

/// What the registry said, and what else became known.
fn answered(props: &mut Props, operation: &Operation) {
    let outcome = &operation.outcome;
    props.sent_at = operation.sent_at;
    props.answered_at = operation.answered_at;
    props.settled_at = operation.settled_at;
    props.request_frame.clone_from(&operation.request_frame);
    props.response_frame.clone_from(&operation.response_frame);
    // Birk expects it in other cases, too, but only the registry's message tells of it.
    props.refunded = outcome.refunded == Some(true) && outcome.message_kind.is_some();
    props.reused = outcome.reused == Some(true);
    props.found_taken = outcome.taken == Some(true);
    props.accepted_twice = outcome.accepted_twice;
    props.found_by_asking = outcome.settled_by.as_deref() == Some("question");
    props.settled_by_person = outcome.settled_by.as_deref() == Some("person");
    // A contact that a person named was looked up before it was believed.
    let looked_up = operation.act() == Some(Act::CreateContact);
    props.told_by_person = props.settled_by_person && outcome.activated.is_none() && !looked_up;
    let not_sent = outcome.not_sent.as_ref().filter(|_| props.state == State::NotSent);
    props.not_sent = not_sent.map(|why| not_sent_of(operation, why));
    props.closed_by = closed_by(operation);
    props.result_code = operation.result_code.and_then(|code| u16::try_from(code).ok());
    props.result_text.clone_from(&operation.result_text);
    props.cl_trid = (operation.attempt > 0).then(|| operation.cl_trid.clone());
    props.sv_trid.clone_from(&operation.sv_trid);
    props.checks = u32::try_from(operation.checks).unwrap_or(0);
    props.next_check_at = next_check(operation);
}

/// The message that decided, among all about the object. One about an earlier sending does not decide.
fn deciding(operation: &Operation, heard: &[Message]) -> Option<DecidingMessage> {
    let (kind, text) = (operation.outcome.message_kind.as_deref()?, operation.outcome.message.as_deref()?);
    let decides = |message: &&Message| {
        message.operation_id == Some(operation.id) && message.kind.as_str() == kind && message.text == text
    };
    heard.iter().find(decides).map(|message| DecidingMessage {
        id: Some(message.id),
        at: message.queued_at,
        text: message.text.clone(),
    })
}

/// The registry's refusal, of the operation or of its contact, or why the registry could not be used.
fn refusal(who: &Who, operation: &Operation, children: &[Operation]) -> Option<Refusal> {
    let refused = match (state(operation), &operation.outcome.not_sent) {
        (State::Refused, _) => true,
        (State::NotSent, Some(why)) if why.word == "first_refused" => {
            children.iter().any(|child| child.result_code.is_some_and(|code| code >= 2000))
        }
        (State::NotSent, Some(why)) => refused::outage_of(operation, &why.word).is_some(),
        _ => false,
    };
    refused.then(|| refused::of(who, operation, children))
}

fn not_sent_of(operation: &Operation, why: &journal::NotSent) -> NotSent {
    match why.word.as_str() {
        "too_old" => NotSent::TooOld,
        "first_refused" => NotSent::ContactRefused,
        "first_given_up" => NotSent::ContactGivenUp { by: why.detail.clone() },
        "not_executed" => NotSent::NotExecuted,
        word => refused::outage_of(operation, word).map_or(NotSent::Other, NotSent::Outage),
    }
}

fn attempt(operation: &Operation, sent: journal::Attempt) -> Attempt {
    let fate = Fate::from_word(sent.verdict.as_deref());
    // Of a contact nothing but a person's word can say that it was not created.
    let by_person = (operation.outcome.settled_by.as_deref() == Some("person") && sent.n == operation.attempt)
        || (operation.act() == Some(Act::CreateContact) && fate == Fate::NotExecuted);
    let silent = sent.code.is_none() && sent.ended_at.is_some();
    let never_answered = matches!(fate, Fate::Lost | Fate::Executed | Fate::NotExecuted | Fate::Taken);
    Attempt {
        n: sent.n,
        cl_trid: sent.cl_trid,
        sent_at: sent.sent_at,
        ended_at: sent.ended_at,
        fate: if by_person { fate.told_by_person() } else { fate },
        code: sent.code,
        // Why it was lost stays noted, whatever a message said later.
        lost: silent && fate != Fate::NotSent && (never_answered || sent.note.is_some()),
    }
}

/// What a person is asked.
fn question(operation: &Operation) -> Asked {
    Asked {
        question: Question::from_word(operation.needs_person.as_deref().unwrap_or_default()),
        contact: (operation.act() == Some(Act::CreateContact)).then(|| wanted_contact(operation)),
        accepted: operation.state != journal::State::Uncertain,
        cl_trid: operation.cl_trid.clone(),
    }
}

/// The contact that was asked for.
fn wanted_contact(operation: &Operation) -> WantedContact {
    let Ok(Request::ContactCreate(create)) = operation.typed() else { return WantedContact::default() };
    WantedContact {
        reused: create.mode == ContactMode::Auto,
        name: create.name,
        organisation: create.organisation.unwrap_or_default(),
        street: create.street,
        postal_code: create.postal_code.unwrap_or_default(),
        city: create.city,
        country: create.country,
        email: create.email,
    }
}
