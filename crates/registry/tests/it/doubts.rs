//! What could go wrong between a command and its outcome, one story each.

use std::time::{Duration, Instant};

use registry::Limits;
use registry::clock::Clock;
use registry::journal::{Decided, Decision, State, attempts};
use registry::messages::{self, MessageFilter};
use sandbox::faults::FaultAction;
use sandbox::processing::applications::Verdict;
use sandbox::world::Ref;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};

use crate::queue::tell;
use crate::support::{Killable, World, contact, foreigner, limits, registration, registration_for, submit};

fn empty_the_queue(world: &World) {
    let clear = world.sandbox.registry().write(|tx| {
        let ids: Vec<u64> = tx.world().queue("REG-100001").map(|message| message.id).collect();
        for id in ids {
            tx.remove(Ref::Message(id));
        }
        Ok::<_, sandbox::store::StoreError>(())
    });
    clear.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_whose_message_never_comes_is_asked_about() {
    let world = World::new().await;
    let short = Limits { decision: Duration::from_millis(800), ..limits() };
    // Nothing is polled: another client of the account has taken the message.
    let registry = world.registry(short);
    let handle = contact(&world, &registry).await;
    let operation = submit(&world, &registry, registration_for("k", "tavs.dk", &handle)).await.operation().clone();
    assert_eq!(operation.state, State::Pending);
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    empty_the_queue(&world);
    registry.start();
    let operation = world.until(operation.id, |operation| operation.state == State::Done).await;
    assert_eq!(operation.outcome.settled_by.as_deref(), Some("question"));
    assert_eq!(operation.outcome.activated, Some(true));
    assert_eq!(world.count("select sum(amount)::bigint from expected_debit").await, 50);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_that_vanished_without_a_message_is_put_to_a_person() {
    let world = World::new().await;
    let registry = world.registry(Limits { decision: Duration::from_millis(800), ..limits() });
    let handle = contact(&world, &registry).await;
    let operation = submit(&world, &registry, registration_for("k", "borte.dk", &handle)).await.operation().clone();
    let number = operation.tracking_no.clone().unwrap();
    sandbox::operations::decide_application(world.sandbox.registry(), &number, Verdict::Cancelled).await.unwrap();
    empty_the_queue(&world);
    registry.start();
    let asked = world.until(operation.id, |operation| operation.needs_person.is_some()).await;
    assert_eq!((asked.state, asked.needs_person.as_deref()), (State::Pending, Some("message_missing")));
    assert_eq!(world.tap.created("borte.dk"), 1, "what the registry accepted is never sent again");
    let journal = registry.journal();
    let again = journal.decide(&world.decider(), asked.id, Decision::SendAgain).await.unwrap();
    assert!(matches!(again, Decided::TooLate(_)), "{again:?}");
    let decider = world.decider();
    let (one, other) = tokio::join!(
        journal.decide(&decider, asked.id, Decision::GiveUp),
        journal.decide(&decider, asked.id, Decision::Executed { object: None }),
    );
    let (one, other) = (one.unwrap(), other.unwrap());
    let now = [&one, &other].into_iter().filter(|decided| matches!(decided, Decided::Now(_))).count();
    assert_eq!(now, 1, "{one:?} {other:?}");
    let settled = world.operation(asked.id).await;
    for decided in [&one, &other] {
        if let Decided::TooLate(told) = decided {
            assert_eq!(told.state, settled.state, "the second one is told what it became");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_another_operation_of_ours_made_proves_nothing() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    world.fault("domain:create", FaultAction::DropBefore);
    let lost = submit(&world, &registry, registration_for("k1", "vores.dk", &handle)).await.operation().clone();
    assert_eq!(lost.state, State::Uncertain);
    // As if it had been made before operations of one name excluded each other.
    world.sql("update operation set excludes = null").await;
    let made = submit(&world, &registry, registration_for("k2", "vores.dk", &handle)).await.operation().clone();
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    world.until(made.id, |operation| operation.state == State::Done).await;
    let why = "select outcome->>'uncertain' like 'another application%' from operation where state = 'uncertain'";
    world.until_sql(why).await;
    assert_eq!(world.operation(lost.id).await.state, State::Uncertain, "the other one's work is not taken for its own");
    assert_eq!(world.count("select sum(amount)::bigint from expected_debit").await, 50);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_in_other_hands_is_decided_without_a_person() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    for (key, action) in [("k1", FaultAction::DropBefore), ("k2", FaultAction::DropAfter)] {
        world.fault("domain:create", action);
        let lost = submit(&world, &registry, registration_for(key, "punktum.dk", &handle)).await.operation().clone();
        let settled = world.until(lost.id, |operation| operation.state == State::Refused).await;
        assert_eq!(settled.outcome.taken, Some(true), "{settled:#?}");
        assert_eq!(world.tap.created("punktum.dk"), if key == "k1" { 1 } else { 2 }, "not sent again");
        world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    }
    world
        .until_sql("select count(*) = 1 from poll_message where acknowledged_at is not null and flagged is null")
        .await;
    assert_eq!(world.count("select coalesce(sum(amount), 0)::bigint from expected_debit").await, 0);
    assert_eq!(world.balance(), "10000.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_queue_nothing_counts_as_not_executed() {
    let world = World::new().await;
    world.sql("update account set queue_owned_since = null").await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    world.fault("domain:create", FaultAction::DropBefore);
    let lost = submit(&world, &registry, registration_for("k", "ukendt.dk", &handle)).await.operation().clone();
    let asked = world.until(lost.id, |operation| operation.needs_person.is_some()).await;
    assert_eq!(asked.needs_person.as_deref(), Some("queue_not_owned"));
    assert_eq!(world.tap.created("ukendt.dk"), 1);
    let decided = registry.journal().decide(&world.decider(), lost.id, Decision::SendAgain).await.unwrap();
    let Decided::Now(sent) = decided else { panic!("{decided:?}") };
    assert_eq!((sent.state, sent.attempt), (State::Pending, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_never_sent_is_not_kept_for_a_day() {
    let world = World::new().await;
    let handle = contact(&world, &world.registry(limits())).await;
    world.sql("update account set epp_sessions = 1").await;
    world
        .sql("update lease set holder = gen_random_uuid(), fence = fence + 1, expires_at = now() + interval '1 hour'")
        .await;
    let server = world.server();
    server.submit(&world, registration_for("k", "usendt.dk", &handle));
    world.until_sql("select count(*) = 1 from operation where kind = 'domain.create'").await;
    server.kill();
    // An attempt of which not a byte was sent does not make it older.
    world
        .sql("insert into attempt (operation_id, n, account_id, cl_trid, sent_at, ended_at, verdict)
              select operation_id, 1, account_id, cl_trid, now(), now(), 'not_sent' from operation where kind = 'domain.create'")
        .await;
    world
        .sql(
            "update operation set attempt = 1, planned_at = now() - interval '11 minutes' where kind = 'domain.create'",
        )
        .await;
    world.sql("update lease set expires_at = now()").await;
    let _second = world.server();
    world.until_sql("select state = 'refused' from operation where object = 'usendt.dk'").await;
    assert_eq!(world.count("select count(*) from operation where outcome->'not_sent'->>'word' = 'too_old'").await, 1);
    assert_eq!(world.tap.created("usendt.dk"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_does_not_lapse_while_its_contact_waits_for_a_person() {
    let world = World::new().await;
    let registry = world.serve();
    world.fault("contact:create", FaultAction::DropAfter);
    let mut form = registration("k", "venter.dk");
    let forced = registry::operations::ContactCreate { mode: registry::operations::ContactMode::Force, ..foreigner() };
    form.step = Some(forced);
    let id = submit(&world, &registry, form).await.operation().id;
    world.until_sql("select needs_person = 'contact_force' from operation where kind = 'contact.create'").await;
    world.sql("update operation set planned_at = planned_at - interval '20 minutes'").await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(world.operation(id).await.state, State::Planned, "it waits");
    let handle = world.sandbox.registry().read(|there, _| {
        there.contacts().find(|contact| contact.email == "anna@example.de").unwrap().handle.to_string()
    });
    let contact = sqlx::query_scalar("select operation_id from operation where kind = 'contact.create'");
    let contact = contact.fetch_one(&world.superuser).await.unwrap();
    let made = Decision::Executed { object: Some(handle) };
    registry.journal().decide(&world.decider(), contact, made).await.unwrap();
    world.until(id, |operation| operation.state == State::Pending).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_of_an_unknown_kind_is_left_alone_and_told() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    let known = submit(&world, &registry, registration_for("k", "kendt.dk", &handle)).await.operation().clone();
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    world.until(known.id, |operation| operation.state == State::Done).await;
    // A newer version of Birk on another server has planned one, lost one, and waits for one.
    for state in ["planned", "uncertain", "pending"] {
        let copy = format!(
            "insert into operation (operation_id, account_id, actor, kind, object_kind, object, cl_trid, idempotency_key,
                 payload_hash, request, state, attempt, planned_at, sent_at, next_check_at)
             select gen_random_uuid(), account_id, actor, 'domain.levitate', 'domain', 'kendt.dk', 'birk-{state}', '{state}', '',
                 '{{}}', '{state}', 1, now() - interval '1 day', now(), now() from operation where kind = 'domain.create'"
        );
        world.sql(&copy).await;
    }
    world
        .sql(
            "insert into attempt (operation_id, n, account_id, cl_trid, sent_at)
              select operation_id, 1, account_id, cl_trid, now() from operation where kind = 'domain.levitate'",
        )
        .await;
    tell(&world, "kendt.dk has been levitated", "kendt.dk", Some("birk-pending"), true);
    world
        .until_sql("select count(*) = 1 from poll_message where flagged like 'this version of Birk does not know%'")
        .await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let moved = "select count(*) from operation where kind = 'domain.levitate' and (version > 0 or claim > 0)";
    assert_eq!(world.count(moved).await, 0, "nothing moves");
    world.sql("update operation set needs_person = 'something' where cl_trid = 'birk-uncertain'").await;
    let id = sqlx::query_scalar("select operation_id from operation where cl_trid = 'birk-uncertain'");
    let id = id.fetch_one(&world.superuser).await.unwrap();
    let decided = registry.journal().decide(&world.decider(), id, Decision::GiveUp).await.unwrap();
    assert!(matches!(decided, Decided::UnknownKind(_)), "{decided:?}");
    assert_eq!(world.operation(id).await.state, State::Uncertain);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_about_something_else_is_flagged_and_moves_nothing() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    let mine = submit(&world, &registry, registration_for("k", "mit.dk", &handle)).await.operation().clone();
    // The right transaction, another name; a transaction that only Birk can have made, but that it lost.
    tell(&world, "The application for dit.dk has been cancelled", "dit.dk", Some(&mine.cl_trid), false);
    tell(
        &world,
        "tabt.dk has been registered and activated",
        "tabt.dk",
        Some("birk-00000000000000000000000000000000"),
        true,
    );
    world
        .until_sql("select count(*) = 2 from poll_message where flagged is not null and acknowledged_at is not null")
        .await;
    assert_eq!(world.operation(mine.id).await.state, State::Pending);
    let mut tx = world.database.db().account(world.account).await.unwrap();
    let flagged = MessageFilter { flagged: true, ..MessageFilter::default() };
    let flagged = messages::list(&mut tx, &flagged).await.unwrap();
    let reasons: Vec<String> = flagged.rows.iter().filter_map(|message| message.flagged.clone()).collect();
    assert!(reasons.iter().any(|reason| reason.contains("came with data of dit.dk")), "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.contains("knows no such operation")), "{reasons:?}");
    drop(tx);
    // The real decision still counts.
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    world.until(mine.id, |operation| operation.state == State::Done).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_in_a_deadlock_comes_again_instead_of_being_flagged() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    let mine = submit(&world, &registry, registration_for("k", "laas.dk", &handle)).await.operation().clone();
    let mut other = world.superuser.begin().await.unwrap();
    sqlx::raw_sql("select 1 from attempt for update").execute(&mut *other).await.unwrap();
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    let blocked = "select count(*) > 0 from pg_stat_activity
        where datname = current_database() and usename = 'birk_app' and wait_event_type = 'Lock'";
    world.until_sql(blocked).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    sqlx::raw_sql("select 1 from operation for update").execute(&mut *other).await.unwrap();
    other.rollback().await.unwrap();
    world.until(mine.id, |operation| operation.state == State::Done).await;
    assert_eq!(world.count("select count(*) from poll_message").await, 1);
    assert_eq!(world.count("select count(*) from poll_message where flagged is not null").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledgement_that_was_not_written_down_is_noticed() {
    let world = World::new().await;
    let registry = world.serve();
    tell(&world, "a.dk has been deleted", "a.dk", None, true);
    world.until_sql("select acknowledged_at is not null from poll_message").await;
    // The server died between the registry's answer and its own note.
    world.sql("update poll_message set acknowledged_at = null").await;
    registry.poll_soon(world.account);
    world.until_sql("select acknowledged_at is not null from poll_message").await;
    assert_eq!(world.count("select count(*) from poll_message").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_that_outlasts_its_claim_sends_once() {
    let world = World::new().await;
    let short = Limits { claim: Duration::from_millis(400), ..limits() };
    let (first, second) = (Killable::with(&world, short), Killable::with(&world, short));
    let handle = contact(&world, &world.registry(limits())).await;
    world.fault("domain:create", FaultAction::DropBefore);
    first.submit(&world, registration_for("k", "laenge.dk", &handle));
    world.until_sql("select count(*) = 1 from operation where state = 'uncertain'").await;
    // Each question takes longer than a claim lasts.
    for _ in 0..4 {
        world.fault("domain:check", FaultAction::DelayMs(900));
    }
    world.until_sql("select state = 'pending' from operation where kind = 'domain.create'").await;
    assert_eq!(world.tap.created("laenge.dk"), 2, "the one that was cut, and one more");
    assert_eq!(world.balance(), "9950.00");
    drop((first, second));
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_of_a_vanished_host_make_operations_wait_not_fail() {
    let world = World::new().await;
    let handle = contact(&world, &world.registry(limits())).await;
    world.sandbox.registry().sessions.end(|_| true);
    sandbox::operations::change_account(world.sandbox.registry(), "REG-100001", |account| account.session_limit = 1)
        .await
        .unwrap();
    // The host vanished: the registry still counts its session, and answers every sign-in with 2502.
    let vanished = world.registry(limits());
    vanished.ask_balance(world.account).await.unwrap();
    world.sql("update lease set expires_at = now()").await;
    let registry = world.registry(Limits { submit: Duration::from_millis(500), ..limits() });
    let waiting = submit(&world, &registry, registration_for("k", "taalmod.dk", &handle)).await.operation().clone();
    assert_eq!(waiting.state, State::Planned, "{waiting:#?}");
    world.sandbox.registry().sessions.end(|_| true);
    world.until(waiting.id, |operation| operation.state == State::Pending).await;
    assert!(world.tap.frames().iter().any(|(_, xml)| xml.contains("code=\"2502\"")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_whose_other_end_vanished_is_given_up_soon() {
    let world = World::new().await;
    let handle = contact(&world, &world.registry(limits())).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (port, sandbox) = (listener.local_addr().unwrap().port(), world.sandbox.epp_addr());
    let (freeze, frozen) = tokio::sync::watch::channel(false);
    tokio::spawn(async move {
        while let Ok((mut near, _)) = listener.accept().await {
            let mut old = frozen.clone();
            let fresh = *old.borrow_and_update();
            tokio::spawn(async move {
                let mut far = TcpStream::connect(sandbox).await.unwrap();
                let stop = async {
                    if fresh {
                        std::future::pending::<()>().await;
                    }
                    let _ = old.changed().await;
                };
                tokio::select! {
                    _ = copy_bidirectional(&mut near, &mut far) => {}
                    // Nothing goes through any more, and nobody says so.
                    () = stop => std::future::pending::<()>().await,
                }
            });
        }
    });
    let patient = Limits {
        response: Duration::from_secs(60),
        connect: Duration::from_secs(1),
        fresh: Duration::from_millis(100),
        ..limits()
    };
    let registry = world.registry_at(patient, port, world.database.db(), Clock::system());
    registry.ask_balance(world.account).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    freeze.send(true).unwrap();
    let began = Instant::now();
    let operation = submit(&world, &registry, registration_for("k", "halvdoed.dk", &handle)).await.operation().clone();
    assert_eq!(operation.state, State::Pending, "{operation:#?}");
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    assert_eq!(world.tap.created("halvdoed.dk"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sending_is_kept_with_what_became_of_it() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    world.fault("domain:create", FaultAction::DropBefore);
    let lost = submit(&world, &registry, registration_for("k", "forsoeg.dk", &handle)).await.operation().clone();
    let sent = world.until(lost.id, |operation| operation.state == State::Pending).await;
    let mut tx = world.database.db().account(world.account).await.unwrap();
    let all = attempts(&mut tx, lost.id).await.unwrap();
    let verdicts: Vec<_> = all.iter().map(|attempt| (attempt.n, attempt.verdict.as_deref(), attempt.code)).collect();
    assert_eq!(verdicts, [(1, Some("not_executed"), None), (2, Some("accepted"), Some(1001))]);
    assert_eq!((&all[0].cl_trid, &all[1].cl_trid), (&lost.cl_trid, &sent.cl_trid));
    assert_eq!(all[1].before.as_ref().unwrap()["available"], true);
    let quiet = all[1].sent_at - all[0].ended_at.unwrap();
    assert!(quiet >= limits().quiet(), "{quiet}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_that_birk_owns_only_since_proves_nothing_about_before() {
    let world = World::new().await;
    world.sql("update account set queue_owned_since = null").await;
    let registry = world.registry(limits());
    let handle = contact(&world, &registry).await;
    world.fault("domain:create", FaultAction::DropAfter);
    let lost = submit(&world, &registry, registration_for("k", "foer.dk", &handle)).await.operation().clone();
    let number = world.sandbox.registry().read(|there, _| there.applications().next().unwrap().tracking_number.clone());
    sandbox::operations::decide_application(world.sandbox.registry(), &number, Verdict::Cancelled).await.unwrap();
    // Another client of the account takes the rejection, and then Birk is told to own the queue.
    empty_the_queue(&world);
    world.sql("update account set queue_owned_since = now(), queue_owned_by = 'admin@nordisk.example'").await;
    registry.start();
    let asked = world.until(lost.id, |operation| operation.needs_person.is_some()).await;
    assert_eq!(asked.needs_person.as_deref(), Some("queue_not_owned"));
    assert_eq!(world.tap.created("foer.dk"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_was_expected_too_early_is_undone_by_the_registrys_message() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    let operation = submit(&world, &registry, registration_for("k", "opgivet.dk", &handle)).await.operation().clone();
    world.sql("update operation set needs_person = 'message_missing' where kind = 'domain.create'").await;
    let gave_up = registry.journal().decide(&world.decider(), operation.id, Decision::GiveUp).await.unwrap();
    let Decided::Now(gave_up) = gave_up else { panic!("{gave_up:?}") };
    assert_eq!((gave_up.state, gave_up.outcome.refunded), (State::Refused, Some(true)));
    assert_eq!(world.count("select sum(amount)::bigint from expected_debit").await, 0);
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    let done = world.until(operation.id, |operation| operation.state == State::Done).await;
    assert_eq!((done.outcome.refunded, done.outcome.not_sent), (None, None));
    assert_eq!(world.count("select sum(amount)::bigint from expected_debit").await, 50);
    assert_eq!(world.count("select count(*) from poll_message where flagged like '%corrects that%'").await, 1);
}
