use std::time::Duration;

use registry::{Limits, RegistryError};
use sandbox::faults::FaultAction;

use crate::support::{World, limits};

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_the_sessions_that_the_registry_grants() {
    let world = World::new().await;
    world.sql("update account set epp_sessions = 2").await;
    sandbox::operations::change_account(world.sandbox.registry(), "REG-100001", |account| account.session_limit = 2)
        .await
        .unwrap();
    let (here, there) = (world.registry(limits()), world.registry(limits()));
    let names: Vec<String> = (0..40).map(|n| format!("navn{n}.dk")).collect();
    let ask = async |registry: &registry::Registry| {
        for name in &names {
            let checked = registry.check_domains(world.account, std::slice::from_ref(name)).await;
            assert!(checked[0].result.is_ok(), "{checked:?}");
        }
    };
    let most = async {
        let mut most = 0;
        for _ in 0..100 {
            let open = world.sandbox.registry().sessions.list();
            most = most.max(open.iter().filter(|session| session.account.is_some()).count());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        most
    };
    let ((), (), (), (), most) = tokio::join!(ask(&here), ask(&there), ask(&here), ask(&there), most);
    assert!((1..=2).contains(&most), "{most}");
    let refused = world.tap.frames().iter().filter(|(_, xml)| xml.contains("code=\"2502\"")).count();
    assert_eq!(refused, 0, "no server ever asked for one too many");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_gives_a_session_up_for_one_that_waits() {
    let world = World::new().await;
    world.sql("update account set epp_sessions = 1").await;
    let (here, there) = (world.registry(limits()), world.registry(limits()));
    here.domain_info(world.account, "punktum.dk", None).await.unwrap();
    there.domain_info(world.account, "punktum.dk", None).await.unwrap();
    here.domain_info(world.account, "punktum.dk", None).await.unwrap();
    assert_eq!(world.tap.sent("<login>"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_loses_its_lease_closes_the_session_first() {
    let world = World::new().await;
    let registry = world.registry(limits());
    world.fault("domain:info", FaultAction::DelayMs(20_000));
    let asking = tokio::spawn({
        let (registry, account) = (registry.clone(), world.account);
        async move { registry.domain_info(account, "punktum.dk", None).await }
    });
    world.until_sql("select count(*) = 1 from lease where name = 'epp-1'").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(world.sandbox.registry().sessions.list().len(), 1);
    // Another server took the slot over: its fencing number is higher.
    world
        .sql("update lease set holder = gen_random_uuid(), fence = fence + 1, expires_at = now() + interval '1 hour'")
        .await;
    // The question is asked again, through another slot.
    asking.await.unwrap().unwrap();
    let slots = "select count(*) from lease where name = 'epp-2'";
    assert_eq!(world.count(slots).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_all_sessions_are_taken_elsewhere_the_page_says_so() {
    let world = World::new().await;
    world.sql("update account set epp_sessions = 1").await;
    let registry = world.registry(Limits { session_wait: Duration::from_millis(500), ..limits() });
    world
        .sql("insert into lease select account_id, 'epp-1', gen_random_uuid(), 1, now() + interval '1 hour' from account")
        .await;
    let error = registry.domain_info(world.account, "punktum.dk", None).await.unwrap_err();
    assert!(matches!(error, RegistryError::Busy), "{error:?}");
    assert_eq!(world.tap.sent("<login>"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn idle_sessions_say_hello_and_surplus_ones_are_closed() {
    let world = World::new().await;
    let quick = Duration::from_millis(400);
    let registry = world.registry(Limits { hello: quick, surplus: quick, ..limits() });
    let names: Vec<String> = (0..200).map(|n| format!("navn{n}.dk")).collect();
    world.sandbox.faults().add(sandbox::faults::Fault {
        id: 0,
        command: "domain:check".into(),
        action: FaultAction::DelayMs(800),
        times: 4,
        account: None,
    });
    registry.check_domains(world.account, &names).await;
    assert!(world.tap.sent("<login>") > 1, "the names are spread over sessions");
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(world.sandbox.registry().sessions.list().len(), 1);
    assert!(world.tap.sent("<hello") > 0);
    assert_eq!(world.count("select count(*) from lease where expires_at > now()").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_cut_off_from_the_database_closes_its_sessions() {
    let world = World::new().await;
    let registry = world.registry(limits());
    registry.domain_info(world.account, "punktum.dk", None).await.unwrap();
    assert_eq!(world.sandbox.registry().sessions.list().len(), 1);
    world.sql("alter table lease rename to lease_gone").await;
    let began = std::time::Instant::now();
    while !world.sandbox.registry().sessions.list().is_empty() {
        assert!(began.elapsed() < limits().lease + Duration::from_secs(1), "the lease has run out, the session lives");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    world.sql("alter table lease_gone rename to lease").await;
    registry.domain_info(world.account, "punktum.dk", None).await.unwrap();
}
