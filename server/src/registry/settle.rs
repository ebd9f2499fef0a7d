//! Settling what was left open: operations whose server died, and operations whose answer was lost. Several servers do it at
//! the same time; each operation is claimed by moving its next look into the future under a row lock.
//!
//! - `planned`, never sent: its server died before. Nobody was told an outcome, so it is sent, but only while it is fresh
//!   ([`Limits::unsent`](super::Limits::unsent)): a person who saw an error long ago may have acted otherwise since.
//! - `sent`, and the session's lease has lapsed: nobody waits for the answer any more, it becomes `uncertain`.
//! - `uncertain`: the registry is asked, at growing distances. What is proven not to have been executed is sent again, as
//!   the same operation, while it is no older than [`Limits::resend`](super::Limits::resend).

use std::time::Duration;

use time::OffsetDateTime;
use uuid::Uuid;

use super::journal::{NotSent, Operation, State, Verdict, get, record, recover, redo};
use super::operations::{Ask, Proof};
use super::{Registry, RegistryError};
use crate::db::{AccountId, Tx};

/// Pauses between questions about an uncertain operation, as multiples of the first: 30 s, 1, 2, 5 and 15 minutes, then an
/// hour.
const PAUSES: [u32; 5] = [1, 2, 4, 10, 30];
const LAST_PAUSE: u32 = 120;
/// Operations of an account taken up in one turn.
const BATCH: i64 = 20;
/// A claim on an operation that is being sent lasts so long.
const CLAIM: Duration = Duration::from_secs(30);
/// An operation that another session is still sending is looked at again after this.
const STILL_SENDING: Duration = Duration::from_secs(5);

/// What to do about a claimed operation.
enum Task {
    Send,
    Prove(Box<Operation>),
}

/// Looks once for operations to settle, and starts settling them.
///
/// # Errors
/// Where the database refuses.
pub async fn turn(registry: Registry) -> anyhow::Result<bool> {
    let now = registry.clock().now();
    let mut tx = registry.db().shared().await?;
    let accounts =
        sqlx::query_scalar!(r#"select account_id as "account_id!" from accounts_with_open_operations($1)"#, now)
            .fetch_all(&mut *tx)
            .await?;
    tx.commit().await?;
    for account in accounts.into_iter().map(AccountId) {
        // Another registry's accounts are another server's business.
        match registry.profile(account).await {
            Ok(_) => claim_all(&registry, account).await?,
            Err(RegistryError::Account(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(false)
}

async fn claim_all(registry: &Registry, account: AccountId) -> anyhow::Result<()> {
    let now = registry.clock().now();
    let mut tx = registry.db().account(account).await?;
    let due = sqlx::query_scalar!(
        "select operation_id from operation where state in ('planned', 'sent', 'uncertain') and next_check_at <= $1
         order by next_check_at limit $2 for update skip locked",
        now,
        BATCH
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut tasks = Vec::new();
    for id in due {
        if let Some(task) = claim(registry, &mut tx, id, now).await? {
            tasks.push((id, task));
        }
    }
    tx.commit().await?;
    for (id, task) in tasks {
        let registry = registry.clone();
        tokio::spawn(registry.tasks().clone().track_future(async move {
            match task {
                Task::Send => recover(&registry, account, id).await,
                Task::Prove(operation) => prove(&registry, &operation).await,
            }
        }));
    }
    Ok(())
}

async fn claim(registry: &Registry, tx: &mut Tx, id: Uuid, now: OffsetDateTime) -> sqlx::Result<Option<Task>> {
    let Some(operation) = get(tx, id).await? else { return Ok(None) };
    let limits = registry.limits();
    match operation.state {
        State::Planned => {
            let (age, most) = match operation.sent_at {
                None => (now - operation.planned_at, limits.unsent),
                Some(_) => (now - operation.planned_at, limits.resend),
            };
            if age > most {
                let word = if operation.sent_at.is_none() { "too_old" } else { "not_executed" };
                let reason = NotSent::new(word, format!("{} minutes after it was asked for", age.whole_minutes()));
                record(tx, id, Verdict::NotSent(reason), now).await?;
                return Ok(None);
            }
            look_again(tx, id, now + CLAIM, 0).await?;
            Ok(Some(Task::Send))
        }
        State::Sent if is_being_sent(registry, tx, id).await? => {
            look_again(tx, id, now + STILL_SENDING, 0).await?;
            Ok(None)
        }
        State::Sent => {
            let check_at = operation.sent_at.map_or(now, |sent| (sent + limits.first_check).max(now));
            let reason = "the server that sent it is gone".to_owned();
            record(tx, id, Verdict::Lost { reason, frame: None, check_at }, now).await?;
            Ok(None)
        }
        State::Uncertain => {
            let pause = usize::try_from(operation.checks).ok().and_then(|n| PAUSES.get(n)).copied();
            look_again(tx, id, now + limits.first_check * pause.unwrap_or(LAST_PAUSE), 1).await?;
            Ok(Some(Task::Prove(Box::new(operation))))
        }
        _ => Ok(None),
    }
}

async fn look_again(tx: &mut Tx, id: Uuid, at: OffsetDateTime, checks: i32) -> sqlx::Result<()> {
    sqlx::query!(
        "update operation set next_check_at = $2, checks = checks + $3 where operation_id = $1",
        id,
        at,
        checks
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether somebody still waits for the operation's answer: this server, or another one whose session exists.
async fn is_being_sent(registry: &Registry, tx: &mut Tx, id: Uuid) -> sqlx::Result<bool> {
    let holder = sqlx::query_scalar!(
        "select l.holder from operation o join lease l
             on l.name = o.sent_slot and l.holder = o.sent_holder and l.fence = o.sent_fence
         where o.operation_id = $1 and l.expires_at > clock_timestamp()",
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(match holder {
        Some(holder) if holder == registry.0.instance => registry.running().has(id),
        holder => holder.is_some(),
    })
}

async fn prove(registry: &Registry, operation: &Operation) {
    if let Err(error) = try_prove(registry, operation).await {
        tracing::warn!(%error, operation = %operation.id, "an uncertain operation could not be settled now");
    }
}

async fn try_prove(registry: &Registry, operation: &Operation) -> Result<(), RegistryError> {
    let profile = registry.profile(operation.account).await?;
    let now = registry.clock().now();
    let ask = Ask { registry, account: operation.account, handle: &profile.handle, now };
    let proof = match operation.typed() {
        Ok(request) => request.prove(&ask, operation).await,
        Err(_) => Proof::NeedsPerson("unknown_kind"),
    };
    tracing::info!(operation = %operation.id, kind = operation.kind, ?proof, "asked about an uncertain operation");
    let now = registry.clock().now();
    let mut tx = registry.db().account(operation.account).await?;
    match proof {
        Proof::Executed { pending, accepted } => {
            record(&mut tx, operation.id, Verdict::Executed { pending, accepted }, now).await?;
        }
        Proof::NotExecuted if now - operation.planned_at > registry.limits().resend => {
            let reason = NotSent::new("not_executed", "it was asked for too long ago to be sent again");
            record(&mut tx, operation.id, Verdict::NotSent(reason), now).await?;
        }
        Proof::NotExecuted => {
            let again = redo(&mut tx, operation, now).await?;
            tx.commit().await?;
            if again {
                recover(registry, operation.account, operation.id).await;
            }
            return Ok(());
        }
        Proof::Unknown(why) => still_open(&mut tx, operation, Some(&why), None).await?,
        Proof::NeedsPerson(why) => still_open(&mut tx, operation, None, Some(why)).await?,
    }
    tx.commit().await?;
    Ok(())
}

/// Notes why an operation is still uncertain; one that needs a person is not asked about again.
async fn still_open(tx: &mut Tx, operation: &Operation, why: Option<&str>, person: Option<&str>) -> sqlx::Result<()> {
    sqlx::query!(
        "update operation set outcome = outcome || coalesce(jsonb_build_object('uncertain', $3::text), '{}'),
             needs_person = coalesce($4, needs_person),
             next_check_at = case when $4::text is null then next_check_at end
         where operation_id = $1 and version = $2 and state = 'uncertain'",
        operation.id,
        operation.version,
        why,
        person
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
