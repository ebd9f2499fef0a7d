//! The audit log's lines at the database: counted by all servers together, and nobody's to change.

use std::net::IpAddr;

use registry::audit::{Line, Outcome, write_counted};
use registry::db::{AccountId, Db};
use registry::testing::TestDb;
use serde_json::json;
use sqlx::PgPool;

async fn account() -> (TestDb, PgPool) {
    let database = TestDb::new().await;
    let superuser = database.superuser().await;
    let sql = "insert into account (handle, name, country, environment, epp_user, epp_password, created_at)
        values ('REG-100001', 'A', 'DK', 'sandbox', 'EPP-1', 'x', now())";
    sqlx::query(sql).execute(&superuser).await.unwrap();
    (database, superuser)
}

/// Whether somebody waited for the database's disk.
async fn refuse(db: &Db, why: &str) -> bool {
    let line = Line {
        account: AccountId(1),
        user: None,
        actor: "ada@nordisk.example",
        address: Some(IpAddr::from([127, 0, 0, 1])),
        action: "MessagePage",
        object: "/messages/7",
        detail: json!({ "why": why }),
        outcome: Outcome::Refused,
    };
    let mut tx = db.account(AccountId(1)).await.unwrap();
    sqlx::query("set local synchronous_commit = on").execute(&mut *tx).await.unwrap();
    write_counted(&mut tx, line, why).await.unwrap();
    let waits: String = sqlx::query_scalar("show synchronous_commit").fetch_one(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    waits == "on"
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_at_two_servers_are_counted_together() {
    let (database, superuser) = account().await;
    let (here, there) = (database.db(), database.db());
    let all = (0..60).flat_map(|_| [refuse(&here, "no such object"), refuse(&there, "no such object")]);
    futures_util::future::join_all(all).await;
    refuse(&here, "role missing").await;
    let sql = "select concat_ws(' ', detail->>'why', detail->>'count') from audit_line order by line_id";
    let lines: Vec<String> = sqlx::query_scalar(sql).fetch_all(&superuser).await.unwrap();
    assert_eq!(lines, ["no such object", "no such object 10", "no such object 100", "role missing"]);
    let counts: Vec<i64> =
        sqlx::query_scalar("select count from refusal_count order by count").fetch_all(&superuser).await.unwrap();
    assert_eq!(counts, [1, 120]);
}

#[tokio::test]
async fn only_a_line_is_waited_for() {
    let (database, _) = account().await;
    let db = database.db();
    let mut waited = Vec::new();
    for _ in 0..11 {
        waited.push(refuse(&db, "no such object").await);
    }
    let lines: Vec<_> = (1..=11).map(|n| n == 1 || n == 10).collect();
    assert_eq!(waited, lines);
}

#[tokio::test]
async fn a_transaction_for_reading_writes_nothing() {
    let (database, _) = account().await;
    let db = database.db();
    let mut tx = db.reading(AccountId(1)).await.unwrap();
    let seen: i64 = sqlx::query_scalar("select count(*) from account").fetch_one(&mut *tx).await.unwrap();
    assert_eq!(seen, 1);
    let refused = sqlx::query("update account set name = 'B'").execute(&mut *tx).await.unwrap_err().to_string();
    assert!(refused.contains("read-only transaction"), "{refused}");
    drop(tx);
    // The connection is as before.
    let mut tx = db.account(AccountId(1)).await.unwrap();
    sqlx::query("update account set name = 'B'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_instant_is_the_databases_and_a_line_stays_as_it_is() {
    let (database, _) = account().await;
    let db = database.db();
    refuse(&db, "role missing").await;
    for forbidden in [
        "insert into audit_line (account_id, at, actor, action, outcome) values (1, now(), 'x', 'x', 'done')",
        "insert into audit_line (line_id, account_id, actor, action, outcome) overriding system value values (1, 1, 'x', 'x', 'done')",
        "update audit_line set at = now()",
        "update audit_line set outcome = 'done'",
        "delete from audit_line",
        "truncate audit_line",
    ] {
        let mut tx = db.account(AccountId(1)).await.unwrap();
        let refused = sqlx::query(forbidden).execute(&mut *tx).await.expect_err(forbidden).to_string();
        assert!(refused.contains("permission denied"), "{forbidden}: {refused}");
    }
}
