//! A set of changes that is made as a whole or not at all.

use std::collections::HashSet;
use std::sync::Arc;

use dk::Money;
use time::OffsetDateTime;

use super::account::{Purpose, Receipt};
use super::message::MessageData;
use super::{
    Account, Application, Change, Contact, Counters, Domain, Host, Key, LedgerEntry, Message, Offer, REGISTRY, Ref,
    ServiceUser, World,
};
use crate::clock::ClockState;

/// Service users made over the account interface count from here on, far from the seeded ones.
const FIRST_USER: u32 = 200_000;

/// Changes under way. Dropping it without [`Tx::finish`] takes all of them back.
#[derive(Debug)]
pub struct Tx<'a> {
    world: &'a mut World,
    /// The instant at which all of it happens.
    pub now: OffsetDateTime,
    undo: Vec<Change>,
}

impl<'a> Tx<'a> {
    /// Begins at the given instant.
    pub fn begin(world: &'a mut World, now: OffsetDateTime) -> Self {
        Self { world, now, undo: Vec::new() }
    }

    /// The world as changed so far.
    #[must_use]
    pub fn world(&self) -> &World {
        self.world
    }

    /// Keeps the changes and gives the final state of every object touched, in the order of first touch.
    #[must_use]
    pub fn finish(mut self) -> Vec<Change> {
        self.note_idle_contacts();
        let mut seen = HashSet::new();
        let undo = std::mem::take(&mut self.undo);
        undo.iter()
            .map(Change::target)
            .filter(|target| seen.insert(target.clone()))
            .map(|t| self.world.state(t))
            .collect()
    }

    /// A contact that nothing names is idle from the moment on at which that, or the contact itself, changed last (Punktum
    /// dk EPP specification § Contact).
    fn note_idle_contacts(&mut self) {
        let mut named = self.renamed();
        named.sort_unstable();
        named.dedup();
        for handle in named {
            let Some(contact) = self.world.contact(&handle) else { continue };
            let used = || self.world.contact_linked(&handle) || self.world.linked_to(&handle).is_some();
            let idle = handle != REGISTRY && !used();
            let idle_since = idle.then_some(self.now);
            if contact.idle_since != idle_since {
                let contact = Contact { idle_since, ..Contact::clone(contact) };
                self.put_contact(contact);
            }
        }
    }

    /// The handles of contacts that changed, or that an object began or ceased to name.
    fn renamed(&self) -> Vec<Key> {
        let mut named: Vec<Key> = Vec::new();
        for undo in &self.undo {
            match undo {
                Change::Contact(old) => named.push(old.handle.clone()),
                Change::Gone(Ref::Contact(handle)) => named.push(handle.clone()),
                Change::Account(old) => {
                    let before = &old.particulars.linked;
                    let after = self.world.account(&old.handle).map(|new| &new.particulars.linked);
                    named.extend(after.into_iter().flat_map(|after| before.symmetric_difference(after)).cloned());
                }
                Change::Domain(old) => {
                    let new = self.world.domain(&old.name);
                    if new.is_none_or(|new| !new.handles().eq(old.handles())) {
                        named.extend(old.handles().chain(new.into_iter().flat_map(|new| new.handles())).cloned());
                    }
                }
                Change::Gone(Ref::Domain(name)) => {
                    named.extend(self.world.domain(name).into_iter().flat_map(|new| new.handles()).cloned());
                }
                Change::Host(old) => {
                    let new = self.world.host(&old.name);
                    if new.is_none_or(|new| !new.handles().eq(old.handles())) {
                        named.extend(old.handles().chain(new.into_iter().flat_map(|new| new.handles())).cloned());
                    }
                }
                Change::Gone(Ref::Host(name)) => {
                    named.extend(self.world.host(name).into_iter().flat_map(|new| new.handles()).cloned());
                }
                _ => {}
            }
        }
        named
    }

    fn apply(&mut self, change: Change) {
        let undo = self.world.apply(change);
        self.undo.push(undo);
    }

    /// Writes an account.
    pub fn put_account(&mut self, account: Account) {
        self.apply(Change::Account(Arc::new(account)));
    }

    /// Writes a service user.
    pub fn put_user(&mut self, user: ServiceUser) {
        self.apply(Change::User(Arc::new(user)));
    }

    /// Writes a domain.
    pub fn put_domain(&mut self, domain: Domain) {
        self.apply(Change::Domain(Arc::new(domain)));
    }

    /// Writes a contact.
    pub fn put_contact(&mut self, contact: Contact) {
        self.apply(Change::Contact(Arc::new(contact)));
    }

    /// Writes a host.
    pub fn put_host(&mut self, host: Host) {
        self.apply(Change::Host(Arc::new(host)));
    }

    /// Writes an application.
    pub fn put_application(&mut self, application: Application) {
        self.apply(Change::Application(Arc::new(application)));
    }

    /// Writes a waiting list offer.
    pub fn put_offer(&mut self, offer: Offer) {
        self.apply(Change::Offer(Arc::new(offer)));
    }

    /// Keeps the clock's state.
    pub fn put_clock(&mut self, clock: ClockState) {
        self.apply(Change::Clock(clock));
    }

    /// Removes an object.
    pub fn remove(&mut self, target: Ref) {
        self.apply(Change::Gone(target));
    }

    /// Takes over another world instead of this one.
    pub fn replace(&mut self, new: &World) {
        let old: Vec<Ref> = self.world.snapshot().map(|change| change.target()).collect();
        for target in old {
            self.apply(Change::Gone(target));
        }
        for change in new.snapshot() {
            self.apply(change);
        }
    }

    /// Queues a message for an account; the registry's own objects have no queue.
    pub fn send(&mut self, account: &Key, text: String, data: MessageData) {
        if self.world.account(account).is_none() {
            return;
        }
        let mut counters = self.world.counters();
        counters.message += 1;
        self.apply(Change::Counters(counters));
        let message = Message { id: counters.message, account: account.clone(), queued: self.now, text, data };
        self.apply(Change::Message(Arc::new(message)));
    }

    /// Books an amount (negative: a debit) on an account and gives the new balance; no account, no booking.
    pub fn book(&mut self, account: &str, amount: Money, purpose: Purpose, domain: Option<Key>) -> Option<Money> {
        self.enter(account, amount, purpose, domain, None).map(|entry| entry.balance)
    }

    /// Books an amount with its receipt and gives the line; no account, no booking.
    pub fn enter(
        &mut self,
        account: &str,
        amount: Money,
        purpose: Purpose,
        domain: Option<Key>,
        receipt: Option<Box<Receipt>>,
    ) -> Option<LedgerEntry> {
        let mut account = Account::clone(self.world.account(account)?);
        account.balance = account.balance.checked_add(amount)?;
        let balance = account.balance;
        let mut counters = self.world.counters();
        counters.entry += 1;
        self.apply(Change::Counters(counters));
        let entry = LedgerEntry {
            id: counters.entry,
            account: account.handle.clone(),
            at: self.now,
            purpose,
            domain,
            amount,
            balance,
            receipt,
        };
        self.put_account(account);
        self.apply(Change::Entry(Arc::new(entry.clone())));
        Some(entry)
    }

    /// The next id of a service user, such as `EPP-200001`. None is given out twice.
    pub fn next_user(&mut self, service: &str) -> Key {
        let mut counters = self.world.counters();
        loop {
            counters.user += 1;
            let id = format!("{service}-{}", FIRST_USER + counters.user);
            if self.world.user(&id).is_none() {
                self.apply(Change::Counters(counters));
                return Key::from(id);
            }
        }
    }

    /// The next contact handle for a name: its words' initials and a number.
    pub fn next_handle(&mut self, name: &str) -> Key {
        let initials = initials(name);
        let mut counters = self.world.counters();
        loop {
            counters.contact += 1;
            let handle = format!("{initials}{}-DK", counters.contact);
            if self.world.contact(&handle).is_none() {
                self.apply(Change::Counters(counters));
                return Key::from(handle);
            }
        }
    }

    /// The next tracking number: the Danish day and a number within it.
    pub fn next_tracking_number(&mut self) -> Key {
        let day = dk::local_time::local_date(self.now);
        let mut counters = self.world.counters();
        if counters.tracking_day != Some(day) {
            counters.tracking_day = Some(day);
            counters.tracking = 0;
        }
        counters.tracking += 1;
        self.apply(Change::Counters(counters));
        let (year, month, day) = (day.year(), u8::from(day.month()), day.day());
        Key::from(format!("{year:04}{month:02}{day:02}{:05}", counters.tracking))
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        while let Some(change) = self.undo.pop() {
            self.world.apply(change);
        }
    }
}

impl World {
    fn counters(&self) -> Counters {
        self.counters
    }

    /// An object's present state as a change.
    fn state(&self, target: Ref) -> Change {
        let found = match &target {
            Ref::Account(key) => self.accounts.get(key).cloned().map(Change::Account),
            Ref::User(key) => self.users.get(key).cloned().map(Change::User),
            Ref::Domain(key) => self.domains.get(key).cloned().map(Change::Domain),
            Ref::Contact(key) => self.contacts.get(key).cloned().map(Change::Contact),
            Ref::Host(key) => self.hosts.get(key).cloned().map(Change::Host),
            Ref::Application(key) => self.applications.get(key).cloned().map(Change::Application),
            Ref::Offer(key) => self.offers.get(key).cloned().map(Change::Offer),
            Ref::Message(id) => self.messages.get(id).cloned().map(Change::Message),
            Ref::Entry(id) => self.ledger.get(id).cloned().map(Change::Entry),
            Ref::Counters => Some(Change::Counters(self.counters)),
            Ref::Clock => self.clock.map(Change::Clock),
        };
        found.unwrap_or(Change::Gone(target))
    }
}

/// Up to four initials of a name in ASCII capitals, `X` where it has none.
fn initials(name: &str) -> String {
    let letter = |c: char| match c {
        'æ' | 'Æ' | 'å' | 'Å' | 'ä' | 'Ä' => Some('A'),
        'ø' | 'Ø' | 'ö' | 'Ö' => Some('O'),
        'ü' | 'Ü' => Some('U'),
        'é' | 'É' => Some('E'),
        c if c.is_ascii_alphabetic() => Some(c.to_ascii_uppercase()),
        _ => None,
    };
    let found: String = name.split_whitespace().filter_map(|word| word.chars().find_map(letter)).take(4).collect();
    if found.is_empty() { "X".to_owned() } else { found }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn handles_take_the_initials_and_a_number() {
        assert_eq!(initials("Tester Bertram"), "TB");
        assert_eq!(initials("Åse Ørsted af Æbeltoft-Ærø Lang"), "AOAA");
        assert_eq!(initials("北京"), "X");
        let mut world = World::default();
        let mut tx = Tx::begin(&mut world, datetime!(2026-08-01 10:00 UTC));
        assert_eq!(tx.next_handle("Test A/S"), "TA10001-DK");
        assert_eq!(tx.next_handle("Test A/S"), "TA10002-DK");
    }

    #[test]
    fn tracking_numbers_count_within_the_danish_day() {
        let mut world = World::default();
        let mut tx = Tx::begin(&mut world, datetime!(2026-08-01 21:59 UTC));
        assert_eq!(tx.next_tracking_number(), "2026080100001");
        assert_eq!(tx.next_tracking_number(), "2026080100002");
        tx.now = datetime!(2026-08-01 22:00 UTC);
        assert_eq!(tx.next_tracking_number(), "2026080200001");
    }

    #[test]
    fn what_is_not_finished_is_taken_back() {
        let mut world = World::default();
        let now = datetime!(2026-08-01 10:00 UTC);
        let offer = Offer { domain: "a.dk".into(), token: "066f6352".into(), until: Some(now), waiting: Vec::new() };
        let mut tx = Tx::begin(&mut world, now);
        tx.put_offer(offer.clone());
        let done = tx.finish();
        assert_eq!(done, [Change::Offer(Arc::new(offer.clone()))]);

        let mut tx = Tx::begin(&mut world, now);
        tx.put_offer(Offer { token: "00000000".into(), until: None, ..offer.clone() });
        tx.remove(Ref::Offer("a.dk".into()));
        tx.put_offer(Offer { domain: "b.dk".into(), ..offer.clone() });
        drop(tx);
        assert_eq!(world.offer("a.dk").map(|o| o.token.as_str()), Some("066f6352"));
        assert!(world.offer("b.dk").is_none());
        assert_eq!(world.next_due(now), Some((now, super::super::Due::Offer("a.dk".into()))));
    }
}
