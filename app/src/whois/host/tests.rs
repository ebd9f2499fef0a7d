use dk::{HostName, MetaRoles};

use super::{Host, Props, View, invalid_page, page};
use crate::whois::object::testing::{
    HOSTILE, NOW, fresh, hostile, hostile_party, hostile_statuses, hostile_timeline, hostile_unknown, hostile_users,
    indexed, rendered, viewer,
};
use crate::whois::object::{Freshness, History, Party, Status};
use ui::explain::Outage;

fn props(name: &str, view: View) -> Props {
    Props {
        name: HostName::parse(name).unwrap(),
        view,
        domains: Vec::new(),
        domains_total: 0,
        timeline: History::default(),
    }
}

fn html(props: Props) -> String {
    rendered(|lang| page(viewer(lang, MetaRoles::ALL), props.clone()))
}

#[test]
fn a_name_server_shows_addresses_administrator_and_who_is_asked() {
    let host = Host {
        yours: true,
        addresses: vec!["185.129.100.11".to_owned(), "2a01:630::11".to_owned()],
        administrator: Some(Party::new("REG-100001")),
        requested_administrator: Some(Party::new("NSA12-DK")),
        statuses: vec![Status::new("linked"), Status::new("pendingUpdate")],
        ..Host::new(fresh())
    };
    let html = html(props("ns1.blåbærgrød.dk", View::Found(Box::new(host))));
    assert!(
        html.contains("185.129.100.11") && html.contains("2a01:630::11") && html.contains("ns1.xn--blbrgrd-fxak7p.dk")
    );
    assert!(html.contains("Has not answered yet") && html.contains("/whois/contacts/NSA12-DK"));
    assert!(html.contains("/whois/domains/bl%C3%A5b%C3%A6rgr%C3%B8d.dk"), "the domain above it");
    assert!(html.contains("Waits until the new administrator has accepted the role."));
}

#[test]
fn a_host_without_addresses_says_why() {
    let html = html(props("ns1.example.com", View::Found(Box::new(Host::new(indexed())))));
    assert!(html.contains("The registry keeps addresses only") && html.contains("The registry does not answer"));
}

#[test]
fn what_is_not_registered_says_so() {
    assert!(html(props("ns9.example.com", View::NotFound)).contains("Not registered as a name server"));
    assert!(
        html(props("ns9.example.com", View::Unanswered(Outage::Slow { waited_seconds: 10 })))
            .contains("within 10 seconds")
    );
    let error = HostName::parse(HOSTILE).unwrap_err();
    rendered(|lang| invalid_page(viewer(lang, MetaRoles::ALL), HOSTILE, &error));
}

fn hostile_host(freshness: Freshness) -> Host {
    Host {
        yours: true,
        roid: Some(hostile()),
        addresses: vec![hostile()],
        administrator: Some(hostile_party()),
        requested_administrator: Some(hostile_party()),
        statuses: hostile_statuses(),
        cl_id: Some(hostile()),
        cr_id: Some(hostile()),
        cr_date: Some(NOW),
        up_id: Some(hostile()),
        up_date: Some(NOW),
        tr_date: Some(NOW),
        other: vec![(hostile(), hostile())],
        unknown: hostile_unknown(),
        freshness,
    }
}

#[test]
fn nothing_that_the_registry_sends_comes_alive() {
    for freshness in [fresh(), indexed()] {
        let view = View::Found(Box::new(hostile_host(freshness)));
        let props = Props {
            domains: hostile_users(),
            domains_total: 2,
            timeline: hostile_timeline(),
            ..props("ns1.a.dk", view)
        };
        assert!(html(props).matches("&lt;script&gt;alert(1)").count() > 15);
    }
}
