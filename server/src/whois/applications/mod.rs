//! Applications: the list, one of them, its progress, and a person's decision.

mod decision;
mod progress;

use app::whois::applications::{
    self as page, Attempt, Consent, CreatedContact, DecidingMessage, Fate, Filter, ListProps, NotSent, Props,
    Rejection, Row, State, Waiting,
};
use app::whois::consent::ConsentMethod;
use axum::extract::{Path, RawQuery};
use dk::{Act, RiskColour};
use time::OffsetDateTime;
use ui::{FormState, Refusal};
use uuid::Uuid;

use self::decision::question;
pub use self::decision::{asked, decide};
pub use self::progress::events;
use crate::access::{ApplicationPage, ApplicationsPage};
use crate::context::Ctx;
use crate::db::Tx;
use crate::query::{self, given};
use crate::refused;
use crate::registry::index::{self, DomainRow};
use crate::registry::journal::{self, Operation, OperationFilter};
use crate::registry::messages::{self, Message, ObjectKind};
use crate::registry::operations::{Registrant, Request};
use crate::respond::{self, PageError, PageResult};
use crate::viewer::Who;

/// What an application is in the journal.
const ACT: Act = Act::CreateDomain;

pub async fn list(mut ctx: Ctx<ApplicationsPage>, RawQuery(asked): RawQuery) -> PageResult {
    let fields = query::fields(asked.as_deref());
    let filter = Filter::read(&fields);
    let wanted = OperationFilter {
        q: given(&filter.q),
        kind: Some(ACT.as_str().to_owned()),
        standing: filter.state.map(|state| state.word().to_owned()),
        paging: query::paging(&fields),
        ..OperationFilter::default()
    };
    let mut tx = ctx.tx().await?;
    let found = journal::recent(&mut tx, &wanted).await?;
    let contacts = open_contacts(&mut tx, &found.rows).await?;
    tx.commit().await?;
    let (total, page_number, pages) = query::numbers(&found);
    let rows = found.rows.into_iter().map(|operation| row(operation, &contacts)).collect();
    let may_register = ctx.who.roles.portal_may(Act::CreateDomain);
    Ok(respond::page(page::list(ctx.viewer, ListProps { rows, filter, page: page_number, pages, total, may_register })))
}

/// A first step that is not settled.
struct OpenContact {
    application: Uuid,
    needs_person: bool,
}

/// Those of the applications' contacts that are not settled: one query.
async fn open_contacts(tx: &mut Tx, operations: &[Operation]) -> sqlx::Result<Vec<OpenContact>> {
    let ids: Vec<Uuid> = operations.iter().map(|operation| operation.id).collect();
    sqlx::query_as!(
        OpenContact,
        r#"select parent_id as "application!", needs_person is not null as "needs_person!" from operation
           where parent_id = any($1) and state not in ('done', 'refused')"#,
        &ids
    )
    .fetch_all(&mut **tx)
    .await
}

fn row(operation: Operation, contacts: &[OpenContact]) -> Row {
    let contact = contacts.iter().find(|contact| contact.application == operation.id);
    let next_check_at = next_check(&operation);
    Row {
        id: operation.id.to_string(),
        state: state(&operation),
        risk: operation.outcome.risk.as_deref().map(RiskColour::from_word),
        waiting: waiting(&operation, contact.is_some()),
        needs_person: operation.needs_person.is_some() || contact.is_some_and(|contact| contact.needs_person),
        domain: operation.object,
        sent_at: operation.sent_at.unwrap_or(operation.planned_at),
        by: operation.actor.name,
        tracking_no: operation.tracking_no,
        next_check_at,
        reference: operation.fields.reference,
    }
}

/// When the registry is asked next: never while a person is.
fn next_check(operation: &Operation) -> Option<OffsetDateTime> {
    operation.next_check_at.filter(|_| operation.needs_person.is_none())
}

/// What a planned application waits for.
fn waiting(operation: &Operation, for_contact: bool) -> Option<Waiting> {
    (operation.state == journal::State::Planned).then_some(match operation.attempt {
        _ if for_contact => Waiting::Contact,
        0 => Waiting::Turn,
        _ => Waiting::TurnAgain,
    })
}

/// Where an application stands for people.
pub fn state(operation: &Operation) -> State {
    let outcome = &operation.outcome;
    match operation.state {
        journal::State::Planned => State::Planned,
        journal::State::Sent => State::Sent,
        journal::State::Pending => State::Pending,
        journal::State::Uncertain => State::Uncertain,
        journal::State::Done if outcome.activated == Some(false) => State::AwaitingVerification,
        journal::State::Done => State::Active,
        journal::State::Refused if outcome.message_kind.is_some() => State::Rejected,
        journal::State::Refused if outcome.taken == Some(true) => State::Rejected,
        journal::State::Refused => match &outcome.not_sent {
            Some(not_sent) if not_sent.word == "abandoned" => State::Closed,
            Some(_) => State::NotSent,
            None => State::Refused,
        },
    }
}

pub async fn show(mut ctx: Ctx<ApplicationPage>, Path(id): Path<String>) -> PageResult {
    let id = parse_id(&id)?;
    let mut tx = ctx.tx().await?;
    let (props, _) = props(&mut tx, &ctx, id).await?;
    tx.commit().await?;
    Ok(respond::page(page::page(ctx.viewer, props, &FormState::default())))
}

fn parse_id(id: &str) -> Result<Uuid, PageError> {
    Uuid::parse_str(id).map_err(|_| PageError::NotFound)
}

/// The page's content, and the operation that a person is asked about. A constant number of queries.
async fn props<F>(tx: &mut Tx, ctx: &Ctx<F>, id: Uuid) -> Result<(Props, Option<Uuid>), PageError> {
    let operation =
        journal::get(tx, id).await?.filter(|operation| operation.act() == Some(ACT)).ok_or(PageError::NotFound)?;
    let children = journal::children(tx, id).await?;
    let heard = messages::of_object(tx, ObjectKind::Domain, &operation.object, 50).await?;
    let indexed = index::domain(tx, &operation.object).await?;
    let mut props = Props::new(
        id.to_string(),
        operation.object.clone(),
        state(&operation),
        operation.planned_at,
        operation.actor.name.clone(),
    );
    requested(&mut props, &operation);
    answered(&mut props, &operation);
    if let Some(row) = indexed.filter(|row| row.confirmed_at > operation.settled_at) {
        seen_since(&mut props, &operation, &row);
    }
    props.attempts = attempts(tx, &operation).await?;
    props.consent = consent(tx, id).await?;
    let contact = children.iter().find(|child| child.act() == Some(Act::CreateContact));
    if let Some(child) = contact {
        props.contact_attempts = attempts(tx, child).await?;
    }
    if let Some(child) = contact.filter(|child| child.state == journal::State::Done) {
        props.registrant = Some(child.object.clone());
        props.created_contact = Some(CreatedContact {
            at: child.answered_at.or(child.settled_at).unwrap_or(child.planned_at),
            named_by_person: child.outcome.settled_by.as_deref() == Some("person"),
            handle: child.object.clone(),
            reused: child.outcome.reused == Some(true),
        });
    }
    if let Some(handle) = &props.registrant {
        let known = index::contact(tx, handle).await?;
        props.registrant_name = known.as_ref().map(super::show::contact_name);
        props.verify_before = known.and_then(|row| row.verify_before);
    }
    props.message = deciding(&operation, &heard);
    props.refusal = refusal(&ctx.who, &operation, &children);
    let for_contact = contact.is_some_and(|child| !child.state.is_final());
    props.waiting = waiting(&operation, for_contact);
    let asked = asked(&operation, &children);
    props.asked = asked.map(question);
    props.may_decide = ctx.who.roles.portal_may(ACT);
    props.version = version(&operation, &children);
    let asked = asked.map(|operation| operation.id);
    Ok((props, asked))
}

/// What the registry has told of a registered name since the application was settled.
fn seen_since(props: &mut Props, operation: &Operation, row: &DomainRow) {
    let held = row.statuses.iter().any(|status| status == "serverHold");
    let works = !held && !row.statuses.iter().any(|status| status.starts_with("pending"));
    match props.state {
        // Verified since.
        State::AwaitingVerification if works => props.state = State::Active,
        State::Active if operation.outcome.activated.is_none() && held => props.state = State::AwaitingVerification,
        State::Active if works => props.told_by_person = false,
        _ => {}
    }
}

/// The message that decided, among all about the name. One about an earlier sending does not decide.
fn deciding(operation: &Operation, heard: &[Message]) -> Option<DecidingMessage> {
    let (kind, text) = (operation.outcome.message_kind.as_deref()?, operation.outcome.message.as_deref()?);
    let decides = |message: &&Message| {
        message.operation_id == Some(operation.id) && message.kind.as_str() == kind && message.text == text
    };
    heard.iter().find(decides).map(|message| DecidingMessage {
        id: Some(message.id),
        at: message.queued_at,
        text: message.text.clone(),
        rejection: rejection(kind),
    })
}

/// The registry's refusal, of the application or of its contact, or why the registry could not be used.
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

/// The sendings of an operation, oldest first.
async fn attempts(tx: &mut Tx, operation: &Operation) -> sqlx::Result<Vec<Attempt>> {
    let attempts = journal::attempts(tx, operation.id).await?;
    Ok(attempts.into_iter().map(|sent| attempt(operation, sent)).collect())
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

/// What was asked for.
fn requested(props: &mut Props, operation: &Operation) {
    if let Ok(Request::DomainCreate(create)) = operation.typed() {
        props.registrant = match &create.registrant {
            Registrant::Handle(handle) => Some(handle.as_str().to_owned()),
            Registrant::Created => None,
        };
        props.name_servers = create.name_servers.as_slice().iter().map(|host| host.unicode().to_owned()).collect();
        props.ds = create.ds.iter().map(ToString::to_string).collect();
        props.auto_renew = create.auto_renew;
    }
    props.reference.clone_from(&operation.fields.reference);
    props.po_number.clone_from(&operation.fields.po_number);
    props.account_code.clone_from(&operation.fields.account_code);
    props.price = operation.expected_debit;
}

/// What the registry said.
fn answered(props: &mut Props, operation: &Operation) {
    props.sent_at = operation.sent_at;
    // The code itself is masked in the kept frame; without one the element is empty.
    props.used_code = operation.request_frame.as_deref().is_some_and(|frame| frame.contains("<domain:pw>"));
    props.answered_at = operation.answered_at;
    props.settled_at = operation.settled_at;
    props.tracking_no.clone_from(&operation.tracking_no);
    props.risk = operation.outcome.risk.as_deref().map(RiskColour::from_word);
    // Birk expects it in other cases, too, but only the registry's message tells of it.
    let outcome = &operation.outcome;
    props.refunded = outcome.refunded == Some(true) && outcome.message_kind.is_some();
    props.found_taken = outcome.taken == Some(true);
    props.accepted_twice = outcome.accepted_twice;
    props.found_by_asking = outcome.settled_by.as_deref() == Some("question");
    props.told_by_person = outcome.activated.is_none() && outcome.settled_by.as_deref() == Some("person");
    if let Some(not_sent) = &outcome.not_sent {
        props.not_sent = (props.state == State::NotSent).then(|| not_sent_of(operation, not_sent));
        props.closed_by = (props.state == State::Closed).then(|| not_sent.detail.clone());
    }
    props.result_code = operation.result_code.and_then(|code| u16::try_from(code).ok());
    props.result_text.clone_from(&operation.result_text);
    props.cl_trid = (operation.attempt > 0).then(|| operation.cl_trid.clone());
    props.sv_trid.clone_from(&operation.sv_trid);
    props.checks = u32::try_from(operation.checks).unwrap_or(0);
    props.next_check_at = next_check(operation);
}

async fn consent(tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<Consent>> {
    let row = sqlx::query!(
        "select accepted_at, method, terms_version, recorded_at, recorded_by from consent where operation_id = $1",
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Consent {
        accepted_at: row.accepted_at,
        method: ConsentMethod::from_word(&row.method),
        terms_version: row.terms_version,
        recorded_at: row.recorded_at,
        recorded_by: row.recorded_by,
    }))
}

fn rejection(kind: &str) -> Rejection {
    match kind {
        "rejected_taken" => Rejection::Taken,
        "rejected_mismatch" => Rejection::ModelMismatch,
        "cancelled_terms" => Rejection::TermsNotAccepted,
        "cancelled" => Rejection::Cancelled,
        _ => Rejection::Other,
    }
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

/// Changes with every change of the operation or of what belongs to it.
fn version(operation: &Operation, children: &[Operation]) -> String {
    let all = [operation].into_iter().chain(children);
    all.map(|operation| operation.version.to_string()).collect::<Vec<_>>().join(".")
}
