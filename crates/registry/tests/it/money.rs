use std::time::Duration;

use dk::Money;
use registry::journal::State;
use registry::{Limits, unexplained_movements};
use sandbox::faults::FaultAction;

use crate::support::{World, contact, limits, registration_for, submit};

fn kroner(kroner: i64) -> Money {
    Money::from_kroner(kroner).unwrap()
}

/// Balances are asked for anew each time.
fn at_once() -> Limits {
    Limits { balance: Duration::ZERO, ..limits() }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_without_funds_is_refused_with_2104() {
    let world = World::new().await;
    let registry = world.registry(limits());
    let handle = contact(&world, &registry).await;
    world.sandbox.fill("REG-100001", kroner(-9_980)).await.unwrap();
    let operation = submit(&world, &registry, registration_for("k", "dyr.dk", &handle)).await.operation().clone();
    assert_eq!((operation.state, operation.result_code), (State::Refused, Some(2104)), "{operation:#?}");
    assert_eq!(operation.result_text.as_deref(), Some("Insufficient credit. Domain cannot be created."));
    assert!(operation.sv_trid.is_some() && operation.response_frame.is_some());
    assert_eq!(world.count("select count(*) from expected_debit").await, 0);
    assert_eq!(world.count("select count(*) from domain_index").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_debit_that_differs_from_the_price_list_is_shown() {
    let world = World::new().await;
    let registry = world.registry(at_once());
    let first = registry.balance(world.account).await.unwrap();
    assert_eq!((first.amount, first.unexplained), (kroner(10_000), kroner(0)));
    let handle = contact(&world, &registry).await;
    submit(&world, &registry, registration_for("k1", "ventet.dk", &handle)).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    let expected = registry.balance(world.account).await.unwrap();
    assert_eq!((expected.amount, expected.unexplained), (kroner(9_950), kroner(0)));

    world.sql("update price set amount = 45 where operation = 'create'").await;
    submit(&world, &registry, registration_for("k2", "uventet.dk", &handle)).await;
    world.until_sql("select count(*) = 1 from balance_seen where unexplained = -5").await;
    world.sandbox.fill("REG-100001", kroner(-7)).await.unwrap();
    let taken = registry.balance(world.account).await.unwrap();
    assert_eq!((taken.amount, taken.unexplained), (kroner(9_893), kroner(-7)));
    let mut tx = world.database.db().account(world.account).await.unwrap();
    let movements = unexplained_movements(&mut tx, 10).await.unwrap();
    assert_eq!(movements.iter().map(|seen| seen.unexplained).collect::<Vec<_>>(), [kroner(-7), kroner(-5)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_application_is_paid_back_and_leaves_nothing_unexplained() {
    let world = World::new().await;
    let registry = world.registry(at_once());
    registry.start();
    registry.balance(world.account).await.unwrap();
    let handle = contact(&world, &registry).await;
    let operation = submit(&world, &registry, registration_for("k", "punktum.dk", &handle)).await.operation().clone();
    assert_eq!((operation.state, world.balance().as_str()), (State::Pending, "9950.00"));
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    // The money may be back before its message is read.
    registry.balance(world.account).await.unwrap();
    let operation = world.until(operation.id, |operation| operation.state == State::Refused).await;
    assert_eq!(operation.outcome.message_kind.as_deref(), Some("rejected_taken"));
    assert_eq!(operation.outcome.refunded, Some(true));
    assert_eq!(world.balance(), "10000.00");
    assert_eq!(world.count("select sum(amount)::bigint from expected_debit").await, 0);
    tokio::time::sleep(Duration::from_millis(300)).await;
    let after = registry.balance(world.account).await.unwrap();
    assert_eq!((after.amount, after.unexplained), (kroner(10_000), kroner(0)));
    assert_eq!(world.count("select count(*) from balance_seen where unexplained <> 0").await, 0);
    assert_eq!(world.count("select count(*) from domain_index").await, 0, "the announced row is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_registry_is_down_the_last_balance_is_shown_with_the_trouble() {
    let world = World::new().await;
    let registry = world.registry(at_once());
    assert!(registry.last_balance(world.account).await.unwrap().is_none());
    registry.balance(world.account).await.unwrap();
    world.sandbox.pretend_shutdown(true);
    let _ = registry.balance(world.account).await;
    let old = registry.balance(world.account).await.unwrap();
    assert_eq!(old.amount, kroner(10_000));
    assert!(old.trouble.unwrap().is_outage());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_for_ones_own_name_does_not_disturb_the_portfolio() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    let first = submit(&world, &registry, registration_for("k1", "egen.dk", &handle)).await.operation().clone();
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    world.until(first.id, |operation| operation.state == State::Done).await;
    world.until_sql("select expires_at is not null from domain_index").await;
    let second = submit(&world, &registry, registration_for("k2", "egen.dk", &handle)).await.operation().clone();
    assert_eq!(second.state, State::Pending);
    assert_eq!(world.count("select count(*) from domain_index where 'pendingCreate' = any(statuses)").await, 0);
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    world.until(second.id, |operation| operation.state == State::Refused).await;
    assert_eq!(world.count("select count(*) from domain_index where expires_at is not null").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_operation_hides_no_more_than_it_can_explain() {
    let world = World::new().await;
    // Nobody asks what became of it.
    let registry = world.registry(at_once());
    registry.balance(world.account).await.unwrap();
    let handle = contact(&world, &registry).await;
    world.fault("domain:create", FaultAction::DropAfter);
    let lost = submit(&world, &registry, registration_for("k", "tvivl.dk", &handle)).await.operation().clone();
    assert_eq!(lost.state, State::Uncertain);
    world.sandbox.fill("REG-100001", kroner(-150)).await.unwrap();
    let seen = registry.balance(world.account).await.unwrap();
    assert_eq!((seen.amount, seen.carried), (kroner(9_800), kroner(-50)));
    assert_eq!((seen.low, seen.high), (kroner(-50), kroner(0)));
    registry.balance(world.account).await.unwrap();
    let told = "select sum(unexplained)::bigint from balance_seen";
    assert_eq!(world.count(told).await, -150, "told at once, and once");

    // It was executed: the rest is explained.
    registry.start();
    world.until(lost.id, |operation| operation.state == State::Pending).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    let seen = registry.balance(world.account).await.unwrap();
    assert_eq!((seen.amount, seen.carried), (kroner(9_800), kroner(0)));
    assert_eq!(world.count("select sum(unexplained)::bigint from balance_seen").await, -150);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_open_operation_seemed_to_explain_is_told_when_it_turns_out_otherwise() {
    let world = World::new().await;
    let registry = world.registry(at_once());
    registry.balance(world.account).await.unwrap();
    let handle = contact(&world, &registry).await;
    world.fault("domain:create", FaultAction::DropBefore);
    let lost = submit(&world, &registry, registration_for("k", "tvivl.dk", &handle)).await.operation().clone();
    world.sandbox.fill("REG-100001", kroner(-150)).await.unwrap();
    let seen = registry.balance(world.account).await.unwrap();
    assert_eq!(seen.carried, kroner(-50));
    assert_eq!(world.count("select sum(unexplained)::bigint from balance_seen").await, -100);
    registry.start();
    world.until(lost.id, |operation| operation.state == State::Pending).await;
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    world.until(lost.id, |operation| operation.state == State::Done).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let seen = registry.balance(world.account).await.unwrap();
    assert_eq!((seen.amount, seen.carried), (kroner(9_800), kroner(0)));
    assert_eq!(world.count("select sum(unexplained)::bigint from balance_seen").await, -150);
}
