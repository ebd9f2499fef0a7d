//! The lives of contacts and hosts over TLS, with the data of their messages.

use epp::client::Session;
use epp::contact::{Change, Phone};
use epp::host::AddRem;
use epp::{CommandBody, ResData, Response, contact, host};
use sandbox::operations;
use sandbox::processing::email::Bounce;
use time::Duration;

use crate::support::{create_contact, drain, foreigner, said, send, sign_in, sign_in_as, start, texts};

const DONE: (u16, &str) = (1000, "Command completed successfully");

/// What a message carries: kind of data, object, and the outcome if it is one.
fn carried(message: &Response) -> (&'static str, String, Option<bool>) {
    match &message.data {
        Some(ResData::ContactInfo(data)) => ("contact:infData", data.id.clone(), None),
        Some(ResData::ContactPan(pan)) => ("contact:panData", pan.object.clone(), Some(pan.result)),
        Some(ResData::HostInfo(data)) => ("host:infData", data.name.clone(), None),
        Some(ResData::HostPan(pan)) => ("host:panData", pan.object.clone(), Some(pan.result)),
        other => panic!("{other:?}"),
    }
}

async fn done(session: &mut Session, command: impl Into<CommandBody>, expected: (u16, &str)) {
    assert_eq!(said(&send(session, command).await), expected);
}

#[tokio::test]
async fn a_contact_lives_from_its_creation_until_it_is_forgotten() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let handle = create_contact(&mut session, foreigner()).await;
    let change = Change { voice: Some(Phone::new("+49.431987650")), ..Change::default() };
    let update = |chg| contact::Update { id: handle.clone(), chg: Some(chg), ..contact::Update::default() };
    done(&mut session, update(change), DONE).await;
    let mut addresses = update(Change { email: Some("ny@example.de".into()), ..Change::default() });
    addresses.dkhm.secondary_email = Some("to@example.de".into());
    done(&mut session, addresses, (1001, "Command completed. Pending e-mail-address verification.")).await;
    let info = send(&mut session, contact::Info { id: handle.clone(), auth_info: None }).await;
    let shown = info.extensions.dkhm.contact_verification.unwrap();
    let confirm = shown.confirm_email.unwrap();
    assert_eq!((confirm.email.as_str(), confirm.status.as_deref()), ("ny@example.de", Some("pending")));
    assert_eq!(confirm.exp_date, Some(sandbox.now() + Duration::hours(48)));
    assert_eq!(shown.confirm_secondary_email.unwrap().email, "to@example.de");

    operations::confirm_email(sandbox.registry(), &handle, false, true).await.unwrap();
    sandbox.advance(Duration::hours(48)).await.unwrap();
    operations::bounce_email(sandbox.registry(), &handle, false, Bounce::BadChecksum).await.unwrap();
    sandbox.advance(Duration::days(14)).await.unwrap();
    let messages = drain(&mut session).await;
    let name = handle.as_str();
    assert_eq!(
        texts(&messages),
        [
            format!("The contact information has been updated for {name}"),
            format!("{name} has to confirm the new primary email, ny@example.de, to complete the update - registry"),
            format!("{name} has to confirm new secondary email, to@example.de, to complete the update - registry"),
            format!("{name} has confirmed the new primary email, ny@example.de - registry"),
            format!("The new secondary email, to@example.de, was not confirmed for {name} - registry"),
            format!(
                "Email delivery (failed) bad_checksum for the primary email, ny@example.de, of {name}. Please review and correct the email address."
            ),
            format!("{name} has been deleted"),
        ]
    );
    let (info, pan) = ("contact:infData", "contact:panData");
    let expected =
        [(info, None), (info, None), (info, None), (pan, Some(true)), (pan, Some(false)), (info, None), (info, None)];
    let found: Vec<_> = messages.iter().map(carried).collect();
    assert_eq!(found, expected.map(|(kind, outcome)| (kind, handle.clone(), outcome)));
    done(&mut session, contact::Info { id: handle, auth_info: None }, (2303, "Contact not found")).await;
}

#[tokio::test]
async fn a_host_lives_from_its_creation_until_its_deletion() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let address = |text: &str| vec![text.parse::<std::net::IpAddr>().unwrap().into()];
    let name = "ns1.æble.example";
    let create = host::Create { name: name.into(), addrs: address("185.20.205.1"), requested_ns_admin: None };
    done(&mut session, create, DONE).await;
    let change = host::Update {
        // Requests may be in punycode; answers never are.
        name: "ns1.xn--ble-xla.example".into(),
        add: AddRem { addrs: address("2a0d:5600:8:14::1"), statuses: Vec::new() },
        rem: AddRem { addrs: address("185.20.205.1"), statuses: Vec::new() },
        ..host::Update::default()
    };
    done(&mut session, change, DONE).await;
    let ask = |admin: &str| host::Update {
        name: name.into(),
        requested_ns_admin: Some(admin.into()),
        ..host::Update::default()
    };
    let pending = (1001, "Command completed successfully; action pending");
    for (admin, answer) in [("DKHM1-DK", Some(false)), ("REG-100002", None), ("REG-100002", Some(true))] {
        done(&mut session, ask(admin), pending).await;
        match answer {
            Some(accepted) => operations::answer_host(sandbox.registry(), name, accepted).await.unwrap(),
            None => sandbox.advance(Duration::days(14)).await.unwrap(),
        }
    }
    done(&mut session, host::Delete { name: name.into() }, (2201, "No privilege")).await;
    let mut other = sign_in_as(&sandbox, "100002").await;
    done(&mut other, host::Delete { name: name.into() }, DONE).await;
    assert_eq!(texts(&drain(&mut other).await), [""; 0]);

    let messages = drain(&mut session).await;
    assert_eq!(
        texts(&messages),
        [
            format!("The name server manager role for {name} has been rejected by DKHM1-DK"),
            format!("The name server manager role for {name} has not been accepted by REG-100002 in time"),
            format!("The name server manager role for {name} has been accepted by REG-100002"),
            format!("The name server {name} has been deleted"),
        ]
    );
    let pan = |outcome| ("host:panData", name.to_owned(), Some(outcome));
    let found: Vec<_> = messages.iter().map(carried).collect();
    assert_eq!(found, [pan(false), pan(false), pan(true), ("host:infData", name.to_owned(), None)]);
}
