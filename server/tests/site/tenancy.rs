//! Row-level security: without an account `birk_app` sees nothing, with one only its own, and no table is forgotten.

use std::collections::BTreeSet;

use registry::testing::TestDb;
use sqlx::{PgPool, Row};

/// Tables without an owner, and why.
const SHARED: [(&str, &str); 3] = [
    ("_sqlx_migrations", "which migrations are applied"),
    ("login_throttle", "counters under keyed hashes, before an account is known"),
    ("price", "the operator's price list, the same for everybody"),
];

/// A row in every account-owned table, for the account `$1` (and its handle's number).
const ROWS: [(&str, &str); 16] = [
    ("account", "insert into account (handle, name, country, environment, epp_user, epp_password, created_at)
        values ('REG-10000' || $1, 'A' || $1, 'DK', 'sandbox', 'EPP-1', 'x', now())"),
    ("portal_user", "insert into portal_user (account_id, email, name, password_hash, password_changed_at, meta_roles, created_at)
        values ($1, 'u' || $1 || '@a.example', 'U', 'x', now(), '{registrar}', now())"),
    ("allowlist_entry", "insert into allowlist_entry (account_id, network, created_at, created_by) values ($1, '192.0.2.0/24', now(), 'cli')"),
    ("audit_line", "insert into audit_line (account_id, actor, action, outcome) values ($1, 'cli', 'x', 'done')"),
    ("refusal_count", "insert into refusal_count (account_id, actor, action, why) values ($1, 'u', 'x', 'y')"),
    ("draft", "insert into draft (account_id, user_id, path, fields, created_at)
        select $1, user_id, '/x', 'x', now() from portal_user where account_id = $1"),
    ("form_draft", "insert into form_draft (account_id, user_id, form_key, path, fields)
        select $1, user_id, 'k', '/x', 'x' from portal_user where account_id = $1"),
    ("operation", "insert into operation (operation_id, account_id, actor, kind, object_kind, object, cl_trid, idempotency_key, payload_hash, request, planned_at)
        values (gen_random_uuid(), $1, 'cli', 'domain.create', 'domain', 'a.dk', 'BIRK-' || $1, 'k', 'x', '{}', now())"),
    ("attempt", "insert into attempt (operation_id, n, account_id, cl_trid, sent_at)
        select operation_id, 1, account_id, 'birk-' || account_id, now() from operation where account_id = $1"),
    ("consent", "insert into consent (account_id, operation_id, domain, accepted_at, method, terms_version, recorded_at, recorded_by)
        select $1, operation_id, 'a.dk', now(), 'online', '15', now(), 'x' from operation where account_id = $1"),
    ("expected_debit", "insert into expected_debit (account_id, billable, object, amount, at) values ($1, 'create', 'a.dk', 50, now())"),
    ("balance_seen", "insert into balance_seen (account_id, balance, at) values ($1, 100, now())"),
    ("lease", "insert into lease (account_id, name, holder, fence, expires_at) values ($1, 'poll', gen_random_uuid(), 1, now())"),
    ("poll_message", "insert into poll_message (account_id, environment, epp_user, msg_id, queued_at, received_at, text, raw_xml)
        values ($1, 'sandbox', 'EPP-' || $1, '1', now(), now(), 't', '<epp/>')"),
    ("domain_index", "insert into domain_index (account_id, name, ascii_name) values ($1, 'a.dk', 'a.dk')"),
    ("contact_index", "insert into contact_index (account_id, handle) values ($1, 'AB1-DK')"),
];
const HOST_ROW: (&str, &str) =
    ("host_index", "insert into host_index (account_id, name, ascii_name) values ($1, 'ns1.a.dk', 'ns1.a.dk')");

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    ROWS.into_iter().chain([HOST_ROW])
}

async fn filled() -> TestDb {
    let test = TestDb::new().await;
    let superuser = test.superuser().await;
    for account in 1_i64..=2 {
        for (table, insert) in rows() {
            sqlx::query(insert)
                .bind(account)
                .execute(&superuser)
                .await
                .unwrap_or_else(|error| panic!("{table}: {error}"));
        }
    }
    superuser.close().await;
    test
}

async fn count(pool: &PgPool, table: &str, account: Option<i64>) -> i64 {
    let mut tx = pool.begin().await.unwrap();
    if let Some(account) = account {
        sqlx::query("select set_config('birk.account_id', $1, true)")
            .bind(account.to_string())
            .execute(&mut *tx)
            .await
            .unwrap();
    }
    sqlx::query_scalar(&format!("select count(*) from {table}")).fetch_one(&mut *tx).await.unwrap()
}

#[tokio::test]
async fn without_an_account_nothing_is_seen_and_with_one_only_its_own() {
    let test = filled().await;
    let app = test.pool("birk_app").await;
    let superuser = test.superuser().await;
    for (table, _) in rows() {
        assert_eq!(count(&superuser, table, None).await, 2, "{table} has a row of each account");
        assert_eq!(count(&app, table, None).await, 0, "{table} shows rows without an account");
        assert_eq!(count(&app, table, Some(1)).await, 1, "{table} shows more or less than account 1's");
        assert_eq!(count(&app, table, Some(99)).await, 0, "{table} shows rows of another account");
    }
}

#[tokio::test]
async fn a_row_cannot_be_written_for_another_account() {
    let test = filled().await;
    let app = test.pool("birk_app").await;
    for (table, insert) in rows().filter(|(table, _)| *table != "account") {
        let mut tx = app.begin().await.unwrap();
        sqlx::query("select set_config('birk.account_id', '1', true)").execute(&mut *tx).await.unwrap();
        let refused = sqlx::query(insert).bind(2_i64).execute(&mut *tx).await;
        match refused {
            Err(error) => {
                let text = error.to_string();
                assert!(text.contains("row-level security"), "{table}: {text}");
            }
            // `insert … select` found no row of account 2 to begin with.
            Ok(done) => assert_eq!(done.rows_affected(), 0, "{table} took a row of account 2"),
        }
    }
}

#[tokio::test]
async fn every_table_is_either_protected_or_shared_for_a_reason() {
    let test = filled().await;
    let superuser = test.superuser().await;
    let tables = sqlx::query(
        "select c.relname, c.relrowsecurity, c.relforcerowsecurity,
                exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant') as tenant,
                exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id') as owned
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind in ('r', 'p')",
    )
    .fetch_all(&superuser)
    .await
    .unwrap();
    let filled: BTreeSet<_> = rows().map(|(table, _)| table.to_owned()).collect();
    for row in &tables {
        let name: String = row.get("relname");
        if SHARED.iter().any(|(shared, _)| *shared == name) {
            assert!(!row.get::<bool, _>("owned"), "{name} carries an account and is called shared");
            continue;
        }
        for rule in ["relrowsecurity", "relforcerowsecurity", "tenant", "owned"] {
            assert!(row.get::<bool, _>(rule), "{name} lacks {rule}: call protect_by_account in its migration");
        }
        assert!(filled.contains(&name), "{name} has no row in this test");
    }
    assert_eq!(tables.len(), filled.len() + SHARED.len());
}

#[tokio::test]
async fn the_application_role_is_weak() {
    let test = filled().await;
    let app = test.pool("birk_app").await;
    let role = sqlx::query(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user",
    )
    .fetch_one(&app)
    .await
    .unwrap();
    for power in ["rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb"] {
        assert!(!role.get::<bool, _>(power), "birk_app has {power}");
    }
    for forbidden in [
        "update audit_line set actor = 'x'",
        "delete from audit_line",
        "delete from operation",
        "delete from poll_message",
        "update consent set method = 'x'",
        "create table t (x int)",
        "alter table operation disable row level security",
    ] {
        let refused = sqlx::query(forbidden).execute(&app).await.expect_err(forbidden).to_string();
        assert!(refused.contains("permission denied") || refused.contains("must be owner"), "{forbidden}: {refused}");
    }
    // What may look across accounts returns what it needs and no more.
    let functions: Vec<String> = sqlx::query_scalar(
        "select p.proname::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname = 'public' and p.prosecdef order by 1",
    )
    .fetch_all(&app)
    .await
    .unwrap();
    insta::assert_snapshot!(functions.join("\n"));
}
