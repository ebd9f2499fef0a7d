//! Carrying operations through: what must be done before, then the sending.

use tracing::{Instrument, Span};

use super::Journal;
use super::claim::Claimed;
use super::execute::{refuse, send};
use super::steps::{Prepared, prepare};
use crate::RegistryError;
use crate::entry::Operation;

impl Journal {
    /// Carries a claimed operation through, in a task of its own.
    pub(super) fn start(&self, claimed: Claimed) {
        // Whoever waits for it must find it on the list at once.
        let Some(begun) = self.running.begin(claimed.operation.id) else { return };
        let journal = self.clone();
        let carrying = async move { begun.end(run(&journal, &claimed).await) };
        tokio::spawn(self.base.tasks().track_future(carrying.instrument(Span::current())));
    }

    /// Carries a claimed operation through.
    pub(crate) async fn carry(&self, claimed: Claimed) {
        let Some(begun) = self.running.begin(claimed.operation.id) else { return };
        begun.end(run(self, &claimed).await);
    }
}

/// Gives the operation as it stands afterwards, where that is known.
async fn run(journal: &Journal, claimed: &Claimed) -> Result<Option<Operation>, RegistryError> {
    match prepare(journal, claimed).await? {
        Prepared::Ready(operation) => send(&journal.base, claimed, *operation).await,
        Prepared::NotYet => Ok(None),
        Prepared::Never(reason) => refuse(&journal.base, claimed, reason).await,
    }
}
