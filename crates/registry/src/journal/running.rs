//! The operations that this server is sending, so that a form can wait for its answer without asking the database.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;
use uuid::Uuid;

use super::Operation;

/// How the sending of an operation ended; none while it goes on, or where nothing came of it here.
type Ended = Option<Operation>;

/// The operations that this server is sending.
#[derive(Debug, Default)]
pub(crate) struct Running(Mutex<HashMap<Uuid, watch::Receiver<Ended>>>);

impl Running {
    /// Comes back when the operation is no longer being sent here, with what became of it if that is known; `None` where it is
    /// not being sent here.
    pub(super) fn done(&self, id: Uuid) -> Option<impl Future<Output = Ended> + Send + use<>> {
        let running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut receiver = running.get(&id)?.clone();
        // The sender sends once at most, and then goes away.
        Some(async move {
            while receiver.changed().await.is_ok() {}
            receiver.borrow().clone()
        })
    }

    /// Whether the operation is being sent here.
    pub(crate) fn has(&self, id: Uuid) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&id)
    }

    /// Puts an operation on the list; `None` where it stands there already.
    pub(super) fn begin(&self, id: Uuid) -> Option<watch::Sender<Ended>> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if running.contains_key(&id) {
            return None;
        }
        let (sender, receiver) = watch::channel(None);
        running.insert(id, receiver);
        Some(sender)
    }

    /// Takes it off again.
    pub(super) fn end(&self, id: Uuid) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}
