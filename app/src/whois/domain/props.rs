//! What a domain's page is given.

use dk::{DomainAdvisory, DomainName, DomainStatus};
use time::OffsetDateTime;

use crate::whois::object::{Freshness, History, Offer, Party, Status, Unknown};
use ui::Refusal;
use ui::explain::Outage;

/// What a domain's page shows.
#[derive(Clone, Debug)]
pub struct Props {
    /// The name.
    pub name: DomainName,
    /// What is known about it.
    pub view: View,
    /// An application of this account for the name that is under way: its id.
    pub application: Option<String>,
    /// Operations and messages about the name in this account, newest first.
    pub timeline: History,
}

/// What is known about the name.
#[derive(Clone, Debug)]
pub enum View {
    /// The registry (or the index) knows it: registered, or offered on its waiting list.
    Found(Box<Domain>),
    /// It is not registered (2303). What a check says about it then.
    NotRegistered {
        /// Whether it can be registered; none where the check got no answer.
        available: Option<bool>,
        /// The registry's reason where it cannot.
        reason: Option<String>,
        /// How long the registry took, in milliseconds.
        ms: Option<u64>,
    },
    /// The registry refused the question.
    Refused(Refusal),
    /// The registry gives no answer, and the index does not know the name.
    Unanswered(Outage),
}

/// A domain, as the registry shows it to this account. From the index, what it does not keep is absent.
#[derive(Clone, Debug)]
pub struct Domain {
    /// Where this comes from.
    pub freshness: Freshness,
    /// Whether it belongs to the account's portfolio.
    pub yours: bool,
    /// Repository object identifier.
    pub roid: Option<String>,
    /// Registrant.
    pub registrant: Option<Party>,
    /// Whether the registrant's identity has been checked (`dkhm:registrant_validated`).
    pub registrant_validated: Option<bool>,
    /// Contacts in other roles.
    pub roles: Vec<Role>,
    /// Sponsoring client (`clID`): a registrar's handle, or the registry's own for registrant-managed domains. Its name, where
    /// it is the account itself.
    pub sponsor: Option<Party>,
    /// Client that created it.
    pub cr_id: Option<String>,
    /// Client that changed it last.
    pub up_id: Option<String>,
    /// Registered.
    pub cr_date: Option<OffsetDateTime>,
    /// Last changed.
    pub up_date: Option<OffsetDateTime>,
    /// Paid until: the end of that day in Danish local time.
    pub ex_date: Option<OffsetDateTime>,
    /// Last transferred.
    pub tr_date: Option<OffsetDateTime>,
    /// Statuses of RFC 5731.
    pub statuses: Vec<Status>,
    /// Statuses of RFC 3915, such as `redemptionPeriod`.
    pub rgp_statuses: Vec<String>,
    /// Whether it renews itself (`dkhm:autoRenew`).
    pub auto_renew: Option<bool>,
    /// Whether the older lock VID is on (`dkhm:vid`).
    pub vid: Option<bool>,
    /// What the registry advises (`dkhm:domainAdvisory`).
    pub advisories: Vec<Advisory>,
    /// Name servers.
    pub name_servers: Vec<NameServer>,
    /// Hosts below the name (`domain:host`).
    pub subordinate_hosts: Vec<String>,
    /// DS records (secDNS-1.1).
    pub ds_records: Vec<DsData>,
    /// Whether it is signed, where only the index knows (it keeps no records).
    pub signed: Option<bool>,
    /// Authorization tokens that exist. The tokens themselves are not for this page.
    pub authorizations: Vec<Authorization>,
    /// Elements of the answer that come with older versions of the protocol or in other answers (`dkhm:url`, `dkhm:delDate` …):
    /// name and value.
    pub other: Vec<(String, String)>,
    /// What could not be read.
    pub unknown: Vec<Unknown>,
    /// What only the portal keeps.
    pub portal: Portal,
    /// What can be done with it.
    pub offers: Vec<Offer>,
}

impl Domain {
    /// A domain of which nothing but the origin of the facts is known.
    pub fn new(freshness: Freshness) -> Self {
        Self {
            freshness,
            yours: false,
            roid: None,
            registrant: None,
            registrant_validated: None,
            roles: Vec::new(),
            sponsor: None,
            cr_id: None,
            up_id: None,
            cr_date: None,
            up_date: None,
            ex_date: None,
            tr_date: None,
            statuses: Vec::new(),
            rgp_statuses: Vec::new(),
            auto_renew: None,
            vid: None,
            advisories: Vec::new(),
            name_servers: Vec::new(),
            subordinate_hosts: Vec::new(),
            ds_records: Vec::new(),
            signed: None,
            authorizations: Vec::new(),
            other: Vec::new(),
            unknown: Vec::new(),
            portal: Portal::default(),
            offers: Vec::new(),
        }
    }

    /// Whether it is only offered on its waiting list: then it has neither registrant nor statuses.
    pub fn is_offer(&self) -> bool {
        let offered =
            |advisory: &Advisory| DomainAdvisory::from_word(&advisory.word) == DomainAdvisory::OfferedOnWaitingList;
        self.registrant.is_none() && self.advisories.iter().any(offered)
    }

    /// Whether it is suspended for deletion.
    pub(super) fn is_to_be_deleted(&self) -> bool {
        self.statuses.iter().any(|status| DomainStatus::from_word(&status.word) == DomainStatus::PendingDelete)
    }

    /// Whether it can be restored.
    pub(super) fn is_restorable(&self) -> bool {
        let redemption = DomainStatus::RedemptionPeriod.as_str();
        self.rgp_statuses.iter().any(|word| word == redemption)
            || self.statuses.iter().any(|status| status.word == redemption)
    }

    /// Whether it is signed, if that is known.
    pub(super) fn is_signed(&self) -> Option<bool> {
        match &self.freshness {
            Freshness::Answered { .. } => Some(!self.ds_records.is_empty()),
            Freshness::Index { .. } => self.signed,
        }
    }
}

/// A contact in a role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// The registry's word: `admin`, `billing`.
    pub role: String,
    /// Who.
    pub party: Party,
}

/// An advisory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advisory {
    /// The registry's word: `pendingDeletionDate`, `offeredOnWaitingList`.
    pub word: String,
    /// Its date.
    pub date: Option<OffsetDateTime>,
}

/// A name server, with what the index knows about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameServer {
    /// Host name, U-label.
    pub name: String,
    /// Handle of its administrator.
    pub administrator: Option<String>,
    /// Its addresses.
    pub addresses: Vec<String>,
    /// When the registry last confirmed administrator and addresses.
    pub confirmed_at: Option<OffsetDateTime>,
}

/// A DS record as the registry sent it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DsData {
    /// Key tag.
    pub key_tag: u16,
    /// Algorithm's number.
    pub algorithm: u8,
    /// Digest type's number.
    pub digest_type: u8,
    /// Hexadecimal digits.
    pub digest: String,
}

/// That a token exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization {
    /// The registry's word: `transfer`, `redel`.
    pub operation: String,
    /// Until when it can be used.
    pub expires_at: OffsetDateTime,
}

/// What only the portal keeps about a domain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portal {
    /// The registrar's own reference.
    pub reference: String,
    /// Purchase order number.
    pub po_number: String,
    /// Account code.
    pub account_code: String,
}
