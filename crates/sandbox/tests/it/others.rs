//! What other parties do, by button and by call: each does the same, and EPP clients see it.

use epp::client::Session;
use epp::domain::{Parts, Transfer, Update};
use epp::{ResData, Response, domain};
use sandbox::Seed;
use serde_json::{Value, json};

use crate::control::Control;
use crate::support::{application, create_contact, drain, foreigner, said, send, sign_in, sign_in_as, status, texts};

/// One sandbox that is told by forms and one that is told by calls, with a session of either registrar in each.
struct Twins {
    by_form: Control,
    by_call: Control,
    sessions: [[Session; 2]; 2],
}

/// Messages as an EPP client gets them: text, kind of data, and the outcome if it is one.
type Told = Vec<(String, &'static str, Option<bool>)>;

fn told(messages: &[Response]) -> Told {
    let data = |message: &Response| match &message.data {
        Some(ResData::DomainInfo(_)) => ("domain:infData", None),
        Some(ResData::DomainPan(pan)) => ("domain:panData", Some(pan.result)),
        Some(ResData::DomainTransfer(_)) => ("domain:trnData", None),
        Some(ResData::ContactInfo(_)) => ("contact:infData", None),
        Some(ResData::ContactPan(pan)) => ("contact:panData", Some(pan.result)),
        Some(ResData::HostInfo(_)) => ("host:infData", None),
        Some(ResData::HostPan(pan)) => ("host:panData", Some(pan.result)),
        other => panic!("{other:?}"),
    };
    let texts = texts(messages).into_iter().map(str::to_owned);
    texts.zip(messages.iter().map(data)).map(|(text, (kind, result))| (text, kind, result)).collect()
}

impl Twins {
    async fn start() -> Self {
        let (by_form, by_call) = (Control::start(Seed::Demo).await, Control::start(Seed::Demo).await);
        let mut sessions = Vec::new();
        for control in [&by_form, &by_call] {
            let mut both = [sign_in(&control.sandbox).await, sign_in_as(&control.sandbox, "100002").await];
            drain(&mut both[0]).await;
            sessions.push(both);
        }
        let sessions = sessions.try_into().unwrap_or_else(|_| panic!("two pairs"));
        Self { by_form, by_call, sessions }
    }

    /// Sends a command of the Danish registrar in both.
    async fn send(&mut self, command: impl Into<epp::CommandBody> + Clone, expected: (u16, &str)) {
        for [session, _] in &mut self.sessions {
            assert_eq!(said(&send(session, command.clone()).await), expected);
        }
    }

    /// Does one thing by the form in one and by the call in the other, and expects the same answer, the same messages for
    /// both registrars, and the same world.
    async fn act(&mut self, path: &str, form: &str, call: Value, danish: &[Said<'_>], foreign: &[Said<'_>]) {
        let page = self.by_form.form(path, form).await;
        let (code, answer) = self.by_call.post(&format!("/api{path}"), &call).await;
        assert!(code.is_success(), "{path}: {answer}");
        let done = answer["done"].as_str().unwrap();
        let shown = page.split_once("/?done=").unwrap_or_else(|| panic!("{path}: {page}")).1;
        assert_eq!(decoded(shown), done, "{path}");
        for both in &mut self.sessions {
            for (session, expected) in both.iter_mut().zip([danish, foreign]) {
                let expected: Told =
                    expected.iter().map(|(text, kind, result)| ((*text).to_owned(), *kind, *result)).collect();
                assert_eq!(told(&drain(session).await), expected, "{path} {form}");
            }
        }
        for path in [
            "/api/accounts",
            "/api/accounts/REG-100001/statement",
            "/api/accounts/REG-100002/statement",
            "/api/domains",
            "/api/contacts",
            "/api/hosts",
            "/api/waiting",
            "/api/faults",
            "/api/state",
        ] {
            assert_eq!(self.by_form.json(path).await, self.by_call.json(path).await, "{path} after {form}");
        }
    }
}

type Said<'a> = (&'a str, &'static str, Option<bool>);

pub fn decoded(text: &str) -> String {
    let mut octets = Vec::new();
    let mut rest = text.bytes();
    while let Some(octet) = rest.next() {
        let mut digit = || char::from(rest.next().unwrap()).to_digit(16).unwrap();
        octets.push(if octet == b'%' { u8::try_from(digit() * 16 + digit()).unwrap() } else { octet });
    }
    String::from_utf8(octets).unwrap()
}

const CONTACT: &str = "contact:infData";
const DOMAIN: &str = "domain:infData";

#[tokio::test]
async fn contacts_and_hosts_are_acted_on_alike_by_form_and_by_call() {
    let mut twins = Twins::start().await;
    let verification = |handle: &str| format!("/contacts/{handle}/verification");
    let jens = verification("JA105-DK");
    twins
        .act(
            &jens,
            "decision=complete",
            json!({ "decision": "complete" }),
            &[
                ("JA105-DK has completed the mandatory ID and data check - registry", CONTACT, None),
                ("jens-ålborg.dk has been activated", DOMAIN, None),
                ("møllestien.dk has been activated", DOMAIN, None),
            ],
            &[],
        )
        .await;
    let anna = verification("AS109-DK");
    let said = [("The mandatory ID check of AS109-DK was rejected - registry", CONTACT, None)];
    twins.act(&anna, "decision=reject", json!({ "decision": "reject" }), &said, &[]).await;
    let lise = verification("LB106-DK");
    let active = ("lise-bæk.dk has been activated", DOMAIN, None);
    for (decision, text, more) in [
        ("begin", "LB106-DK has to complete the mandatory ID and data check - registry", None),
        ("cancel", "The mandatory ID and data check of LB106-DK was cancelled - registry", Some(active)),
        ("begin", "LB106-DK has to complete the mandatory ID and data check - registry", None),
        ("expire", "The mandatory ID and data check of LB106-DK has expired - registry", None),
    ] {
        let (form, call) = (format!("decision={decision}"), json!({ "decision": decision }));
        let told: Vec<Said<'_>> = [(text, CONTACT, None)].into_iter().chain(more).collect();
        twins.act(&lise, &form, call, &told, &[]).await;
    }
    assert!(status(&mut twins.sessions[0][0], "lise-bæk.dk").await.contains(&"serverHold".to_owned()));
    send(&mut twins.sessions[1][0], domain::Info { name: "lise-bæk.dk".into(), ..domain::Info::default() }).await;
    let text = "HTL114-DK has confirmed the new primary email, orders@harbour.example - registry";
    let (form, call) = ("confirmed=true&secondary=false", json!({ "confirmed": true }));
    twins.act("/contacts/HTL114-DK/email", form, call, &[(text, "contact:panData", Some(true))], &[]).await;
    let text = "Email delivery (failed) bad_checksum for the primary email, post@kornblomst.example, of BKA101-DK. \
                Please review and correct the email address.";
    let (form, call) = ("secondary=false&reason=bad_checksum", json!({ "reason": "bad_checksum" }));
    twins.act("/contacts/BKA101-DK/bounce", form, call, &[(text, CONTACT, None)], &[]).await;
    let text = "The contact information has been updated for BKA101-DK";
    let (form, call) = ("name=&street=S%C3%B8gade+1&city=K%C3%B8ge", json!({ "street": "Søgade 1", "city": "Køge" }));
    twins.act("/contacts/BKA101-DK/data", form, call, &[(text, CONTACT, None)], &[]).await;
    assert_eq!(twins.by_form.json("/api/contacts/BKA101-DK").await["city"], "Køge");
    twins.act("/contacts/BKA101-DK/risk", "risk=N%2FA", json!({ "risk": "N/A" }), &[], &[]).await;
    let text =
        "The name server dns2.drift.example has been registered, as CD202-DK has accepted the name server manager role";
    let told = [(text, "host:panData", Some(true))];
    twins.act("/hosts/dns2.drift.example/answer", "accepted=true", json!({ "accepted": true }), &told, &[]).await;
}

#[tokio::test]
async fn names_are_acted_on_alike_by_form_and_by_call() {
    let mut twins = Twins::start().await;
    let ask = |name: &str| Update {
        name: name.into(),
        add: Parts { ns: vec!["ns3.nordisk.example".into()], ..Parts::default() },
        ..Update::default()
    };
    let pending = (1001, "Command completed. Pending registrant approval");
    twins.send(ask("viborg-vævning.dk"), pending).await;
    drain_all(&mut twins).await;
    let (yes, no) = (json!({ "accepted": true }), json!({ "accepted": false }));
    let more = "Name servers has been changed for viborg-vævning.dk, from ns1.nordisk.example, ns2.nordisk.example to \
                ns1.nordisk.example, ns2.nordisk.example, ns3.nordisk.example";
    let more = [(more, DOMAIN, None)];
    twins.act("/domains/viborg-v%C3%A6vning.dk/answer", "accepted=true", yes, &more, &[]).await;
    twins
        .send(
            Update {
                add: Parts { ns: vec!["dns1.drift.example".into()], ..Parts::default() },
                ..ask("viborg-vævning.dk")
            },
            pending,
        )
        .await;
    twins.act("/domains/viborg-v%C3%A6vning.dk/answer", "accepted=false", no, &[], &[]).await;

    let (out, gone) = ("surdej.dk has been added to your portfolio", "surdej.dk has been removed from your portfolio");
    let trn = "domain:trnData";
    let call = json!({ "to": "REG-100002" });
    twins.act("/domains/surdej.dk/transfer", "to=REG-100002", call, &[(gone, trn, None)], &[(out, trn, None)]).await;
    let (here, lost) =
        ("bretagne.dk has been added to your portfolio", "bretagne.dk has been removed from your portfolio");
    let call = json!({ "to": "REG-100001" });
    twins.act("/domains/bretagne.dk/transfer", "to=REG-100001", call, &[(here, trn, None)], &[(lost, trn, None)]).await;
    twins.act("/domains/bikerental.dk/authorization", "operation=transfer", json!({}), &[], &[]).await;

    let updated = [("vjf.dk has been updated", DOMAIN, None)];
    twins.act("/domains/vjf.dk/suspension", "cause=registry", json!({ "cause": "registry" }), &updated, &[]).await;
    let active = [("vjf.dk has been activated", DOMAIN, None)];
    twins.act("/domains/vjf.dk/suspension/lift", "", json!({}), &active, &[]).await;
    let extended = [("lukket-butik.dk has been extended and cancellation stopped", "domain:panData", Some(false))];
    twins.act("/domains/lukket-butik.dk/deletion/stop", "", json!({}), &extended, &[]).await;

    let inger = "/domains/inger-k%C3%A6r.dk";
    let lost = [("REG-100001 has been removed as billing contact for inger-kær.dk", DOMAIN, None)];
    twins.act(&format!("{inger}/roles"), "admin=&billing=none", json!({ "billing": "none" }), &lost, &[]).await;
    let updated = [("inger-kær.dk has been updated", DOMAIN, None)];
    let call = json!({ "billing": "REG-100001", "admin": "REG-100002" });
    twins.act(&format!("{inger}/roles"), "billing=reg-100001&admin=REG-100002", call, &updated, &updated).await;
    let moved = "Name servers has been changed for inger-kær.dk, from ns1.nordisk.example, ns2.nordisk.example to \
                 ns1.foreign.example, ns2.foreign.example";
    let call = json!({ "name_servers": ["ns1.foreign.example", "ns2.foreign.example"] });
    let form = "name_servers=ns1.foreign.example+ns2.foreign.example";
    let moved = [(moved, DOMAIN, None)];
    twins.act(&format!("{inger}/name-servers"), form, call, &moved, &moved).await;
    twins.act(&format!("{inger}/lock"), "on=true", json!({ "on": true }), &updated, &updated).await;
    let call = json!({ "cause": "payment" });
    twins.act(&format!("{inger}/suspension"), "cause=payment", call, &updated, &updated).await;

    twins.act("/domains/vjf.dk/waiting-list", "", json!({}), &[], &[]).await;
    let call = json!({ "name": "væk.dk", "account": "REG-100002" });
    twins.act("/domains", "name=v%C3%A6k.dk&account=REG-100002", call.clone(), &[], &[]).await;
    assert_eq!(twins.by_call.post("/api/domains", &call).await.0, 422, "it is not free any more");
    for [dane, briton] in &mut twins.sessions {
        let info = |session| send(session, domain::Info { name: "væk.dk".into(), ..domain::Info::default() });
        let Some(ResData::DomainInfo(shown)) = info(briton).await.data else { panic!("no such name") };
        assert_eq!((shown.cl_id.as_str(), shown.ns.len()), ("REG-100002", 2));
        let Some(ResData::DomainCheck(checked)) = send(dane, domain::Check { names: vec!["væk.dk".into()] }).await.data
        else {
            panic!("no check")
        };
        assert_eq!(checked.items[0].reason.as_deref(), Some("In use"));
    }
    twins.act("/offers", "name=ledig.dk", json!({ "name": "ledig.dk" }), &[], &[]).await;
    twins.act("/offers/ledig.dk/lapse", "", json!({}), &[], &[]).await;
}

async fn drain_all(twins: &mut Twins) {
    for session in twins.sessions.iter_mut().flatten() {
        drain(session).await;
    }
}

#[tokio::test]
async fn applications_are_decided_alike_by_form_and_by_call() {
    for (decision, text, result) in [
        ("decide", "nyt-brød.dk has been registered and activated", true),
        ("taken", "The application for nyt-brød.dk has been rejected, as the domain was already taken", false),
        ("cancel", "The application for nyt-brød.dk has been cancelled", false),
        (
            "terms",
            "The application for nyt-brød.dk has been cancelled, as the registrant has not accepted our terms and \
             conditions in time",
            false,
        ),
        (
            "mismatch",
            "The application for nyt-brød.dk has been rejected, as the user and domain handling mismatched",
            false,
        ),
    ] {
        let mut twins = Twins::start().await;
        let waiting = twins.by_form.json("/api/waiting").await;
        let number = waiting["applications"][0]["tracking_number"].as_str().unwrap();
        let path = format!("/applications/{number}/decision");
        let (form, call) = (format!("decision={decision}"), json!({ "decision": decision }));
        twins.act(&path, &form, call, &[(text, "domain:panData", Some(result))], &[]).await;
        let check = domain::Check { names: vec!["nyt-brød.dk".into()] };
        let answer = send(&mut twins.sessions[0][0], check).await;
        let Some(ResData::DomainCheck(checked)) = answer.data else { panic!("{:?}", answer.data) };
        assert_eq!(checked.items[0].available, !result, "{decision}");
        let statement = twins.by_form.json("/api/accounts/REG-100001/statement").await;
        let refunded = statement.as_array().unwrap().iter().any(|entry| entry["purpose"] == "create_refund");
        assert_eq!(refunded, !result, "{decision}");
    }
}

#[tokio::test]
async fn the_sandbox_itself_is_handled_alike_by_form_and_by_call() {
    let mut twins = Twins::start().await;
    twins.act("/clock", "by=1h", json!({ "by": "1h" }), &[], &[]).await;
    twins.act("/clock", "to=2026-08-04", json!({ "to": "2026-08-04T00:00:00Z" }), &[], &[]).await;
    assert_eq!(twins.by_call.json("/api/state").await["now"], "2026-08-04T00:00:00Z");
    let told = [("nyt-brød.dk has been registered and activated", "domain:panData", Some(true))];
    let lapsed = "The new primary email, orders@harbour.example, was not confirmed for HTL114-DK - registry";
    let lapsed = [(lapsed, "contact:panData", Some(false))];
    twins.act("/clock", "by=30h", json!({ "by": "30h" }), &lapsed, &[]).await;
    twins.act("/clock", "to=next", json!({ "to": "next" }), &told, &[]).await;
    assert_eq!(twins.by_call.json("/api/state").await["now"], "2026-08-05T08:00:00Z");
    twins.act("/accounts/REG-100001/fill", "amount=-1%2C000.50", json!({ "amount": "-1000.50" }), &[], &[]).await;
    let balance = send(&mut twins.sessions[0][0], epp::CommandBody::Balance).await;
    let Some(ResData::Balance(balance)) = balance.data else { panic!("{:?}", balance.data) };
    assert_eq!(balance.balance.to_string(), "8999.50");
    let form = "auto_renew=false&verification=registrar&session_limit=3&allowlist=127.0.0.0%2F8+%3A%3A1%2F128";
    let call = json!({ "auto_renew": false, "verification": "registrar", "session_limit": 3,
                       "allowlist": ["127.0.0.0/8", "::1/128"] });
    twins.act("/accounts/REG-100002/settings", form, call, &[], &[]).await;
    let call = json!({ "command": "host:delete", "action": { "delay_ms": 5 }, "times": 2 });
    twins.act("/faults", "command=host:delete&action=delay_ms&ms=5&times=2&account=", call, &[], &[]).await;
    let call = json!({ "command": "host:delete", "action": "fail", "account": "REG-100001" });
    twins.act("/faults", "command=host:delete&action=fail&ms=5&account=REG-100001", call, &[], &[]).await;
    twins.act("/faults/1/remove", "", json!({}), &[], &[]).await;
    let delete = epp::host::Delete { name: "ns3.nordisk.example".into() };
    twins.send(delete, (2400, "Internal error.")).await;
    let call = json!({ "command": "*", "action": "drop_before" });
    twins.act("/faults/clear", "", json!({}), &[], &[]).await;
    for control in [&twins.by_form, &twins.by_call] {
        assert_eq!(control.post("/api/faults", &call).await.0, 201);
        let cleared = control.client.delete(format!("{}/api/faults", control.base)).send().await.unwrap();
        assert_eq!(cleared.status(), 200);
    }
    twins.by_form.form("/shutdown", "on=true").await;
    assert_eq!(twins.by_call.post("/api/shutdown", &json!({ "on": true })).await.0, 200);
    twins
        .send(epp::CommandBody::Balance, (1500, "Command completed successfully; Disconnect due to server shutdown"))
        .await;
}

#[tokio::test]
async fn a_clock_can_stand_still_and_run_and_never_goes_back() {
    let control = Control::start(Seed::Bare).await;
    for (running, form) in [(true, "running=true"), (false, "running=false")] {
        for by_form in [true, false] {
            let before = control.sandbox.now();
            if by_form {
                assert!(control.form("/clock/run", form).await.starts_with("/?done="));
            } else {
                assert_eq!(control.post("/api/clock/run", &json!({ "running": running })).await.0, 200);
            }
            assert!(control.sandbox.now() >= before);
            let state = control.json("/api/clock").await;
            assert_eq!(state["clock"].get("running").is_some(), running, "{state}");
        }
    }
    for body in [json!({ "to": "2020-01-01" }), json!({ "to": "soon" }), json!({ "by": "1d", "to": "next" })] {
        assert_eq!(control.post("/api/clock", &body).await.0, 422, "{body}");
    }
}

#[tokio::test]
async fn a_name_is_transferred_in_with_a_token_that_its_registrar_hands_out() {
    let control = Control::start(Seed::Demo).await;
    let mut session = sign_in(&control.sandbox).await;
    let (code, made) = control.post("/api/domains/bikerental.dk/authorization", &json!({})).await;
    let token = made["token"].as_str().unwrap();
    assert!(code.is_success() && token.starts_with("REG-TRANSFER-"), "{made}");
    assert_eq!(made["expires_at"], "2026-08-17T08:00:00Z");
    let transfer = Transfer::request("bikerental.dk", Some(token.into()));
    assert_eq!(said(&send(&mut session, transfer).await), (1000, "Command completed successfully"));
    // A registrant who manages a name hands out tokens, too, and can lock the name.
    let name = "torvet6.dk";
    let (_, made) = control.post("/api/domains/torvet6.dk/authorization", &json!({})).await;
    let token = made["token"].as_str().unwrap().to_owned();
    assert!(token.starts_with("OWN-TRANSFER-"), "{token}");
    let transfer = || Transfer::request(name, Some(token.as_str().into()));
    assert_eq!(said(&send(&mut session, transfer()).await), (2106, "Domain is locked"));
    control.form("/domains/torvet6.dk/lock", "on=false").await;
    assert_eq!(said(&send(&mut session, transfer()).await), (1000, "Command completed successfully"));
    let refused = control.post("/api/domains/torvet6.dk/lock", &json!({ "on": true })).await;
    assert_eq!(refused.0, 422, "a registrar manages it now");
}

#[tokio::test]
async fn an_offer_goes_to_the_next_in_line_who_registers_with_the_code() {
    let control = Control::start(Seed::Bare).await;
    let mut session = sign_in(&control.sandbox).await;
    let mut codes = Vec::new();
    for _ in 0..2 {
        codes.push(
            control.post("/api/offers", &json!({ "name": "ledig.dk" })).await.1["code"].as_str().unwrap().to_owned(),
        );
    }
    let offers = control.json("/api/offers").await;
    assert_eq!(
        (&offers[0]["domain"], &offers[0]["code"], &offers[0]["waiting"]),
        (&json!("ledig.dk"), &json!(codes[0]), &json!(1))
    );
    let registrant = create_contact(&mut session, foreigner()).await;
    let apply = |code: &str| domain::Create { auth_info: Some(code.into()), ..application("ledig.dk", &registrant) };
    control.form("/offers/ledig.dk/lapse", "").await;
    assert_eq!(said(&send(&mut session, apply(&codes[0])).await), (2202, "Invalid authorization information"));
    assert_eq!(send(&mut session, apply(&codes[1])).await.code().0, 1001);
    assert_eq!(control.post("/api/offers/frit.dk/lapse", &json!({})).await.0, 404);
}

#[tokio::test]
async fn a_suspension_by_the_registry_shows_in_the_statuses_and_ends_with_it() {
    let control = Control::start(Seed::Demo).await;
    let mut session = sign_in(&control.sandbox).await;
    control.form("/domains/vjf.dk/suspension", "cause=registry").await;
    let held = status(&mut session, "vjf.dk").await;
    assert!(held.contains(&"serverHold".to_owned()) && held.contains(&"serverUpdateProhibited".to_owned()), "{held:?}");
    assert_eq!(
        control.client.delete(format!("{}/api/domains/vjf.dk/suspension", control.base)).send().await.unwrap().status(),
        200
    );
    assert!(!status(&mut session, "vjf.dk").await.contains(&"serverHold".to_owned()));
    // Bills are paid by registrants only, and what a registrar cancelled is not the registry's to lift.
    for (path, body) in [
        ("/api/domains/vjf.dk/suspension", json!({ "cause": "payment" })),
        ("/api/domains/lukket-butik.dk/suspension/lift", json!({})),
        ("/api/domains/vjf.dk/deletion/stop", json!({})),
        ("/api/domains/vjf.dk/roles", json!({ "billing": "REG-100001" })),
        ("/api/domains/vjf.dk/name-servers", json!({ "name_servers": "ns1.foreign.example ns2.foreign.example" })),
        ("/api/domains/inger-k%C3%A6r.dk/name-servers", json!({ "name_servers": ["ns1.foreign.example"] })),
        ("/api/domains/inger-k%C3%A6r.dk/roles", json!({})),
        ("/api/domains/nyt-br%C3%B8d.dk/authorization", json!({})),
        ("/api/contacts/BKA101-DK/data", json!({})),
        ("/api/contacts/BKA101-DK/data", json!({ "name": "a\u{7}b" })),
        ("/api/contacts/BKA101-DK/bounce", json!({ "reason": "rain" })),
        ("/api/contacts/BKA101-DK/bounce", json!({ "secondary": true })),
        ("/api/faults", json!({ "command": "host:explode", "action": "fail" })),
        ("/api/accounts/REG-100001/settings", json!({ "allowlist": ["nowhere"] })),
    ] {
        let (code, answer) = control.post(path, &body).await;
        assert!(code == 422 && answer["error"].is_string(), "{path} {body}: {code} {answer}");
    }
    for path in ["domains/nix.dk/lock", "contacts/NIX1-DK/risk", "applications/1/decision", "accounts/REG-9/settings"] {
        let body = json!({ "on": true, "risk": "RED", "decision": "taken" });
        let body = match path {
            p if p.starts_with('d') => json!({ "on": body["on"] }),
            p if p.starts_with("co") => json!({ "risk": body["risk"] }),
            p if p.starts_with("ap") => json!({ "decision": body["decision"] }),
            _ => json!({}),
        };
        assert_eq!(control.post(&format!("/api/{path}"), &body).await.0, 404, "{path}");
    }
}
