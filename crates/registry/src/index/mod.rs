//! The portfolio index: EPP has no list command, so the account's domains, contacts and hosts are mirrored from what Birk
//! does, hears in poll messages and asks. Every row says when it was last confirmed.

mod contacts;
mod domains;
mod hosts;
mod keep;

pub use contacts::{ContactRow, contact, contacts_by_handle, forget_contact, list_contacts, put_contact};
pub use domains::{
    DomainFilter, DomainRow, DomainSort, confirm_domain, domain, domain_statuses, domains_by_name, forget_domain,
    list_domains, mark_for_refresh, put_domain, put_expiry, put_own_fields,
};
pub use hosts::{HostRow, forget_host, host, hosts_by_name, put_host};
pub(crate) use keep::{keep_contact, keep_domain, keep_host};

/// Where a row's content came from.
pub mod source {
    /// An operation made through Birk.
    pub const OPERATION: &str = "operation";
    /// A poll message.
    pub const POLL: &str = "poll";
    /// An info command.
    pub const INFO: &str = "info";
    /// The demo seed.
    pub const DEMO: &str = "demo";
}
