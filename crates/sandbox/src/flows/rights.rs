//! Who may see more of an object than a stranger.

use super::Call;
use crate::world::{Contact, Domain, Key, World};

/// Whether the caller's account stands in a relation to a domain: as sponsor, through its roles, or through a contact of
/// its own in one of them.
pub(super) fn related_to_domain(world: &World, call: &Call<'_>, domain: &Domain) -> bool {
    domain.sponsor == *call.account()
        || holds(world, call, &domain.registrant)
        || domain.admin.iter().chain(&domain.billing).any(|handle| holds(world, call, handle))
}

/// Whether a handle is the caller's: its account's, or that of a contact in its portfolio.
pub(super) fn holds(world: &World, call: &Call<'_>, handle: &str) -> bool {
    let account = call.account();
    account == handle || world.contact(handle).is_some_and(|contact| contact.sponsor == *account)
}

/// Whether the caller's account is a domain's registrar or, on registrant-managed names, holds the role given, which is the
/// registrant's where nobody was appointed (Punktum dk EPP specification § Privilege Matrix).
pub(super) fn holds_role(world: &World, call: &Call<'_>, domain: &Domain, role: Option<&Key>) -> bool {
    if domain.registrar_managed() {
        return domain.sponsor == *call.account();
    }
    holds(world, call, role.unwrap_or(&domain.registrant))
}

/// Whether the caller's account stands in a relation to a contact: as sponsor or creator, or through one of its domains
/// or hosts in which the contact holds a role.
pub(super) fn related_to_contact(world: &World, call: &Call<'_>, contact: &Contact) -> bool {
    let (account, handle) = (call.account(), &contact.handle);
    let own = |domain: &Domain| {
        let roles = [&domain.admin, &domain.billing];
        domain.sponsor == *account || roles.into_iter().flatten().any(|role| role == account)
    };
    contact.sponsor == *account
        || contact.created_by == *account
        || world
            .domains_of(handle)
            .chain(world.domains_with_role(handle))
            .any(|name| world.domain(name).is_some_and(|domain| own(domain)))
        || world.hosts_of(handle).any(|name| world.host(name).is_some_and(|host| host.sponsor == *account))
}
