//! The audit log's lines: who did what, from where, with which outcome. A line is written in the transaction of what it tells of.
//! Refusals, which anybody can bring about as often as they like, are counted: see [`write_counted`].

use std::net::IpAddr;

use ipnetwork::IpNetwork;
use serde_json::{Value, json};

use crate::db::{AccountId, Tx, UserId};

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Refused by Birk or by the registry.
    Refused,
    /// Broke.
    Failed,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// A line to write. Its instant is the database's.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The account.
    pub account: AccountId,
    /// The user, if one.
    pub user: Option<UserId>,
    /// Their e-mail address, or who else acted.
    pub actor: &'a str,
    /// From where.
    pub address: Option<IpAddr>,
    /// What: a feature's name, or an act's word.
    pub action: &'a str,
    /// To what.
    pub object: &'a str,
    /// What else is worth keeping; never a secret.
    pub detail: Value,
    /// How it went.
    pub outcome: Outcome,
}

/// Writes `line` in `tx`, which must be of the line's account.
///
/// # Errors
/// Where the database refuses: then what the line tells of must not happen either.
pub async fn write(tx: &mut Tx, line: Line<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into audit_line (account_id, user_id, actor, address, action, object, outcome, detail)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        line.account.0,
        line.user.map(|user| user.0),
        line.actor,
        line.address.map(IpNetwork::from),
        line.action,
        line.object,
        line.outcome.as_str(),
        kept(line.detail)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes `line` in `tx`, which must be of the line's account, if it is the first, the tenth, the hundredth … of its kind (actor,
/// action and `why`) within a minute; from the tenth on its detail says which, as `count`. So the log tells at once that something
/// is tried and how hard, and takes a handful of lines a minute, however many servers are asked how often. The minute is the
/// database's.
///
/// Where no line was written, losing the last count in a crash of the database is no harm, and nobody waits for its disk.
///
/// # Errors
/// Where the database refuses.
pub async fn write_counted(tx: &mut Tx, line: Line<'_>, why: &str) -> sqlx::Result<()> {
    sqlx::query!(
        r#"with counted as (
               insert into refusal_count as c (account_id, actor, action, why) values ($1, $3, $5, $9)
               on conflict (account_id, actor, action, why) do update set
                   count = case when c.since < clock_timestamp() - interval '1 minute' then 1 else c.count + 1 end,
                   since = case when c.since < clock_timestamp() - interval '1 minute' then clock_timestamp() else c.since end
               returning count),
           written as (
               insert into audit_line (account_id, user_id, actor, address, action, object, outcome, detail)
               select $1, $2, $3, $4, $5, $6, $7, $8::jsonb || case when count > 1 then jsonb_build_object('count', count) else '{}' end
               from counted where count::text ~ '^10*$' returning 1)
           select set_config('synchronous_commit', 'off', true) as setting where not exists (select from written)"#,
        line.account.0,
        line.user.map(|user| user.0),
        line.actor,
        line.address.map(IpNetwork::from),
        line.action,
        line.object,
        line.outcome.as_str(),
        kept(line.detail),
        why
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(())
}

/// A detail as it is kept: an object, empty where there is nothing to say.
fn kept(detail: Value) -> Value {
    if detail.is_null() { json!({}) } else { detail }
}
