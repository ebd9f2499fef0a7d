use epp::domain::{Delete, Parts, Period, Renew, Update};
use epp::extensions::rgp::{REDEMPTION_PERIOD, Restore};
use epp::{Poll, ResData};
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};

use crate::operations::{self, Decision};
use crate::processing::verification::Which;
use crate::trial::{Trial, application, dane, domain_info, german, host_create};
use crate::world::account::Purpose;
use crate::world::domain::SuspensionCause;
use crate::world::{Key, REGISTRY, status};

const EXPIRY: Date = date!(2027 - 08 - 31);
/// Inside the window in which the name can be renewed.
const SUMMER: OffsetDateTime = datetime!(2027-07-15 10:00 UTC);

/// A registry in which `ny.dk` is active until [`EXPIRY`].
fn registered() -> Trial {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    acknowledge(&trial);
    trial
}

fn acknowledge(trial: &Trial) {
    while let Some(queue) = trial.done(Poll::Req).queue.filter(|queue| queue.msg.is_some()) {
        trial.done(Poll::Ack { msg_id: queue.id });
    }
}

fn renew(name: &str, expires: Date) -> Renew {
    Renew::one_year(name, expires)
}

fn delete(name: &str) -> Delete {
    Delete { name: name.into() }
}

fn restore(name: &str) -> Update {
    let moment = datetime!(1900-01-01 0:00 UTC);
    Update { name: name.into(), restore: Some(Restore::report(moment, moment)), ..Update::default() }
}

/// Statuses, redemption status and expiry as an info command shows them.
fn shown(trial: &Trial, name: &str) -> (Vec<String>, bool, OffsetDateTime) {
    let reply = trial.done(domain_info(name));
    let redemption = reply.extensions.rgp_statuses.contains(&REDEMPTION_PERIOD.to_owned());
    let Some(ResData::DomainInfo(data)) = reply.data else { panic!("no domain") };
    (data.statuses.iter().map(|s| s.value.clone()).collect(), redemption, data.ex_date.unwrap())
}

fn said(code: u16, text: &str) -> (u16, String) {
    (code, text.to_owned())
}

fn line(purpose: Purpose, amount: &str, balance: &str) -> (Purpose, String, String) {
    (purpose, amount.to_owned(), balance.to_owned())
}

const ACTION_PENDING: &str = "Command completed successfully; action pending";
const NOT_RENEWABLE: &str = "Domain is not in a state where it can be renewed";
const MAY_NOT_RENEW: &str = "You do not have the privilege required to renew this domain";
const MAY_NOT_RESTORE: &str = "No privilege. You are not authorized to restore domain";

#[test]
fn renewal_adds_a_year_and_is_debited_without_a_word_more() {
    let trial = registered();
    trial.go_to(SUMMER);
    assert_eq!(shown(&trial, "ny.dk").0, ["ok"]);
    let reply = trial.done(renew("ny.dk", EXPIRY));
    assert_eq!((reply.code.0, reply.text.as_str(), &reply.data), (1000, "Command completed successfully", &None));
    assert!(reply.queue.is_none());
    let (statuses, _, expires) = shown(&trial, "ny.dk");
    assert_eq!(expires, datetime!(2028-08-31 21:59:59 UTC));
    assert_eq!(statuses, ["serverRenewProhibited"]);
    assert_eq!(trial.debits(2), [line(Purpose::Renew, "-50.00", "9900.00")]);
    assert_eq!(trial.messages().len(), 0);
    // Automatic renewal is delayed, not replaced.
    trial.go_to(datetime!(2028-08-31 21:59:58 UTC));
    assert_eq!(trial.debits(2).len(), 1);
    trial.advance(Duration::SECOND);
    assert_eq!(trial.debits(3), [line(Purpose::AutoRenew, "-50.00", "9850.00")]);
}

#[test]
fn renewal_is_written_well() {
    let trial = registered();
    trial.go_to(SUMMER);
    let with = |value: &str, unit: &str| Renew {
        period: Some(Period { value: value.into(), unit: unit.into() }),
        ..renew("ny.dk", EXPIRY)
    };
    assert_eq!(trial.said(with("1", "m")), said(2005, "The only supported unit is y"));
    for value in ["2", "0", "-1", "x"] {
        let text = format!("Invalid period {value}. Must be within range");
        assert_eq!(trial.said(with(value, "y")), (2005, text));
    }
    let odd = Renew { cur_exp_date: "31.8.2027".into(), ..renew("ny.dk", EXPIRY) };
    assert_eq!(trial.said(odd), said(2005, "Bad value for domain:curExpDate: >31.8.2027<"));
    // Without a period it is a year.
    trial.done(Renew { period: None, ..renew("NY.dk", EXPIRY) });
}

#[test]
fn renewal_knows_the_name_and_its_date() {
    let trial = registered();
    trial.go_to(SUMMER);
    assert_eq!(trial.said(renew("fri.dk", EXPIRY)), said(2303, "Domain not found"));
    assert_eq!(trial.said(renew("a.b.c", EXPIRY)), said(2303, "Domain not found"));
    let yesterday = date!(2027 - 08 - 30);
    let text = "Given curExpDate 2027-08-30 does not match current expire date: 2027-08-31";
    assert_eq!(trial.said(renew("ny.dk", yesterday)), said(2306, text));
    trial.done(renew("ny.dk", EXPIRY));
    // A repeated command does no harm.
    let text = "Given curExpDate 2027-08-31 does not match current expire date: 2028-08-31";
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2306, text));
}

#[test]
fn renewal_is_for_the_last_two_months() {
    let trial = registered();
    trial.go_to(datetime!(2027-05-31 10:00 UTC));
    assert_eq!(shown(&trial, "ny.dk").0, ["serverRenewProhibited"]);
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2306, "New expire date 2028-08-31 exceeds max 2028-07-31"));
    trial.go_to(datetime!(2027-06-29 21:59:59 UTC));
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2105, NOT_RENEWABLE));
    trial.advance(Duration::SECOND);
    assert_eq!(shown(&trial, "ny.dk").0, ["ok"]);
    trial.done(renew("ny.dk", EXPIRY));
}

#[test]
fn renewal_is_for_active_names() {
    let trial = registered();
    trial.go_to(SUMMER);
    trial.edit_domain("ny.dk", |domain| domain.state = crate::world::domain::DomainState::AwaitingVerification);
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2105, NOT_RENEWABLE));
    trial.edit_domain("ny.dk", |domain| domain.state = crate::world::domain::DomainState::Active);
    trial.done(delete("ny.dk"));
    assert_eq!(trial.said(renew("ny.dk", SUMMER.date())), said(2105, NOT_RENEWABLE));
}

#[test]
fn renewal_is_the_payers() {
    let trial = registered();
    trial.go_to(SUMMER);
    trial.roles(&[dk::MetaRole::Proxy, dk::MetaRole::Registrar]);
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2201, MAY_NOT_RENEW));
    trial.roles(&[dk::MetaRole::Payer]);
    let trial = trial.of_foreigner();
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2201, MAY_NOT_RENEW));

    // A registrant-managed name is renewed by whoever pays for it.
    trial.edit_domain("ny.dk", |domain| domain.sponsor = Key::from(REGISTRY));
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2201, MAY_NOT_RENEW));
    trial.edit_domain("ny.dk", |domain| domain.billing = Some(Key::from("REG-100002")));
    let trial = trial.of_dane();
    // … not by the portfolio in which the registrant is.
    assert_eq!(trial.said(renew("ny.dk", EXPIRY)), said(2201, MAY_NOT_RENEW));
    let trial = trial.of_foreigner();
    trial.done(renew("ny.dk", EXPIRY));
    assert_eq!(trial.debits(1), [line(Purpose::Renew, "-50.00", "9950.00")]);
    // Automatic renewal is the payer's too.
    trial.go_to(datetime!(2028-08-31 22:00 UTC));
    assert_eq!(trial.debits(2), [line(Purpose::AutoRenew, "-50.00", "9900.00")]);
}

#[tokio::test]
async fn no_funds_prevent_registrations_only() {
    let trial = registered();
    trial.go_to(SUMMER);
    operations::fill(&trial.registry, "REG-100001", "-9950.00".parse().unwrap()).await.unwrap();
    trial.done(renew("ny.dk", EXPIRY));
    trial.done(delete("ny.dk"));
    trial.done(restore("ny.dk"));
    assert_eq!(
        trial.debits(3),
        [
            line(Purpose::Renew, "-50.00", "-50.00"),
            line(Purpose::Renew, "-50.00", "-100.00"),
            line(Purpose::Restore, "-125.00", "-225.00"),
        ]
    );
}

#[test]
fn deletion_suspends_at_once_and_is_reported_when_it_is_done() {
    let trial = registered();
    trial.go_to(SUMMER);
    assert_eq!(trial.said(delete("ny.dk")), said(1001, ACTION_PENDING));
    let (statuses, redemption, expires) = shown(&trial, "ny.dk");
    assert_eq!(statuses, ["pendingDelete", "serverHold", "serverRenewProhibited", "serverDeleteProhibited"]);
    assert!(redemption);
    // The period ends with the day.
    assert_eq!(expires, datetime!(2027-07-15 21:59:59 UTC));
    let reply = trial.done(domain_info("ny.dk"));
    assert_eq!(reply.extensions.dkhm.auto_renew, Some(false));
    let advisory = &reply.extensions.dkhm.advisories[0];
    assert_eq!(advisory.advisory.as_deref(), Some("pendingDeletionDate"));
    // Midnight in Denmark.
    assert_eq!(advisory.date, Some(datetime!(2027-08-13 22:00 UTC)));
    assert_eq!(trial.messages().len(), 0);

    trial.go_to(datetime!(2027-08-13 21:59:59 UTC));
    assert_eq!(shown(&trial, "ny.dk").0[0], "pendingDelete");
    trial.advance(Duration::SECOND);
    assert_eq!(trial.said(domain_info("ny.dk")), said(2303, "Domain not found"));
    let reply = trial.done(Poll::Req);
    assert_eq!(reply.queue.unwrap().msg.as_deref(), Some("ny.dk has been deleted"));
    let Some(ResData::DomainPan(pan)) = reply.data else { panic!("no outcome") };
    assert_eq!((pan.object.as_str(), pan.result, pan.cl_trid.as_deref()), ("ny.dk", true, Some("trial-1")));
    assert_eq!(pan.date, datetime!(2027-08-13 22:00 UTC));
    // Nothing is paid back.
    assert_eq!(trial.debits(1), [line(Purpose::Create, "-50.00", "9950.00")]);
}

#[test]
fn deletion_needs_the_name_and_the_right() {
    let trial = registered();
    assert_eq!(trial.said(delete("fri.dk")), said(2303, "Domain not found"));
    assert_eq!(trial.said(delete("punktum.dk")), said(2201, "No privilege"));
    trial.roles(&[dk::MetaRole::Registrar, dk::MetaRole::Payer]);
    assert_eq!(trial.said(delete("ny.dk")), said(2201, "No privilege"));
    trial.roles(&[dk::MetaRole::Proxy]);
    let trial = trial.of_foreigner();
    assert_eq!(trial.said(delete("ny.dk")), said(2201, "No privilege"));
}

#[tokio::test]
async fn deletion_of_a_registrants_name_is_the_proxys_with_the_registrants_consent() {
    let trial = registered().of_foreigner();
    trial.edit_domain("ny.dk", |domain| {
        domain.sponsor = Key::from(REGISTRY);
        domain.admin = Some(Key::from("REG-100002"));
    });
    assert_eq!(trial.said(delete("ny.dk")), said(1001, ACTION_PENDING));
    assert!(shown(&trial, "ny.dk").0.contains(&"pendingUpdate".to_owned()));
    assert_eq!(trial.said(delete("ny.dk")), said(2304, "Object status prohibits operation"));
    operations::answer_domain(&trial.registry, "ny.dk", false).await.unwrap();
    assert_eq!(shown(&trial, "ny.dk").0, ["serverRenewProhibited"]);
    trial.done(delete("ny.dk"));
    // Nobody answers in time.
    trial.advance(Duration::days(15));
    assert_eq!(shown(&trial, "ny.dk").0, ["serverRenewProhibited"]);
    trial.done(delete("ny.dk"));
    operations::answer_domain(&trial.registry, "ny.dk", true).await.unwrap();
    assert_eq!(shown(&trial, "ny.dk").0[0], "pendingDelete");
    trial.advance(Duration::days(31));
    assert_eq!(trial.messages(), ["ny.dk has been deleted"]);
    assert_eq!(trial.of_dane().messages().len(), 0);
}

#[tokio::test]
async fn deletion_is_for_names_that_are_settled() {
    let trial = registered();
    let registrant = trial.contact(dane());
    trial.done(application("venter.dk", &registrant));
    assert_eq!(trial.said(delete("venter.dk")), said(2304, "Object status prohibits operation"));
    trial.advance(Duration::minutes(1));
    // One that awaits its registrant's verification can be deleted, but not once that has failed.
    trial.done(application("andet.dk", &registrant));
    trial.advance(Duration::minutes(1));
    trial.done(delete("andet.dk"));
    assert_eq!(trial.said(delete("andet.dk")), said(2304, "Domain delete already pending."));
    operations::verify(&trial.registry, &registrant, Decision::Reject).await.unwrap();
    assert_eq!(trial.said(delete("venter.dk")), said(2304, "Domain delete already pending."));

    trial.edit_domain("ny.dk", |domain| domain.registrant = Key::from(registrant.as_str()));
    assert_eq!(trial.said(delete("ny.dk")), said(2304, "Object status prohibits operation"));
    assert!(shown(&trial, "ny.dk").0.contains(&"serverDeleteProhibited".to_owned()));
}

#[test]
fn deletion_comes_too_late_after_the_period() {
    let trial = registered();
    trial.edit_domain("ny.dk", |domain| domain.auto_renew = false);
    trial.go_to(datetime!(2027-08-31 22:00 UTC));
    assert_eq!(trial.said(delete("ny.dk")), said(2306, "Parameter value policy error"));
}

#[test]
fn a_name_above_hosts_in_use_is_deleted_by_time_alone() {
    let trial = registered();
    trial.done(host_create("ns1.ny.dk", &["185.20.205.1"]));
    trial.done(host_create("ns2.ny.dk", &["185.20.205.2"]));
    trial.edit_domain("ny.dk", |domain| domain.auto_renew = false);
    let registrant = trial.contact(german());
    let mut other = application("andet.dk", &registrant);
    other.ns = vec!["ns1.ny.dk".into(), "ns1.nordisk.example".into()];
    trial.done(other);
    trial.advance(Duration::minutes(1));
    assert_eq!(trial.said(delete("ny.dk")), said(2305, "Object association prohibits operation"));

    let host =
        |name: &str| trial.registry.read(|world, _| world.host(name).map(|host| status::host(world, host).join(" ")));
    assert!(!host("ns1.ny.dk").unwrap().contains("pendingDelete"));
    // When the period ends the hosts are marked for deletion, whether they are in use or not.
    trial.go_to(datetime!(2027-08-31 22:00 UTC));
    for name in ["ns1.ny.dk", "ns2.ny.dk"] {
        let statuses = host(name).unwrap();
        assert!(statuses.contains("pendingDelete") && statuses.contains("serverUpdateProhibited"), "{statuses}");
    }
    let mut third = application("tredje.dk", &registrant);
    third.order_confirmation_token = Some(datetime!(2027-08-31 20:00 UTC).unix_timestamp().to_string());
    third.ns = vec!["ns1.ny.dk".into(), "ns1.nordisk.example".into()];
    assert_eq!(trial.said(third), said(2004, "Invalid or inactive nameserver: ns1.ny.dk"));

    // The one in use stays so until no name uses it.
    trial.go_to(datetime!(2027-10-01 22:00 UTC));
    assert_eq!(host("ns2.ny.dk"), None);
    assert!(host("ns1.ny.dk").unwrap().contains("pendingDelete"));
    assert_eq!(
        trial.messages(),
        [
            "andet.dk has been registered and activated",
            "ny.dk has been deleted",
            "The name server ns2.ny.dk has been deleted"
        ]
    );
    trial.done(delete("andet.dk"));
    trial.advance(Duration::days(31));
    assert_eq!(host("ns1.ny.dk"), None);
    let told = [
        // The registrant of the first name has been of no use for 14 days.
        "AS10001-DK has been deleted",
        "andet.dk has been deleted",
        "The name server ns1.ny.dk has been deleted",
    ];
    assert_eq!(trial.messages()[3..], told);
}

#[test]
fn restoration_brings_a_deleted_name_back_as_it_was() {
    let trial = registered();
    trial.go_to(SUMMER);
    trial.done(delete("ny.dk"));
    trial.advance(Duration::days(20));
    let reply = trial.done(restore("ny.dk"));
    assert_eq!((reply.code.0, reply.text.as_str(), &reply.data), (1000, "Command completed successfully", &None));
    assert!(reply.extensions.rgp_statuses.is_empty());
    let (statuses, redemption, expires) = shown(&trial, "ny.dk");
    // A year from the day of the deletion, up to that month's end.
    assert_eq!(expires, datetime!(2028-07-31 21:59:59 UTC));
    assert_eq!((statuses, redemption), (vec!["serverRenewProhibited".to_owned()], false));
    assert_eq!(trial.done(domain_info("ny.dk")).extensions.dkhm.auto_renew, Some(true));
    assert_eq!(
        trial.debits(2),
        [line(Purpose::Renew, "-50.00", "9900.00"), line(Purpose::Restore, "-125.00", "9775.00")]
    );
    let reply = trial.done(Poll::Req);
    let text = "ny.dk has been restored, extended and cancellation stopped";
    assert_eq!(reply.queue.unwrap().msg.as_deref(), Some(text));
    // The deletion that was pending did not happen.
    let Some(ResData::DomainPan(pan)) = reply.data else { panic!("no outcome") };
    assert_eq!((pan.object.as_str(), pan.result), ("ny.dk", false));
    trial.advance(Duration::days(60));
    assert_eq!(trial.messages(), [text]);
}

#[test]
fn restoration_brings_an_expired_name_back() {
    let trial = registered();
    trial.edit_domain("ny.dk", |domain| domain.auto_renew = false);
    trial.go_to(datetime!(2027-09-20 10:00 UTC));
    assert!(shown(&trial, "ny.dk").1);
    trial.done(restore("ny.dk"));
    assert_eq!(shown(&trial, "ny.dk").2, datetime!(2028-08-31 21:59:59 UTC));
    assert_eq!(trial.done(domain_info("ny.dk")).extensions.dkhm.auto_renew, Some(false));
    let reply = trial.done(Poll::Req);
    let text = "ny.dk has been restored, extended and cancellation stopped";
    assert_eq!(reply.queue.unwrap().msg.as_deref(), Some(text));
    // No command was pending, so the outcome is the restoration's.
    let Some(ResData::DomainPan(pan)) = reply.data else { panic!("no outcome") };
    assert!(pan.result);
}

#[test]
fn restoration_is_a_report_alone() {
    let trial = registered();
    trial.done(delete("ny.dk"));
    let with = |edit: fn(&mut Update)| {
        let mut update = restore("ny.dk");
        edit(&mut update);
        trial.said(update)
    };
    let op = |update: &mut Update| update.restore.as_mut().unwrap().op = "request".into();
    assert_eq!(with(op), said(2102, "Unimplemented option"));
    let report = |update: &mut Update| update.restore.as_mut().unwrap().report = None;
    assert_eq!(with(report), said(2003, "Value required for rgp:report"));
    let changes = |update: &mut Update| {
        update.add = Parts { ns: vec!["ns1.nordisk.example".into()], ..Parts::default() };
        update.auto_renew = Some("true".into());
    };
    let text = "Multiple operations perfomed in one request: (restore, add, change auto_renew)";
    assert_eq!(with(changes), said(2308, text));
    assert!(shown(&trial, "ny.dk").1);
}

#[tokio::test]
async fn restoration_needs_the_right_and_a_name_that_can_be_restored() {
    let trial = registered();
    assert_eq!(trial.said(restore("fri.dk")), said(2303, "Domain does not exist"));
    // Not suspended at all.
    assert_eq!(trial.said(restore("ny.dk")), said(2201, MAY_NOT_RESTORE));
    trial.done(delete("ny.dk"));
    let trial = trial.of_foreigner();
    assert_eq!(trial.said(restore("ny.dk")), said(2201, MAY_NOT_RESTORE));
    let trial = trial.of_dane();
    trial.roles(&[dk::MetaRole::Registrar, dk::MetaRole::Payer]);
    assert_eq!(trial.said(restore("ny.dk")), said(2201, MAY_NOT_RESTORE));
    trial.roles(&[dk::MetaRole::Proxy]);
    trial.done(restore("ny.dk"));
    // The registry's own suspension is not for the registrar to lift.
    operations::suspend_domain(&trial.registry, "ny.dk", SuspensionCause::Registry).await.unwrap();
    let (statuses, redemption, _) = shown(&trial, "ny.dk");
    assert!(!redemption && statuses.contains(&"serverUpdateProhibited".to_owned()), "{statuses:?}");
    assert_eq!(trial.said(restore("ny.dk")), said(2201, MAY_NOT_RESTORE));
    operations::lift_suspension(&trial.registry, "ny.dk").await.unwrap();
    assert_eq!(trial.messages()[1..], ["ny.dk has been updated", "ny.dk has been activated"]);
}

#[tokio::test]
async fn a_registrant_who_failed_the_checks_cannot_have_the_name_restored() {
    let trial = Trial::new();
    let registrant = trial.contact(dane());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    trial.done(delete("ny.dk"));
    assert!(shown(&trial, "ny.dk").1);
    operations::verify(&trial.registry, &registrant, Decision::Expire).await.unwrap();
    assert!(!shown(&trial, "ny.dk").1);
    assert_eq!(trial.said(restore("ny.dk")), said(2201, MAY_NOT_RESTORE));
    operations::verify(&trial.registry, &registrant, Decision::Complete(Which::Both)).await.unwrap();
    trial.done(restore("ny.dk"));
    // The checks are passed, so the name comes alive although it had never been before.
    assert_eq!(shown(&trial, "ny.dk").0, ["serverRenewProhibited"]);
}

#[tokio::test]
async fn a_name_that_awaited_its_registrant_awaits_it_again_after_restoration() {
    let trial = Trial::new();
    let registrant = trial.contact(dane());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    trial.done(delete("ny.dk"));
    trial.done(restore("ny.dk"));
    assert_eq!(shown(&trial, "ny.dk").0, ["serverHold", "serverRenewProhibited", "serverTransferProhibited"]);
    operations::verify(&trial.registry, &registrant, Decision::Complete(Which::Both)).await.unwrap();
    assert_eq!(shown(&trial, "ny.dk").0, ["serverRenewProhibited"]);
}

#[tokio::test]
async fn unpaid_names_can_be_restored_and_those_that_nobody_confirmed_cannot() {
    let trial = registered();
    let suspend = |cause| operations::suspend_domain(&trial.registry, "ny.dk", cause);
    // There are no bills for registrars' names.
    assert!(suspend(SuspensionCause::Payment).await.is_err());
    assert!(suspend(SuspensionCause::Deleted).await.is_err());
    trial.edit_domain("ny.dk", |domain| {
        domain.sponsor = Key::from(REGISTRY);
        domain.admin = Some(Key::from("REG-100001"));
    });
    suspend(SuspensionCause::Payment).await.unwrap();
    assert!(suspend(SuspensionCause::Payment).await.is_err());
    assert!(shown(&trial, "ny.dk").1);
    trial.done(restore("ny.dk"));
    suspend(SuspensionCause::Unconfirmed).await.unwrap();
    assert!(!shown(&trial, "ny.dk").1);
    assert_eq!(trial.said(restore("ny.dk")), said(2201, MAY_NOT_RESTORE));
    operations::lift_suspension(&trial.registry, "ny.dk").await.unwrap();
    assert!(operations::lift_suspension(&trial.registry, "ny.dk").await.is_err());
}

#[tokio::test]
async fn a_cancellation_can_be_taken_back_at_the_registry() {
    let trial = registered();
    assert!(operations::stop_deletion(&trial.registry, "ny.dk").await.is_err());
    trial.done(delete("ny.dk"));
    operations::stop_deletion(&trial.registry, "ny.dk").await.unwrap();
    // The period is paid for, but no restoration.
    assert_eq!(trial.debits(2), [line(Purpose::Renew, "-50.00", "9900.00")]);
    let reply = trial.done(Poll::Req);
    let text = "ny.dk has been extended and cancellation stopped";
    assert_eq!(reply.queue.unwrap().msg.as_deref(), Some(text));
    let Some(ResData::DomainPan(pan)) = reply.data else { panic!("no outcome") };
    assert!(!pan.result);
    assert_eq!(shown(&trial, "ny.dk").2, datetime!(2027-08-31 21:59:59 UTC));
}
