//! Status values, which the registry derives from what it knows (Punktum dk EPP specification, § Status Codes).

use std::sync::Arc;

use dk::{ExpiryDate, Period};
use time::OffsetDateTime;

use super::contact::Check;
use super::domain::{DomainState, SuspensionCause};
use super::host::dk_parent;
use super::{Contact, Domain, Host, World};

/// The status values of a domain; `redemptionPeriod` is told apart by [`in_redemption`].
#[must_use]
pub fn domain(world: &World, domain: &Domain, now: OffsetDateTime) -> Vec<&'static str> {
    let mut found = Vec::new();
    match &domain.state {
        DomainState::Enqueued => {
            found.extend(["pendingCreate", "serverHold"]);
            found.extend(["serverRenewProhibited", "serverDeleteProhibited", "serverTransferProhibited"]);
        }
        DomainState::Provisioning { activated, .. } => {
            found.push("pendingCreate");
            if !activated {
                found.push("serverHold");
            }
            found.extend(["serverRenewProhibited", "serverDeleteProhibited", "serverTransferProhibited"]);
        }
        DomainState::AwaitingVerification => found.push("serverHold"),
        DomainState::Active => {}
        DomainState::Suspended(suspension) => {
            found.extend(["pendingDelete", "serverHold", "serverRenewProhibited", "serverDeleteProhibited"]);
            if !in_redemption(world, domain) {
                found.extend(["serverTransferProhibited", "serverUpdateProhibited"]);
            } else if suspension.cause == SuspensionCause::Payment {
                found.push("serverTransferProhibited");
            }
        }
    }
    if matches!(domain.state, DomainState::Active | DomainState::AwaitingVerification) {
        if domain.state != DomainState::Active || !renewable(domain, now) {
            found.push("serverRenewProhibited");
        }
        if superordinate_in_use(world, domain) || registrant_failed(world, domain) {
            found.push("serverDeleteProhibited");
        }
        let locked = domain.vid && !domain.registrar_managed();
        if locked || registrant_unverified(world, domain) {
            found.push("serverTransferProhibited");
        }
    }
    if domain.pending.is_some() {
        found.push("pendingUpdate");
    }
    if found.is_empty() {
        found.push("ok");
    }
    found
}

/// Whether the period is near enough to its end to be renewed by a year (at most 14 months from now).
#[must_use]
pub fn renewable(domain: &Domain, now: OffsetDateTime) -> bool {
    ExpiryDate::from_utc(domain.expires).renew(Period::ONE_YEAR, now).is_ok()
}

/// Whether the name is suspended and really restorable: not where the registrant has not passed the checks meanwhile.
#[must_use]
pub fn in_redemption(world: &World, domain: &Domain) -> bool {
    let failed = |c: &Arc<Contact>| {
        let v = &c.verification;
        v.identity == Check::Rejected || v.identity == Check::Expired || v.email == Check::Expired
    };
    domain.suspension().is_some_and(|suspension| suspension.cause.restorable())
        && !world.contact(&domain.registrant).is_some_and(failed)
}

/// Whether the name is above a host that serves a name.
#[must_use]
pub fn superordinate_in_use(world: &World, domain: &Domain) -> bool {
    world.hosts_below(&domain.name).any(|host| world.host_linked(&host.name))
}

/// Whether the registrant's checks are under way or were not passed, which bars transfers.
#[must_use]
pub fn registrant_unverified(world: &World, domain: &Domain) -> bool {
    let open = |check: Check| check.pending() || matches!(check, Check::Expired | Check::Rejected);
    world.contact(&domain.registrant).is_some_and(|c| open(c.verification.identity) || open(c.verification.email))
}

/// Whether the registrant failed the identification.
#[must_use]
pub fn registrant_failed(world: &World, domain: &Domain) -> bool {
    world.contact(&domain.registrant).is_some_and(|c| c.verification.identity == Check::Rejected)
}

/// The status values of a contact: it can never be deleted or transferred by command.
#[must_use]
pub fn contact(world: &World, contact: &Contact) -> Vec<&'static str> {
    let mut found = Vec::new();
    if world.contact_linked(&contact.handle) {
        found.push("linked");
    }
    found.extend(["serverDeleteProhibited", "serverTransferProhibited"]);
    found
}

/// Whether a host can be chosen for a name: registered, and not marked for deletion with the name above it.
#[must_use]
pub fn can_serve(world: &World, host: &Host) -> bool {
    host.active() && !marked(world, host)
}

/// Whether a host is marked for deletion: the `.dk` name above it is going to be deleted, or is gone.
#[must_use]
pub fn marked(world: &World, host: &Host) -> bool {
    let parent = || dk_parent(&host.name).and_then(|name| world.domain(name));
    host.doomed || parent().is_some_and(|parent| parent.suspension().is_some())
}

/// The status values of a host; `ok` stands alone or beside `linked` only.
#[must_use]
pub fn host(world: &World, host: &Host) -> Vec<&'static str> {
    let mut found = Vec::new();
    let linked = world.host_linked(&host.name);
    if linked {
        found.push("linked");
    }
    if !host.active() {
        found.push("pendingCreate");
    } else if marked(world, host) {
        found.extend(["pendingDelete", "serverUpdateProhibited"]);
    } else {
        if host.requested_admin().is_some() {
            found.push("pendingUpdate");
        }
        if linked {
            found.push("serverDeleteProhibited");
        }
        if found.is_empty() {
            found.push("ok");
        }
    }
    found
}
