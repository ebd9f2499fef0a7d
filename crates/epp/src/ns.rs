//! Namespaces, as the registry announces them in its greeting.

/// EPP itself (RFC 5730).
pub const EPP: &str = "urn:ietf:params:xml:ns:epp-1.0";
/// Domain objects (RFC 5731).
pub const DOMAIN: &str = "urn:ietf:params:xml:ns:domain-1.0";
/// Host objects (RFC 5732).
pub const HOST: &str = "urn:ietf:params:xml:ns:host-1.0";
/// Contact objects (RFC 5733).
pub const CONTACT: &str = "urn:ietf:params:xml:ns:contact-1.0";
/// DNSSEC extension (RFC 5910).
pub const SEC_DNS: &str = "urn:ietf:params:xml:ns:secDNS-1.1";
/// Redemption grace period extension (RFC 3915).
pub const RGP: &str = "urn:ietf:params:xml:ns:rgp-1.0";
/// Account balance (Verisign's balance mapping).
pub const BALANCE: &str = "http://www.verisign.com/epp/balance-1.0";
/// The registry's own extensions; the version that this crate writes.
pub const DKHM: &str = "urn:dkhm:params:xml:ns:dkhm-4.5";
/// The version before, accepted when reading.
pub const DKHM_4_4: &str = "urn:dkhm:params:xml:ns:dkhm-4.4";
/// The registry's own domain command (`withdraw`), announced but no longer supported.
pub const DKHM_DOMAIN: &str = "urn:dkhm:params:xml:ns:dkhm-domain-4.4";

/// The object services that the registry announces.
pub const OBJECTS: [&str; 4] = [HOST, DOMAIN, CONTACT, BALANCE];
/// The extensions that the registry announces. `rgp-1.0` is in use for restoring domains without being announced.
pub const EXTENSIONS: [&str; 4] = [SEC_DNS, DKHM_4_4, DKHM, DKHM_DOMAIN];

/// The prefix under which the field knows a namespace; used in messages and when writing.
#[must_use]
pub fn prefix(namespace: &str) -> Option<&'static str> {
    Some(match namespace {
        EPP => "epp",
        DOMAIN => "domain",
        HOST => "host",
        CONTACT => "contact",
        SEC_DNS => "secDNS",
        RGP => "rgp",
        BALANCE => "balance",
        DKHM | DKHM_4_4 => "dkhm",
        DKHM_DOMAIN => "dkhm-domain",
        _ => return None,
    })
}
