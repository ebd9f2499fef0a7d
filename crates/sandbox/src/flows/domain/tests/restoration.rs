use super::*;

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
