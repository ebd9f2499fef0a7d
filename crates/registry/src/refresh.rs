//! Asking the registry again about domains whose row in the index is due: nothing tells of automatic renewals, so passing an
//! expiry date is a reason to ask.

use futures_util::StreamExt;
use futures_util::stream;
use time::Duration;

use crate::base::Base;
use crate::db::AccountId;
use crate::{Priority, RegistryError, questions};

/// A claimed row is due again after this, should the question fail.
const CLAIM: Duration = Duration::minutes(10);
/// Accounts worked on at the same time.
const ACCOUNTS: usize = 8;

/// One turn over all accounts. Says whether more is due.
///
/// # Errors
/// Where the database refuses.
pub async fn turn(base: Base) -> anyhow::Result<bool> {
    let mut tx = base.db().shared().await?;
    let now = base.now();
    let accounts =
        sqlx::query_scalar!(r#"select account_id as "account_id!" from accounts_with_stale_domains($1)"#, now)
            .fetch_all(&mut *tx)
            .await?;
    tx.commit().await?;
    stream::iter(accounts.into_iter().map(AccountId))
        .for_each_concurrent(ACCOUNTS, |id| {
            let base = base.clone();
            async move {
                match account(&base, id).await {
                    // Another registry's accounts are another server's business; an outage is told of elsewhere.
                    Ok(()) | Err(RegistryError::Account(_)) => {}
                    Err(error) => tracing::debug!(%error, account = id.0, "the index could not be refreshed"),
                }
            }
        })
        .await;
    Ok(false)
}

/// Asks about an account's rows that are due, a few at a time.
///
/// # Errors
/// The first that occurs; what is left is due again later.
pub async fn account(base: &Base, account: AccountId) -> Result<(), RegistryError> {
    let now = base.now();
    base.credentials(account).await?;
    let mut tx = base.db().account(account).await?;
    let names = sqlx::query_scalar!(
        "with due as (select account_id, name from domain_index where refresh_at <= $1 order by refresh_at limit $2
                      for update skip locked)
         update domain_index d set refresh_at = $3 from due where d.account_id = due.account_id and d.name = due.name
         returning d.name",
        now,
        base.limits().refresh_batch,
        now + CLAIM
    )
    .fetch_all(&mut *tx)
    .await?;
    tx.commit().await?;
    for name in names {
        match questions::domain_info(base, account, &name, None, Priority::Bulk).await {
            Ok(_) | Err(RegistryError::NotFound(_) | RegistryError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
