//! What the passing of time brings for contacts.

use super::{email, verification};
use crate::world::message::MessageData;
use crate::world::{Key, Ref, Tx};

/// What the passing of a contact's deadlines brings.
pub(super) fn deadline(tx: &mut Tx<'_>, handle: &Key) {
    let Some(contact) = tx.world().contact(handle).cloned() else { return };
    let (v, now) = (&contact.verification, tx.now);
    if v.confirm_email.as_ref().is_some_and(|c| c.until <= now) {
        email::settle(tx, handle, false, false);
    }
    if v.confirm_secondary_email.as_ref().is_some_and(|c| c.until <= now) {
        email::settle(tx, handle, true, false);
    }
    if [v.identity, v.email].iter().any(|c| c.deadline().is_some_and(|until| until <= now)) {
        verification::expire(tx, handle);
    } else if contact.due().is_some() && contact.due() == contact.deletion() {
        tx.remove(Ref::Contact(handle.clone()));
        tx.send(&contact.sponsor.clone(), format!("{handle} has been deleted"), MessageData::Contact(contact));
    }
}
