//! Contact objects (RFC 5733).

mod check;
mod create;
mod info;

pub use check::{Check, CheckData};
pub use create::{Create, CreateData};
pub use info::{Info, InfoData};

/// Which form of a name and address this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PostalKind {
    /// `loc`: any characters; what the registry uses for Danish addresses.
    Loc,
    /// `int`: 7-bit ASCII; what the registry uses for other addresses.
    Int,
}

/// Name and address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostalInfo {
    /// `loc` or `int`.
    pub kind: PostalKind,
    /// Name, 1-255 characters. Empty where the element is missing.
    pub name: String,
    /// Organisation, up to 255 characters.
    pub org: Option<String>,
    /// Address.
    pub addr: Address,
}

/// Postal address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Up to three lines of up to 255 characters.
    pub street: Vec<String>,
    /// City, 1-255 characters. Empty where the element is missing.
    pub city: String,
    /// State or province, up to 255 characters.
    pub sp: Option<String>,
    /// Postal code, up to 16 characters.
    pub pc: Option<String>,
    /// Country, two letters of ISO 3166-1. Empty where the element is missing.
    pub cc: String,
}

/// Telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// `+CC.NNNN`, up to 17 characters.
    pub number: String,
    /// Extension.
    pub x: Option<String>,
}

impl Phone {
    /// A number without extension.
    pub fn new(number: impl Into<String>) -> Self {
        Self { number: number.into(), x: None }
    }
}

impl From<&str> for Phone {
    fn from(number: &str) -> Self {
        Self::new(number)
    }
}
