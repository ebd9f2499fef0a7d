//! Sending operations.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use epp::client::{Exchange, SendError, Uncertain};
use epp::{Command, CommandBody, mask};
use tokio::sync::watch;
use tracing::{Instrument, Span};
use uuid::Uuid;

use super::record::{Answered, Verdict, record, redo};
use super::{Journal, NotSent, Operation, State, read};
use crate::db::AccountId;
use crate::registry::error::values;
use crate::registry::operations::{DomainCreate, Registrant, Request, Secrets};
use crate::registry::pool::Trust;
use crate::registry::{Priority, Registry, RegistryError};

/// How often an operation is tried of which certainly nothing was sent.
const ATTEMPTS: u32 = 3;

/// The operations that this server is sending.
#[derive(Debug, Default)]
pub(in crate::registry) struct Running(Mutex<HashMap<Uuid, watch::Receiver<()>>>);

impl Running {
    /// Comes back when the operation is no longer being sent here; `None` where it is not.
    pub(super) fn done(&self, id: Uuid) -> Option<impl Future<Output = ()> + Send + use<>> {
        let running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut receiver = running.get(&id)?.clone();
        // The sender never sends: it only goes away.
        Some(async move { while receiver.changed().await.is_ok() {} })
    }

    /// Whether the operation is being sent here.
    pub(in crate::registry) fn has(&self, id: Uuid) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&id)
    }

    fn begin(&self, id: Uuid) -> Option<watch::Sender<()>> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if running.contains_key(&id) {
            return None;
        }
        let (sender, receiver) = watch::channel(());
        running.insert(id, receiver);
        Some(sender)
    }

    fn end(&self, id: Uuid) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

/// Takes an operation off the list of running ones, however its sending ends.
struct Begun<'a> {
    running: &'a Running,
    id: Uuid,
    _signal: watch::Sender<()>,
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        self.running.end(self.id);
    }
}

impl Journal {
    /// Sends a planned operation in a task of its own.
    pub(super) fn start(&self, account: AccountId, id: Uuid) {
        let registry = self.registry.clone();
        let sending = async move { recover(&registry, account, id).await };
        tokio::spawn(self.registry.tasks().track_future(sending.instrument(Span::current())));
    }
}

/// Sends an operation if it is planned, and what must be done before it. Several servers may try at the same time: one
/// sends.
pub(in crate::registry) async fn recover(registry: &Registry, account: AccountId, id: Uuid) {
    let running = registry.running();
    let Some(signal) = running.begin(id) else { return };
    let _begun = Begun { running, id, _signal: signal };
    if let Err(error) = run(registry, account, id).await {
        // It stays planned or sent, and the worker that settles operations takes it up.
        tracing::error!(%error, operation = %id, "an operation could not be carried through");
    }
}

/// [`recover`] within itself: sending the first step is the same work.
fn recover_first(registry: &Registry, account: AccountId, id: Uuid) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
    Box::pin(recover(registry, account, id))
}

async fn run(registry: &Registry, account: AccountId, id: Uuid) -> Result<(), RegistryError> {
    let Some(operation) = load(registry, account, id).await? else { return Ok(()) };
    if operation.state != State::Planned {
        return Ok(());
    }
    let operation = match prepare(registry, &operation).await? {
        Prepared::Ready(operation) => *operation,
        Prepared::NotYet => return Ok(()),
        Prepared::Never(reason) => return refuse(registry, &operation, reason).await,
    };
    let body = match body(registry, &operation).await? {
        Ok(body) => body,
        Err(reason) => return refuse(registry, &operation, reason).await,
    };
    send(registry, &operation, body).await
}

async fn load(registry: &Registry, account: AccountId, id: Uuid) -> Result<Option<Operation>, RegistryError> {
    let mut tx = registry.db().account(account).await?;
    let operation = read::get(&mut tx, id).await?;
    tx.commit().await?;
    Ok(operation)
}

enum Prepared {
    Ready(Box<Operation>),
    NotYet,
    Never(NotSent),
}

/// Does what must be done before an operation: creates the contact that a registration waits for.
async fn prepare(registry: &Registry, operation: &Operation) -> Result<Prepared, RegistryError> {
    let typed = match operation.typed() {
        Ok(typed) => typed,
        Err(error) => return Ok(Prepared::Never(NotSent::new("unwritable", error.to_string()))),
    };
    let create = match typed {
        Request::DomainCreate(create) if create.registrant == Registrant::Created => *create,
        _ => return Ok(Prepared::Ready(Box::new(operation.clone()))),
    };
    let mut tx = registry.db().account(operation.account).await?;
    let first = read::children(&mut tx, operation.id).await?.into_iter().find(|child| child.kind == "contact.create");
    tx.commit().await?;
    let Some(first) = first else {
        return Ok(Prepared::Never(NotSent::new("unwritable", "the contact's operation is missing")));
    };
    if first.state == State::Planned {
        recover_first(registry, operation.account, first.id).await;
        // Perhaps it was being sent already.
        if let Some(done) = registry.running().done(first.id) {
            done.await;
        }
    }
    let Some(first) = load(registry, operation.account, first.id).await? else { return Ok(Prepared::NotYet) };
    match first.state {
        State::Done => with_registrant(registry, operation, create, &first.object).await,
        State::Refused => Ok(Prepared::Never(NotSent::new("first_refused", first.result_text.unwrap_or_default()))),
        _ => Ok(Prepared::NotYet),
    }
}

/// Writes the new contact's handle into the request.
async fn with_registrant(
    registry: &Registry,
    operation: &Operation,
    create: DomainCreate,
    handle: &str,
) -> Result<Prepared, RegistryError> {
    let Ok(handle) = dk::Handle::parse(handle) else {
        return Ok(Prepared::Never(NotSent::new("unwritable", format!("{handle:?} is no handle"))));
    };
    let request = Request::from(DomainCreate { registrant: Registrant::Handle(handle), ..create });
    let request = serde_json::to_value(&request).unwrap_or_default();
    let mut tx = registry.db().account(operation.account).await?;
    let changed = sqlx::query!(
        "update operation set request = $3, version = version + 1
         where operation_id = $1 and version = $2 and state = 'planned'",
        operation.id,
        operation.version,
        request
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    if changed.rows_affected() == 0 {
        return Ok(Prepared::NotYet);
    }
    let ready = Operation { request, version: operation.version + 1, ..operation.clone() };
    Ok(Prepared::Ready(Box::new(ready)))
}

async fn body(registry: &Registry, operation: &Operation) -> Result<Result<CommandBody, NotSent>, RegistryError> {
    let mut tx = registry.db().account(operation.account).await?;
    let sealed = sqlx::query_scalar!("select secrets from operation where operation_id = $1", operation.id)
        .fetch_one(&mut *tx)
        .await?;
    tx.commit().await?;
    let secrets = match Secrets::open(&registry.link().key, operation.id, sealed.as_deref()) {
        Ok(secrets) => secrets,
        Err(error) => return Ok(Err(NotSent::new("seal", error.to_string()))),
    };
    let body = operation.typed().and_then(|request| request.body(&secrets));
    Ok(body.map_err(|error| NotSent::new("unwritable", error.to_string())))
}

async fn send(registry: &Registry, operation: &Operation, body: CommandBody) -> Result<(), RegistryError> {
    let command = Command::new(body, operation.cl_trid.clone());
    let masked = mask::mask_frame(&command.to_xml());
    let pool = registry.pool(operation.account).await?;
    let mut operation = operation.clone();
    for attempt in 1..=ATTEMPTS {
        let mut session = match pool.lend(Priority::Interactive, Trust::Proven).await {
            Ok(session) => session,
            // The server stops: the next one takes the operation up.
            Err(RegistryError::Stopping) => return Ok(()),
            Err(error) => return refuse(registry, &operation, NotSent::new(error.word(), error.to_string())).await,
        };
        let slot = session.slot().map(|(name, fence)| (name.to_owned(), fence));
        let Some(sent) = mark_sent(registry, &operation, slot, &masked).await? else { return Ok(()) };
        let answer = session.send(&command).await;
        if let (Err(SendError::NotSent(_)), true) = (&answer, attempt < ATTEMPTS)
            && let Some(planned) = unsend(registry, &sent).await?
        {
            operation = planned;
            continue;
        }
        // The session is kept until the outcome is written: while its slot's lease lives, no other server takes the
        // operation for orphaned.
        write_down(registry, &sent, verdict(registry, &sent, answer)).await;
        drop(session);
        return Ok(());
    }
    Ok(())
}

/// Commits that the operation is on its way; `None` where another server was faster.
async fn mark_sent(
    registry: &Registry,
    operation: &Operation,
    slot: Option<(String, i64)>,
    masked: &str,
) -> Result<Option<Operation>, RegistryError> {
    let now = registry.clock().now();
    let (slot, fence) = slot.unzip();
    let mut tx = registry.db().account(operation.account).await?;
    let marked = sqlx::query!(
        "update operation set state = 'sent', version = version + 1, sent_at = $3, next_check_at = $4, request_frame = $5,
             sent_slot = $6, sent_holder = $7, sent_fence = $8
         where operation_id = $1 and version = $2 and state = 'planned'",
        operation.id,
        operation.version,
        now,
        now + registry.limits().first_check,
        masked,
        slot,
        registry.0.instance,
        fence,
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    let sent =
        Operation { state: State::Sent, version: operation.version + 1, sent_at: Some(now), ..operation.clone() };
    Ok((marked.rows_affected() == 1).then_some(sent))
}

/// Takes back that an operation is on its way, when not one byte of it was sent.
async fn unsend(registry: &Registry, sent: &Operation) -> Result<Option<Operation>, RegistryError> {
    let mut tx = registry.db().account(sent.account).await?;
    let taken_back = redo(&mut tx, sent, registry.clock().now()).await?;
    tx.commit().await?;
    let planned = Operation { state: State::Planned, version: sent.version + 1, ..sent.clone() };
    Ok(taken_back.then_some(planned))
}

fn verdict(registry: &Registry, operation: &Operation, answer: Result<Exchange, SendError>) -> Verdict {
    let sent_at = operation.sent_at.unwrap_or_else(|| registry.clock().now());
    let check_at = sent_at + registry.limits().first_check;
    match answer {
        Ok(exchange) => Verdict::Answered(Box::new(answered(operation, &exchange))),
        Err(SendError::NotSent(reason)) => Verdict::NotSent(NotSent::new("broken", reason.to_string())),
        Err(SendError::Protocol { expected, got, response_xml_masked }) => Verdict::Lost {
            reason: format!("the answer was for {got:?} instead of {expected:?}"),
            frame: Some(response_xml_masked),
            check_at,
        },
        Err(SendError::Uncertain(uncertain)) => {
            let reason = uncertain.to_string();
            let frame = match uncertain {
                Uncertain::Parse { response_xml_masked, .. } | Uncertain::Unexpected { response_xml_masked } => {
                    Some(response_xml_masked)
                }
                _ => None,
            };
            Verdict::Lost { reason, frame, check_at }
        }
    }
}

fn answered(operation: &Operation, exchange: &Exchange) -> Answered {
    let response = &exchange.response;
    let base = response.code().base();
    let accepted =
        base.is_success().then(|| operation.typed().map(|request| request.accepted(response)).unwrap_or_default());
    Answered {
        code: response.code().0,
        text: response.msg().to_owned(),
        accepted,
        pending: base == epp::ResultCode::PENDING,
        values: values(response),
        sv_trid: response.tr_id.sv.clone(),
        request_frame: exchange.request_xml_masked(),
        response_frame: exchange.response_xml_masked(),
    }
}

/// Writes an outcome, again and again while the database is away: the registry's answer must not be lost.
async fn write_down(registry: &Registry, operation: &Operation, verdict: Verdict) {
    let mut pause = Duration::from_millis(100);
    loop {
        match try_write(registry, operation, verdict.clone()).await {
            Ok(written) => return after(registry, &written).await,
            Err(error) if registry.stopping().is_cancelled() => {
                tracing::error!(%error, operation = %operation.id, "an outcome could not be written; it is settled after the restart");
                return;
            }
            Err(error) => {
                tracing::error!(%error, operation = %operation.id, "an outcome could not be written; trying again")
            }
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_secs(5));
    }
}

async fn try_write(registry: &Registry, operation: &Operation, verdict: Verdict) -> sqlx::Result<Operation> {
    let mut tx = registry.db().account(operation.account).await?;
    let (written, _) = record(&mut tx, operation.id, verdict, registry.clock().now()).await?;
    tx.commit().await?;
    Ok(written)
}

async fn refuse(registry: &Registry, operation: &Operation, reason: NotSent) -> Result<(), RegistryError> {
    try_write(registry, operation, Verdict::NotSent(reason)).await?;
    Ok(())
}

/// What is worth doing soon after an outcome: its message may wait already, and the balance has changed.
async fn after(registry: &Registry, operation: &Operation) {
    if operation.state == State::Pending {
        registry.poll_soon(operation.account).await;
    }
    if operation.expected_debit.is_some() && operation.state != State::Refused {
        registry.balance_soon(operation.account);
    }
}
