//! How an update of a name that was answered with 1001 ends: it is taken off the name, and who asked is told if nothing came
//! of it.

use super::outcome;
use crate::world::domain::{PendingUpdate, Transaction};
use crate::world::message::ObjectKind;
use crate::world::{Domain, Key, Tx};

/// How a registrant's mandatory checks ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Checked {
    /// Passed.
    Completed,
    /// Not done in time.
    Expired,
    /// Documents refused.
    Rejected,
    /// Ended by something else.
    Cancelled,
}

impl Checked {
    /// The registry's words.
    fn word(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Expired => "not completed in time",
            Self::Rejected => "rejected",
            Self::Cancelled => "not completed",
        }
    }
}

/// Nobody answered in time. Gives false if no request lapses at this instant.
pub(super) fn lapse(tx: &mut Tx<'_>, name: &Key) -> bool {
    let now = tx.now;
    let Some((domain, pending)) = take(tx, name, |pending| pending.until.is_some_and(|until| until <= now)) else {
        return false;
    };
    refuse(tx, &domain, &pending, Checked::Expired);
    true
}

/// What the name was asked for comes to nothing, as the name itself goes to somebody else or is deleted.
pub fn cancel(tx: &mut Tx<'_>, name: &Key) {
    if let Some((domain, pending)) = take(tx, name, |_| true) {
        refuse(tx, &domain, &pending, Checked::Cancelled);
    }
}

/// Ends a pending update and gives it with the name as it is without it.
pub(super) fn take(
    tx: &mut Tx<'_>,
    name: &Key,
    wanted: impl Fn(&PendingUpdate) -> bool,
) -> Option<(Domain, PendingUpdate)> {
    let mut domain = Domain::clone(tx.world().domain(name)?);
    let pending = domain.pending.take_if(|pending| wanted(pending))?;
    tx.put_domain(domain.clone());
    Some((domain, *pending))
}

/// Tells who asked that the name stays as it is.
pub(super) fn refuse(tx: &mut Tx<'_>, domain: &Domain, pending: &PendingUpdate, how: Checked) {
    let how = how.word();
    tell(tx, domain, pending, false, |name, handle| {
        format!(
            "The registrant has not been changed to {handle} for {name}, as the mandatory ID and/or data check was {how}"
        )
    });
}

/// Tells who asked what became of a change of registrant; the registry has no words for the outcome of other requests.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    domain: &Domain,
    pending: &PendingUpdate,
    success: bool,
    text: impl FnOnce(&Key, &Key) -> String,
) {
    let Some(handle) = &pending.registrant else { return };
    let transaction: &Transaction = &pending.requested_by;
    let data = outcome(tx, ObjectKind::Domain, &domain.name, success, transaction);
    tx.send(&transaction.account, text(&domain.name, handle), data);
}
