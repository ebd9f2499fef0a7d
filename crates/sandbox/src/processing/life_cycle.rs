//! The life of a registered name: provisioning, automatic renewal or expiry, suspension, restoration and deletion.

use std::sync::Arc;

use dk::expiry::redemption_ends_at;
use dk::local_time::{end_of_day, local_date};
use dk::{Billable, ExpiryDate, Period};

use super::concerned::interested;
use super::{outcome, pending, waiting_list};
use crate::config::Settings;
use crate::world::account::Purpose;
use crate::world::domain::{DomainState, Suspension, SuspensionCause, Transaction};
use crate::world::message::{MessageData, ObjectKind};
use crate::world::{Domain, Host, Key, Ref, Tx};

/// Brings a name over the turn that is due.
pub(super) fn turn(tx: &mut Tx<'_>, settings: &Settings, name: &Key) {
    let Some(domain) = tx.world().domain(name).cloned() else { return };
    match &domain.state {
        DomainState::Enqueued => {}
        DomainState::Provisioning { activated, .. } => provisioned(tx, &domain, *activated),
        DomainState::AwaitingVerification | DomainState::Active if domain.auto_renew => renew(tx, settings, &domain),
        DomainState::AwaitingVerification | DomainState::Active => suspend(tx, &domain, SuspensionCause::Expired),
        DomainState::Suspended(suspension) => delete(tx, &domain, suspension),
    }
}

/// The registry's other systems have caught up.
fn provisioned(tx: &mut Tx<'_>, domain: &Domain, activated: bool) {
    if !activated && tx.world().contact(&domain.registrant).is_some_and(|contact| contact.validated()) {
        // The registrant passed the checks meanwhile.
        return activate(tx, domain);
    }
    let state = if activated { DomainState::Active } else { DomainState::AwaitingVerification };
    tx.put_domain(Domain { state, ..domain.clone() });
}

/// Renews a name by itself: a debit that may leave the balance negative, and no message (§ Balance and Prepaid Account).
fn renew(tx: &mut Tx<'_>, settings: &Settings, domain: &Domain) {
    let expires = ExpiryDate::from_utc(domain.expires).renewed(Period::ONE_YEAR).utc();
    tx.put_domain(Domain { expires, updated: Some(tx.now), ..domain.clone() });
    charge(tx, settings, &payer(domain), Billable::Renew, Purpose::AutoRenew, &domain.name);
}

/// The account that pays for a name: its registrar, or on registrant-managed names a payer that is a registrar.
fn payer(domain: &Domain) -> Key {
    let billing = domain.billing.as_ref().filter(|_| !domain.registrar_managed());
    billing.unwrap_or(&domain.sponsor).clone()
}

/// Debits what an operation costs on the day. No refusal: the balance may become negative. Who has no account here gets
/// a bill elsewhere.
pub fn charge(tx: &mut Tx<'_>, settings: &Settings, account: &str, operation: Billable, purpose: Purpose, name: &Key) {
    if let Some(price) = settings.prices.price(operation, local_date(tx.now)) {
        tx.book(account, price.negated(), purpose, Some(name.clone()));
    }
}

/// Suspends a name for thirty days, after which it is deleted. Automatic suspensions spare no hosts below the name: they
/// are marked for deletion with it (Punktum dk registrar portal specification § Cancel Domain Name).
pub fn suspend(tx: &mut Tx<'_>, domain: &Domain, cause: SuspensionCause) {
    suspend_for(tx, domain, cause, None);
}

/// Suspends a name at its registrar's command: its period ends with the day, and it renews itself no more.
pub fn cancel(tx: &mut Tx<'_>, domain: &Domain, transaction: &Transaction) {
    let expires = end_of_day(local_date(tx.now));
    suspend_for(tx, &Domain { expires, ..domain.clone() }, SuspensionCause::Deleted, Some(transaction.clone()));
}

/// Suspends a name for reasons that are the registry's, and tells its registrar.
pub fn block(tx: &mut Tx<'_>, domain: &Domain, cause: SuspensionCause) {
    suspend(tx, domain, cause);
    let Some(domain) = tx.world().domain(&domain.name).cloned() else { return };
    let text = format!("{} has been updated", domain.name);
    tell(tx, &domain, &text, |domain| MessageData::Domain(Arc::new(domain.clone())));
}

/// Lifts a suspension for reasons that were the registry's. Gives false if there is none.
pub fn lift(tx: &mut Tx<'_>, domain: &Domain) -> bool {
    let causes = [SuspensionCause::Registry, SuspensionCause::Payment, SuspensionCause::Unconfirmed];
    let Some(suspension) = domain.suspension().filter(|suspension| causes.contains(&suspension.cause)) else {
        return false;
    };
    if rests(tx, domain, suspension) == DomainState::Active {
        activate(tx, domain);
    } else {
        let state = DomainState::AwaitingVerification;
        tx.put_domain(Domain { state, updated: Some(tx.now), ..domain.clone() });
    }
    true
}

/// The state that a name returns to.
fn rests(tx: &Tx<'_>, domain: &Domain, suspension: &Suspension) -> DomainState {
    let verified = || tx.world().contact(&domain.registrant).is_some_and(|contact| contact.validated());
    if suspension.awaiting && !verified() { DomainState::AwaitingVerification } else { DomainState::Active }
}

fn suspend_for(tx: &mut Tx<'_>, domain: &Domain, cause: SuspensionCause, requested_by: Option<Transaction>) {
    let deleted = cause == SuspensionCause::Deleted;
    let suspension = Suspension {
        cause,
        deletion: redemption_ends_at(tx.now),
        requested_by,
        awaiting: match &domain.state {
            DomainState::AwaitingVerification | DomainState::Provisioning { activated: false, .. } => true,
            DomainState::Suspended(before) => before.awaiting,
            _ => false,
        },
        auto_renew: deleted && domain.auto_renew,
    };
    let auto_renew = domain.auto_renew && !deleted;
    let state = DomainState::Suspended(suspension);
    tx.put_domain(Domain { state, auto_renew, updated: Some(tx.now), ..domain.clone() });
}

/// Puts a name into the zone and tells its registrar.
pub fn activate(tx: &mut Tx<'_>, domain: &Domain) {
    let active = Domain { state: DomainState::Active, updated: Some(tx.now), ..domain.clone() };
    tx.put_domain(active.clone());
    let text = format!("{} has been activated", active.name);
    tell(tx, &active, &text, |domain| MessageData::Domain(Arc::new(domain.clone())));
}

/// How a cancelled name comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Return<'a> {
    /// Restored by a command of the account that pays.
    Restored(&'a Transaction),
    /// Its cancellation was taken back at the registry, which costs the period only.
    Extended,
}

/// Brings a suspended name back as it was, for a year from the end of its period on.
///
/// The message tells of the delete command that came to nothing, or else of the restoration.
pub fn bring_back(tx: &mut Tx<'_>, settings: &Settings, domain: &Domain, how: Return<'_>) {
    let Some(suspension) = domain.suspension() else { return };
    let state = rests(tx, domain, suspension);
    // A year from the end of the period, which a delete command moved to its own day, up to that month's end.
    let expires = ExpiryDate::of_new_registration(domain.expires, Period::ONE_YEAR).utc();
    let auto_renew = domain.auto_renew || suspension.auto_renew;
    tx.put_domain(Domain { state, expires, auto_renew, updated: Some(tx.now), ..domain.clone() });

    let name = &domain.name;
    let (account, text) = match how {
        Return::Restored(transaction) => {
            (transaction.account.clone(), format!("{name} has been restored, extended and cancellation stopped"))
        }
        Return::Extended => (payer(domain), format!("{name} has been extended and cancellation stopped")),
    };
    charge(tx, settings, &account, Billable::Renew, Purpose::Renew, name);
    let data = match (&suspension.requested_by, how) {
        // The deletion that was pending has not happened.
        (Some(delete), _) => outcome(tx, ObjectKind::Domain, name, false, delete),
        (None, Return::Restored(restore)) => outcome(tx, ObjectKind::Domain, name, true, restore),
        (None, Return::Extended) => return,
    };
    if let Return::Restored(_) = how {
        charge(tx, settings, &account, Billable::Restore, Purpose::Restore, name);
    }
    tell(tx, domain, &text, |_| data.clone());
}

/// Deletes a name, and the hosts below it that no other name uses. Those in use stay, marked for deletion, until they are
/// not.
fn delete(tx: &mut Tx<'_>, domain: &Domain, suspension: &Suspension) {
    pending::cancel(tx, &domain.name);
    let domain = &Domain { pending: None, ..domain.clone() };
    tx.remove(Ref::Domain(domain.name.clone()));
    let data = match &suspension.requested_by {
        Some(transaction) => outcome(tx, ObjectKind::Domain, &domain.name, true, transaction),
        None => MessageData::Domain(Arc::new(domain.clone())),
    };
    tell(tx, domain, &format!("{} has been deleted", domain.name), |_| data.clone());
    waiting_list::released(tx, &domain.name, domain.waiting.to_vec());
    let below: Vec<Key> = tx.world().hosts_below(&domain.name).map(|host| host.name.clone()).collect();
    for name in &below {
        mark(tx, name);
    }
    sweep(tx, below.iter().chain(&domain.name_servers));
}

/// Marks a host for deletion, so that nobody takes it over with the name above it.
fn mark(tx: &mut Tx<'_>, name: &Key) {
    if let Some(host) = tx.world().host(name).cloned() {
        tx.put_host(Host { doomed: true, ..Host::clone(&host) });
    }
}

/// Deletes those of some hosts that are marked for deletion and that no name uses any more.
pub fn sweep<'a>(tx: &mut Tx<'_>, names: impl IntoIterator<Item = &'a Key>) {
    for name in names {
        let world = tx.world();
        let Some(host) = world.host(name).filter(|host| host.doomed && !world.host_linked(name)).cloned() else {
            continue;
        };
        tx.remove(Ref::Host(name.clone()));
        tx.send(&host.sponsor.clone(), format!("The name server {name} has been deleted"), MessageData::Host(host));
    }
}

/// Tells those whom a name concerns.
fn tell(tx: &mut Tx<'_>, domain: &Domain, text: &str, data: impl Fn(&Domain) -> MessageData) {
    for account in interested(tx.world(), domain) {
        tx.send(&account, text.to_owned(), data(domain));
    }
}
