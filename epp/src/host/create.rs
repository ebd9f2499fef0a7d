//! `<host:create>` (RFC 5732 §3.2.1) with the registry's extension.

use time::OffsetDateTime;

use super::Addr;

/// Registers a name server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Create {
    /// Host name.
    pub name: String,
    /// Addresses; needed for a host under a `.dk` domain that it serves.
    pub addrs: Vec<Addr>,
    /// Who shall administer the name server (`dkhm:requestedNsAdmin`); the own registrar if absent.
    pub requested_ns_admin: Option<String>,
}

/// Answer to [`Create`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateData {
    /// Host name.
    pub name: String,
    /// Created.
    pub cr_date: OffsetDateTime,
}
