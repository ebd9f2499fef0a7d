use dk::{MetaRole, Money};
use epp::domain::{Create, DomainContact, HostAttr, Period};
use epp::extensions::secdns::{DsData, KeyData, SecDns};
use time::Duration;

use crate::operations::Decision;
use crate::processing::verification::{self, Which};
use crate::trial::{NOW, Trial, application, dane, domain_info, german, german_company};
use crate::world::Tx;

/// A trial with a registrant, and the registrant's handle.
fn ready() -> (Trial, String) {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    (trial, registrant)
}

fn refused(change: impl FnOnce(&mut Create)) -> (u16, String) {
    let (trial, registrant) = ready();
    let mut command = application("ny.dk", &registrant);
    change(&mut command);
    let said = trial.said(command);
    assert!(trial.registry.read(|world, _| world.domain("ny.dk").is_none()), "{said:?}");
    assert_eq!(trial.registry.read(|world, _| world.account("REG-100001").unwrap().balance.to_string()), "10000.00");
    said
}

fn text(code: u16, text: &str) -> (u16, String) {
    (code, text.to_owned())
}

#[test]
fn a_name_that_dk_cannot_have_is_refused() {
    for name in ["ny.com", "-ny.dk", "ab--c.dk", "a.b.dk", "xn--ny.dk", "нy.dk", &format!("{}.dk", "a".repeat(64))] {
        assert_eq!(refused(|c| c.name = name.into()), text(2306, "Parameter value policy error"), "{name}");
    }
}

#[test]
fn the_order_confirmation_must_be_there_and_recent() {
    let element = "dkhm:orderconfirmationToken";
    let missing = text(2003, "Value required for extension.dkhm:orderconfirmationToken");
    assert_eq!(refused(|c| c.order_confirmation_token = None), missing);
    assert_eq!(refused(|c| c.order_confirmation_token = Some(" ".into())), missing);
    for wrong in ["yesterday", "-5", "1.5", "1785744000000ms"] {
        let bad = text(2005, &format!("Bad value for {element}: >{wrong}<"));
        assert_eq!(refused(|c| c.order_confirmation_token = Some(wrong.into())), bad);
    }
    let at = |moment: time::OffsetDateTime| Some(moment.unix_timestamp().to_string());
    for late in [Duration::days(-30) - Duration::SECOND, Duration::days(1) + Duration::SECOND] {
        let token = at(NOW + late).unwrap();
        let out = text(2004, &format!("{element}: >{token}< exceeds allowed threshold"));
        assert_eq!(refused(|c| c.order_confirmation_token = Some(token.clone())), out);
    }
    for just in [Duration::days(-30), Duration::days(1)] {
        let (trial, registrant) = ready();
        let command = Create { order_confirmation_token: at(NOW + just), ..application("ny.dk", &registrant) };
        assert_eq!(trial.said(command).0, 1001);
    }
}

#[test]
fn only_one_year_is_offered() {
    for (value, unit) in [("2", "y"), ("12", "m"), ("x", "y")] {
        let period = Some(Period { value: value.into(), unit: unit.into() });
        let said = refused(|c| c.period = period);
        assert_eq!(said, text(2001, &format!("Invalid period {value}. Must be within range")));
    }
    let (trial, registrant) = ready();
    assert_eq!(trial.said(Create { period: None, ..application("ny.dk", &registrant) }).0, 1001);
}

#[test]
fn there_is_one_registrant_and_no_other_contact() {
    assert_eq!(refused(|c| c.registrants.clear()), text(2004, "Too few users for contact type"));
    let two = refused(|c| c.registrants.push("DKHM1-DK".into()));
    assert_eq!(two, text(2004, "Too many users for contact type"));
    let with = |role: &str| {
        let role = role.to_owned();
        move |c: &mut Create| c.contacts.push(DomainContact { role, id: "DKHM1-DK".into() })
    };
    let policy = text(2306, "Specifying contacts for registrar handled domains is not allowed");
    assert_eq!(refused(with("admin")), policy);
    assert_eq!(refused(with("billing")), policy);
    let (trial, registrant) = ready();
    let mut technical = application("ny.dk", &registrant);
    with("tech")(&mut technical);
    assert_eq!(trial.said(technical).0, 1001);
}

#[test]
fn name_servers_must_be_known_and_two_to_seven() {
    let bad = |what: &str| text(2004, &format!("Invalid or inactive nameserver: {what}"));
    assert_eq!(refused(|c| c.ns[1] = "ns9.unknown.example".into()), bad("ns9.unknown.example"));
    assert_eq!(refused(|c| c.ns.truncate(1)), bad("ns1.nordisk.example"));
    assert_eq!(refused(|c| c.ns.clear()), bad(""));
    assert_eq!(refused(|c| c.ns[1] = "NS1.nordisk.example".into()), bad("NS1.nordisk.example"));
    let attribute = HostAttr { name: "ns1.ny.dk".into(), addrs: Vec::new() };
    assert_eq!(refused(|c| c.ns_attrs.push(attribute)), bad("ns1.ny.dk"));
    let eight: Vec<String> = ["auth01.ns.dk-hostmaster.dk", "auth02.ns.dk-hostmaster.dk", "auth03.ns.dk-hostmaster.dk"]
        .into_iter()
        .chain([
            "ns1.punktum.dk",
            "ns2.punktum.dk",
            "ns1.nordisk.example",
            "ns2.nordisk.example",
            "ns3.nordisk.example",
        ])
        .map(str::to_owned)
        .collect();
    assert_eq!(refused(|c| c.ns.clone_from(&eight)), bad(&eight.join(", ")));
    let (trial, registrant) = ready();
    let seven = Create { ns: eight[..7].to_vec(), ..application("ny.dk", &registrant) };
    assert_eq!(trial.said(seven).0, 1001);
}

fn ds() -> DsData {
    DsData { key_tag: 1, alg: 13, digest_type: 2, digest: "0F".repeat(32), key: None }
}

#[test]
fn ds_records_follow_the_name_service_rules() {
    let with = |ds: Vec<DsData>| move |c: &mut Create| c.sec_dns = Some(SecDns::from(ds));
    let wrong = |change: fn(&mut DsData)| {
        let mut record = ds();
        change(&mut record);
        refused(with(vec![record]))
    };
    assert_eq!(wrong(|d| d.digest.truncate(40)), text(2004, "Bad digest length"));
    assert_eq!(wrong(|d| d.alg = 12), text(2004, "Parameter value range error"));
    assert_eq!(wrong(|d| d.digest_type = 3), text(2004, "Parameter value range error"));
    assert_eq!(refused(with(vec![ds(), ds()])), text(2302, "DS set already exists"));
    let six = (0..6).map(|key_tag| DsData { key_tag, ..ds() }).collect();
    assert_eq!(refused(with(six)), text(2306, "Parameter value policy error"));
    let key = KeyData { flags: 257, protocol: 3, alg: 13, pub_key: "AAAA".into() };
    let keys = SecDns { max_sig_life: None, ds: Vec::new(), keys: vec![key] };
    assert_eq!(refused(|c| c.sec_dns = Some(keys)), text(2102, "Unimplemented option"));
    let (trial, registrant) = ready();
    let lifetime = SecDns { max_sig_life: Some(604_800), ..SecDns::from(vec![ds()]) };
    trial.done(Create { sec_dns: Some(lifetime), ..application("ny.dk", &registrant) });
    let kept = trial.registry.read(|world, _| world.domain("ny.dk").unwrap().ds.clone());
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].digest.to_lowercase(), "0f".repeat(32));
}

#[test]
fn the_registrant_must_be_the_applicants_own_contact() {
    let registrant = |handle: &str| {
        let handle = handle.to_owned();
        move |c: &mut Create| c.registrants = vec![handle]
    };
    assert_eq!(refused(registrant("ZZ99-DK")), text(2303, "Contact not found"));
    assert_eq!(refused(registrant("nonsense")), text(2303, "Contact not found"));
    let reg = text(2201, "Registrar handle is not permitted for registrant role.");
    assert_eq!(refused(registrant("REG-100001")), reg);
    assert_eq!(refused(registrant("REG-999999")), reg);
    let managed = text(2305, "Specified user handle not permitted without handling by registrar");
    assert_eq!(refused(registrant("DKHM1-DK")), managed);

    let trial = Trial::new().of_foreigner();
    let theirs = trial.contact(german());
    let trial = trial.of_dane();
    assert_eq!(trial.said(application("ny.dk", &theirs)), managed);
}

#[tokio::test]
async fn who_failed_the_id_control_cannot_become_registrant() {
    let trial = Trial::new();
    let registrant = trial.contact(dane());
    crate::operations::verify(&trial.registry, &registrant, Decision::Reject).await.unwrap();
    let text = text(2201, "Registrant has previously failed ID-control and cannot become registrant");
    assert_eq!(trial.said(application("ny.dk", &registrant)), text);
}

#[test]
fn a_name_on_offer_needs_its_code() {
    let (trial, registrant) = ready();
    let invalid = text(2202, "Invalid authorization information");
    for code in [None, Some(""), Some("00000000"), Some("1a2b3c4d5")] {
        let auth_info = code.map(Into::into);
        let command = Create { auth_info, ..application("waiting-list.dk", &registrant) };
        assert_eq!(trial.said(command), invalid, "{code:?}");
    }
    let command = Create { auth_info: Some("1A2B3C4D".into()), ..application("waiting-list.dk", &registrant) };
    assert_eq!(trial.said(command), text(1001, "Create domain pending for waiting-list.dk"));
    trial.advance(Duration::minutes(1));
    assert_eq!(trial.messages(), ["waiting-list.dk has been registered and activated"]);
    assert!(trial.registry.read(|world, _| world.offer("waiting-list.dk").is_none()));
    let ignored = Create { auth_info: Some("anything".into()), ..application("ny.dk", &registrant) };
    assert_eq!(trial.said(ignored).0, 1001);
}

#[test]
fn the_meta_role_registrar_is_needed_and_looked_at_after_the_data() {
    let (trial, registrant) = ready();
    trial.roles(&[MetaRole::Proxy, MetaRole::Payer, MetaRole::NameServerAdministrator]);
    assert_eq!(trial.said(application("ny.dk", &registrant)), text(2201, "No privilege"));
    let unknown = Create { registrants: vec!["ZZ99-DK".into()], ..application("ny.dk", &registrant) };
    assert_eq!(trial.said(unknown).0, 2303);
    trial.roles(&[MetaRole::Registrar]);
    assert_eq!(trial.said(application("ny.dk", &registrant)).0, 1001);
}

#[tokio::test]
async fn without_funds_nothing_is_registered() {
    let (trial, registrant) = ready();
    let fill = |kroner| crate::operations::fill(&trial.registry, "REG-100001", Money::from_kroner(kroner).unwrap());
    fill(-9_951).await.unwrap();
    let poor = text(2104, "Insufficient credit. Domain cannot be created.");
    assert_eq!(trial.said(application("ny.dk", &registrant)), poor);
    assert_eq!(fill(1).await.unwrap().to_string(), "50.00");
    assert_eq!(trial.said(application("ny.dk", &registrant)).0, 1001);
    assert_eq!(trial.said(application("ny2.dk", &registrant)), poor);
}

#[test]
fn names_are_answered_as_u_labels_and_expire_at_a_months_end() {
    let (trial, registrant) = ready();
    let reply = trial.done(application("xn--bleskive-i0a.DK", &registrant));
    assert_eq!(reply.text, "Create domain pending for æbleskive.dk");
    assert_eq!(reply.tracking_number.as_deref(), Some("2026080300001"));
    trial.advance(Duration::minutes(1));
    trial.registry.read(|world, _| {
        let domain = world.domain("æbleskive.dk").unwrap();
        assert_eq!(domain.created, NOW + Duration::minutes(1));
        assert_eq!(domain.expires, time::macros::datetime!(2027-08-31 21:59:59 UTC));
        assert!(domain.auto_renew);
    });
}

#[test]
fn auto_renewal_is_the_accounts_unless_said_otherwise() {
    let (trial, registrant) = ready();
    assert_eq!(
        trial.said(Create { auto_renew: Some("perhaps".into()), ..application("a1.dk", &registrant) }),
        text(2005, "Bad value for dkhm:autoRenew: >perhaps<")
    );
    trial.done(Create { auto_renew: Some("false".into()), ..application("a1.dk", &registrant) });
    trial.change(|tx: &mut Tx<'_>| {
        let mut account = crate::world::Account::clone(tx.world().account("REG-100001").unwrap());
        account.auto_renew = false;
        tx.put_account(account);
    });
    trial.done(application("a2.dk", &registrant));
    trial.done(Create { auto_renew: Some("true".into()), ..application("a3.dk", &registrant) });
    let renews = |name| trial.registry.read(|world, _| world.domain(name).unwrap().auto_renew);
    assert_eq!(["a1.dk", "a2.dk", "a3.dk"].map(renews), [false, false, true]);
}

#[test]
fn provisioning_keeps_pending_create_for_a_while() {
    let settings = crate::config::Settings { provisioning: Duration::seconds(30), ..Default::default() };
    let trial = Trial::with(settings);
    let registrant = trial.contact(german_company());
    trial.done(application("ny.dk", &registrant));
    let statuses = || match trial.done(domain_info("ny.dk")).data {
        Some(epp::ResData::DomainInfo(info)) => info.statuses.into_iter().map(|s| s.value).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert!(statuses().contains(&"serverHold".to_owned()));
    trial.advance(Duration::seconds(60));
    assert_eq!(trial.messages(), ["ny.dk has been registered and activated"]);
    let expected = ["pendingCreate", "serverRenewProhibited", "serverDeleteProhibited", "serverTransferProhibited"];
    assert_eq!(statuses(), expected);
    trial.advance(Duration::seconds(30));
    assert_eq!(statuses(), ["serverRenewProhibited"]);
    assert_eq!(trial.messages().len(), 1);
}

#[test]
fn a_registrant_on_the_way_to_verification_is_asked_once() {
    let trial = Trial::new();
    let registrant = trial.contact(dane());
    trial.done(application("en.dk", &registrant));
    trial.advance(Duration::minutes(1));
    trial.done(application("to.dk", &registrant));
    trial.advance(Duration::minutes(1));
    let asked = format!("{registrant} has to complete the mandatory ID and data check - registry");
    assert_eq!(trial.messages().iter().filter(|text| **text == asked).count(), 1);
    trial.change(|tx| verification::complete(tx, &registrant, Which::Identity));
    assert_eq!(
        trial.messages().last().unwrap(),
        &format!("{registrant} has completed the mandatory ID check - registry")
    );
    trial.change(|tx| verification::complete(tx, &registrant, Which::Email));
    let last: Vec<String> = trial.messages().into_iter().rev().take(3).collect();
    assert_eq!(
        last,
        [
            "to.dk has been activated".to_owned(),
            "en.dk has been activated".to_owned(),
            format!("{registrant} has completed the mandatory data check - registry"),
        ]
    );
}
