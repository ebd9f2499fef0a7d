//! What only a person can settle, and what they are told.

use std::time::Duration as StdDuration;

use sandbox::faults::FaultAction;

use crate::http::{Browser, Page};
use crate::register::{ALL, REGISTRAR, count, fault, form, post, with};
use crate::support::{Options, Site};

/// An application whose answer was lost, and its page.
async fn lost(site: &Site, browser: &mut Browser, name: &str) -> String {
    site.sandbox.faults().add(fault("domain:create", FaultAction::DropAfter));
    let sent = post(browser, "send", &form(site, name)).await.expect(303);
    assert_eq!(count(site, "select count(*) from operation where state = 'uncertain'").await, 1);
    sent.location
}

/// As the journal does when it cannot find out.
async fn ask(site: &Site, kind: &str, word: &str) {
    let sql = "update operation set needs_person = $1, version = version + 1 where kind = $2";
    let done = sqlx::query(sql).bind(word).bind(kind).execute(&site.all).await.unwrap();
    assert_eq!(done.rows_affected(), 1);
}

/// Something becomes known about the application.
async fn becomes(site: &Site, change: &str) {
    let sql = format!("update operation set version = version + 1, {change} where kind = 'domain.create'");
    assert_eq!(sqlx::query(&sql).execute(&site.all).await.unwrap().rows_affected(), 1);
}

/// The handle of the contact with this e-mail address at the registry.
fn made(site: &Site, email: &str) -> String {
    site.sandbox
        .registry()
        .read(|there, _| there.contacts().find(|contact| contact.email == email).unwrap().handle.to_string())
}

/// The version of the page that is answered.
fn version(page: &Page) -> String {
    let (_, rest) = page.body.split_once("name=\"version\" value=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// Answers, and gives the page that follows.
async fn decide(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    let answer = browser.post(&format!("{path}/decision"), fields).await.expect(303);
    assert_eq!(answer.location, path);
    browser.get(path).await.expect(200)
}

const STATE: &str = "select count(*) from operation where kind = 'domain.create' and state = ";

#[tokio::test]
async fn who_decides_too_late_is_told_what_became_of_it() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let path = lost(&site, &mut browser, "for-sent.dk").await;
    ask(&site, "domain.create", "unknown_outcome").await;
    let asked = browser.get(&path).await.expect(200).says("for an hour").says("Needs a decision");
    let version = version(&asked);
    for (change, told) in [
        ("state = 'pending', needs_person = null", "Punktum dk has taken the application in"),
        ("state = 'planned'", "It waits to be sent again"),
        ("state = 'sent'", "It has been sent;"),
        ("state = 'refused', outcome = '{\"taken\":true}'", "The application came to nothing: the name is"),
        ("state = 'done', outcome = '{\"activated\":false}'", "The domain name is registered, but works only"),
        (
            "state = 'done', outcome = '{\"activated\":true}', settled_at = now()",
            "The domain name is registered and works",
        ),
    ] {
        becomes(&site, change).await;
        let before = count(&site, "select sum(version)::bigint from operation").await;
        let page = decide(&mut browser, &path, &[("decision", "give_up"), ("version", &version)]).await;
        let told = format!("It was settled meanwhile, so your answer changed nothing. {told}");
        page.says(&told).says_not("name=\"decision\"");
        assert_eq!(count(&site, "select sum(version)::bigint from operation").await, before, "{change}");
        browser.get(&path).await.expect(200).says_not("It was settled meanwhile");
    }
    assert_eq!(
        count(&site, "select count(*) from audit_line where action = 'OperationDecision' and outcome = 'done'").await,
        0,
        "nothing was changed, nothing is audited"
    );
}

#[tokio::test]
async fn of_two_who_decide_at_once_the_second_hears_the_firsts_outcome() {
    let site = Site::start().await;
    let mut one = site.signed_in(REGISTRAR).await;
    let mut two = site.signed_in(ALL).await;
    let path = lost(&site, &mut one, "begge-to.dk").await;
    ask(&site, "domain.create", "unknown_outcome").await;
    let version = version(&one.get(&path).await.expect(200));
    let give_up = [("decision", "give_up"), ("version", version.as_str())];
    let executed = [("decision", "executed"), ("version", version.as_str())];
    let (first, second) = tokio::join!(decide(&mut one, &path, &give_up), decide(&mut two, &path, &executed));
    let closed = count(&site, &format!("{STATE} 'refused'")).await == 1;
    let (winner, loser) = if closed { (first, second) } else { (second, first) };
    winner.says("Your answer is saved.");
    // What a person says was carried out is asked about at once, and the registry's word decides.
    loser.says("It was settled meanwhile").says(if closed { "closed it, since" } else { "Birk asks how it stands" });
    assert_eq!(count(&site, &format!("{STATE} '{}'", if closed { "refused" } else { "pending" })).await, 1);
}

#[tokio::test]
async fn what_nobody_was_asked_about_is_not_told_as_settled_meanwhile() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let path = post(&mut browser, "send", &form(&site, "uspurgt.dk")).await.expect(303).location;
    let page = decide(&mut browser, &path, &[("decision", "give_up")]).await;
    page.says("Nothing is asked about this now").says("decides about it").says_not("settled meanwhile");
    assert_eq!(count(&site, &format!("{STATE} 'pending'")).await, 1);
}

#[tokio::test]
async fn an_answer_to_an_older_question_changes_nothing() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let path = lost(&site, &mut browser, "gammel-fane.dk").await;
    ask(&site, "domain.create", "unknown_outcome").await;
    let version = version(&browser.get(&path).await.expect(200));
    ask(&site, "domain.create", "flagged_message").await;
    let page = decide(&mut browser, &path, &[("decision", "give_up"), ("version", &version)]).await;
    page.says("Look at the question as it is now").says("/messages?show=flagged").says("name=\"decision\"");
    assert_eq!(count(&site, &format!("{STATE} 'uncertain'")).await, 1);
}

#[tokio::test]
async fn what_was_accepted_is_never_sent_again_by_a_person() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let path = post(&mut browser, "send", &form(&site, "udebliver.dk")).await.expect(303).location;
    ask(&site, "domain.create", "message_missing").await;
    let page = browser.get(&path).await.expect(200);
    page.says("its final message is overdue").says("value=\"executed\"").says_not("value=\"not_executed\"");
    browser.get("/applications").await.expect(200).says("Needs a decision");
    let again = browser.post(&format!("{path}/decision"), &[("decision", "not_executed")]).await;
    again.expect(422).says("name=\"decision\"");
    assert_eq!(count(&site, &format!("{STATE} 'pending'")).await, 1);
    let page = decide(&mut browser, &path, &[("decision", "give_up")]).await;
    page.says("Your answer is saved.").says(">Closed<").says("registrar@nordisk.example closed it");
    assert_eq!(count(&site, "select count(*) from attempt").await, 2, "the contact's and the application's");
}

#[tokio::test]
async fn an_operation_of_a_kind_from_later_is_left_alone() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let path = lost(&site, &mut browser, "fra-senere.dk").await;
    ask(&site, "domain.create", "of_a_later_version").await;
    becomes(&site, "request = '{\"later\":1}'").await;
    browser.get(&path).await.expect(200).says("cannot find out by itself");
    let page = decide(&mut browser, &path, &[("decision", "give_up")]).await;
    page.says("does not know operations of this kind").says("name=\"decision\"");
    assert_eq!(count(&site, &format!("{STATE} 'uncertain'")).await, 1);
}

#[tokio::test]
async fn a_name_found_in_other_hands_is_told_as_taken() {
    let site = Site::start().await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let path = lost(&site, &mut browser, "en-andens.dk").await;
    becomes(&site, "state = 'refused', outcome = '{\"taken\":true}', excludes = null, settled_at = now()").await;
    let page = browser.get(&path).await.expect(200);
    page.says(">Rejected<")
        .says("was lost")
        .says("whether a fee was booked and paid back")
        .says("Register another name");
    browser.get("/applications").await.expect(200).says(">Rejected<");
    becomes(&site, "outcome = '{\"activated\":true,\"accepted_twice\":true}', state = 'done'").await;
    browser.get(&path).await.expect(200).says("accepted two sendings").says("contact support");
}

#[tokio::test]
async fn an_application_that_waits_for_its_contact_says_so() {
    let site = Site::with(impatient()).await;
    let mut browser = site.signed_in(REGISTRAR).await;
    site.sandbox.faults().add(fault("contact:create", FaultAction::DropAfter));
    let form = with(form(&site, "venter.dk"), "contact_match", "force");
    let path = post(&mut browser, "send", &form).await.expect(303).location;
    browser.get(&path).await.expect(200).says("waits for its new contact").says("does not lapse meanwhile");
    browser.get("/applications").await.expect(200).says("It waits for its new contact.").says("Waiting to be sent");

    ask(&site, "contact.create", "contact_force").await;
    browser.get("/applications").await.expect(200).says("Needs a decision");
    browser.get(&path).await.expect(200).says("name=\"handle\"").says("does not lapse meanwhile");
    let address = format!("{path}/decision");
    browser.post(&address, &[("decision", "executed")]).await.expect(422);
    let version = version(&browser.get(&path).await.expect(200));
    let handle = made(&site, "kontakt@nordisk.example");
    let answer = [("decision", "executed"), ("handle", &handle), ("version", &version)];
    decide(&mut browser, &path, &answer).await.says("Your answer is saved.").says("waits for its turn at the registry");
    // Somebody else, with the page from before: the application goes on without them.
    decide(&mut browser, &path, &answer).await.says("It was settled meanwhile").says("waits for its turn");
}

/// An application whose new contact was made, but the answer is lost and a person is asked.
async fn contact_lost(site: &Site, browser: &mut Browser) -> String {
    site.sandbox.faults().add(fault("contact:create", FaultAction::DropAfter));
    let form = with(form(site, "hvilken.dk"), "contact_match", "force");
    let path = post(browser, "send", &form).await.expect(303).location;
    ask(site, "contact.create", "contact_force").await;
    path
}

fn impatient() -> Options {
    let mut options = Options::default();
    options.limits.submit = StdDuration::from_millis(500);
    options
}

#[tokio::test]
async fn a_handle_that_cannot_be_the_contact_is_refused_at_its_field() {
    let site = Site::with(impatient()).await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let path = contact_lost(&site, &mut browser).await;
    let page = browser.get(&path).await.expect(200);
    page.says("Testvej 1").says("8000 Aarhus C").says("kontakt@nordisk.example");
    let before = count(&site, "select sum(version)::bigint from operation").await;
    // Unknown; another contact of the account, from before.
    for wrong in ["ZZZ999-DK", "BKA101-DK"] {
        let answer = [("decision", "executed"), ("handle", wrong)];
        let page = browser.post(&format!("{path}/decision"), &answer).await.expect(422);
        page.says("This cannot be the contact").says(&format!("value=\"{wrong}\"")).says("name=\"decision\"");
    }
    assert_eq!(count(&site, "select sum(version)::bigint from operation").await, before, "nothing was changed");
    assert_eq!(count(&site, "select count(*) from audit_line where action = 'OperationDecision'").await, 0);
    let handle = made(&site, "kontakt@nordisk.example");
    decide(&mut browser, &path, &[("decision", "executed"), ("handle", &handle)]).await.says("Your answer is saved.");
}

#[tokio::test]
async fn with_the_registry_down_a_named_contact_changes_nothing_and_that_is_said() {
    let site = Site::with(impatient()).await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let path = contact_lost(&site, &mut browser).await;
    let handle = made(&site, "kontakt@nordisk.example");
    let before = count(&site, "select sum(version)::bigint from operation").await;
    let Site { app, router, clock, sandbox, db, all } = site;
    sandbox.shutdown().await;
    let page = browser.post(&format!("{path}/decision"), &[("decision", "executed"), ("handle", &handle)]).await;
    page.expect(503).says("Nothing was changed").says(&format!("value=\"{handle}\"")).says("name=\"decision\"");
    let sql = "select sum(version)::bigint from operation";
    assert_eq!(sqlx::query_scalar::<_, i64>(sql).fetch_one(&all).await.unwrap(), before);
    drop((app, router, clock, db));
}

#[tokio::test]
async fn who_gives_up_the_contact_is_named_and_the_application_ends_at_once() {
    let site = Site::with(impatient()).await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let path = contact_lost(&site, &mut browser).await;
    let page = decide(&mut browser, &path, &[("decision", "give_up")]).await;
    page.says("Your answer is saved.").says("registrar@nordisk.example gave up").says_not("waits to be sent");
    assert_eq!(count(&site, &format!("{STATE} 'refused'")).await, 1);
}
