//! Linked handles.

use epp::contact::{self, PostalKind};
use epp::{ResData, host};
use serde_json::{Value, json};
use time::Duration;

use super::Account;
use crate::support::{create_contact, danish_person, drain, said, send, sign_in, texts};

/// The registrar itself as a contact.
fn registrar() -> contact::Create {
    let mut contact = danish_person();
    contact.id = "force".into();
    let postal = &mut contact.postal[0];
    postal.kind = PostalKind::Loc;
    postal.name = "Nordisk Domæne ApS".into();
    postal.addr.street = vec!["Havnegade 12, 2. sal".into()];
    postal.addr.city = "Aarhus C".into();
    postal.addr.pc = Some("8000".into());
    contact.email = "registrar@nordisk.example".into();
    contact.dkhm.user_type = Some("company".into());
    contact.dkhm.cvr = Some("24692590".into());
    contact
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|row| row["handle"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn contacts_of_the_same_data_can_be_linked_and_unlinked() {
    let account = Account::start().await;
    let mut session = sign_in(&account.sandbox).await;
    let same = create_contact(&mut session, registrar()).await;
    let mut other = registrar();
    other.postal[0].addr.street = vec!["Havnegade 13".into()];
    let other = create_contact(&mut session, other).await;

    let shown = account.get("/linked-handles").await;
    assert_eq!(names(&shown["linked"]), ["REG-100001"]);
    assert_eq!((names(&shown["candidates"]), &shown["linked"][0]["own"]), (vec![same.as_str()], &json!(true)));
    let (status, said) = account.post("/linked-handles", json!({"handle": other})).await;
    assert_eq!((status.as_u16(), said["fields"].get("handle").is_some()), (422, true));
    assert_eq!(account.post("/linked-handles", json!({"handle": "XX1-DK"})).await.0, 404);

    let (status, shown) = account.post("/linked-handles", json!({"handle": same.to_lowercase()})).await;
    assert_eq!(status, 200);
    assert_eq!(names(&shown["linked"]), ["REG-100001", &same]);
    assert!(names(&shown["candidates"]).is_empty());
    assert_eq!(account.post("/linked-handles", json!({"handle": same})).await.0, 409);

    assert_eq!(account.delete("/linked-handles/REG-100001").await.0, 409);
    assert_eq!(account.delete(&format!("/linked-handles/{other}")).await.0, 404);
    let (status, shown) = account.delete(&format!("/linked-handles/{same}")).await;
    assert_eq!((status.as_u16(), names(&shown["candidates"])), (200, vec![same.as_str()]));
}

#[tokio::test]
async fn linked_contacts_follow_the_accounts_data() {
    let account = Account::start().await;
    let mut session = sign_in(&account.sandbox).await;
    let (status, shown) = account.post("/linked-handles/new", Value::Null).await;
    assert_eq!(status, 201);
    let handle = names(&shown["linked"])[1].to_owned();
    let changed = json!({"street": ["Nørregade 1"], "email": "ny@nordisk.example", "attention": "Bogholderiet"});
    assert_eq!(account.patch("/contact-information", changed).await.0, 200);
    let response = send(&mut session, contact::Info { id: handle.clone(), ..contact::Info::default() }).await;
    let Some(ResData::ContactInfo(info)) = response.data else { panic!("{:?}", response.data) };
    assert_eq!(info.email, "ny@nordisk.example");
    assert_eq!(info.postal[0].addr.street, ["Nørregade 1"]);
    // What no contact holds tells nobody anything.
    assert_eq!(account.patch("/contact-information", json!({"language": "en"})).await.0, 200);
    let told = format!("The contact information has been updated for {handle}");
    assert_eq!(texts(&drain(&mut session).await), [told]);
}

#[tokio::test]
async fn handles_are_merged_into_one() {
    let account = Account::start().await;
    let mut session = sign_in(&account.sandbox).await;
    let mut made = Vec::new();
    for _ in 0..2 {
        let (_, shown) = account.post("/linked-handles/new", Value::Null).await;
        made = names(&shown["linked"]).into_iter().skip(1).map(str::to_owned).collect();
    }
    let (from, into) = (&made[0], &made[1]);
    let create = host::Create {
        name: "ns1.flet.example".into(),
        requested_ns_admin: Some(from.clone()),
        ..host::Create::default()
    };
    assert_eq!(said(&send(&mut session, create).await).0, 1000);
    for (from, into) in [
        (json!([from]), "REG-100002"),
        (json!([]), into.as_str()),
        (json!([into]), into.as_str()),
        (json!(["XX1-DK"]), into),
    ] {
        assert_eq!(account.post("/linked-handles/merge", json!({"from": from, "into": into})).await.0, 422);
    }
    let (status, shown) = account.post("/linked-handles/merge", json!({"from": [from], "into": into})).await;
    assert_eq!(status, 200);
    assert_eq!(names(&shown["linked"]), ["REG-100001", into]);
    let response = send(&mut session, host::Info { name: "ns1.flet.example".into() }).await;
    assert_eq!(response.extensions.dkhm.contact.as_deref(), Some(into.as_str()));
}

#[tokio::test]
async fn linked_contacts_are_in_use() {
    let account = Account::start().await;
    let mut session = sign_in(&account.sandbox).await;
    let (_, shown) = account.post("/linked-handles/new", Value::Null).await;
    let handle = names(&shown["linked"])[1].to_owned();
    account.sandbox.advance(Duration::days(15)).await.unwrap();
    assert_eq!(names(&account.get("/linked-handles").await["linked"]), ["REG-100001", &handle]);
    assert_eq!(account.delete(&format!("/linked-handles/{handle}")).await.0, 200);
    account.sandbox.advance(Duration::days(15)).await.unwrap();
    assert_eq!(texts(&drain(&mut session).await), [format!("{handle} has been deleted")]);
}
