//! Applications: the list, one of them, its progress, and a person's decision.

use std::convert::Infallible;
use std::time::Duration;

use app::whois::applications::{
    self as page, Consent, CreatedContact, DecidingMessage, Decision, Filter, ListProps, NotSent, Props, Question,
    Rejection, Row, State,
};
use app::whois::register::ConsentMethod;
use app::{FieldErrors, FormState, urls};
use axum::extract::{Path, RawQuery};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use dk::{MetaRole, RiskColour};
use futures_util::stream;
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::refused;
use crate::access::{ApplicationDecision, ApplicationEvents, ApplicationPage, ApplicationsPage};
use crate::context::{Audit, Ctx};
use crate::db::{AccountId, Tx};
use crate::query::{self, given};
use crate::registry::journal::{self, Actor, Operation, OperationFilter};
use crate::registry::messages::{self, ObjectKind};
use crate::registry::operations::{Registrant, Request};
use crate::registry::{RegistryError, index};
use crate::respond::{self, Answer, PageError};

/// The journal's kind of an application.
const KIND: &str = "domain.create";
/// How often an open page's progress is looked at, and for how long before the browser asks anew.
const LOOK: Duration = Duration::from_secs(1);
const LOOKS: u32 = 300;

pub async fn list(mut ctx: Ctx<ApplicationsPage>, RawQuery(asked): RawQuery) -> Answer {
    let fields = query::fields(asked.as_deref());
    let filter = Filter::read(&fields);
    let wanted = OperationFilter {
        q: given(&filter.q),
        kind: Some(KIND.to_owned()),
        standing: filter.state.map(|state| state.word().to_owned()),
        paging: query::paging(&fields),
        ..OperationFilter::default()
    };
    let mut tx = ctx.tx().await?;
    let found = journal::recent(&mut tx, &wanted).await?;
    let stuck = stuck_contacts(&mut tx, &found.rows).await?;
    tx.commit().await?;
    let (total, page_number, pages) = query::numbers(&found);
    let rows = found.rows.into_iter().map(|operation| row(operation, &stuck)).collect();
    let may_register = ctx.who.is(MetaRole::Registrar);
    Ok(respond::page(page::list(ctx.viewer, ListProps { rows, filter, page: page_number, pages, total, may_register })))
}

/// Those of the applications whose contact waits for a person's decision: one query.
async fn stuck_contacts(tx: &mut Tx, operations: &[Operation]) -> sqlx::Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = operations.iter().map(|operation| operation.id).collect();
    sqlx::query_scalar!(
        r#"select parent_id as "parent_id!" from operation where parent_id = any($1) and needs_person is not null"#,
        &ids
    )
    .fetch_all(&mut **tx)
    .await
}

fn row(operation: Operation, stuck: &[Uuid]) -> Row {
    let contact_stuck = stuck.contains(&operation.id);
    Row {
        id: operation.id.to_string(),
        state: if contact_stuck { State::Uncertain } else { state(&operation) },
        risk: operation.outcome.risk.as_deref().map(RiskColour::from_word),
        domain: operation.object,
        sent_at: operation.sent_at.unwrap_or(operation.planned_at),
        by: operation.actor.name,
        tracking_no: operation.tracking_no,
        needs_person: contact_stuck || operation.needs_person.is_some(),
        next_check_at: operation.next_check_at,
        reference: operation.fields.reference,
    }
}

/// Where an application stands for people.
fn state(operation: &Operation) -> State {
    let outcome = &operation.outcome;
    match operation.state {
        journal::State::Planned => State::Planned,
        journal::State::Sent => State::Sent,
        journal::State::Pending => State::Pending,
        journal::State::Uncertain => State::Uncertain,
        journal::State::Done if outcome.activated == Some(false) => State::AwaitingVerification,
        journal::State::Done => State::Active,
        journal::State::Refused if outcome.not_sent.is_some() => State::NotSent,
        journal::State::Refused if outcome.message_kind.is_some() => State::Rejected,
        journal::State::Refused => State::Refused,
    }
}

pub async fn show(mut ctx: Ctx<ApplicationPage>, Path(id): Path<String>) -> Answer {
    let id = parse_id(&id)?;
    let mut tx = ctx.tx().await?;
    let (props, _) = props(&mut tx, &ctx, id).await?;
    tx.commit().await?;
    Ok(respond::page(page::page(ctx.viewer, props, &FormState::default())))
}

pub async fn decide(mut ctx: Ctx<ApplicationDecision>, Path(id): Path<String>) -> Answer {
    let id = parse_id(&id)?;
    let mut tx = ctx.tx().await?;
    let (props, asked) = props(&mut tx, &ctx, id).await?;
    tx.commit().await?;
    let path = urls::application(&id.to_string());
    // Somebody (or the registry's message) was faster: the page shows how it went.
    let (Some(question), Some(asked)) = (props.question, asked) else { return Ok(respond::go_to(&path)) };
    let decision = match page::parse(&ctx.fields, ctx.lang(), question) {
        Ok(decision) => decision,
        Err(errors) => return Ok(again(ctx, props, errors)),
    };
    let word = format!("{decision:?}");
    let decision = match decision {
        Decision::Executed { handle } => {
            journal::Decision::Executed { object: handle.map(|handle| handle.as_str().to_owned()) }
        }
        Decision::NotExecuted => journal::Decision::SendAgain,
        Decision::GiveUp => journal::Decision::GiveUp,
    };
    let actor = Actor { user: Some(ctx.user()), name: ctx.who.email.clone() };
    let decided = ctx.app.registry.journal().decide(ctx.account(), &actor, asked, decision).await;
    decided.map_err(|error| match error {
        RegistryError::Database(error) => PageError::from(error),
        error => PageError::Internal(error.into()),
    })?;
    Ok(Audit::of(props.domain).with(json!({ "decision": word })).on(respond::go_to(&path)))
}

fn again(ctx: Ctx<ApplicationDecision>, props: Props, errors: FieldErrors) -> Response {
    let state = FormState::with_errors(ctx.fields, errors);
    respond::invalid(page::page(ctx.viewer, props, &state))
}

fn parse_id(id: &str) -> Result<Uuid, PageError> {
    Uuid::parse_str(id).map_err(|_| PageError::NotFound)
}

/// The page's content, and the operation that a person is asked about. A constant number of queries.
async fn props<F>(tx: &mut Tx, ctx: &Ctx<F>, id: Uuid) -> Result<(Props, Option<Uuid>), PageError> {
    let operation =
        journal::get(tx, id).await?.filter(|operation| operation.kind == KIND).ok_or(PageError::NotFound)?;
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
    // Verified since: the index knows by the registry's later message.
    let works = indexed
        .as_ref()
        .is_some_and(|row| !row.statuses.iter().any(|status| status == "serverHold" || status.starts_with("pending")));
    if props.state == State::AwaitingVerification
        && works
        && indexed.as_ref().is_some_and(|row| row.confirmed_at > operation.settled_at)
    {
        props.state = State::Active;
    }
    requested(&mut props, &operation);
    answered(&mut props, &operation);
    props.consent = consent(tx, id).await?;
    let contact = children.iter().find(|child| child.kind == "contact.create");
    if let Some(child) = contact.filter(|child| child.state == journal::State::Done) {
        props.registrant = Some(child.object.clone());
        props.created_contact = Some(CreatedContact {
            at: child.answered_at.unwrap_or(child.planned_at),
            handle: child.object.clone(),
            reused: child.outcome.reused == Some(true),
        });
    }
    if let Some(handle) = &props.registrant {
        let known = index::contact(tx, handle).await?;
        props.registrant_name = known.as_ref().map(super::show::contact_name);
        props.verify_before = known.and_then(|row| row.verify_before);
    }
    props.message = heard.iter().find(|message| message.operation_id == Some(id)).map(|message| DecidingMessage {
        id: Some(message.id),
        at: message.queued_at,
        text: message.text.clone(),
        rejection: rejection(message.kind.as_str()),
    });
    if matches!(props.state, State::Refused | State::NotSent) {
        props.refusal = Some(refused::of(&ctx.who, &operation, &children));
        props.not_sent = operation.outcome.not_sent.as_ref().map(|not_sent| not_sent_of(&operation, &not_sent.word));
    }
    let asked = children.iter().chain([&operation]).find(|operation| operation.needs_person.is_some());
    if let Some(asked) = asked {
        props.state = State::Uncertain;
        props.question = Some(question(asked));
        props.question_cl_trid = Some(asked.cl_trid.clone());
    }
    props.may_decide = ctx.who.is(MetaRole::Registrar);
    props.version = version(&operation, &children);
    let asked = asked.map(|operation| operation.id);
    Ok((props, asked))
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
    props.refunded = operation.outcome.refunded == Some(true);
    props.result_code = operation.result_code.and_then(|code| u16::try_from(code).ok());
    props.result_text.clone_from(&operation.result_text);
    props.cl_trid = Some(operation.cl_trid.clone());
    props.sv_trid.clone_from(&operation.sv_trid);
    props.checks = u32::try_from(operation.checks).unwrap_or(0);
    props.next_check_at = operation.next_check_at;
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

fn not_sent_of(operation: &Operation, word: &str) -> NotSent {
    match word {
        "too_old" => NotSent::TooOld,
        "first_refused" => NotSent::ContactRefused,
        "abandoned" => NotSent::GivenUp,
        "not_executed" => NotSent::NotExecuted,
        _ => refused::outage_of(operation, word).map_or(NotSent::Other, NotSent::Outage),
    }
}

fn question(operation: &Operation) -> Question {
    match operation.kind.as_str() {
        "contact.create" => Question::ForcedContact,
        KIND => Question::DomainInOtherHands,
        _ => Question::Other,
    }
}

/// Changes with every change of the operation or of what belongs to it.
fn version(operation: &Operation, children: &[Operation]) -> String {
    let all = [operation].into_iter().chain(children);
    all.map(|operation| operation.version.to_string()).collect::<Vec<_>>().join(".")
}

/// Progress by server-sent events: `state` with the version, whenever it changes.
pub async fn events(mut ctx: Ctx<ApplicationEvents>, Path(id): Path<String>) -> Answer {
    let id = parse_id(&id)?;
    let mut tx = ctx.tx().await?;
    let operation =
        journal::get(&mut tx, id).await?.filter(|operation| operation.kind == KIND).ok_or(PageError::NotFound)?;
    tx.commit().await?;
    let watch = Watch {
        closing: ctx.app.closing.clone(),
        account: ctx.account(),
        id,
        last: String::new(),
        looks: 0,
        open: true,
    };
    drop(operation);
    let events = stream::unfold((watch, ctx.app.db.clone()), |(mut watch, db)| async move {
        let event = watch.next(&db).await?;
        Some((Ok::<_, Infallible>(event), (watch, db)))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}

/// Looks at an application until it is settled.
struct Watch {
    closing: CancellationToken,
    account: AccountId,
    id: Uuid,
    last: String,
    looks: u32,
    open: bool,
}

impl Watch {
    async fn next(&mut self, db: &crate::db::Db) -> Option<Event> {
        while self.open && self.looks < LOOKS && !self.closing.is_cancelled() {
            if self.looks > 0 {
                tokio::select! {
                    () = tokio::time::sleep(LOOK) => {}
                    () = self.closing.cancelled() => return None,
                }
            }
            self.looks += 1;
            let mut tx = db.account(self.account).await.ok()?;
            let operation = journal::get(&mut tx, self.id).await.ok()??;
            let children = journal::children(&mut tx, self.id).await.ok()?;
            tx.commit().await.ok()?;
            self.open = state(&operation).is_open();
            let version = version(&operation, &children);
            if version != self.last {
                self.last.clone_from(&version);
                return Some(Event::default().event("state").data(version));
            }
        }
        None
    }
}
