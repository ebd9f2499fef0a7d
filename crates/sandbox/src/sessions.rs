//! The EPP sessions that are open, and the limit on them.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use time::OffsetDateTime;
use tokio::sync::Notify;

use crate::clock::machine_now;
use crate::world::Key;

/// An open session.
#[derive(Clone, Debug, Serialize)]
pub struct SessionInfo {
    /// Number of the session since start.
    pub id: u64,
    /// The client's address.
    pub peer: SocketAddr,
    /// The service user, once signed in.
    pub user: Option<Key>,
    /// Its account.
    pub account: Option<Key>,
    /// When it was opened, by the machine's clock.
    #[serde(with = "time::serde::rfc3339")]
    pub opened: OffsetDateTime,
    /// Commands answered.
    pub commands: u64,
    #[serde(skip)]
    end: Arc<Notify>,
}

/// All open sessions.
#[derive(Debug, Default)]
pub struct Sessions(Mutex<Open>);

#[derive(Debug, Default)]
struct Open {
    last: u64,
    sessions: BTreeMap<u64, SessionInfo>,
}

impl Sessions {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Registers a connection and gives its number and what tells it to end.
    pub fn begin(&self, peer: SocketAddr) -> (u64, Arc<Notify>) {
        let mut open = self.open();
        open.last += 1;
        let (id, end) = (open.last, Arc::new(Notify::new()));
        let opened = machine_now();
        let session = SessionInfo { id, peer, user: None, account: None, opened, commands: 0, end: Arc::clone(&end) };
        open.sessions.insert(id, session);
        (id, end)
    }

    /// Signs a session in unless its account already has `limit` sessions.
    #[must_use]
    pub fn sign_in(&self, id: u64, user: &Key, account: &Key, limit: u16) -> bool {
        let mut open = self.open();
        if open.sessions.values().filter(|s| s.account.as_ref() == Some(account)).count() >= usize::from(limit) {
            return false;
        }
        if let Some(session) = open.sessions.get_mut(&id) {
            session.user = Some(user.clone());
            session.account = Some(account.clone());
        }
        true
    }

    /// Counts an answered command.
    pub fn count(&self, id: u64) {
        if let Some(session) = self.open().sessions.get_mut(&id) {
            session.commands += 1;
        }
    }

    /// Forgets a session.
    pub fn finish(&self, id: u64) {
        self.open().sessions.remove(&id);
    }

    /// Closes the sessions that match and gives their number.
    pub fn end(&self, matches: impl Fn(&SessionInfo) -> bool) -> usize {
        let open = self.open();
        let ended = open.sessions.values().filter(|s| matches(s));
        ended.map(|session| session.end.notify_one()).count()
    }

    /// The open sessions, oldest first.
    #[must_use]
    pub fn list(&self) -> Vec<SessionInfo> {
        self.open().sessions.values().cloned().collect()
    }
}
