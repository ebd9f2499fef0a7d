//! Whom a change of a name concerns.

use std::sync::Arc;

use crate::world::message::MessageData;
use crate::world::{Domain, Key, Tx, World};

/// Tells a registrar that it pays for a name no longer.
pub fn billing_lost(tx: &mut Tx<'_>, before: &Domain, after: &Domain) {
    let Some(lost) = before.billing.as_ref().filter(|lost| after.billing.as_ref() != Some(*lost)) else { return };
    let text = format!("{lost} has been removed as billing contact for {}", after.name);
    tx.send(lost, text, MessageData::Domain(Arc::new(after.clone())));
}

/// The accounts that are told of changes: the sponsor, or the registrars in the roles of a registrant-managed name.
#[must_use]
pub fn interested(world: &World, domain: &Domain) -> Vec<Key> {
    let mut found: Vec<Key> = Vec::new();
    for handle in [Some(&domain.sponsor), domain.admin.as_ref(), domain.billing.as_ref()].into_iter().flatten() {
        if world.account(handle).is_some() && !found.contains(handle) {
            found.push(handle.clone());
        }
    }
    found
}
