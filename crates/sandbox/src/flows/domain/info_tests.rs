use dk::MetaRole;
use epp::ResData;
use epp::domain::InfoData;
use time::Duration;

use crate::flows::Reply;
use crate::operations;
use crate::trial::{NOW, Trial, application, domain_info, german};
use crate::world::domain::{Authorization, AuthorizedOperation, DomainState, Suspension, SuspensionCause};
use crate::world::{Domain, Key};

fn data(reply: &Reply) -> &InfoData {
    match &reply.data {
        Some(ResData::DomainInfo(data)) => data,
        other => panic!("{other:?}"),
    }
}

fn statuses(reply: &Reply) -> Vec<&str> {
    data(reply).statuses.iter().map(|s| s.value.as_str()).collect()
}

/// A trial with `ny.dk` registered, then changed.
fn with(change: impl FnOnce(&mut Domain)) -> Trial {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    trial.change(|tx| {
        let mut domain = Domain::clone(tx.world().domain("ny.dk").unwrap());
        change(&mut domain);
        tx.put_domain(domain);
    });
    trial
}

#[test]
fn an_unknown_or_impossible_name_is_not_found() {
    let trial = Trial::new();
    for name in ["ledig.dk", "ab--c.dk", "example.com"] {
        assert_eq!(trial.said(domain_info(name)), (2303, "Domain not found".to_owned()), "{name}");
    }
}

#[test]
fn a_name_on_offer_shows_little_but_the_offer() {
    let reply = Trial::new().done(domain_info("waiting-list.dk"));
    let expected = InfoData {
        name: "waiting-list.dk".into(),
        roid: "WAITING_LIST_DK-DK".into(),
        cl_id: "DKHM1-DK".into(),
        ..InfoData::default()
    };
    assert_eq!(data(&reply), &expected);
    assert_eq!(reply.extensions.dkhm.advisories[0].advisory.as_deref(), Some("offeredOnWaitingList"));
    assert_eq!(reply.extensions.dkhm.vid, None);
}

#[test]
fn the_registrys_own_name_shows_its_public_data() {
    let reply = Trial::new().done(domain_info("DK-hostmaster.dk"));
    let found = data(&reply);
    assert_eq!((found.roid.as_str(), found.cl_id.as_str()), ("DK_HOSTMASTER_DK-DK", "DKHM1-DK"));
    assert_eq!(found.registrant.as_deref(), Some("DKHM1-DK"));
    assert_eq!(found.ns.len(), 3);
    assert_eq!(found.hosts, found.ns);
    assert!(found.contacts.is_empty());
    let dkhm = &reply.extensions.dkhm;
    assert_eq!((dkhm.registrant_validated, dkhm.auto_renew, dkhm.vid), (Some(true), Some(true), Some(false)));
    assert_eq!(reply.extensions.sec_dns.as_ref().map(|s| s.ds.len()), Some(1));
    let none = epp::domain::Info { hosts: Some("none".into()), ..domain_info("dk-hostmaster.dk") };
    let reply = Trial::new().done(none);
    assert!(data(&reply).ns.is_empty() && data(&reply).hosts.is_empty());
}

#[test]
fn only_those_who_may_make_an_authorization_see_it() {
    let token = "REG-TRANSFER-0123456789abcdef0123456789abcdef";
    let trial = with(|domain| {
        let expires = NOW + Duration::days(1);
        domain.authorization =
            Some(Authorization { token: token.into(), operation: AuthorizedOperation::Transfer, expires });
    });
    let shown = |trial: &Trial| {
        let found = trial.done(domain_info("ny.dk")).extensions.dkhm.auth_info;
        found.first().map(|a| (a.op.clone(), a.token.expose().to_owned()))
    };
    assert_eq!(shown(&trial), Some(("transfer".to_owned(), token.to_owned())));
    trial.roles(&[MetaRole::Registrar, MetaRole::Payer]);
    assert_eq!(shown(&trial), None);
    trial.roles(&[MetaRole::Proxy]);
    let trial = trial.of_foreigner();
    assert_eq!(shown(&trial), None);
    let trial = trial.of_dane();
    trial.advance(Duration::days(1));
    assert_eq!(shown(&trial), None);
}

#[test]
fn proxy_and_payer_are_shown_to_those_related() {
    let trial = with(|domain| {
        domain.sponsor = Key::from("DKHM1-DK");
        domain.billing = Some(Key::from("REG-100002"));
        domain.admin = Some(Key::from("DKHM1-DK"));
    });
    let roles = |trial: &Trial| {
        let reply = trial.done(domain_info("ny.dk"));
        data(&reply).contacts.iter().map(|c| format!("{} {}", c.role, c.id)).collect::<Vec<_>>()
    };
    // The registrant is the Danish registrar's contact.
    assert_eq!(roles(&trial), ["admin DKHM1-DK", "billing REG-100002"]);
    let foreign = trial.of_foreigner();
    assert_eq!(roles(&foreign).len(), 2);
    foreign.change(|tx| {
        let domain = Domain { billing: None, ..Domain::clone(tx.world().domain("ny.dk").unwrap()) };
        tx.put_domain(domain);
    });
    assert!(roles(&foreign).is_empty());
}

#[test]
fn statuses_follow_the_state() {
    let suspended = |cause| {
        move |domain: &mut Domain| {
            let deletion = NOW + Duration::days(30);
            domain.state = DomainState::Suspended(Suspension {
                cause,
                deletion,
                requested_by: None,
                awaiting: false,
                auto_renew: false,
            });
        }
    };
    let reply = with(suspended(SuspensionCause::Deleted)).done(domain_info("ny.dk"));
    assert_eq!(statuses(&reply), ["pendingDelete", "serverHold", "serverRenewProhibited", "serverDeleteProhibited"]);
    assert_eq!(reply.extensions.rgp_statuses, ["redemptionPeriod"]);
    let advisory = &reply.extensions.dkhm.advisories[0];
    assert_eq!(
        (advisory.advisory.as_deref(), advisory.date),
        (Some("pendingDeletionDate"), Some(NOW + Duration::days(30)))
    );

    let reply = with(suspended(SuspensionCause::Verification)).done(domain_info("ny.dk"));
    assert!(statuses(&reply).contains(&"serverUpdateProhibited"));
    assert!(statuses(&reply).contains(&"serverTransferProhibited"));
    assert!(reply.extensions.rgp_statuses.is_empty());

    let reply = with(|d| d.expires = time::macros::datetime!(2026-09-30 21:59:59 UTC)).done(domain_info("ny.dk"));
    assert_eq!(statuses(&reply), ["ok"]);
    let reply = with(|d| d.expires = time::macros::datetime!(2026-10-31 22:59:59 UTC)).done(domain_info("ny.dk"));
    assert_eq!(statuses(&reply), ["serverRenewProhibited"]);
}

#[tokio::test]
async fn a_failed_registrant_or_a_host_in_use_bars_deletion() {
    let trial = with(|_| {});
    trial.done(crate::trial::host_create("ns1.ny.dk", &["185.20.205.11"]));
    assert_eq!(statuses(&trial.done(domain_info("ny.dk"))), ["serverRenewProhibited"]);
    trial.change(|tx| {
        let mut domain = Domain::clone(tx.world().domain("ny.dk").unwrap());
        domain.name_servers[0] = Key::from("ns1.ny.dk");
        tx.put_domain(domain);
    });
    let reply = trial.done(domain_info("ny.dk"));
    assert_eq!(statuses(&reply), ["serverRenewProhibited", "serverDeleteProhibited"]);
    assert_eq!(data(&reply).hosts, ["ns1.ny.dk"]);

    let trial = with(|_| {});
    let registrant = trial.registry.read(|w, _| w.domain("ny.dk").unwrap().registrant.clone());
    operations::verify(&trial.registry, &registrant, operations::Decision::Reject).await.unwrap();
    assert!(statuses(&trial.done(domain_info("ny.dk"))).contains(&"pendingDelete"));
}
