//! Updates of names that were answered with 1001 and await somebody: the new registrant's checks, or an answer.

use std::sync::Arc;

use super::{delegation, life_cycle, outcome};
use crate::world::account::Purpose;
use crate::world::domain::{DomainState, PendingUpdate, SuspensionCause, Transaction};
use crate::world::message::{MessageData, ObjectKind};
use crate::world::{Contact, Domain, Key, Tx, World, status};

/// How a registrant's mandatory checks ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
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

/// Settles the updates that await a contact's checks.
pub(super) fn checked(tx: &mut Tx<'_>, handle: &Key, how: Checked) {
    let names: Vec<Key> = tx.world().domains_awaiting(handle).cloned().collect();
    for name in names {
        let Some((domain, pending)) = take(tx, &name, |pending| pending.by_checks) else { continue };
        if how == Checked::Completed {
            carry_out(tx, &domain, &pending);
        } else {
            refuse(tx, &domain, &pending, how);
        }
    }
}

/// Everybody whose answer a name's update awaits answers the same. Gives false if nobody was asked.
pub fn answer(tx: &mut Tx<'_>, name: &Key, accepted: bool) -> bool {
    let Some((domain, pending)) = take(tx, name, |pending| !pending.by_checks) else { return false };
    if accepted {
        carry_out(tx, &domain, &pending);
    } else {
        refuse(tx, &domain, &pending, Checked::Cancelled);
    }
    true
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
fn take(tx: &mut Tx<'_>, name: &Key, wanted: impl Fn(&PendingUpdate) -> bool) -> Option<(Domain, PendingUpdate)> {
    let mut domain = Domain::clone(tx.world().domain(name)?);
    let pending = domain.pending.take_if(|pending| wanted(pending))?;
    tx.put_domain(domain.clone());
    Some((domain, *pending))
}

fn carry_out(tx: &mut Tx<'_>, domain: &Domain, pending: &PendingUpdate) {
    if let Some(registrant) = &pending.registrant {
        let Some(registrant) = tx.world().contact(registrant).cloned() else {
            return refuse(tx, domain, pending, Checked::Cancelled);
        };
        change_registrant(tx, domain, &registrant, pending);
        return tell(tx, domain, pending, true, |name, handle| {
            format!("The registrant has been changed to {handle} for {name}")
        });
    }
    if pending.deletion {
        if domain.suspension().is_none() {
            life_cycle::cancel(tx, domain, &pending.requested_by);
        }
        return;
    }
    let gone = |name: &Key| !tx.world().host(name).is_some_and(|host| status::can_serve(tx.world(), host));
    if pending.delegation.as_ref().is_some_and(|(servers, _)| servers.iter().any(gone)) {
        // What was asked for cannot be had any more.
        return;
    }
    let mut changed = Domain { updated: Some(tx.now), ..domain.clone() };
    if let Some(admin) = &pending.admin {
        changed.admin = Some(admin.clone());
    }
    if let Some(billing) = &pending.billing {
        changed.billing = Some(billing.clone());
    }
    if let Some((servers, ds)) = &pending.delegation {
        (changed.name_servers, changed.ds) = (servers.clone(), ds.clone());
    }
    tx.put_domain(changed.clone());
    billing_lost(tx, domain, &changed);
    delegation::announce(tx, domain, &changed);
    if pending.admin.is_some() || pending.billing.is_some() {
        let text = format!("{} has been updated", changed.name);
        let mut told = interested(tx.world(), &changed);
        if !told.contains(&pending.requested_by.account) {
            told.push(pending.requested_by.account.clone());
        }
        let changed = Arc::new(changed);
        for account in told {
            tx.send(&account, text.clone(), MessageData::Domain(Arc::clone(&changed)));
        }
    }
}

fn refuse(tx: &mut Tx<'_>, domain: &Domain, pending: &PendingUpdate, how: Checked) {
    let how = how.word();
    tell(tx, domain, pending, false, |name, handle| {
        format!(
            "The registrant has not been changed to {handle} for {name}, as the mandatory ID and/or data check was {how}"
        )
    });
}

/// Tells who asked what became of a change of registrant; the registry has no words for the outcome of other requests.
fn tell(
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

/// Makes a contact the registrant, at its price: rights and roles go with the registrant, so all others end.
fn change_registrant(tx: &mut Tx<'_>, domain: &Domain, registrant: &Contact, pending: &PendingUpdate) {
    // Neither the wait for the former registrant's checks nor what came of it is about the new one.
    let waited = domain.state == DomainState::AwaitingVerification
        || domain.suspension().is_some_and(|suspension| suspension.cause == SuspensionCause::Verification);
    let changed = Domain {
        registrant: registrant.handle.clone(),
        admin: None,
        billing: None,
        authorization: None,
        redelegation: None,
        pending: None,
        updated: Some(tx.now),
        ..domain.clone()
    };
    tx.put_domain(changed.clone());
    if !pending.fee.is_zero() {
        let name = Some(domain.name.clone());
        tx.book(&pending.requested_by.account, pending.fee.negated(), Purpose::ChangeRegistrant, name);
    }
    billing_lost(tx, domain, &changed);
    if waited {
        life_cycle::activate(tx, &changed);
    }
}

/// Makes a change of registrant that nobody has to be asked about.
pub fn change_registrant_now(tx: &mut Tx<'_>, domain: &Domain, registrant: &Contact, pending: &PendingUpdate) {
    super::verification::pass(tx, registrant);
    change_registrant(tx, domain, registrant, pending);
}

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
