use dk::MetaRole;
use epp::host::{Addr, Check, Create, Info, IpKind};
use epp::{CommandBody, ResData};
use time::Duration;

use crate::operations;
use crate::trial::{NOW, Trial, application, german, host_create};

fn text(code: u16, text: &str) -> (u16, String) {
    (code, text.to_owned())
}

/// A trial in which the Danish registrar has `ny.dk`.
fn with_domain() -> Trial {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    trial
}

fn info(name: &str) -> Info {
    Info { name: name.into() }
}

#[test]
fn names_are_checked_first_and_then_whether_the_host_exists() {
    let trial = Trial::new();
    for name in ["ns1", "-ns.example.com", "ns1..example.com", "192.0.2.1", "ns1.ab--c.dk"] {
        assert_eq!(trial.said(host_create(name, &[])), text(2005, "Invalid host name."), "{name}");
    }
    assert_eq!(trial.said(host_create("ns1.example.c0m", &[])), text(2005, "Invalid TLD in host name."));
    assert_eq!(trial.said(host_create("NS1.nordisk.example", &[])), text(2302, "Host already exists"));
}

#[test]
fn a_host_elsewhere_is_registered_at_once() {
    let trial = Trial::new();
    let reply = trial.done(host_create("ns1.æble.example", &["185.20.205.1", "2a0d:5600:8:14::1"]));
    assert_eq!(reply.code.0, 1000);
    let Some(ResData::HostCreate(created)) = &reply.data else { panic!("{reply:?}") };
    assert_eq!((created.name.as_str(), created.cr_date), ("ns1.æble.example", NOW));
    let reply = trial.done(info("ns1.xn--ble-xla.example"));
    let Some(ResData::HostInfo(host)) = &reply.data else { panic!("{reply:?}") };
    assert_eq!((host.name.as_str(), host.cl_id.as_str()), ("ns1.æble.example", "REG-100001"));
    assert_eq!(host.roid, "NS1_ÆBLE_EXAMPLE-DK");
    assert_eq!(host.addrs.len(), 2);
    assert_eq!(host.statuses.iter().map(|s| s.value.as_str()).collect::<Vec<_>>(), ["ok"]);
    assert_eq!(reply.extensions.dkhm.contact.as_deref(), Some("REG-100001"));
    let foreign = trial.of_foreigner();
    assert_eq!(foreign.done(info("ns1.æble.example")).extensions.dkhm.contact, None);
    assert_eq!(foreign.said(info("ns9.example")), text(2303, "Host not found"));
}

#[test]
fn a_host_below_a_dk_name_needs_that_name_and_a_public_address() {
    let trial = with_domain();
    assert_eq!(trial.said(host_create("ns1.ledig.dk", &["185.20.205.1"])), text(2303, "Domain does not exist"));
    assert_eq!(trial.said(host_create("ns1.ny.dk", &[])), text(2003, "Value required for host:addr"));
    for private in ["10.0.0.1", "192.0.2.1", "::1", "2001:db8::1"] {
        let said = trial.said(host_create("ns1.ny.dk", &[private]));
        assert_eq!(said, text(2004, &format!("IP address is not public: {private}")));
    }
    let nonsense =
        Create { addrs: vec![Addr { ip: IpKind::V4, value: "1.2.3".into() }], ..host_create("ns1.ny.dk", &[]) };
    assert_eq!(trial.said(nonsense), text(2005, "Bad value for host:addr: >1.2.3<"));
    let foreign = trial.of_foreigner();
    assert_eq!(foreign.said(host_create("ns1.ny.dk", &["185.20.205.1"])), text(2201, "No privilege"));
    let trial = foreign.of_dane();
    assert_eq!(trial.said(host_create("ns1.ny.dk", &["185.20.205.1"])).0, 1000);
}

#[test]
fn the_meta_role_for_name_servers_is_needed() {
    let trial = Trial::new();
    trial.roles(&[MetaRole::Registrar, MetaRole::Proxy, MetaRole::Payer]);
    assert_eq!(trial.said(host_create("ns1.ny.example", &[])), text(2201, "No privilege"));
    trial.roles(&[MetaRole::NameServerAdministrator]);
    assert_eq!(trial.said(host_create("ns1.ny.example", &[])).0, 1000);
}

fn asking(name: &str, admin: &str) -> Create {
    Create { requested_ns_admin: Some(admin.into()), ..host_create(name, &["185.20.205.1"]) }
}

#[tokio::test]
async fn another_administrator_is_asked_and_a_message_tells_the_answer() {
    let trial = Trial::new();
    assert_eq!(trial.said(asking("ns1.ny.example", "ZZ9-DK")), text(2303, "Contact not found"));
    let own = trial.contact(german());
    assert_eq!(trial.said(asking("ns0.ny.example", &own)).0, 1000);
    assert_eq!(trial.said(asking("ns0.own.example", "REG-100001")).0, 1000);
    let pending = text(1001, "Command completed. Pending approval by nameserver contact");
    for name in ["ns1.ny.example", "ns2.ny.example", "ns3.ny.example"] {
        assert_eq!(trial.said(asking(name, "DKHM1-DK")), pending);
    }
    let check = trial.done(Check { names: vec!["ns1.ny.example".into(), "ns4.ny.example".into()] });
    let Some(ResData::HostCheck(data)) = check.data else { panic!() };
    let found: Vec<_> = data.items.iter().map(|i| (i.available, i.reason.as_deref())).collect();
    assert_eq!(found, [(false, Some("In use")), (true, None)]);
    let with = |ns: &str| {
        let mut command = application("ny.dk", &own);
        command.ns[1] = ns.into();
        trial.said(command)
    };
    assert_eq!(with("ns1.ny.example"), text(2004, "Invalid or inactive nameserver: ns1.ny.example"));

    operations::answer_host(&trial.registry, "ns1.ny.example", true).await.unwrap();
    operations::answer_host(&trial.registry, "ns2.ny.example", false).await.unwrap();
    trial.advance(Duration::days(14));
    assert_eq!(
        trial.messages(),
        [
            "The name server ns1.ny.example has been registered, as DKHM1-DK has accepted the name server manager role",
            "The name server ns2.ny.example has not been registered, as the name server manager role has been rejected",
            "The name server ns3.ny.example has not been registered, as the name server manager role was not accepted in time",
        ]
    );
    assert_eq!(trial.said(info("ns3.ny.example")).0, 2303);
    let poll = trial.done(CommandBody::Poll(epp::Poll::Req));
    let Some(ResData::HostPan(pan)) = poll.data else { panic!("{poll:?}") };
    assert_eq!((pan.object.as_str(), pan.result, pan.cl_trid.as_deref()), ("ns1.ny.example", true, Some("trial-1")));
}

#[tokio::test]
async fn a_registrant_who_manages_the_parent_is_asked() {
    let trial = Trial::new();
    let said = trial.said(host_create("ns1.eksempel.dk", &["185.20.205.1"]));
    assert_eq!(said, text(1001, "Command completed. Pending registrant approval."));
    assert_eq!(
        trial.said(asking("ns2.eksempel.dk", "REG-100002")).1,
        "Command completed. Pending registrant approval."
    );
    operations::answer_host(&trial.registry, "ns1.eksempel.dk", true).await.unwrap();
    operations::answer_host(&trial.registry, "ns2.eksempel.dk", true).await.unwrap();
    assert_eq!(
        trial.messages(),
        [
            "The name server ns1.eksempel.dk has been registered, as the registrant has approved it",
            "The name server ns2.eksempel.dk has been registered, as the registrant has approved it and REG-100002 has accepted the name server manager role",
        ]
    );
}

#[tokio::test]
async fn two_who_are_asked_answer_for_themselves() {
    use crate::operations::answer_host_as;
    use crate::world::host::Asked::{Administrator, Registrant};
    let trial = Trial::new();
    for number in 1..=5 {
        trial.done(asking(&format!("ns{number}.eksempel.dk"), "REG-100002"));
    }
    let answer = async |number: u8, by, accepted| {
        answer_host_as(&trial.registry, &format!("ns{number}.eksempel.dk"), Some(by), accepted).await
    };
    // One is not enough, and answers once.
    answer(1, Administrator, true).await.unwrap();
    assert_eq!(trial.messages(), Vec::<String>::new());
    let said = answer(1, Administrator, true).await.unwrap_err().to_string();
    assert_eq!(said, "ns1.eksempel.dk does not await the acceptance of administrator");
    answer(1, Registrant, true).await.unwrap();
    // Either refuses alone.
    answer(2, Registrant, true).await.unwrap();
    answer(2, Administrator, false).await.unwrap();
    answer(3, Registrant, false).await.unwrap();
    // Who has not answered lets it lapse.
    answer(4, Registrant, true).await.unwrap();
    answer(5, Administrator, true).await.unwrap();
    trial.advance(dk::timers::ROLE_ACCEPTANCE);
    assert_eq!(
        trial.messages(),
        [
            "The name server ns1.eksempel.dk has been registered, as the registrant has approved it and REG-100002 has accepted the name server manager role",
            "The name server ns2.eksempel.dk has not been registered, as the name server manager role has been rejected",
            "The name server ns3.eksempel.dk has not been registered, as it has been rejected by the registrant",
            "The name server ns4.eksempel.dk has not been registered, as the name server manager role was not accepted in time",
            "The name server ns5.eksempel.dk has not been registered, as it was not approved by the registrant in time",
        ]
    );
}
