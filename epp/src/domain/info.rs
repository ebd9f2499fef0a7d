//! `<domain:info>` (RFC 5731 §3.1.2).

use time::OffsetDateTime;

use super::{DomainContact, HostAttr};
use crate::{Secret, object::Status};

/// Asks for a domain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Info {
    /// Domain name, U-label or A-label.
    pub name: String,
    /// Which hosts to return: `all` (the default), `del`, `sub` or `none`.
    pub hosts: Option<String>,
    /// Authorization token.
    pub auth_info: Option<Secret>,
}

/// Answer to [`Info`]. A name offered to the waiting list has only `name`, `roid` and `cl_id`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InfoData {
    /// Domain name; the registry writes U-labels.
    pub name: String,
    /// Repository object identifier.
    pub roid: String,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// Contact identifier of the registrant.
    pub registrant: Option<String>,
    /// Contacts in other roles, as far as the client may see them.
    pub contacts: Vec<DomainContact>,
    /// Host objects that serve the domain.
    pub ns: Vec<String>,
    /// Name servers given by address.
    pub ns_attrs: Vec<HostAttr>,
    /// Subordinate hosts.
    pub hosts: Vec<String>,
    /// Sponsoring client: a registrar's handle, or the registry's own for registrant-managed domains.
    pub cl_id: String,
    /// Client that created the domain.
    pub cr_id: Option<String>,
    /// Created.
    pub cr_date: Option<OffsetDateTime>,
    /// Client that updated the domain last.
    pub up_id: Option<String>,
    /// Last updated.
    pub up_date: Option<OffsetDateTime>,
    /// Paid until.
    pub ex_date: Option<OffsetDateTime>,
    /// Last transferred.
    pub tr_date: Option<OffsetDateTime>,
    /// Authorization token; the registry uses [`dkhm::AuthInfo`](crate::extensions::dkhm::AuthInfo) instead.
    pub auth_info: Option<Secret>,
}
