//! The index's hosts.

use time::OffsetDateTime;

use crate::db::{AccountId, Tx};

/// A name server that the account administers, as the index knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostRow {
    /// U-label form.
    pub name: String,
    /// A-label form.
    pub ascii_name: String,
    /// Glue.
    pub addresses: Vec<String>,
    /// Handle of the name server administrator.
    pub administrator: Option<String>,
    /// The registry's statuses.
    pub statuses: Vec<String>,
    /// One of [`source`](super::source).
    pub source: String,
    /// When the registry last said so.
    pub confirmed_at: Option<OffsetDateTime>,
}

/// One host, by U-label form.
///
/// # Errors
/// Where the database refuses.
pub async fn host(tx: &mut Tx, name: &str) -> sqlx::Result<Option<HostRow>> {
    Ok(hosts_by_name(tx, &[name.to_owned()]).await?.pop())
}

/// Those of the hosts that the index knows. One query.
///
/// # Errors
/// Where the database refuses.
pub async fn hosts_by_name(tx: &mut Tx, names: &[String]) -> sqlx::Result<Vec<HostRow>> {
    sqlx::query_as!(
        HostRow,
        "select name, ascii_name, addresses, administrator, statuses, source, confirmed_at from host_index
         where name = any($1) order by name",
        names
    )
    .fetch_all(&mut **tx)
    .await
}

/// Writes what the registry said about a host, unless the index knows something newer.
///
/// # Errors
/// Where the database refuses.
pub async fn put_host(tx: &mut Tx, account: AccountId, row: &HostRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into host_index (account_id, name, ascii_name, addresses, administrator, statuses, source, confirmed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (account_id, name) do update set ascii_name = excluded.ascii_name, addresses = excluded.addresses,
             administrator = excluded.administrator, statuses = excluded.statuses, source = excluded.source,
             confirmed_at = excluded.confirmed_at
         where host_index.confirmed_at is null or excluded.confirmed_at is null
             or host_index.confirmed_at <= excluded.confirmed_at",
        account.0,
        row.name,
        row.ascii_name,
        &row.addresses,
        row.administrator,
        &row.statuses,
        row.source,
        row.confirmed_at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes a host out of the index: it is deleted. What was confirmed after `at` stays.
///
/// # Errors
/// Where the database refuses.
pub async fn forget_host(tx: &mut Tx, name: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from host_index where name = $1 and (confirmed_at is null or confirmed_at <= $2)", name, at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
