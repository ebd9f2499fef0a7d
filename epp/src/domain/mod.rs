//! Domain objects (RFC 5731).

mod check;
mod create;
mod info;
mod transfer;

pub use check::{Check, CheckData};
pub use create::{Create, CreateData};
pub use info::{Info, InfoData};
pub use transfer::TransferData;

/// A registration or renewal period. Kept as text, so that a server can answer a wrong one in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// A number; the registry allows only `1`.
    pub value: String,
    /// `y`, the only unit of the registry. Empty where the attribute is missing.
    pub unit: String,
}

impl Period {
    /// One year, the only period that the registry allows.
    #[must_use]
    pub fn one_year() -> Self {
        Self { value: "1".to_owned(), unit: "y".to_owned() }
    }
}

/// A contact in a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainContact {
    /// `admin` or `billing` (the registry ignores `tech`). Empty where the attribute is missing.
    pub role: String,
    /// Contact identifier.
    pub id: String,
}

/// A name server given by name and address. The registry accepts host objects only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostAttr {
    /// Host name.
    pub name: String,
    /// Addresses.
    pub addrs: Vec<crate::host::Addr>,
}
