//! Sending operations.

use std::time::Duration;

use epp::client::{Exchange, SendError, Uncertain};
use epp::{Command, CommandBody, mask};
use serde_json::Value;

use super::attempt;
use super::claim::{self, Claimed};
use super::record::{Moment, record, record_not_sent};
use super::verdict::{Answered, Verdict};
use crate::base::Base;
use crate::entry::{NotSent, Operation, State};
use crate::error::values;
use crate::operations::{Answering, Secrets, image};
use crate::pool::Trust;
use crate::pool::session::Lent;
use crate::{Priority, RegistryError, balance};

/// How often an operation is tried of which certainly nothing was sent.
const ROUNDS: u32 = 3;

/// Sends a claimed operation, for which nothing must be done before any more. Gives it as it stands afterwards, where that is
/// known.
pub(super) async fn send(
    base: &Base,
    claimed: &Claimed,
    operation: Operation,
) -> Result<Option<Operation>, RegistryError> {
    let request = match operation.typed() {
        Ok(request) => request,
        Err(error) => return refuse(base, claimed, NotSent::new("unwritable", error.to_string())).await,
    };
    let secrets = Secrets::open(&base.link().key, operation.id, request.secrets(), claimed.secrets.as_deref());
    let secrets = match secrets {
        Ok(secrets) => secrets,
        Err(error) => return refuse(base, claimed, NotSent::new("seal", error.to_string())).await,
    };
    let body = match request.body(&secrets) {
        Ok(body) => body,
        Err(error) => return refuse(base, claimed, NotSent::new("unwritable", error.to_string())).await,
    };
    send_body(base, claimed, operation, body).await
}

async fn send_body(
    base: &Base,
    claimed: &Claimed,
    mut operation: Operation,
    body: CommandBody,
) -> Result<Option<Operation>, RegistryError> {
    let mut trouble = String::new();
    for _ in 0..ROUNDS {
        let mut session = match session(base, claimed).await {
            Ok(Some(session)) => session,
            Ok(None) => return Ok(None),
            Err(error) => return cannot(base, claimed, error.word(), &error.to_string()).await,
        };
        let before = match look(&mut session, base, &operation).await {
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
        let Some(sent) = attempt::begin(base, &operation, claimed.claim, slot, before, &masked).await? else {
            return Ok(None);
        };
        let answer = session.send(&command).await;
        let verdict = verdict(base, &mut session, &sent, answer).await;
        let unsent = match &verdict {
            Verdict::Unsent(reason) => Some(reason.clone()),
            _ => None,
        };
        // The session is kept until the outcome is written: while its slot's lease lives, no other server takes the
        // operation for orphaned.
        let written = write_down(base, &sent, verdict).await;
        drop(session);
        match (written, unsent) {
            (Some(planned), Some(reason)) if planned.state == State::Planned => {
                operation = planned;
                trouble = reason;
            }
            (written, _) => return Ok(written),
        }
    }
    cannot(base, claimed, "broken", &trouble).await
}

/// A session to send through. An operation waits for its turn as long as it is fresh, and says that it is still waited for;
/// `None` where another server has it by now.
async fn session(base: &Base, claimed: &Claimed) -> Result<Option<Lent>, RegistryError> {
    let pool = base.pool(claimed.operation.account).await?;
    let limits = base.limits();
    let wait = limits.unsent;
    // In a task of its own: whoever stops waiting must not leave a session half opened.
    let lending = async move { pool.lend_within(Priority::Interactive, Trust::Proven, wait).await };
    let mut lending = tokio::spawn(base.tasks().track_future(lending));
    loop {
        tokio::select! {
            lent = &mut lending => {
                let broken = |error: tokio::task::JoinError| RegistryError::Broken { reason: error.to_string() };
                return lent.map_err(broken)?.map(Some);
            }
            () = tokio::time::sleep(limits.claim / 3) => match claim::renew(base, claimed).await {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(error) => tracing::warn!(%error, operation = %claimed.operation.id, "a claim could not be renewed"),
            },
        }
    }
}

/// Asks how the object stands right before the command is sent: without that, no later look at it proves anything.
async fn look(session: &mut Lent, base: &Base, operation: &Operation) -> Result<Option<Value>, SendError> {
    let Some(question) = operation.typed().ok().and_then(|request| request.before()) else { return Ok(None) };
    let exchange = session.send(&Command::new(question, base.link().cl_trid())).await?;
    Ok(Some(image(&exchange.response)))
}

/// Nothing can be sent now. Whoever waits in front of a form is told so; otherwise the operation stays planned, for
/// whichever server can reach the registry first.
async fn cannot(
    base: &Base,
    claimed: &Claimed,
    word: &'static str,
    reason: &str,
) -> Result<Option<Operation>, RegistryError> {
    if claimed.waited_for && word != "stopping" {
        return refuse(base, claimed, NotSent::new(word, reason)).await;
    }
    let pause = if word == "stopping" { Duration::ZERO } else { base.limits().recheck };
    claim::release(base, claimed, pause).await?;
    Ok(None)
}

/// Notes that it will not be sent.
pub(super) async fn refuse(
    base: &Base,
    claimed: &Claimed,
    reason: NotSent,
) -> Result<Option<Operation>, RegistryError> {
    let mut tx = base.db().account(claimed.operation.account).await?;
    let refused = record_not_sent(&mut tx, claimed.operation.id, claimed.claim, reason, Moment::now(base)).await?;
    tx.commit().await?;
    Ok(refused)
}

async fn verdict(base: &Base, session: &mut Lent, sent: &Operation, answer: Result<Exchange, SendError>) -> Verdict {
    let lost = |reason: String, frame: Option<String>| {
        let quiet = base.limits().quiet();
        Verdict::Lost { reason, frame, ended_at: None, quiet }
    };
    match answer {
        Ok(exchange) => match answered(base, session, sent, &exchange).await {
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
async fn answered(base: &Base, session: &mut Lent, sent: &Operation, exchange: &Exchange) -> Result<Answered, String> {
    let response = &exchange.response;
    let code = response.code().base();
    let accepted = match sent.typed() {
        Ok(request) if code.is_success() => {
            let accepted = request.accepted(response).map_err(|missing| missing.to_string())?;
            // A command that was sent before may be what this one ran into.
            Some(match sent.attempt {
                ..=1 => accepted,
                _ => request.again(Answering::new(base, session), sent, accepted).await,
            })
        }
        _ => code.is_success().then(Default::default),
    };
    Ok(Answered {
        code: response.code().0,
        text: response.msg().to_owned(),
        accepted,
        pending: code == epp::ResultCode::PENDING,
        values: values(response),
        sv_trid: response.tr_id.sv.clone(),
        request_frame: exchange.request_xml_masked(),
        response_frame: exchange.response_xml_masked(),
    })
}

/// Writes an outcome, again and again while the database is away: the registry's answer must not be lost. `None` where the
/// server stops before it could.
async fn write_down(base: &Base, sent: &Operation, verdict: Verdict) -> Option<Operation> {
    let mut pause = Duration::from_millis(100);
    loop {
        match try_write(base, sent, verdict.clone()).await {
            Ok(written) => {
                after(base, &written).await;
                return Some(written);
            }
            Err(error) if base.stopping().is_cancelled() => {
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

async fn try_write(base: &Base, sent: &Operation, verdict: Verdict) -> sqlx::Result<Operation> {
    let mut tx = base.db().account(sent.account).await?;
    let (written, _) = record(&mut tx, sent.id, sent.attempt, verdict, Moment::now(base)).await?;
    tx.commit().await?;
    Ok(written)
}

/// What is worth doing soon after an outcome: its message may wait already, and the balance has changed.
async fn after(base: &Base, operation: &Operation) {
    if operation.state == State::Pending {
        base.poll_soon(operation.account);
    }
    if operation.expected_debit.is_some() && operation.state != State::Refused {
        balance::soon(base, operation.account);
    }
}
