//! What the search page is given.

use dk::{SearchTerm, UnavailableReason, VerificationStatus};
use time::OffsetDateTime;

use ui::explain::Outage;

/// What the search page shows.
#[derive(Clone, Debug, Default)]
pub struct Props {
    /// What was searched for, as typed; empty where nothing was asked yet.
    pub query: String,
    /// How many terms beyond the most that one search takes were left out.
    pub terms_dropped: usize,
    /// A row for each term, in their order, those that cannot be looked up included.
    pub rows: Vec<Row>,
    /// How long the registry took for all of them together, in milliseconds; none where it was not asked or did not answer.
    pub registry_ms: Option<u64>,
    /// Why the registry left (some) questions without an answer; none where all is well.
    pub outage: Option<Outage>,
}

/// What is known about one term.
#[derive(Clone, Debug)]
pub struct Row {
    /// What was asked for.
    pub term: SearchTerm,
    /// The answer; ignored for [`SearchTerm::Invalid`].
    pub answer: Found,
    /// The registry's own words for it, such as `In use`.
    pub reason: Option<String>,
    /// Name of the registrant, or of the contact, where it is known.
    pub name: Option<String>,
    /// The registry's statuses.
    pub statuses: Vec<String>,
    /// Paid until, for domain names.
    pub expires_at: Option<OffsetDateTime>,
    /// Sponsoring client (`clID`): a registrar's handle, or the registry's own for registrant-managed objects.
    pub managed_by: Option<String>,
    /// Where (some of) this comes from Birk's index: when the registry last confirmed it.
    pub index_confirmed_at: Option<OffsetDateTime>,
}

impl Row {
    /// A row of which nothing but the answer is known.
    pub fn new(term: SearchTerm, answer: Found) -> Self {
        Self {
            term,
            answer,
            reason: None,
            name: None,
            statuses: Vec::new(),
            expires_at: None,
            managed_by: None,
            index_confirmed_at: None,
        }
    }
}

/// The answer for one term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Found {
    /// A domain name that can be registered.
    Available,
    /// A domain name of the viewer's account.
    Yours,
    /// Somebody else's domain name.
    InUse,
    /// A domain name that is applied for.
    Enqueued,
    /// A domain name that is offered to the first on its waiting list.
    OfferedOnWaitingList,
    /// A domain name that cannot be registered, for the reason that the registry gives.
    Taken,
    /// A contact.
    Contact {
        /// Where the verification of its identity stands, if the registry says so.
        verification: Option<VerificationStatus>,
        /// Whether the registry counts it as validated.
        validated: Option<bool>,
    },
    /// A name server that is registered.
    Host {
        /// Whether the viewer's account administers it.
        yours: bool,
    },
    /// A registrar account. The registry tells nothing about others than one's own.
    Registrar {
        /// Whether it is the viewer's.
        yours: bool,
    },
    /// The registry knows no such contact or host.
    NotFound,
    /// It exists, but the registry does not show it to this account (2201).
    NotShown,
    /// The registry refused the question; its words are the row's reason.
    Refused,
    /// The registry gave no answer.
    #[default]
    Unanswered,
}

impl Found {
    /// The answer that a check gives about a domain name.
    pub fn of_domain_check(available: bool, reason: Option<&str>) -> Self {
        if available {
            return Self::Available;
        }
        match reason.map(UnavailableReason::from_word) {
            Some(UnavailableReason::InUse) => Self::InUse,
            Some(UnavailableReason::Enqueued) => Self::Enqueued,
            Some(UnavailableReason::OfferedOnWaitingList) => Self::OfferedOnWaitingList,
            Some(UnavailableReason::Other(_)) | None => Self::Taken,
        }
    }
}
