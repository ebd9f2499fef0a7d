//! `<host:info>` (RFC 5732 §3.1.2).

use time::OffsetDateTime;

use super::Addr;
use crate::object::Status;

/// Asks for a host.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Info {
    /// Host name.
    pub name: String,
}

/// Answer to [`Info`]. The name server administrator is in [`Extensions::dkhm`](crate::Extensions::dkhm).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InfoData {
    /// Host name.
    pub name: String,
    /// Repository object identifier.
    pub roid: String,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// Addresses.
    pub addrs: Vec<Addr>,
    /// Sponsoring client.
    pub cl_id: String,
    /// Client that created the host.
    pub cr_id: String,
    /// Created.
    pub cr_date: OffsetDateTime,
    /// Client that updated the host last.
    pub up_id: Option<String>,
    /// Last updated.
    pub up_date: Option<OffsetDateTime>,
    /// Last transferred.
    pub tr_date: Option<OffsetDateTime>,
}
