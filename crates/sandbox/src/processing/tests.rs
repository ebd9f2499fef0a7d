use time::Duration;
use time::macros::datetime;

use crate::operations::{self, Decision};
use crate::portfolio::phase;
use crate::processing::verification::Which;
use crate::registry::Registry;
use crate::trial::{Trial, application, dane, german};
use crate::world::account::Purpose;
use crate::world::contact::Risk;
use crate::world::domain::DomainState;

fn registered(name: &str, auto_renew: bool) -> Trial {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    let mut command = application(name, &registrant);
    command.auto_renew = Some(auto_renew.to_string());
    trial.done(command);
    trial.advance(Duration::minutes(1));
    trial
}

fn state(registry: &Registry, name: &str) -> &'static str {
    registry.read(|world, _| world.domain(name).map_or("gone", |domain| phase(&domain.state)))
}

#[test]
fn a_name_renews_itself_year_after_year_at_the_prices_expense() {
    let trial = registered("ny.dk", true);
    trial.advance(Duration::days(365 * 3 + 60));
    trial.registry.read(|world, _| {
        let domain = world.domain("ny.dk").unwrap();
        assert_eq!(domain.expires, datetime!(2030-08-31 21:59:59 UTC));
        let debits: Vec<_> = world
            .statement("REG-100001")
            .map(|e| (e.purpose, e.at, e.amount.to_string(), e.balance.to_string()))
            .filter(|entry| entry.0 == Purpose::AutoRenew)
            .collect();
        let debit = |at, balance: &str| (Purpose::AutoRenew, at, "-50.00".to_owned(), balance.to_owned());
        assert_eq!(
            debits,
            [
                debit(datetime!(2027-08-31 21:59:59 UTC), "9900.00"),
                debit(datetime!(2028-08-31 21:59:59 UTC), "9850.00"),
                debit(datetime!(2029-08-31 21:59:59 UTC), "9800.00"),
            ]
        );
    });
    assert_eq!(trial.messages(), ["ny.dk has been registered and activated"]);
}

#[test]
fn a_name_that_does_not_renew_is_suspended_and_then_deleted() {
    let trial = registered("ny.dk", false);
    trial.done(crate::trial::host_create("ns1.ny.dk", &["185.20.205.1"]));
    trial.advance(datetime!(2027-08-31 21:59:58 UTC) - trial.registry.clock.now());
    assert_eq!(state(&trial.registry, "ny.dk"), "active");
    trial.advance(Duration::SECOND);
    assert_eq!(state(&trial.registry, "ny.dk"), "suspended");
    trial.registry.read(|world, now| {
        let domain = world.domain("ny.dk").unwrap();
        assert!(crate::world::status::in_redemption(world, domain));
        let host = world.host("ns1.ny.dk").unwrap();
        assert_eq!(crate::world::status::host(world, host), ["pendingDelete", "serverUpdateProhibited"]);
        let DomainState::Suspended(suspension) = &domain.state else { panic!() };
        // Thirty days later at midnight in Denmark.
        assert_eq!(suspension.deletion, datetime!(2027-09-29 22:00 UTC));
        assert!(suspension.deletion > now);
    });
    trial.advance(Duration::days(31));
    assert_eq!(state(&trial.registry, "ny.dk"), "gone");
    let expected = [
        "ny.dk has been registered and activated",
        "ny.dk has been deleted",
        "The name server ns1.ny.dk has been deleted",
    ];
    assert_eq!(trial.messages(), expected);
}

#[test]
fn an_unfinished_check_expires_suspends_and_deletes() {
    let trial = Trial::new();
    let registrant = trial.contact(dane());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::days(25));
    assert_eq!(state(&trial.registry, "ny.dk"), "awaiting_verification");
    trial.advance(Duration::days(1));
    assert_eq!(state(&trial.registry, "ny.dk"), "suspended");
    assert_eq!(
        trial.messages().last().unwrap(),
        &format!("The mandatory ID and data check of {registrant} has expired - registry")
    );
    // Until the name is gone the check can still be passed.
    trial.change(|tx| super::verification::complete(tx, &registrant, Which::Both));
    assert_eq!(state(&trial.registry, "ny.dk"), "active");
    assert_eq!(trial.messages().last().unwrap(), "ny.dk has been activated");
}

#[test]
fn after_thirty_days_of_suspension_the_name_is_gone() {
    let trial = Trial::new();
    let registrant = trial.contact(dane());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::days(57));
    assert_eq!(state(&trial.registry, "ny.dk"), "gone");
    assert_eq!(trial.messages().last().unwrap(), "ny.dk has been deleted");
    assert_eq!(trial.messages().len(), 4);
}

#[tokio::test]
async fn planned_risks_colour_a_foreigners_registration() {
    for (risk, activated) in
        [(Risk::Green, true), (Risk::Yellow, false), (Risk::Red, false), (Risk::NotAvailable, false)]
    {
        let trial = Trial::new();
        let registrant = trial.contact(german());
        operations::plan_risk(&trial.registry, &registrant, Some(risk)).await.unwrap();
        trial.done(application("ny.dk", &registrant));
        trial.advance(Duration::minutes(1));
        let poll = trial.done(epp::CommandBody::Poll(epp::Poll::Req));
        assert_eq!(poll.extensions.dkhm.risk_assessment.as_deref(), Some(risk.word()));
        let text = poll.queue.unwrap().msg.unwrap();
        assert_eq!(text.ends_with("registered and activated"), activated, "{text}");
        assert_eq!(state(&trial.registry, "ny.dk") == "active", activated);
    }
}

#[tokio::test]
async fn decisions_need_something_to_decide() {
    let trial = Trial::new();
    let registrant = trial.contact(dane());
    let decide = |decision| operations::verify(&trial.registry, &registrant, decision);
    assert!(decide(Decision::Expire).await.is_err());
    decide(Decision::Begin).await.unwrap();
    assert!(decide(Decision::Begin).await.is_err());
    decide(Decision::Complete(Which::Both)).await.unwrap();
    assert!(decide(Decision::Complete(Which::Both)).await.is_err());
    assert!(decide(Decision::Reject).await.is_err());
    assert!(operations::verify(&trial.registry, "ZZ9-DK", Decision::Reject).await.is_err());
    assert!(operations::fill(&trial.registry, "REG-999999", dk::Money::default()).await.is_err());
}

#[test]
fn a_pending_name_survives_its_registrants_disappearance() {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    trial.change(|tx| tx.remove(crate::world::Ref::Contact(registrant.as_str().into())));
    trial.advance(Duration::minutes(1));
    assert_eq!(trial.messages(), ["The application for ny.dk has been cancelled"]);
    assert_eq!(trial.registry.read(|w, _| w.account("REG-100001").unwrap().balance.to_string()), "10000.00");
}

#[test]
fn a_check_that_is_passed_during_provisioning_counts_at_its_end() {
    let settings = crate::config::Settings { provisioning: Duration::hours(1), ..crate::config::Settings::default() };
    let trial = Trial::with(settings);
    let registrant = trial.contact(dane());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(2));
    assert_eq!(state(&trial.registry, "ny.dk"), "provisioning");
    trial.change(|tx| super::verification::complete(tx, &registrant, Which::Both));
    assert_eq!(state(&trial.registry, "ny.dk"), "provisioning");
    trial.advance(Duration::hours(1));
    assert_eq!(state(&trial.registry, "ny.dk"), "active");
    assert_eq!(trial.messages().last().unwrap(), "ny.dk has been activated");
}

#[tokio::test]
async fn what_a_suspension_put_off_happens_when_it_is_lifted() {
    let trial = registered("ny.dk", true);
    trial.go_to(datetime!(2027-08-20 10:00 UTC));
    operations::suspend_domain(&trial.registry, "ny.dk", crate::world::domain::SuspensionCause::Registry)
        .await
        .unwrap();
    trial.go_to(datetime!(2027-09-05 10:00 UTC));
    assert_eq!(trial.debits(2).len(), 0);
    operations::lift_suspension(&trial.registry, "ny.dk").await.unwrap();
    // The period has ended meanwhile: the name renews itself now, not back in time.
    trial.registry.read(|world, now| {
        let line = world.statement("REG-100001").last().unwrap();
        assert_eq!((line.purpose, line.at), (Purpose::AutoRenew, now));
        assert_eq!(world.domain("ny.dk").unwrap().expires, datetime!(2028-08-31 21:59:59 UTC));
    });
}

#[test]
fn a_deleted_name_is_offered_to_those_who_wait_for_it() {
    let trial = registered("ny.dk", false);
    for code in ["00000001", "00000002"] {
        trial.change(|tx| super::waiting_list::join(tx, &"ny.dk".into(), code.to_owned()));
    }
    trial.go_to(datetime!(2027-09-29 22:00 UTC));
    let offered = || trial.registry.read(|world, _| world.offer("ny.dk").map(|offer| offer.token.clone()));
    assert_eq!(offered().as_deref(), Some("00000001"));
    trial.advance(Duration::days(14));
    assert_eq!(offered().as_deref(), Some("00000002"));
    trial.advance(Duration::days(14));
    assert_eq!(offered(), None);
    // The registrant of the deleted name is forgotten as well.
    assert_eq!(trial.messages()[1..], ["ny.dk has been deleted", "AS10001-DK has been deleted"]);
}
