//! What comes of updates of names that were answered with 1001 and await somebody: the new registrant's checks, or an answer.

use std::sync::Arc;

use super::concerned::{billing_lost, interested};
use super::pending::{Checked, refuse, take, tell};
use super::{assessment, delegation, life_cycle};
use crate::world::account::Purpose;
use crate::world::domain::{DomainState, PendingUpdate, SuspensionCause};
use crate::world::message::MessageData;
use crate::world::{Contact, Domain, Key, Tx, status};

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
    assessment::pass(tx, registrant);
    change_registrant(tx, domain, registrant, pending);
}
