//! Deciding applications for domain names (Punktum dk EPP specification § create domain).

use dk::{ExpiryDate, Period};

use super::assessment::{assess, pass};
use super::{outcome, verification, waiting_list};
use crate::config::Settings;
use crate::world::account::Purpose;
use crate::world::domain::DomainState;
use crate::world::message::{MessageData, ObjectKind};
use crate::world::{Application, Contact, Domain, Key, Ref, Tx};

/// What becomes of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// What the rules say, as when its time has come.
    ByTheRules,
    /// Somebody else was first.
    Taken,
    /// It is cancelled.
    Cancelled,
    /// The registrant did not accept the terms in time.
    TermsNotAccepted,
    /// The registrant and the name are managed by different parties.
    HandlingMismatched,
}

/// Decides an application before its time. Gives false if there is none.
pub fn decide_now(tx: &mut Tx<'_>, settings: &Settings, number: &Key, verdict: Verdict) -> bool {
    let Some(application) = tx.world().application(number).cloned() else { return false };
    let name = &application.domain;
    let text = match verdict {
        Verdict::ByTheRules => {
            decide(tx, settings, number);
            return true;
        }
        Verdict::Taken => format!("The application for {name} has been rejected, as the domain was already taken"),
        Verdict::Cancelled => format!("The application for {name} has been cancelled"),
        Verdict::TermsNotAccepted => format!(
            "The application for {name} has been cancelled, as the registrant has not accepted our terms and \
             conditions in time"
        ),
        Verdict::HandlingMismatched => {
            format!("The application for {name} has been rejected, as the user and domain handling mismatched")
        }
    };
    tx.remove(Ref::Application(number.clone()));
    let held = tx.world().domain(name).filter(|_| application.holds_name).cloned();
    if let Some(domain) = held {
        tx.remove(Ref::Domain(name.clone()));
        if tx.world().offer(name).is_none() {
            waiting_list::released(tx, name, domain.waiting.to_vec());
        }
    }
    reject(tx, &application, text);
    true
}

/// Decides an application and tells the applicant with exactly one final message.
pub(super) fn decide(tx: &mut Tx<'_>, settings: &Settings, number: &Key) {
    let Some(application) = tx.world().application(number).cloned() else { return };
    tx.remove(Ref::Application(number.clone()));
    let name = &application.domain;
    let domain = tx.world().domain(name).filter(|_| application.holds_name).cloned();
    let Some(domain) = domain else {
        reject(
            tx,
            &application,
            format!("The application for {name} has been rejected, as the domain was already taken"),
        );
        return;
    };
    let Some(registrant) = tx.world().contact(&domain.registrant).cloned() else {
        tx.remove(Ref::Domain(name.clone()));
        reject(tx, &application, format!("The application for {name} has been cancelled"));
        return;
    };
    if registrant.sponsor != domain.sponsor {
        let text = format!("The application for {name} has been rejected, as the user and domain handling mismatched");
        tx.remove(Ref::Domain(name.clone()));
        reject(tx, &application, text);
        return;
    }
    let mut domain = Domain::clone(&domain);
    if let Some(waiting) = waiting_list::taken(tx, name) {
        domain.waiting = waiting.into();
    }
    register(tx, settings, &application, &domain, &registrant);
}

fn reject(tx: &mut Tx<'_>, application: &Application, text: String) {
    let transaction = &application.transaction;
    tx.book(&transaction.account, application.paid, Purpose::CreateRefund, Some(application.domain.clone()));
    let data = outcome(tx, ObjectKind::Domain, &application.domain, false, transaction);
    tx.send(&transaction.account, text, data);
}

fn register(tx: &mut Tx<'_>, settings: &Settings, application: &Application, domain: &Domain, registrant: &Contact) {
    let (risk, activated) = assess(registrant);
    let until = tx.now + settings.provisioning;
    let state = match (settings.provisioning.is_positive(), activated) {
        (true, activated) => DomainState::Provisioning { until, activated },
        (false, true) => DomainState::Active,
        (false, false) => DomainState::AwaitingVerification,
    };
    let expires = ExpiryDate::of_new_registration(tx.now, Period::ONE_YEAR).utc();
    tx.put_domain(Domain { created: tx.now, expires, state, ..domain.clone() });

    let name = &domain.name;
    let text = if activated {
        format!("{name} has been registered and activated")
    } else {
        format!("{name} has been registered, but not activated due to pending ID and/or data check")
    };
    let mut data = outcome(tx, ObjectKind::Domain, name, true, &application.transaction);
    if let MessageData::Outcome(outcome) = &mut data {
        outcome.risk = Some(risk);
    }
    tx.send(&application.transaction.account, text, data);
    if activated {
        pass(tx, registrant);
    } else {
        verification::begin(tx, settings, registrant);
    }
}
