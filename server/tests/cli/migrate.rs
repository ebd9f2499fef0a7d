//! `birk migrate`, and what its migrations grant.

use sqlx::PgPool;

use crate::birk::Birk;
use registry::testing::TestDb;

#[tokio::test]
async fn migrate_fills_an_empty_database_and_a_second_run_does_nothing() {
    let db = TestDb::empty().await;
    let birk = Birk::new(&db);
    birk.run("account list").await.fails(1, "run `birk migrate`");

    let first = birk.done("migrate").await;
    assert!(first.contains("applied 0001 tenancy"), "{first}");
    assert_eq!(birk.done("migrate").await, "the database is up to date\n");
    assert_eq!(birk.done("account list").await.lines().count(), 1);

    let newer = "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, '', true, '', 0)";
    sqlx::query(newer).execute(&db.superuser().await).await.unwrap();
    birk.run("migrate").await.fails(1, "the migration 9999 of a newer version of Birk");
}

#[tokio::test]
async fn the_servers_role_gets_no_more_than_it_uses() {
    let db = TestDb::new().await;
    let pool = db.superuser().await;
    // Evidence and history are added to, never changed.
    for table in ["audit_line", "consent", "expected_debit", "balance_seen"] {
        for right in ["update", "delete"] {
            assert!(!has(&pool, "has_table_privilege", table, right).await, "{right} on {table}");
        }
    }
    for table in ["account", "portal_user", "operation", "poll_message"] {
        assert!(!has(&pool, "has_table_privilege", table, "delete").await, "delete on {table}");
    }
    for table in ["price", "_sqlx_migrations"] {
        for right in ["insert", "update", "delete"] {
            assert!(!has(&pool, "has_table_privilege", table, right).await, "{right} on {table}");
        }
    }
    let tables: Vec<String> = sqlx::query_scalar("select tablename::text from pg_tables where schemaname = 'public'")
        .fetch_all(&pool)
        .await
        .unwrap();
    assert!(tables.len() > 15, "{tables:?}");
    for table in &tables {
        for right in ["truncate", "references", "trigger"] {
            assert!(!has(&pool, "has_table_privilege", table, right).await, "{right} on {table}");
        }
    }
    for schema in ["public", "tower_sessions"] {
        assert!(!has(&pool, "has_schema_privilege", schema, "create").await, "create in {schema}");
    }
    let foreign: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('public', 'tower_sessions') and c.relkind in ('r', 'S', 'v') and c.relowner <> 'birk_owner'::regrole",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    assert_eq!(foreign, Vec::<String>::new(), "birk_owner owns everything");
}

async fn has(pool: &PgPool, function: &str, object: &str, right: &str) -> bool {
    let query = format!("select {function}('birk_app', $1, $2)");
    sqlx::query_scalar(&query).bind(object).bind(right).fetch_one(pool).await.unwrap()
}

#[tokio::test]
async fn missing_roles_and_databases_are_told_with_what_makes_them() {
    let db = TestDb::empty().await;
    let birk = Birk::new(&db);
    let url = db.url("birk_owner");

    let stranger = birk.with("BIRK_OWNER_DATABASE_URL", url.replace("birk_owner@", "birk_nobody:sesame@"));
    let ran = stranger.run("migrate").await;
    ran.fails(1, "create role birk_owner login nosuperuser nocreatedb nocreaterole nobypassrls;");
    assert!(!ran.err.contains("sesame"), "{ran:?}");

    let elsewhere = birk.with("BIRK_OWNER_DATABASE_URL", url.replace("/birk_test_", "/birk_nowhere_"));
    elsewhere.run("migrate").await.fails(1, "create database birk owner birk_owner;");

    let app = birk.with("BIRK_OWNER_DATABASE_URL", db.url("birk_app"));
    app.run("migrate").await.fails(1, "signs in as the role birk_app, but it must be birk_owner");

    let nowhere = birk.with("BIRK_OWNER_DATABASE_URL", "postgres://birk_owner:sesame@127.0.0.1:9/birk");
    let ran = nowhere.run("migrate").await;
    ran.fails(1, "PostgreSQL at 127.0.0.1:9 cannot be reached");
    assert!(!ran.err.contains("sesame"), "{ran:?}");
}
