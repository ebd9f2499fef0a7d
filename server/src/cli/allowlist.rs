//! `birk allowlist`.

use anyhow::bail;
use clap::{Args, Subcommand};
use dk::RegistrarHandle;
use ipnetwork::IpNetwork;
use serde_json::json;
use time::format_description::well_known::Rfc3339;

use crate::config::Config;
use crate::db::AccountId;

use super::output::{remark, say, table};
use super::owner::{ACTOR, Done, Owner};
use super::words;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Admit an address or a network
    #[command(after_help = "\
An account's list that is empty admits nobody. To add what is on the list already is no error; its note is replaced when
another one is given.

Examples:
  birk allowlist add --account REG-123456 192.0.2.0/24 --note office
  birk allowlist add --account REG-123456 2001:db8::7")]
    Add(Add),
    /// Take an address or a network off the list
    #[command(after_help = "\
Holds from the next request on, also for people who are signed in.

Example: birk allowlist remove --account REG-123456 192.0.2.0/24")]
    Remove(Entry),
    /// Show an account's list
    #[command(after_help = "\
Prints a table parted by tabs, with a line of headings.

Example: birk allowlist list --account REG-123456")]
    List(Of),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    #[command(flatten)]
    entry: Entry,
    /// What it is, for those who read the list
    #[arg(long, value_parser = words::text)]
    note: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Entry {
    #[command(flatten)]
    of: Of,
    /// IPv4 or IPv6 address, or network in CIDR notation
    #[arg(value_parser = words::network)]
    network: IpNetwork,
}

#[derive(Debug, Args)]
pub(super) struct Of {
    /// The account
    #[arg(long, value_name = "REG-HANDLE")]
    account: RegistrarHandle,
}

pub(super) async fn run(config: Config, command: Command) -> anyhow::Result<()> {
    let owner = Owner::open(config).await?;
    match command {
        Command::Add(Add { entry, note }) => add(&owner, &entry, note.as_deref()).await,
        Command::Remove(entry) => remove(&owner, &entry).await,
        Command::List(of) => list(&owner, &of.account).await,
    }
}

async fn add(owner: &Owner, entry: &Entry, note: Option<&str>) -> anyhow::Result<()> {
    let account = owner.account(&entry.of.account).await?;
    let network = entry.network;
    let known = insert(owner, account.id, network, note).await? == Added::Known;
    say(format_args!("{network} is on the list of {}{}", account.handle, if known { " already" } else { "" }))?;
    if network.prefix() == 0 {
        remark(format_args!("warning: {network} admits every address of its kind"));
    }
    Ok(())
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    /// It is new, or has another note.
    New,
    /// It was there.
    Known,
}

/// Admits a network, with its line in the audit log.
///
/// # Errors
/// Where the database refuses.
pub(super) async fn insert(
    owner: &Owner,
    account: AccountId,
    network: IpNetwork,
    note: Option<&str>,
) -> anyhow::Result<Added> {
    let mut tx = owner.db.account(account).await?;
    let changed = sqlx::query!(
        "insert into allowlist_entry as e (account_id, network, note, created_at, created_by)
         values ($1, $2, coalesce($3, ''), $4, $5)
         on conflict (account_id, network) do update set note = $3 where $3 is not null and e.note <> $3",
        account.0,
        network as _,
        note,
        owner.clock.now(),
        ACTOR
    )
    .execute(&mut *tx)
    .await?
    .rows_affected();
    if changed == 0 {
        return Ok(Added::Known);
    }
    let detail = json!({ "note": note });
    owner.audit(&mut tx, account, Done::new("allowlist.add", &network.to_string()).detail(detail)).await?;
    tx.commit().await?;
    Ok(Added::New)
}

async fn remove(owner: &Owner, entry: &Entry) -> anyhow::Result<()> {
    let account = owner.account(&entry.of.account).await?;
    let network = entry.network;
    let mut tx = owner.db.account(account.id).await?;
    let gone = sqlx::query!("delete from allowlist_entry where network = $1", network as _).execute(&mut *tx).await?;
    if gone.rows_affected() == 0 {
        bail!("{network} is not on the list of {0}; `birk allowlist list --account {0}` shows it", account.handle);
    }
    owner.audit(&mut tx, account.id, Done::new("allowlist.remove", &network.to_string())).await?;
    let left = sqlx::query_scalar!(r#"select count(*) as "count!" from allowlist_entry"#).fetch_one(&mut *tx).await?;
    tx.commit().await?;
    say(format_args!("{network} is off the list of {}", account.handle))?;
    if left == 0 {
        remark(format_args!("warning: the list is empty now: nobody of {} can use the portal", account.handle));
    }
    Ok(())
}

async fn list(owner: &Owner, handle: &RegistrarHandle) -> anyhow::Result<()> {
    let account = owner.account(handle).await?;
    let mut tx = owner.db.account(account.id).await?;
    let rows = sqlx::query!(
        r#"select network as "network: IpNetwork", note, created_by, created_at from allowlist_entry order by network"#
    )
    .fetch_all(&mut *tx)
    .await?;
    let rows = rows.into_iter().map(|row| {
        [row.network.to_string(), row.note, row.created_by, row.created_at.format(&Rfc3339).unwrap_or_default()]
    });
    Ok(table(["network", "note", "added_by", "added_at"], rows)?)
}
