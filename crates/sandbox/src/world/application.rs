//! Applications for domain names, and names offered to a waiting list.

use dk::Money;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::Key;
use super::domain::Transaction;

/// An application for a domain name that the registry has not decided yet.
///
/// The first application for a free name also stands as an enqueued [`Domain`](super::Domain); later ones are only
/// applications and will be rejected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// `YYYYMMDD` and five digits.
    pub tracking_number: Key,
    /// The name applied for.
    pub domain: Key,
    /// Whether this application holds the enqueued domain object.
    pub holds_name: bool,
    /// What it cost in DKK, paid back if it comes to nothing.
    pub paid: Money,
    /// The command.
    pub transaction: Transaction,
    /// When it arrived.
    #[serde(with = "time::serde::rfc3339")]
    pub received: OffsetDateTime,
    /// When it is decided.
    #[serde(with = "time::serde::rfc3339")]
    pub due: OffsetDateTime,
}

/// A name that is offered to the first on its waiting list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The name.
    pub domain: Key,
    /// Eight hexadecimal digits, lower case.
    pub token: String,
    /// End of the offer; none for the standing test offer.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub until: Option<OffsetDateTime>,
    /// Codes of those who come next.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<String>,
}
