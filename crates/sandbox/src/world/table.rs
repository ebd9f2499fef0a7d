//! Objects by their key, in many small hash tables.
//!
//! A small table grows and is walked in a fraction of a millisecond, so neither growth nor a snapshot of a million objects
//! holds up commands.

use std::collections::{HashMap, hash_map};
use std::sync::Arc;

use super::{Application, Contact, Domain, Host, Key, Offer};

/// Number of tables; a power of two.
const SHARDS: usize = 256;

/// An object that knows the key under which it is found.
pub(super) trait Keyed {
    /// The key.
    fn key(&self) -> &Key;
}

impl Keyed for Domain {
    fn key(&self) -> &Key {
        &self.name
    }
}

impl Keyed for Contact {
    fn key(&self) -> &Key {
        &self.handle
    }
}

impl Keyed for Host {
    fn key(&self) -> &Key {
        &self.name
    }
}

impl Keyed for Application {
    fn key(&self) -> &Key {
        &self.tracking_number
    }
}

impl Keyed for Offer {
    fn key(&self) -> &Key {
        &self.domain
    }
}

/// Shared objects by key.
#[derive(Debug)]
pub(super) struct Table<T> {
    shards: Box<[HashMap<Key, Arc<T>>]>,
    len: usize,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { shards: std::iter::repeat_with(HashMap::new).take(SHARDS).collect(), len: 0 }
    }
}

impl<T: Keyed> Table<T> {
    pub fn get(&self, key: &str) -> Option<&Arc<T>> {
        self.shards.get(shard(key))?.get(key)
    }

    /// Puts an object in and gives the one that had its key.
    pub fn insert(&mut self, object: Arc<T>) -> Option<Arc<T>> {
        let old = self.shards.get_mut(shard(object.key()))?.insert(object.key().clone(), object);
        self.len += usize::from(old.is_none());
        old
    }

    pub fn remove(&mut self, key: &str) -> Option<Arc<T>> {
        let old = self.shards.get_mut(shard(key))?.remove(key);
        self.len -= usize::from(old.is_some());
        old
    }

    /// All objects, in no order.
    pub fn values(&self) -> Values<'_, T> {
        Values { shards: self.shards.iter(), shard: None, left: self.len }
    }

    /// The objects of one of the small tables, in no order; none beyond the last table.
    pub fn part(&self, number: usize) -> Option<impl Iterator<Item = &Arc<T>>> {
        self.shards.get(number).map(HashMap::values)
    }
}

/// The small table of a key, by the FNV-1a hash: quick, and nothing is lost by keys chosen to collide.
fn shard(key: &str) -> usize {
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let [low, .., high] = hash.to_le_bytes();
    usize::from(low ^ high) % SHARDS
}

/// All objects of a table; counting them costs nothing.
#[derive(Debug)]
pub(super) struct Values<'t, T> {
    shards: std::slice::Iter<'t, HashMap<Key, Arc<T>>>,
    shard: Option<hash_map::Values<'t, Key, Arc<T>>>,
    left: usize,
}

impl<'t, T> Iterator for Values<'t, T> {
    type Item = &'t Arc<T>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.shard.as_mut().and_then(Iterator::next) {
                self.left -= 1;
                return Some(found);
            }
            self.shard = Some(self.shards.next()?.values());
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }

    fn count(self) -> usize {
        self.left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(number: usize, token: &str) -> Arc<Offer> {
        Arc::new(Offer {
            domain: format!("n{number}.dk").into(),
            token: token.into(),
            until: None,
            waiting: Vec::new(),
        })
    }

    #[test]
    fn objects_are_found_replaced_counted_and_removed() {
        let mut table = Table::default();
        for number in 0..5_000 {
            assert_eq!(table.insert(offer(number, "a")), None);
        }
        assert_eq!(table.values().count(), 5_000);
        assert_eq!(table.insert(offer(7, "b")).map(|old| old.token.clone()).as_deref(), Some("a"));
        assert_eq!(table.get("n7.dk").map(|found| found.token.as_str()), Some("b"));
        assert_eq!(table.get("n5000.dk"), None);
        assert_eq!(table.remove("n5000.dk"), None);
        assert_eq!(table.remove("n7.dk").map(|old| old.token.clone()).as_deref(), Some("b"));
        assert_eq!(table.get("n7.dk"), None);
        let mut values = table.values();
        values.next();
        assert_eq!(values.size_hint(), (4_998, Some(4_998)));
        assert_eq!(values.by_ref().collect::<Vec<_>>().len(), 4_998);
        let parts = (0..).map_while(|number| table.part(number).map(Iterator::count));
        let parts: Vec<usize> = parts.collect();
        assert_eq!((parts.len(), parts.iter().sum::<usize>()), (SHARDS, 4_999));
        // Evenly spread: none of the small tables is far from the mean of 20.
        assert!(parts.iter().all(|count| *count < 60), "{parts:?}");
    }
}
