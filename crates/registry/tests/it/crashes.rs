use std::time::Duration;

use registry::journal::State;
use sandbox::faults::FaultAction;

use crate::support::{World, contact, limits, registration, registration_for};

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_between_sending_and_answer_registers_exactly_once() {
    let world = World::new().await;
    let handle = contact(&world, &world.registry(limits())).await;
    world.fault("domain:create", FaultAction::DelayMs(60_000));
    let first = world.server();
    first.submit(&world, registration_for("k", "overlever.dk", &handle));
    world.until_sql("select count(*) = 1 from operation where kind = 'domain.create' and state = 'sent'").await;
    let began = std::time::Instant::now();
    while world.balance() != "9950.00" {
        assert!(began.elapsed() < Duration::from_secs(5), "the registry did not execute the command");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    first.kill();

    let second = world.server();
    let id = sqlx::query_scalar("select operation_id from operation where kind = 'domain.create'");
    let id = id.fetch_one(&world.superuser).await.unwrap();
    let operation = world.until(id, |operation| operation.state == State::Pending).await;
    assert_eq!(operation.outcome.settled_by.as_deref(), Some("question"));
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    world.until(id, |operation| operation.state == State::Done).await;
    assert_eq!(world.tap.sent("domain:create"), 1);
    assert_eq!(world.balance(), "9950.00");
    assert_eq!(world.count("select sum(amount)::bigint from expected_debit").await, 50);
    drop(second);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_before_the_registry_executed_registers_exactly_once() {
    let world = World::new().await;
    let handle = contact(&world, &world.registry(limits())).await;
    world.fault("domain:create", FaultAction::HoldMs(60_000));
    let first = world.server();
    first.submit(&world, registration_for("k", "igen.dk", &handle));
    world.until_sql("select count(*) = 1 from operation where kind = 'domain.create' and state = 'sent'").await;
    first.kill();
    // The registry notices that its client is gone.
    world.sandbox.registry().sessions.end(|_| true);

    let _second = world.server();
    let _third = world.server();
    let id = sqlx::query_scalar("select operation_id from operation where kind = 'domain.create'");
    let id = id.fetch_one(&world.superuser).await.unwrap();
    world.until(id, |operation| operation.state == State::Pending).await;
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    world.until(id, |operation| operation.state == State::Done).await;
    assert_eq!(world.tap.sent("domain:create"), 2, "the one that was lost, and one more");
    assert_eq!(world.balance(), "9950.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_interrupted_after_its_contact_goes_on() {
    let world = World::new().await;
    world.fault("contact:create", FaultAction::DelayMs(60_000));
    let first = world.server();
    first.submit(&world, registration("k", "to-skridt.dk"));
    world.until_sql("select count(*) = 1 from operation where kind = 'contact.create' and state = 'sent'").await;
    first.kill();
    let _second = world.server();
    let id = sqlx::query_scalar("select operation_id from operation where kind = 'domain.create'");
    let id = id.fetch_one(&world.superuser).await.unwrap();
    world.until(id, |operation| operation.state == State::Pending).await;
    assert_eq!(world.tap.sent("domain:create"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_planned_but_never_sent_is_sent_while_it_is_fresh() {
    let world = World::new().await;
    let stopped = world.registry(limits());
    let handle = contact(&world, &stopped).await;
    world.sql("update account set epp_sessions = 1").await;
    // A lease that nobody gives back: the operations are planned, but no session can be had.
    world
        .sql("update lease set holder = gen_random_uuid(), fence = fence + 1, expires_at = now() + interval '1 hour'")
        .await;
    let first = world.server();
    first.submit(&world, registration_for("fresh", "frisk.dk", &handle));
    first.submit(&world, registration_for("stale", "gammel.dk", &handle));
    world.until_sql("select count(*) = 2 from operation where kind = 'domain.create' and state = 'planned'").await;
    first.kill();
    world.sql("update operation set planned_at = now() - interval '11 minutes' where object = 'gammel.dk'").await;
    world.sql("update lease set expires_at = now()").await;
    let _second = world.server();
    world.until_sql("select state = 'pending' from operation where object = 'frisk.dk'").await;
    world.until_sql("select state = 'refused' from operation where object = 'gammel.dk'").await;
    let word = "select count(*) from operation where outcome->'not_sent'->>'word' = 'too_old'";
    assert_eq!(world.count(word).await, 1);
    assert_eq!(world.tap.sent("gammel.dk"), 0);
}
