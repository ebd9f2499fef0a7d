//! What a name server's page is given.

use dk::HostName;
use time::OffsetDateTime;

use crate::whois::object::{Freshness, History, Party, Status, Unknown, UsedBy};
use ui::Refusal;
use ui::explain::Outage;

/// What a name server's page shows.
#[derive(Clone, Debug)]
pub struct Props {
    /// The host name.
    pub name: HostName,
    /// What is known about it.
    pub view: View,
    /// Domains of the portfolio that it serves, from the index.
    pub domains: Vec<UsedBy>,
    /// How many there are in all, where not all are listed.
    pub domains_total: u64,
    /// Operations and messages about the host in this account, newest first.
    pub timeline: History,
}

/// What is known about the host.
#[derive(Clone, Debug)]
pub enum View {
    /// The registry (or the index) knows it.
    Found(Box<Host>),
    /// The registry knows no such host (2303).
    NotFound,
    /// The registry refused the question.
    Refused(Refusal),
    /// The registry gives no answer, and the index does not know the host.
    Unanswered(Outage),
}

/// A host, as the registry shows it. From the index, what it does not keep is absent.
#[derive(Clone, Debug)]
pub struct Host {
    /// Where this comes from.
    pub freshness: Freshness,
    /// Whether the account administers it.
    pub yours: bool,
    /// Repository object identifier.
    pub roid: Option<String>,
    /// Addresses, as text.
    pub addresses: Vec<String>,
    /// The name server administrator (`dkhm:contact`).
    pub administrator: Option<Party>,
    /// Who has been asked to become it, and has not answered yet (`dkhm:requestedNsAdmin`).
    pub requested_administrator: Option<Party>,
    /// Statuses of RFC 5732.
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

impl Host {
    /// A host of which nothing but the origin of the facts is known.
    pub fn new(freshness: Freshness) -> Self {
        Self {
            freshness,
            yours: false,
            roid: None,
            addresses: Vec::new(),
            administrator: None,
            requested_administrator: None,
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
