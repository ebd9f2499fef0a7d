//! Renewing a domain through its page, and every way it can go wrong: renewed once, paid once.

use std::time::Duration as StdDuration;

use sandbox::faults::FaultAction;
use sandbox::store::StoreError;
use sandbox::world::Domain;
use sandbox::world::account::Purpose;

use crate::http::{Browser, Page};
use crate::register::{ALL, REGISTRAR, count, fault, soon_settled, until};
use crate::support::Site;

const PAYER: &str = "payer@nordisk.example";
/// A domain of the demo that expires at the end of next month.
const NAME: &str = "kajaktur.dk";
const PATH: &str = "/whois/domains/kajaktur.dk/renew";

async fn send(browser: &mut Browser, fields: &[(String, String)]) -> Page {
    let mut pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pairs.push(("step", "send"));
    browser.post(PATH, &pairs).await
}

async fn priced() -> Site {
    let site = Site::with(soon_settled()).await;
    set_price(&site, 50).await;
    site
}

async fn set_price(site: &Site, kroner: i64) {
    let set = "insert into price values ('sandbox', 'renew', '2020-01-01', $1)
               on conflict (environment, operation, valid_from) do update set amount = excluded.amount";
    sqlx::query(set).bind(kroner).execute(&site.all).await.unwrap();
}

fn renewals(site: &Site) -> usize {
    let registry = site.sandbox.registry();
    registry.read(|there, _| there.statement("REG-100001").filter(|entry| entry.purpose == Purpose::Renew).count())
}

async fn is_renewed_and_paid_once(site: &Site) {
    until(site, "select count(*) from operation where kind = 'domain.renew' and state = 'done'", 1).await;
    assert_eq!(renewals(site), 1);
    assert_eq!(count(site, "select coalesce(sum(amount), 0)::bigint from expected_debit").await, 50);
}

#[tokio::test]
async fn from_the_domains_page_to_the_new_date() {
    let site = priced().await;
    let mut browser = site.signed_in(PAYER).await;
    browser.get("/whois/domains/kajaktur.dk").await.expect(200).says(&format!("href=\"{PATH}\""));
    let review = browser.get(PATH).await.expect(200).says("50.00 DKK").says("9,950.00 DKK");
    let (before, after) = (&review.body.matches("<del>").count(), &review.body.matches("<ins>").count());
    assert_eq!((*before, *after), (1, 1), "the date before and after");
    assert_eq!(count(&site, "select count(*) from operation").await, 0, "a review sends nothing");

    let sent = send(&mut browser, &review.hidden()).await.expect(303);
    let page = browser.get(&sent.location).await.expect(200).says("kajaktur.dk").says("<ins>").says("1000");
    page.says("payer@nordisk.example").says("127.0.0.1");
    is_renewed_and_paid_once(&site).await;
    let line = "select count(*) from audit_line where action = 'Renew' and object = 'kajaktur.dk' and outcome = 'done'";
    assert_eq!(count(&site, line).await, 1);
    browser.get(PATH).await.expect(200).says("Not possible now").says_not("value=\"send\"");
}

#[tokio::test]
async fn a_double_click_and_two_people_renew_once() {
    let site = priced().await;
    let browser = site.signed_in(PAYER).await;
    let (mut one, mut two, mut colleague) = (browser.clone(), browser, site.signed_in(ALL).await);
    let review = one.get(PATH).await.expect(200).hidden();
    let other = colleague.get(PATH).await.expect(200).hidden();
    site.sandbox.faults().add(fault("domain:renew", FaultAction::DelayMs(300)));
    let (first, second, third) =
        tokio::join!(send(&mut one, &review), send(&mut two, &review), send(&mut colleague, &other));
    assert!([303, 422].contains(&third.status.as_u16()), "{}", third.status);
    // Both clicks of one person are one operation, or both hear that the colleague was faster.
    assert_eq!((first.status, &first.location), (second.status, &second.location));
    is_renewed_and_paid_once(&site).await;
    // The other one's review is of a domain that is no longer so.
    send(&mut colleague, &other).await;
    send(&mut two, &review).await;
    is_renewed_and_paid_once(&site).await;
}

#[tokio::test]
async fn a_cut_answer_is_settled_and_the_page_shows_the_new_date() {
    for action in [FaultAction::DropAfter, FaultAction::DropBefore] {
        let site = priced().await;
        let mut browser = site.signed_in(PAYER).await;
        let review = browser.get(PATH).await.expect(200).hidden();
        site.sandbox.faults().add(fault("domain:renew", action));
        let sent = send(&mut browser, &review).await.expect(303);
        is_renewed_and_paid_once(&site).await;
        browser.get(&sent.location).await.expect(200).says("<ins>");
        browser.get("/whois/domains/kajaktur.dk").await.expect(200).says_not(&format!("href=\"{PATH}\""));
    }
}

#[tokio::test]
async fn a_price_that_was_raised_is_reviewed_again() {
    let site = priced().await;
    let mut browser = site.signed_in(PAYER).await;
    let review = browser.get(PATH).await.expect(200).hidden();
    set_price(&site, 60).await;
    let again = send(&mut browser, &review).await.expect(422);
    let again = again.says("The price was 50.00 DKK and is 60.00 DKK now").says("Nothing was sent");
    assert_eq!((renewals(&site), count(&site, "select count(*) from operation").await), (0, 0));
    send(&mut browser, &again.hidden()).await.expect(303);
    assert_eq!(count(&site, "select sum(expected_debit)::bigint from operation").await, 60);
}

#[tokio::test]
async fn a_domain_that_changed_meanwhile_is_reviewed_again() {
    let site = priced().await;
    let mut browser = site.signed_in(PAYER).await;
    let review = browser.get(PATH).await.expect(200).hidden();
    let moved = site.sandbox.registry().write(|tx| {
        let domain = tx.world().domain(NAME).cloned().unwrap();
        let expires = domain.expires - time::Duration::days(1);
        tx.put_domain(Domain { expires, ..Domain::clone(&domain) });
        Ok::<_, StoreError>(())
    });
    moved.unwrap();
    let again = send(&mut browser, &review).await.expect(422);
    again.says("Expires: it was").says("Nothing was sent");
    assert_eq!(renewals(&site), 0);
}

#[tokio::test]
async fn nothing_is_sent_without_its_key_or_its_review() {
    let site = priced().await;
    let mut browser = site.signed_in(PAYER).await;
    let review = browser.get(PATH).await.expect(200).hidden();
    let without = |gone: &str| review.iter().filter(|(name, _)| name != gone).cloned().collect::<Vec<_>>();
    for fields in [Vec::new(), without("form_key"), without("reviewed")] {
        let page = send(&mut browser, &fields).await.expect(422);
        page.says("review").says("value=\"send\"");
    }
    let mut forged = without("reviewed");
    forged.push(("reviewed".to_owned(), "A".repeat(43)));
    send(&mut browser, &forged).await.expect(422);
    // Another person's review is none of mine.
    let mut colleague = site.signed_in(ALL).await;
    send(&mut colleague, &review).await.expect(422);
    browser.post(PATH, &[]).await.expect(303);
    assert_eq!((renewals(&site), count(&site, "select count(*) from operation").await), (0, 0));
}

#[tokio::test]
async fn who_may_not_and_what_cannot_be_renewed_is_told() {
    let site = priced().await;
    let mut registrar = site.signed_in(REGISTRAR).await;
    registrar.get(PATH).await.expect(403);
    registrar.get("/whois/domains/kajaktur.dk").await.expect(200).says("Needs the role Payer");
    let mut payer = site.signed_in(PAYER).await;
    for stranger in ["punktum.dk", "findes-ikke.dk", "-x-.dk"] {
        payer.get(&format!("/whois/domains/{stranger}/renew")).await.expect(404);
    }
    let early = payer.get("/whois/domains/engangsprojekt.dk/renew").await.expect(200);
    early.says("Not possible now").says_not("value=\"send\"");
}

#[tokio::test]
async fn no_audit_line_no_renewal() {
    let site = priced().await;
    let mut browser = site.signed_in(PAYER).await;
    let review = browser.get(PATH).await.expect(200).hidden();
    sqlx::query("revoke insert on audit_line from birk_app").execute(&site.all).await.unwrap();
    sqlx::query("revoke insert (account_id, user_id, actor, address, action, object, outcome, detail) on audit_line from birk_app")
        .execute(&site.all)
        .await
        .unwrap();
    send(&mut browser, &review).await.expect(500);
    tokio::time::sleep(StdDuration::from_millis(300)).await;
    assert_eq!((renewals(&site), count(&site, "select count(*) from operation").await), (0, 0));
}
