//! The operations that this server is sending, so that a form can wait for its answer without asking the database.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use uuid::Uuid;

use crate::RegistryError;
use crate::entry::Operation;

/// How the sending of an operation ended; none while it goes on, or where nothing came of it here.
type Ended = Option<Operation>;

/// The operations that this server is sending.
#[derive(Debug, Default)]
pub(super) struct Running(Mutex<HashMap<Uuid, watch::Receiver<Ended>>>);

impl Running {
    /// Comes back when the operation is no longer being sent here, with what became of it if that is known; `None` where it is
    /// not being sent here.
    pub(super) fn done(&self, id: Uuid) -> Option<impl Future<Output = Ended> + Send + use<>> {
        let mut receiver = self.list().get(&id)?.clone();
        // The sender sends once at most, and then goes away.
        Some(async move {
            while receiver.changed().await.is_ok() {}
            receiver.borrow().clone()
        })
    }

    /// Whether the operation is being sent here.
    pub(super) fn has(&self, id: Uuid) -> bool {
        self.list().contains_key(&id)
    }

    /// Puts an operation on the list; `None` where it stands there already.
    pub(super) fn begin(self: &Arc<Self>, id: Uuid) -> Option<Begun> {
        let mut list = self.list();
        if list.contains_key(&id) {
            return None;
        }
        let (signal, receiver) = watch::channel(None);
        list.insert(id, receiver);
        Some(Begun { running: Arc::clone(self), id, signal })
    }

    fn list(&self) -> MutexGuard<'_, HashMap<Uuid, watch::Receiver<Ended>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An operation on the list. It is taken off however its sending ends.
pub(super) struct Begun {
    running: Arc<Running>,
    id: Uuid,
    signal: watch::Sender<Ended>,
}

impl Begun {
    /// Lets those who wait know how it ended.
    pub(super) fn end(self, ended: Result<Ended, RegistryError>) {
        match ended {
            Ok(ended) => {
                self.signal.send_replace(ended);
            }
            // It stays planned or sent, and whoever claims it next takes it up.
            Err(error) => tracing::error!(%error, operation = %self.id, "an operation could not be carried through"),
        }
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        self.running.list().remove(&self.id);
    }
}
