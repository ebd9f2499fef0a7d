//! Every button of the control page, clicked as it stands there.

use std::collections::BTreeSet;

use epp::domain::{DomainContact, Parts, Update};
use sandbox::Seed;
use serde_json::json;

use crate::control::Control;
use crate::others::decoded;
use crate::support::{send, sign_in};

/// The value of an attribute in a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value)
}

/// Target and body for each button of the forms on a page, as a browser would send them untouched.
fn buttons(html: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for form in html.split("<form ").skip(1).map(|rest| rest.split_once("</form>").unwrap().0) {
        if !form.starts_with("method=\"post\"") {
            continue;
        }
        let (target, mut fields) = (attribute(form, "action").unwrap(), Vec::new());
        for tag in form.split('<').skip(1) {
            match (tag.split([' ', '>']).next(), attribute(tag, "name")) {
                (Some("input"), Some(name)) => {
                    let given = attribute(tag, "value").or_else(|| attribute(tag, "placeholder")).unwrap_or_default();
                    let given = if attribute(tag, "type") == Some("date") { "2026-09-01" } else { given };
                    fields.push(format!("{name}={}", given.replace(' ', "+").replace('&', "%26")));
                }
                (Some("select"), Some(name)) => {
                    let first = form.split_once(tag).unwrap().1.split("<option").nth(1).unwrap();
                    let text = first.split_once('>').unwrap().1.split('<').next().unwrap();
                    fields.push(format!("{name}={}", attribute(first, "value").unwrap_or(text)));
                }
                _ => {}
            }
        }
        for button in form.split("<button").skip(1).map(|rest| rest.split_once('>').unwrap().0) {
            let own = attribute(button, "name").map(|name| format!("{name}={}", attribute(button, "value").unwrap()));
            found.push((target.to_owned(), fields.iter().cloned().chain(own).collect::<Vec<_>>().join("&")));
        }
    }
    found
}

#[tokio::test]
async fn every_button_is_understood_and_has_its_call() {
    let control = Control::start(Seed::Demo).await;
    let mut session = sign_in(&control.sandbox).await;
    let payer = vec![DomainContact { role: "admin".into(), id: "REG-100002".into() }];
    let update = |add| Update { name: "viborg-vævning.dk".into(), add, ..Update::default() };
    send(&mut session, update(Parts { ns: vec!["ns3.nordisk.example".into()], ..Parts::default() })).await;
    send(&mut session, update(Parts { contacts: payer, ..Parts::default() })).await;
    control.post("/api/faults", &json!({ "command": "host:delete", "action": "fail" })).await;
    let mut clicks = BTreeSet::new();
    for page in [
        "/",
        "/waiting",
        "/hosts",
        "/faults",
        "/domains",
        "/accounts/REG-100001",
        "/contacts/JA105-DK",
        "/contacts/HTL114-DK",
        "/domains/vjf.dk",
        "/domains/viborg-v%C3%A6vning.dk",
        "/domains/torvet6.dk",
        "/domains/lukket-butik.dk",
        "/domains/nyt-br%C3%B8d.dk",
    ] {
        let (status, html) = control.get(page).await;
        assert_eq!(status, 200, "{page}");
        let found = buttons(&html);
        assert!(!found.is_empty(), "{page}");
        clicks.extend(found);
    }
    let acts: BTreeSet<&str> = clicks.iter().map(|(target, _)| target.split_once('?').unwrap().0).collect();
    for act in acts {
        // Wherever there is a call there is a method that it does not have.
        let asked = control.client.put(format!("{}/api{act}", control.base)).send().await.unwrap();
        assert_eq!(asked.status(), 405, "{act} is no call");
        assert!(asked.headers()["allow"].to_str().unwrap().contains("POST"), "{act}");
    }
    assert!(clicks.len() > 60, "{} buttons", clicks.len());
    // What forgets everything comes last.
    let (last, first): (Vec<_>, Vec<_>) = clicks.into_iter().partition(|(target, _)| target.starts_with("/reset"));
    for (target, fields) in first.into_iter().chain(last) {
        let to = decoded(&control.form(&target, &fields).await);
        let unread = ["field", "variant", "expected", "deserialize", "invalid", "Failed"];
        assert!(!unread.iter().any(|word| to.contains(word)), "{target} {fields}: {to}");
        let back = decoded(target.split_once("?back=").unwrap().1);
        assert!(to.starts_with(&decoded(&back)), "{target}: {to}");
    }
}
