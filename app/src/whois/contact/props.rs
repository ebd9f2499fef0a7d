//! What a contact's page is given.

use time::OffsetDateTime;

use crate::whois::object::{Freshness, History, Status, Unknown, UsedBy};
use ui::Refusal;
use ui::explain::Outage;

/// What a contact's page shows.
#[derive(Clone, Debug)]
pub struct Props {
    /// The handle.
    pub handle: String,
    /// What is known about it.
    pub view: View,
    /// Domains of the portfolio that use it, from the index.
    pub domains: Vec<UsedBy>,
    /// How many there are in all, where not all are listed.
    pub domains_total: u64,
    /// Operations and messages about the contact in this account, newest first.
    pub timeline: History,
}

/// What is known about the handle.
#[derive(Clone, Debug)]
pub enum View {
    /// The registry (or the index) knows it.
    Found(Box<Contact>),
    /// The registry knows no such contact (2303).
    NotFound,
    /// The registry does not show it to this account (2201).
    NotShown(Refusal),
    /// The registry refused the question for another reason.
    Refused(Refusal),
    /// The registry gives no answer, and the index does not know the handle.
    Unanswered(Outage),
}

/// A contact, as the registry shows it to this account. From the index, what it does not keep is absent.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Where this comes from.
    pub freshness: Freshness,
    /// Whether it belongs to the account's portfolio.
    pub yours: bool,
    /// Repository object identifier.
    pub roid: Option<String>,
    /// The registry's word: `company`, `public_organization`, `association`, `individual`.
    pub user_type: Option<String>,
    /// Whether the registry counts it as validated (`dkhm:contact_validated`).
    pub validated: Option<bool>,
    /// Name and address, in one or two forms.
    pub postal: Vec<Postal>,
    /// Telephone, `+45.33641110`.
    pub voice: Option<String>,
    /// Fax.
    pub fax: Option<String>,
    /// Mobile telephone.
    pub mobile: Option<String>,
    /// E-mail address; the registry masks it as `anonymous@punktum.dk` for strangers.
    pub email: Option<String>,
    /// Secondary e-mail address: the public one of those who are no individuals.
    pub secondary_email: Option<String>,
    /// CVR number, or a foreign company's or VAT number.
    pub cvr: Option<String>,
    /// P-number.
    pub p_number: Option<String>,
    /// EAN number.
    pub ean: Option<String>,
    /// Whether it is a sole proprietorship.
    pub sole_proprietorship: Option<bool>,
    /// The registry's word: `registrar`, `registrant`.
    pub management: Option<String>,
    /// Verification of identity and e-mail addresses (`dkhm:contact_verification`).
    pub verification: Option<Verification>,
    /// Statuses of RFC 5733.
    pub statuses: Vec<Status>,
    /// Sponsoring client.
    pub cl_id: Option<String>,
    /// Client that created it.
    pub cr_id: Option<String>,
    /// Created.
    pub cr_date: Option<OffsetDateTime>,
    /// Client that changed it last.
    pub up_id: Option<String>,
    /// Last changed.
    pub up_date: Option<OffsetDateTime>,
    /// Last transferred.
    pub tr_date: Option<OffsetDateTime>,
    /// Other elements of the answer: name and value.
    pub other: Vec<(String, String)>,
    /// What could not be read.
    pub unknown: Vec<Unknown>,
}

impl Contact {
    /// A contact of which nothing but the origin of the facts is known.
    pub fn new(freshness: Freshness) -> Self {
        Self {
            freshness,
            yours: false,
            roid: None,
            user_type: None,
            validated: None,
            postal: Vec::new(),
            voice: None,
            fax: None,
            mobile: None,
            email: None,
            secondary_email: None,
            cvr: None,
            p_number: None,
            ean: None,
            sole_proprietorship: None,
            management: None,
            verification: None,
            statuses: Vec::new(),
            cl_id: None,
            cr_id: None,
            cr_date: None,
            up_id: None,
            up_date: None,
            tr_date: None,
            other: Vec::new(),
            unknown: Vec::new(),
        }
    }
}

/// Name and address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postal {
    /// `loc` or `int`; empty from the index.
    pub kind: String,
    /// Name of the person; beside an organisation, whom letters are for (attention).
    pub name: String,
    /// Organisation.
    pub org: Option<String>,
    /// Up to three lines.
    pub street: Vec<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// City.
    pub city: String,
    /// State or province.
    pub state: Option<String>,
    /// Country, two letters of ISO 3166-1.
    pub country: String,
}

/// Verification of a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Who sees to it: `registrar` or `registry`.
    pub responsible: Option<String>,
    /// The identity.
    pub id: Option<Check>,
    /// The e-mail address.
    pub email: Option<Check>,
    /// A new e-mail address that waits for confirmation.
    pub confirm_email: Option<Confirmation>,
    /// A new secondary e-mail address that waits for confirmation.
    pub confirm_secondary_email: Option<Confirmation>,
}

/// Something that is to be verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Whether it is verified.
    pub verified: bool,
    /// The registry's word: `pending`, `completed` …
    pub status: Option<String>,
    /// Who sees to it.
    pub responsible: Option<String>,
    /// Until when, while it is pending.
    pub expires_at: Option<OffsetDateTime>,
}

/// An address that waits for confirmation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confirmation {
    /// The new address.
    pub email: String,
    /// The registry's word: `pending` …
    pub status: Option<String>,
    /// Who sees to it.
    pub responsible: Option<String>,
    /// Until when.
    pub expires_at: Option<OffsetDateTime>,
}
