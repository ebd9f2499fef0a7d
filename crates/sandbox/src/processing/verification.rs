//! The mandatory checks of registrants: beginning, passing, failing, and what follows for their names (Punktum dk NIS2
//! documentation; Poll Message Reference Guide).

use std::sync::Arc;

use dk::local_time::{end_of_day, local_date};
use time::Duration;

use super::pending::Checked;
use super::{life_cycle, requests};
use crate::config::Settings;
use crate::registers;
use crate::world::contact::{Check, Register, Responsible, Risk, Verification};
use crate::world::domain::{DomainState, SuspensionCause};
use crate::world::message::MessageData;
use crate::world::{Contact, Key, Tx};

/// Starts the checks that a registrant has not passed yet.
pub fn begin(tx: &mut Tx<'_>, settings: &Settings, contact: &Contact) {
    let responsible = tx.world().responsible(contact);
    begin_some(tx, settings, contact, Which::Both, responsible);
}

/// Starts those of the named checks that are open.
fn begin_some(tx: &mut Tx<'_>, settings: &Settings, contact: &Contact, which: Which, responsible: Responsible) {
    let open = |check: Check| matches!(check, Check::NotRequired | Check::Expired);
    let day = local_date(tx.now).saturating_add(Duration::days(settings.verification_days.into()));
    let pending = Check::Pending { until: end_of_day(day) };
    let mut contact = contact.clone();
    let v = &mut contact.verification;
    let mut begun = false;
    for (named, check) in [(which != Which::Email, &mut v.identity), (which != Which::Identity, &mut v.email)] {
        if named && open(*check) {
            (*check, begun) = (pending, true);
        }
    }
    if !begun {
        return;
    }
    v.responsible = responsible;
    let kind = kind(&contact.verification, Check::pending);
    tell(tx, contact, |handle, who| format!("{handle} has to complete the mandatory {kind} - {who}"));
}

/// Keeps changed data of a contact and tells its sponsor.
pub fn tell_of_update(tx: &mut Tx<'_>, contact: Contact) {
    tell(tx, contact, |handle, _| format!("The contact information has been updated for {handle}"));
}

/// Looks again at a contact whose address has changed, where the registry is responsible: the identity is no longer
/// verified, and a registrant who has to be identified is asked to (NIS2 documentation § dkhm:contact_verification).
pub fn reassess(tx: &mut Tx<'_>, settings: &Settings, handle: &Key) {
    let Some(contact) = tx.world().contact(handle).cloned() else { return };
    let mut contact = Contact::clone(&contact);
    if contact.verification.identity == Check::Completed {
        contact.verification.identity = Check::NotRequired;
        tx.put_contact(contact.clone());
    }
    let asked = contact.planned_risk.map_or(contact.danish(), |risk| risk != Risk::Green);
    if asked && is_registrant(tx, handle) {
        begin_some(tx, settings, &contact, Which::Identity, Responsible::Registry);
    }
}

/// Takes a responsible registrar's word on a check. The registry looks itself at a Dane whom no register knows, since it
/// has to know about their name and address protection (NIS2 documentation § Practical Information).
pub fn state(tx: &mut Tx<'_>, settings: &Settings, handle: &Key, which: Which, verified: bool) {
    let Some(contact) = tx.world().contact(handle).cloned() else { return };
    let unknown = which != Which::Email && unknown_dane(&contact);
    let mut contact = Contact::clone(&contact);
    let v = &mut contact.verification;
    let check = if which == Which::Email { &mut v.email } else { &mut v.identity };
    match (verified, *check) {
        (true, _) if unknown => {
            contact.verification.responsible = Responsible::Registry;
            tx.put_contact(contact.clone());
            if is_registrant(tx, handle) {
                begin_some(tx, settings, &contact, Which::Identity, Responsible::Registry);
            }
        }
        (true, Check::Pending { .. } | Check::Expired) => {
            complete(tx, handle, which);
        }
        (true, Check::NotRequired) => {
            *check = Check::Completed;
            if which != Which::Email {
                lock(&mut contact);
            }
            tx.put_contact(contact);
        }
        (false, Check::Completed) => {
            *check = Check::NotRequired;
            tx.put_contact(contact.clone());
            if is_registrant(tx, handle) {
                begin_some(tx, settings, &contact, which, Responsible::Registrar);
            }
        }
        _ => {}
    }
}

fn is_registrant(tx: &Tx<'_>, handle: &str) -> bool {
    tx.world().domains_of(handle).next().is_some()
}

fn unknown_dane(contact: &Contact) -> bool {
    contact.danish() && contact.locked.is_none() && !registers::person_known(&contact.street)
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

/// Calls off what is under way; names that wait for nothing else come alive. Gives false if nothing is under way.
pub fn cancel(tx: &mut Tx<'_>, handle: &str) -> bool {
    let Some(contact) = tx.world().contact(handle).cloned() else { return false };
    if !contact.verification.identity.pending() && !contact.verification.email.pending() {
        return false;
    }
    let kind = kind(&contact.verification, Check::pending);
    let mut contact = Contact::clone(&contact);
    let mut open = false;
    for check in [&mut contact.verification.identity, &mut contact.verification.email] {
        if check.pending() {
            *check = Check::NotRequired;
        }
        open |= matches!(*check, Check::Expired | Check::Rejected);
    }
    let key = contact.handle.clone();
    tell(tx, contact, |handle, who| format!("The mandatory {kind} of {handle} was cancelled - {who}"));
    if !open {
        activate_domains(tx, &key);
    }
    requests::checked(tx, &key, Checked::Cancelled);
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
