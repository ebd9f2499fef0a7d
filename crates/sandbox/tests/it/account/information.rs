//! Data and defaults of an account.

use epp::{ResData, domain};
use serde_json::json;
use time::Duration;

use super::Account;
use crate::support::{application, create_contact, foreigner, send, sign_in};

#[tokio::test]
async fn data_are_changed_in_parts_and_emptied() {
    let account = Account::start().await;
    let before = account.get("").await;
    assert_eq!(before["contact_information"]["language"], "da");
    let given = json!({"attention": "Åse Østergaard", "mobile": "+45.20123456", "secondary_email": "drift@nordisk.example", "language": "en"});
    let (status, after) = account.patch("/contact-information", given).await;
    assert_eq!(status, 200);
    assert_eq!(after["contact_information"]["attention"], "Åse Østergaard");
    assert_eq!(after["contact_information"]["name"], before["contact_information"]["name"]);
    let (_, after) = account
        .patch("/contact-information", json!({"attention": "", "mobile": "", "secondary_email": "", "language": "da"}))
        .await;
    assert_eq!(after, before);

    let (status, after) = account
        .patch("/billing-information", json!({"name": "Nordisk Bogholderi", "ean": "5798009780690", "country": "DK", "email": "faktura@nordisk.example"}))
        .await;
    assert_eq!((status.as_u16(), &after["billing_information"]["ean"]), (200, &json!("5798009780690")));
    let public =
        json!({"listed": true, "website": "https://nordisk.example", "dnssec": "https://nordisk.example/dnssec"});
    let (status, after) = account.patch("/public-information", public).await;
    assert_eq!((status.as_u16(), &after["public_information"]["listed"]), (200, &json!(true)));
    assert_eq!(account.get("").await, after);
}

#[tokio::test]
async fn all_that_is_wrong_is_told_and_nothing_is_kept() {
    let account = Account::start().await;
    let before = account.get("").await;
    let given = json!({
        "user_type": "individual", "vat": "12345678", "name": " ", "street": ["1", "2", "3", "4"], "postal_code": "80000",
        "phone": "86121212", "email": "nobody", "p_number": "12", "fax": "+45.1", "attention": "Åse"
    });
    let (status, said) = account.patch("/contact-information", given).await;
    assert_eq!(status, 422);
    let fields: Vec<_> = said["fields"].as_object().unwrap().keys().map(String::as_str).collect();
    for field in ["email", "name", "p_number", "phone", "postal_code", "street", "user_type", "vat"] {
        assert!(fields.contains(&field), "{field}: {fields:?}");
    }
    assert_eq!(account.patch("/billing-information", json!({"ean": "5798009780691"})).await.0, 422);
    assert_eq!(account.patch("/public-information", json!({"website": "javascript:alert(1)"})).await.0, 422);
    assert_eq!(account.patch("/public-information", json!({"nonsense": true})).await.0, 422);
    assert_eq!(account.patch("/contact-information", json!({"name": "x".repeat(256)})).await.0, 422);
    assert_eq!(account.get("").await, before);
}

#[tokio::test]
async fn defaults_hold_for_what_comes_after() {
    let account = Account::start().await;
    let mut session = sign_in(&account.sandbox).await;
    let registrant = create_contact(&mut session, foreigner()).await;
    let mut renews = Vec::new();
    for (name, auto_renew) in [("foer.dk", true), ("efter.dk", false)] {
        let (status, _) = account.patch("/registration-settings", json!({"auto_renew": auto_renew})).await;
        assert_eq!(status, 200);
        send(&mut session, application(name, &registrant)).await;
        account.sandbox.advance(Duration::minutes(1)).await.unwrap();
        let response = send(&mut session, domain::Info { name: name.into(), ..domain::Info::default() }).await;
        assert!(matches!(response.data, Some(ResData::DomainInfo(_))));
        renews.push(response.extensions.dkhm.auto_renew);
    }
    assert_eq!(renews, [Some(true), Some(false)]);
    let (status, said) = account.patch("/registration-settings", json!({"management": "registrant"})).await;
    assert_eq!(status, 422);
    assert!(said["fields"]["management"].as_str().unwrap().contains("2026-07-01"));
    let (status, after) =
        account.patch("/registration-settings", json!({"management": "registrar", "verification": "registrar"})).await;
    assert_eq!((status.as_u16(), &after["registration_settings"]["verification"]), (200, &json!("registrar")));
}
