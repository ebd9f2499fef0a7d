//! Waiting lists: a name that becomes free is offered to the first in line, for 14 days, then to the next (Punktum dk EPP
//! specification § Waiting List).

use dk::timers::WAITING_LIST_OFFER;

use crate::world::{Domain, Key, Offer, Ref, Tx};

/// Somebody joins the end of a name's waiting list; a name that nobody has is offered at once. The code is what they
/// register it with when their turn comes.
pub fn join(tx: &mut Tx<'_>, name: &Key, code: String) {
    if let Some(domain) = tx.world().domain(name).cloned() {
        let waiting = domain.waiting.iter().cloned().chain([code]).collect();
        tx.put_domain(Domain { waiting, ..Domain::clone(&domain) });
    } else if let Some(offer) = tx.world().offer(name).cloned() {
        let mut offer = Offer::clone(&offer);
        offer.waiting.push(code);
        tx.put_offer(offer);
    } else {
        released(tx, name, vec![code]);
    }
}

/// A name is nobody's any more: the first in line gets it offered; without anybody in line it is free.
pub(super) fn released(tx: &mut Tx<'_>, name: &Key, mut waiting: Vec<String>) {
    if waiting.is_empty() {
        return;
    }
    let token = waiting.remove(0);
    tx.put_offer(Offer { domain: name.clone(), token, until: Some(tx.now + WAITING_LIST_OFFER), waiting });
}

/// An offer was not taken in time.
pub fn lapse(tx: &mut Tx<'_>, name: &Key) {
    let Some(waiting) = taken(tx, name) else { return };
    match tx.world().domain(name).cloned() {
        // An application for it came in time and is being decided.
        Some(domain) => tx.put_domain(Domain { waiting: waiting.into(), ..Domain::clone(&domain) }),
        None => released(tx, name, waiting),
    }
}

/// Ends an offer and gives the codes of those who come next; none if there was no offer.
pub(super) fn taken(tx: &mut Tx<'_>, name: &Key) -> Option<Vec<String>> {
    let waiting = tx.world().offer(name)?.waiting.clone();
    tx.remove(Ref::Offer(name.clone()));
    Some(waiting)
}
