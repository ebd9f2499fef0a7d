//! Name servers.

use std::net::IpAddr;

use time::{Duration, OffsetDateTime};

use super::contacts::handle;
use super::{DANISH, FOREIGN};
use crate::world::domain::Transaction;
use crate::world::host::HostApproval;
use crate::world::{Host, Key, REGISTRY, Tx};

pub(super) fn seed_registry(tx: &mut Tx<'_>) {
    for (name, addresses) in [
        ("auth01.ns.dk-hostmaster.dk", &["193.163.102.7", "2a01:630:0:40:b1a:b1a:c01:1"][..]),
        ("auth02.ns.dk-hostmaster.dk", &["193.163.102.8"]),
        ("auth03.ns.dk-hostmaster.dk", &["193.163.102.9"]),
        ("ns1.punktum.dk", &["193.163.102.21"]),
        ("ns2.punktum.dk", &["193.163.102.22"]),
    ] {
        tx.put_host(host(tx.now, name, addresses, REGISTRY, REGISTRY));
    }
    for name in ["ns1.nordisk.example", "ns2.nordisk.example", "ns3.nordisk.example"] {
        tx.put_host(host(tx.now, name, &[], DANISH, DANISH));
    }
    for name in ["ns1.foreign.example", "ns2.foreign.example"] {
        tx.put_host(host(tx.now, name, &[], FOREIGN, FOREIGN));
    }
}

pub(super) fn seed_portfolio(tx: &mut Tx<'_>) {
    for (name, addresses) in [
        ("ns1.nordisk-domæne.dk", &["185.20.205.11", "2a0d:5600:8:14::11"][..]),
        ("ns2.nordisk-domæne.dk", &["185.20.205.12"]),
        ("ns3.nordisk-domæne.dk", &["185.20.205.13"]),
    ] {
        tx.put_host(host(tx.now, name, addresses, DANISH, DANISH));
    }
    tx.put_host(host(tx.now, "dns1.drift.example", &[], DANISH, handle::NAME_SERVER_ADMIN));
    let awaiting = HostApproval {
        registrant: false,
        admin: true,
        accepted: None,
        new_admin: None,
        until: tx.now + dk::timers::ROLE_ACCEPTANCE - Duration::days(3),
        requested_by: Transaction {
            account: Key::from(DANISH),
            client: Some("demo-host-create".into()),
            server: "7E0A6C5C-0000-4000-8000-0000000000D2".into(),
        },
    };
    let waiting = host(tx.now, "dns2.drift.example", &[], DANISH, handle::FRENCH);
    tx.put_host(Host { awaiting: Some(awaiting), created: tx.now - Duration::days(3), ..waiting });
}

fn host(now: OffsetDateTime, name: &str, addresses: &[&str], sponsor: &str, admin: &str) -> Host {
    Host {
        name: Key::from(name),
        addresses: addresses.iter().filter_map(|address| address.parse::<IpAddr>().ok()).collect(),
        admin: Key::from(admin),
        sponsor: Key::from(sponsor),
        created_by: Key::from(sponsor),
        created: now - Duration::days(1_600),
        updated_by: None,
        updated: None,
        awaiting: None,
        doomed: false,
    }
}
