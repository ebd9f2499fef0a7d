//! Who may see more of an object than a stranger.

use super::Call;
use crate::world::{Contact, Domain, World};

/// Whether the caller's account stands in a relation to a domain: as sponsor, through its roles, or through a contact of
/// its own in one of them.
pub(super) fn related_to_domain(world: &World, call: &Call<'_>, domain: &Domain) -> bool {
    let account = call.account();
    let own = |handle: &str| account == handle || world.contact(handle).is_some_and(|c| c.sponsor == *account);
    domain.sponsor == *account
        || own(&domain.registrant)
        || domain.admin.iter().chain(&domain.billing).any(|handle| own(handle))
}

/// Whether the caller's account stands in a relation to a contact: as sponsor or creator, or through one of its domains
/// or hosts in which the contact holds a role.
pub(super) fn related_to_contact(world: &World, call: &Call<'_>, contact: &Contact) -> bool {
    let account = call.account();
    contact.sponsor == *account
        || contact.created_by == *account
        || world
            .domains_of(&contact.handle)
            .filter_map(|name| world.domain(name))
            .any(|domain| domain.sponsor == *account || domain.billing.as_ref() == Some(account))
}
