//! A name in the hands of two registrars, over TLS: what each may do, and what each is told.

use epp::client::Session;
use epp::domain::{AuthInfoChange, DomainContact, InfoData, Parts, Transfer, Update};
use epp::extensions::secdns::{self, DsData, SecDns};
use epp::{Extensions, ResData, domain};
use sandbox::operations::{self, Decision};
use sandbox::processing::verification::Which;
use sandbox::{Config, Handle, Sandbox, Seed};
use time::Duration;

use crate::support::{
    START, application, config, create_contact, danish_person, drain, foreigner, said, send, sign_in, sign_in_as,
    start, texts,
};

const DONE: (u16, &str) = (1000, "Command completed successfully");

fn update(name: &str) -> Update {
    Update { name: name.to_owned(), ..Update::default() }
}

async fn info(session: &mut Session, name: &str) -> (InfoData, Extensions) {
    let response = send(session, domain::Info { name: name.into(), ..domain::Info::default() }).await;
    match response.data {
        Some(ResData::DomainInfo(info)) => (*info, response.extensions),
        other => panic!("{other:?}"),
    }
}

async fn registered(sandbox: &Handle, session: &mut Session, name: &str) {
    let registrant = create_contact(session, foreigner()).await;
    send(session, application(name, &registrant)).await;
    sandbox.advance(Duration::minutes(1)).await.unwrap();
    assert_eq!(texts(&drain(session).await), [format!("{name} has been registered and activated")]);
}

#[tokio::test]
async fn a_name_is_changed_and_handed_over() {
    let sandbox = start().await;
    let mut dane = sign_in(&sandbox).await;
    let mut briton = sign_in_as(&sandbox, "100002").await;
    registered(&sandbox, &mut dane, "flyttes.dk").await;

    // New name servers, a signed zone, and no renewal, in one command.
    let record = DsData { key_tag: 4711, alg: 13, digest_type: 2, digest: "ab".repeat(32), key: None };
    let command = Update {
        add: Parts { ns: vec!["ns3.nordisk.example".into()], ..Parts::default() },
        rem: Parts { ns: vec!["ns2.nordisk.example".into()], ..Parts::default() },
        sec_dns: Some(secdns::Update { add: Some(SecDns::from(vec![record])), ..secdns::Update::default() }),
        auto_renew: Some("false".into()),
        ..update("flyttes.dk")
    };
    assert_eq!(said(&send(&mut dane, command).await), DONE);
    let (shown, extensions) = info(&mut dane, "flyttes.dk").await;
    assert_eq!(shown.ns, ["ns1.nordisk.example", "ns3.nordisk.example"]);
    assert_eq!(extensions.sec_dns.map(|dns| dns.ds[0].key_tag), Some(4711));
    assert_eq!(extensions.dkhm.auto_renew, Some(false));
    let told = drain(&mut dane).await;
    assert_eq!(
        texts(&told),
        [
            "Name servers has been changed for flyttes.dk, from ns1.nordisk.example, ns2.nordisk.example to \
             ns1.nordisk.example, ns3.nordisk.example",
            "DS records has been changed for flyttes.dk"
        ]
    );
    assert!(told.iter().all(|message| matches!(message.data, Some(ResData::DomainInfo(_)))));

    // A token for the other registrar, which nobody else sees.
    let command = Update { auth_info: Some(AuthInfoChange::set("autotransfer")), ..update("flyttes.dk") };
    assert_eq!(said(&send(&mut dane, command).await), DONE);
    let (before, extensions) = info(&mut dane, "flyttes.dk").await;
    let token = extensions.dkhm.auth_info[0].token.clone();
    assert!(token.expose().starts_with("REG-TRANSFER-"));
    assert!(info(&mut briton, "flyttes.dk").await.1.dkhm.auth_info.is_empty());

    let response = send(&mut briton, Transfer::request("flyttes.dk", Some(token))).await;
    assert_eq!(said(&response), DONE);
    let Some(ResData::DomainTransfer(data)) = response.data else { panic!("{:?}", response.data) };
    assert_eq!((data.tr_status.as_str(), data.re_id.as_str()), ("clientApproved", "REG-100002"));
    for (session, expected) in [
        (&mut briton, "flyttes.dk has been added to your portfolio"),
        (&mut dane, "flyttes.dk has been removed from your portfolio"),
    ] {
        let told = drain(session).await;
        assert_eq!(texts(&told), [expected]);
        assert_eq!(told[0].data, Some(ResData::DomainTransfer(data.clone())));
    }
    let (after, _) = info(&mut briton, "flyttes.dk").await;
    assert_eq!((after.cl_id.as_str(), after.ex_date), ("REG-100002", before.ex_date));
    assert_ne!(after.registrant, before.registrant);
    let command = Update { auto_renew: Some("true".into()), ..update("flyttes.dk") };
    let expected = (2201, "No privilege. You are not authorized to change auto_renew");
    assert_eq!(said(&send(&mut dane, command).await), expected);
}

#[tokio::test]
async fn a_change_of_registrant_waits_for_the_danes_identification() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    registered(&sandbox, &mut session, "overdrages.dk").await;
    let new = create_contact(&mut session, danish_person()).await;
    let command = Update {
        registrant: Some(new.clone()),
        order_confirmation_token: Some(START.unix_timestamp().to_string()),
        ..update("overdrages.dk")
    };
    let response = send(&mut session, command).await;
    assert_eq!(said(&response), (1001, "Command completed. Pending registrant accept"));
    let (shown, _) = info(&mut session, "overdrages.dk").await;
    assert!(shown.statuses.iter().any(|status| status.value == "pendingUpdate"), "{:?}", shown.statuses);
    assert_ne!(shown.registrant.as_deref(), Some(new.as_str()));

    operations::verify(sandbox.registry(), &new, Decision::Complete(Which::Both)).await.unwrap();
    let told = drain(&mut session).await;
    assert_eq!(
        texts(&told),
        [
            format!("{new} has to complete the mandatory ID and data check - registry"),
            format!("{new} has completed the mandatory ID and data check - registry"),
            format!("The registrant has been changed to {new} for overdrages.dk"),
        ]
    );
    let Some(ResData::DomainPan(outcome)) = &told[2].data else { panic!("{:?}", told[2].data) };
    assert_eq!((outcome.result, outcome.sv_trid.as_str()), (true, response.tr_id.sv.as_str()));
    let (shown, _) = info(&mut session, "overdrages.dk").await;
    assert_eq!(shown.registrant, Some(new));
    assert!(shown.statuses.iter().all(|status| status.value != "pendingUpdate"));
}

#[tokio::test]
async fn a_registrant_managed_name_of_the_seed_is_served_and_taken_over() {
    let sandbox = Sandbox::start(Config { seed: Seed::Demo, ..config() }).await.unwrap();
    let mut session = sign_in(&sandbox).await;
    drain(&mut session).await;
    // Its name servers are the registrar's, but the registrant has to agree to others.
    let name = "viborg-vævning.dk";
    let command = Update { add: Parts { ns: vec!["ns3.nordisk.example".into()], ..Parts::default() }, ..update(name) };
    let response = send(&mut session, command).await;
    assert_eq!(said(&response), (1001, "Command completed. Pending registrant approval"));
    operations::answer_domain(sandbox.registry(), name, true).await.unwrap();
    assert!(operations::answer_domain(sandbox.registry(), name, true).await.is_err());
    assert_eq!(info(&mut session, name).await.0.ns.len(), 3);
    // The registrar offers to pay.
    let payer = vec![DomainContact { role: "billing".into(), id: "REG-100001".into() }];
    let command = Update { add: Parts { contacts: payer, ..Parts::default() }, ..update(name) };
    assert_eq!(said(&send(&mut session, command).await), DONE);
    let (shown, _) = info(&mut session, name).await;
    assert_eq!(shown.cl_id, "DKHM1-DK");
    assert!(shown.contacts.iter().any(|contact| contact.role == "billing" && contact.id == "REG-100001"));
    drain(&mut session).await;
    let response = send(&mut session, Transfer::request(name, None)).await;
    let Some(ResData::DomainTransfer(data)) = response.data else { panic!("{:?}", response.results) };
    assert_eq!((data.tr_status.as_str(), data.ac_id.as_deref()), ("serverApproved", Some("DKHM1-DK")));
    assert_eq!(texts(&drain(&mut session).await), [format!("{name} has been added to your portfolio")]);
    let (shown, _) = info(&mut session, name).await;
    assert_eq!(shown.cl_id, "REG-100001");
    assert!(shown.contacts.is_empty());
    // The legacy lock keeps another where it is.
    let locked = send(&mut session, Transfer::request("torvet6.dk", None)).await;
    assert_eq!(said(&locked), (2106, "Domain is locked"));
}
