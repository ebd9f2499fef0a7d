//! The registry's own extensions (Punktum dk EPP specification § Implementation Extensions, schema dkhm-4.5).

use time::OffsetDateTime;

use crate::Secret;

/// What the registry knows about a contact beyond RFC 5733, as a client gives it. Kept as received.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactData {
    /// `company`, `public_organization`, `association` or `individual`; mandatory on create.
    pub user_type: Option<String>,
    /// CVR or VAT number, up to 50 characters.
    pub cvr: Option<String>,
    /// EAN (GLN) number for invoices, up to 30 characters.
    pub ean: Option<String>,
    /// Production unit number, up to 10 characters.
    pub pnumber: Option<String>,
    /// Mobile telephone, `+CC.NNNN`.
    pub mobilephone: Option<String>,
    /// Second electronic mail address.
    pub secondary_email: Option<String>,
    /// `true` or `false`; for companies outside Denmark.
    pub sole_proprietorship: Option<String>,
    /// `registrar` or `registrant`; only on create.
    pub management: Option<String>,
    /// What the registrar has verified.
    pub contact_verification: Option<VerificationRequest>,
}

/// `dkhm:contact_verification` as a client gives it. Kept as received.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VerificationRequest {
    /// `registrar` or `registry`; display only at the registry.
    pub responsible: Option<String>,
    /// `true` or `false`: the identity was verified.
    pub verified_id: Option<String>,
    /// `true` or `false`: the electronic mail address was verified.
    pub verified_email: Option<String>,
}

/// The registry's elements in a response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// Number of an application, the same over all the registry's channels.
    pub tracking_no: Option<String>,
    /// Whether the registrant is validated.
    pub registrant_validated: Option<bool>,
    /// Always true where it is sent at all.
    pub domain_confirmed: Option<bool>,
    /// Whether the contact is validated.
    pub contact_validated: Option<bool>,
    /// `company`, `public_organization`, `association` or `individual`.
    pub user_type: Option<String>,
    /// CVR or VAT number.
    pub cvr: Option<String>,
    /// EAN (GLN) number.
    pub ean: Option<String>,
    /// Production unit number.
    pub pnumber: Option<String>,
    /// Mobile telephone.
    pub mobilephone: Option<String>,
    /// Second electronic mail address.
    pub secondary_email: Option<String>,
    /// Whether the contact is protected like an individual.
    pub sole_proprietorship: Option<bool>,
    /// `registrar` or `registrant`.
    pub management: Option<String>,
    /// State of verification.
    pub contact_verification: Option<ContactVerification>,
    /// `GREEN`, `BLUE`, `YELLOW`, `RED` or `N/A`, in poll messages about an application.
    pub risk_assessment: Option<String>,
    /// Active authorization tokens, for those who may see them.
    pub auth_info: Vec<AuthInfo>,
    /// Whether the domain renews itself.
    pub auto_renew: Option<bool>,
    /// Whether the domain is locked by the registry's former VID service.
    pub vid: Option<bool>,
    /// Special circumstances of a domain.
    pub advisories: Vec<DomainAdvisory>,
    /// Who was asked to administer a name server.
    pub requested_ns_admin: Option<String>,
    /// Who administers a name server.
    pub contact: Option<String>,
    /// No longer sent by the registry.
    pub url: Option<String>,
    /// No longer sent by the registry; see [`DomainAdvisory`].
    pub del_date: Option<OffsetDateTime>,
    /// No longer sent by the registry; see [`AuthInfo`].
    pub auth_info_ex_date: Option<OffsetDateTime>,
}

/// State of a contact's verification.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactVerification {
    /// `registrar` or `registry`.
    pub responsible: Option<String>,
    /// Identity: name and address.
    pub verified_id: Option<Verified>,
    /// Electronic mail address.
    pub verified_email: Option<Verified>,
    /// A new address that waits for confirmation.
    pub confirm_email: Option<ConfirmEmail>,
    /// A new second address that waits for confirmation.
    pub confirm_secondary_email: Option<ConfirmEmail>,
}

/// State of one verification.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Whether it is verified.
    pub value: bool,
    /// `completed`, `notRequired`, `rejected`, `pending` or `expired`.
    pub status: Option<String>,
    /// `registrar` or `registry`.
    pub responsible: Option<String>,
    /// Until when it must be completed, while `pending`.
    pub exp_date: Option<OffsetDateTime>,
}

/// A new electronic mail address that waits for confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConfirmEmail {
    /// The new address.
    pub email: String,
    /// `pending`.
    pub status: Option<String>,
    /// `registrar` or `registry`.
    pub responsible: Option<String>,
    /// Until when it must be confirmed.
    pub exp_date: Option<OffsetDateTime>,
}

/// An authorization token of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthInfo {
    /// `transfer` or `redel`.
    pub op: String,
    /// Until when it can be used.
    pub exp_date: OffsetDateTime,
    /// The token.
    pub token: Secret,
}

/// Special circumstance of a domain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DomainAdvisory {
    /// Domain name.
    pub domain: Option<String>,
    /// `pendingDeletionDate` or `offeredOnWaitingList`.
    pub advisory: Option<String>,
    /// When the domain will be deleted.
    pub date: Option<OffsetDateTime>,
}
