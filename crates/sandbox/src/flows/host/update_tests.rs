use dk::MetaRole;
use epp::host::{AddRem, Addr, Info, IpKind, Update};
use epp::object::Status;
use epp::{CommandBody, ResData};
use time::Duration;

use crate::operations;
use crate::trial::{NOW, Trial, application, german, host_create, host_update};
use crate::world::Domain;
use crate::world::domain::SuspensionCause;

fn text(code: u16, text: &str) -> (u16, String) {
    (code, text.to_owned())
}

fn done() -> (u16, String) {
    text(1000, "Command completed successfully")
}

fn addrs(given: &[&str]) -> AddRem {
    let addrs = given.iter().map(|a| a.parse::<std::net::IpAddr>().unwrap().into()).collect();
    AddRem { addrs, statuses: Vec::new() }
}

fn changing(name: &str, add: &[&str], rem: &[&str]) -> Update {
    Update { add: addrs(add), rem: addrs(rem), ..host_update(name) }
}

fn asking(name: &str, admin: &str) -> Update {
    Update { requested_ns_admin: Some(admin.into()), ..host_update(name) }
}

/// Addresses, statuses, administrator and requested administrator, as the one who asks sees them.
fn shown(trial: &Trial, name: &str) -> (Vec<String>, Vec<String>, Option<String>, Option<String>) {
    let reply = trial.done(Info { name: name.into() });
    let Some(ResData::HostInfo(host)) = reply.data else { panic!("no host") };
    let dkhm = reply.extensions.dkhm;
    let addresses = host.addrs.into_iter().map(|a| a.value).collect();
    (addresses, host.statuses.into_iter().map(|s| s.value).collect(), dkhm.contact, dkhm.requested_ns_admin)
}

fn statuses(trial: &Trial, name: &str) -> Vec<String> {
    shown(trial, name).1
}

/// A trial in which `ny.dk` is served by a host of its own.
fn with_glue() -> Trial {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    trial.done(host_create("ns1.ny.dk", &["185.20.205.1"]));
    trial.done(host_create("ns2.ny.dk", &["185.20.205.2"]));
    trial.change(|tx| {
        let domain = tx.world().domain("ny.dk").unwrap();
        let mut domain = Domain::clone(domain);
        domain.name_servers[0] = "ns1.ny.dk".into();
        tx.put_domain(domain);
    });
    trial
}

#[test]
fn addresses_come_and_go_in_one_command() {
    let trial = with_glue();
    assert_eq!(trial.said(changing("NS1.ny.dk", &["2a0d:5600:8:14::1"], &["185.20.205.1"])), done());
    assert_eq!(shown(&trial, "ns1.ny.dk").0, ["2a0d:5600:8:14::1"]);
    trial.registry.read(|world, _| {
        let host = world.host("ns1.ny.dk").unwrap();
        assert_eq!(host.updated_by.as_deref(), Some("REG-100001"));
        assert_eq!(host.updated, Some(NOW + Duration::minutes(1)));
    });
    assert_eq!(trial.messages(), ["ny.dk has been registered and activated"]);
}

#[test]
fn added_addresses_must_be_public_and_new() {
    let trial = with_glue();
    for private in ["10.0.0.1", "::1"] {
        let said = trial.said(changing("ns1.ny.dk", &["185.20.205.9", private], &[]));
        assert_eq!(said, text(2004, &format!("IP address is not public: {private}")));
    }
    let again = text(2004, "Host IP address already exists");
    assert_eq!(trial.said(changing("ns1.ny.dk", &["185.20.205.1"], &[])), again);
    assert_eq!(trial.said(changing("ns1.ny.dk", &["185.20.205.9", "185.20.205.9"], &[])), again);
    let nonsense = AddRem { addrs: vec![Addr { ip: IpKind::V6, value: "185.20.205.9".into() }], statuses: vec![] };
    let bad = text(2005, "Bad value for host:addr: >185.20.205.9<");
    assert_eq!(trial.said(Update { add: nonsense.clone(), ..host_update("ns1.ny.dk") }), bad);
    assert_eq!(trial.said(Update { rem: nonsense, ..host_update("ns1.ny.dk") }), bad);
    assert_eq!(shown(&trial, "ns1.ny.dk").0, ["185.20.205.1"]);
}

#[test]
fn the_last_address_stays_while_the_host_serves_the_name_above_it() {
    let trial = with_glue();
    let said = trial.said(changing("ns1.ny.dk", &[], &["185.20.205.1"]));
    assert_eq!(said, text(2304, "Not enough ip addresses after change. Minimum one needed."));
    assert_eq!(trial.said(changing("ns2.ny.dk", &[], &["185.20.205.2"])), done());
    let said = trial.said(changing("ns1.ny.dk", &[], &["185.20.205.7"]));
    assert_eq!(said, text(2303, "Host IP address not found"));
    assert_eq!(shown(&trial, "ns1.ny.dk").0, ["185.20.205.1"]);
}

#[test]
fn names_and_statuses_cannot_be_changed() {
    let trial = with_glue();
    let renamed = Update { new_name: Some("ns9.ny.dk".into()), ..host_update("ns1.ny.dk") };
    assert_eq!(trial.said(renamed), text(2102, "Unimplemented option"));
    let set = AddRem { addrs: Vec::new(), statuses: vec![Status::new("clientUpdateProhibited")] };
    for update in [
        Update { add: set.clone(), ..changing("ns1.ny.dk", &[], &["185.20.205.1"]) },
        Update { rem: set, ..host_update("ns1.ny.dk") },
    ] {
        assert_eq!(trial.said(update), text(2102, "Unimplemented option"));
    }
    assert_eq!(trial.said(host_update("ns1.ny.dk")), text(2003, "Value required for host:add"));
    assert_eq!(trial.said(host_update("ns9.ny.dk")), text(2303, "Unknown host"));
    assert_eq!(trial.said(host_update("-")), text(2303, "Unknown host"));
}

#[test]
fn only_the_administrator_and_the_registrar_of_the_name_above_change_a_host() {
    let trial = with_glue();
    let add = |name| changing(name, &["185.20.205.9"], &[]);
    let foreign = trial.of_foreigner();
    assert_eq!(foreign.said(add("ns1.ny.dk")), text(2201, "No privilege"));
    assert_eq!(foreign.said(add("ns1.nordisk.example")), text(2201, "No privilege"));
    // The administrator may be another registrar; the name's own registrar keeps its right.
    let trial = foreign.of_dane();
    trial.change(|tx| {
        for name in ["ns1.ny.dk", "ns1.nordisk.example"] {
            let host = crate::world::Host::clone(tx.world().host(name).unwrap());
            tx.put_host(crate::world::Host { admin: "REG-100002".into(), ..host });
        }
    });
    assert_eq!(trial.said(add("ns1.ny.dk")), done());
    assert_eq!(trial.said(add("ns1.nordisk.example")), text(2201, "No privilege"));
    let foreign = trial.of_foreigner();
    assert_eq!(foreign.said(add("ns1.nordisk.example")), done());
    assert_eq!(foreign.said(changing("ns1.ny.dk", &["185.20.205.10"], &[])), done());
    foreign.roles(&[MetaRole::Registrar, MetaRole::Proxy, MetaRole::Payer]);
    assert_eq!(foreign.said(changing("ns1.ny.dk", &["185.20.205.11"], &[])), text(2201, "No privilege"));
}

#[test]
fn a_host_that_waits_to_be_registered_or_deleted_is_not_changed() {
    let trial = with_glue();
    let prohibited = text(2304, "Object status prohibits operation");
    let asked = epp::host::Create {
        requested_ns_admin: Some("DKHM1-DK".into()),
        ..host_create("ns3.ny.dk", &["185.20.205.3"])
    };
    assert_eq!(trial.said(asked).0, 1001);
    assert_eq!(statuses(&trial, "ns3.ny.dk"), ["pendingCreate"]);
    assert_eq!(trial.said(changing("ns3.ny.dk", &["185.20.205.9"], &[])), prohibited);
    trial.change(|tx| {
        let domain = Domain::clone(tx.world().domain("ny.dk").unwrap());
        crate::processing::life_cycle::suspend(tx, &domain, SuspensionCause::Deleted);
    });
    assert_eq!(statuses(&trial, "ns1.ny.dk"), ["linked", "pendingDelete", "serverUpdateProhibited"]);
    assert_eq!(trial.said(changing("ns1.ny.dk", &["185.20.205.9"], &[])), prohibited);
}

#[tokio::test]
async fn another_administrator_must_accept_and_a_message_tells_the_answer() {
    let trial = with_glue();
    let own = trial.contact(german());
    assert_eq!(trial.said(asking("ns1.ny.dk", "ZZ9-DK")), text(2303, "Contact not found"));
    assert_eq!(trial.said(asking("ns1.ny.dk", &own)), done());
    assert_eq!(shown(&trial, "ns1.ny.dk").2.as_deref(), Some(own.as_str()));
    assert_eq!(trial.said(asking("ns1.ny.dk", "REG-100001")), done());

    let pending = text(1001, "Command completed successfully; action pending");
    for name in ["ns1.ny.dk", "ns2.ny.dk", "ns1.nordisk.example"] {
        assert_eq!(trial.said(asking(name, "REG-100002")), pending);
    }
    let (_, statuses, admin, asked) = shown(&trial, "ns1.ny.dk");
    assert_eq!(statuses, ["linked", "pendingUpdate", "serverDeleteProhibited"]);
    assert_eq!((admin.as_deref(), asked.as_deref()), (Some("REG-100001"), Some("REG-100002")));
    operations::answer_host(&trial.registry, "ns1.ny.dk", true).await.unwrap();
    operations::answer_host(&trial.registry, "ns2.ny.dk", false).await.unwrap();
    assert_eq!(shown(&trial, "ns2.ny.dk").1, ["ok"]);
    trial.registry.read(|world, _| assert_eq!(world.host("ns1.ny.dk").unwrap().admin, *"REG-100002"));
    trial.done(CommandBody::Poll(epp::Poll::Ack { msg_id: "100001".into() }));
    trial.advance(Duration::days(14));
    assert_eq!(
        trial.messages(),
        [
            "The name server manager role for ns1.ny.dk has been accepted by REG-100002",
            "The name server manager role for ns2.ny.dk has been rejected by REG-100002",
            &format!("{own} has been deleted"),
            "The name server manager role for ns1.nordisk.example has not been accepted by REG-100002 in time",
        ]
    );
    let poll = trial.done(CommandBody::Poll(epp::Poll::Req));
    let Some(ResData::HostPan(pan)) = poll.data else { panic!("{poll:?}") };
    assert_eq!((pan.object.as_str(), pan.result, pan.cl_trid.as_deref()), ("ns1.ny.dk", true, Some("trial-1")));
    assert_eq!(shown(&trial, "ns1.nordisk.example").1, ["ok"]);
}

#[tokio::test]
async fn a_new_request_takes_the_place_of_the_one_before() {
    let trial = with_glue();
    let add = Update { add: addrs(&["185.20.205.9"]), ..asking("ns1.ny.dk", "DKHM1-DK") };
    assert_eq!(trial.said(add).0, 1001);
    // Addresses change at once.
    assert_eq!(shown(&trial, "ns1.ny.dk").0, ["185.20.205.1", "185.20.205.9"]);
    assert_eq!(trial.said(asking("ns1.ny.dk", "REG-100002")).0, 1001);
    assert_eq!(shown(&trial, "ns1.ny.dk").3.as_deref(), Some("REG-100002"));
    assert_eq!(trial.said(asking("ns1.ny.dk", "REG-100001")).0, 1000);
    assert!(operations::answer_host(&trial.registry, "ns1.ny.dk", true).await.is_err());
    trial.advance(Duration::days(15));
    assert_eq!(trial.messages(), ["ny.dk has been registered and activated"]);
}
