//! The audit log: who did what, from where, with which outcome.

use std::net::IpAddr;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use crate::access::Row;
use crate::registry::audit::{self, Line, Outcome};
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
        object: &note.object,
        detail: note.detail,
        outcome,
    };
    audit::write(&mut tx, line).await?;
    tx.commit().await?;
    Ok(())
}
