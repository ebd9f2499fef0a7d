//! Registrar accounts, their service users and their prepaid ledger.

use std::collections::BTreeSet;
use std::net::IpAddr;

use dk::{MetaRoles, Money, UserType};
use ipnetwork::IpNetwork;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::Key;
use super::contact::Responsible;
use crate::password::PasswordHash;

/// A registrar account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// `REG-` and six digits.
    pub handle: Key,
    /// Name of the registrar.
    pub name: String,
    /// Kind of organisation.
    pub user_type: UserType,
    /// VAT number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat: Option<String>,
    /// Street lines.
    pub street: Vec<String>,
    /// City.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
    /// ISO 3166 two-letter code.
    pub country: String,
    /// Telephone, `+CC.N`.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Whether new registrations renew by themselves.
    pub auto_renew: bool,
    /// Who verifies the account's contacts.
    pub verification: Responsible,
    /// Prepaid balance in DKK; may be negative.
    pub balance: Money,
    /// Networks from which its EPP service users may sign in; empty admits nobody.
    pub allowlist: BTreeSet<IpNetwork>,
    /// Concurrent EPP sessions.
    pub session_limit: u16,
    /// What no command looks at.
    #[serde(default)]
    pub particulars: Box<Particulars>,
}

/// What an account holds besides what commands look at; it is kept over the account interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Particulars {
    /// Attention line.
    pub attention: Option<String>,
    /// Production unit number.
    pub p_number: Option<String>,
    /// Mobile telephone, `+CC.N`.
    pub mobile: Option<String>,
    /// Fax, `+CC.N`.
    pub fax: Option<String>,
    /// Secondary e-mail address.
    pub secondary_email: Option<String>,
    /// Language of the registry's letters.
    pub language: Language,
    /// Where invoices go.
    pub billing: Billing,
    /// What the registry's public list of registrars says.
    pub public: PublicInformation,
    /// Contacts that belong to the account.
    pub linked: BTreeSet<Key>,
    /// Networks from which the account's DAS users may sign in.
    pub das_allowlist: BTreeSet<IpNetwork>,
    /// Networks from which the account's DSU users may sign in.
    pub dsu_allowlist: BTreeSet<IpNetwork>,
    /// What opens the account interface; without it nobody enters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<PasswordHash>,
}

/// A language in which the registry writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Danish.
    #[default]
    Da,
    /// English.
    En,
}

/// Where invoices go; what is absent is as in the contact information.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Billing {
    /// Name.
    pub name: Option<String>,
    /// Attention line.
    pub attention: Option<String>,
    /// Street lines.
    pub street: Vec<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// City.
    pub city: Option<String>,
    /// ISO 3166 two-letter code.
    pub country: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// EAN (GLN) for electronic invoices.
    pub ean: Option<String>,
    /// What the invoice shall repeat.
    pub reference: Option<String>,
}

/// What the registry's public list of registrars says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PublicInformation {
    /// Whether the account is on the list.
    pub listed: bool,
    /// Name on the list; the account's where absent.
    pub name: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// E-mail address for customers.
    pub email: Option<String>,
    /// Telephone for customers, `+CC.N`.
    pub phone: Option<String>,
    /// Where customers learn about DNSSEC, or that it is offered.
    pub dnssec: Option<String>,
}

impl Account {
    /// Whether the allowlist admits an address.
    #[must_use]
    pub fn admits(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.allowlist.iter().any(|network| network.contains(address))
    }
}

/// A user that signs in to one of the registry's services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceUser {
    /// Such as `EPP-100001`; its first part names the one service that the user may sign in to.
    pub id: Key,
    /// The account it acts for.
    pub account: Key,
    /// What it may do.
    pub roles: MetaRoles,
    /// Its password, hashed.
    pub password: PasswordHash,
    /// Whether it may sign in.
    pub enabled: bool,
    /// What whoever made it calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// A line of an account's statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// Unique and growing.
    pub id: u64,
    /// The account.
    pub account: Key,
    /// When it was booked.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// What for.
    pub purpose: Purpose,
    /// The domain name concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<Key>,
    /// DKK; negative for a debit.
    pub amount: Money,
    /// Balance after this line.
    pub balance: Money,
    /// How it came about, for money paid in over the account interface.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Box<Receipt>>,
}

/// How a line of the ledger came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The caller's key, which makes a repeated call the same one.
    pub key: String,
    /// The caller's words.
    pub reference: String,
    /// The deposit that is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reverses: Option<u64>,
}

/// What a ledger line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// First balance of a seeded account.
    OpeningBalance,
    /// Money paid in.
    Deposit,
    /// Money paid in and taken back, as by the bank.
    Reversal,
    /// Registration of a domain name.
    Create,
    /// A registration that came to nothing, paid back.
    CreateRefund,
    /// Renewal by command.
    Renew,
    /// Renewal by itself.
    AutoRenew,
    /// Restoration.
    Restore,
    /// Change of registrant.
    ChangeRegistrant,
    /// Transfer from another registrar.
    Transfer,
}
