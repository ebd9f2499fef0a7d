//! `<contact:create>` (RFC 5733 §3.2.1) with the registry's extensions.

use time::OffsetDateTime;

use super::{Phone, PostalInfo};
use crate::{Secret, extensions::dkhm};

/// Creates a contact. The registry assigns the identifier.
///
/// Values that a server answers with a code of its own are kept as received.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Create {
    /// `auto` (an equal contact is reused) or `force` (a new one is created).
    pub id: String,
    /// One or two forms of name and address.
    pub postal: Vec<PostalInfo>,
    /// Telephone.
    pub voice: Option<Phone>,
    /// Fax.
    pub fax: Option<Phone>,
    /// Electronic mail. Empty where the element is missing.
    pub email: String,
    /// Authorization information, unused by the registry. `None` is written as an empty `pw`, because the element is
    /// mandatory.
    pub auth_info: Option<Secret>,
    /// The registry's own data about a contact.
    pub dkhm: dkhm::ContactData,
}

/// Answer to [`Create`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateData {
    /// The identifier assigned, or that of the equal contact found.
    pub id: String,
    /// Created.
    pub cr_date: OffsetDateTime,
}
