//! Changes of the world: what the journal records and what undoes a refused command.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use time::Date;

use super::{Account, Application, Contact, Domain, Host, Key, LedgerEntry, Message, Offer, ServiceUser};
use crate::clock::ClockState;

/// One changed object: its new state, or that it is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A registrar account.
    Account(Arc<Account>),
    /// A service user.
    User(Arc<ServiceUser>),
    /// A domain.
    Domain(Arc<Domain>),
    /// A contact.
    Contact(Arc<Contact>),
    /// A host.
    Host(Arc<Host>),
    /// An application.
    Application(Arc<Application>),
    /// A waiting list offer.
    Offer(Arc<Offer>),
    /// A poll message.
    Message(Arc<Message>),
    /// A ledger line.
    Entry(Arc<LedgerEntry>),
    /// The counters.
    Counters(Counters),
    /// The clock.
    Clock(ClockState),
    /// The object no longer exists.
    Gone(Ref),
}

/// Names one object of the world.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ref {
    /// A registrar account.
    Account(Key),
    /// A service user.
    User(Key),
    /// A domain.
    Domain(Key),
    /// A contact.
    Contact(Key),
    /// A host.
    Host(Key),
    /// An application, by tracking number.
    Application(Key),
    /// A waiting list offer, by name.
    Offer(Key),
    /// A poll message.
    Message(u64),
    /// A ledger line.
    Entry(u64),
    /// The counters.
    Counters,
    /// The clock.
    Clock,
}

impl Change {
    /// The object that changed.
    #[must_use]
    pub fn target(&self) -> Ref {
        match self {
            Self::Account(x) => Ref::Account(x.handle.clone()),
            Self::User(x) => Ref::User(x.id.clone()),
            Self::Domain(x) => Ref::Domain(x.name.clone()),
            Self::Contact(x) => Ref::Contact(x.handle.clone()),
            Self::Host(x) => Ref::Host(x.name.clone()),
            Self::Application(x) => Ref::Application(x.tracking_number.clone()),
            Self::Offer(x) => Ref::Offer(x.domain.clone()),
            Self::Message(x) => Ref::Message(x.id),
            Self::Entry(x) => Ref::Entry(x.id),
            Self::Counters(_) => Ref::Counters,
            Self::Clock(_) => Ref::Clock,
            Self::Gone(target) => target.clone(),
        }
    }
}

/// The numbers handed out last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counters {
    /// Poll messages.
    pub message: u64,
    /// Contact handles.
    pub contact: u32,
    /// Ledger lines.
    pub entry: u64,
    /// The Danish day that `tracking` counts in.
    pub tracking_day: Option<Date>,
    /// Applications of that day.
    pub tracking: u32,
    /// Service users.
    #[serde(default)]
    pub user: u32,
}

impl Default for Counters {
    fn default() -> Self {
        // Messages and handles start at numbers of the size that clients meet at the registry.
        Self { message: 100_000, contact: 10_000, entry: 0, tracking_day: None, tracking: 0, user: 0 }
    }
}
