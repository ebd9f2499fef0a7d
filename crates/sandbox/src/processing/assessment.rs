//! The risk assessment of registrants: who has to be checked, and who passes (Punktum dk EPP specification
//! § dkhm:risk_assessment).

use crate::world::contact::{Check, Risk};
use crate::world::{Contact, Tx};

/// Whether a contact can become registrant without checks that are still to be passed.
#[must_use]
pub fn passes_at_once(registrant: &Contact) -> bool {
    assess(registrant).1
}

/// The risk assessment and whether the name can be activated at once: Danes must be identified, foreigners pass unless
/// the control page planned otherwise.
pub(super) fn assess(registrant: &Contact) -> (Risk, bool) {
    let v = &registrant.verification;
    if v.identity == Check::Completed && v.email == Check::Completed {
        return (Risk::Blue, true);
    }
    if let Some(planned) = registrant.planned_risk {
        return (planned, planned == Risk::Green);
    }
    if registrant.danish() || v.identity.pending() || v.email.pending() || v.identity == Check::Expired {
        let risk = if registrant.danish() { Risk::Blue } else { Risk::Red };
        return (risk, false);
    }
    (Risk::Green, true)
}

/// Marks the checks of a foreigner as passed by themselves.
pub(super) fn pass(tx: &mut Tx<'_>, contact: &Contact) {
    let v = &contact.verification;
    if contact.danish() || v.email == Check::Completed {
        return;
    }
    let mut contact = contact.clone();
    contact.verification.email = Check::Completed;
    tx.put_contact(contact);
}
