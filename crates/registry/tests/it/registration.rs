use epp::client::Direction;
use epp::schema::assert_valid;
use registry::index::{self, DomainFilter};
use registry::journal::{State, Submitted, children};
use registry::messages::{self, Kind, MessageFilter};
use registry::operations::{AUTH_INFO, Registrant, Secrets};
use registry::{Availability, RegistryError};
use time::Duration;

use crate::support::{Form, World, application, contact, dane, limits, registration, registration_for, submit};

#[tokio::test(flavor = "multi_thread")]
async fn a_name_with_a_new_contact_becomes_active_and_every_frame_is_valid() {
    let world = World::new().await;
    let registry = world.serve();
    let checked = registry.check_domains(world.account, &["ny-butik.dk".into(), "punktum.dk".into()]).await;
    assert_eq!(checked[0].result.as_ref().unwrap(), &Availability::Available);
    assert_eq!(checked[1].result.as_ref().unwrap(), &Availability::Taken(Some("In use".into())));

    let form = registration("form-1", "ny-butik.dk");
    let Submitted::New(operation) = submit(&world, &registry, form).await else { panic!() };
    assert_eq!((operation.state, operation.result_code), (State::Pending, Some(1001)), "{operation:#?}");
    assert!(operation.tracking_no.is_some());
    assert_eq!(operation.outcome.registrant_validated, Some(true));
    assert_eq!(world.balance(), "9950.00");
    assert_eq!(world.count("select count(*) from consent where domain = 'ny-butik.dk'").await, 1);
    assert_eq!(world.count("select count(*) from expected_debit where amount = 50").await, 1);

    let mut tx = world.database.db().account(world.account).await.unwrap();
    let first = children(&mut tx, operation.id).await.unwrap().remove(0);
    assert_eq!(first.state, State::Done);
    let row = index::domain(&mut tx, "ny-butik.dk").await.unwrap().unwrap();
    assert_eq!(
        (row.registrant.as_deref(), row.registrant_name.as_deref()),
        (Some(&*first.object), Some("Anna Schmidt"))
    );
    drop(tx);

    world.sandbox.advance(Duration::minutes(1)).await.unwrap();
    let operation = world.until(operation.id, |operation| operation.state == State::Done).await;
    assert_eq!(operation.outcome.risk.as_deref(), Some("GREEN"));
    assert_eq!(operation.outcome.activated, Some(true));
    assert_eq!(operation.outcome.message.as_deref(), Some("ny-butik.dk has been registered and activated"));
    // The registry was asked for the dates by itself.
    world.until_sql("select expires_at is not null and confirmed_at is not null from domain_index").await;
    world.until_sql("select acknowledged_at is not null from poll_message").await;

    let mut tx = world.database.db().account(world.account).await.unwrap();
    let inbox = messages::list(&mut tx, &MessageFilter::default()).await.unwrap();
    assert_eq!((inbox.total, inbox.rows[0].kind), (1, Kind::RegisteredAndActivated));
    assert_eq!(inbox.rows[0].operation_id, Some(operation.id));
    let filter = DomainFilter { q: Some("ny-but".into()), ..DomainFilter::default() };
    assert_eq!(index::list_domains(&mut tx, &filter).await.unwrap().total, 1);
    drop(tx);

    registry.shutdown(std::time::Duration::from_secs(5)).await;
    let frames = world.tap.frames();
    let labelled: Vec<(&str, &str)> = frames
        .iter()
        .map(|(direction, xml)| (if *direction == Direction::Sent { "sent" } else { "received" }, xml.as_str()))
        .collect();
    assert!(labelled.len() > 10);
    assert_valid("every frame of a registration", &labelled);
    assert_eq!(world.sandbox.registry().sessions.list().len(), 0, "the sessions are closed at the end");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dane_has_to_be_verified_before_the_name_is_active() {
    let world = World::new().await;
    let registry = world.serve();
    let form = Form { step: Some(dane()), ..registration("k", "blåbærgrød.dk") };
    let operation = submit(&world, &registry, form).await.operation().clone();
    assert_eq!(operation.outcome.registrant_validated, Some(false), "{operation:#?}");
    world.sandbox.advance(Duration::minutes(1)).await.unwrap();
    let operation = world.until(operation.id, |operation| operation.state == State::Done).await;
    assert_eq!((operation.outcome.activated, operation.outcome.risk.as_deref()), (Some(false), Some("BLUE")));
    world.until_sql("select verification = 'pending' from contact_index").await;

    let handle: String =
        sqlx::query_scalar("select handle from contact_index").fetch_one(&world.superuser).await.unwrap();
    let both = sandbox::operations::Decision::Complete(sandbox::processing::verification::Which::Both);
    sandbox::operations::verify(world.sandbox.registry(), &handle, both).await.unwrap();
    world.until(operation.id, |operation| operation.outcome.activated == Some(true)).await;
    world.until_sql("select verification = 'completed' from contact_index").await;
    world.until_sql("select not 'serverHold' = any(statuses) from domain_index").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waiting_list_token_is_used_masked_and_erased() {
    let world = World::new().await;
    let registry = world.registry(limits());
    let handle = contact(&world, &registry).await;
    let wrong = Form {
        secrets: Secrets::none().with(AUTH_INFO, "deadbeef".into()),
        ..registration_for("w", "waiting-list.dk", &handle)
    };
    let refused = submit(&world, &registry, wrong).await.operation().clone();
    assert_eq!((refused.state, refused.result_code), (State::Refused, Some(2202)), "{refused:#?}");
    let right = Form {
        secrets: Secrets::none().with(AUTH_INFO, "1a2b3c4d".into()),
        ..registration_for("r", "waiting-list.dk", &handle)
    };
    let accepted = submit(&world, &registry, right).await.operation().clone();
    assert_eq!(accepted.state, State::Pending, "{accepted:#?}");
    assert_eq!(world.tap.sent("1a2b3c4d"), 1, "on the wire");
    let kept = "select count(*) from operation where secrets is not null or request::text ~ '1a2b3c4d|deadbeef'
                or request_frame ~ '1a2b3c4d|deadbeef|Sandbox-1' or response_frame ~ '1a2b3c4d|deadbeef'";
    assert_eq!(world.count(kept).await, 0, "nowhere else");
}

#[tokio::test(flavor = "multi_thread")]
async fn objects_are_shown_with_what_the_registry_adds_and_strangers_stay_out_of_the_index() {
    let world = World::new().await;
    let registry = world.registry(limits());
    let info = registry.domain_info(world.account, "xn--4cabco7dk5a.dk", None).await.unwrap();
    assert_eq!(info.value.name, "æøåöäüé.dk");
    assert!(info.round_trip > std::time::Duration::ZERO && !info.sv_trid.is_empty());
    assert!(info.extensions.dkhm.registrant_validated.is_some());
    let missing = registry.domain_info(world.account, "findes-ikke.dk", None).await.unwrap_err();
    let RegistryError::NotFound(refusal) = missing else { panic!("{missing:?}") };
    assert_eq!((refusal.code.0, refusal.text.as_str()), (2303, "Domain not found"));
    registry.host_info(world.account, "ns1.nordisk.example").await.unwrap();
    registry.host_info(world.account, "ns1.foreign.example").await.unwrap();
    let handle = contact(&world, &registry).await;
    registry.contact_info(world.account, &handle).await.unwrap();
    world.until_sql("select count(*) = 1 from contact_index where source = 'info'").await;
    registry.shutdown(std::time::Duration::from_secs(5)).await;
    assert_eq!(world.count("select count(*) from domain_index").await, 0);
    assert_eq!(world.count("select count(*) from host_index where name = 'ns1.nordisk.example'").await, 1);
    assert_eq!(world.count("select count(*) from host_index").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_names_are_checked_in_few_commands_and_in_the_order_asked() {
    let world = World::new().await;
    let registry = world.registry(limits());
    let names: Vec<String> = (0..130).map(|n| format!("Navn{n}.dk")).chain(["PUNKTUM.dk".to_owned()]).collect();
    let checked = registry.check_domains(world.account, &names).await;
    assert_eq!(checked.iter().map(|item| &item.name).collect::<Vec<_>>(), names.iter().collect::<Vec<_>>());
    let free = checked.iter().filter(|item| matches!(item.result, Ok(Availability::Available))).count();
    assert_eq!(free, 130);
    assert_eq!(world.tap.sent("<check>"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_whose_contact_is_refused_is_not_sent() {
    let world = World::new().await;
    let registry = world.registry(limits());
    let mut nobody = dane();
    nobody.user_type = "company".into();
    let form = Form { step: Some(nobody), ..Form::new("k", application("ingen.dk", Registrant::Created)) };
    let operation = submit(&world, &registry, form).await.operation().clone();
    assert_eq!(operation.state, State::Refused);
    assert_eq!(operation.outcome.not_sent.unwrap().word, "first_refused");
    assert_eq!(world.tap.sent("domain:create"), 0);
    assert_eq!(world.balance(), "10000.00");
}
