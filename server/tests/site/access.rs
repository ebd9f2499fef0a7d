//! Every route of the access table, as every role, as a stranger, and as a user of another account.

use std::collections::HashMap;

use crate::http::{Browser, Page};
use crate::support::Site;
use crate::support::USERS;
use dk::Act;
use server::access::{AtRegistry, Row, Scope, TABLE, Verb, Who};

/// What stands for `{…}` in a row's path: an object of the account REG-100001.
struct Objects {
    operation: String,
    message: i64,
    network: i64,
}

impl Objects {
    async fn of(site: &Site) -> Self {
        let operation = sqlx::query_scalar::<_, String>(
            "insert into operation (operation_id, account_id, actor, kind, object_kind, object, cl_trid, idempotency_key, payload_hash, request, state, planned_at)
             select gen_random_uuid(), account_id, 'cli', 'domain.create', 'domain', 'a.dk', 'BIRK-access', 'k', 'x',
                 '{\"domain\":\"a.dk\",\"registrant\":\"created\",\"name_servers\":[\"ns1.nordisk.example\",\"ns2.nordisk.example\"],\"accepted_at\":1700000000}', 'done', now()
             from account where handle = 'REG-100001' returning operation_id::text",
        );
        let message = sqlx::query_scalar::<_, i64>(
            "insert into poll_message (account_id, environment, epp_user, msg_id, queued_at, received_at, text, raw_xml)
             select account_id, 'sandbox', 'EPP-100001', '1', now(), now(), 'a.dk has been updated', '<epp/>'
             from account where handle = 'REG-100001' returning message_id",
        );
        let network = sqlx::query_scalar::<_, i64>(
            "insert into allowlist_entry (account_id, network, created_at, created_by)
             select account_id, '198.51.100.0/24', now(), 'cli' from account where handle = 'REG-100001' returning entry_id",
        );
        Self {
            operation: operation.fetch_one(&site.all).await.unwrap(),
            message: message.fetch_one(&site.all).await.unwrap(),
            network: network.fetch_one(&site.all).await.unwrap(),
        }
    }

    /// The network's key; the network is added again where a call has removed it.
    async fn network_again(&self, site: &Site) -> i64 {
        sqlx::query_scalar(
            "insert into allowlist_entry (account_id, network, created_at, created_by)
             select account_id, '198.51.100.0/24', now(), 'cli' from account where handle = 'REG-100001'
             on conflict (account_id, network) do update set note = '' returning entry_id",
        )
        .fetch_one(&site.all)
        .await
        .unwrap()
    }

    fn path(&self, row: &Row) -> String {
        let id = if ["/applications", "/operations"].iter().any(|list| row.path.starts_with(list)) {
            self.operation.clone()
        } else if row.path.starts_with("/messages") {
            self.message.to_string()
        } else {
            self.network.to_string()
        };
        let name = match (row.path.contains("hosts"), row.scope) {
            (true, _) => "ns1.nordisk.example",
            // A domain of the demo that is REG-100001's.
            (false, Scope::Own) => "kajaktur.dk",
            (false, _) => "punktum.dk",
        };
        row.path
            .replace("{id}", &id)
            .replace("{name}", name)
            .replace("{handle}", "DKHM1-DK")
            .replace("{file}", ui::assets::css_path().strip_prefix("/assets/").unwrap())
    }
}

async fn call(browser: &mut Browser, row: &Row, path: &str) -> Page {
    if row.method == Verb::Post { browser.post(path, &[]).await } else { browser.get(path).await }
}

/// Ends when the stream's first event is there: it would not end by itself.
fn is_stream(row: &Row) -> bool {
    row.name == "OperationEvents"
}

#[tokio::test]
async fn every_row_holds_for_every_user_stranger_and_other_account() {
    let site = Site::start().await;
    let mut objects = Objects::of(&site).await;
    let mut browsers = HashMap::new();
    for (_, email, _) in USERS {
        browsers.insert(email, site.signed_in(email).await);
    }
    let mut checked = 0;
    for row in TABLE {
        let path = objects.path(row);
        checked += 1;

        let stranger = call(&mut site.browser_with_guest().await, row, &path).await;
        match row.who {
            Who::Anyone => {
                assert!(![401, 403, 404].contains(&stranger.status.as_u16()), "{}: {}", row.name, stranger.status)
            }
            _ => {
                assert_eq!(stranger.status.as_u16(), 303, "{} lets a stranger pass", row.name);
                assert!(stranger.location.starts_with("/login?"), "{}: {}", row.name, stranger.location);
            }
        }

        for (account, email, roles) in USERS {
            if is_stream(row) && account == "REG-100001" {
                continue;
            }
            let roles: dk::MetaRoles = roles.iter().map(|role| role.parse::<dk::MetaRole>().unwrap()).collect();
            // Signing in or out ends the session: that must not spoil the next call.
            let mut browser = match row.name {
                "Login" | "Logout" => site.signed_in(email).await,
                _ => browsers[email].clone(),
            };
            objects.network = objects.network_again(&site).await;
            let page = call(&mut browser, row, &objects.path(row)).await;
            let status = page.status.as_u16();
            // Whose operation it is comes before what may be done with it.
            let not_its_act = row.registry == AtRegistry::DecidesAny
                && account == "REG-100001"
                && !roles.portal_may(Act::CreateDomain);
            if !row.admits(roles) || not_its_act {
                assert_eq!(status, 403, "{} as {email}: {status}", row.name);
            } else if account == "REG-100002" && row.scope == Scope::Own {
                assert_eq!(status, 404, "{} of another account as {email}: {status}", row.name);
                assert!(!page.body.contains("a.dk has been updated"), "{} shows another account's content", row.name);
            } else {
                // Nameless sign-ins in a row are throttled.
                let throttled = row.name == "Login" && status == 429;
                assert!(
                    throttled || [200, 303, 409, 422].contains(&status),
                    "{} as {email}: {status} {}",
                    row.name,
                    page.body
                );
            }
        }
    }
    assert_eq!(checked, TABLE.len());
}

#[tokio::test]
async fn the_navigation_offers_exactly_what_may_be_opened() {
    let site = Site::start().await;
    for (_, email, roles) in USERS {
        let roles: dk::MetaRoles = roles.iter().map(|role| role.parse::<dk::MetaRole>().unwrap()).collect();
        let mut browser = site.signed_in(email).await;
        for row in TABLE.iter().filter(|row| row.nav.is_some()) {
            // A form leads on to its own address.
            let tab = browser.open(row.path).await;
            assert_eq!(tab.status.as_u16(), if row.admits(roles) { 200 } else { 403 }, "{} as {email}", row.path);
            for other in TABLE.iter().filter(|other| other.nav.is_some() && !other.admits(roles)) {
                assert!(
                    !tab.body.contains(&format!("href=\"{}\"", other.path)),
                    "{email} is offered {} on {}",
                    other.path,
                    row.path
                );
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_in_the_table_is_not_there() {
    let site = Site::start().await;
    let mut browser = site.signed_in("all@nordisk.example").await;
    for path in [
        "/nothing",
        "/whois/domains",
        "/administration",
        "/applications/not-a-uuid",
        "/operations/not-a-uuid",
        "/operations/00000000-0000-0000-0000-000000000000",
        "/messages/x",
        "/messages/99999999",
    ] {
        browser.get(path).await.expect(404);
    }
    browser.post("/portfolio", &[]).await.expect(404);
    browser.post_with_token("/nothing", &[], "").await.expect(404);
    // Who is signed in keeps the navigation; a stranger is told the same without it.
    browser.get("/nothing").await.expect(404).says("href=\"/prepaid\"");
    site.browser().get("/nothing").await.expect(404).says_not("href=\"/prepaid\"");
}
