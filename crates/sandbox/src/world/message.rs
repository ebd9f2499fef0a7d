//! Poll messages (RFC 5730 § 2.9.2.3; Punktum dk Poll Message Reference Guide).

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::contact::Risk;
use super::{Contact, Domain, Host, Key};

/// A message in an account's queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Unique and growing.
    pub id: u64,
    /// The account whose queue it is in.
    pub account: Key,
    /// When it was queued.
    #[serde(with = "time::serde::rfc3339")]
    pub queued: OffsetDateTime,
    /// The registry's words.
    pub text: String,
    /// What accompanies them.
    pub data: MessageData,
}

/// What accompanies a message: the object as it was then, or the outcome of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageData {
    /// A domain object.
    Domain(Arc<Domain>),
    /// A contact object.
    Contact(Arc<Contact>),
    /// A host object.
    Host(Arc<Host>),
    /// The outcome of a command that was pending.
    Outcome(Outcome),
    /// A transfer.
    Transfer(Transfer),
}

/// A transfer that has been carried out (RFC 5731 § 3.2.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// The domain name.
    pub domain: Key,
    /// Whether a token approved it; else the registry did.
    pub by_token: bool,
    /// Who asked for it.
    pub requested_by: Key,
    /// Who approved it: who made the token, or the registry.
    pub approved_by: Key,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// The outcome of a command that was answered with 1001 (RFC 5731 § 3.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Kind of object.
    pub object: ObjectKind,
    /// The object's name or handle.
    pub name: Key,
    /// Whether the command succeeded.
    pub success: bool,
    /// The command's client transaction id.
    pub client_transaction: Option<String>,
    /// The command's server transaction id.
    pub server_transaction: String,
    /// When it was decided.
    #[serde(with = "time::serde::rfc3339")]
    pub decided: OffsetDateTime,
    /// Risk assessment; registrations only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<Risk>,
}

/// Kinds of objects that a pending command can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// A domain.
    Domain,
    /// A contact.
    Contact,
    /// A host.
    Host,
}
