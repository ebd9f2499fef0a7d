//! Domain objects, as the registry keeps them.

use dk::Money;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::Key;

/// The handle that stands in `clID` of registrant-managed objects: the registry itself.
pub const REGISTRY: &str = "DKHM1-DK";

/// A registered domain name, or one whose application is under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// U-label form, lower case, with `.dk`.
    pub name: Key,
    /// Handle of the registrant.
    pub registrant: Key,
    /// Sponsoring registrar (`REG-…`: registrar-managed) or [`REGISTRY`] (registrant-managed).
    pub sponsor: Key,
    /// Proxy; only on registrant-managed names, where none means the registrant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin: Option<Key>,
    /// Payer; only on registrant-managed names, where none means the registrant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing: Option<Key>,
    /// Names of the name servers, 2 to 7.
    pub name_servers: Vec<Key>,
    /// Delegation signer records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ds: Vec<DsData>,
    /// When the name was registered (while pending: applied for).
    #[serde(with = "time::serde::rfc3339")]
    pub created: OffsetDateTime,
    /// Last change.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub updated: Option<OffsetDateTime>,
    /// End of the paid period: 23:59:59 Danish time, as a rule on a month's last day.
    #[serde(with = "time::serde::rfc3339")]
    pub expires: OffsetDateTime,
    /// Whether the period is extended by itself when it ends.
    pub auto_renew: bool,
    /// Legacy lock that bars transfers.
    #[serde(default, skip_serializing_if = "is_false")]
    pub vid: bool,
    /// The active authorization, at most one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization: Option<Authorization>,
    /// The active authorization of an outsider's change of name servers (legacy), beside the one for a transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redelegation: Option<Box<Authorization>>,
    /// The update that awaits somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Box<PendingUpdate>>,
    /// Codes of those on its waiting list, the first in line first: whose turn it is gets the name offered.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub waiting: Box<[String]>,
    /// Where in its life the name is.
    pub state: DomainState,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

fn is_zero(amount: &Money) -> bool {
    amount.is_zero()
}

fn is_empty(list: &[String]) -> bool {
    list.is_empty()
}

/// Where in its life a domain name is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DomainState {
    /// Applied for; the registry has not decided yet.
    Enqueued,
    /// Registered and possibly in the zone, while the registry's other systems still catch up until `until`.
    Provisioning {
        /// End of provisioning.
        #[serde(with = "time::serde::rfc3339")]
        until: OffsetDateTime,
        /// Whether the name is in the zone already.
        activated: bool,
    },
    /// Registered, but kept out of the zone until the registrant has been verified.
    AwaitingVerification,
    /// Registered and in the zone.
    Active,
    /// Suspended: out of the zone and deleted at the end.
    Suspended(Suspension),
}

/// Why and until when a name is suspended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// What led to it.
    pub cause: SuspensionCause,
    /// When the name is deleted: 00:00 Danish time.
    #[serde(with = "time::serde::rfc3339")]
    pub deletion: OffsetDateTime,
    /// Transaction of the delete command that caused it, reported when the name is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_by: Option<Transaction>,
    /// Whether the name awaited its registrant's verification before, and will again once it is restored.
    #[serde(default, skip_serializing_if = "is_false")]
    pub awaiting: bool,
    /// Whether the name renewed itself before the delete command switched that off, and will again once it is restored.
    #[serde(default, skip_serializing_if = "is_false")]
    pub auto_renew: bool,
}

/// What led to a suspension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuspensionCause {
    /// The registrar deleted the name.
    Deleted,
    /// The period ended without automatic renewal.
    Expired,
    /// The registrant did not pass the mandatory check in time, or failed it.
    Verification,
    /// The bill was not paid; registrant-managed names only.
    Payment,
    /// The registrant did not confirm the rights to a name that had been restored.
    Unconfirmed,
    /// The registry suspended the name.
    Registry,
}

impl SuspensionCause {
    /// Whether `restore` brings the name back (Punktum dk EPP specification § dkhm:domainAdvisory, § restore domain).
    #[must_use]
    pub fn restorable(self) -> bool {
        matches!(self, Self::Deleted | Self::Expired | Self::Payment)
    }
}

/// An update, or a deletion, that was answered with 1001 and is not decided yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingUpdate {
    /// The new registrant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registrant: Option<Key>,
    /// The new proxy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin: Option<Key>,
    /// The new payer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing: Option<Key>,
    /// The new name servers and DS records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegation: Option<(Vec<Key>, Vec<DsData>)>,
    /// Whether the name shall be deleted.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deletion: bool,
    /// Whether the new registrant's mandatory checks decide, and not somebody's answer.
    #[serde(default, skip_serializing_if = "is_false")]
    pub by_checks: bool,
    /// What a change of registrant costs in DKK, charged once it is made.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub fee: Money,
    /// When the request lapses; those that checks decide lapse with them.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub until: Option<OffsetDateTime>,
    /// The command that asked for it.
    pub requested_by: Transaction,
}

/// The ids of a command, repeated in the message that reports its outcome (RFC 5730 § 2.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaction {
    /// Account that sent it.
    pub account: Key,
    /// The client's transaction id, when it gave one.
    pub client: Option<String>,
    /// The server's transaction id.
    pub server: String,
}

/// A delegation signer record (RFC 5910; no key data).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DsData {
    /// Key tag.
    pub key_tag: u16,
    /// DNSSEC algorithm number.
    pub algorithm: u8,
    /// Digest type number.
    pub digest_type: u8,
    /// Digest in hexadecimal digits.
    pub digest: String,
}

/// An authorization token on a domain name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorization {
    /// The token, as in `REG-TRANSFER-…`.
    pub token: String,
    /// What it allows.
    pub operation: AuthorizedOperation,
    /// End of validity, 14 days after it was made.
    #[serde(with = "time::serde::rfc3339")]
    pub expires: OffsetDateTime,
}

/// What an authorization token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorizedOperation {
    /// Transfer to another registrar.
    Transfer,
    /// Change of name servers by an outsider (legacy).
    Redelegation,
}

impl Domain {
    /// The suspension under way.
    #[must_use]
    pub fn suspension(&self) -> Option<&Suspension> {
        match &self.state {
            DomainState::Suspended(suspension) => Some(suspension),
            _ => None,
        }
    }

    /// Whether a registrar sponsors the name.
    #[must_use]
    pub fn registrar_managed(&self) -> bool {
        self.sponsor != REGISTRY
    }

    /// The repository object id: upper case, `.` and `-` as `_`, with `-DK`.
    #[must_use]
    pub fn roid(&self) -> String {
        roid(&self.name)
    }

    /// The contacts and accounts that the name's roles, and requests for them, name.
    pub fn handles(&self) -> impl Iterator<Item = &Key> {
        let pending = self.pending.as_deref();
        let requested = pending.into_iter().flat_map(|p| p.registrant.iter().chain(&p.admin).chain(&p.billing));
        std::iter::once(&self.registrant).chain(&self.admin).chain(&self.billing).chain(requested)
    }

    /// When something happens to the name by the passing of time alone.
    #[must_use]
    pub fn due(&self) -> Option<OffsetDateTime> {
        let by_state = match &self.state {
            DomainState::Enqueued => None,
            DomainState::Provisioning { until, .. } => Some((*until).min(self.expires)),
            DomainState::AwaitingVerification | DomainState::Active => Some(self.expires),
            DomainState::Suspended(suspension) => Some(suspension.deletion),
        };
        let lapse = self.pending.as_ref().and_then(|pending| pending.until);
        by_state.into_iter().chain(lapse).min()
    }

    /// The authorizations that are still valid at an instant, at most one for each operation.
    pub fn authorizations(&self, now: OffsetDateTime) -> impl Iterator<Item = &Authorization> {
        let both = self.authorization.iter().chain(self.redelegation.as_deref());
        both.filter(move |authorization| authorization.expires > now)
    }
}

/// The repository object id of a domain or host name.
#[must_use]
pub fn roid(name: &str) -> String {
    let mut id: String = name.to_uppercase().replace(['.', '-'], "_");
    id.push_str("-DK");
    id
}

#[cfg(test)]
mod tests {
    use super::roid;

    #[test]
    fn repository_ids_follow_the_registrys_pattern() {
        assert_eq!(roid("dk-hostmaster.dk"), "DK_HOSTMASTER_DK-DK");
        assert_eq!(roid("ns1.dk-hostmaster.dk"), "NS1_DK_HOSTMASTER_DK-DK");
    }
}
