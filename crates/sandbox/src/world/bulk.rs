//! The world as a whole: loading it and walking through it in small parts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use time::OffsetDateTime;

use super::index::Index;
use super::table::{Keyed, Table};
use super::{Change, Contact, Domain, Due, Host, Key, World};

/// How many messages or ledger lines one part of a walk gives.
const PART: usize = 4_096;

/// A world that is being loaded: its indexes are made at the end, all at once.
#[derive(Debug, Default)]
pub struct Loading(World);

impl Loading {
    /// Takes an object over. Each may come once only.
    pub fn add(&mut self, change: Change) {
        let world = &mut self.0;
        match change {
            Change::Domain(mut new) => {
                world.share_domain(&mut new);
                world.domains.insert(new);
            }
            Change::Contact(mut new) => {
                world.share_contact(&mut new);
                world.contacts.insert(new);
            }
            Change::Host(mut new) => {
                world.share_host(&mut new);
                world.hosts.insert(new);
            }
            other => {
                world.apply(other);
            }
        }
    }

    /// Makes the indexes and gives the world.
    #[must_use]
    pub fn finish(self) -> World {
        let Self(mut world) = self;
        let World { domains, contacts, hosts, index, .. } = &mut world;
        let (domains, contacts, hosts) = (&*domains, &*contacts, &*hosts);
        let kept = std::mem::take(&mut index.due);
        // Each of the three takes about as long as the others in a large world.
        std::thread::scope(|scope| {
            let due = scope.spawn(|| all_due(kept, domains, contacts, hosts));
            let likeness = scope.spawn(|| {
                let mut index = Index::default();
                contacts.values().for_each(|contact| index.contact_links(contact, true));
                index.likeness
            });
            hosts.values().for_each(|host| index.host_links(host, true));
            domains.values().for_each(|domain| index.domain_links(domain, true));
            index.likeness = likeness.join().unwrap_or_default();
            index.due = due.join().unwrap_or_default();
        });
        world
    }
}

type DueAt = (OffsetDateTime, Due);

/// Sorting once is far cheaper than a million insertions, each at a random place.
fn all_due(
    kept: BTreeSet<DueAt>,
    domains: &Table<Domain>,
    contacts: &Table<Contact>,
    hosts: &Table<Host>,
) -> BTreeSet<DueAt> {
    let mut due: Vec<DueAt> = Vec::with_capacity(domains.values().count() + kept.len());
    due.extend(kept);
    due.extend(contacts.values().filter_map(|c| Some((c.due()?, Due::Contact(c.handle.clone())))));
    due.extend(hosts.values().filter_map(|h| Some((h.due()?, Due::Host(h.name.clone())))));
    due.extend(domains.values().filter_map(|d| Some((d.due()?, Due::Domain(d.name.clone())))));
    due.sort_unstable();
    due.into_iter().collect()
}

/// How far a walk through the world has come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Walk {
    stage: Stage,
    /// The next small table.
    table: usize,
    /// The last message or ledger line given.
    id: u64,
}

#[derive(Clone, Copy, Debug, Default)]
enum Stage {
    #[default]
    Start,
    Contacts,
    Hosts,
    Domains,
    Applications,
    Offers,
    Messages,
    Ledger,
    End,
}

impl World {
    /// The next part of the world, some thousand objects at most in a world of a million; none at the end.
    ///
    /// The world may change between two parts: an object that did may be given as it was or as it is, and a new or removed
    /// one may be given or not.
    pub fn walk(&self, walk: &mut Walk) -> Option<Vec<Change>> {
        loop {
            let part = match walk.stage {
                Stage::Start => Some(self.head()),
                Stage::Contacts => part(&self.contacts, walk.table, Change::Contact),
                Stage::Hosts => part(&self.hosts, walk.table, Change::Host),
                Stage::Domains => part(&self.domains, walk.table, Change::Domain),
                Stage::Applications => part(&self.applications, walk.table, Change::Application),
                Stage::Offers => part(&self.offers, walk.table, Change::Offer),
                Stage::Messages => after(&self.messages, &mut walk.id, Change::Message),
                Stage::Ledger => after(&self.ledger, &mut walk.id, Change::Entry),
                Stage::End => return None,
            };
            match part {
                Some(part) => {
                    walk.table += 1;
                    if matches!(walk.stage, Stage::Start) {
                        walk.turn();
                    }
                    if !part.is_empty() {
                        return Some(part);
                    }
                }
                None => walk.turn(),
            }
        }
    }

    fn head(&self) -> Vec<Change> {
        std::iter::once(Change::Counters(self.counters))
            .chain(self.clock.map(Change::Clock))
            .chain(self.accounts.values().cloned().map(Change::Account))
            .chain(self.users.values().cloned().map(Change::User))
            .collect()
    }

    /// Makes a domain share its names and handles with the objects they name, so that each text is kept once.
    pub(super) fn share_domain(&self, domain: &mut Arc<Domain>) {
        let Some(domain) = Arc::get_mut(domain) else { return };
        self.share_handle(&mut domain.registrant);
        self.share_account(&mut domain.sponsor);
        for contact in domain.admin.iter_mut().chain(&mut domain.billing) {
            self.share_account(contact);
        }
        for server in &mut domain.name_servers {
            if let Some(host) = self.hosts.get(server) {
                *server = host.name.clone();
            }
        }
        domain.name_servers.shrink_to_fit();
        domain.ds.shrink_to_fit();
    }

    /// The same for a contact.
    pub(super) fn share_contact(&self, contact: &mut Arc<Contact>) {
        let Some(contact) = Arc::get_mut(contact) else { return };
        for account in [&mut contact.sponsor, &mut contact.created_by].into_iter().chain(&mut contact.updated_by) {
            self.share_account(account);
        }
        contact.street.shrink_to_fit();
    }

    /// The same for a host.
    pub(super) fn share_host(&self, host: &mut Arc<Host>) {
        let Some(host) = Arc::get_mut(host) else { return };
        for account in
            [&mut host.admin, &mut host.sponsor, &mut host.created_by].into_iter().chain(&mut host.updated_by)
        {
            self.share_account(account);
        }
    }

    fn share_account(&self, key: &mut Key) {
        match self.accounts.get_key_value(key) {
            Some((kept, _)) => *key = kept.clone(),
            None => self.share_handle(key),
        }
    }

    fn share_handle(&self, key: &mut Key) {
        if let Some(contact) = self.contacts.get(key) {
            *key = contact.handle.clone();
        }
    }
}

impl Walk {
    fn turn(&mut self) {
        (self.table, self.id) = (0, 0);
        self.stage = match self.stage {
            Stage::Start => Stage::Contacts,
            Stage::Contacts => Stage::Hosts,
            Stage::Hosts => Stage::Domains,
            Stage::Domains => Stage::Applications,
            Stage::Applications => Stage::Offers,
            Stage::Offers => Stage::Messages,
            Stage::Messages => Stage::Ledger,
            Stage::Ledger | Stage::End => Stage::End,
        };
    }
}

fn part<T: Keyed>(table: &Table<T>, number: usize, change: impl Fn(Arc<T>) -> Change) -> Option<Vec<Change>> {
    Some(table.part(number)?.cloned().map(change).collect())
}

fn after<T>(lines: &BTreeMap<u64, Arc<T>>, last: &mut u64, change: impl Fn(Arc<T>) -> Change) -> Option<Vec<Change>> {
    let following = lines.range((Bound::Excluded(*last), Bound::Unbounded)).take(PART);
    let mut found = Vec::new();
    for (id, line) in following {
        *last = *id;
        found.push(change(Arc::clone(line)));
    }
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::demo;

    fn lines(changes: impl Iterator<Item = Change>) -> Vec<String> {
        let mut lines: Vec<String> = changes.map(|change| serde_json::to_string(&change).unwrap()).collect();
        lines.sort();
        lines
    }

    #[test]
    fn a_walk_gives_everything_once_and_loading_it_makes_the_same_world() {
        let now = datetime!(2026-08-03 08:00 UTC);
        let world = demo::world(now);
        let mut walk = Walk::default();
        let changes: Vec<Change> = std::iter::from_fn(|| world.walk(&mut walk)).flatten().collect();
        assert_eq!(lines(changes.iter().cloned()), lines(world.snapshot()));

        let mut loading = Loading::default();
        for change in changes {
            // As if read from a file: nothing is shared yet.
            let text = serde_json::to_string(&change).unwrap();
            loading.add(serde_json::from_str(&text).unwrap());
        }
        let again = loading.finish();
        assert_eq!(lines(again.snapshot()), lines(world.snapshot()));
        assert_eq!(again.index.due, world.index.due);
        assert_eq!(again.index.by_registrant, world.index.by_registrant);
        assert_eq!(again.index.roles, world.index.roles);
        assert_eq!(again.index.administered, world.index.administered);
        assert_eq!(again.index.requested, world.index.requested);
        assert_eq!(again.index.tokens, world.index.tokens);
        assert_eq!(again.index.host_uses, world.index.host_uses);
        assert_eq!(again.index.hosts_below, world.index.hosts_below);
        assert_eq!(again.index.likeness, world.index.likeness);
        assert_eq!(again.index.queues, world.index.queues);
    }

    #[test]
    fn names_are_kept_once() {
        let world = demo::world(datetime!(2026-08-03 08:00 UTC));
        let domain = world.domain("surdej.dk").unwrap();
        let registrant = world.contact(&domain.registrant).unwrap();
        assert_eq!(domain.registrant.as_str().as_ptr(), registrant.handle.as_str().as_ptr());
        let server = world.host(&domain.name_servers[0]).unwrap();
        assert_eq!(domain.name_servers[0].as_str().as_ptr(), server.name.as_str().as_ptr());
    }
}
