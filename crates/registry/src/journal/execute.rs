//! Sending operations.

use std::time::Duration;

use epp::client::{Exchange, SendError, Uncertain};
use epp::{Command, CommandBody, mask};
use serde_json::Value;
use tokio::sync::watch;
use tracing::{Instrument, Span};
use uuid::Uuid;

use super::attempt;
use super::claim::{self, Claimed};
use super::first_step::{Prepared, prepare};
use super::record::{record, record_not_sent};
use super::running::Running;
use super::verdict::{Answered, Verdict};
use super::{Journal, NotSent, Operation, State};
use crate::error::values;
use crate::operations::{Secrets, image};
use crate::pool::Trust;
use crate::pool::session::Lent;
use crate::{Priority, Registry, RegistryError};

/// How often an operation is tried of which certainly nothing was sent.
const ROUNDS: u32 = 3;

/// Takes an operation off the list of running ones, however its sending ends.
struct Begun<'a> {
    running: &'a Running,
    id: Uuid,
    signal: watch::Sender<Option<Operation>>,
}

impl<'a> Begun<'a> {
    fn new(running: &'a Running, id: Uuid) -> Option<Self> {
        Some(Self { running, id, signal: running.begin(id)? })
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        self.running.end(self.id);
    }
}

impl Journal {
    /// Sends a claimed operation in a task of its own.
    pub(super) fn start(&self, claimed: Claimed) {
        let registry = self.registry.clone();
        // Whoever waits for it must find it on the list at once.
        let id = claimed.operation.id;
        let Some(signal) = registry.running().begin(id) else { return };
        let sending = async move {
            let begun = Begun { running: registry.running(), id, signal };
            carry_begun(&registry, claimed, &begun).await;
        };
        tokio::spawn(self.registry.tasks().track_future(sending.instrument(Span::current())));
    }
}

/// Sends a claimed operation, and what must be done before it.
pub(crate) async fn carry(registry: &Registry, claimed: Claimed) {
    let Some(begun) = Begun::new(registry.running(), claimed.operation.id) else { return };
    carry_begun(registry, claimed, &begun).await;
}

async fn carry_begun(registry: &Registry, claimed: Claimed, begun: &Begun<'_>) {
    match run(registry, &claimed).await {
        Ok(ended) => {
            begun.signal.send_replace(ended);
        }
        // It stays planned or sent, and whoever claims it next takes it up.
        Err(error) => tracing::error!(%error, operation = %begun.id, "an operation could not be carried through"),
    }
}

/// Gives the operation as it stands afterwards, where that is known.
async fn run(registry: &Registry, claimed: &Claimed) -> Result<Option<Operation>, RegistryError> {
    let operation = match prepare(registry, claimed).await? {
        Prepared::Ready(operation) => operation,
        Prepared::NotYet => return Ok(None),
        Prepared::Never(reason) => return refuse(registry, claimed, reason).await,
    };
    let secrets = Secrets::open(&registry.link().key, operation.id, claimed.secrets.as_deref());
    let secrets = match secrets {
        Ok(secrets) => secrets,
        Err(error) => return refuse(registry, claimed, NotSent::new("seal", error.to_string())).await,
    };
    let body = match operation.typed().and_then(|request| request.body(&secrets)) {
        Ok(body) => body,
        Err(error) => return refuse(registry, claimed, NotSent::new("unwritable", error.to_string())).await,
    };
    send(registry, claimed, *operation, body).await
}

async fn send(
    registry: &Registry,
    claimed: &Claimed,
    mut operation: Operation,
    body: CommandBody,
) -> Result<Option<Operation>, RegistryError> {
    let mut trouble = String::new();
    for _ in 0..ROUNDS {
        let mut session = match session(registry, claimed).await {
            Ok(Some(session)) => session,
            Ok(None) => return Ok(None),
            Err(error) => return cannot(registry, claimed, error.word(), &error.to_string()).await,
        };
        let before = match look(&mut session, registry, &operation).await {
            Ok(before) => before,
            Err(error) => {
                trouble = error.to_string();
                continue;
            }
        };
        let n = operation.attempt + 1;
        let command = Command::new(body.clone(), attempt::cl_trid(operation.id, n));
        let masked = mask::mask_frame(&command.to_xml());
        let slot = session.slot().map(|(name, fence)| (name.to_owned(), fence));
        let slot = slot.as_ref().map(|(name, fence)| (name.as_str(), *fence));
        let Some(sent) = attempt::begin(registry, &operation, claimed.claim, slot, before, &masked).await? else {
            return Ok(None);
        };
        let answer = session.send(&command).await;
        let verdict = verdict(registry, &mut session, &sent, answer).await;
        let unsent = match &verdict {
            Verdict::Unsent(reason) => Some(reason.clone()),
            _ => None,
        };
        // The session is kept until the outcome is written: while its slot's lease lives, no other server takes the
        // operation for orphaned.
        let written = write_down(registry, &sent, verdict).await;
        drop(session);
        match (written, unsent) {
            (Some(planned), Some(reason)) if planned.state == State::Planned => {
                operation = planned;
                trouble = reason;
            }
            (written, _) => return Ok(written),
        }
    }
    cannot(registry, claimed, "broken", &trouble).await
}

/// A session to send through. An operation waits for its turn as long as it is fresh, and says that it is still waited for;
/// `None` where another server has it by now.
async fn session(registry: &Registry, claimed: &Claimed) -> Result<Option<Lent>, RegistryError> {
    let pool = registry.pool(claimed.operation.account).await?;
    let limits = registry.limits();
    let wait = limits.unsent;
    // In a task of its own: whoever stops waiting must not leave a session half opened.
    let lending = async move { pool.lend_within(Priority::Interactive, Trust::Proven, wait).await };
    let mut lending = tokio::spawn(registry.tasks().track_future(lending));
    loop {
        tokio::select! {
            lent = &mut lending => {
                let broken = |error: tokio::task::JoinError| RegistryError::Broken { reason: error.to_string() };
                return lent.map_err(broken)?.map(Some);
            }
            () = tokio::time::sleep(limits.claim / 3) => match claim::renew(registry, claimed).await {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(error) => tracing::warn!(%error, operation = %claimed.operation.id, "a claim could not be renewed"),
            },
        }
    }
}

/// Asks how the object stands right before the command is sent: without that, no later look at it proves anything.
async fn look(session: &mut Lent, registry: &Registry, operation: &Operation) -> Result<Option<Value>, SendError> {
    let Some(question) = operation.typed().ok().and_then(|request| request.before()) else { return Ok(None) };
    let exchange = session.send(&Command::new(question, registry.link().cl_trid())).await?;
    Ok(Some(image(&exchange.response)))
}

/// Nothing can be sent now. Whoever waits in front of a form is told so; otherwise the operation stays planned, for
/// whichever server can reach the registry first.
async fn cannot(
    registry: &Registry,
    claimed: &Claimed,
    word: &'static str,
    reason: &str,
) -> Result<Option<Operation>, RegistryError> {
    if claimed.waited_for && word != "stopping" {
        return refuse(registry, claimed, NotSent::new(word, reason)).await;
    }
    let pause = if word == "stopping" { Duration::ZERO } else { registry.limits().recheck };
    claim::release(registry, claimed, pause).await?;
    Ok(None)
}

async fn refuse(registry: &Registry, claimed: &Claimed, reason: NotSent) -> Result<Option<Operation>, RegistryError> {
    let mut tx = registry.db().account(claimed.operation.account).await?;
    let refused = record_not_sent(&mut tx, claimed.operation.id, claimed.claim, reason, registry.moment()).await?;
    tx.commit().await?;
    Ok(refused)
}

async fn verdict(
    registry: &Registry,
    session: &mut Lent,
    sent: &Operation,
    answer: Result<Exchange, SendError>,
) -> Verdict {
    let lost = |reason: String, frame: Option<String>| {
        let quiet = registry.limits().quiet();
        Verdict::Lost { reason, frame, ended_at: None, quiet }
    };
    match answer {
        Ok(exchange) => match answered(registry, session, sent, &exchange).await {
            Ok(answered) => Verdict::Answered(Box::new(answered)),
            Err(missing) => lost(missing, Some(exchange.response_xml_masked())),
        },
        Err(SendError::NotSent(reason)) => Verdict::Unsent(reason.to_string()),
        Err(SendError::Protocol { expected, got, response_xml_masked }) => {
            lost(format!("the answer was for {got:?} instead of {expected:?}"), Some(response_xml_masked))
        }
        Err(SendError::Uncertain(uncertain)) => {
            let reason = uncertain.to_string();
            let frame = match uncertain {
                Uncertain::Parse { response_xml_masked, .. } | Uncertain::Unexpected { response_xml_masked } => {
                    Some(response_xml_masked)
                }
                _ => None,
            };
            lost(reason, frame)
        }
    }
}

/// The answer as the journal keeps it.
///
/// # Errors
/// What an accepting answer lacks: then it is not known what was done.
async fn answered(
    registry: &Registry,
    session: &mut Lent,
    sent: &Operation,
    exchange: &Exchange,
) -> Result<Answered, String> {
    let response = &exchange.response;
    let base = response.code().base();
    let accepted = match sent.typed() {
        Ok(request) if base.is_success() => {
            let accepted = request.accepted(response).map_err(|missing| missing.to_string())?;
            // A command that was sent before may be what this one ran into.
            Some(if sent.attempt > 1 { request.again(registry, session, sent, accepted).await } else { accepted })
        }
        _ => base.is_success().then(Default::default),
    };
    Ok(Answered {
        code: response.code().0,
        text: response.msg().to_owned(),
        accepted,
        pending: base == epp::ResultCode::PENDING,
        values: values(response),
        sv_trid: response.tr_id.sv.clone(),
        request_frame: exchange.request_xml_masked(),
        response_frame: exchange.response_xml_masked(),
    })
}

/// Writes an outcome, again and again while the database is away: the registry's answer must not be lost. `None` where the
/// server stops before it could.
async fn write_down(registry: &Registry, sent: &Operation, verdict: Verdict) -> Option<Operation> {
    let mut pause = Duration::from_millis(100);
    loop {
        match try_write(registry, sent, verdict.clone()).await {
            Ok(written) => {
                after(registry, &written).await;
                return Some(written);
            }
            Err(error) if registry.stopping().is_cancelled() => {
                tracing::error!(%error, operation = %sent.id, "an outcome could not be written; it is settled after the restart");
                return None;
            }
            Err(error) => {
                tracing::error!(%error, operation = %sent.id, "an outcome could not be written; trying again")
            }
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_secs(5));
    }
}

async fn try_write(registry: &Registry, sent: &Operation, verdict: Verdict) -> sqlx::Result<Operation> {
    let mut tx = registry.db().account(sent.account).await?;
    let (written, _) = record(&mut tx, sent.id, sent.attempt, verdict, registry.moment()).await?;
    tx.commit().await?;
    Ok(written)
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
