use std::time::{Duration, Instant};

use registry::clock::Clock;
use registry::journal::{Decided, Decision, State};
use registry::operations::{ContactCreate, ContactMode};
use registry::{Availability, Limits, RegistryError};
use sandbox::faults::FaultAction;

use crate::support::{Form, World, contact, foreigner, limits, registration_for, submit};

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_cut_before_it_was_executed_is_sent_again_once() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    world.fault("domain:create", FaultAction::DropBefore);
    let operation =
        submit(&world, &registry, registration_for("k", "cut-before.dk", &handle)).await.operation().clone();
    assert_eq!(operation.state, State::Uncertain, "{operation:#?}");
    assert_eq!(world.balance(), "10000.00");
    let settled = world.until(operation.id, |operation| operation.state == State::Pending).await;
    assert_eq!((settled.cl_trid, settled.result_code), (format!("{}-2", operation.cl_trid), Some(1001)));
    assert_eq!(world.tap.sent("domain:create"), 2);
    assert_eq!(world.balance(), "9950.00");
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    world.until(operation.id, |operation| operation.state == State::Done).await;
    assert_eq!(world.count("select sum(amount)::bigint from expected_debit").await, 50);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_cut_after_it_was_executed_is_not_sent_again() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    world.fault("domain:create", FaultAction::DropAfter);
    let operation = submit(&world, &registry, registration_for("k", "cut-after.dk", &handle)).await.operation().clone();
    assert_eq!(operation.state, State::Uncertain, "{operation:#?}");
    let settled = world.until(operation.id, |operation| operation.state == State::Pending).await;
    assert_eq!(settled.outcome.settled_by.as_deref(), Some("question"));
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    world.until(operation.id, |operation| operation.state == State::Done).await;
    assert_eq!(world.tap.sent("domain:create"), 1);
    assert_eq!(world.balance(), "9950.00");
    assert_eq!(world.count("select sum(amount)::bigint from expected_debit").await, 50);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_message_settles_what_nobody_could_ask_about() {
    let world = World::new().await;
    let registry = world.registry(Limits { quiet: Duration::from_secs(3600), ..limits() });
    registry.start();
    let handle = contact(&world, &registry).await;
    world.fault("domain:create", FaultAction::DropAfter);
    let operation = submit(&world, &registry, registration_for("k", "besked.dk", &handle)).await.operation().clone();
    assert_eq!(operation.state, State::Uncertain);
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    let settled = world.until(operation.id, |operation| operation.state == State::Done).await;
    assert_eq!(settled.outcome.settled_by.as_deref(), Some("message"));
    assert_eq!(world.count("select sum(amount)::bigint from expected_debit").await, 50);
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_are_repeated_in_mode_auto_and_left_to_a_person_in_mode_force() {
    let world = World::new().await;
    let registry = world.serve();
    world.fault("contact:create", FaultAction::DropAfter);
    let form = Form::new("auto", foreigner());
    let auto = submit(&world, &registry, form).await.operation().clone();
    let auto = world.until(auto.id, |operation| operation.state == State::Done).await;
    assert_eq!(auto.outcome.reused, Some(false), "the contact that the second attempt found is the first one's");
    assert_eq!(world.tap.sent("contact:create"), 2);

    world.fault("contact:create", FaultAction::DropAfter);
    let forced = ContactCreate { mode: ContactMode::Force, ..foreigner() };
    let form = Form::new("force", forced);
    let force = submit(&world, &registry, form).await.operation().clone();
    let force = world.until(force.id, |operation| operation.needs_person.is_some()).await;
    assert_eq!((force.state, force.needs_person.as_deref()), (State::Uncertain, Some("contact_force")));
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(world.tap.sent("contact:create"), 3, "nothing happens by itself");

    let made = Decision::Executed { object: Some("AS10002-DK".into()) };
    let decided = registry.journal().decide(&world.decider(), force.id, made.clone()).await.unwrap();
    let Decided::Now(force) = decided else { panic!("{decided:?}") };
    assert_eq!((force.state, force.object.as_str()), (State::Done, "AS10002-DK"));
    let late = registry.journal().decide(&world.decider(), force.id, made).await.unwrap();
    assert!(matches!(late, Decided::TooLate(_)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registry_that_is_down_is_told_at_once_and_noticed_when_it_is_back() {
    let world = World::new().await;
    // Nobody listens there (the port was just given back).
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let registry = world.registry_at(limits(), port, world.database.db(), Clock::system());
    let error = registry.domain_info(world.account, "punktum.dk", None).await.unwrap_err();
    let RegistryError::Unavailable { since, .. } = error else { panic!("{error:?}") };
    let began = Instant::now();
    let checked = registry.check_domains(world.account, &["a.dk".into()]).await;
    assert!(matches!(&checked[0].result, Err(RegistryError::Unavailable { since: still, .. }) if *still == since));
    assert!(began.elapsed() < Duration::from_millis(250), "{:?}", began.elapsed());
    let form = registration_for("k", "nede.dk", "AB1-DK");
    let operation = submit(&world, &registry, form).await.operation().clone();
    assert_eq!(operation.state, State::Refused);
    assert_eq!(operation.outcome.not_sent.unwrap().word, "unavailable");
    assert_eq!(world.count("select count(*) from expected_debit").await, 0);
    assert!(registry.outage().is_some());

    // It comes back, and nobody has to ask for that to be noticed.
    registry.start();
    let _back = tokio::spawn(forward(port, world.sandbox.epp_addr().port()));
    let began = Instant::now();
    while registry.outage().is_some() {
        assert!(began.elapsed() < Duration::from_secs(5));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    registry.domain_info(world.account, "punktum.dk", None).await.unwrap();
}

/// Listens on `port` for the sandbox.
async fn forward(port: u16, sandbox: u16) {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    loop {
        let (mut client, _) = listener.accept().await.unwrap();
        let mut server = tokio::net::TcpStream::connect(("127.0.0.1", sandbox)).await.unwrap();
        tokio::spawn(async move { tokio::io::copy_bidirectional(&mut client, &mut server).await });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registry_that_takes_ten_seconds_still_works() {
    let world = World::new().await;
    let registry = world.registry(Limits { response: Duration::from_secs(60), ..limits() });
    let handle = contact(&world, &registry).await;
    world.fault("domain:info", FaultAction::DelayMs(10_000));
    world.fault("domain:create", FaultAction::DelayMs(10_000));
    let (info, created) = tokio::join!(
        registry.domain_info(world.account, "punktum.dk", None),
        submit(&world, &registry, registration_for("k", "langsom.dk", &handle))
    );
    assert!(info.unwrap().round_trip >= Duration::from_secs(10));
    assert_eq!(created.operation().state, State::Pending);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_waits_as_long_as_it_may_and_the_session_survives() {
    let world = World::new().await;
    let registry = world.registry(Limits { page: Duration::from_millis(300), ..limits() });
    registry.domain_info(world.account, "punktum.dk", None).await.unwrap();
    world.fault("domain:info", FaultAction::DelayMs(900));
    let error = registry.domain_info(world.account, "punktum.dk", None).await.unwrap_err();
    assert!(matches!(error, RegistryError::Slow { .. }), "{error:?}");
    tokio::time::sleep(Duration::from_secs(1)).await;
    registry.domain_info(world.account, "punktum.dk", None).await.unwrap();
    assert_eq!(world.tap.sent("<login>"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_on_a_broken_session_is_asked_again_unseen() {
    let world = World::new().await;
    let registry = world.registry(limits());
    registry.domain_info(world.account, "punktum.dk", None).await.unwrap();
    world.fault("domain:check", FaultAction::DropBefore);
    let checked = registry.check_domains(world.account, &["ledig.dk".into()]).await;
    assert_eq!(checked[0].result.as_ref().unwrap(), &Availability::Available);
    assert_eq!(world.tap.sent("<login>"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_accepted_while_the_registry_shuts_down_is_accepted() {
    let world = World::new().await;
    let registry = world.registry(limits());
    registry.balance(world.account).await.unwrap();
    world.sandbox.pretend_shutdown(true);
    let form = Form::new("last", foreigner());
    let operation = submit(&world, &registry, form).await.operation().clone();
    assert_eq!((operation.state, operation.result_code), (State::Done, Some(1500)), "{operation:#?}");
    assert!(operation.result_text.unwrap().ends_with("; Disconnect due to server shutdown"));
    let error = registry.domain_info(world.account, "punktum.dk", None).await.unwrap_err();
    assert!(matches!(error, RegistryError::Unavailable { .. }), "{error:?}");

    world.sandbox.pretend_shutdown(false);
    tokio::time::sleep(limits().pause).await;
    registry.domain_info(world.account, "punktum.dk", None).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_fails_while_the_registry_shuts_down_is_refused() {
    let world = World::new().await;
    let registry = world.registry(limits());
    registry.balance(world.account).await.unwrap();
    world.fault("contact:create", FaultAction::Fail);
    world.sandbox.pretend_shutdown(true);
    let form = Form::new("last", foreigner());
    let operation = submit(&world, &registry, form).await.operation().clone();
    assert_eq!((operation.state, operation.result_code), (State::Refused, Some(2500)), "{operation:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_not_sent_while_the_registry_shuts_down_and_costs_nothing() {
    let world = World::new().await;
    let registry = world.registry(limits());
    let handle = contact(&world, &registry).await;
    // The question right before takes the session's last answer.
    world.sandbox.pretend_shutdown(true);
    let operation = submit(&world, &registry, registration_for("k", "sidste.dk", &handle)).await.operation().clone();
    let word = operation.outcome.not_sent.map(|not_sent| not_sent.word);
    assert_eq!((operation.state, word.as_deref()), (State::Refused, Some("unavailable")));
    assert_eq!(world.tap.sent("domain:create"), 0);
    assert_eq!(world.balance(), "10000.00");
    assert_eq!(world.count("select count(*) from expected_debit").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_retired_before_the_registry_cuts_them() {
    let world = World::new().await;
    let registry = world.registry(limits());
    for n in 0..7 {
        let error = registry.domain_info(world.account, &format!("findes-ikke-{n}.dk"), None).await.unwrap_err();
        assert!(matches!(error, RegistryError::NotFound(_)), "{error:?}");
    }
    let cut = world.tap.frames().iter().filter(|(_, xml)| xml.contains("too many errors")).count();
    assert_eq!(cut, 0);
    assert_eq!(world.tap.sent("<login>"), 4, "two errors a session");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_sign_in_is_told_and_not_hammered() {
    let world = World::new().await;
    sandbox::operations::change_account(world.sandbox.registry(), "REG-100001", |account| account.allowlist.clear())
        .await
        .unwrap();
    let registry = world.registry(Limits { pause: Duration::from_secs(60), ..limits() });
    for _ in 0..3 {
        let error = registry.domain_info(world.account, "punktum.dk", None).await.unwrap_err();
        let RegistryError::SignInRefused { user, refusal } = error else { panic!("{error:?}") };
        assert_eq!((user.as_str(), refusal.code.0), ("EPP-100001", 2201));
    }
    assert_eq!(world.tap.sent("<login>"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_the_registry_ended_costs_no_doubt() {
    let world = World::new().await;
    let registry = world.registry(limits());
    let handle = contact(&world, &registry).await;
    for (key, pause) in [("k1", 50), ("k2", 2500)] {
        world.sandbox.registry().sessions.end(|_| true);
        tokio::time::sleep(Duration::from_millis(pause)).await;
        let form = registration_for(key, &format!("{key}-navn.dk"), &handle);
        let operation = submit(&world, &registry, form).await.operation().clone();
        assert_eq!(operation.state, State::Pending, "{operation:#?}");
    }
    assert_eq!(world.tap.sent("domain:create"), 2);
}
