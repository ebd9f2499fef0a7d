//! Handing a name over to another registrar (Punktum dk EPP specification § transfer domain).

use dk::Money;

use super::concerned::billing_lost;
use super::pending;
use crate::world::account::Purpose;
use crate::world::contact::Verification;
use crate::world::domain::DomainState;
use crate::world::message::{MessageData, Transfer};
use crate::world::{Contact, Domain, Host, Key, Tx};

/// Who approved a transfer, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Whether by a token; else the registry did.
    pub by_token: bool,
    /// Who made the token, or the registry.
    pub by: Key,
}

/// Hands a name, a copy of its registrant and the hosts below it over to a registrar, and tells both. Gives none where
/// there is no such name or registrar.
pub fn carry_out(tx: &mut Tx<'_>, name: &Key, to: &Key, approval: Approval, price: Money) -> Option<Transfer> {
    let account = tx.world().account(to).cloned()?;
    pending::cancel(tx, name);
    let before = tx.world().domain(name).cloned()?;
    let registrant = clone_registrant(tx, &before.registrant, to);
    let mut state = before.state.clone();
    if let DomainState::Suspended(suspension) = &mut state {
        // The new registrar asked for no deletion, so none is reported to it as its own.
        suspension.requested_by = None;
    }
    let suspended = before.suspension().is_some();
    let after = Domain {
        registrant,
        sponsor: to.clone(),
        admin: None,
        billing: None,
        updated: Some(tx.now),
        auto_renew: if suspended { before.auto_renew } else { account.auto_renew },
        vid: false,
        authorization: None,
        redelegation: None,
        pending: None,
        state,
        ..Domain::clone(&before)
    };
    tx.put_domain(after.clone());
    move_hosts(tx, &before, to);
    if !price.is_zero() {
        tx.book(to, price.negated(), Purpose::Transfer, Some(name.clone()));
    }
    let transfer = Transfer {
        domain: name.clone(),
        by_token: approval.by_token,
        requested_by: to.clone(),
        approved_by: approval.by,
        at: tx.now,
    };
    let data = || MessageData::Transfer(transfer.clone());
    tx.send(to, format!("{name} has been added to your portfolio"), data());
    tx.send(&before.sponsor, format!("{name} has been removed from your portfolio"), data());
    if before.billing.as_ref() != Some(to) {
        billing_lost(tx, &before, &after);
    }
    Some(transfer)
}

/// Copies the registrant into the registrar's portfolio; the original stays where it is.
fn clone_registrant(tx: &mut Tx<'_>, handle: &Key, to: &Key) -> Key {
    let Some(original) = tx.world().contact(handle).filter(|contact| contact.sponsor != *to).cloned() else {
        return handle.clone();
    };
    let responsible = tx.world().account(to).map_or(original.verification.responsible, |account| account.verification);
    let handle = tx.next_handle(&original.name);
    let original = Contact::clone(&original);
    let verification = Verification {
        responsible,
        confirm_email: None,
        confirm_secondary_email: None,
        ..original.verification.clone()
    };
    tx.put_contact(Contact {
        handle: handle.clone(),
        sponsor: to.clone(),
        created_by: to.clone(),
        created: tx.now,
        updated_by: None,
        updated: None,
        planned_risk: None,
        verification,
        ..original
    });
    handle
}

/// The hosts below a name go with it; who else administers one keeps doing so.
fn move_hosts(tx: &mut Tx<'_>, before: &Domain, to: &Key) {
    let hosts: Vec<_> = tx.world().hosts_below(&before.name).cloned().collect();
    for host in hosts {
        let led_by_loser = host.admin == before.sponsor || host.admin == before.registrant;
        let admin = if led_by_loser { to.clone() } else { host.admin.clone() };
        let (updated_by, updated) = (Some(to.clone()), Some(tx.now));
        tx.put_host(Host { sponsor: to.clone(), admin, updated_by, updated, ..Host::clone(&host) });
    }
}
