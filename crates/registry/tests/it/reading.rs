use registry::index::{self, ContactRow, DomainFilter, DomainRow, DomainSort, HostRow};
use registry::journal::{OperationFilter, State, history, recent};
use registry::messages::ObjectKind;
use registry::{Paging, journal};
use time::macros::datetime;

use crate::support::{World, contact, limits, registration_for, submit};

fn row(name: &str, registrant: &str, expires_day: u8) -> DomainRow {
    DomainRow {
        registrant: Some(registrant.into()),
        expires_at: Some(datetime!(2027-01-01 00:00 UTC) + time::Duration::days(expires_day.into())),
        statuses: vec!["ok".into()],
        name_servers: vec!["ns1.nordisk.example".into()],
        ..DomainRow::named(name, dk::DomainName::parse(name).unwrap().ascii())
    }
}

async fn names(world: &World, filter: DomainFilter) -> Vec<String> {
    let mut tx = world.database.db().account(world.account).await.unwrap();
    index::list_domains(&mut tx, &filter).await.unwrap().rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_portfolio_is_searched_sorted_and_paged() {
    let world = World::new().await;
    let mut tx = world.database.db().account(world.account).await.unwrap();
    for domain in [row("b.dk", "AA1-DK", 2), row("æble.dk", "BB2-DK", 1), row("c.dk", "AA1-DK", 3)] {
        index::put_domain(&mut tx, world.account, &domain).await.unwrap();
    }
    let pending = DomainRow {
        statuses: vec!["pendingCreate".into()],
        reference: "50%_off".into(),
        expires_at: None,
        ..row("a.dk", "CC3-DK", 0)
    };
    index::put_domain(&mut tx, world.account, &pending).await.unwrap();
    let person = ContactRow { handle: "AA1-DK".into(), name: "Zoe".into(), ..ContactRow::default() };
    index::put_contact(&mut tx, world.account, &person).await.unwrap();
    let company = ContactRow { handle: "BB2-DK".into(), organisation: "Alfa".into(), ..person.clone() };
    index::put_contact(&mut tx, world.account, &company).await.unwrap();
    let host = HostRow { name: "ns1.æble.dk".into(), ascii_name: "ns1.xn--ble-yla.dk".into(), ..HostRow::default() };
    index::put_host(&mut tx, world.account, &host).await.unwrap();
    tx.commit().await.unwrap();

    let sorted = |sort, descending| DomainFilter { sort, descending, ..DomainFilter::default() };
    assert_eq!(names(&world, sorted(DomainSort::Name, true)).await, ["æble.dk", "c.dk", "b.dk", "a.dk"]);
    assert_eq!(names(&world, sorted(DomainSort::Expires, false)).await, ["æble.dk", "b.dk", "c.dk", "a.dk"]);
    assert_eq!(names(&world, sorted(DomainSort::Expires, true)).await, ["c.dk", "b.dk", "æble.dk", "a.dk"]);
    assert_eq!(names(&world, sorted(DomainSort::Registrant, false)).await, ["æble.dk", "b.dk", "c.dk", "a.dk"]);
    let q = |q: &str| DomainFilter { q: Some(q.into()), ..DomainFilter::default() };
    assert_eq!(names(&world, q("xn--ble")).await, ["æble.dk"]);
    assert_eq!(names(&world, q("zoe")).await, ["b.dk", "c.dk"]);
    assert_eq!(names(&world, q("50%_")).await, ["a.dk"]);
    assert_eq!(names(&world, q("%")).await, ["a.dk"], "a sign, not a wildcard");
    let status = DomainFilter { status: Some("pendingCreate".into()), ..DomainFilter::default() };
    assert_eq!(names(&world, status).await, ["a.dk"]);
    let before = DomainFilter { expires_before: Some(datetime!(2027-01-03 00:00 UTC)), ..DomainFilter::default() };
    assert_eq!(names(&world, before).await, ["b.dk", "æble.dk"]);
    let paged = DomainFilter { paging: Paging { page: 2, per_page: 3 }, ..DomainFilter::default() };
    let mut tx = world.database.db().account(world.account).await.unwrap();
    let page = index::list_domains(&mut tx, &paged).await.unwrap();
    assert_eq!((page.total, page.pages(), page.rows.len()), (4, 2, 1));
    assert_eq!(index::list_contacts(&mut tx, Some("alfa"), Paging::default()).await.unwrap().total, 1);
    assert!(index::host(&mut tx, "ns1.æble.dk").await.unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn operations_are_found_by_what_people_remember_and_by_nobody_else() {
    let world = World::new().await;
    let registry = world.registry(limits());
    let handle = contact(&world, &registry).await;
    let mut form = registration_for("k", "huskes.dk", &handle);
    form.fields.reference = "ordre 4711".into();
    let operation = submit(&world, &registry, form).await.operation().clone();
    let mut tx = world.database.db().account(world.account).await.unwrap();
    for q in ["huskes", "4711", operation.tracking_no.as_deref().unwrap(), &operation.cl_trid, "registrar@"] {
        let filter =
            OperationFilter { q: Some(q.into()), kind: Some("domain.create".into()), ..OperationFilter::default() };
        assert_eq!(recent(&mut tx, &filter).await.unwrap().total, 1, "{q}");
    }
    let refused = OperationFilter { states: vec![State::Refused, State::Uncertain], ..OperationFilter::default() };
    assert_eq!(recent(&mut tx, &refused).await.unwrap().total, 0);
    assert_eq!(recent(&mut tx, &OperationFilter::default()).await.unwrap().total, 2);
    assert_eq!(history(&mut tx, ObjectKind::Domain, "huskes.dk", 10).await.unwrap().len(), 1);
    let reference = index::domain(&mut tx, "huskes.dk").await.unwrap().unwrap().reference;
    assert_eq!(reference, "ordre 4711");

    let mut nobody = world.database.db().shared().await.unwrap();
    assert!(journal::get(&mut nobody, operation.id).await.unwrap().is_none());
    let mut other = world.database.db().account(registry::db::AccountId(world.account.0 + 1)).await.unwrap();
    assert!(journal::get(&mut other, operation.id).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_earlier_does_not_overwrite_what_is_newer_nor_the_registrars_own_fields() {
    let world = World::new().await;
    let mut tx = world.database.db().account(world.account).await.unwrap();
    let at = |minute| Some(datetime!(2026-11-28 12:00 UTC) + time::Duration::minutes(minute));
    let told = |statuses: &str, minute| DomainRow {
        statuses: vec![statuses.to_owned()],
        confirmed_at: at(minute),
        ..DomainRow::named("nyt.dk", "nyt.dk")
    };
    index::confirm_domain(&mut tx, world.account, &told("ok", 2)).await.unwrap();
    let own =
        journal::PortalFields { reference: "ordre 1".into(), po_number: "PO 1".into(), account_code: "K 1".into() };
    index::put_own_fields(&mut tx, "nyt.dk", &own).await.unwrap();
    index::confirm_domain(&mut tx, world.account, &told("serverHold", 1)).await.unwrap();
    let row = index::domain(&mut tx, "nyt.dk").await.unwrap().unwrap();
    assert_eq!((row.statuses, row.confirmed_at), (vec!["ok".to_owned()], at(2)), "the older answer came later");
    index::confirm_domain(&mut tx, world.account, &told("pendingDelete", 3)).await.unwrap();
    let row = index::domain(&mut tx, "nyt.dk").await.unwrap().unwrap();
    assert_eq!((row.statuses, row.reference.as_str()), (vec!["pendingDelete".to_owned()], "ordre 1"));
    assert_eq!((row.po_number.as_str(), row.account_code.as_str()), ("PO 1", "K 1"));
    index::forget_domain(&mut tx, "nyt.dk", at(2).unwrap()).await.unwrap();
    assert!(index::domain(&mut tx, "nyt.dk").await.unwrap().is_some(), "that it was gone is older, too");

    let contact = |name: &str, minute| ContactRow {
        handle: "AA1-DK".into(),
        name: name.into(),
        confirmed_at: at(minute),
        ..ContactRow::default()
    };
    index::put_contact(&mut tx, world.account, &contact("Ny", 2)).await.unwrap();
    index::put_contact(&mut tx, world.account, &contact("Gammel", 1)).await.unwrap();
    assert_eq!(index::contact(&mut tx, "AA1-DK").await.unwrap().unwrap().name, "Ny");
    let host = |address: &str, minute| HostRow {
        name: "ns1.nyt.dk".into(),
        addresses: vec![address.into()],
        confirmed_at: at(minute),
        ..HostRow::default()
    };
    index::put_host(&mut tx, world.account, &host("192.0.2.2", 2)).await.unwrap();
    index::put_host(&mut tx, world.account, &host("192.0.2.1", 1)).await.unwrap();
    assert_eq!(index::host(&mut tx, "ns1.nyt.dk").await.unwrap().unwrap().addresses, ["192.0.2.2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_registrars_own_fields_are_kept_when_an_answer_was_lost() {
    let world = World::new().await;
    let registry = world.serve();
    let handle = contact(&world, &registry).await;
    let mut form = registration_for("k", "noter.dk", &handle);
    form.fields =
        journal::PortalFields { reference: "ordre 9".into(), po_number: "PO 9".into(), account_code: "K 9".into() };
    world.fault("domain:create", sandbox::faults::FaultAction::DropAfter);
    let operation = submit(&world, &registry, form).await.operation().clone();
    world.until(operation.id, |operation| operation.state == State::Pending).await;
    let noted = "select reference = 'ordre 9' and po_number = 'PO 9' and account_code = 'K 9' from domain_index";
    world.until_sql(noted).await;
    world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
    world.until(operation.id, |operation| operation.state == State::Done).await;
    world.until_sql("select expires_at is not null from domain_index").await;
    world.until_sql(noted).await;
}
