use super::*;

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
