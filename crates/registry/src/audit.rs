//! The audit log's lines: who did what, from where, with which outcome. A line is written in the transaction of what it tells of.

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
        if line.detail.is_null() { json!({}) } else { line.detail }
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
