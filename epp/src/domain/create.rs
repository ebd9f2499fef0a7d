//! `<domain:create>` (RFC 5731 §3.2.1) with the registry's extensions.

use time::OffsetDateTime;

use super::{DomainContact, HostAttr, Period};
use crate::{Secret, extensions::secdns::SecDns};

/// Applies for a domain. The registry always answers a correct application with 1001.
///
/// Values that a server answers with a code of its own are kept as received.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Create {
    /// Domain name, U-label or A-label.
    pub name: String,
    /// Period; the registry assumes one year.
    pub period: Option<Period>,
    /// Host objects that serve the domain, 2-7.
    pub ns: Vec<String>,
    /// Name servers given by address, which the registry refuses.
    pub ns_attrs: Vec<HostAttr>,
    /// Registrants. A list, since none or several are answered by code; exactly one is right.
    pub registrants: Vec<String>,
    /// Other contacts, which the registry refuses.
    pub contacts: Vec<DomainContact>,
    /// Token for a name from the waiting list, else empty. `None` is written as an empty `pw`, because the element is
    /// mandatory.
    pub auth_info: Option<Secret>,
    /// When the registrant accepted the registry's terms, in seconds since 1970 (`dkhm:orderconfirmationToken`).
    pub order_confirmation_token: Option<String>,
    /// `true` or `false` (`dkhm:autoRenew`); the account's default if absent.
    pub auto_renew: Option<String>,
    /// DNSSEC data.
    pub sec_dns: Option<SecDns>,
}

/// The object data of an answer to [`Create`]. The registry sends none; its answer is in the extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateData {
    /// Domain name.
    pub name: String,
    /// Created.
    pub cr_date: OffsetDateTime,
    /// Paid until.
    pub ex_date: Option<OffsetDateTime>,
}
