//! Every frame of a whole journey, in both directions, against the registry's schemas.

use epp::client::Direction;
use epp::extensions::secdns::{self, DsData, SecDns};
use epp::{CommandBody, Login, contact, domain, host};
use sandbox::{Config, Sandbox, Seed};
use time::Duration;

use crate::support::{
    START, Tap, application, config, connector, create_contact, danish_person, drain, foreigner, send,
};

/// Every kind of update, and what shows them.
fn updates(registrant: &str) -> Vec<CommandBody> {
    let update = || domain::Update { name: "kornblomst.dk".into(), ..domain::Update::default() };
    let records = |number: u16| {
        let record = DsData { key_tag: number, alg: 8, digest_type: 4, digest: "0F".repeat(48), key: None };
        Some(SecDns { max_sig_life: Some(604_800), ..SecDns::from(vec![record]) })
    };
    let all = Some(secdns::Remove { all: true, ..secdns::Remove::default() });
    let replaced = secdns::Update { rem: all, add: records(7), max_sig_life: Some(60), urgent: true };
    let one = secdns::Remove { ds: records(7).unwrap_or_default().ds, ..secdns::Remove::default() };
    let payer = domain::DomainContact { role: "billing".into(), id: "REG-100001".into() };
    let roles = |name: &str, parts: domain::Parts| domain::Update { name: name.into(), add: parts, ..update() };
    let change = domain::Update {
        registrant: Some(registrant.into()),
        order_confirmation_token: Some(START.unix_timestamp().to_string()),
        ..update()
    };
    let servers = |name: &str| domain::Parts { ns: vec![name.into()], ..domain::Parts::default() };
    let set = |word: &str| Some(domain::AuthInfoChange::set(word));
    vec![
        domain::Update { add: servers("ns3.nordisk.example"), ..update() }.into(),
        domain::Update { sec_dns: Some(secdns::Update { add: records(1), ..Default::default() }), ..update() }.into(),
        domain::Update { sec_dns: Some(replaced), auto_renew: Some("false".into()), ..update() }.into(),
        domain::Update { sec_dns: Some(secdns::Update { rem: Some(one), ..Default::default() }), ..update() }.into(),
        domain::Update { auth_info: set(domain::AUTO_TRANSFER), ..update() }.into(),
        domain::Info { name: "kornblomst.dk".into(), ..domain::Info::default() }.into(),
        domain::Update { auth_info: Some(domain::AuthInfoChange::unset()), ..update() }.into(),
        roles("viborg-vævning.dk", domain::Parts { contacts: vec![payer], ..domain::Parts::default() }).into(),
        roles("kær-keramik.dk", servers("ns3.nordisk.example")).into(),
        domain::Info { name: "kær-keramik.dk".into(), ..domain::Info::default() }.into(),
        change.into(),
        domain::Transfer::request("inger-kær.dk", None).into(),
        domain::Info { name: "inger-kær.dk".into(), ..domain::Info::default() }.into(),
        domain::Transfer::request("bretagne.dk", Some("OWN-TRANSFER-a84ecadf4efcc82e38c1799697c6525b".into())).into(),
    ]
}

#[tokio::test]
async fn every_frame_of_the_journey_is_valid() {
    let sandbox = Sandbox::start(Config { seed: Seed::Demo, ..config() }).await.unwrap();
    let tap = Tap::new();
    let mut session = connector(&sandbox).tap(tap.clone()).connect().await.unwrap();
    session.hello().await.unwrap();
    let login = Login::new("EPP-100001", "Sandbox-100001").services(session.greeting());
    session.login(login, "journey-1").await.unwrap();
    send(&mut session, CommandBody::Balance).await;

    let portfolio = sandbox.registry().read(|world, now| sandbox::portfolio::of(world, "REG-100001", now));
    let names: Vec<String> = portfolio.domains.iter().map(|d| d.name.to_string()).collect();
    for name in names.iter().map(String::as_str).chain(["waiting-list.dk", "dk-hostmaster.dk", "æøåöäüé.dk"]) {
        send(&mut session, domain::Info { name: name.into(), ..domain::Info::default() }).await;
    }
    send(&mut session, domain::Check { names }).await;
    for view in &portfolio.contacts {
        send(&mut session, contact::Info { id: view.handle.to_string(), auth_info: None }).await;
    }
    send(&mut session, contact::Info { id: "DKHM1-DK".into(), auth_info: None }).await;
    send(&mut session, contact::Check { ids: vec!["DKHM1-DK".into(), "ZZ9-DK".into()] }).await;
    for view in &portfolio.hosts {
        send(&mut session, host::Info { name: view.name.to_string() }).await;
    }
    send(&mut session, host::Check { names: vec!["ns1.nordisk.example".into(), "ns9.nordisk.example".into()] }).await;

    let person = create_contact(&mut session, danish_person()).await;
    let foreigner = create_contact(&mut session, foreigner()).await;
    let ds = DsData { key_tag: 1, alg: 13, digest_type: 2, digest: "0f".repeat(32), key: None };
    let signed = domain::Create { sec_dns: Some(SecDns::from(vec![ds])), ..application("åben.dk", &foreigner) };
    send(&mut session, signed).await;
    send(&mut session, application("lukket.dk", &person)).await;
    send(&mut session, application("punktum.dk", &person)).await;
    let addrs = vec!["185.20.205.20".parse::<std::net::IpAddr>().unwrap().into()];
    let new_host = host::Create { name: "ns9.nordisk-domæne.dk".into(), addrs, requested_ns_admin: None };
    send(&mut session, new_host.clone()).await;
    let asked = Some("DKHM1-DK".to_owned());
    send(&mut session, host::Create { name: "ns8.nordisk-domæne.dk".into(), requested_ns_admin: asked, ..new_host })
        .await;
    for command in updates(&person) {
        send(&mut session, command).await;
    }
    // Refusals are frames as well.
    send(&mut session, domain::Create { order_confirmation_token: Some("<&>".into()), ..application("x.dk", &person) })
        .await;
    send(&mut session, domain::Info { name: "ledig.dk".into(), ..domain::Info::default() }).await;
    sandbox.advance(Duration::days(62)).await.unwrap();
    assert!(drain(&mut session).await.len() > 15);
    session.logout("journey-9").await.unwrap();

    let frames = tap.frames();
    assert!(frames.len() > 300, "{}", frames.len());
    let labelled: Vec<(String, &str)> = frames
        .iter()
        .enumerate()
        .map(|(index, (direction, xml))| {
            (format!("{index} {}", if *direction == Direction::Sent { "C" } else { "S" }), xml.as_str())
        })
        .collect();
    let frames: Vec<(&str, &str)> = labelled.iter().map(|(label, xml)| (label.as_str(), *xml)).collect();
    epp::schema::assert_valid("every_frame_of_the_journey_is_valid", &frames);
}
