//! The world: every object that the registry keeps, with the indexes that the rules need.
//!
//! All changes go through [`World::apply`], so the indexes and the journal never miss one. Objects are shared and replaced
//! as a whole; readers hold the lock only while they look something up.

pub mod account;
pub mod application;
mod bulk;
mod change;
pub mod contact;
pub mod domain;
pub mod host;
mod index;
mod key;
pub mod message;
pub mod status;
mod table;
mod tx;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use time::OffsetDateTime;

pub use account::{Account, LedgerEntry, ServiceUser};
pub use application::{Application, Offer};
pub use bulk::{Loading, Walk};
pub use change::{Change, Counters, Ref};
pub use contact::Contact;
pub use domain::{Domain, REGISTRY};
pub use host::Host;
pub use key::Key;
pub use message::Message;
pub use tx::Tx;

use crate::clock::ClockState;
use index::{Index, Members, likeness_hash};
use table::{Keyed, Table};

/// Every object that the registry keeps.
#[derive(Debug, Default)]
pub struct World {
    accounts: BTreeMap<Key, Arc<Account>>,
    users: BTreeMap<Key, Arc<ServiceUser>>,
    domains: Table<Domain>,
    contacts: Table<Contact>,
    hosts: Table<Host>,
    applications: Table<Application>,
    offers: Table<Offer>,
    messages: BTreeMap<u64, Arc<Message>>,
    ledger: BTreeMap<u64, Arc<LedgerEntry>>,
    counters: Counters,
    clock: Option<ClockState>,
    index: Index,
}

/// An object to which something happens by the passing of time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// A contact's deadline; before the rest, so that a deadline and a decision at one instant come in that order.
    Contact(Key),
    /// An application is decided.
    Application(Key),
    /// A domain's period or suspension ends.
    Domain(Key),
    /// A host's acceptance lapses.
    Host(Key),
    /// A waiting list offer lapses.
    Offer(Key),
}

impl World {
    /// An account by handle.
    #[must_use]
    pub fn account(&self, handle: &str) -> Option<&Arc<Account>> {
        self.accounts.get(handle)
    }

    /// A service user by id.
    #[must_use]
    pub fn user(&self, id: &str) -> Option<&Arc<ServiceUser>> {
        self.users.get(id)
    }

    /// A domain by U-label name.
    #[must_use]
    pub fn domain(&self, name: &str) -> Option<&Arc<Domain>> {
        self.domains.get(name)
    }

    /// A contact by handle.
    #[must_use]
    pub fn contact(&self, handle: &str) -> Option<&Arc<Contact>> {
        self.contacts.get(handle)
    }

    /// A host by U-label name.
    #[must_use]
    pub fn host(&self, name: &str) -> Option<&Arc<Host>> {
        self.hosts.get(name)
    }

    /// An application by tracking number.
    #[must_use]
    pub fn application(&self, tracking_number: &str) -> Option<&Arc<Application>> {
        self.applications.get(tracking_number)
    }

    /// The waiting list offer of a name.
    #[must_use]
    pub fn offer(&self, name: &str) -> Option<&Arc<Offer>> {
        self.offers.get(name)
    }

    /// The account that a contact is linked to.
    #[must_use]
    pub fn linked_to(&self, handle: &str) -> Option<&Arc<Account>> {
        self.accounts.values().find(|account| account.particulars.linked.contains(handle))
    }

    /// A line of the ledger.
    #[must_use]
    pub fn entry(&self, id: u64) -> Option<&Arc<LedgerEntry>> {
        self.ledger.get(&id)
    }

    /// All accounts, by handle.
    pub fn accounts(&self) -> impl Iterator<Item = &Arc<Account>> {
        self.accounts.values()
    }

    /// All service users, by id.
    pub fn users(&self) -> impl Iterator<Item = &Arc<ServiceUser>> {
        self.users.values()
    }

    /// All domains, in no order.
    pub fn domains(&self) -> impl Iterator<Item = &Arc<Domain>> {
        self.domains.values()
    }

    /// All contacts, in no order.
    pub fn contacts(&self) -> impl Iterator<Item = &Arc<Contact>> {
        self.contacts.values()
    }

    /// All hosts, in no order.
    pub fn hosts(&self) -> impl Iterator<Item = &Arc<Host>> {
        self.hosts.values()
    }

    /// All undecided applications, in no order.
    pub fn applications(&self) -> impl Iterator<Item = &Arc<Application>> {
        self.applications.values()
    }

    /// All waiting list offers, in no order.
    pub fn offers(&self) -> impl Iterator<Item = &Arc<Offer>> {
        self.offers.values()
    }

    /// An account's unacknowledged messages, oldest first.
    pub fn queue(&self, account: &str) -> impl Iterator<Item = &Arc<Message>> {
        self.index.queues.get(account).into_iter().flatten().filter_map(|id| self.messages.get(id))
    }

    /// Whether a message waits in an account's queue.
    #[must_use]
    pub fn has_message(&self, account: &str, id: u64) -> bool {
        self.index.queues.get(account).is_some_and(|queue| queue.contains(&id))
    }

    /// Number of an account's unacknowledged messages.
    #[must_use]
    pub fn queue_length(&self, account: &str) -> usize {
        self.index.queues.get(account).map_or(0, BTreeSet::len)
    }

    /// An account's statement, oldest first.
    pub fn statement(&self, account: &str) -> impl Iterator<Item = &Arc<LedgerEntry>> {
        let account = Key::from(account);
        self.ledger.values().filter(move |entry| entry.account == account)
    }

    /// The clock's kept state; none in a new world.
    #[must_use]
    pub fn clock(&self) -> Option<ClockState> {
        self.clock
    }

    /// Names of a registrant's domains.
    pub fn domains_of(&self, registrant: &str) -> impl Iterator<Item = &Key> {
        self.index.by_registrant.get(registrant).into_iter().flat_map(Members::iter)
    }

    /// Names of the domains whose proxy or payer somebody is.
    pub fn domains_with_role(&self, handle: &str) -> impl Iterator<Item = &Key> {
        self.index.roles.get(handle).into_iter().flat_map(Members::iter)
    }

    /// Names of the hosts that somebody administers, or is asked to.
    pub fn hosts_of(&self, admin: &str) -> impl Iterator<Item = &Key> {
        self.index.administered.get(admin).into_iter().flat_map(Members::iter)
    }

    /// Whether a contact holds any role.
    #[must_use]
    pub fn contact_linked(&self, handle: &str) -> bool {
        self.index.by_registrant.contains_key(handle)
            || self.index.roles.contains_key(handle)
            || self.index.administered.contains_key(handle)
            || self.index.requested.contains_key(handle)
    }

    /// Names of the domains with a pending update that concerns a contact.
    pub fn domains_awaiting(&self, handle: &str) -> impl Iterator<Item = &Key> {
        self.index.requested.get(handle).into_iter().flat_map(Members::iter)
    }

    /// The domain that an authorization token was made for, if it still stands there.
    #[must_use]
    pub fn domain_of_token(&self, token: &str) -> Option<&Arc<Domain>> {
        self.domain(self.index.tokens.get(token)?)
    }

    /// Whether any domain uses a host.
    #[must_use]
    pub fn host_linked(&self, name: &str) -> bool {
        self.index.host_uses.contains_key(name)
    }

    /// The hosts that lie under a domain name.
    pub fn hosts_below(&self, domain: &str) -> impl Iterator<Item = &Arc<Host>> {
        self.index.hosts_below.get(domain).into_iter().flat_map(Members::iter).filter_map(|name| self.hosts.get(name))
    }

    /// The oldest contact that is like the given one in all that `auto` creation compares.
    #[must_use]
    pub fn contact_like(&self, wanted: &Contact) -> Option<&Arc<Contact>> {
        let candidates = self.index.likeness.get(&likeness_hash(wanted))?;
        let alike =
            candidates.iter().filter_map(|key| self.contacts.get(key)).filter(|c| c.likeness() == wanted.likeness());
        alike.min_by_key(|contact| (contact.created, &contact.handle))
    }

    /// What is due at `now`, the earliest first.
    #[must_use]
    pub fn next_due(&self, now: OffsetDateTime) -> Option<(OffsetDateTime, Due)> {
        self.index.due.first().filter(|(at, _)| *at <= now).cloned()
    }

    /// Everything as changes that rebuild it: what a snapshot holds.
    pub fn snapshot(&self) -> impl Iterator<Item = Change> + '_ {
        let counters = std::iter::once(Change::Counters(self.counters));
        counters
            .chain(self.clock.map(Change::Clock))
            .chain(self.accounts.values().cloned().map(Change::Account))
            .chain(self.users.values().cloned().map(Change::User))
            .chain(self.contacts.values().cloned().map(Change::Contact))
            .chain(self.hosts.values().cloned().map(Change::Host))
            .chain(self.domains.values().cloned().map(Change::Domain))
            .chain(self.applications.values().cloned().map(Change::Application))
            .chain(self.offers.values().cloned().map(Change::Offer))
            .chain(self.messages.values().cloned().map(Change::Message))
            .chain(self.ledger.values().cloned().map(Change::Entry))
    }

    /// Makes a change and gives the change that undoes it.
    pub fn apply(&mut self, change: Change) -> Change {
        let target = change.target();
        let old = match change {
            Change::Account(new) => self.accounts.insert(new.handle.clone(), new).map(Change::Account),
            Change::User(new) => self.users.insert(new.id.clone(), new).map(Change::User),
            Change::Domain(new) => self.put_domain(&target, Some(new)),
            Change::Contact(new) => self.put_contact(&target, Some(new)),
            Change::Host(new) => self.put_host(&target, Some(new)),
            Change::Application(new) => self.put_application(&target, Some(new)),
            Change::Offer(new) => self.put_offer(&target, Some(new)),
            Change::Message(new) => self.put_message(&target, Some(new)),
            Change::Entry(new) => self.ledger.insert(new.id, new).map(Change::Entry),
            Change::Counters(new) => Some(Change::Counters(std::mem::replace(&mut self.counters, new))),
            Change::Clock(new) => self.clock.replace(new).map(Change::Clock),
            Change::Gone(gone) => self.remove(&gone),
        };
        old.unwrap_or(Change::Gone(target))
    }

    fn remove(&mut self, gone: &Ref) -> Option<Change> {
        match gone {
            Ref::Account(key) => self.accounts.remove(key).map(Change::Account),
            Ref::User(key) => self.users.remove(key).map(Change::User),
            Ref::Domain(_) => self.put_domain(gone, None),
            Ref::Contact(_) => self.put_contact(gone, None),
            Ref::Host(_) => self.put_host(gone, None),
            Ref::Application(_) => self.put_application(gone, None),
            Ref::Offer(_) => self.put_offer(gone, None),
            Ref::Message(_) => self.put_message(gone, None),
            Ref::Entry(id) => self.ledger.remove(id).map(Change::Entry),
            Ref::Counters => Some(Change::Counters(std::mem::take(&mut self.counters))),
            Ref::Clock => self.clock.take().map(Change::Clock),
        }
    }

    fn put_domain(&mut self, target: &Ref, new: Option<Arc<Domain>>) -> Option<Change> {
        let Ref::Domain(key) = target else { return None };
        let new = new.map(|mut new| {
            self.share_domain(&mut new);
            new
        });
        let old = replace(&mut self.domains, key, new);
        if let Some(domain) = &old {
            self.index.domain(domain, false);
        }
        if let Some(domain) = self.domains.get(key) {
            self.index.domain(domain, true);
        }
        old.map(Change::Domain)
    }

    fn put_contact(&mut self, target: &Ref, new: Option<Arc<Contact>>) -> Option<Change> {
        let Ref::Contact(key) = target else { return None };
        let new = new.map(|mut new| {
            self.share_contact(&mut new);
            new
        });
        let old = replace(&mut self.contacts, key, new);
        if let Some(contact) = &old {
            self.index.contact(contact, false);
        }
        if let Some(contact) = self.contacts.get(key) {
            self.index.contact(contact, true);
        }
        old.map(Change::Contact)
    }

    fn put_host(&mut self, target: &Ref, new: Option<Arc<Host>>) -> Option<Change> {
        let Ref::Host(key) = target else { return None };
        let new = new.map(|mut new| {
            self.share_host(&mut new);
            new
        });
        let old = replace(&mut self.hosts, key, new);
        if let Some(host) = &old {
            self.index.host(host, false);
        }
        if let Some(host) = self.hosts.get(key) {
            self.index.host(host, true);
        }
        old.map(Change::Host)
    }

    fn put_application(&mut self, target: &Ref, new: Option<Arc<Application>>) -> Option<Change> {
        let Ref::Application(key) = target else { return None };
        let old = replace(&mut self.applications, key, new);
        if let Some(application) = &old {
            self.index.due(Some(application.due), || Due::Application(key.clone()), false);
        }
        if let Some(application) = self.applications.get(key) {
            self.index.due(Some(application.due), || Due::Application(key.clone()), true);
        }
        old.map(Change::Application)
    }

    fn put_offer(&mut self, target: &Ref, new: Option<Arc<Offer>>) -> Option<Change> {
        let Ref::Offer(key) = target else { return None };
        let old = replace(&mut self.offers, key, new);
        if let Some(offer) = &old {
            self.index.due(offer.until, || Due::Offer(key.clone()), false);
        }
        if let Some(offer) = self.offers.get(key) {
            self.index.due(offer.until, || Due::Offer(key.clone()), true);
        }
        old.map(Change::Offer)
    }

    fn put_message(&mut self, target: &Ref, new: Option<Arc<Message>>) -> Option<Change> {
        let Ref::Message(id) = target else { return None };
        if let Some(message) = new {
            self.index.queues.entry(message.account.clone()).or_default().insert(*id);
            return self.messages.insert(*id, message).map(Change::Message);
        }
        let old = self.messages.remove(id)?;
        if let Some(queue) = self.index.queues.get_mut(&old.account) {
            queue.remove(id);
        }
        Some(Change::Message(old))
    }
}

fn replace<T: Keyed>(table: &mut Table<T>, key: &Key, new: Option<Arc<T>>) -> Option<Arc<T>> {
    match new {
        Some(new) => table.insert(new),
        None => table.remove(key),
    }
}
