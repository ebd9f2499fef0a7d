use std::time::Duration;

use registry::Limits;
use registry::journal::State;
use registry::messages::{self, Handled, Kind, MessageFilter};
use sandbox::faults::FaultAction;
use sandbox::world::Key;
use sandbox::world::message::{MessageData, ObjectKind, Outcome};

use crate::support::{World, contact, limits, registration_for, submit};

pub fn tell(world: &World, text: &str, name: &str, client: Option<&str>, success: bool) {
    let registry = world.sandbox.registry();
    registry
        .write(|tx| {
            let outcome = Outcome {
                object: ObjectKind::Domain,
                name: Key::from(name),
                success,
                client_transaction: client.map(str::to_owned),
                server_transaction: "7E0A6C5C-0000-4000-8000-000000000001".into(),
                decided: world.sandbox.now(),
                risk: None,
            };
            tx.send(&Key::from("REG-100001"), text.to_owned(), MessageData::Outcome(outcome));
            Ok::<_, sandbox::store::StoreError>(())
        })
        .unwrap();
}

fn waiting(world: &World) -> usize {
    world.sandbox.registry().read(|world, _| world.queue_length("REG-100001"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_that_birk_does_not_own_is_read_but_not_emptied() {
    let world = World::new().await;
    world.sql("update account set queue_owned_since = null").await;
    tell(&world, "a.dk has been registered and activated", "a.dk", Some("other-client-1"), true);
    tell(&world, "b.dk has been registered and activated", "b.dk", Some("other-client-2"), true);
    let _server = world.serve();
    world.until_sql("select count(*) = 1 from poll_message").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(waiting(&world), 2);
    assert_eq!(world.count("select count(*) from poll_message where acknowledged_at is null").await, 1);

    world.sql("update account set queue_owned_since = now(), queue_owned_by = 'admin@nordisk.example'").await;
    world.until_sql("select count(*) = 2 from poll_message where acknowledged_at is not null").await;
    assert_eq!(waiting(&world), 0);
    assert_eq!(world.count("select count(*) from poll_message").await, 2, "the first is not stored twice");
}

/// Only one server polls; it must not be the last to hear of a message.
#[tokio::test(flavor = "multi_thread")]
async fn whichever_server_polls_looks_when_another_one_asks_for_it() {
    let world = World::new().await;
    let hour = Duration::from_secs(3600);
    let seldom = Limits { poll: hour, poll_awaited: hour, ..limits() };
    let (first, second) = (world.registry(seldom), world.registry(seldom));
    first.start();
    second.start();
    world
        .until_sql(
            "select count(*) = 2 from pg_stat_activity where datname = current_database() and query ilike 'listen%'",
        )
        .await;
    world.until_sql("select count(*) > 0 from lease where name = 'poll' and expires_at > clock_timestamp()").await;
    for (n, asks) in [&first, &second, &first].into_iter().enumerate() {
        tokio::time::sleep(Duration::from_millis(500)).await;
        tell(&world, "a.dk has been registered and activated", &format!("a{n}.dk"), None, true);
        asks.poll_soon(world.account);
        world.until_sql(&format!("select count(*) = {} from poll_message", n + 1)).await;
    }
    // What is said while a connection is lost is not missed either.
    tell(&world, "a.dk has been registered and activated", "b.dk", None, true);
    world.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'").await;
    world.until_sql("select count(*) = 4 from poll_message").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_stored_but_not_acknowledged_is_acknowledged_later_and_applied_once() {
    let world = World::new().await;
    tell(&world, "a.dk has been registered and activated", "a.dk", None, true);
    // The first request passes; its acknowledgement is lost, and so is the second attempt at it.
    world.fault("poll", FaultAction::DelayMs(0));
    world.fault("poll", FaultAction::DropBefore);
    world.fault("poll", FaultAction::DropBefore);
    let first = world.server();
    world.until_sql("select count(*) = 1 from poll_message").await;
    let began = std::time::Instant::now();
    while !world.sandbox.faults().list().is_empty() {
        assert!(began.elapsed() < Duration::from_secs(10), "the acknowledgements never came");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    first.kill();
    assert_eq!(waiting(&world), 1);
    assert_eq!(world.count("select count(*) from poll_message where acknowledged_at is null").await, 1);

    let _second = world.server();
    world.until_sql("select acknowledged_at is not null from poll_message").await;
    assert_eq!(waiting(&world), 0);
    assert_eq!(world.count("select count(*) from poll_message").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledgement_whose_answer_is_lost_is_as_good() {
    let world = World::new().await;
    tell(&world, "a.dk has been registered and activated", "a.dk", None, true);
    world.fault("poll", FaultAction::DelayMs(0));
    world.fault("poll", FaultAction::DropAfter);
    let _server = world.serve();
    world
        .until_sql("select count(*) = 1 from poll_message where acknowledged_at is not null and flagged is null")
        .await;
    assert_eq!(waiting(&world), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_cannot_be_applied_is_flagged_and_does_not_block_the_queue() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    let operation = submit(&world, &registry, registration_for("k", "navn.dk", &handle)).await.operation().clone();
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    let operation = world.until(operation.id, |operation| operation.state == State::Done).await;
    // The registry contradicts itself, and then goes on.
    tell(&world, "The application for navn.dk has been cancelled", "navn.dk", Some(&operation.cl_trid), false);
    tell(&world, "andet.dk has been deleted", "andet.dk", None, true);
    world.until_sql("select count(*) = 3 from poll_message where acknowledged_at is not null").await;
    assert_eq!(waiting(&world), 0);

    let mut tx = world.database.db().account(world.account).await.unwrap();
    let flagged = MessageFilter { flagged: true, ..MessageFilter::default() };
    let flagged = messages::list(&mut tx, &flagged).await.unwrap();
    assert_eq!((flagged.total, flagged.rows[0].kind), (1, Kind::Cancelled));
    assert!(flagged.rows[0].flagged.as_ref().unwrap().contains("done already"), "{:?}", flagged.rows[0].flagged);
    assert_eq!(world.operation(operation.id).await.state, State::Done);
    assert_eq!(world.count("select sum(amount)::bigint from expected_debit").await, 50, "nothing of it was applied");

    let id = flagged.rows[0].id;
    let now = registry::clock::Clock::system().now();
    assert_eq!(messages::mark_handled(&mut tx, id, "a@b.dk", now).await.unwrap(), Handled::Now);
    assert_eq!(messages::mark_handled(&mut tx, id, "c@d.dk", now).await.unwrap(), Handled::Before);
    assert_eq!(messages::mark_handled(&mut tx, 0, "c@d.dk", now).await.unwrap(), Handled::Unknown);
    assert_eq!(messages::get(&mut tx, id).await.unwrap().unwrap().handled_by.as_deref(), Some("a@b.dk"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_server_polls_and_another_takes_over_when_it_dies() {
    let world = World::new().await;
    let first = world.server();
    world.until_sql("select count(*) = 1 from lease where name = 'poll'").await;
    let second = world.server();
    let fence = world.count("select fence from lease where name = 'poll'").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(
        world.count("select fence from lease where name = 'poll'").await,
        fence,
        "it is renewed, not passed about"
    );
    first.kill();
    world.until_sql(&format!("select fence > {fence} from lease where name = 'poll'")).await;
    tell(&world, "a.dk has been deleted", "a.dk", None, true);
    world.until_sql("select count(*) = 1 from poll_message where acknowledged_at is not null").await;
    drop(second);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_incomplete_message_is_asked_for_again_before_it_is_kept() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    for (name, action) in [("halv.dk", FaultAction::Garble), ("tom.dk", FaultAction::Bare)] {
        let operation = submit(&world, &registry, registration_for(name, name, &handle)).await.operation().clone();
        // The first of these answers may say only that the queue is empty.
        for _ in 0..2 {
            world.fault("poll", action);
        }
        world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
        world.until(operation.id, |operation| operation.state == State::Done).await;
    }
    assert_eq!(world.count("select count(*) from poll_message where flagged is not null").await, 0);

    // Nothing better comes: it is kept with a flag, and does not stand in the queue for ever.
    tell(&world, "evigt-tom.dk has been deleted", "evigt-tom.dk", None, true);
    for _ in 0..9 {
        world.fault("poll", FaultAction::Bare);
    }
    world.until_sql("select count(*) = 1 from poll_message where flagged like '%about no object%'").await;
    world.until_sql("select count(*) = 0 from poll_message where acknowledged_at is null").await;
    assert_eq!(waiting(&world), 0);
}
