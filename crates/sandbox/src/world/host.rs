//! Host objects (name servers).

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::Key;
use super::domain::Transaction;

/// A name server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// U-label form, lower case.
    pub name: Key,
    /// Public addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<IpAddr>,
    /// Name server administrator: a contact's or a registrar's handle.
    pub admin: Key,
    /// Sponsoring registrar, or [`REGISTRY`](super::REGISTRY).
    pub sponsor: Key,
    /// Who created it.
    pub created_by: Key,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub created: OffsetDateTime,
    /// Who changed it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_by: Option<Key>,
    /// When.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub updated: Option<OffsetDateTime>,
    /// The acceptance that its creation or a change of its administrator awaits, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awaiting: Option<HostApproval>,
    /// The `.dk` name above it is gone, and so will it be as soon as no name uses it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub doomed: bool,
}

/// Who can be asked about a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// The registrant of the domain name above it.
    Registrant,
    /// Whoever shall administer it.
    Administrator,
}

impl Asked {
    /// The word of forms and calls.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Registrant => "registrant",
            Self::Administrator => "administrator",
        }
    }
}

/// Whose acceptance a host awaits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostApproval {
    /// The registrant of the parent domain name must approve.
    pub registrant: bool,
    /// The requested administrator must accept the role.
    pub admin: bool,
    /// Who has accepted already, while the other has yet to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Asked>,
    /// Who shall take over a registered host; none while the host itself is not registered yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_admin: Option<Key>,
    /// When the request lapses.
    #[serde(with = "time::serde::rfc3339")]
    pub until: OffsetDateTime,
    /// The command that asked for it.
    pub requested_by: Transaction,
}

impl HostApproval {
    /// Whether somebody's answer is still to come.
    #[must_use]
    pub fn awaits(&self, asked: Asked) -> bool {
        let needed = match asked {
            Asked::Registrant => self.registrant,
            Asked::Administrator => self.admin,
        };
        needed && self.accepted != Some(asked)
    }
}

impl Host {
    /// Whether the host can serve domain names.
    #[must_use]
    pub fn active(&self) -> bool {
        self.awaiting.as_ref().is_none_or(|awaiting| awaiting.new_admin.is_some())
    }

    /// Who has been asked to take over the administration, if anybody.
    #[must_use]
    pub fn requested_admin(&self) -> Option<&Key> {
        self.awaiting.as_ref()?.new_admin.as_ref()
    }

    /// The administrator and who has been asked to be.
    pub fn handles(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.admin).chain(self.requested_admin())
    }

    /// When something happens to the host by the passing of time alone.
    #[must_use]
    pub fn due(&self) -> Option<OffsetDateTime> {
        self.awaiting.as_ref().map(|a| a.until)
    }
}

/// The `.dk` domain name that a host lies under, or is.
#[must_use]
pub fn dk_parent(host: &str) -> Option<&str> {
    let before = host.strip_suffix(".dk")?;
    let start = before.rfind('.').map_or(0, |dot| dot + 1);
    host.get(start..)
}
