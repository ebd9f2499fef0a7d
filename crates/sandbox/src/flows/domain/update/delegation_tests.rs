//! Name servers and DS records.

use dk::MetaRole;
use epp::domain::{AuthInfoChange, HostAttr, Update};
use epp::extensions::secdns;

use super::tests::{domain, done, edit, refused, registered, registrant_managed, suspended, text, told, update};
use crate::processing::requests;
use crate::trial::{Trial, host_create};
use crate::world::domain::{DsData, SuspensionCause};
use crate::world::{Host, Key};

fn servers(rem: &[&str], add: &[&str]) -> Update {
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    update(|u| {
        u.rem.ns = list(rem);
        u.add.ns = list(add);
    })
}

fn record(key_tag: u16) -> secdns::DsData {
    secdns::DsData { key_tag, alg: 13, digest_type: 2, digest: "ab".repeat(32), key: None }
}

fn add_ds(records: Vec<secdns::DsData>) -> Update {
    update(|u| {
        u.sec_dns = Some(secdns::Update { add: Some(secdns::SecDns::from(records)), ..secdns::Update::default() });
    })
}

fn rem_ds(all: bool, ds: Vec<secdns::DsData>) -> Update {
    update(|u| {
        let rem = secdns::Remove { all, ds, keys: Vec::new() };
        u.sec_dns = Some(secdns::Update { rem: Some(rem), ..secdns::Update::default() });
    })
}

fn signed(trial: &Trial, tags: &[u16]) {
    let record = |tag: &u16| DsData { key_tag: *tag, algorithm: 13, digest_type: 2, digest: "ab".repeat(32) };
    edit(trial, |domain| domain.ds = tags.iter().map(record).collect());
}

fn tags(trial: &Trial) -> Vec<u16> {
    domain(trial).ds.iter().map(|ds| ds.key_tag).collect()
}

#[test]
fn new_servers_are_told_and_delete_the_ds_records() {
    let trial = registered();
    signed(&trial, &[1, 2]);
    let command = servers(&["ns2.nordisk.example"], &["NS3.Nordisk.Example", "ns1.foreign.example"]);
    assert_eq!(trial.said(command), done());
    let now = domain(&trial);
    assert_eq!(now.name_servers, ["ns1.nordisk.example", "ns3.nordisk.example", "ns1.foreign.example"]);
    assert!(now.ds.is_empty() && now.updated.is_some());
    assert_eq!(
        told(&trial),
        [
            "Name servers has been changed for ny.dk, from ns1.nordisk.example, ns2.nordisk.example to \
             ns1.nordisk.example, ns3.nordisk.example, ns1.foreign.example",
            "DS records has been changed for ny.dk",
        ]
    );
    let shown = trial.registry.read(|world, _| world.host_linked("ns2.nordisk.example"));
    assert!(!shown, "nobody uses the server any more");
}

#[test]
fn records_added_in_the_same_command_stand_afterwards() {
    let trial = registered();
    signed(&trial, &[1, 2]);
    let mut command = servers(&[], &["ns3.nordisk.example"]);
    command.sec_dns = Some(secdns::Update {
        rem: Some(secdns::Remove { all: true, ..secdns::Remove::default() }),
        add: Some(secdns::SecDns::from(vec![record(7)])),
        ..secdns::Update::default()
    });
    assert_eq!(trial.said(command), done());
    assert_eq!(tags(&trial), [7]);
}

#[test]
fn servers_to_add_must_fit() {
    let trial = registered();
    trial.done(host_create("ns1.ny.dk", &["185.20.205.1"]));
    trial.change(|tx| {
        let host = Host::clone(tx.world().host("ns1.ny.dk").unwrap());
        tx.put_host(Host { addresses: Vec::new(), ..host });
    });
    let waiting =
        epp::host::Create { requested_ns_admin: Some("REG-100002".into()), ..host_create("ns7.nordisk.example", &[]) };
    assert_eq!(trial.said(waiting).0, 1001);
    for (host, expected) in [
        ("ns9.nordisk.example", text(2303, "Host not found: ns9.nordisk.example")),
        ("nonsense", text(2303, "Host not found: nonsense")),
        ("ns1.nordisk.example", text(2302, "Host / domain relation already exists")),
        ("ns7.nordisk.example", text(2004, "Invalid or inactive nameserver: ns7.nordisk.example")),
        ("ns1.ny.dk", text(2303, "Gluerecords required on new nameserver")),
    ] {
        assert_eq!(refused(&trial, servers(&[], &[host])), expected);
    }
    let twice = servers(&[], &["ns3.nordisk.example", "ns3.nordisk.example"]);
    assert_eq!(refused(&trial, twice), text(2302, "Host / domain relation already exists"));
    let attr = || vec![HostAttr { name: "ns3.nordisk.example".into(), addrs: Vec::new() }];
    let add = update(|u| u.add.ns_attrs = attr());
    assert_eq!(refused(&trial, add), text(2303, "IP not supported for nameserver add"));
    let rem = update(|u| u.rem.ns_attrs = attr());
    assert_eq!(refused(&trial, rem), text(2303, "IP not supported for nameserver remove"));
}

#[test]
fn new_servers_must_answer_for_the_name() {
    let trial = registered();
    for (label, expected) in [
        ("unresolvable", "Unable to resolve nameserver."),
        ("mismatch", "SOA Serial mismatch between responses."),
        ("timeout", "Failed to query nameservers. Timed out."),
    ] {
        let host = format!("{label}.nordisk.example");
        trial.done(host_create(&host, &[]));
        assert_eq!(refused(&trial, servers(&[], &[&host])), text(2303, expected));
    }
}

#[test]
fn two_to_seven_servers_remain() {
    let trial = registered();
    let not_found = text(2304, "Host / domain relation not found");
    assert_eq!(refused(&trial, servers(&["ns3.nordisk.example"], &[])), not_found);
    assert_eq!(refused(&trial, servers(&["ns9.example"], &[])), text(2303, "Host not found: ns9.example"));
    assert_eq!(refused(&trial, servers(&["ns1.nordisk.example"], &[])), text(2308, "Too few hosts."));
    let names: Vec<String> = (1..=6).map(|number| format!("extra{number}.nordisk.example")).collect();
    for name in &names {
        trial.done(host_create(name, &[]));
    }
    let six: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(refused(&trial, servers(&[], &six)), text(2303, "Too many hosts."));
    assert_eq!(trial.said(servers(&[], &six[..5])), done());
    // Servers that ceased to be active do not count.
    trial.change(|tx| {
        let host = Host::clone(tx.world().host("ns1.nordisk.example").unwrap());
        let awaiting = Some(crate::world::host::HostApproval {
            registrant: false,
            admin: true,
            accepted: None,
            new_admin: None,
            until: tx.now + dk::timers::ROLE_ACCEPTANCE,
            requested_by: crate::world::domain::Transaction {
                account: Key::from("REG-100001"),
                client: None,
                server: "SV-1".into(),
            },
        });
        tx.put_host(Host { awaiting, ..host });
    });
    edit(&trial, |domain| domain.name_servers.truncate(2));
    let one_left = servers(&["ns2.nordisk.example"], &["ns3.nordisk.example"]);
    assert_eq!(refused(&trial, one_left), text(2004, "To few active hosts"));
}

#[test]
fn a_host_cannot_be_removed_and_added_at_once() {
    let said = refused(&registered(), servers(&["ns1.nordisk.example"], &["NS1.nordisk.example"]));
    assert_eq!(said, text(2308, "Multiple operations perfomed in one request: (NS1.nordisk.example)"));
}

#[test]
fn servers_are_changed_by_those_in_the_right_role() {
    let command = || servers(&[], &["ns3.nordisk.example"]);
    let trial = registered();
    trial.roles(&[MetaRole::Proxy, MetaRole::Registrar, MetaRole::Payer]);
    assert_eq!(refused(&trial, command()), text(2201, "No privilege."));
    assert_eq!(refused(&registered().of_foreigner(), command()), text(2201, "No privilege."));
    // Who administers a server of a foreign name may change its servers, if all of those are theirs.
    let trial = registered();
    edit(&trial, |domain| domain.name_servers[1] = Key::from("ns1.foreign.example"));
    let trial = trial.of_foreigner();
    let theirs = "No privilege. You are not NSA for all nameservers (old and new)";
    assert_eq!(refused(&trial, command()), text(2004, theirs));
    let command = servers(&["ns1.nordisk.example"], &["ns2.foreign.example"]);
    assert_eq!(refused(&trial, command), text(2004, theirs));
    assert_eq!(trial.said(servers(&[], &["ns2.foreign.example"])), done());
}

#[test]
fn an_outsider_changes_servers_by_a_token_for_that() {
    let trial = registered();
    trial.done(update(|u| u.auth_info = Some(AuthInfoChange::set("autoredel"))));
    let token = domain(&trial).redelegation.unwrap().token;
    let with = |token: &str, rem: &[&str], add: &[&str]| Update {
        auth_info: Some(AuthInfoChange::set(token)),
        ..servers(rem, add)
    };
    let (old, new) = (["ns1.nordisk.example", "ns2.nordisk.example"], ["ns1.foreign.example", "ns2.foreign.example"]);
    let trial = trial.of_foreigner();
    let wrong = "REG-REDEL-00000000000000000000000000000000";
    assert_eq!(refused(&trial, with(wrong, &old, &new)), text(2202, "Invalid authorization information"));
    let theirs = "No privilege. You are not NSA for all nameservers (old and new)";
    assert_eq!(refused(&trial, with(&token, &[], &["ns3.nordisk.example"])), text(2004, theirs));
    assert_eq!(trial.said(with(&token, &old, &new)), done());
    assert_eq!(domain(&trial).name_servers, new);
    // It is used up.
    assert_eq!(domain(&trial).redelegation, None);
    assert_eq!(told(&trial.of_dane()).len(), 1);
}

#[test]
fn a_registrant_must_agree_to_new_servers() {
    let trial = registrant_managed(|domain| domain.admin = Some(Key::from("REG-100001")));
    signed(&trial, &[1]);
    let mut command = servers(&["ns2.nordisk.example"], &["ns3.nordisk.example"]);
    command.sec_dns =
        Some(secdns::Update { add: Some(secdns::SecDns::from(vec![record(7)])), ..secdns::Update::default() });
    let asked = text(1001, "Command completed. Pending registrant approval");
    assert_eq!(trial.said(command.clone()), asked);
    assert_eq!(domain(&trial).name_servers, ["ns1.nordisk.example", "ns2.nordisk.example"]);
    assert_eq!(tags(&trial), [1]);
    let statuses = |trial: &Trial| match trial.done(crate::trial::domain_info("ny.dk")).data {
        Some(epp::ResData::DomainInfo(data)) => data.statuses.iter().any(|status| status.value == "pendingUpdate"),
        other => panic!("{other:?}"),
    };
    assert!(statuses(&trial));
    // One request at a time.
    assert_eq!(refused(&trial, command.clone()), text(2304, "Domain status prohibits operation"));
    assert!(trial.change(|tx| requests::answer(tx, &Key::from("ny.dk"), true)));
    assert_eq!(domain(&trial).name_servers, ["ns1.nordisk.example", "ns3.nordisk.example"]);
    assert_eq!(tags(&trial), [7]);
    assert!(!statuses(&trial));
    assert_eq!(told(&trial).len(), 2, "{:?}", told(&trial));
    // A refusal or silence leaves all as it is.
    let back = || servers(&["ns3.nordisk.example"], &["ns2.nordisk.example"]);
    assert_eq!(trial.said(back()), asked);
    assert!(trial.change(|tx| requests::answer(tx, &Key::from("ny.dk"), false)));
    assert!(!trial.change(|tx| requests::answer(tx, &Key::from("ny.dk"), true)));
    assert_eq!(trial.said(back()), asked);
    trial.advance(dk::timers::ROLE_ACCEPTANCE);
    assert_eq!(domain(&trial).pending, None);
    assert_eq!(domain(&trial).name_servers, ["ns1.nordisk.example", "ns3.nordisk.example"]);
}

#[test]
fn ds_records_come_and_go() {
    let trial = registered();
    assert_eq!(trial.said(add_ds(vec![record(1), record(2)])), done());
    assert_eq!(trial.said(rem_ds(false, vec![record(1)])), done());
    assert_eq!(tags(&trial), [2]);
    assert_eq!(told(&trial), ["DS records has been changed for ny.dk"; 2]);
    let mut replaced = rem_ds(true, Vec::new());
    if let Some(sec_dns) = &mut replaced.sec_dns {
        sec_dns.add = Some(secdns::SecDns { max_sig_life: Some(60), ..secdns::SecDns::from(vec![record(3)]) });
    }
    assert_eq!(trial.said(replaced), done());
    assert_eq!(tags(&trial), [3]);
    assert_eq!(trial.said(rem_ds(true, Vec::new())), done());
    assert_eq!(refused(&trial, rem_ds(true, Vec::new())), text(2303, "No DS records for domain"));
    assert_eq!(refused(&trial, rem_ds(false, vec![record(3)])), text(2303, "No DS records for domain"));
    assert_eq!(trial.said(rem_ds(false, Vec::new())), done());
}

#[test]
fn ds_records_must_fit() {
    let trial = registered();
    signed(&trial, &[1]);
    assert_eq!(refused(&trial, add_ds(vec![record(1)])), text(2302, "DS set already exists"));
    assert_eq!(refused(&trial, add_ds(vec![record(2), record(2)])), text(2302, "DS set already exists"));
    let short = secdns::DsData { digest: "ab".repeat(20), ..record(2) };
    assert_eq!(refused(&trial, add_ds(vec![short])), text(2004, "Bad digest length"));
    let unknown = secdns::DsData { alg: 99, ..record(2) };
    assert_eq!(refused(&trial, add_ds(vec![unknown])), text(2004, "Parameter value range error"));
    assert_eq!(refused(&trial, rem_ds(false, vec![record(9)])), text(2303, "DS set not found"));
    let both = "Remove \"all\" and specific keys not allowed in same operation.";
    assert_eq!(refused(&trial, rem_ds(true, vec![record(1)])), text(2306, both));
    let six = add_ds((2..=6).map(record).collect());
    assert_eq!(refused(&trial, six), text(2306, "Parameter value policy error"));
    let key = secdns::KeyData { flags: 257, protocol: 3, alg: 13, pub_key: "AwEAAQ==".into() };
    let keys = secdns::SecDns { keys: vec![key], ..secdns::SecDns::default() };
    let keys = update(|u| u.sec_dns = Some(secdns::Update { add: Some(keys), ..secdns::Update::default() }));
    assert_eq!(refused(&trial, keys), text(2102, "Unimplemented option"));
}

#[test]
fn ds_records_are_changed_by_those_in_the_right_role_and_state() {
    let command = || add_ds(vec![record(1)]);
    assert_eq!(refused(&registered().of_foreigner(), command()), text(2201, "No privilege."));
    let trial = registered();
    trial.roles(&[MetaRole::Proxy]);
    assert_eq!(refused(&trial, command()), text(2201, "No privilege."));
    let trial = registered();
    edit(&trial, |domain| domain.state = suspended(SuspensionCause::Registry));
    assert_eq!(refused(&trial, command()), text(2304, "Domain status prohibits operation"));
    assert_eq!(
        refused(&trial, servers(&[], &["ns3.nordisk.example"])),
        text(2304, "Domain status prohibits operation")
    );
    // The administrator of the servers of a registrant-managed name may, and nobody is asked.
    let trial = registrant_managed(|_| {});
    assert_eq!(trial.said(command()), done());
    assert_eq!(tags(&trial), [1]);
}
