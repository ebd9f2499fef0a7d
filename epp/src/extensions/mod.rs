//! Extensions: the registry's own ([`dkhm`]), DNSSEC ([`secdns`]) and redemption grace period ([`rgp`]).

pub mod dkhm;
pub mod rgp;
pub mod secdns;

/// What stands in the `<extension>` of a response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extensions {
    /// The registry's own elements.
    pub dkhm: dkhm::Response,
    /// DNSSEC data of a domain.
    pub sec_dns: Option<secdns::SecDns>,
    /// Statuses of the redemption grace period, such as `redemptionPeriod`.
    pub rgp_statuses: Vec<String>,
    /// Elements that were not understood. They are not written.
    pub unknown: Vec<UnknownElement>,
}

/// An element that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownElement {
    /// Namespace; empty if none.
    pub namespace: String,
    /// Local name.
    pub name: String,
    /// What was wrong, for an element that is known but not readable.
    pub problem: Option<String>,
}
