//! Service users: made, changed and deleted over the account interface, at work over EPP.

use epp::client::Session;
use epp::domain::{AuthInfoChange, Delete, Parts, Renew, Transfer, Update};
use epp::extensions::rgp::Restore;
use epp::extensions::secdns::{self, DsData, SecDns};
use epp::{CommandBody, contact, domain, host};
use reqwest::{Method, StatusCode};
use serde_json::json;
use time::Duration;

use super::Account;
use crate::support::{START, application, create_contact, foreigner, said, send, sign_in};

#[tokio::test]
async fn a_user_is_made_signs_in_and_is_disabled() {
    let account = Account::start().await;
    let given = json!({"service": "epp", "roles": ["payer"], "reference": "billing system"});
    let (status, made) = account.post("/service-users", given.clone()).await;
    assert_eq!(status, 201);
    assert_eq!((&made["id"], &made["service"]), (&json!("EPP-200001"), &json!("EPP")));
    assert_eq!((&made["roles"], &made["enabled"]), (&json!(["payer"]), &json!(true)));
    let secret = made["secret"].as_str().unwrap();
    let (mut session, code, _) = account.login("EPP-200001", secret).await;
    assert_eq!(code, 1000);
    assert_eq!(said(&send(&mut session, CommandBody::Balance).await), (1000, "Command completed successfully"));

    // The secret is told once, and a repeated call makes no second user.
    let shown = account.get("/service-users/EPP-200001").await;
    assert_eq!(shown.get("secret"), None);
    let (status, again) = account.post("/service-users", given).await;
    assert_eq!((status, &again["error"]), (StatusCode::CONFLICT, &json!("EPP-200001 has that reference already")));
    let ids: Vec<_> = account.get("/service-users").await.as_array().unwrap().iter().map(|u| u["id"].clone()).collect();
    assert_eq!(ids, ["EPP-100001", "EPP-200001"]);

    // Disabling ends its sessions and lets no new one in.
    let (status, _) = account.patch("/service-users/epp-200001", json!({"enabled": false})).await;
    assert_eq!(status, 200);
    assert!(session.send(&epp::Command::new(CommandBody::Balance, "after-1")).await.is_err());
    assert_eq!(account.login("EPP-200001", secret).await.1, 2201);
    account.patch("/service-users/EPP-200001", json!({"enabled": true, "secret": "Better-one-2"})).await;
    assert_eq!(account.login("EPP-200001", secret).await.1, 2200);
    let (mut session, code, _) = account.login("EPP-200001", "Better-one-2").await;
    assert_eq!(code, 1000);

    // Deleting it as well, and its id is gone for good.
    assert_eq!(account.delete("/service-users/EPP-200001").await.0, 204);
    assert!(session.send(&epp::Command::new(CommandBody::Balance, "after-2")).await.is_err());
    assert_eq!(account.login("EPP-200001", "Better-one-2").await.1, 2200);
    assert_eq!(account.delete("/service-users/EPP-200001").await.0, 404);
    assert_eq!(account.user(&["proxy"]).await, "EPP-200002");
}

#[tokio::test]
async fn users_of_other_services_do_not_sign_in_here() {
    let account = Account::start().await;
    for service in ["DAS", "DSU"] {
        let given = json!({"service": service, "roles": ["name_server_administrator"], "secret": "Another-1"});
        let (status, made) = account.post("/service-users", given).await;
        assert_eq!((status, &made["service"]), (StatusCode::CREATED, &json!(service)));
        let (_, code, text) = account.login(made["id"].as_str().unwrap(), "Another-1").await;
        assert_eq!((code, text.as_str()), (2201, "No privilege"));
    }
}

#[tokio::test]
async fn bad_values_are_named_and_other_accounts_users_are_not_there() {
    let mut account = Account::start().await;
    let bad = json!({"service": "FTP", "roles": ["administrator"], "secret": "short"});
    let (status, said) = account.post("/service-users", bad).await;
    assert_eq!(status, 422);
    let fields: Vec<_> = said["fields"].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["roles", "secret", "service"]);
    assert!(!said.to_string().contains("short"));
    for bad in [json!({"service": "EPP", "roles": []}), json!({"service": "EPP", "roles": ["king"]}), json!({"x": 1})] {
        assert_eq!(account.post("/service-users", bad).await.0, 422);
    }
    assert_eq!(account.call(Method::POST, "/REG-100001/service-users", None, json!("EPP")).await.0, 422);
    assert_eq!(account.patch("/service-users/EPP-100002", json!({"enabled": false})).await.0, 404);
    assert_eq!(account.delete("/service-users/EPP-100002").await.0, 404);
    account.secret = "Account-100002";
    let (status, shown) =
        account.call(Method::GET, "/REG-100002/service-users/EPP-100002", None, serde_json::Value::Null).await;
    assert_eq!((status, &shown["enabled"]), (StatusCode::OK, &json!(true)));
}

#[tokio::test]
async fn the_allowlist_is_for_new_and_open_sessions() {
    let account = Account::start().await;
    let mut session = sign_in(&account.sandbox).await;
    let put = |networks| account.call(Method::PUT, "/REG-100001/allowlists/epp", None, json!({"networks": networks}));
    assert_eq!(put(json!(["192.0.2.0/24", "2001:db8::/32"])).await.0, 200);
    assert!(session.send(&epp::Command::new(CommandBody::Balance, "after-1")).await.is_err());
    let (_, code, text) = account.login("EPP-100001", "Sandbox-100001").await;
    assert_eq!((code, text.as_str()), (2201, "No privilege"));
    assert_eq!(account.login("EPP-100001", "wrong").await.1, 2200);
    assert_eq!(put(json!(["nonsense"])).await.0, 422);
    assert_eq!(put(json!(["127.0.0.0/8"])).await.0, 200);
    assert_eq!(account.login("EPP-100001", "Sandbox-100001").await.1, 1000);
    let das = account.call(Method::PUT, "/REG-100001/allowlists/das", None, json!({"networks": ["192.0.2.1"]})).await;
    assert_eq!(das.0, 200);
    assert_eq!(account.get("").await["allowlists"]["das"], json!(["192.0.2.1/32"]));
    assert_eq!(account.call(Method::PUT, "/REG-100001/allowlists/ftp", None, json!({"networks": []})).await.0, 404);
}

/// What a user of one meta-role tries, and which meta-role it needs; none for what everybody may do.
fn attempts(role: &str, handle: &str) -> Vec<(&'static str, Option<&'static str>, CommandBody)> {
    let own = format!("{}.dk", role.replace('_', ""));
    let deleted = format!("slettet-{own}");
    let update = || Update { name: own.clone(), ..Update::default() };
    let servers = |name: &str| Parts { ns: vec![name.to_owned()], ..Parts::default() };
    let record = DsData { key_tag: 4711, alg: 13, digest_type: 2, digest: "ab".repeat(32), key: None };
    let signed = secdns::Update { add: Some(SecDns::from(vec![record])), ..secdns::Update::default() };
    let host_name = format!("ns.{}.example", role.replace('_', ""));
    let changed = contact::Update {
        id: handle.to_owned(),
        chg: Some(contact::Change { voice: Some(contact::Phone::new("+49.461123451")), ..contact::Change::default() }),
        ..contact::Update::default()
    };
    let host_update = host::Update {
        name: host_name.clone(),
        add: host::AddRem {
            addrs: vec![host::Addr { ip: host::IpKind::V4, value: "8.8.4.4".to_owned() }],
            ..host::AddRem::default()
        },
        ..host::Update::default()
    };
    vec![
        ("domain:check", None, domain::Check { names: vec![own.clone()] }.into()),
        ("domain:info", None, domain::Info { name: own.clone(), ..domain::Info::default() }.into()),
        ("contact:create", None, contact::Create { id: "force".into(), ..foreigner() }.into()),
        ("balance", Some("payer"), CommandBody::Balance),
        ("domain:create", Some("registrar"), application(&format!("ny-{own}"), handle).into()),
        ("contact:update", Some("proxy"), changed.into()),
        ("auto renew", Some("proxy"), Update { auto_renew: Some("false".into()), ..update() }.into()),
        ("token", Some("proxy"), Update { auth_info: Some(AuthInfoChange::set("autotransfer")), ..update() }.into()),
        ("transfer", Some("proxy"), Transfer::request(own.as_str(), None).into()),
        (
            "host:create",
            Some("name_server_administrator"),
            host::Create { name: format!("ny-{host_name}"), ..host::Create::default() }.into(),
        ),
        ("host:update", Some("name_server_administrator"), host_update.into()),
        ("host:delete", Some("name_server_administrator"), host::Delete { name: host_name }.into()),
        (
            "name servers",
            Some("name_server_administrator"),
            Update { add: servers("ns3.nordisk.example"), ..update() }.into(),
        ),
        ("DS records", Some("name_server_administrator"), Update { sec_dns: Some(signed), ..update() }.into()),
        (
            "restore",
            Some("proxy"),
            Update { restore: Some(Restore::report(START, START)), ..Update { name: deleted, ..Update::default() } }
                .into(),
        ),
        ("renew", Some("payer"), Renew { name: own.clone(), cur_exp_date: "2027-08-31".into(), period: None }.into()),
        ("delete", Some("proxy"), Delete { name: own }.into()),
    ]
}

/// Whether the answer is that the user may not.
fn barred(code: u16, text: &str) -> bool {
    let rights = ["No privilege", "Unauthorized", "You do not have the privilege"];
    [2201, 2004].contains(&code) && rights.iter().any(|words| text.starts_with(words))
}

#[tokio::test]
async fn each_user_may_do_what_its_meta_roles_say() {
    let account = Account::start().await;
    let roles = ["registrar", "proxy", "payer", "name_server_administrator"];
    let mut all = sign_in(&account.sandbox).await;
    let registrant = create_contact(&mut all, foreigner()).await;
    for role in roles {
        let own = format!("{}.dk", role.replace('_', ""));
        for name in [own.clone(), format!("slettet-{own}")] {
            assert_eq!(send(&mut all, application(&name, &registrant)).await.code().0, 1001);
        }
    }
    account.sandbox.advance(Duration::minutes(2)).await.unwrap();
    for role in roles {
        let name = format!("slettet-{}.dk", role.replace('_', ""));
        assert_eq!(send(&mut all, Delete { name }).await.code().0, 1001);
        let name = format!("ns.{}.example", role.replace('_', ""));
        assert_eq!(send(&mut all, host::Create { name, ..host::Create::default() }).await.code().0, 1000);
    }
    for role in roles {
        let id = account.user(&[role]).await;
        let mut wrong = Vec::new();
        for (what, needed, command) in attempts(role, &registrant) {
            // Three refusals of one kind end a session.
            let mut session: Session = account.signed_in(&id).await;
            let response = send(&mut session, command).await;
            let (code, text) = said(&response);
            let may = needed.is_none_or(|needed| needed == role);
            if barred(code, text) == may {
                wrong.push(format!("{what}: {code} {text}"));
            }
        }
        assert_eq!(wrong, Vec::<String>::new(), "{role}");
    }
}
