//! Signing in and out, as a story for each way it can go.

use crate::http::Page;
use crate::support::{Options, PASSWORD, Site};
use time::Duration;

const USER: &str = "registrar@nordisk.example";

async fn audit(site: &Site) -> Vec<String> {
    sqlx::query_scalar("select action || ' ' || outcome || ' ' || actor || coalesce(' ' || (detail->>'why'), '') from audit_line order by line_id")
        .fetch_all(&site.all)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_right_password_leads_in_and_sign_out_leads_out() {
    let site = Site::start().await;
    let mut browser = site.browser();
    browser.get("/whois").await.expect(303);
    let page = browser.sign_in(USER, PASSWORD).await.expect(303);
    assert_eq!(page.location, "/whois");
    browser.get("/profile").await.expect(200).says("Nordisk Domæne ApS").says("REG-100001");
    assert_eq!(audit(&site).await, ["Login done registrar@nordisk.example"]);

    let page = browser.post("/logout", &[]).await.expect(303);
    assert_eq!(page.location, "/login");
    assert_eq!(audit(&site).await[1..], ["Logout done registrar@nordisk.example"]);
    assert_eq!(browser.get("/profile").await.expect(303).location, "/login?next=%2Fprofile&why=");
}

#[tokio::test]
async fn sign_in_goes_back_to_the_page_that_was_asked_for() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let asked = browser.get("/portfolio?q=a%20b").await.expect(303);
    assert_eq!(asked.location, "/login?next=%2Fportfolio%3Fq%3Da%2520b&why=");
    browser.get(&asked.location).await.expect(200).says("/portfolio?q=a%20b");
    let fields = [("email", USER), ("password", PASSWORD), ("next", "/portfolio?q=a%20b")];
    assert_eq!(browser.post("/login", &fields).await.expect(303).location, "/portfolio?q=a%20b");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_user_get_the_same_answer() {
    let site = Site::start().await;
    let strip = |page: Page, email: &str| {
        let body = page.body.replace(email, "EMAIL");
        let token = body.split("name=\"csrf_token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        body.split(&token).collect::<String>()
    };
    let mut browser = site.browser();
    let wrong = browser.sign_in(USER, "demo-Password-2").await.expect(422);
    let unknown = site.browser().sign_in("nobody@nordisk.example", "demo-Password-2").await.expect(422);
    let (wrong, unknown) = (strip(wrong, USER), strip(unknown, "nobody@nordisk.example"));
    let without_tokens = |text: &str| {
        text.split("name=\"csrf_token\"")
            .map(|part| part.split_once('>').map_or(part, |(_, rest)| rest).to_owned())
            .collect::<String>()
    };
    assert_eq!(without_tokens(&wrong), without_tokens(&unknown));
    assert!(!wrong.contains("demo-Password-2"), "the password is not sent back");
    assert!(!browser.cookies().contains_key("birk_session"));
    assert_eq!(audit(&site).await, ["Login refused registrar@nordisk.example wrong password"]);
}

#[tokio::test]
async fn five_failures_lock_the_user_for_a_quarter_of_an_hour_whatever_the_password() {
    let site = Site::start().await;
    for _ in 0..5 {
        site.browser().sign_in(USER, "wrong-Password").await.expect(422);
    }
    site.browser().sign_in(USER, PASSWORD).await.expect(429);
    // Another user of the same office is not concerned.
    site.browser().sign_in("payer@nordisk.example", PASSWORD).await.expect(303);
    site.advance(Duration::minutes(16));
    site.browser().sign_in(USER, PASSWORD).await.expect(303);
    // A success wipes the slate.
    for _ in 0..5 {
        site.browser().sign_in(USER, "wrong-Password").await.expect(422);
    }
}

#[tokio::test]
async fn an_address_that_guesses_is_locked_for_every_user() {
    let site = Site::start().await;
    for guess in 0..30 {
        site.browser().at("127.0.0.9").sign_in(&format!("u{guess}@a.example"), "wrong-Password").await.expect(422);
    }
    site.browser().at("127.0.0.9").sign_in(USER, PASSWORD).await.expect(429);
    site.browser().at("127.0.0.8").sign_in(USER, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn a_right_password_from_elsewhere_is_refused_by_name_and_noted() {
    let site = Site::start().await;
    let mut browser = site.browser().at("203.0.113.7");
    browser.sign_in(USER, "wrong-Password").await.expect(422).says_not("203.0.113.7");
    browser.sign_in(USER, PASSWORD).await.expect(403).says("203.0.113.7");
    assert!(!browser.cookies().contains_key("birk_session"));
    browser.get("/profile").await.expect(303);
    assert_eq!(audit(&site).await[1], "Login refused registrar@nordisk.example address not allowed");
}

#[tokio::test]
async fn the_allowlist_holds_on_every_request_and_an_empty_one_admits_nobody() {
    let site = Site::start().await;
    let mut browser = site.signed_in(USER).await;
    browser.clone().at("203.0.113.7").get("/profile").await.expect(403).says("203.0.113.7");
    browser.get("/profile").await.expect(200);
    sqlx::query("delete from allowlist_entry").execute(&site.all).await.unwrap();
    browser.get("/profile").await.expect(403).says("127.0.0.1");
    site.browser().sign_in(USER, PASSWORD).await.expect(403);
}

#[tokio::test]
async fn behind_a_trusted_proxy_the_real_address_counts() {
    let trusted_proxies = server::config::Networks(vec!["127.0.0.1/32".parse().unwrap()]);
    let site = Site::with(Options { trusted_proxies, ..Options::default() }).await;
    let mut far = site.browser().with_header("x-forwarded-for", "203.0.113.7");
    far.sign_in(USER, PASSWORD).await.expect(403).says("203.0.113.7");
    let mut near = site.browser().with_header("x-forwarded-for", "203.0.113.7, 127.0.0.44");
    near.sign_in(USER, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn the_session_gets_a_new_id_at_sign_in_and_a_planted_one_is_worth_nothing() {
    let site = Site::start().await;
    let first = site.signed_in(USER).await;
    let mut second = first.clone();
    second.get("/login?why=again").await.expect(200);
    let token = second.token();
    let fields = [("email", USER), ("password", PASSWORD)];
    second.post_with_token("/login", &fields, &token).await.expect(303);
    assert_ne!(first.cookies()["birk_session"], second.cookies()["birk_session"]);
    first.clone().get("/profile").await.expect(303);
    second.get("/profile").await.expect(200);
}

#[tokio::test]
async fn roles_disabling_and_passwords_hold_from_the_next_request_on() {
    let site = Site::start().await;
    let mut browser = site.signed_in(USER).await;
    browser.open("/whois/register").await.expect(200);
    sqlx::query("update portal_user set meta_roles = '{payer}' where email = $1")
        .bind(USER)
        .execute(&site.all)
        .await
        .unwrap();
    browser.open("/whois/register").await.expect(403);
    browser.get("/prepaid").await.expect(200);
    sqlx::query("update portal_user set disabled_at = now() where email = $1")
        .bind(USER)
        .execute(&site.all)
        .await
        .unwrap();
    browser.get("/profile").await.expect(303);
    site.browser().sign_in(USER, PASSWORD).await.expect(422);
    sqlx::query("update portal_user set disabled_at = null, password_changed_at = $2 where email = $1")
        .bind(USER)
        .bind(site.clock.now() + Duration::SECOND)
        .execute(&site.all)
        .await
        .unwrap();
    browser.get("/profile").await.expect(303);
}

#[tokio::test]
async fn a_session_ends_by_idleness_and_what_was_typed_survives_for_the_same_user() {
    let site = Site::start().await;
    let mut browser = site.signed_in(USER).await;
    site.advance(Duration::minutes(31));
    let typed = [
        ("step", "review"),
        ("domain_name", "gemt-udkast.dk"),
        ("authorization_code", "0a1b2c3d"),
        ("reference", "K-1"),
    ];
    let sent = browser.post("/whois/register", &typed).await.expect(303);
    assert_eq!(sent.location, "/login?next=%2Fwhois%2Fregister&why=kept");
    let kept: i64 = sqlx::query_scalar("select count(*) from draft").fetch_one(&site.all).await.unwrap();
    assert_eq!(kept, 1);

    // Somebody else signs in at this desk: the draft is not theirs.
    let mut other = browser.clone();
    other.sign_in("all@nordisk.example", PASSWORD).await.expect(303);
    other.open("/whois/register").await.expect(200).says_not("gemt-udkast.dk");

    site.advance(Duration::minutes(5));
    browser.sign_in(USER, PASSWORD).await.expect(303);
    let page = browser.open("/whois/register").await.expect(200);
    let page = page.says("gemt-udkast.dk").says("K-1").says_not("0a1b2c3d");
    drop(page);
    // Given back once.
    browser.open("/whois/register").await.expect(200).says_not("gemt-udkast.dk");
}

#[tokio::test]
async fn a_draft_waits_a_quarter_of_an_hour() {
    let site = Site::start().await;
    let mut browser = site.signed_in(USER).await;
    site.advance(Duration::minutes(31));
    browser.post("/whois/register", &[("domain_name", "gemt-udkast.dk")]).await.expect(303);
    site.advance(Duration::minutes(16));
    browser.sign_in(USER, PASSWORD).await.expect(303);
    browser.open("/whois/register").await.expect(200).says_not("gemt-udkast.dk");
}

#[tokio::test]
async fn a_forged_form_is_refused_and_changes_nothing() {
    let site = Site::start().await;
    let mut browser = site.signed_in(USER).await;
    let stranger = site.browser().token();
    for token in ["", "x", &stranger] {
        browser.post_with_token("/profile/name", &[("name", "Mallory")], token).await.expect(403);
    }
    browser.get("/profile").await.expect(200).says_not("Mallory");
    let other = site.signed_in("payer@nordisk.example").await.token();
    browser.post_with_token("/profile/name", &[("name", "Mallory")], &other).await.expect(403);
    site.browser().post_with_token("/login", &[("email", USER), ("password", PASSWORD)], "x").await.expect(403);
}

#[tokio::test]
async fn some_things_need_a_sign_in_of_the_last_minutes() {
    let site = Site::start().await;
    let mut browser = site.signed_in("admin@nordisk.example").await;
    site.advance(Duration::minutes(16));
    browser.get("/administration/ip-whitelist").await.expect(200);
    let sent = browser
        .post("/administration/ip-whitelist", &[("network", "198.51.100.0/24"), ("note", "office")])
        .await
        .expect(303);
    assert_eq!(sent.location, "/login?next=%2Fadministration%2Fip-whitelist&why=again");
    browser.get(&sent.location).await.expect(200);
    browser.sign_in("admin@nordisk.example", PASSWORD).await.expect(303);
    browser.get("/administration/ip-whitelist").await.expect(200).says("198.51.100.0/24");
    browser
        .post("/administration/ip-whitelist", &[("network", "198.51.100.0/24"), ("note", "office")])
        .await
        .expect(303);
}

#[tokio::test]
async fn every_answer_carries_the_guarding_headers() {
    let site = Site::start().await;
    let mut browser = site.signed_in(USER).await;
    for path in ["/login?why=again", "/profile", "/prepaid", "/nothing/here", "/whois"] {
        let page = browser.get(path).await;
        let header =
            |name: &str| page.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        assert!(header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert!(!header("content-security-policy").contains("unsafe"), "{path}");
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
    }
}
