//! `<contact:info>` (RFC 5733 §3.1.2).

use time::OffsetDateTime;

use super::{Phone, PostalInfo};
use crate::{Secret, object::Status};

/// Asks for a contact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Info {
    /// Contact identifier.
    pub id: String,
    /// Authorization information.
    pub auth_info: Option<Secret>,
}

/// Answer to [`Info`]. What the registry adds (user type, CVR number, verification …) is in
/// [`Extensions::dkhm`](crate::Extensions::dkhm).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InfoData {
    /// Contact identifier.
    pub id: String,
    /// Repository object identifier.
    pub roid: String,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// One or two forms of name and address.
    pub postal: Vec<PostalInfo>,
    /// Telephone.
    pub voice: Option<Phone>,
    /// Fax.
    pub fax: Option<Phone>,
    /// Electronic mail; the registry masks it as `anonymous@punktum.dk` for strangers. Empty where the element is missing.
    pub email: String,
    /// Sponsoring client.
    pub cl_id: String,
    /// Client that created the contact.
    pub cr_id: String,
    /// Created.
    pub cr_date: OffsetDateTime,
    /// Client that updated the contact last.
    pub up_id: Option<String>,
    /// Last updated.
    pub up_date: Option<OffsetDateTime>,
    /// Last transferred.
    pub tr_date: Option<OffsetDateTime>,
    /// Authorization information.
    pub auth_info: Option<Secret>,
}
