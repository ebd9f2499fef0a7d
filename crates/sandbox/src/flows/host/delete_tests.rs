use dk::MetaRole;
use epp::host::{Create, Delete, Info};
use time::Duration;

use crate::trial::{Trial, application, german, host_create};
use crate::world::Host;

fn text(code: u16, text: &str) -> (u16, String) {
    (code, text.to_owned())
}

fn delete(name: &str) -> Delete {
    Delete { name: name.into() }
}

#[test]
fn a_host_that_nothing_uses_is_gone_at_once() {
    let trial = Trial::new();
    trial.done(host_create("ns1.ny.example", &[]));
    assert_eq!(trial.said(delete("NS1.ny.example")), text(1000, "Command completed successfully"));
    assert_eq!(trial.said(Info { name: "ns1.ny.example".into() }).0, 2303);
    assert_eq!(trial.said(delete("ns1.ny.example")), text(2303, "Host does not exist"));
    assert_eq!(trial.said(delete("..")), text(2303, "Host does not exist"));
    assert_eq!(trial.messages(), ["The name server ns1.ny.example has been deleted"]);
}

#[test]
fn a_host_in_use_stays() {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    let said = trial.said(delete("ns1.nordisk.example"));
    assert_eq!(said, text(2305, "Nameserver has active domains, cannot be deleted"));
    assert_eq!(trial.said(delete("ns3.nordisk.example")).0, 1000);
}

#[test]
fn only_the_administrator_and_the_registrar_of_the_name_above_delete_a_host() {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    trial.done(host_create("ns1.ny.dk", &["185.20.205.1"]));
    let foreign = trial.of_foreigner();
    assert_eq!(foreign.said(delete("ns3.nordisk.example")), text(2201, "No privilege"));
    assert_eq!(foreign.said(delete("ns1.ny.dk")), text(2201, "No privilege"));
    foreign.change(|tx| {
        for name in ["ns1.ny.dk", "ns3.nordisk.example"] {
            let host = Host::clone(tx.world().host(name).unwrap());
            tx.put_host(Host { admin: "REG-100002".into(), ..host });
        }
    });
    let trial = foreign.of_dane();
    assert_eq!(trial.said(delete("ns3.nordisk.example")), text(2201, "No privilege"));
    assert_eq!(trial.said(delete("ns1.ny.dk")).0, 1000);
    let foreign = trial.of_foreigner();
    foreign.roles(&[MetaRole::Proxy]);
    assert_eq!(foreign.said(delete("ns3.nordisk.example")), text(2201, "No privilege"));
    foreign.roles(&[MetaRole::NameServerAdministrator]);
    assert_eq!(foreign.said(delete("ns3.nordisk.example")).0, 1000);
    // The sponsor is told, whoever asked for it.
    let trial = foreign.of_dane();
    let told = [
        "ny.dk has been registered and activated",
        "The name server ns1.ny.dk has been deleted",
        "The name server ns3.nordisk.example has been deleted",
    ];
    assert_eq!(trial.messages(), told);
    for id in ["100001", "100002"] {
        trial.done(epp::CommandBody::Poll(epp::Poll::Ack { msg_id: id.into() }));
    }
    let poll = trial.done(epp::CommandBody::Poll(epp::Poll::Req));
    assert!(matches!(poll.data, Some(epp::ResData::HostInfo(host)) if host.name == "ns3.nordisk.example"));
}

#[test]
fn a_host_that_waits_for_somebody_is_not_deleted() {
    let trial = Trial::new();
    let waiting = Create { requested_ns_admin: Some("DKHM1-DK".into()), ..host_create("ns1.ny.example", &[]) };
    assert_eq!(trial.said(waiting).0, 1001);
    // The requested administrator has not accepted yet and the applicant is none.
    assert_eq!(trial.said(delete("ns1.ny.example")), text(2201, "No privilege"));
    let asked = epp::host::Update {
        requested_ns_admin: Some("DKHM1-DK".into()),
        ..crate::trial::host_update("ns3.nordisk.example")
    };
    assert_eq!(trial.said(asked).0, 1001);
    assert_eq!(trial.said(delete("ns3.nordisk.example")), text(2304, "Object status prohibits operation"));
}
