//! The life of a registered name: provisioning, automatic renewal or expiry, and deletion.

use std::sync::Arc;

use dk::expiry::redemption_ends_at;
use dk::local_time::local_date;
use dk::{ExpiryDate, Operation, Period};

use super::{outcome, requests, waiting_list};
use crate::config::Settings;
use crate::world::account::Purpose;
use crate::world::domain::{DomainState, Suspension, SuspensionCause};
use crate::world::message::{MessageData, ObjectKind};
use crate::world::{Domain, Host, Key, Ref, Tx};

/// Brings a name over the turn that is due.
pub(super) fn turn(tx: &mut Tx<'_>, settings: &Settings, name: &Key) {
    let Some(domain) = tx.world().domain(name).cloned() else { return };
    match &domain.state {
        DomainState::Enqueued => {}
        DomainState::Provisioning { activated, .. } => {
            let state = if *activated { DomainState::Active } else { DomainState::AwaitingVerification };
            tx.put_domain(Domain { state, ..Domain::clone(&domain) });
        }
        DomainState::AwaitingVerification | DomainState::Active if domain.auto_renew => renew(tx, settings, &domain),
        DomainState::AwaitingVerification | DomainState::Active => expire(tx, &domain),
        DomainState::Suspended(suspension) => delete(tx, &domain, suspension),
    }
}

/// Renews a name by itself: a debit that may leave the balance negative, and no message (§ Balance and Prepaid Account).
fn renew(tx: &mut Tx<'_>, settings: &Settings, domain: &Domain) {
    let expires = ExpiryDate::from_utc(domain.expires).renewed(Period::ONE_YEAR).utc();
    tx.put_domain(Domain { expires, updated: Some(tx.now), ..domain.clone() });
    if let Some(price) = settings.prices.price(Operation::Renew, local_date(tx.now)) {
        tx.book(&domain.sponsor, price.negated(), Purpose::AutoRenew, Some(domain.name.clone()));
    }
}

fn expire(tx: &mut Tx<'_>, domain: &Domain) {
    let deletion = redemption_ends_at(tx.now);
    let state = DomainState::Suspended(Suspension { cause: SuspensionCause::Expired, deletion, requested_by: None });
    tx.put_domain(Domain { state, updated: Some(tx.now), ..domain.clone() });
}

/// Deletes a name, and the hosts below it that no other name uses.
fn delete(tx: &mut Tx<'_>, domain: &Domain, suspension: &Suspension) {
    requests::cancel(tx, &domain.name);
    tx.remove(Ref::Domain(domain.name.clone()));
    let data = match &suspension.requested_by {
        Some(transaction) => outcome(tx, ObjectKind::Domain, &domain.name, true, transaction),
        None => MessageData::Domain(Arc::new(domain.clone())),
    };
    tx.send(&domain.sponsor, format!("{} has been deleted", domain.name), data);
    waiting_list::released(tx, &domain.name, domain.waiting.to_vec());
    let hosts: Vec<Arc<Host>> = tx.world().hosts_below(&domain.name).cloned().collect();
    for host in hosts.into_iter().filter(|host| !tx.world().host_linked(&host.name)).collect::<Vec<_>>() {
        tx.remove(Ref::Host(host.name.clone()));
        let text = format!("The name server {} has been deleted", host.name);
        tx.send(&host.sponsor.clone(), text, MessageData::Host(host));
    }
}
