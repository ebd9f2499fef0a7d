//! How many event streams a user has open at this server: each keeps a connection.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::db::UserId;

/// Streams of one user at a time: more pages than anybody watches.
pub const MOST: usize = 24;

/// The open streams. Cheap to clone; all clones are one.
#[derive(Clone, Debug, Default)]
pub struct Streams(Arc<Mutex<HashMap<UserId, usize>>>);

impl Streams {
    /// A place for one more stream of `user`; none where there are [`MOST`] already.
    pub fn place(&self, user: UserId) -> Option<Place> {
        let mut open = self.open();
        let count = open.entry(user).or_default();
        if *count >= MOST {
            return None;
        }
        *count += 1;
        Some(Place { streams: self.clone(), user })
    }

    fn open(&self) -> MutexGuard<'_, HashMap<UserId, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A stream's place, given back when it ends.
#[derive(Debug)]
pub struct Place {
    streams: Streams,
    user: UserId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.streams.open();
        if let Some(count) = open.get_mut(&self.user) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_for_each_user_and_given_back() {
        let streams = Streams::default();
        let mut places: Vec<_> = (0..MOST).filter_map(|_| streams.place(UserId(1))).collect();
        assert_eq!(places.len(), MOST);
        assert!(streams.place(UserId(1)).is_none());
        assert!(streams.place(UserId(2)).is_some());
        places.pop();
        assert!(streams.place(UserId(1)).is_some());
        places.clear();
        assert!(streams.open().is_empty());
    }
}
