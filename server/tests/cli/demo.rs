//! `birk demo seed`.

use sandbox::Sandbox;
use server::auth::password::Passwords;
use server::seal::SecretKey;
use sqlx::Row;

use crate::birk::{Birk, KEY, OTHER_KEY, audit, password_of};
use crate::check::line;
use registry::testing::TestDb;

#[tokio::test]
async fn the_demo_is_refused_in_production() {
    let db = TestDb::new().await;
    let birk = Birk::new(&db).with("BIRK_ENVIRONMENT", "production");
    birk.run("demo seed").await.fails(1, "nothing was changed");
    assert_eq!(birk.done("account list").await.lines().count(), 1);
}

#[tokio::test]
async fn the_demo_is_seeded_once_and_leaves_alone_what_people_change() {
    let db = TestDb::new().await;
    let birk = Birk::new(&db);
    let pool = db.superuser().await;

    let first = birk.run("demo seed").await;
    assert_eq!(first.status, 0, "{first:?}");
    assert!(first.err.contains("no portfolio yet, sandbox_control_url is not set"), "{first:?}");
    let users = birk.done("user list").await;
    let users: Vec<Vec<&str>> = users.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let found: Vec<(&str, &str, &str)> = users.iter().map(|user| (user[0], user[1], user[3])).collect();
    let nordisk = ["admin", "all", "ns", "payer", "proxy", "registrar"].map(|name| format!("{name}@nordisk.example"));
    let mut expected: Vec<_> = nordisk.iter().map(|email| ("REG-100001", email.as_str(), "da")).collect();
    expected.push(("REG-100002", "all@foreign.example", "en"));
    assert_eq!(found, expected);
    let (hash, _) = password_of(&pool, "registrar@nordisk.example").await;
    assert!(Passwords::new(1).verify("demo-Password-1".to_owned(), Some(hash)).await.unwrap());
    let accounts = sqlx::query("select epp_user, epp_password, queue_owned_since from account order by handle");
    for (row, number) in accounts.fetch_all(&pool).await.unwrap().iter().zip(["100001", "100002"]) {
        assert_eq!(row.get::<String, _>(0), format!("EPP-{number}"));
        let password = SecretKey::parse(KEY).unwrap().open("epp-password", row.get(1)).unwrap();
        assert_eq!(password, format!("Sandbox-{number}").as_bytes());
        assert!(row.get::<Option<time::OffsetDateTime>, _>(2).is_some());
    }

    birk.done("user reset --email registrar@nordisk.example --generate").await;
    birk.done("allowlist add --account REG-100001 192.0.2.0/24").await;
    let before = password_of(&pool, "registrar@nordisk.example").await;
    let lines = audit(&pool).await.len();
    birk.done("demo seed").await;
    assert_eq!(password_of(&pool, "registrar@nordisk.example").await, before);
    assert_eq!(audit(&pool).await.len(), lines, "a second run changes nothing");
    assert_eq!(birk.done("allowlist list --account REG-100001").await.lines().count(), 4);

    // The key was lost: the sandbox's own passwords are known, so they are sealed anew.
    let other = birk.with("BIRK_SECRET_KEY", OTHER_KEY);
    other.done("demo seed").await;
    assert!(line(&other.run("config check").await, "secret key").starts_with("ok"));
}

#[tokio::test]
async fn the_demo_expects_what_the_sandbox_debits() {
    let db = TestDb::new().await;
    let birk = Birk::new(&db);
    birk.done("demo seed").await;
    assert_eq!(birk.done("prices list").await, sandbox::built_in_prices().to_csv());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_learns_the_portfolio_from_the_sandbox() {
    let db = TestDb::new().await;
    let pool = db.superuser().await;
    let birk = Birk::new(&db);
    let down = birk.with("BIRK_SANDBOX_CONTROL_URL", "http://127.0.0.1:9").run("demo seed").await;
    assert_eq!(down.status, 0, "{down:?}");
    assert!(down.err.contains("run `birk demo seed` again when the sandbox is up"), "{down:?}");

    let sandbox = Sandbox::start(sandbox::Config::default()).await.unwrap();
    let control = format!("http://{}/", sandbox.control_addr().unwrap());
    let birk = birk.with("BIRK_SANDBOX_CONTROL_URL", control.as_str());
    let up = birk.done("demo seed").await;
    assert!(up.contains("portfolio: 60 domains, "), "{up}");

    let count = |condition: &str| {
        let query = format!(
            "select count(*) from domain_index join account using (account_id) where handle = 'REG-100001' and {condition}"
        );
        let pool = pool.clone();
        async move { sqlx::query_scalar::<_, i64>(&query).fetch_one(&pool).await.unwrap() }
    };
    assert_eq!(count("true").await, 60);
    for each in
        ["registrant_name <> ''", "source = 'demo'", "refresh_at > now()", "cardinality(name_servers) between 2 and 7"]
    {
        assert_eq!(count(each).await, 60, "{each}");
    }
    let states = [
        "signed",
        "not signed",
        "not auto_renew",
        "management = 'registrant'",
        "'ok' = any(statuses)",
        "'pendingCreate' = any(statuses)",
        "'redemptionPeriod' = any(statuses) and delete_at > now()",
        "ascii_name like 'xn--%'",
        "expires_at < now() + interval '2 months'",
    ];
    for state in states {
        assert!(count(state).await > 0, "{state}");
    }
    let strangers = "select count(*) from domain_index join account using (account_id) where handle <> 'REG-100001'";
    assert_eq!(sqlx::query_scalar::<_, i64>(strangers).fetch_one(&pool).await.unwrap(), 0);
    for table in ["contact_index", "host_index"] {
        let rows: i64 = sqlx::query_scalar(&format!("select count(*) from {table}")).fetch_one(&pool).await.unwrap();
        assert!(rows > 4, "{table}: {rows}");
    }

    // What has been learned or noted since is not overwritten.
    sqlx::query("update domain_index set reference = 'ours', source = 'info'").execute(&pool).await.unwrap();
    assert!(birk.done("demo seed").await.contains("portfolio: 0 domains, 0 contacts, 0 hosts added"));
    assert_eq!(count("reference = 'ours' and source = 'info'").await, 60);

    let ca = std::env::temp_dir().join(format!("birk-cli-ca-{}.pem", std::process::id()));
    std::fs::write(&ca, sandbox.ca_pem()).unwrap();
    let birk = birk.with("BIRK_EPP_PORT", sandbox.epp_addr().port().to_string());
    let birk = birk.with("BIRK_EPP_CA_FILE", ca.display().to_string()).with("BIRK_EPP_SERVER_NAME", "localhost");
    let checked = birk.run("config check").await;
    std::fs::remove_file(&ca).unwrap();
    assert!(line(&checked, "registry").starts_with("ok\tregistry\t127.0.0.1:"), "{checked:?}");
    assert!(line(&checked, "registry").contains("greets as DK Hostmaster EPP Service (sandbox)"), "{checked:?}");
    sandbox.shutdown().await;
}
