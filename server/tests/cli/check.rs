//! `birk config check`.

use crate::birk::{Birk, OTHER_KEY, Ran};
use registry::testing::TestDb;

#[tokio::test]
async fn config_check_tells_what_is_wrong() {
    let db = TestDb::empty().await;
    let birk = Birk::new(&db);
    let empty = birk.run("config check").await;
    assert_eq!(empty.status, 1, "{empty:?}");
    assert_eq!(line(&empty, "migrations"), "FAILED\tmigrations\tthe database is empty: run `birk migrate`");

    birk.done("migrate").await;
    let fresh = birk.run("config check").await;
    assert_eq!(fresh.status, 0, "{fresh:?}");
    for (what, word) in [("configuration", "ok"), ("database", "ok"), ("migrations", "ok"), ("secret key", "ok")] {
        assert!(line(&fresh, what).starts_with(word), "{fresh:?}");
    }
    for what in ["accounts", "prices", "registry", "tls"] {
        assert!(line(&fresh, what).starts_with("warning"), "{fresh:?}");
    }

    birk.done("demo seed").await;
    let seeded = birk.run("config check").await;
    assert_eq!(line(&seeded, "accounts"), "ok\taccounts\t2");
    assert_eq!(line(&seeded, "secret key"), "ok\tsecret key\topens the EPP passwords of 2 accounts");

    let wrong = birk.with("BIRK_SECRET_KEY", OTHER_KEY).run("config check").await;
    assert_eq!((wrong.status, wrong.err.as_str()), (1, "birk: one check failed\n"));
    assert!(line(&wrong, "secret key").contains("REG-100001, REG-100002"), "{wrong:?}");
    let swapped = birk.with("BIRK_DATABASE_URL", db.url("birk_owner")).run("config check").await;
    assert!(line(&swapped, "database").contains("it must be birk_app"), "{swapped:?}");
    let nobody = birk.with("BIRK_DATABASE_URL", db.url("birk_nobody")).run("config check").await;
    assert!(line(&nobody, "database").ends_with("(`birk migrate` prints the SQL that makes it)"), "{nobody:?}");
    let production = birk.with("BIRK_ENVIRONMENT", "production").run("config check").await;
    assert!(line(&production, "accounts").contains("not of the production environment: REG-100001"), "{production:?}");

    let broken = birk.with("BIRK_SECRET_KEY", "c2VzYW1l").run("config check").await;
    assert!(broken.status == 1 && line(&broken, "configuration").contains("32 bytes"), "{broken:?}");
    assert!(!broken.out.contains("c2VzYW1l"), "{broken:?}");
}

/// The line of a check.
#[track_caller]
pub fn line<'a>(ran: &'a Ran, what: &str) -> &'a str {
    let found = ran.out.lines().find(|line| line.split('\t').nth(1) == Some(what));
    found.unwrap_or_else(|| panic!("no line about {what}: {ran:?}"))
}
