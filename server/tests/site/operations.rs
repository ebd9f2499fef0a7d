//! Every act has its page; who may decide follows from the act; objects show what happened to them.

use dk::Act;
use sqlx::Row;

use crate::http::Browser;
use crate::register::{ALL, REGISTRAR, count, form, post, with};
use crate::support::{Options, Site, USERS};

const NAME_SERVERS: &str = "ns@nordisk.example";
const PAYER: &str = "payer@nordisk.example";
const FOREIGN: &str = "all@foreign.example";

/// An operation as the journal keeps it.
struct Kept<'a> {
    kind: &'a str,
    object: &'a str,
    state: &'a str,
    /// More columns, as SQL.
    also: &'a str,
    parent: Option<&'a str>,
}

impl Kept<'_> {
    /// Writes it for the account REG-100001, as sent once; gives the path of its page.
    async fn put(&self, site: &Site) -> String {
        let (object_kind, _) = self.kind.split_once('.').unwrap();
        let also = if self.also.is_empty() { String::new() } else { format!(", {}", self.also) };
        let sql = "with kept as (
                 insert into operation (operation_id, account_id, actor, kind, object_kind, object, cl_trid, idempotency_key,
                     payload_hash, request, planned_at, state, attempt, parent_id, sent_at)
                 select id, account_id, 'ida@nordisk.example', $1, $2, $3, 'birk-' || id, id::text, '', '{}', now(), $4, 1, $5::uuid, now()
                 from account, gen_random_uuid() id where handle = 'REG-100001' returning *),
             sent as (insert into attempt (operation_id, n, account_id, cl_trid, sent_at)
                 select operation_id, 1, account_id, cl_trid, now() from kept)
             select operation_id::text from kept";
        let row = sqlx::query(sql)
            .bind(self.kind)
            .bind(object_kind)
            .bind(self.object)
            .bind(self.state)
            .bind(self.parent)
            .fetch_one(&site.all)
            .await
            .unwrap();
        let id: String = row.get(0);
        let sql = format!("update operation set version = version + 1{also} where operation_id = $1::uuid");
        sqlx::query(&sql).bind(&id).execute(&site.all).await.unwrap();
        format!("/operations/{id}")
    }
}

fn kept<'a>(kind: &'a str, object: &'a str, state: &'a str) -> Kept<'a> {
    Kept { kind, object, state, also: "", parent: None }
}

/// A name server whose answer was lost, about which a person is asked.
async fn lost_host(site: &Site, name: &str) -> String {
    let also = format!(
        "request = '{{\"host\":\"{name}\"}}', needs_person = 'unknown_outcome', excludes = 'host.create {name}', next_check_at = now()"
    );
    Kept { also: &also, ..kept("host.create", name, "uncertain") }.put(site).await
}

async fn states(site: &Site) -> String {
    let sql = "select string_agg(state || ' ' || version, ', ' order by kind, object) from operation";
    sqlx::query_scalar(sql).fetch_one(&site.all).await.unwrap()
}

async fn decide(browser: &mut Browser, path: &str, decision: &str) -> crate::http::Page {
    browser.post(&format!("{path}/decision"), &[("decision", decision)]).await
}

#[tokio::test]
async fn every_act_has_its_page_and_no_other_account_sees_it() {
    let site = Site::start().await;
    let mut reader = site.signed_in(PAYER).await;
    let mut foreign = site.signed_in(FOREIGN).await;
    let later = "domain.from_a_later_version";
    for kind in Act::ALL.iter().map(|act| act.as_str()).chain([later]) {
        let object = if kind.starts_with("contact") { "GSA42-DK" } else { "kage.dk" };
        let path = kept(kind, object, "done").put(&site).await;
        let page = reader.get(&path).await.expect(200).says(object).says("ida@nordisk.example");
        assert!(page.body.contains("Carried out") || page.body.contains("Active"), "{kind}");
        foreign.get(&path).await.expect(404);
        foreign.get(&format!("{path}/events")).await.expect(404);
        decide(&mut foreign, &path, "give_up").await.expect(404);
    }
}

#[tokio::test]
async fn it_shows_what_changes_who_asked_and_the_masked_frames() {
    let site = Site::start().await;
    let also =
        "address = '192.0.2.7', feature = 'Register', expected_debit = 50, result_code = 1000, sv_trid = 'SV-4711',
        result_text = 'Command completed successfully', settled_at = now(), answered_at = now(),
        request_frame = '<epp><command><renew/></command></epp>', response_frame = '<epp><response/></epp>',
        changes = '[{\"of\":\"expiry\",\"before\":\"2026-12-31\",\"after\":\"2027-12-31\"}]'";
    let path = Kept { also, ..kept("domain.renew", "kage.dk", "done") }.put(&site).await;
    let mut browser = site.signed_in(PAYER).await;
    let page = browser.get(&path).await.expect(200);
    let page = page.says("<h1>Renewal: <a href=\"/whois/domains/kage.dk\">kage.dk</a></h1>");
    let page = page.says(">Carried out<").says("The registry has carried it out; nothing more has to be done.");
    let page = page.says("<del>31 December 2026</del>").says("<ins>31 December 2027</ins>").says("50.00 DKK");
    let page = page.says("192.0.2.7").says("Registration of a domain name").says("SV-4711").says("<details>");
    page.says("&lt;renew/&gt;").says("&lt;response/&gt;").says_not("data-events");

    // A waiting-list code is masked in the frames, as everywhere.
    let mut registrar = site.signed_in(REGISTRAR).await;
    post(&mut registrar, "send", &with(form(&site, "med-kode.dk"), "authorization_code", "1a2b3c4d")).await;
    let id: String = sqlx::query_scalar("select operation_id::text from operation where object = 'med-kode.dk'")
        .fetch_one(&site.all)
        .await
        .unwrap();
    let page = registrar.get(&format!("/operations/{id}")).await.expect(200);
    page.says("domain:create").says("Given; never shown").says_not("1a2b3c4d");
}

#[tokio::test]
async fn an_applications_old_address_leads_to_its_page() {
    let site = Site::start().await;
    let path = kept("domain.create", "kage.dk", "done").put(&site).await;
    let old = path.replace("/operations/", "/applications/");
    let mut browser = site.signed_in(PAYER).await;
    assert_eq!(browser.get(&old).await.expect(303).location, path);
    site.signed_in(FOREIGN).await.get(&old).await.expect(404);
    browser.get(&format!("{old}/events")).await.expect(404);
    browser.post(&format!("{old}/decision"), &[("decision", "give_up")]).await.expect(404);
}

#[tokio::test]
async fn only_the_acts_own_roles_are_asked_and_may_decide() {
    let site = Site::start().await;
    for (kind, object) in [("host.create", "ns9.example"), ("domain.renew", "kage.dk"), ("contact.update", "GSA42-DK")]
    {
        let also = "needs_person = 'unknown_outcome'";
        let path = Kept { also, ..kept(kind, object, "uncertain") }.put(&site).await;
        let act: Act = kind.parse().unwrap();
        let before = states(&site).await;
        for (_, email, roles) in USERS.into_iter().filter(|(account, ..)| *account == "REG-100001") {
            let roles: dk::MetaRoles = roles.iter().map(|role| role.parse::<dk::MetaRole>().unwrap()).collect();
            let mut browser = site.signed_in(email).await;
            let page = browser.get(&path).await.expect(200).says("Needs a decision");
            assert_eq!(page.body.contains("name=\"decision\""), roles.portal_may(act), "{kind} as {email}");
            if !roles.portal_may(act) {
                page.says("must settle it");
                decide(&mut browser, &path, "give_up").await.expect(403);
            }
        }
        assert_eq!(states(&site).await, before, "{kind}: nothing was changed");
    }
}

#[tokio::test]
async fn a_decision_changes_the_operation_and_names_who_took_it() {
    let site = Site::start().await;
    let path = lost_host(&site, "ns9.example").await;
    let mut other = site.signed_in(REGISTRAR).await;
    decide(&mut other, &path, "give_up").await.expect(403);
    decide(&mut site.signed_in(FOREIGN).await, &path, "give_up").await.expect(404);
    assert_eq!(count(&site, "select count(*) from operation where state = 'uncertain'").await, 1);

    let mut browser = site.signed_in(NAME_SERVERS).await;
    let page = browser.get(&path).await.expect(200).says("for an hour").says("/whois/hosts/ns9.example");
    page.says_not("the statement of your registrar account");
    assert_eq!(decide(&mut browser, &path, "give_up").await.expect(303).location, path);
    let page = browser.get(&path).await.expect(200).says("Your answer is saved.").says(">Closed<");
    page.says("ns@nordisk.example closed it").says_not("name=\"decision\"").says_not("data-events");
    assert_eq!(count(&site, "select count(*) from operation where state = 'refused' and excludes is null").await, 1);
    let audit = "select count(*) from audit_line where action = 'OperationDecision' and actor = 'ns@nordisk.example'
        and object = 'ns9.example' and outcome = 'done' and detail->>'decision' = 'give_up' and detail->>'act' = 'host.create'";
    assert_eq!(count(&site, audit).await, 1);
    let before = states(&site).await;
    decide(&mut browser, &path, "executed").await.expect(303);
    browser.get(&path).await.expect(200).says("so your answer changed nothing. ns@nordisk.example closed it");
    assert_eq!(states(&site).await, before);
}

#[tokio::test]
async fn a_decision_on_what_settled_meanwhile_changes_nothing() {
    let site = Site::start().await;
    let path = lost_host(&site, "ns9.example").await;
    let mut browser = site.signed_in(NAME_SERVERS).await;
    let asked = browser.get(&path).await.expect(200);
    let (_, version) = asked.body.split_once("name=\"version\" value=\"").unwrap();
    let version = version.split_once('"').unwrap().0.to_owned();
    let settled = "update operation set state = 'done', needs_person = null, version = version + 1, settled_at = now()";
    sqlx::query(settled).execute(&site.all).await.unwrap();
    let before = states(&site).await;
    let answer = [("decision", "not_executed"), ("version", version.as_str())];
    browser.post(&format!("{path}/decision"), &answer).await.expect(303);
    let page = browser.get(&path).await.expect(200).says("It was settled meanwhile, so your answer changed nothing.");
    page.says("The registry has carried it out").says(">Carried out<");
    assert_eq!(states(&site).await, before);
    assert_eq!(count(&site, "select count(*) from attempt").await, 1, "nothing was sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_of_any_act_hears_the_decision_and_the_stream_ends() {
    let site = Site::with(Options { workers: true, ..Options::default() }).await;
    let path = lost_host(&site, "ns9.example").await;
    let events_of = format!("{path}/events");
    let mut reader = site.signed_in(PAYER).await;
    let mut events = reader.follow(&events_of).await.unwrap();
    let asked = events.next().await.unwrap();
    let mut browser = site.signed_in(NAME_SERVERS).await;
    browser
        .get(&path)
        .await
        .expect(200)
        .says(&format!("data-events=\"{events_of}\""))
        .says(&format!("data-version=\"{asked}\""));
    decide(&mut browser, &path, "give_up").await.expect(303);
    assert_ne!(events.next().await.unwrap(), asked);
    assert_eq!(events.next().await, None, "it is settled");
    assert_eq!(count(&site, "select count(*) from operation where state = 'refused'").await, 1);
}

#[tokio::test]
async fn what_only_a_later_version_knows_is_shown_and_left_alone() {
    let site = Site::start().await;
    let also = "needs_person = 'unknown_outcome'";
    let path = Kept { also, ..kept("domain.later", "kage.dk", "uncertain") }.put(&site).await;
    let mut browser = site.signed_in(ALL).await;
    browser.get(&path).await.expect(200).says("Operation: ").says("it takes a newer one").says_not("name=\"decision\"");
    let before = states(&site).await;
    decide(&mut browser, &path, "give_up").await.expect(303);
    browser.get(&path).await.expect(200).says("does not know operations of this kind");
    assert_eq!(states(&site).await, before);
}

#[tokio::test]
async fn a_step_has_a_page_of_its_own_and_is_settled_by_those_who_may_do_the_whole() {
    let site = Site::start().await;
    let whole = Kept { also: "next_check_at = null", ..kept("domain.create", "kage.dk", "planned") }.put(&site).await;
    let parent = whole.strip_prefix("/operations/");
    let also = "needs_person = 'contact_force', request = '{\"mode\":\"force\",\"name\":\"Anna Schmidt\",\"city\":\"Flensburg\",\"country\":\"DE\"}'";
    let step = Kept { also, parent, ..kept("contact.create", "", "uncertain") }.put(&site).await;

    let mut browser = site.signed_in(REGISTRAR).await;
    let page = browser.get(&whole).await.expect(200).says("Needs a decision").says("Contact creation");
    page.says(&format!("href=\"{step}\"")).says("name=\"handle\"");
    let page = browser.get(&step).await.expect(200).says("<h1>Contact creation: Anna Schmidt</h1>");
    page.says(&format!("href=\"{whole}\"")).says("Registration: kage.dk").says("Flensburg").says("name=\"handle\"");
    // Everybody who has a role may create contacts, but not every one may register.
    let mut payer = site.signed_in(PAYER).await;
    payer.get(&step).await.expect(200).says("A colleague with the Registrar role").says_not("name=\"decision\"");
    decide(&mut payer, &step, "give_up").await.expect(403);
    assert_eq!(decide(&mut browser, &step, "give_up").await.expect(303).location, step);
    browser.get(&step).await.expect(200).says(">Closed<").says("registrar@nordisk.example closed it");
    let page = browser
        .get(&whole)
        .await
        .expect(200)
        .says("registrar@nordisk.example gave up")
        .says("Contact creation: Closed");
    page.says_not("name=\"decision\"");
}

#[tokio::test]
async fn an_objects_page_shows_operations_and_messages_on_one_timeline() {
    let site = Site::start().await;
    let mut browser = site.signed_in(ALL).await;
    for (kind, object, path) in [
        ("domain.renewal_policy", "punktum.dk", "/whois/domains/punktum.dk"),
        ("contact.update", "DKHM1-DK", "/whois/contacts/DKHM1-DK"),
        ("host.addresses", "auth01.ns.dk-hostmaster.dk", "/whois/hosts/auth01.ns.dk-hostmaster.dk"),
    ] {
        browser.get(path).await.expect(200).says_not("href=\"/operations/");
        let also = "planned_at = now() - interval '2 h', settled_at = now(),
            changes = '[{\"of\":\"auto_renew\",\"before\":\"true\",\"after\":\"false\"}]'";
        let older = Kept { also, ..kept(kind, object, "done") }.put(&site).await;
        message(&site, kind, object, "1 h").await;
        let also = "result_code = 2304, result_text = 'Object status prohibits operation', settled_at = now()";
        let newer = Kept { also, ..kept(kind, object, "refused") }.put(&site).await;
        let page = browser.get(path).await.expect(200).says("ida@nordisk.example").says("Renewed automatically</del>");
        let (_, timeline) = page.body.split_once(">Timeline<").unwrap();
        let at = |words: &str| timeline.find(words).unwrap_or_else(|| panic!("{words} is missing on {path}"));
        assert!(
            at(&newer) < at("from the registry about it") && at("from the registry about it") < at(&older),
            "{path}"
        );
        assert!(timeline.contains(": Refused") && timeline.contains("2304 Object status prohibits operation"));
        assert!(timeline.contains(": Carried out") && !timeline.contains("All operations"), "{path}");
        // Frames stay on the operation's own page.
        assert!(!timeline.contains("class=\"xml\""));
        for _ in 0..11 {
            kept(kind, object, "done").put(&site).await;
            message(&site, kind, object, "5 h").await;
        }
        let page = browser.get(path).await.expect(200);
        let (_, timeline) = page.body.split_once(">Timeline<").unwrap();
        assert_eq!(timeline.matches("class=\"event").count(), 20, "the newest of both");
        assert!(timeline.contains(&format!("href=\"/operations?object={object}\"")), "{path}");
        assert!(timeline.contains(&format!("href=\"/messages?show=all&amp;q={object}\"")), "{path}");
        site.signed_in(FOREIGN).await.get(path).await.expect(200).says_not("href=\"/operations");
    }
}

/// A message of so long ago about an object.
async fn message(site: &Site, kind: &str, object: &str, ago: &str) {
    let sql = "insert into poll_message (account_id, environment, epp_user, msg_id, queued_at, received_at, text, raw_xml, kind, object_kind, object)
        select account_id, 'sandbox', 'EPP-100001', gen_random_uuid()::text, now() - $3::interval, now(), 'A word from the registry about it',
            '<epp/>', 'other', $1, $2 from account where handle = 'REG-100001'";
    let (object_kind, _) = kind.split_once('.').unwrap();
    sqlx::query(sql).bind(object_kind).bind(object).bind(ago.to_owned()).execute(&site.all).await.unwrap();
}
