//! What an installation that has been in use looks like after the migrations that came later.

use registry::db::MIGRATOR;
use registry::testing::TestDb;
use sqlx::{Connection, PgConnection, Row};

/// The last migration before operations had attempts.
const BEFORE_ATTEMPTS: i64 = 12;

async fn migrate(owner: &mut PgConnection, wanted: impl Fn(i64) -> bool) {
    for migration in MIGRATOR.iter().filter(|migration| wanted(migration.version)) {
        // As the migrator does: the owner, bound by row-level security, one transaction each.
        let mut tx = owner.begin().await.unwrap();
        sqlx::raw_sql(&migration.sql).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn operations_and_balances_from_before_are_carried_over() {
    let database = TestDb::empty().await;
    let mut owner = PgConnection::connect_with(&database.options("birk_owner")).await.unwrap();
    migrate(&mut owner, |version| version <= BEFORE_ATTEMPTS).await;
    let superuser = database.superuser().await;
    let rows = "
        insert into account (handle, name, country, environment, epp_user, epp_password, created_at)
            values ('REG-100001', 'A', 'DK', 'sandbox', 'EPP-1', 'x', now());
        insert into operation (operation_id, account_id, actor, kind, object_kind, object, cl_trid, idempotency_key, payload_hash,
            request, state, result_code, outcome, planned_at, sent_at, answered_at, sent_slot, sent_holder, sent_fence)
        select gen_random_uuid(), 1, 'a@b.dk', kind, 'domain', object, 'birk-' || n, n, '', '{}', state, code, outcome::jsonb,
            now() - make_interval(hours => 10 - n), case when sent then now() end, null, case when state = 'sent' then 'epp-1' end,
            case when state = 'sent' then gen_random_uuid() end, case when state = 'sent' then 7 end
        from (values
            (1, 'domain.create', 'to-faner.dk', 'pending', 1001, '{}', true),
            (2, 'domain.create', 'to-faner.dk', 'pending', 1001, '{}', true),
            (3, 'domain.create', 'paa-vej.dk', 'sent', null, '{}', true),
            (4, 'domain.create', 'tvivl.dk', 'uncertain', null, '{}', true),
            (5, 'domain.create', 'ny.dk', 'planned', null, '{}', false),
            (6, 'domain.create', 'fin.dk', 'done', 1001, '{}', true),
            (7, 'domain.create', 'afvist.dk', 'refused', 1001, '{\"message_kind\": \"rejected_taken\"}', true),
            (8, 'domain.create', 'nej.dk', 'refused', 2104, '{}', true)
        ) as v(n, kind, object, state, code, outcome, sent);
        insert into balance_seen (account_id, balance, at, unexplained) values
            (1, 1000, '2026-11-01', 0), (1, 950, '2026-11-02', null), (1, 800, '2026-11-03', null);
        insert into expected_debit (account_id, operation_id, billable, object, amount, at) values
            (1, null, 'create', 'fin.dk', 50, '2026-11-01 12:00'), (1, null, 'create', 'sen.dk', 50, '2026-11-04')";
    sqlx::raw_sql(rows).execute(&superuser).await.unwrap();

    migrate(&mut owner, |version| version > BEFORE_ATTEMPTS).await;

    let verdicts = sqlx::query("select cl_trid, verdict, slot, fence from attempt order by cl_trid");
    let verdicts: Vec<(String, Option<String>)> = verdicts
        .fetch_all(&superuser)
        .await
        .unwrap()
        .iter()
        .map(|row| (row.get("cl_trid"), row.get("verdict")))
        .collect();
    let told: Vec<(&str, Option<&str>)> = verdicts.iter().map(|(id, word)| (id.as_str(), word.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("birk-1", Some("accepted")),
            ("birk-2", Some("accepted")),
            ("birk-3", None),
            ("birk-4", Some("lost")),
            ("birk-6", Some("accepted")),
            ("birk-7", Some("rejected")),
            ("birk-8", Some("refused")),
        ]
    );
    let excluding = "select array_agg(cl_trid order by cl_trid) from operation where excludes is not null";
    let excluding: Vec<String> = sqlx::query_scalar(excluding).fetch_one(&superuser).await.unwrap();
    assert_eq!(excluding, ["birk-2", "birk-3", "birk-4", "birk-5"], "of two for one name the newest stands in the way");
    let due = "select count(*) from operation where state = 'pending' and next_check_at <= now()";
    assert_eq!(sqlx::query_scalar::<_, i64>(due).fetch_one(&superuser).await.unwrap(), 2);
    let slots: i64 =
        sqlx::query_scalar("select count(*) from attempt where slot = 'epp-1' and fence = 7 and ended_at is null")
            .fetch_one(&superuser)
            .await
            .unwrap();
    assert_eq!(slots, 1, "who sent it is still known");

    // 1000 → 950 by the expected 50; → 800 by 150 that nothing has explained yet.
    let carried = "select array_agg(carried::bigint order by balance_id) from balance_seen";
    let carried: Vec<i64> = sqlx::query_scalar(carried).fetch_one(&superuser).await.unwrap();
    assert_eq!(carried, [0, 0, -150]);
    let unseen = "select array_agg(object) from expected_debit where balance_id is null";
    let unseen: Vec<String> = sqlx::query_scalar(unseen).fetch_one(&superuser).await.unwrap();
    assert_eq!(unseen, ["sen.dk"]);
    let forced = "select bool_and(relforcerowsecurity) from pg_class
        where relname in ('operation', 'attempt', 'balance_seen', 'expected_debit')";
    assert!(sqlx::query_scalar::<_, bool>(forced).fetch_one(&superuser).await.unwrap());
}
