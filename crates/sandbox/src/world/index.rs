//! What is found by something else than its key.

use std::collections::btree_set;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use time::OffsetDateTime;

use super::{Contact, Domain, Due, Host, Key, host};

/// The indexes; [`World`](super::World) keeps them in step with the objects.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// What happens next by the passing of time alone.
    pub due: BTreeSet<(OffsetDateTime, Due)>,
    /// Message ids by account.
    pub queues: HashMap<Key, BTreeSet<u64>>,
    /// Domain names by registrant.
    pub by_registrant: HashMap<Key, Members>,
    /// Domain names by proxy or payer.
    pub roles: HashMap<Key, Members>,
    /// Hosts by their administrator, also by one that is only asked to be.
    pub administered: HashMap<Key, Members>,
    /// Domain names that await a contact's acceptance of a role, or its checks.
    pub requested: HashMap<Key, Members>,
    /// Domain names by authorization token, valid or not.
    pub tokens: HashMap<Key, Key>,
    /// Domain names on a host.
    pub host_uses: HashMap<Key, u32>,
    /// Hosts by the `.dk` name they lie under.
    pub hosts_below: HashMap<Key, Members>,
    /// Contacts by the hash of their likeness.
    pub likeness: HashMap<u64, Members>,
}

/// Keys that belong together. Most groups have one member, which needs no allocation of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Members {
    One(Key),
    More(BTreeSet<Key>),
}

impl Members {
    pub fn iter(&self) -> MemberIter<'_> {
        match self {
            Self::One(key) => MemberIter { one: Some(key), more: None },
            Self::More(keys) => MemberIter { one: None, more: Some(keys.iter()) },
        }
    }

    fn insert(&mut self, key: &Key) {
        match self {
            Self::One(only) if only == key => {}
            Self::One(only) => *self = Self::More(BTreeSet::from([only.clone(), key.clone()])),
            Self::More(keys) => {
                keys.insert(key.clone());
            }
        }
    }

    /// Gives false when nobody is left.
    fn remove(&mut self, key: &Key) -> bool {
        match self {
            Self::One(only) => only != key,
            Self::More(keys) => {
                keys.remove(key);
                !keys.is_empty()
            }
        }
    }
}

/// Keys of a group, in order.
#[derive(Clone, Debug)]
pub(super) struct MemberIter<'a> {
    one: Option<&'a Key>,
    more: Option<btree_set::Iter<'a, Key>>,
}

impl<'a> Iterator for MemberIter<'a> {
    type Item = &'a Key;

    fn next(&mut self) -> Option<Self::Item> {
        self.one.take().or_else(|| self.more.as_mut()?.next())
    }
}

impl Index {
    pub fn domain(&mut self, domain: &Domain, add: bool) {
        self.domain_links(domain, add);
        self.due(domain.due(), || Due::Domain(domain.name.clone()), add);
    }

    pub fn host(&mut self, host: &Host, add: bool) {
        self.host_links(host, add);
        self.due(host.due(), || Due::Host(host.name.clone()), add);
    }

    pub fn contact(&mut self, contact: &Contact, add: bool) {
        self.contact_links(contact, add);
        self.due(contact.due(), || Due::Contact(contact.handle.clone()), add);
    }

    /// All but what is due.
    pub fn domain_links(&mut self, domain: &Domain, add: bool) {
        for host in &domain.name_servers {
            count(&mut self.host_uses, host, add);
        }
        for contact in domain.admin.iter().chain(&domain.billing) {
            member(&mut self.roles, contact, &domain.name, add);
        }
        for authorization in domain.authorization.iter().chain(domain.redelegation.as_deref()) {
            let token = Key::from(authorization.token.as_str());
            if add {
                self.tokens.insert(token, domain.name.clone());
            } else {
                self.tokens.remove(&token);
            }
        }
        if let Some(pending) = &domain.pending {
            for handle in pending.registrant.iter().chain(&pending.admin).chain(&pending.billing) {
                member(&mut self.requested, handle, &domain.name, add);
            }
        }
        member(&mut self.by_registrant, &domain.registrant, &domain.name, add);
    }

    /// All but what is due.
    pub fn host_links(&mut self, host: &Host, add: bool) {
        for contact in host.handles() {
            member(&mut self.administered, contact, &host.name, add);
        }
        if let Some(parent) = host::dk_parent(&host.name) {
            member(&mut self.hosts_below, &Key::from(parent), &host.name, add);
        }
    }

    /// All but what is due.
    pub fn contact_links(&mut self, contact: &Contact, add: bool) {
        member(&mut self.likeness, &likeness_hash(contact), &contact.handle, add);
    }

    pub fn due(&mut self, at: Option<OffsetDateTime>, what: impl FnOnce() -> Due, add: bool) {
        let Some(at) = at else { return };
        if add {
            self.due.insert((at, what()));
        } else {
            self.due.remove(&(at, what()));
        }
    }
}

pub(super) fn likeness_hash(contact: &Contact) -> u64 {
    let mut hasher = DefaultHasher::new();
    contact.likeness().hash(&mut hasher);
    hasher.finish()
}

fn member<K: Clone + Eq + Hash>(groups: &mut HashMap<K, Members>, group: &K, key: &Key, add: bool) {
    let Some(members) = groups.get_mut(group) else {
        if add {
            groups.insert(group.clone(), Members::One(key.clone()));
        }
        return;
    };
    if add {
        members.insert(key);
    } else if !members.remove(key) {
        groups.remove(group);
    }
}

fn count(uses: &mut HashMap<Key, u32>, key: &Key, add: bool) {
    match uses.get_mut(key) {
        Some(number) if add => *number += 1,
        Some(number) => {
            *number -= 1;
            if *number == 0 {
                uses.remove(key);
            }
        }
        None if add => {
            uses.insert(key.clone(), 1);
        }
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_hold_each_member_once_and_vanish_with_the_last() {
        let mut groups = HashMap::default();
        let all = |groups: &HashMap<u64, Members>| -> Vec<String> {
            groups.get(&1).into_iter().flat_map(Members::iter).map(ToString::to_string).collect()
        };
        for name in ["b.dk", "b.dk", "a.dk", "c.dk", "a.dk"] {
            member(&mut groups, &1, &name.into(), true);
        }
        assert_eq!(all(&groups), ["a.dk", "b.dk", "c.dk"]);
        for name in ["x.dk", "c.dk", "a.dk"] {
            member(&mut groups, &1, &name.into(), false);
        }
        assert_eq!(all(&groups), ["b.dk"]);
        member(&mut groups, &1, &"x.dk".into(), false);
        assert_eq!(all(&groups), ["b.dk"]);
        member(&mut groups, &1, &"b.dk".into(), false);
        assert!(groups.is_empty());
        member(&mut groups, &1, &"b.dk".into(), false);
        assert!(groups.is_empty());
    }
}
