//! Status values, which the registry derives from what it knows (Punktum dk EPP specification, § Status Codes).

use dk::{ExpiryDate, Period};
use time::OffsetDateTime;

use super::contact::Check;
use super::domain::DomainState;
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
            if !suspension.cause.restorable() {
                found.extend(["serverTransferProhibited", "serverUpdateProhibited"]);
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
        if domain.vid && !domain.registrar_managed() {
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

/// Whether the name is suspended and really restorable.
#[must_use]
pub fn in_redemption(domain: &Domain) -> bool {
    matches!(&domain.state, DomainState::Suspended(suspension) if suspension.cause.restorable())
}

fn superordinate_in_use(world: &World, domain: &Domain) -> bool {
    world.hosts_below(&domain.name).any(|host| world.host_linked(&host.name))
}

fn registrant_failed(world: &World, domain: &Domain) -> bool {
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

/// The status values of a host.
#[must_use]
pub fn host(world: &World, host: &Host) -> Vec<&'static str> {
    let mut found = Vec::new();
    let parent = dk_parent(&host.name).and_then(|name| world.domain(name));
    if host.awaiting.is_some() {
        found.push("pendingCreate");
    } else if parent.is_some_and(|p| matches!(p.state, DomainState::Suspended(_))) {
        found.extend(["pendingDelete", "serverUpdateProhibited"]);
    } else {
        found.push("ok");
    }
    if world.host_linked(&host.name) {
        found.push("linked");
        if host.active() {
            found.push("serverDeleteProhibited");
        }
    }
    found
}
