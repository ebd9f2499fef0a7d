//! Every message of the registry's Poll Message Reference Guide, with what accompanies it.
//!
//! Only one cannot come any more: that terms were not accepted in time, since acceptance comes before the application.

use epp::contact::{Change, Update as ContactUpdate};
use epp::domain::{AuthInfoChange, Delete, DomainContact, Transfer, Update};
use epp::extensions::rgp::Restore;
use epp::extensions::secdns;
use epp::{Poll, ResData, host};
use time::Duration;

use super::email::Bounce;
use super::verification::Which;
use crate::operations::{self, Decision};
use crate::trial::{
    NOW, Trial, application, contact_update, dane, domain_info, german, german_company, host_create, host_update,
};
use crate::world::domain::SuspensionCause;
use crate::world::{Contact, Key, REGISTRY, Ref};

/// Takes all messages of the account that acts off the queue.
fn told(trial: &Trial) -> Vec<String> {
    let mut found = Vec::new();
    loop {
        let reply = trial.done(Poll::Req);
        let Some((id, text)) = reply.queue.and_then(|queue| Some((queue.id, queue.msg?))) else { return found };
        trial.done(Poll::Ack { msg_id: id });
        let data = match reply.data {
            Some(ResData::DomainPan(pan)) => format!("domain:panData {}", u8::from(pan.result)),
            Some(ResData::ContactPan(pan)) => format!("contact:panData {}", u8::from(pan.result)),
            Some(ResData::HostPan(pan)) => format!("host:panData {}", u8::from(pan.result)),
            Some(ResData::DomainInfo(_)) => "domain:infData".to_owned(),
            Some(ResData::ContactInfo(_)) => "contact:infData".to_owned(),
            Some(ResData::HostInfo(_)) => "host:infData".to_owned(),
            Some(ResData::DomainTransfer(_)) => "domain:trnData".to_owned(),
            other => panic!("{other:?}"),
        };
        let risk = reply.extensions.dkhm.risk_assessment.map(|risk| format!(" {risk}")).unwrap_or_default();
        found.push(format!("{data}{risk}: {text}"));
    }
}

#[track_caller]
fn expect(trial: &Trial, expected: &[&str]) {
    assert_eq!(told(trial), expected);
}

/// A trial with `ny.dk` active, whose messages have been read.
fn registered() -> Trial {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    told(&trial);
    trial
}

fn update(edit: impl FnOnce(&mut Update)) -> Update {
    let mut update = Update { name: "ny.dk".into(), ..Update::default() };
    edit(&mut update);
    update
}

async fn verify(trial: &Trial, handle: &str, decision: Decision) {
    operations::verify(&trial.registry, handle, decision).await.unwrap();
}

#[tokio::test]
async fn contacts_change() {
    let trial = Trial::new();
    let h = trial.contact(german());
    let change = |change: Change| ContactUpdate { chg: Some(change), ..contact_update(&h) };
    trial.done(change(Change { voice: Some("+49.461123451".into()), ..Change::default() }));
    expect(&trial, &[&format!("contact:infData: The contact information has been updated for {h}")]);

    let email = |address: &str| change(Change { email: Some(address.into()), ..Change::default() });
    trial.done(email("a@example.de"));
    operations::confirm_email(&trial.registry, &h, false, true).await.unwrap();
    trial.done(email("b@example.de"));
    trial.advance(Duration::hours(49));
    expect(
        &trial,
        &[
            &format!(
                "contact:infData: {h} has to confirm the new primary email, a@example.de, to complete the update - registry"
            ),
            &format!("contact:panData 1: {h} has confirmed the new primary email, a@example.de - registry"),
            &format!(
                "contact:infData: {h} has to confirm the new primary email, b@example.de, to complete the update - registry"
            ),
            &format!("contact:panData 0: The new primary email, b@example.de, was not confirmed for {h} - registry"),
        ],
    );
    let second = |address: &str| {
        let mut update = contact_update(&h);
        update.dkhm.secondary_email = Some(address.into());
        update
    };
    trial.done(second("c@example.de"));
    operations::confirm_email(&trial.registry, &h, true, true).await.unwrap();
    trial.done(second("d@example.de"));
    trial.advance(Duration::hours(49));
    expect(
        &trial,
        &[
            &format!(
                "contact:infData: {h} has to confirm new secondary email, c@example.de, to complete the update - registry"
            ),
            &format!("contact:panData 1: {h} has confirmed the new secondary email, c@example.de - registry"),
            &format!(
                "contact:infData: {h} has to confirm new secondary email, d@example.de, to complete the update - registry"
            ),
            &format!("contact:panData 0: The new secondary email, d@example.de, was not confirmed for {h} - registry"),
        ],
    );
    let words = ["antispam", "bad_checksum", "config", "failed", "unknown"];
    for (reason, word) in Bounce::ALL.into_iter().zip(words) {
        for (secondary, kind, address) in [(false, "primary", "a@example.de"), (true, "secondary", "c@example.de")] {
            operations::bounce_email(&trial.registry, &h, secondary, reason).await.unwrap();
            let text = format!(
                "contact:infData: Email delivery (failed) {word} for the {kind} email, {address}, of {h}. \
                 Please review and correct the email address."
            );
            expect(&trial, &[&text]);
        }
    }
    trial.advance(Duration::days(15));
    expect(&trial, &[&format!("contact:infData: {h} has been deleted")]);
}

#[tokio::test]
async fn checks_begin_and_end() {
    use Decision::{Begin, Cancel, Complete, Expire, Reject};
    use Which::{Both, Email, Identity};
    let trial = Trial::new();
    let lives: [&[(Decision, &str)]; 4] = [
        &[
            (Begin, "H has to complete the mandatory ID and data check - registry"),
            (Complete(Email), "H has completed the mandatory data check - registry"),
            (Expire, "The mandatory ID check of H has expired - registry"),
            (Begin, "H has to complete the mandatory ID check - registry"),
            (Complete(Identity), "H has completed the mandatory ID check - registry"),
        ],
        &[
            (Begin, "H has to complete the mandatory ID and data check - registry"),
            (Complete(Identity), "H has completed the mandatory ID check - registry"),
            (Expire, "The mandatory data check of H has expired - registry"),
            (Begin, "H has to complete the mandatory data check - registry"),
            (Cancel, "The mandatory data check of H was cancelled - registry"),
        ],
        &[
            (Begin, "H has to complete the mandatory ID and data check - registry"),
            (Cancel, "The mandatory ID and data check of H was cancelled - registry"),
            (Begin, "H has to complete the mandatory ID and data check - registry"),
            (Expire, "The mandatory ID and data check of H has expired - registry"),
            (Begin, "H has to complete the mandatory ID and data check - registry"),
            (Complete(Both), "H has completed the mandatory ID and data check - registry"),
        ],
        &[
            (Begin, "H has to complete the mandatory ID and data check - registry"),
            (Complete(Email), "H has completed the mandatory data check - registry"),
            (Cancel, "The mandatory ID check of H was cancelled - registry"),
            (Begin, "H has to complete the mandatory ID check - registry"),
            (Reject, "The mandatory ID check of H was rejected - registry"),
        ],
    ];
    for life in lives {
        let handle = trial.contact(german());
        for (decision, text) in life {
            verify(&trial, &handle, *decision).await;
            expect(&trial, &[&format!("contact:infData: {}", text.replacen('H', &handle, 1))]);
        }
    }
}

#[tokio::test]
async fn applications_are_decided() {
    let trial = Trial::new();
    let (german, dane) = (trial.contact(german()), trial.contact(dane()));
    let decided = |name: &str, registrant: &str| {
        trial.done(application(name, registrant));
        trial.advance(Duration::minutes(1));
        told(&trial)
    };
    assert_eq!(decided("a.dk", &german), ["domain:panData 1 GREEN: a.dk has been registered and activated"]);
    let not_yet =
        "domain:panData 1 BLUE: b.dk has been registered, but not activated due to pending ID and/or data check";
    let check = format!("contact:infData: {dane} has to complete the mandatory ID and data check - registry");
    assert_eq!(decided("b.dk", &dane), [not_yet, &check]);
    let taken = "domain:panData 0: The application for a.dk has been rejected, as the domain was already taken";
    assert_eq!(decided("a.dk", &german), [taken]);

    trial.done(application("c.dk", &german));
    trial.change(|tx| {
        let contact = Contact::clone(tx.world().contact(&german).unwrap());
        tx.put_contact(Contact { sponsor: Key::from(REGISTRY), ..contact });
    });
    trial.advance(Duration::minutes(1));
    let text =
        "domain:panData 0: The application for c.dk has been rejected, as the user and domain handling mismatched";
    expect(&trial, &[text]);
    assert_eq!(trial.said(domain_info("c.dk")).0, 2303);

    let other = trial.contact(german_company());
    trial.done(application("d.dk", &other));
    trial.change(|tx| tx.remove(Ref::Contact(other.as_str().into())));
    trial.advance(Duration::minutes(1));
    expect(&trial, &["domain:panData 0: The application for d.dk has been cancelled"]);
    // Three came to nothing and were paid back.
    let balance = trial.registry.read(|world, _| world.account("REG-100001").unwrap().balance.to_string());
    assert_eq!(balance, "9900.00");
}

#[tokio::test]
async fn names_are_changed() {
    let trial = registered();
    trial.done(update(|u| {
        u.rem.ns = vec!["ns2.nordisk.example".into()];
        u.add.ns = vec!["ns3.nordisk.example".into()];
    }));
    let record = secdns::DsData { key_tag: 1, alg: 13, digest_type: 2, digest: "ab".repeat(32), key: None };
    trial.done(update(|u| {
        let add = Some(secdns::SecDns::from(vec![record]));
        u.sec_dns = Some(secdns::Update { add, ..secdns::Update::default() });
    }));
    operations::suspend_domain(&trial.registry, "ny.dk", SuspensionCause::Registry).await.unwrap();
    operations::lift_suspension(&trial.registry, "ny.dk").await.unwrap();
    expect(
        &trial,
        &[
            "domain:infData: Name servers has been changed for ny.dk, from ns1.nordisk.example, ns2.nordisk.example to \
             ns1.nordisk.example, ns3.nordisk.example",
            "domain:infData: DS records has been changed for ny.dk",
            "domain:infData: ny.dk has been updated",
            "domain:infData: ny.dk has been activated",
        ],
    );
    // The payer of a registrant-managed name is replaced.
    trial.edit_domain("ny.dk", |domain| {
        domain.sponsor = Key::from(REGISTRY);
        domain.admin = Some(Key::from("REG-100001"));
        domain.billing = Some(Key::from("REG-100001"));
    });
    let payer = vec![DomainContact { role: "billing".into(), id: "REG-100002".into() }];
    trial.done(update(|u| u.add.contacts = payer));
    expect(&trial, &["domain:infData: REG-100001 has been removed as billing contact for ny.dk"]);
}

#[tokio::test]
async fn registrants_are_changed() {
    let ask = |trial: &Trial| {
        let registrant = trial.contact(dane());
        let token = Some(trial.registry.clock.now().unix_timestamp().to_string());
        trial.done(update(|u| (u.registrant, u.order_confirmation_token) = (Some(registrant.clone()), token)));
        told(trial);
        registrant
    };
    let failed = |handle: &str, how: &str| {
        format!(
            "domain:panData 0: The registrant has not been changed to {handle} for ny.dk, as the mandatory ID and/or data check was {how}"
        )
    };
    let trial = registered();
    let h = ask(&trial);
    verify(&trial, &h, Decision::Expire).await;
    assert_eq!(told(&trial)[1..], [failed(&h, "not completed in time")]);
    let h = ask(&trial);
    verify(&trial, &h, Decision::Reject).await;
    assert_eq!(told(&trial)[1..], [failed(&h, "rejected")]);
    let h = ask(&trial);
    verify(&trial, &h, Decision::Cancel).await;
    assert_eq!(told(&trial)[1..], [failed(&h, "not completed")]);
    let h = ask(&trial);
    verify(&trial, &h, Decision::Complete(Which::Both)).await;
    assert_eq!(told(&trial)[1..], [format!("domain:panData 1: The registrant has been changed to {h} for ny.dk")]);
}

#[test]
fn names_change_hands() {
    let trial = registered();
    trial.done(update(|u| u.auth_info = Some(AuthInfoChange::set("autotransfer"))));
    let token = trial.done(domain_info("ny.dk")).extensions.dkhm.auth_info.pop().unwrap().token;
    let trial = trial.of_foreigner();
    trial.done(Transfer::request("ny.dk", Some(token)));
    expect(&trial, &["domain:trnData: ny.dk has been added to your portfolio"]);
    expect(&trial.of_dane(), &["domain:trnData: ny.dk has been removed from your portfolio"]);
}

#[tokio::test]
async fn names_are_deleted_and_brought_back() {
    let trial = registered();
    let delete = || trial.done(Delete { name: "ny.dk".into() });
    delete();
    operations::stop_deletion(&trial.registry, "ny.dk").await.unwrap();
    delete();
    trial.done(update(|u| u.restore = Some(Restore::report(NOW, NOW))));
    delete();
    trial.advance(Duration::days(31));
    let gone = "ny.dk has been deleted";
    let told = told(&trial);
    assert_eq!(
        told[..3],
        [
            "domain:panData 0: ny.dk has been extended and cancellation stopped".to_owned(),
            "domain:panData 0: ny.dk has been restored, extended and cancellation stopped".to_owned(),
            format!("domain:panData 1: {gone}"),
        ]
    );
    // Deletion for another reason than a command.
    let trial = registered();
    trial.done(host_create("ns1.ny.dk", &["185.20.205.1"]));
    operations::suspend_domain(&trial.registry, "ny.dk", SuspensionCause::Registry).await.unwrap();
    trial.advance(Duration::days(31));
    let told = self::told(&trial);
    let hosts = "host:infData: The name server ns1.ny.dk has been deleted".to_owned();
    assert_eq!(told[1..3], [format!("domain:infData: {gone}"), hosts]);
}

#[tokio::test]
async fn hosts_are_asked_for() {
    let trial = Trial::new();
    let registry = &trial.registry;
    let ask = |name: &str, admin: Option<&str>| {
        let requested_ns_admin = admin.map(Into::into);
        trial.done(host::Create { requested_ns_admin, ..host_create(name, &["185.20.205.1"]) });
    };
    let done = |text: &str| format!("host:panData 1: The name server {text}");
    let failed = |text: &str| format!("host:panData 0: The name server {text}");
    let registrant = Some("REG-100002");
    for (name, admin, accepted, text) in [
        ("ns1.eksempel.dk", None, Some(true), done("N has been registered, as the registrant has approved it")),
        (
            "ns2.eksempel.dk",
            None,
            Some(false),
            failed("N has not been registered, as it has been rejected by the registrant"),
        ),
        (
            "ns2.eksempel.dk",
            None,
            None,
            failed("N has not been registered, as it was not approved by the registrant in time"),
        ),
        (
            "ns3.eksempel.dk",
            registrant,
            Some(true),
            done(
                "N has been registered, as the registrant has approved it and REG-100002 has accepted the name server manager role",
            ),
        ),
        (
            "ns1.ny.example",
            registrant,
            Some(true),
            done("N has been registered, as REG-100002 has accepted the name server manager role"),
        ),
        (
            "ns2.ny.example",
            registrant,
            Some(false),
            failed("N has not been registered, as the name server manager role has been rejected"),
        ),
        (
            "ns2.ny.example",
            registrant,
            None,
            failed("N has not been registered, as the name server manager role was not accepted in time"),
        ),
    ] {
        ask(name, admin);
        match accepted {
            Some(accepted) => operations::answer_host(registry, name, accepted).await.unwrap(),
            None => trial.advance(Duration::days(14)),
        }
        expect(&trial, &[&text.replacen('N', name, 1)]);
    }
}

#[tokio::test]
async fn administrators_are_asked() {
    let trial = Trial::new();
    let registry = &trial.registry;
    trial.done(host_create("ns4.ny.example", &["185.20.205.1"]));
    for (accepted, text) in [
        (
            Some(false),
            "host:panData 0: The name server manager role for ns4.ny.example has been rejected by REG-100002",
        ),
        (
            None,
            "host:panData 0: The name server manager role for ns4.ny.example has not been accepted by REG-100002 in time",
        ),
        (Some(true), "host:panData 1: The name server manager role for ns4.ny.example has been accepted by REG-100002"),
    ] {
        trial.done(host::Update { requested_ns_admin: Some("REG-100002".into()), ..host_update("ns4.ny.example") });
        match accepted {
            Some(accepted) => operations::answer_host(registry, "ns4.ny.example", accepted).await.unwrap(),
            None => trial.advance(Duration::days(14)),
        }
        expect(&trial, &[text]);
    }
}
