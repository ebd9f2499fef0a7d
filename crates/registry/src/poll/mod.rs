//! The message queue: each message is stored raw and applied in one transaction, and acknowledged after the commit.
//!
//! One server polls for an account: whoever holds the `poll` lease. Messages are acknowledged only while Birk owns the
//! queue; until then the one visible message is stored, and looked at slowly. A crash between commit and acknowledgement
//! brings the same message again, which is then only acknowledged.

mod apply;
mod fetch;
mod store;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;

use self::fetch::Fetched;
use crate::base::Base;
use crate::db::AccountId;
use crate::messages::{Kind, ObjectKind, Subject};
use crate::pool::Pool;
use crate::pool::lease::{Lease, POLL};
use crate::{Priority, RegistryError, questions, refresh};

/// How often new accounts are looked for.
const LOOK_FOR_ACCOUNTS: Duration = Duration::from_secs(15);
/// Pause after a refused sign-in, or for another registry's account.
const NOT_NOW: Duration = Duration::from_secs(120);

/// A message that is incomplete is asked for so often before it is kept as it is, with a flag.
const ASK_AGAIN: u32 = 3;
/// Pause before that.
const DOUBT: Duration = Duration::from_millis(200);
/// For so long after its answer, the decision on an application is awaited with special attention.
const AWAITED: Duration = Duration::from_secs(3600);

/// Keeps one worker for each account. Ends with the server.
///
/// # Errors
/// Where the database refuses.
pub async fn supervise(base: Base) -> anyhow::Result<()> {
    let mut workers = Workers(HashMap::new());
    while !base.stopping().is_cancelled() {
        let mut tx = base.db().shared().await?;
        let row = sqlx::query!(
            r#"select clock_timestamp() as "now!", array(select account_id from working_accounts()) as "accounts!""#
        )
        .fetch_one(&mut *tx)
        .await?;
        tx.commit().await?;
        base.set_now(row.now);
        for account in row.accounts.into_iter().map(AccountId) {
            if workers.0.get(&account).is_none_or(JoinHandle::is_finished) {
                workers.0.insert(account, tokio::spawn(work(base.clone(), account)));
            }
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_FOR_ACCOUNTS) => {}
            () = base.stopping().cancelled() => {}
        }
    }
    Ok(())
}

/// The workers, which end with their supervisor.
struct Workers(HashMap<AccountId, JoinHandle<()>>);

impl Drop for Workers {
    fn drop(&mut self) {
        for worker in self.0.values() {
            worker.abort();
        }
    }
}

async fn work(base: Base, account: AccountId) {
    loop {
        let pause = match shift(&base, account).await {
            Ok(pause) => pause,
            Err(RegistryError::Account(_) | RegistryError::SignInRefused { .. }) => NOT_NOW,
            Err(error) => {
                tracing::debug!(%error, account = account.0, "polling is not possible now");
                base.limits().poll.min(Duration::from_secs(30))
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// Polls for as long as the lease is held; gives the pause before the next attempt to get it.
async fn shift(base: &Base, account: AccountId) -> Result<Duration, RegistryError> {
    let pool = base.pool(account).await?;
    let leases = base.leases(account);
    let Some(lease) = leases.take(POLL).await? else { return Ok(base.limits().lease) };
    let ended = tokio::select! {
        ended = watch_queue(base, account, &pool, &lease) => ended,
        () = leases.keep(&lease, base.limits().renew) => Ok(()),
        () = base.stopping().cancelled() => Ok(()),
    };
    leases.release(&lease).await?;
    ended.map(|()| base.limits().lease)
}

async fn watch_queue(base: &Base, account: AccountId, pool: &Arc<Pool>, lease: &Lease) -> Result<(), RegistryError> {
    loop {
        let owned = drain(base, account, pool, lease).await?;
        let pause = pace(base, account, owned).await?;
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = pool.look.notified() => {}
            // In a queue that is not Birk's, messages wait all the time.
            () = pool.messages.notified(), if owned => {}
        }
    }
}

/// The pause before the next look: short while an application waits for its decision.
async fn pace(base: &Base, account: AccountId, owned: bool) -> Result<Duration, RegistryError> {
    let limits = base.limits();
    if !owned {
        return Ok(limits.poll_unowned);
    }
    let mut tx = base.db().account(account).await?;
    let awaited = sqlx::query_scalar!(
        r#"select exists (select 1 from operation where state in ('sent', 'uncertain')
               or (state = 'pending' and coalesce(answered_at, sent_at) > $1)) as "awaited!""#,
        base.now() - AWAITED
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(if awaited { limits.poll_awaited.min(limits.poll) } else { limits.poll })
}

/// Takes in what is in the queue; says whether Birk owns it.
async fn drain(base: &Base, account: AccountId, pool: &Pool, lease: &Lease) -> Result<bool, RegistryError> {
    let mut heard = Vec::new();
    let mut acknowledged = None;
    let owned = loop {
        let owned = base.credentials(account).await?.queue_owned_since.is_some();
        let asked_at = base.now();
        let fetched = fetch::next(base, account).await?;
        if let Some(msg_id) = fetched.doubtful()
            && pool.doubts(msg_id) < ASK_AGAIN
        {
            tokio::time::sleep(DOUBT).await;
            continue;
        }
        let message = match &fetched {
            Fetched::Empty => {
                if owned {
                    store::all_gone(base, account, asked_at).await?;
                }
                break owned;
            }
            Fetched::Message { .. } | Fetched::Unreadable { .. } => {
                store::keep(base, account, lease, &fetched, asked_at).await?
            }
        };
        let Some(kept) = message else { break owned };
        if kept.new {
            heard.push(kept.subject.clone());
        }
        if !owned {
            break false;
        }
        if acknowledged == Some(kept.message_id) {
            let reason = format!("message {} came again after it was acknowledged", kept.msg_id);
            return Err(RegistryError::Protocol { reason, cl_trid: String::new() });
        }
        fetch::acknowledge(base, account, kept.message_id, &kept.msg_id).await?;
        acknowledged = Some(kept.message_id);
    };
    if !heard.is_empty() {
        let base = base.clone();
        tokio::spawn(base.tasks().clone().track_future(async move {
            if let Err(error) = look_again(&base, account, &heard).await {
                tracing::debug!(%error, account = account.0, "the index could not be refreshed");
            }
        }));
    }
    Ok(owned)
}

/// Asks how the objects stand that messages told of: a message says how they were when it was queued, and may be old.
async fn look_again(base: &Base, account: AccountId, heard: &[Subject]) -> Result<(), RegistryError> {
    refresh::account(base, account).await?;
    let others = heard.iter().map(|subject| (subject.object_kind, subject.object.as_str(), subject.kind));
    let others: BTreeSet<_> = others
        .filter_map(|(object_kind, object, kind)| match (object_kind, kind) {
            (ObjectKind::Contact, _) => Some(("contact", object)),
            (ObjectKind::Host, _) => Some(("host", object)),
            // What the index still has is refreshed with the rest.
            (ObjectKind::Domain, Kind::DomainDeleted | Kind::PortfolioRemoved) => Some(("domain", object)),
            _ => None,
        })
        .collect();
    for (kind, object) in others {
        let answer = match kind {
            "contact" => questions::contact_info(base, account, object, Priority::Bulk).await.map(drop),
            "host" => questions::host_info(base, account, object, Priority::Bulk).await.map(drop),
            _ => questions::domain_info(base, account, object, None, Priority::Bulk).await.map(drop),
        };
        match answer {
            Ok(()) | Err(RegistryError::NotFound(_) | RegistryError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
