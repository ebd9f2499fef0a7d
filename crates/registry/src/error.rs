//! Why something asked of the registry did not come back as asked, with what a page needs to say so in plain words.

use std::sync::Arc;
use std::time::Duration;

use epp::{Response, ResultCode};
use time::OffsetDateTime;

use crate::seal::SealError;

/// The registry's refusal of a command, as its answer gave it: what support wants to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The code of the command's outcome: a `25xx` read back as the code that it replaced (Punktum dk EPP specification
    /// § Session Termination Conditions).
    pub code: ResultCode,
    /// The code as it was received.
    pub received: ResultCode,
    /// The registry's text, in English.
    pub text: String,
    /// Values that the registry pointed out.
    pub values: Vec<String>,
    /// The client transaction id that Birk gave the command.
    pub cl_trid: String,
    /// The registry's transaction id.
    pub sv_trid: String,
}

impl Refusal {
    /// Takes the refusal out of an answer.
    pub fn of(response: &Response, cl_trid: &str) -> Self {
        Self {
            code: response.code().base(),
            received: response.code(),
            text: response.msg().to_owned(),
            values: values(response),
            cl_trid: cl_trid.to_owned(),
            sv_trid: response.tr_id.sv.clone(),
        }
    }
}

/// The values that an answer points out, in the registry's words where it has some. Secrets are left out.
pub(super) fn values(response: &Response) -> Vec<String> {
    let values = response.results.iter().flat_map(|result| &result.values);
    values
        .filter(|value| !matches!(value.name.as_str(), "pw" | "newPW" | "authInfo"))
        .map(|value| value.reason.clone().unwrap_or_else(|| value.text.clone()))
        .collect()
}

/// Why the registry gave no useful answer.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RegistryError {
    /// No connection can be had. Nothing was sent.
    #[error("the registry cannot be reached since {since}: {reason}")]
    Unavailable {
        /// When the first of the failures in a row was seen.
        since: OffsetDateTime,
        /// Technical reason, free of secrets.
        reason: String,
    },
    /// The registry refused Birk's service user.
    #[error("the registry refused the sign-in of {user}: {}", refusal.text)]
    SignInRefused {
        /// The EPP service user.
        user: String,
        /// What the registry said.
        refusal: Box<Refusal>,
    },
    /// No answer within the time that a page waits; the command may still be answered.
    #[error("the registry has not answered within {} s", waited.as_secs())]
    Slow {
        /// How long Birk waited.
        waited: Duration,
    },
    /// All EPP sessions of the account are busy, here or on other servers. Nothing was sent.
    #[error("all EPP sessions of the account are busy")]
    Busy,
    /// The connection broke while the answer was awaited, or the answer was no EPP response: whether the command ran is
    /// unknown.
    #[error("the connection broke before the answer: {reason}")]
    Broken {
        /// Technical reason, free of secrets.
        reason: String,
    },
    /// The registry knows no such object (2303).
    #[error("the registry knows no such object: {}", .0.text)]
    NotFound(Box<Refusal>),
    /// The registry refused the command.
    #[error("the registry refused the command: {} {}", .0.code, .0.text)]
    Refused(Box<Refusal>),
    /// The answer was EPP, but not an answer to the question.
    #[error("the registry's answer does not fit the command: {reason}")]
    Protocol {
        /// What was wrong.
        reason: String,
        /// The client transaction id of the command.
        cl_trid: String,
    },
    /// Birk is shutting down. Nothing was sent.
    #[error("the server is shutting down")]
    Stopping,
    /// The account does not exist here, or belongs to another environment than this server's registry.
    #[error("the account cannot be used with this registry: {0}")]
    Account(String),
    /// The EPP password cannot be opened.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The database failed.
    #[error(transparent)]
    Database(Arc<sqlx::Error>),
}

impl From<sqlx::Error> for RegistryError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(Arc::new(error))
    }
}

impl RegistryError {
    /// What the registry said, where it said something.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::SignInRefused { refusal, .. } | Self::NotFound(refusal) | Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Whether the registry as a whole is out of reach, so that a page may say what still works without it.
    pub fn is_outage(&self) -> bool {
        matches!(self, Self::Unavailable { .. } | Self::Slow { .. } | Self::Broken { .. })
    }

    /// A word for metrics and stored reasons.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unavailable { .. } => "unavailable",
            Self::SignInRefused { .. } => "sign_in_refused",
            Self::Slow { .. } => "slow",
            Self::Busy => "busy",
            Self::Broken { .. } => "broken",
            Self::NotFound(_) => "not_found",
            Self::Refused(_) => "refused",
            Self::Protocol { .. } => "protocol",
            Self::Stopping => "stopping",
            Self::Account(_) => "account",
            Self::Seal(_) => "seal",
            Self::Database(_) => "database",
        }
    }
}
