//! The mandatory checks of registrants: beginning, passing, failing, and what follows for their names (Punktum dk NIS2
//! documentation; Poll Message Reference Guide).

use std::sync::Arc;

use dk::local_time::{end_of_day, local_date};
use time::Duration;

use super::requests::{self, Checked};
use super::{life_cycle, outcome};
use crate::config::Settings;
use crate::registers;
use crate::world::contact::{Check, EmailChange, Register, Responsible, Verification};
use crate::world::domain::{DomainState, SuspensionCause};
use crate::world::message::{MessageData, ObjectKind};
use crate::world::{Contact, Key, Tx};

/// Starts the checks that a registrant has not passed yet.
pub fn begin(tx: &mut Tx<'_>, settings: &Settings, contact: &Contact) {
    let open = |check: Check| matches!(check, Check::NotRequired | Check::Expired);
    let v = &contact.verification;
    if !open(v.identity) && !open(v.email) {
        return;
    }
    let day = local_date(tx.now).saturating_add(Duration::days(settings.verification_days.into()));
    let pending = Check::Pending { until: end_of_day(day) };
    let mut contact = contact.clone();
    for check in [&mut contact.verification.identity, &mut contact.verification.email] {
        if open(*check) {
            *check = pending;
        }
    }
    let kind = kind(&contact.verification, Check::pending);
    tell(tx, contact, |handle, who| format!("{handle} has to complete the mandatory {kind} - {who}"));
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

/// Which of the checks the control page decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Identity and e-mail address.
    Both,
    /// Identity only.
    Identity,
    /// E-mail address only.
    Email,
}

/// Completes checks: the contact is locked to its register, and its names come alive once nothing is open any more.
/// Gives false if nothing was open.
pub fn complete(tx: &mut Tx<'_>, handle: &str, which: Which) -> bool {
    let Some(contact) = tx.world().contact(handle).cloned() else { return false };
    let open = |check: Check| !matches!(check, Check::Completed | Check::Rejected);
    let mut contact = Contact::clone(&contact);
    let before = contact.verification.clone();
    if which != Which::Email && open(before.identity) {
        contact.verification.identity = Check::Completed;
        lock(&mut contact);
    }
    if which != Which::Identity && open(before.email) {
        contact.verification.email = Check::Completed;
    }
    if contact.verification == before {
        return false;
    }
    let done = Verification {
        identity: changed(before.identity, contact.verification.identity),
        email: changed(before.email, contact.verification.email),
        ..before
    };
    let kind = kind(&done, |check| check == Check::Completed);
    let alive = contact.verification.identity == Check::Completed && contact.verification.email == Check::Completed;
    let key = contact.handle.clone();
    tell(tx, contact, |handle, who| format!("{handle} has completed the mandatory {kind} - {who}"));
    if alive {
        activate_domains(tx, &key);
        requests::checked(tx, &key, Checked::Completed);
    }
    true
}

/// The check's new state if it changed, else one that no wording looks for.
fn changed(before: Check, after: Check) -> Check {
    if before == after { Check::NotRequired } else { after }
}

/// Rejects a registrant's documents; their names are suspended. Gives false if the identity was decided already.
pub fn reject(tx: &mut Tx<'_>, handle: &str) -> bool {
    let Some(contact) = tx.world().contact(handle).cloned() else { return false };
    if matches!(contact.verification.identity, Check::Completed | Check::Rejected) {
        return false;
    }
    let mut contact = Contact::clone(&contact);
    contact.verification.identity = Check::Rejected;
    let key = contact.handle.clone();
    tell(tx, contact, |handle, who| format!("The mandatory ID check of {handle} was rejected - {who}"));
    suspend_domains(tx, &key);
    requests::checked(tx, &key, Checked::Rejected);
    true
}

/// Lets open checks expire now. Gives false if none is open.
pub fn expire(tx: &mut Tx<'_>, handle: &str) -> bool {
    let Some(contact) = tx.world().contact(handle).cloned() else { return false };
    let v = &contact.verification;
    if !v.identity.pending() && !v.email.pending() {
        return false;
    }
    let kind = kind(v, Check::pending);
    let mut contact = Contact::clone(&contact);
    for check in [&mut contact.verification.identity, &mut contact.verification.email] {
        if check.pending() {
            *check = Check::Expired;
        }
    }
    let key = contact.handle.clone();
    tell(tx, contact, |handle, who| format!("The mandatory {kind} of {handle} has expired - {who}"));
    suspend_domains(tx, &key);
    requests::checked(tx, &key, Checked::Expired);
    true
}

/// Confirms or drops a change of e-mail address that is under way. Gives false if none is.
pub fn settle_email_change(tx: &mut Tx<'_>, handle: &str, secondary: bool, confirmed: bool) -> bool {
    let Some(contact) = tx.world().contact(handle).cloned() else { return false };
    let mut contact = Contact::clone(&contact);
    let v = &mut contact.verification;
    let change = if secondary { v.confirm_secondary_email.take() } else { v.confirm_email.take() };
    let Some(EmailChange { address, requested_by, .. }) = change else { return false };
    let (key, account, who) = (contact.handle.clone(), contact.sponsor.clone(), v.responsible.word());
    match (confirmed, secondary) {
        (true, false) => contact.email.clone_from(&address),
        (true, true) => contact.secondary_email = Some(address.clone()),
        (false, _) => {}
    }
    contact.updated = Some(tx.now);
    tx.put_contact(contact);
    let kind = if secondary { "secondary" } else { "primary" };
    let text = if confirmed {
        format!("{key} has confirmed the new {kind} email, {address} - {who}")
    } else {
        format!("The new {kind} email, {address}, was not confirmed for {key} - {who}")
    };
    let data = outcome(tx, ObjectKind::Contact, &key, confirmed, &requested_by);
    tx.send(&account, text, data);
    true
}

/// What the passing of a contact's deadlines brings.
pub(super) fn deadline(tx: &mut Tx<'_>, handle: &Key) {
    let Some(contact) = tx.world().contact(handle).cloned() else { return };
    let (v, now) = (&contact.verification, tx.now);
    if v.confirm_email.as_ref().is_some_and(|c| c.until <= now) {
        settle_email_change(tx, handle, false, false);
    }
    if v.confirm_secondary_email.as_ref().is_some_and(|c| c.until <= now) {
        settle_email_change(tx, handle, true, false);
    }
    if [v.identity, v.email].iter().any(|c| c.deadline().is_some_and(|until| until <= now)) {
        expire(tx, handle);
    }
}

/// Keeps the contact and tells its sponsor.
fn tell(tx: &mut Tx<'_>, contact: Contact, text: impl FnOnce(&Key, &str) -> String) {
    let text = text(&contact.handle, contact.verification.responsible.word());
    let account = contact.sponsor.clone();
    tx.put_contact(contact.clone());
    tx.send(&account, text, MessageData::Contact(Arc::new(contact)));
}

/// The registry's words for the checks that are meant.
fn kind(v: &Verification, meant: impl Fn(Check) -> bool) -> &'static str {
    match (meant(v.identity), meant(v.email)) {
        (true, false) => "ID check",
        (false, true) => "data check",
        _ => "ID and data check",
    }
}

/// Identified Danes are locked to a register.
fn lock(contact: &mut Contact) {
    let by_registry = contact.verification.responsible == Responsible::Registry;
    if contact.locked.is_none() && contact.danish() && contact.user_type.is_individual() {
        let known = by_registry || registers::person_known(&contact.street);
        contact.locked = known.then_some(Register::Cpr);
    }
}

fn activate_domains(tx: &mut Tx<'_>, registrant: &Key) {
    for name in names_of(tx, registrant) {
        let Some(domain) = tx.world().domain(&name).cloned() else { continue };
        let waiting = match &domain.state {
            DomainState::AwaitingVerification => true,
            DomainState::Suspended(suspension) => suspension.cause == SuspensionCause::Verification,
            _ => false,
        };
        if waiting {
            life_cycle::activate(tx, &domain);
        }
    }
}

fn suspend_domains(tx: &mut Tx<'_>, registrant: &Key) {
    for name in names_of(tx, registrant) {
        let Some(domain) = tx.world().domain(&name).cloned() else { continue };
        if matches!(domain.state, DomainState::Suspended(_) | DomainState::Enqueued) {
            continue;
        }
        life_cycle::suspend(tx, &domain, SuspensionCause::Verification);
    }
}

fn names_of(tx: &Tx<'_>, registrant: &Key) -> Vec<Key> {
    tx.world().domains_of(registrant).cloned().collect()
}
