//! Registering a domain name through the pages, and every way it can go wrong.

use std::time::Duration as StdDuration;

use dk::Money;
use sandbox::faults::{Fault, FaultAction};
use time::Duration;

use crate::http::{Browser, Page};
use crate::support::{Options, Site};

pub const REGISTRAR: &str = "registrar@nordisk.example";
const PATH: &str = "/whois/register";
pub const ALL: &str = "all@nordisk.example";

/// A complete form with a new Danish company as registrant, whose identity the registrar has verified.
pub fn form(site: &Site, name: &str) -> Vec<(&'static str, String)> {
    let accepted = dk::ZonedDateTime::from_utc(site.clock.now() - Duration::HOUR).wall().to_input_value();
    [
        ("form_key", format!("key-{}", name.replace(|c: char| !c.is_ascii_alphanumeric(), "-")).as_str()),
        ("domain_name", name),
        ("auto_renew", "true"),
        ("registrant_kind", "new"),
        ("contact_user_type", "company"),
        ("contact_name", "Nordisk Domæne ApS"),
        ("contact_organisation", "Nordisk Domæne ApS"),
        ("contact_street", "Testvej 1"),
        ("contact_postal_code", "8000"),
        ("contact_city", "Aarhus C"),
        ("contact_country", "DK"),
        ("contact_phone", "+45 33 64 60 60"),
        ("contact_email", "kontakt@nordisk.example"),
        ("contact_cvr", "12345674"),
        ("contact_verified", "1"),
        ("contact_match", "auto"),
        ("name_servers", "ns1.nordisk.example\nns2.nordisk.example"),
        ("accepted_at", &accepted),
        ("consent_method", "online_form"),
        ("terms_version", "15"),
        ("reference", "K-20412"),
        ("po_number", "PO-77"),
        ("account_code", "4500"),
    ]
    .map(|(field, value)| (field, value.to_owned()))
    .to_vec()
}

/// Goes to the review of a form (`review`), and sends it from there (`send`): what comes back first that is no review.
pub async fn post(browser: &mut Browser, step: &str, form: &[(&'static str, String)]) -> Page {
    let review = review(browser, form).await;
    if step == "review" || review.status != 200 {
        assert_ne!(review.status, 303, "the review leads to {}", review.location);
        return review;
    }
    send(browser, &review.hidden()).await
}

/// The review of a form, or the form with what is wrong.
pub async fn review(browser: &mut Browser, form: &[(&'static str, String)]) -> Page {
    let mut pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    pairs.push(("step", "review"));
    let answer = browser.post(PATH, &pairs).await;
    if answer.status == 303 { browser.get(&answer.location).await } else { answer }
}

/// Sends what a review brings back.
pub async fn send(browser: &mut Browser, reviewed: &[(String, String)]) -> Page {
    let mut pairs: Vec<(&str, &str)> = reviewed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pairs.push(("step", "send"));
    browser.post(PATH, &pairs).await
}

pub fn with(mut form: Vec<(&'static str, String)>, field: &'static str, value: &str) -> Vec<(&'static str, String)> {
    form.retain(|(name, _)| *name != field);
    form.push((field, value.to_owned()));
    form
}

pub async fn count(site: &Site, sql: &str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&site.all).await.unwrap()
}

/// Waits for what the workers bring about.
pub async fn until(site: &Site, sql: &str, wanted: i64) {
    for _ in 0..200 {
        if count(site, sql).await == wanted {
            return;
        }
        tokio::time::sleep(StdDuration::from_millis(50)).await;
    }
    panic!("{sql} never gave {wanted}, but {}", count(site, sql).await);
}

pub fn fault(command: &str, action: FaultAction) -> Fault {
    Fault { id: 0, command: command.to_owned(), action, times: 1, account: None }
}

#[tokio::test]
async fn from_the_form_to_an_active_name() {
    let site = Site::with(Options { workers: true, ..Options::default() }).await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let form = form(&site, "ny-butik.dk");
    let review = post(&mut browser, "review", &form).await.expect(200);
    review.says("ny-butik.dk").says("50.00 DKK").says("PO-77").says_not("9,950.00");
    assert_eq!(count(&site, "select count(*) from operation").await, 0, "a review sends nothing");

    let sent = post(&mut browser, "send", &form).await.expect(303);
    assert!(sent.location.starts_with("/operations/"), "{}", sent.location);
    browser.get(&sent.location).await.expect(200).says("1001").says("Nordisk Domæne ApS");
    browser.get("/applications").await.expect(200).says("ny-butik.dk").says("K-20412");
    assert_eq!(
        count(&site, "select count(*) from consent where terms_version = '15' and method = 'online_form'").await,
        1
    );

    site.sandbox.advance(Duration::hours(1)).await.unwrap();
    until(&site, "select count(*) from operation where kind = 'domain.create' and state = 'done'", 1).await;
    browser.get(&sent.location).await.expect(200).says("BLUE").says("ny-butik.dk has been registered and activated");
    browser.get("/messages?show=all").await.expect(200).says("ny-butik.dk has been registered and activated");
    browser.get("/whois/domains/ny-butik.dk").await.expect(200).says("K-20412");
    browser.get("/portfolio?q=PO-77").await.expect(200).says("ny-butik.dk");

    let mut payer = site.signed_in("payer@nordisk.example").await;
    payer.get("/prepaid").await.expect(200).says("9,950.00 DKK").says("ny-butik.dk");
}

#[tokio::test]
async fn sent_twice_is_registered_once() {
    let site = Site::start().await;
    let browser = site.signed_in(REGISTRAR).await;
    let form = form(&site, "dobbelt-klik.dk");
    let (mut one, mut two) = (browser.clone(), browser.clone());
    let reviewed = review(&mut one, &form).await.expect(200).hidden();
    let (first, second) = tokio::join!(send(&mut one, &reviewed), send(&mut two, &reviewed));
    assert_eq!(first.expect(303).location, second.expect(303).location);
    assert_eq!(count(&site, "select count(*) from operation where kind = 'domain.create'").await, 1);

    // Another review under the same key is a conflict; the form filled in anew gets another key.
    let mut browser = browser;
    let other = review(&mut browser, &with(form, "reference", "K-2")).await.expect(200).hidden();
    let key = |fields: &[(String, String)]| fields.iter().find(|(name, _)| name == "form_key").unwrap().1.clone();
    assert_ne!(key(&other), key(&reviewed));
    let mixed = other.iter().map(|(name, value)| match name.as_str() {
        "form_key" => (name.clone(), key(&reviewed)),
        _ => (name.clone(), value.clone()),
    });
    send(&mut browser, &mixed.collect::<Vec<_>>()).await.expect(409);
    assert_eq!(count(&site, "select count(*) from operation where kind = 'domain.create'").await, 1);
}

#[tokio::test]
async fn a_second_application_for_the_name_waits_for_the_first() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let form = form(&site, "to-faner.dk");
    let reviewed = review(&mut browser, &form).await.expect(200).hidden();
    let first = send(&mut browser, &reviewed).await.expect(303).location;
    assert_eq!(count(&site, "select count(*) from operation where state = 'pending'").await, 1);

    let other = with(with(form.clone(), "form_key", "another-key"), "reference", "K-99");
    let link = format!("href=\"{first}\"");
    let refused = post(&mut browser, "send", &other).await.expect(422);
    refused.says("already under way").says("Punktum dk decides").says(&link).says("K-99").says("to-faner.dk");
    let mut colleague = site.signed_in(ALL).await;
    post(&mut colleague, "send", &other).await.expect(422).says("already under way").says(&link);

    // The same key is the same application, shown again.
    assert_eq!(send(&mut browser, &reviewed).await.expect(303).location, first);
    assert_eq!(count(&site, "select count(*) from operation where kind = 'domain.create'").await, 1);
}

#[tokio::test]
async fn an_application_with_a_lost_answer_is_in_the_way_too_and_says_so() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    site.sandbox.faults().add(fault("domain:create", FaultAction::DropAfter));
    let form = form(&site, "uvis.dk");
    let first = post(&mut browser, "send", &form).await.expect(303).location;
    let refused = post(&mut browser, "send", &with(form, "form_key", "another-key")).await.expect(422);
    refused.says("Birk asks the registry").says(&format!("href=\"{first}\""));
    assert_eq!(count(&site, "select count(*) from operation where kind = 'domain.create'").await, 1);
}

#[tokio::test]
async fn what_is_under_way_stands_beside_the_balance() {
    let site = Site::start().await;
    let mut browser = site.signed_in(ALL).await;
    browser.get("/prepaid").await.expect(200).says("10,000.00 DKK").says_not("Operations under way");
    post(&mut browser, "send", &form(&site, "i-gang.dk")).await.expect(303);
    // What was debited while the registry was asked may not be in its answer: the clock must go on.
    site.advance(Duration::SECOND);
    browser.get("/prepaid").await.expect(200).says("9,950.00 DKK").says("bring up to 50.00 DKK back");

    site.advance(Duration::seconds(61));
    site.sandbox.faults().add(fault("domain:create", FaultAction::DropBefore));
    post(&mut browser, "send", &form(&site, "uden-svar.dk")).await.expect(303);
    // The review asked for the balance before the application was on its way.
    site.advance(Duration::seconds(130));
    let page = browser.get("/prepaid").await.expect(200);
    page.says("taken up to 50.00 DKK").says("up to 50.00 DKK back").says_not("unexplained.</b>");
}

#[tokio::test]
async fn without_funds_payers_see_the_shortfall_and_others_whom_to_ask() {
    let site = Site::start().await;
    site.sandbox.fill("REG-100001", Money::from_kroner(-9_970).unwrap()).await.unwrap();
    let form = form(&site, "for-dyrt.dk");
    let mut registrar = site.signed_in(REGISTRAR).await;
    post(&mut registrar, "review", &form).await.expect(200).says("Ask a colleague").says_not("20.00 DKK");
    post(&mut registrar, "send", &form)
        .await
        .expect(422)
        .says("2104")
        .says("Insufficient credit")
        .says("K-20412")
        .says_not("href=\"/prepaid\"");
    let mut payer = site.signed_in(ALL).await;
    let form = with(form, "form_key", "second");
    post(&mut payer, "review", &form).await.expect(200).says("20.00 DKK");
    post(&mut payer, "send", &form).await.expect(422).says("2104").says("href=\"/prepaid\"");
    assert_eq!(count(&site, "select count(*) from expected_debit").await, 0);
}

/// Background work that asks about a lost answer after seconds.
pub fn soon_settled() -> Options {
    let mut options = Options { workers: true, ..Options::default() };
    options.limits.response = StdDuration::from_secs(3);
    options.limits.quiet = StdDuration::from_secs(1);
    options.limits.recheck = StdDuration::from_millis(100);
    options
}

#[tokio::test]
async fn a_cut_connection_is_settled_and_nothing_is_doubled() {
    for action in [FaultAction::DropBefore, FaultAction::DropAfter] {
        let site = Site::with(soon_settled()).await;
        let mut browser = site.signed_in(REGISTRAR).await;
        site.sandbox.faults().add(fault("domain:create", action));
        let form = form(&site, "afbrudt.dk");
        let sent = post(&mut browser, "send", &form).await.expect(303);
        browser.get(&sent.location).await.expect(200).says("afbrudt.dk");
        assert_eq!(count(&site, "select count(*) from operation where state = 'uncertain'").await, 1, "{action:?}");
        until(&site, "select count(*) from operation where kind = 'domain.create' and state = 'pending'", 1).await;
        let page = browser.get(&sent.location).await.expect(200);
        // What was not executed was sent again, and both sendings are there to see.
        if action == FaultAction::DropBefore {
            page.says("Sending 1 of 2").says("The registry did not carry it out").says("Sending 2 of 2");
        } else {
            page.says("Sent to the registry").says_not("Sending 1");
        }
        site.sandbox.advance(Duration::hours(1)).await.unwrap();
        until(&site, "select count(*) from operation where kind = 'domain.create' and state = 'done'", 1).await;
        let mut payer = site.signed_in(ALL).await;
        payer.get("/prepaid").await.expect(200).says("9,950.00 DKK");
    }
}

#[tokio::test]
async fn a_slow_registry_is_told_and_the_operation_goes_on() {
    let mut options = Options { workers: true, ..Options::default() };
    options.limits.page = StdDuration::from_millis(300);
    options.limits.submit = StdDuration::from_millis(300);
    let site = Site::with(options).await;
    let mut browser = site.signed_in(REGISTRAR).await;
    site.sandbox.faults().add(fault("domain:create", FaultAction::DelayMs(1500)));
    let sent = post(&mut browser, "send", &form(&site, "langsom.dk")).await.expect(303);
    assert_eq!(count(&site, "select count(*) from operation where state = 'sent' and kind = 'domain.create'").await, 1);
    browser.get(&sent.location).await.expect(200).says("langsom.dk");
    until(&site, "select count(*) from operation where kind = 'domain.create' and state = 'pending'", 1).await;

    site.sandbox.faults().add(fault("domain:info", FaultAction::DelayMs(1500)));
    browser.get("/whois/domains/punktum.dk").await.expect(503).says("has not answered");
}

#[tokio::test]
async fn with_the_registry_down_pages_say_so_and_what_is_known_stays() {
    let site = Site::start().await;
    let mut browser = site.signed_in(ALL).await;
    browser.get("/whois/domains/eksempel.dk").await.expect(200);
    let form = form(&site, "nede.dk");
    let Site { app, router, clock, sandbox, db, all } = site;
    sandbox.shutdown().await;
    browser.get("/whois/domains/punktum.dk").await.expect(503).says("does not answer");
    browser.get("/whois?q=punktum.dk").await.expect(200).says("does not answer").says("punktum.dk");
    browser.get("/portfolio").await.expect(200);
    browser.get("/applications").await.expect(200);
    browser.get("/messages").await.expect(200);
    post(&mut browser, "review", &form).await.expect(200).says("nede.dk");
    let refused = post(&mut browser, "send", &form).await.expect(422);
    refused.says("K-20412").says("nede.dk");
    let states: Vec<String> =
        sqlx::query_scalar("select state from operation order by planned_at").fetch_all(&all).await.unwrap();
    assert!(
        states.iter().all(|state| state == "refused"),
        "nothing waits to be sent behind the user's back: {states:?}"
    );
    drop((app, router, clock, db));
}

#[tokio::test]
async fn a_registry_that_shuts_down_has_still_taken_the_application_in() {
    let site = Site::with(soon_settled()).await;
    let mut browser = site.signed_in(REGISTRAR).await;
    // The sessions are open before the registry begins to close them.
    browser.get("/whois/domains/punktum.dk").await.expect(200);
    site.sandbox.pretend_shutdown(true);
    let handle =
        with(with(form(&site, "lukker-ned.dk"), "registrant_kind", "handle"), "registrant_handle", "BKA101-DK");
    let sent = post(&mut browser, "send", &handle).await;
    site.sandbox.pretend_shutdown(false);
    if sent.status.as_u16() == 303 {
        until(&site, "select count(*) from operation where kind = 'domain.create' and state = 'pending'", 1).await;
        assert_eq!(
            count(&site, "select count(*) from operation where kind = 'domain.create' and result_code in (1001, 1501)")
                .await,
            1
        );
    } else {
        // Not a word was sent: then nothing may be under way either.
        sent.expect(422);
        assert_eq!(count(&site, "select count(*) from operation where state <> 'refused'").await, 0);
    }
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_what_was_typed_stays() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let old = dk::ZonedDateTime::from_utc(site.clock.now() - Duration::days(31)).wall().to_input_value();
    let form = with(
        with(with(form(&site, "a_b.dk"), "name_servers", "ns1.nordisk.example"), "accepted_at", &old),
        "contact_cvr",
        "12345678",
    );
    let page = post(&mut browser, "review", &form).await.expect(422);
    let page = page.says("a_b.dk").says("K-20412").says("12345678").says("31 days");
    for field in ["domain_name", "name_servers", "accepted_at", "contact_cvr"] {
        assert!(page.body.contains(&format!("href=\"#f-{field}\"")), "the summary leads to {field}");
    }
    let ahead = dk::ZonedDateTime::from_utc(site.clock.now() + Duration::hours(25)).wall().to_input_value();
    post(&mut browser, "review", &with(self::form(&site, "frem.dk"), "accepted_at", &ahead))
        .await
        .expect(422)
        .says("24 hours");
    let eight = (1..=8).map(|n| format!("ns{n}.nordisk.example")).collect::<Vec<_>>().join("\n");
    for servers in [eight.as_str(), "ns1.nordisk.example\nns1.nordisk.example"] {
        post(&mut browser, "review", &with(self::form(&site, "ns.dk"), "name_servers", servers)).await.expect(422);
    }
    let long = format!("{}.dk", "a".repeat(64));
    for name in [long.as_str(), "xn--zzzzzzzz.dk", "strаße.dk", "ab--cd.dk", "-a.dk", "eksempel.com", ""] {
        post(&mut browser, "review", &self::form(&site, name)).await.expect(422);
    }
    post(&mut browser, "review", &self::form(&site, "straße.dk")).await.expect(200).says("xn--");
    assert_eq!(count(&site, "select count(*) from operation").await, 0);
    assert_eq!(
        count(&site, "select count(*) from audit_line where action = 'Register'").await,
        0,
        "nothing happened, nothing to audit"
    );
}

#[tokio::test]
async fn a_registrant_of_the_other_model_is_refused() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let form = with(with(form(&site, "model.dk"), "registrant_kind", "handle"), "registrant_handle", "DKHM1-DK");
    let page = post(&mut browser, "send", &form).await.expect(422);
    let page = page.says("2305").says("clTRID").says("svTRID");
    drop(page);
    let unknown = with(with(form, "registrant_handle", "ZZZ999-DK"), "form_key", "k2");
    post(&mut browser, "send", &unknown).await.expect(422).says("2303");
}

#[tokio::test]
async fn a_session_that_ends_at_the_review_sends_nothing_and_loses_nothing() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let reviewed = review(&mut browser, &form(&site, "pause.dk")).await.expect(200).hidden();
    site.advance(Duration::minutes(31));
    let away = send(&mut browser, &reviewed).await.expect(303);
    assert!(away.location.starts_with("/login?next=%2Fwhois%2Fregister%3Freview%3D"), "{}", away.location);
    browser.sign_in(REGISTRAR, crate::support::PASSWORD).await.expect(303);
    let key = &reviewed.iter().find(|(name, _)| name == "form_key").unwrap().1;
    let back = browser.get(&format!("{PATH}?review={key}")).await.expect(200).says("pause.dk").says("K-20412");
    assert_eq!(count(&site, "select count(*) from operation").await, 0);
    let sent = send(&mut browser, &back.hidden()).await.expect(303);
    // Going back to the review afterwards leads to what became of it.
    assert_eq!(browser.get(&format!("{PATH}?review={key}")).await.expect(303).location, sent.location);
}

#[tokio::test]
async fn going_back_from_the_review_finds_what_was_typed_and_two_tabs_do_not_mix() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let opened = browser.get("/whois/register?domain_name=et.dk&reference=ukendt").await.expect(303).location;
    let page = browser.get(&opened).await.expect(200).says("value=\"et.dk\"").says_not("ukendt");
    let key = page.hidden().into_iter().find(|(name, _)| name == "form_key").unwrap().1;
    let one = with(form(&site, "et.dk"), "form_key", &key);
    let two = with(with(form(&site, "to.dk"), "form_key", "tab-2"), "reference", "K-2");
    let first = review(&mut browser, &one).await.expect(200).says("et.dk").hidden();
    let second = review(&mut browser, &two).await.expect(200).says("to.dk").says("K-2");
    browser.get(&opened).await.expect(200).says("value=\"et.dk\"").says("K-20412").says_not("K-2\"");
    // The same form changed in another tab: what is sent from the older review is reviewed again.
    review(&mut browser, &with(one, "reference", "K-3")).await.expect(200);
    send(&mut browser, &first).await.expect(422).says("changed since").says("K-3");
    assert_eq!(count(&site, "select count(*) from operation").await, 0);
    send(&mut browser, &second.hidden()).await.expect(303);
    // Another user does not find it.
    let mut other = site.signed_in(ALL).await;
    other.get(&opened).await.expect(200).says_not("K-3");
}

#[tokio::test]
async fn a_refused_application_goes_on_with_the_contact_that_it_made() {
    let site = Site::start().await;
    site.sandbox.fill("REG-100001", Money::from_kroner(-9_970).unwrap()).await.unwrap();
    let mut browser = site.signed_in(REGISTRAR).await;
    let refused = post(&mut browser, "send", &form(&site, "anden-gang.dk")).await.expect(422);
    let made: String = sqlx::query_scalar("select object from operation where kind = 'contact.create'")
        .fetch_one(&site.all)
        .await
        .unwrap();
    refused.says("2104").says(&format!("value=\"{made}\""));
}
