//! Contact objects ("WHOIS handles") and their verification.

use dk::UserType;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{Key, World};

/// A contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// `[A-Z0-9]+-DK`, assigned by the registry.
    pub handle: Key,
    /// Kind of person.
    pub user_type: UserType,
    /// Legal name.
    pub name: String,
    /// Attention line; organisations only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attention: Option<String>,
    /// Whether the address was given in localized form (`loc`) and not in ASCII (`int`).
    pub localized: bool,
    /// Up to three street lines.
    pub street: Vec<String>,
    /// City.
    pub city: String,
    /// State or province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_or_province: Option<String>,
    /// Postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// ISO 3166 two-letter code, upper case.
    pub country: String,
    /// Telephone, `+CC.N`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<String>,
    /// Mobile telephone, `+CC.N`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// Primary e-mail address.
    pub email: String,
    /// Secondary e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secondary_email: Option<String>,
    /// CVR or VAT number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cvr: Option<String>,
    /// Production unit number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_number: Option<String>,
    /// EAN (GLN) for electronic invoices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ean: Option<String>,
    /// Sole proprietorship; foreign organisations only.
    #[serde(default)]
    pub sole_proprietorship: bool,
    /// Sponsoring registrar, or [`REGISTRY`](super::REGISTRY) for registrant-managed contacts.
    pub sponsor: Key,
    /// Who created it.
    pub created_by: Key,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub created: OffsetDateTime,
    /// Who changed it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_by: Option<Key>,
    /// When.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub updated: Option<OffsetDateTime>,
    /// The register that the data is locked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked: Option<Register>,
    /// State of the mandatory checks.
    pub verification: Verification,
    /// Since when no object names the contact and nothing changed it; none while it is in use.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub idle_since: Option<OffsetDateTime>,
    /// The outcome that the next risk assessment shall have; set on the control page only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_risk: Option<Risk>,
}

/// An authoritative register that a contact's data can be locked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Register {
    /// Danish persons.
    Cpr,
    /// Danish companies and organisations.
    Cvr,
    /// VAT numbers of the European Union.
    Vies,
}

/// Outcome of the registry's risk assessment of a registrant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Risk {
    /// Foreign, no identification needed.
    Green,
    /// Identified, or Danish and to be identified.
    Blue,
    /// Foreign and to be identified.
    Yellow,
    /// Foreign and to be identified.
    Red,
    /// The assessment could not be made.
    #[serde(rename = "N/A")]
    NotAvailable,
}

impl Risk {
    /// Every outcome.
    pub const ALL: [Self; 5] = [Self::Green, Self::Blue, Self::Yellow, Self::Red, Self::NotAvailable];

    /// The word used on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Green => "GREEN",
            Self::Blue => "BLUE",
            Self::Yellow => "YELLOW",
            Self::Red => "RED",
            Self::NotAvailable => "N/A",
        }
    }
}

/// State of a contact's mandatory checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Who carries out the checks that were begun last.
    pub responsible: Responsible,
    /// Identity: name and address.
    pub identity: Check,
    /// Primary e-mail address.
    pub email: Check,
    /// A change of the primary e-mail address that awaits its confirmation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_email: Option<EmailChange>,
    /// A change of the secondary e-mail address that awaits its confirmation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_secondary_email: Option<EmailChange>,
}

/// Who carries out a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsible {
    /// The registrar.
    Registrar,
    /// The registry.
    Registry,
}

impl Responsible {
    /// The word used on the wire and at the end of messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Registrar => "registrar",
            Self::Registry => "registry",
        }
    }
}

/// State of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// Nothing is asked for.
    NotRequired,
    /// Under way until the deadline.
    Pending {
        /// The deadline: 23:59:59 Danish time.
        #[serde(with = "time::serde::rfc3339")]
        until: OffsetDateTime,
    },
    /// Passed.
    Completed,
    /// Not done in time.
    Expired,
    /// Refused.
    Rejected,
}

impl Check {
    /// Whether it is under way.
    #[must_use]
    pub fn pending(self) -> bool {
        matches!(self, Self::Pending { .. })
    }

    /// The word used on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotRequired => "notRequired",
            Self::Pending { .. } => "pending",
            Self::Completed => "completed",
            Self::Expired => "expired",
            Self::Rejected => "rejected",
        }
    }

    /// The deadline while under way.
    #[must_use]
    pub fn deadline(self) -> Option<OffsetDateTime> {
        match self {
            Self::Pending { until } => Some(until),
            _ => None,
        }
    }
}

/// A change of e-mail address that awaits its confirmation; it never suspends anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailChange {
    /// The new address.
    pub address: String,
    /// Dropped at this time.
    #[serde(with = "time::serde::rfc3339")]
    pub until: OffsetDateTime,
    /// The command that asked for it.
    pub requested_by: super::domain::Transaction,
}

impl World {
    /// Who verifies a contact: the registrar that manages it if its account says so, else the registry (Punktum dk EPP
    /// specification § dkhm:responsible).
    #[must_use]
    pub fn responsible(&self, contact: &Contact) -> Responsible {
        self.account(&contact.sponsor).map_or(Responsible::Registry, |account| account.verification)
    }
}

impl Contact {
    /// Whether a registrar sponsors the contact.
    #[must_use]
    pub fn registrar_managed(&self) -> bool {
        self.sponsor != super::REGISTRY
    }

    /// Whether the contact has an address in Denmark.
    #[must_use]
    pub fn danish(&self) -> bool {
        self.country == "DK"
    }

    /// What `contact_validated` and `registrant_validated` say: identified, or foreign with nothing asked for.
    #[must_use]
    pub fn validated(&self) -> bool {
        let checks = [self.verification.identity, self.verification.email];
        if checks.iter().any(|c| !matches!(c, Check::Completed | Check::NotRequired)) {
            return false;
        }
        self.verification.identity == Check::Completed || !self.danish()
    }

    /// When something happens to the contact by the passing of time alone.
    #[must_use]
    pub fn due(&self) -> Option<OffsetDateTime> {
        let v = &self.verification;
        let open = [
            v.identity.deadline(),
            v.email.deadline(),
            v.confirm_email.as_ref().map(|c| c.until),
            v.confirm_secondary_email.as_ref().map(|c| c.until),
        ];
        open.into_iter().flatten().min().or_else(|| self.deletion())
    }

    /// When an unused contact is deleted, unless something happens to it before. One that has to answer is not idle.
    #[must_use]
    pub fn deletion(&self) -> Option<OffsetDateTime> {
        self.idle_since.map(|since| since + dk::timers::IDLE_CONTACT)
    }

    /// What `auto` creation compares (Punktum dk EPP specification § Smart creation): all of it must be equal.
    #[must_use]
    pub fn likeness(&self) -> Likeness<'_> {
        Likeness {
            sponsor: &self.sponsor,
            user_type: self.user_type,
            cvr: self.cvr.as_deref(),
            name: &self.name,
            attention: self.attention.as_deref(),
            street: &self.street,
            email: &self.email,
            postal_code: self.postal_code.as_deref(),
            country: &self.country,
            voice: self.voice.as_deref(),
        }
    }
}

/// The fields by which `auto` creation finds an existing contact, within one registrar's contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Likeness<'a> {
    sponsor: &'a str,
    user_type: UserType,
    cvr: Option<&'a str>,
    name: &'a str,
    attention: Option<&'a str>,
    street: &'a [String],
    email: &'a str,
    postal_code: Option<&'a str>,
    country: &'a str,
    voice: Option<&'a str>,
}
