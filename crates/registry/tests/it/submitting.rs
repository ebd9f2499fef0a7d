use std::time::Duration;

use registry::Limits;
use registry::journal::{State, Submitted};
use sandbox::faults::FaultAction;

use crate::support::{Form, World, contact, foreigner, limits, registration, registration_for, submit};

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_at_once_is_one_registration() {
    let world = World::new().await;
    let (here, there) = (world.registry(limits()), world.registry(limits()));
    let handle = contact(&world, &here).await;
    let form = || registration_for("same-key", "en-gang.dk", &handle);
    let submits = (0..6).map(|n| submit(&world, if n % 2 == 0 { &here } else { &there }, form()));
    let all = futures_util::future::join_all(submits).await;
    let new = all.iter().filter(|submitted| matches!(submitted, Submitted::New(_))).count();
    assert_eq!(new, 1, "{all:#?}");
    for submitted in &all {
        assert_eq!(submitted.operation().id, all[0].operation().id);
        assert_eq!(submitted.operation().state, State::Pending, "{submitted:#?}");
    }
    assert_eq!(world.tap.sent("domain:create"), 1);
    assert_eq!(world.balance(), "9950.00");
    assert_eq!(world.count("select count(*) from expected_debit").await, 1);
    assert_eq!(world.count("select count(*) from consent").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_used_for_something_else_is_a_conflict_and_a_second_application_waits_for_the_first() {
    let world = World::new().await;
    let registry = world.registry(limits());
    let handle = contact(&world, &registry).await;
    let first = submit(&world, &registry, registration_for("k1", "navn.dk", &handle)).await;
    let Submitted::New(first) = first else { panic!("{first:?}") };
    let other_name = submit(&world, &registry, registration_for("k1", "andet-navn.dk", &handle)).await;
    let Submitted::Conflict(there) = other_name else { panic!("{other_name:?}") };
    assert_eq!(there.id, first.id);

    world.fault("domain:create", FaultAction::DelayMs(1500));
    let slow = submit(&world, &registry, registration_for("k2", "eftertragtet.dk", &handle));
    let second = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        submit(&world, &registry, registration_for("k3", "eftertragtet.dk", &handle)).await
    };
    let (slow, second) = tokio::join!(slow, second);
    let Submitted::Open(open) = second else { panic!("{second:?}") };
    assert_eq!(open.id, slow.operation().id);
    assert_eq!(world.tap.created("eftertragtet.dk"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_goes_on_when_nobody_waits_for_it() {
    let world = World::new().await;
    let registry = world.registry(limits());
    world.fault("contact:create", FaultAction::DelayMs(800));
    let form = Form::new("gone", foreigner());
    let waiting = submit(&world, &registry, form.clone());
    assert!(tokio::time::timeout(Duration::from_millis(300), waiting).await.is_err(), "the browser is gone");
    let Submitted::Same(operation) = submit(&world, &registry, form).await else { panic!() };
    assert_eq!(operation.state, State::Done, "{operation:#?}");
    assert_eq!(world.tap.sent("contact:create"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_does_not_wait_longer_than_it_may() {
    let world = World::new().await;
    let registry = world.registry(Limits { submit: Duration::from_millis(400), ..limits() });
    world.fault("contact:create", FaultAction::DelayMs(1500));
    let Submitted::New(operation) = submit(&world, &registry, registration("k", "langsom.dk")).await else { panic!() };
    assert!(operation.state.is_running(), "{operation:#?}");
    let operation = world.until(operation.id, |operation| operation.state == State::Pending).await;
    assert_eq!(operation.result_code, Some(1001));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_on_two_servers_apply_for_a_name_once() {
    let world = World::new().await;
    let (here, there) = (world.registry(limits()), world.registry(limits()));
    let handle = contact(&world, &here).await;
    let tabs = (0..8).map(|tab| {
        let registry = if tab % 2 == 0 { &here } else { &there };
        submit(&world, registry, registration_for(&format!("tab-{tab}"), "fane.dk", &handle))
    });
    let all = futures_util::future::join_all(tabs).await;
    assert_eq!(all.iter().filter(|submitted| matches!(submitted, Submitted::New(_))).count(), 1, "{all:#?}");
    // Accepted, but not decided: it still stands in the way.
    let late = submit(&world, &here, registration_for("late", "fane.dk", &handle)).await;
    let Submitted::Open(open) = late else { panic!("{late:?}") };
    assert_eq!(open.state, State::Pending);
    assert_eq!(world.tap.created("fane.dk"), 1);
    assert_eq!(world.balance(), "9950.00");
    // Decided: the way is free, though the registry will say that the name is taken.
    here.start();
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    world.until(open.id, |operation| operation.state == State::Done).await;
    let again = submit(&world, &here, registration_for("again", "fane.dk", &handle)).await;
    assert!(matches!(again, Submitted::New(_)), "{again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_waits_its_turn_and_loses_none() {
    let world = World::new().await;
    let hurried = Limits { session_wait: Duration::from_millis(200), submit: Duration::from_millis(300), ..limits() };
    let handle = contact(&world, &world.registry(limits())).await;
    let registry = world.registry(hurried);
    for _ in 0..80 {
        world.fault("domain:create", FaultAction::DelayMs(100));
    }
    let burst = (0..80).map(|n| {
        let name = format!("byge-{n}.dk");
        submit(&world, &registry, registration_for(&name, &name, &handle))
    });
    futures_util::future::join_all(burst).await;
    world.until_sql("select count(*) = 80 from operation where kind = 'domain.create' and state = 'pending'").await;
    assert_eq!(world.balance(), "6000.00");
    assert_eq!(world.count("select count(*) from attempt where verdict <> 'accepted'").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_without_steps_costs_three_transactions() {
    let world = World::new().await;
    let db = world.database.db();
    let port = world.sandbox.epp_addr().port();
    let registry = world.registry_at(limits(), port, db.clone(), registry::clock::Clock::system());
    // The session exists by now.
    contact(&world, &registry).await;
    let begun = db.transactions();
    let form = Form::new("second", foreigner());
    let operation = submit(&world, &registry, form).await.operation().clone();
    assert_eq!(operation.state, State::Done);
    // Planned with its audit line, sent, recorded.
    assert_eq!(db.transactions() - begun, 3);
}
