//! The audit log: no change without its line, a line for whatever is refused or breaks, and no end of lines for nobody.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use server::db::AccountId;
use time::Duration;

use crate::http::{Browser, Page};
use crate::support::{PASSWORD, Site};

const ADMIN: &str = "admin@nordisk.example";
const REGISTRAR: &str = "registrar@nordisk.example";
const FOREIGN: &str = "all@foreign.example";

/// So many names that their look-up has no address of its own.
fn list() -> String {
    (0..200).fold("punktum.dk".to_owned(), |list, n| format!("{list}\nnavn{n}.dk"))
}

/// Lines after the sign-ins: account, action, outcome, who, object, why, count.
async fn lines(site: &Site) -> Vec<String> {
    let sql =
        "select concat_ws(' ', handle, action, outcome, actor, nullif(object, ''), detail->>'why', detail->>'count')
        from audit_line join account using (account_id) where (action, outcome) <> ('Login', 'done') order by line_id";
    sqlx::query_scalar(sql).fetch_all(&site.all).await.unwrap()
}

async fn run(site: &Site, sql: &str) {
    sqlx::raw_sql(sql).execute(&site.all).await.unwrap();
}

async fn number(site: &Site, sql: &str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&site.all).await.unwrap()
}

/// A message and a network of REG-100001.
async fn objects(site: &Site) -> (i64, i64) {
    let message =
        "insert into poll_message (account_id, environment, epp_user, msg_id, queued_at, received_at, text, raw_xml)
        select account_id, 'sandbox', 'EPP-100001', '1', now(), now(), 'a.dk has been updated', '<epp/>'
        from account where handle = 'REG-100001' returning message_id";
    let network = "insert into allowlist_entry (account_id, network, created_at, created_by)
        select account_id, '198.51.100.0/24', now(), 'cli' from account where handle = 'REG-100001' returning entry_id";
    (number(site, message).await, number(site, network).await)
}

/// What changes can change, as text.
async fn state(site: &Site) -> String {
    let sql = "select concat(
        (select string_agg(concat(email, name, language, theme, password_hash, password_changed_at), ' ' order by user_id) from portal_user),
        (select string_agg(concat(network, note), ' ' order by entry_id) from allowlist_entry),
        (select string_agg(concat(queue_owned_since, queue_owned_by), ' ' order by account_id) from account),
        (select string_agg(concat(handled_at, handled_by), ' ' order by message_id) from poll_message))";
    sqlx::query_scalar(sql).fetch_one(&site.all).await.unwrap()
}

type Fields<'a> = &'a [(&'a str, &'a str)];

const NEW_PASSWORD: [(&str, &str); 3] =
    [("current_password", PASSWORD), ("new_password", "another-Password-1"), ("repeat_password", "another-Password-1")];

#[tokio::test]
async fn without_its_line_no_change_happens() {
    let site = Site::start().await;
    let (message, network) = objects(&site).await;
    let mut browser = site.signed_in(ADMIN).await;
    let (handled, remove) =
        (format!("/messages/{message}/handled"), format!("/administration/ip-whitelist/{network}/remove"));
    let changes: [(&str, Fields<'_>, &str); 8] = [
        ("/preferences", &[("lang", "en"), ("theme", "dark")], "Preferences done admin@nordisk.example"),
        ("/profile/name", &[("name", "Ada")], "ProfileName done admin@nordisk.example"),
        ("/profile/language", &[("language", "da"), ("theme", "dark")], "ProfileLanguage done admin@nordisk.example"),
        (
            "/administration/ip-whitelist",
            &[("network", "192.0.2.0/24"), ("note", "Kontoret")],
            "IpWhitelistAdd done admin@nordisk.example 192.0.2.0/24",
        ),
        (&remove, &[], "IpWhitelistRemove done admin@nordisk.example 198.51.100.0/24"),
        (
            "/administration/message-queue",
            &[("owned", "no"), ("confirm", "1")],
            "MessageQueue done admin@nordisk.example REG-100001",
        ),
        (&handled, &[], &format!("MessageHandled done admin@nordisk.example /messages/{message}")),
        ("/profile/password", &NEW_PASSWORD, "ProfilePassword done admin@nordisk.example"),
    ];
    let before = state(&site).await;
    run(&site, "revoke insert on audit_line from birk_app").await;
    for (path, fields, _) in changes {
        browser.post(path, fields).await.expect(500);
        assert_eq!(state(&site).await, before, "{path}");
    }
    site.browser().sign_in(ADMIN, PASSWORD).await.expect(500);
    // Whoever leaves is not held up.
    site.browser_with_guest().await.post("/logout", &[]).await.expect(303);
    let columns = "account_id, user_id, actor, address, action, object, outcome, detail";
    run(&site, &format!("grant insert ({columns}) on audit_line to birk_app")).await;
    assert_eq!(lines(&site).await, [""; 0]);

    let mut expected = Vec::new();
    let mut before = before;
    for (path, fields, line) in changes {
        browser.post(path, fields).await.expect(303);
        let after = state(&site).await;
        assert_ne!(after, before, "{path}");
        before = after;
        expected.push(format!("REG-100001 {line}"));
        assert_eq!(lines(&site).await, expected);
    }
    browser.post(&handled, &[]).await.expect(303);
    assert_eq!(lines(&site).await, expected, "it was handled before");
    let addresses =
        number(&site, "select count(*) from audit_line where address = '127.0.0.1' and user_id is not null");
    assert_eq!(addresses.await, number(&site, "select count(*) from audit_line").await);
}

#[tokio::test]
async fn what_a_handler_writes_without_a_change_the_database_refuses() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let index = "insert into domain_index (account_id, name, ascii_name)
        select account_id, 'punktum.dk', 'punktum.dk' from account where handle = 'REG-100001'";
    run(&site, index).await;
    // Reading the index writes now, in whatever transaction the handler has.
    let forgetful = "create function forgetful() returns boolean language plpgsql as
        $$ begin update portal_user set name = 'Mallory'; return true; end $$;
        create policy forgetful on domain_index as restrictive using (forgetful())";
    run(&site, forgetful).await;
    browser.post("/whois", &[("q", &list())]).await.expect(500);
    browser.get("/portfolio").await.expect(500);
    let mallory = "select count(*) from portal_user where name = 'Mallory'";
    assert_eq!(number(&site, mallory).await, 0);
    let mut tx = site.app.db.account(AccountId(1)).await.unwrap();
    sqlx::query("select from domain_index").fetch_one(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    assert!(number(&site, mallory).await > 0, "it was the transaction that refused");
}

#[tokio::test]
async fn a_refusal_leaves_its_line_with_who_asked_and_with_nobody_else() {
    let site = Site::start().await;
    let (message, network) = objects(&site).await;
    let mut browser = site.signed_in(REGISTRAR).await;
    browser.get("/prepaid?page=2").await.expect(403);
    browser.post("/administration/message-queue", &[("owned", "no"), ("confirm", "1")]).await.expect(403);
    browser.post_with_token("/profile/name", &[("name", "Mallory")], "x").await.expect(403);
    let wrong = [("current_password", "not-my-Password"), NEW_PASSWORD[1], NEW_PASSWORD[2]];
    browser.post("/profile/password", &wrong).await.expect(422);
    browser.clone().at("203.0.113.7").get("/whois").await.expect(403);
    browser.clone().at("203.0.113.7").get("/portfolio").await.expect(403);
    browser.post("/logout", &[]).await.expect(303);
    let who = "refused registrar@nordisk.example";
    let mut expected = vec![
        format!("REG-100001 PrepaidPage {who} /prepaid role missing"),
        format!("REG-100001 MessageQueue {who} /administration/message-queue role missing"),
        format!("REG-100001 ProfileName {who} /profile/name forged form"),
        format!("REG-100001 ProfilePassword {who} wrong current password"),
        // The second time within a minute, wherever to.
        format!("REG-100001 portal.use {who} /whois address not allowed"),
        "REG-100001 Logout done registrar@nordisk.example".to_owned(),
    ];
    assert_eq!(lines(&site).await, expected);
    let from = "select host(address) from audit_line where action = 'portal.use'";
    assert_eq!(sqlx::query_scalar::<_, String>(from).fetch_one(&site.all).await.unwrap(), "203.0.113.7");

    let mut foreign = site.signed_in(FOREIGN).await;
    let nobody = format!("/operations/{}", uuid::Uuid::nil());
    let (handled, remove) =
        (format!("/messages/{message}/handled"), format!("/administration/ip-whitelist/{network}/remove"));
    foreign.get(&format!("/messages/{message}")).await.expect(404);
    foreign.get(&nobody).await.expect(404);
    foreign.post(&handled, &[]).await.expect(404);
    foreign.post(&remove, &[]).await.expect(404);
    let who = "refused all@foreign.example";
    expected.extend([
        format!("REG-100002 MessagePage {who} /messages/{message} no such object"),
        format!("REG-100002 OperationPage {who} {nobody} no such object"),
        format!("REG-100002 MessageHandled {who} {handled} no such object"),
        format!("REG-100002 IpWhitelistRemove {who} {remove} no such object"),
    ]);
    assert_eq!(lines(&site).await, expected);
}

#[tokio::test]
async fn reading_and_forms_with_errors_leave_no_line() {
    let site = Site::start().await;
    let (message, _) = objects(&site).await;
    let mut browser = site.signed_in("all@nordisk.example").await;
    for path in ["/whois", "/portfolio", "/messages", "/administration/audit-log", "/profile", "/prepaid"] {
        browser.get(path).await.expect(200);
    }
    browser.get(&format!("/messages/{message}")).await.expect(200);
    browser.get("/nothing").await.expect(404);
    browser.get("/whois/hosts/ns1.nowhere.example").await;
    browser.post("/whois", &[("q", &list())]).await.expect(200);
    for path in ["/profile/name", "/profile/language", "/profile/password", "/administration/ip-whitelist"] {
        browser.post(path, &[]).await.expect(422);
    }
    browser.post("/administration/message-queue", &[]).await.expect(422);
    // A page that breaks is not a change that broke.
    run(&site, "revoke select on price from birk_app").await;
    browser.get("/prepaid").await.expect(500);
    assert_eq!(lines(&site).await, [""; 0]);
}

#[tokio::test]
async fn a_change_that_breaks_leaves_a_line() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    run(&site, "revoke update on portal_user from birk_app").await;
    browser.post("/profile/name", &[("name", "Ada")]).await.expect(500);
    let line = "REG-100001 ProfileName failed registrar@nordisk.example /profile/name internal error";
    assert_eq!(lines(&site).await, [line]);
}

#[tokio::test]
async fn a_script_that_asks_for_foreign_objects_all_the_time_leaves_a_handful_of_lines() {
    let site = Site::start().await;
    let browser = site.signed_in(FOREIGN).await;
    let ask = async |times: usize, from: i64| {
        let asked = (0..times).map(|n| {
            let mut browser = browser.clone();
            async move { browser.get(&format!("/messages/{}", 1_000 + from + i64::try_from(n).unwrap())).await.status }
        });
        let answers = futures_util::future::join_all(asked).await;
        assert!(answers.iter().all(|status| *status == StatusCode::NOT_FOUND));
    };
    ask(120, 0).await;
    let sql = "select detail->>'count' from audit_line where action = 'MessagePage' order by line_id";
    let told: Vec<Option<String>> = sqlx::query_scalar(sql).fetch_all(&site.all).await.unwrap();
    assert_eq!(told, [None, Some("10".to_owned()), Some("100".to_owned())]);
    assert_eq!(number(&site, "select count from refusal_count").await, 120, "each is counted");
    // Another kind of refusal is not hidden behind it, and a minute later it is told again.
    browser.clone().get("/operations/x").await.expect(404);
    run(&site, "update refusal_count set since = since - interval '1 minute'").await;
    ask(9, 500).await;
    assert_eq!(number(&site, "select count(*) from audit_line where action = 'OperationPage'").await, 1);
    assert_eq!(number(&site, "select count(*) from audit_line where action = 'MessagePage'").await, 4);
    // A long path is not kept whole.
    browser.clone().get(&format!("/operations/{}", "x".repeat(4_000))).await.expect(404);
    assert_eq!(number(&site, "select max(length(object))::bigint from audit_line").await, 200);
}

/// What this thread logs while it is held.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn begin(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || log.clone()).finish();
        tracing::subscriber::set_default(subscriber)
    }

    /// The lines for the operator about security, so far.
    fn told(&self) -> Vec<String> {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let text = String::from_utf8(bytes).unwrap();
        text.lines().filter_map(|line| line.split_once("birk::security: ")).map(|(_, told)| told.to_owned()).collect()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

async fn try_in(site: &Site, address: &str, email: &str, password: &str) -> Page {
    let mut browser: Browser = site.browser().at(address);
    browser.sign_in(email, password).await
}

#[tokio::test]
async fn a_lock_of_a_user_is_told_once_when_it_begins() {
    let site = Site::start().await;
    for _ in 0..5 {
        try_in(&site, "127.0.0.1", REGISTRAR, "wrong-Password").await.expect(422);
    }
    for _ in 0..4 {
        try_in(&site, "127.0.0.2", REGISTRAR, PASSWORD).await.expect(429);
    }
    let wrong = format!("REG-100001 Login refused {REGISTRAR} wrong password");
    let mut expected = vec![wrong.clone(); 5];
    expected.push(format!("REG-100001 Login refused {REGISTRAR} sign-in locked"));
    assert_eq!(lines(&site).await, expected);
    // The next lock is another one.
    site.advance(Duration::minutes(16));
    for _ in 0..7 {
        try_in(&site, "127.0.0.1", REGISTRAR, "wrong-Password").await;
    }
    assert_eq!(lines(&site).await.len(), 12);
}

#[tokio::test]
async fn guesses_at_the_current_password_are_told_and_their_lock_once() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let wrong = [("current_password", "not-my-Password"), NEW_PASSWORD[1], NEW_PASSWORD[2]];
    for _ in 0..5 {
        browser.post("/profile/password", &wrong).await.expect(422);
    }
    for _ in 0..3 {
        browser.post("/profile/password", &NEW_PASSWORD).await.expect(429);
    }
    let told = lines(&site).await;
    assert_eq!(told.len(), 6);
    assert_eq!(told[5], format!("REG-100001 ProfilePassword refused {REGISTRAR} sign-in locked"));
}

#[tokio::test]
async fn who_is_nobody_is_told_to_the_operator_without_what_was_typed() {
    let site = Site::start().await;
    let log = Log::default();
    let _held = log.begin();
    for _ in 0..8 {
        try_in(&site, "127.0.0.3", "My-Secret-1", "wrong-Password").await;
    }
    let told = log.told();
    assert_eq!(told.len(), 6, "{told:?}");
    assert!(told[4].starts_with("an attempt to sign in as an unknown user") && told[4].ends_with("address=127.0.0.3"));
    assert!(told[5].starts_with("too many attempts to sign in as an unknown user"), "{told:?}");
    // 30 attempts from one address, of which the first 8 were these; then it is locked, for known users, too.
    for guess in 0..30 {
        try_in(&site, "127.0.0.3", &format!("My-Secret-2-{guess}"), "wrong-Password").await;
    }
    for _ in 0..3 {
        try_in(&site, "127.0.0.3", REGISTRAR, PASSWORD).await.expect(429);
    }
    let told = log.told();
    let locks: Vec<_> = told.iter().filter(|line| line.contains("it is locked")).collect();
    assert_eq!(locks.len(), 2, "{locks:?}");
    assert!(locks[1].starts_with("too many attempts to sign in from an address"), "{locks:?}");
    assert_eq!(told.len(), 6 + 22 + 1);
    let everything = String::from_utf8(log.0.lock().unwrap().clone()).unwrap().to_lowercase();
    assert!(!everything.contains("my-secret") && !everything.contains("wrong-password"));
    assert_eq!(lines(&site).await, [""; 0], "in no account's log");
}

#[tokio::test]
async fn a_change_and_its_line_cost_one_transaction() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let begun = site.app.db.transactions();
    browser.post("/profile/language", &[("language", "da"), ("theme", "dark")]).await.expect(303);
    assert_eq!(site.app.db.transactions() - begun, 2, "one looks who it is, one changes");
}
