//! The control page and its JSON twin.

use reqwest::{Client, Response, StatusCode};
use sandbox::{Config, Handle, Sandbox, Seed};
use serde_json::{Value, json};

use crate::support::{application, config, create_contact, danish_person, drain, send, sign_in, texts};

pub struct Control {
    pub sandbox: Handle,
    pub client: Client,
    pub base: String,
}

impl Control {
    pub async fn start(seed: Seed) -> Self {
        let sandbox = Sandbox::start(Config { seed, ..config() }).await.unwrap();
        let base = format!("http://{}", sandbox.control_addr().unwrap());
        let client = http();
        Self { sandbox, client, base }
    }

    pub async fn get(&self, path: &str) -> (StatusCode, String) {
        read(self.client.get(format!("{}{path}", self.base)).send().await.unwrap()).await
    }

    pub async fn json(&self, path: &str) -> Value {
        let (status, text) = self.get(path).await;
        assert_eq!(status, 200, "{path}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    pub async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        let request = self.client.post(format!("{}{path}", self.base)).header("content-type", "application/json");
        let (status, text) = read(request.body(body.to_string()).send().await.unwrap()).await;
        (status, serde_json::from_str(&text).unwrap())
    }

    /// Sends a form and gives where the browser is sent.
    pub async fn form(&self, path: &str, fields: &str) -> String {
        let request = self.client.post(format!("{}{path}", self.base));
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(fields.to_owned());
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 303, "{path}");
        response.headers()["location"].to_str().unwrap().to_owned()
    }
}

/// A browser that follows no redirect.
pub fn http() -> Client {
    // Whoever comes first installs it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

async fn read(response: Response) -> (StatusCode, String) {
    (response.status(), response.text().await.unwrap())
}

#[tokio::test]
async fn every_page_opens_without_scripts_and_with_every_object() {
    let control = Control::start(Seed::Demo).await;
    let paths = [
        "/",
        "/waiting",
        "/domains",
        "/contacts",
        "/hosts",
        "/messages",
        "/faults",
        "/domains/surdej.dk",
        "/contacts/JA105-DK",
    ];
    let more = ["/domains?q=br%C3%B8d", "/contacts/HTL114-DK", "/accounts/REG-100001", "/?error=%3Cscript%3E"];
    for path in paths.into_iter().chain(more) {
        let (status, html) = control.get(path).await;
        assert_eq!(status, 200, "{path}");
        assert!(!html.contains("<script"), "{path}");
        assert!(html.contains("<h1>") && html.contains("<html lang=\"en\">"), "{path}");
    }
    assert!(control.get("/domains?q=br%C3%B8d").await.1.contains("kornblomst-brød.dk"));
    assert!(!control.get("/domains?q=br%C3%B8d").await.1.contains("surdej.dk"));
    for path in [
        "/domains/ledig.dk",
        "/contacts/ZZ9-DK",
        "/accounts/REG-9",
        "/nowhere",
        "/api/nowhere",
        "/api/accounts/REG-999999",
    ] {
        assert_eq!(control.get(path).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn the_portfolio_is_one_document() {
    let control = Control::start(Seed::Demo).await;
    let portfolio = control.json("/api/portfolio/REG-100001").await;
    assert_eq!(portfolio["domains"].as_array().unwrap().len(), 60);
    let surdej = portfolio["domains"].as_array().unwrap().iter().find(|d| d["name"] == "surdej.dk").unwrap();
    assert_eq!((&surdej["phase"], &surdej["authorization"]), (&json!("active"), &json!("transfer")));
    assert!(!portfolio.to_string().contains("REG-TRANSFER"), "a token is told");
    assert!(!control.json("/api/accounts").await.to_string().contains("mac"), "a password's hash is told");
    assert_eq!(control.json("/api/domains?q=surdej").await.as_array().unwrap().len(), 1);
    assert_eq!(control.json("/api/domains/surdej.dk").await["phase"], "active");
    assert_eq!(control.json("/api/applications").await.as_array().unwrap().len(), 2);
    assert!(control.get("/api/ca.pem").await.1.starts_with("-----BEGIN CERTIFICATE-----"));
    assert!(control.get("/api/prices").await.1.contains("create,2020-01-01,50.00"));
}

#[tokio::test]
async fn clock_money_and_verification_by_json() {
    let control = Control::start(Seed::Bare).await;
    let mut session = sign_in(&control.sandbox).await;
    let registrant = create_contact(&mut session, danish_person()).await;
    send(&mut session, application("ny.dk", &registrant)).await;
    let (status, state) = control.post("/api/clock", &json!({ "by": "1m" })).await;
    assert_eq!((status, &state["now"]), (StatusCode::OK, &json!("2026-08-03T08:01:00Z")));
    let path = format!("/api/contacts/{registrant}/verification");
    assert_eq!(control.post(&path, &json!({ "decision": "complete" })).await.0, 200);
    let (status, answer) = control.post(&path, &json!({ "decision": "complete" })).await;
    assert_eq!((status, answer["error"].is_string()), (StatusCode::UNPROCESSABLE_ENTITY, true));
    assert_eq!(texts(&drain(&mut session).await).last(), Some(&"ny.dk has been activated"));
    let fill = "/api/accounts/REG-100001/fill";
    let (_, filled) = control.post(fill, &json!({ "amount": "500.00" })).await;
    assert_eq!(filled["done"], "REG-100001 now holds 10450.00 DKK");
    let statement = control.json("/api/accounts/REG-100001/statement").await;
    let purposes: Vec<_> = statement.as_array().unwrap().iter().map(|e| e["purpose"].as_str().unwrap()).collect();
    assert_eq!(purposes, ["opening_balance", "create", "deposit"]);
    for (path, body) in [
        ("/api/clock", json!({ "by": "-1d" })),
        ("/api/clock", json!({})),
        (fill, json!({ "amount": "viel" })),
        ("/api/faults", json!({ "command": "*", "action": "explode" })),
        ("/api/reset", json!({ "seed": "other" })),
    ] {
        let (status, answer) = control.post(path, &body).await;
        assert!(status.is_client_error() && answer["error"].is_string(), "{path}: {status}");
    }
}

#[tokio::test]
async fn the_same_by_forms() {
    let control = Control::start(Seed::Demo).await;
    let to = control.form("/clock", "by=1d").await;
    assert_eq!(to, "/?done=The%20clock%20now%20shows%202026-08-04%2008%3A00%3A00%20UTC");
    assert!(control.form("/clock", "other=nonsense").await.starts_with("/?error="));
    let to = control.form("/contacts/JA105-DK/verification?back=/contacts/JA105-DK", "decision=complete").await;
    assert!(to.starts_with("/contacts/JA105-DK?done="), "{to}");
    assert!(control.get("/domains/jens-%C3%A5lborg.dk").await.1.contains("active"));
    let to = control.form("/contacts/HTL114-DK/email?back=//evil.example/", "secondary=false&confirmed=true").await;
    assert!(to.starts_with("/?done="), "{to}");
    assert_eq!(control.json("/api/contacts/HTL114-DK").await["email"], "orders@harbour.example");
    control.form("/hosts/dns2.drift.example/answer?back=/hosts", "accepted=true").await;
    control.form("/contacts/AS109-DK/risk", "risk=RED").await;
    let to =
        control.form("/contacts/NKF111-DK/bounce?back=/contacts/NKF111-DK", "secondary=true&reason=antispam").await;
    assert!(to.starts_with("/contacts/NKF111-DK?done="), "{to}");
    let to = control.form("/contacts/AS109-DK/bounce", "secondary=true&reason=failed").await;
    assert!(to.starts_with("/?error="), "{to}");
    control.form("/contacts/AS109-DK/data", "name=&street=&postal_code=24944&city=Flensburg-M%C3%BCrwik").await;
    let corrected = control.json("/api/contacts/AS109-DK").await;
    assert_eq!((&corrected["city"], &corrected["name"]), (&json!("Flensburg-Mürwik"), &json!("Anna Schmidt")));
    assert_eq!((&corrected["postal_code"], &corrected["postal_type"]), (&json!("24944"), &json!("loc")));
    for (decision, identity) in [("begin", "pending"), ("cancel", "notRequired")] {
        control.form("/contacts/KH113-DK/verification", &format!("decision={decision}")).await;
        assert_eq!(control.json("/api/contacts/KH113-DK").await["identity"], identity);
    }
    let api = "/api/contacts/AS109-DK";
    let bounce = json!({ "reason": "bad_checksum" });
    assert_eq!(control.post(&format!("{api}/bounce"), &bounce).await.0, 200);
    assert_eq!(control.post(&format!("{api}/bounce"), &json!({ "reason": "lost" })).await.0, 422);
    assert_eq!(control.post(&format!("{api}/data"), &json!({ "street": ["Kanalweg 1"] })).await.0, 200);
    assert_eq!(control.post(&format!("{api}/data"), &json!({ "city": "" })).await.0, 422);
    assert_eq!(control.json(api).await["street"], json!(["Kanalweg 1"]));
    control.form("/accounts/REG-100002/fill", "amount=1%2C000.50").await;
    assert_eq!(control.json("/api/accounts/REG-100002").await["balance"], "11000.50");
    control.form("/faults?back=/faults", "command=domain:create&action=hold_ms&ms=50&times=2&account=").await;
    assert_eq!(control.json("/api/faults").await[0]["action"], json!({ "hold_ms": 50 }));
    control.form("/faults/1/remove", "").await;
    assert_eq!(control.json("/api/faults").await, json!([]));
    control.form("/shutdown", "on=true").await;
    assert_eq!(control.json("/api/state").await["shutting_down"], true);
    control.form("/shutdown", "on=false").await;
    control.form("/reset", "seed=bare").await;
    assert_eq!(control.json("/api/state").await["domains"], 4);
}

#[tokio::test]
async fn other_sites_cannot_use_the_page() {
    let control = Control::start(Seed::Bare).await;
    let before = control.sandbox.now();
    for (name, value) in [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("origin", "http://127.0.0.1:1"),
        ("host", "evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        for path in ["/clock", "/api/clock", "/api/faults/clear", "/api/offers/waiting-list.dk/lapse"] {
            let request = control.client.post(format!("{}{path}", control.base)).header(name, value);
            let request = request.header("content-type", "application/x-www-form-urlencoded").body("by=1d");
            assert_eq!(request.send().await.unwrap().status(), 403, "{path} {name}: {value}");
        }
    }
    // What a foreign page may send without asking first is no call, even from a browser that tells nothing.
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let request = control.client.post(format!("{}/api/clock", control.base)).header("content-type", kind);
        assert_eq!(request.body(r#"{"by":"1d"}"#).send().await.unwrap().status(), 415, "{kind}");
    }
    assert_eq!(control.sandbox.now(), before);
    let page = control.client.get(&control.base).send().await.unwrap();
    for (name, part) in [
        ("content-security-policy", "frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("referrer-policy", "same-origin"),
    ] {
        assert!(page.headers()[name].to_str().unwrap().contains(part), "{name}");
    }
    let own = control.client.post(format!("{}/clock", control.base)).header("origin", &control.base);
    let own = own.header("content-type", "application/x-www-form-urlencoded").body("by=1d");
    assert_eq!(own.send().await.unwrap().status(), 303);
}

#[tokio::test]
async fn accounts_sessions_and_faults_by_json() {
    let control = Control::start(Seed::Bare).await;
    let mut session = sign_in(&control.sandbox).await;
    let sessions = control.json("/api/sessions").await;
    assert_eq!((&sessions[0]["user"], &sessions[0]["commands"]), (&json!("EPP-100001"), &json!(1)));
    let patch = control.client.patch(format!("{}/api/accounts/REG-100001", control.base));
    let patch = patch.header("content-type", "application/json");
    let body = json!({ "verification": "registrar", "session_limit": 2, "allowlist": ["127.0.0.0/8"] });
    let (status, text) = read(patch.body(body.to_string()).send().await.unwrap()).await;
    assert_eq!(status, 200, "{text}");
    let account = control.json("/api/accounts/REG-100001").await;
    assert_eq!((&account["verification"], &account["session_limit"]), (&json!("registrar"), &json!(2)));
    assert_eq!(account["allowlist"], json!(["127.0.0.0/8"]));
    assert_eq!(account["service_users"][0]["id"], "EPP-100001");

    let (status, added) = control.post("/api/faults", &json!({ "command": "balance", "action": "drop_before" })).await;
    assert_eq!((status, &added["id"]), (StatusCode::CREATED, &json!(1)));
    assert!(session.send(&epp::Command::new(epp::CommandBody::Balance, "cut-1")).await.is_err());
    let mut session = sign_in(&control.sandbox).await;
    let id = control.json("/api/sessions").await.as_array().unwrap().last().unwrap()["id"].clone();
    let ended = control.client.delete(format!("{}/api/sessions/{id}", control.base)).send().await.unwrap();
    assert_eq!(ended.status(), 200);
    assert!(session.hello().await.is_err());
    assert_eq!(control.post("/api/shutdown", &json!({ "on": true })).await.0, 200);
    assert_eq!(control.post("/api/reset", &json!({})).await.0, 200);
    assert_eq!(control.json("/api/state").await["domains"], 69);
}

#[tokio::test]
async fn every_fault_that_the_page_offers_is_taken_and_shown() {
    let control = Control::start(Seed::Bare).await;
    let (_, page) = control.get("/faults").await;
    let (_, select) = page.split_once("<select name=\"action\">").unwrap();
    let options = select.split_once("</select>").unwrap().0.split("<option value=\"").skip(1);
    let offered: Vec<&str> = options.map(|option| option.split_once('"').unwrap().0).collect();
    for action in offered {
        let to = control.form("/faults?back=/faults", &format!("command=poll&action={action}&ms=70&times=1")).await;
        assert!(to.starts_with("/faults?done="), "{action}: {to}");
    }
    let actions = [
        (json!("drop_before"), "cut before executing"),
        (json!("drop_after"), "execute, then cut without answer"),
        (json!({ "delay_ms": 70 }), "execute, answer 70 ms later"),
        (json!({ "hold_ms": 70 }), "wait 70 ms, then execute"),
        (json!("fail"), "fail with 2400"),
        (json!("garble"), "execute, answer with half a frame"),
        (json!("other"), "execute, answer as to another command"),
        (json!("bare"), "execute, answer without object data"),
    ];
    let (_, page) = control.get("/faults").await;
    for (action, words) in &actions {
        assert!(page.contains(&format!("<div>{words}</div>")), "{words}");
        let (status, added) = control.post("/api/faults", &json!({ "command": "poll", "action": action })).await;
        assert_eq!(status, StatusCode::CREATED, "{action}: {added}");
    }
    let waiting = control.json("/api/faults").await;
    let waiting: Vec<&Value> = waiting.as_array().unwrap().iter().map(|fault| &fault["action"]).collect();
    let twice: Vec<&Value> = actions.iter().chain(&actions).map(|(action, _)| action).collect();
    assert_eq!(waiting, twice);
}

#[tokio::test]
async fn what_others_do_to_names_by_json_and_by_forms() {
    let control = Control::start(Seed::Demo).await;
    let name = "/api/domains/viborg-v%C3%A6vning.dk";
    let mut session = sign_in(&control.sandbox).await;
    let ask = |server: &str| epp::domain::Update {
        name: "viborg-vævning.dk".into(),
        add: epp::domain::Parts { ns: vec![server.into()], ..Default::default() },
        ..Default::default()
    };
    let nobody = control.post(&format!("{name}/answer"), &json!({ "accepted": true })).await;
    assert_eq!(nobody.0, 422);
    assert_eq!(send(&mut session, ask("ns3.nordisk.example")).await.code().0, 1001);
    let page = "/domains/viborg-v%C3%A6vning.dk";
    let html = control.get(page).await.1;
    assert!(html.contains("Awaited: name servers") && html.contains(">Accept</button>"), "{html}");
    let answered = control.post(&format!("{name}/answer"), &json!({ "accepted": true })).await;
    assert_eq!(answered, (StatusCode::OK, json!({ "done": "The request for viborg-vævning.dk was accepted" })));
    assert_eq!(control.json(name).await["name_servers"].as_array().unwrap().len(), 3);
    send(&mut session, ask("dns1.drift.example")).await;
    let to = control.form(&format!("{page}/answer?back={}", page.replace('%', "%25")), "accepted=false").await;
    assert!(to.starts_with(&format!("{page}?done=")), "{to}");

    // Out to another registrar, and back by the page.
    let surdej = "/api/domains/surdej.dk";
    let taken = control.post(&format!("{surdej}/transfer"), &json!({ "to": "reg-100002" })).await;
    assert_eq!(taken, (StatusCode::OK, json!({ "done": "REG-100002 has surdej.dk now" })));
    assert_eq!(control.json(surdej).await["sponsor"], "REG-100002");
    assert_eq!(control.post(&format!("{surdej}/transfer"), &json!({ "to": "REG-9" })).await.0, 404);
    control.form("/domains/surdej.dk/transfer?back=/domains/surdej.dk", "to=REG-100001").await;
    assert_eq!(control.json(surdej).await["sponsor"], "REG-100001");

    // Suspended by the registry, and back.
    let suspension = format!("{surdej}/suspension");
    assert_eq!(control.post(&suspension, &json!({ "cause": "weather" })).await.0, 422);
    assert_eq!(control.post(&suspension, &json!({ "cause": "registry" })).await.0, 200);
    assert_eq!(control.json(surdej).await["suspension_cause"], "registry");
    assert!(control.get("/domains/surdej.dk").await.1.contains("Lift the suspension"));
    let lifted = control.client.delete(format!("{}{suspension}", control.base)).send().await.unwrap();
    assert_eq!(lifted.status(), 200);
    assert_eq!(control.json(surdej).await["phase"], "active");
    control.form("/domains/surdej.dk/suspension", "cause=").await;
    control.form("/domains/surdej.dk/suspension/lift", "").await;
    assert_eq!(control.json(surdej).await["phase"], "active");
    assert!(control.form("/domains/surdej.dk/suspension/lift", "").await.starts_with("/?error="));

    // A deletion taken back at the registry's counter.
    let deletion = format!("{}/api/domains/lukket-butik.dk/deletion", control.base);
    assert_eq!(control.client.delete(&deletion).send().await.unwrap().status(), 200);
    assert_eq!(control.client.delete(&deletion).send().await.unwrap().status(), 422);

    // A free name is offered to whoever waits for it.
    let (status, waiting) = control.post("/api/domains/ledig.dk/waiting-list", &json!({})).await;
    assert_eq!((status, waiting["code"].as_str().map(str::len)), (StatusCode::OK, Some(8)));
    let info = epp::domain::Info { name: "ledig.dk".into(), ..Default::default() };
    let advisories = send(&mut session, info).await.extensions.dkhm.advisories;
    assert_eq!(advisories[0].advisory.as_deref(), Some("offeredOnWaitingList"));
    let to = control.form("/offers?back=/waiting", "name=%C3%A5ben.dk").await;
    assert!(to.starts_with("/waiting?done="), "{to}");
    assert!(control.form("/offers?back=/waiting", "name=x").await.starts_with("/waiting?error="));
}
