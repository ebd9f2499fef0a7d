//! Open pages follow what they show: at once, for as long as it may be seen, and not without end.

use server::streams::MOST;
use time::Duration;

use crate::register::{ALL, REGISTRAR, form, post};
use crate::support::{Options, Site};

/// An application that waits for its decision, and its page.
async fn waiting(name: &str) -> (Site, String) {
    let site = Site::with(Options { workers: true, ..Options::default() }).await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let path = post(&mut browser, "send", &form(&site, name)).await.expect(303).location;
    (site, path)
}

/// Another server changes the application.
async fn changes(site: &Site, how: &str) {
    let sql = format!("update operation set version = version + 1, {how} where kind = 'domain.create'");
    assert_eq!(sqlx::query(&sql).execute(&site.all).await.unwrap().rows_affected(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_at_another_server_is_told_at_once_and_the_last_one_ends_the_stream() {
    let (site, path) = waiting("live.dk").await;
    let mut browser = site.signed_in(REGISTRAR).await;
    let mut events = browser.follow(&format!("{path}/events")).await.unwrap();
    let first = events.next().await.unwrap();
    changes(&site, "outcome = outcome").await;
    let second = events.next().await.unwrap();
    assert_ne!(first, second);
    let step = "insert into operation (operation_id, account_id, actor, kind, object_kind, object, cl_trid, idempotency_key,
            payload_hash, request, state, outcome, planned_at, parent_id)
        select gen_random_uuid(), account_id, actor, 'contact.create', 'contact', 'X1-DK', 'birk-step', 'step', '', '{}', 'done',
            '{}', now(), operation_id from operation where kind = 'domain.create'";
    sqlx::query(step).execute(&site.all).await.unwrap();
    let third = events.next().await.unwrap();
    assert_ne!(third, second, "a step of it");
    // What is said while the server's connection is lost.
    let cut = "select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ilike 'listen%'";
    sqlx::query(cut).execute(&site.all).await.unwrap();
    changes(&site, "outcome = outcome").await;
    let fourth = events.next().await.unwrap();
    assert_ne!(fourth, third);
    changes(&site, "state = 'done', next_check_at = null").await;
    assert_ne!(events.next().await.unwrap(), fourth);
    assert_eq!(events.next().await, None, "it is settled");
    let mut late = browser.follow(&format!("{path}/events")).await.unwrap();
    assert!(late.next().await.is_some());
    assert_eq!(late.next().await, None, "it was settled before");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_left_open_does_not_keep_the_session_alive() {
    let (site, path) = waiting("forladt.dk").await;
    let mut browser = site.signed_in(REGISTRAR).await;
    site.advance(Duration::minutes(20));
    assert!(browser.follow(&format!("{path}/events")).await.is_some());
    site.advance(Duration::minutes(20));
    browser.get(&path).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_with_the_right_to_see_it() {
    let (site, path) = waiting("udlogget.dk").await;
    let path = format!("{path}/events");
    let mut out = site.signed_in(REGISTRAR).await;
    let mut disabled = site.signed_in(ALL).await;
    let mut stays = site.signed_in(REGISTRAR).await;
    let mut streams = Vec::new();
    for browser in [&mut out, &mut disabled, &mut stays] {
        let mut events = browser.follow(&path).await.unwrap();
        events.next().await.unwrap();
        streams.push(events);
    }
    out.post("/logout", &[]).await.expect(303);
    let sql = "update portal_user set disabled_at = now() where email = $1";
    sqlx::query(sql).bind(ALL).execute(&site.all).await.unwrap();
    changes(&site, "outcome = outcome").await;
    assert_eq!(streams[0].next().await, None, "signed out");
    assert_eq!(streams[1].next().await, None, "disabled");
    assert!(streams[2].next().await.is_some(), "somebody else sees it still");
    let mut stranger = site.signed_in("all@foreign.example").await;
    stranger.get(&path).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_has_only_so_many_streams() {
    let (site, path) = waiting("mange.dk").await;
    let path = format!("{path}/events");
    let mut browser = site.signed_in(REGISTRAR).await;
    let mut streams = Vec::new();
    for _ in 0..MOST {
        streams.push(browser.follow(&path).await.unwrap());
    }
    assert!(browser.follow(&path).await.is_none(), "one too many: the browser is not to try again");
    assert!(site.signed_in(ALL).await.follow(&path).await.is_some(), "another user has their own");
    streams.pop();
    assert!(browser.follow(&path).await.is_some());
}
