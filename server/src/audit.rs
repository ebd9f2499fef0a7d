//! The audit log: who did what, from where, with which outcome.

use std::net::IpAddr;

use axum::http::StatusCode;
use axum::response::Response;
use ipnetwork::IpNetwork;
use serde_json::json;

use crate::access::Row;
use crate::db::{AccountId, Tx, UserId};
use crate::respond::PageError;
use crate::state::App;
use crate::viewer::Who;

/// What the audit log should name instead of the path, and what else it should keep. Set by handlers, written by the
/// access layer in a line of its own for every change.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// What it was done to.
    pub object: String,
    /// What else is worth keeping; never a secret.
    pub detail: serde_json::Value,
}

impl Audit {
    /// Names the object.
    pub fn of(object: impl Into<String>) -> Self {
        Self { object: object.into(), detail: json!({}) }
    }

    /// Adds what else is worth keeping.
    #[must_use]
    pub fn with(mut self, detail: serde_json::Value) -> Self {
        self.detail = detail;
        self
    }

    /// Puts it on the answer for the access layer to write.
    pub fn on(self, mut response: Response) -> Response {
        response.extensions_mut().insert(self);
        response
    }
}

/// Says that a posted form changed nothing, so that the audit log leaves it out.
#[derive(Clone, Copy, Debug)]
pub struct NothingChanged;

impl NothingChanged {
    /// Puts it on the answer.
    pub fn on(mut response: Response) -> Response {
        response.extensions_mut().insert(Self);
        response
    }
}

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

/// A line to write.
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
    /// What.
    pub action: &'a str,
    /// To what, and what else is worth keeping.
    pub note: Audit,
    /// How it went.
    pub outcome: Outcome,
}

/// Writes `line` in `tx`, which must be of the line's account.
///
/// # Errors
/// Where the database refuses.
pub async fn write(tx: &mut Tx, now: time::OffsetDateTime, line: Line<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into audit_line (account_id, at, user_id, actor, address, action, object, outcome, detail)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        line.account.0,
        now,
        line.user.map(|user| user.0),
        line.actor,
        line.address.map(IpNetwork::from),
        line.action,
        line.note.object,
        line.outcome.as_str(),
        if line.note.detail.is_null() { json!({}) } else { line.note.detail }
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes the line of a finished request.
///
/// # Errors
/// Where the database refuses.
pub async fn request(
    app: &App,
    row: &Row,
    who: &Who,
    address: IpAddr,
    status: StatusCode,
    note: Audit,
) -> Result<(), PageError> {
    let outcome = if status.is_server_error() {
        Outcome::Failed
    } else if status.is_client_error() {
        Outcome::Refused
    } else {
        Outcome::Done
    };
    let mut tx = app.db.account(who.account).await?;
    let line = Line {
        account: who.account,
        user: Some(who.user),
        actor: &who.email,
        address: Some(address),
        action: row.name,
        note,
        outcome,
    };
    write(&mut tx, app.clock.now(), line).await?;
    tx.commit().await?;
    Ok(())
}
