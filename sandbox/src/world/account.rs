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
}

/// What a ledger line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// First balance of a seeded account.
    OpeningBalance,
    /// Money paid in.
    Deposit,
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
