//! The account interface, and what the EPP side makes of it.

mod deposits;
mod handles;
mod information;
mod users;

use epp::Login;
use epp::client::Session;
use reqwest::{Client, Method, StatusCode};
use sandbox::{Handle, Sandbox};
use serde_json::{Value, json};

use crate::control::http;
use crate::support::{config, connect};

struct Account {
    sandbox: Handle,
    client: Client,
    secret: &'static str,
}

impl Account {
    async fn start() -> Self {
        let sandbox = Sandbox::start(config()).await.unwrap();
        Self { sandbox, client: http(), secret: "Account-100001" }
    }

    async fn call(&self, method: Method, path: &str, key: Option<&str>, body: Value) -> (StatusCode, Value) {
        let address = format!("http://{}/account/v1{path}", self.sandbox.control_addr().unwrap());
        let mut request = self.client.request(method, address).bearer_auth(self.secret);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        if !body.is_null() {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let response = request.send().await.unwrap();
        let (status, text) = (response.status(), response.text().await.unwrap());
        (status, if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap() })
    }

    async fn get(&self, path: &str) -> Value {
        let (status, found) = self.call(Method::GET, &format!("/REG-100001{path}"), None, Value::Null).await;
        assert_eq!(status, 200, "{path}: {found}");
        found
    }

    async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        self.call(Method::POST, &format!("/REG-100001{path}"), None, body).await
    }

    async fn patch(&self, path: &str, body: Value) -> (StatusCode, Value) {
        self.call(Method::PATCH, &format!("/REG-100001{path}"), None, body).await
    }

    async fn delete(&self, path: &str) -> (StatusCode, Value) {
        self.call(Method::DELETE, &format!("/REG-100001{path}"), None, Value::Null).await
    }

    /// Makes an EPP user with meta-roles and gives its id.
    async fn user(&self, roles: &[&str]) -> String {
        let (status, made) =
            self.post("/service-users", json!({"service": "EPP", "roles": roles, "secret": "Another-1"})).await;
        assert_eq!(status, 201, "{made}");
        made["id"].as_str().unwrap().to_owned()
    }

    /// Tries to sign in; gives the session and what the registry said.
    async fn login(&self, id: &str, secret: &str) -> (Session, u16, String) {
        let mut session = connect(&self.sandbox).await;
        let login = Login::new(id, secret).services(session.greeting());
        let exchange = session.login(login, "login-1").await.unwrap();
        let (code, text) = (exchange.response.code().0, exchange.response.msg().to_owned());
        (session, code, text)
    }

    async fn signed_in(&self, id: &str) -> Session {
        let (session, code, text) = self.login(id, "Another-1").await;
        assert_eq!((code, text), (1000, format!("User {id} logged in. ")));
        session
    }
}

#[tokio::test]
async fn only_the_accounts_secret_opens_it() {
    let mut account = Account::start().await;
    assert_eq!(account.get("").await["handle"], "REG-100001");
    let refused = json!({"error": "the account's secret is needed: Authorization: Bearer …", "fields": {}});
    for (secret, handle) in
        [("Account-100001", "REG-100002"), ("account-100001", "REG-100001"), ("", "REG-100001"), ("x", "REG-999999")]
    {
        account.secret = secret;
        for path in ["", "/service-users", "/linked-handles", "/statement"] {
            let (status, said) = account.call(Method::GET, &format!("/{handle}{path}"), None, Value::Null).await;
            assert_eq!((status, &said), (StatusCode::UNAUTHORIZED, &refused), "{secret} {handle} {path}");
        }
        let (status, _) =
            account.call(Method::POST, &format!("/{handle}/deposits"), Some("k"), json!({"amount": "1.00"})).await;
        assert_eq!(status, 401);
    }
    account.secret = "Account-100001";
    assert_eq!(account.get("").await["balance"], "10000.00");
    assert!(!account.get("").await.to_string().to_lowercase().contains("salt"));
    let (status, said) = account.call(Method::GET, "/REG-100001/nothing", None, Value::Null).await;
    assert_eq!((status, said["error"].as_str()), (StatusCode::NOT_FOUND, Some("there is no such address")));
}

#[tokio::test]
async fn what_it_keeps_survives_a_restart() {
    let directory = std::env::temp_dir().join(format!("sandbox-account-{}", std::process::id()));
    let kept = || sandbox::Config { state: Some(directory.clone()), ..config() };
    let mut account = Account::start().await;
    account.sandbox = Sandbox::start(kept()).await.unwrap();
    let id = account.user(&["payer"]).await;
    account.patch("/public-information", json!({"listed": true, "website": "https://nordisk.example"})).await;
    account.call(Method::POST, "/REG-100001/deposits", Some("k1"), json!({"amount": "12.50"})).await;
    let before = account.get("").await;
    account.sandbox.shutdown().await;
    account.sandbox = Sandbox::start(kept()).await.unwrap();
    assert_eq!(account.get("").await, before);
    account.signed_in(&id).await;
    let (status, again) =
        account.call(Method::POST, "/REG-100001/deposits", Some("k1"), json!({"amount": "12.50"})).await;
    assert_eq!((status, again["balance"].as_str()), (StatusCode::OK, Some("10012.50")));
    std::fs::remove_dir_all(directory).unwrap();
}

#[tokio::test]
async fn both_environments_stand_side_by_side() {
    let settings = sandbox::Settings { flavour: sandbox::Flavour::Production, ..sandbox::Settings::default() };
    let live = Account {
        sandbox: Sandbox::start(sandbox::Config { settings, ..config() }).await.unwrap(),
        ..Account::start().await
    };
    let test = Account::start().await;
    for (account, name) in [(&live, "production"), (&test, "sandbox")] {
        let session = connect(&account.sandbox).await;
        assert_eq!(session.greeting().sv_id, format!("DK Hostmaster EPP Service ({name}): 5.3.1"));
    }
    // Each has users and an allowlist of its own.
    let id = live.user(&["payer"]).await;
    live.signed_in(&id).await;
    assert_eq!(test.login(&id, "Another-1").await.1, 2200);
    let none = json!({"networks": []});
    assert_eq!(live.call(Method::PUT, "/REG-100001/allowlists/epp", None, none).await.0, 200);
    assert_eq!(live.login("EPP-100001", "Sandbox-100001").await.1, 2201);
    assert_eq!(test.login("EPP-100001", "Sandbox-100001").await.1, 1000);
}
