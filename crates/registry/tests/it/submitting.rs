use registry::journal::{NewOperation, State, Submitted};

use crate::support::{World, contact, foreigner, limits, person, registration, registration_for, submit};

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

    world.fault("domain:create", sandbox::faults::FaultAction::DelayMs(1500));
    let slow = submit(&world, &registry, registration_for("k2", "eftertragtet.dk", &handle));
    let second = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
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
    world.fault("contact:create", sandbox::faults::FaultAction::DelayMs(800));
    let journal = registry.journal();
    let actor = person();
    let form = NewOperation::new("contact", "gone", foreigner());
    let waiting = journal.submit(world.account, &actor, form.clone());
    assert!(tokio::time::timeout(std::time::Duration::from_millis(300), waiting).await.is_err(), "the browser is gone");
    let Submitted::Same(operation) = submit(&world, &registry, form).await else { panic!() };
    assert_eq!(operation.state, State::Done, "{operation:#?}");
    assert_eq!(world.tap.sent("contact:create"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_does_not_wait_longer_than_it_may() {
    let world = World::new().await;
    let registry = world.registry(registry::Limits { submit: std::time::Duration::from_millis(400), ..limits() });
    world.fault("contact:create", sandbox::faults::FaultAction::DelayMs(1500));
    let Submitted::New(operation) = submit(&world, &registry, registration("k", "langsom.dk")).await else { panic!() };
    assert!(operation.state.is_running(), "{operation:#?}");
    let operation = world.until(operation.id, |operation| operation.state == State::Pending).await;
    assert_eq!(operation.result_code, Some(1001));
}
