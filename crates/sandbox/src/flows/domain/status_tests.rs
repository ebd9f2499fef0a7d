//! Every status of a domain, and when it is set (Punktum dk EPP specification § Domain Status Codes).

use epp::ResData;
use epp::domain::Delete;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use crate::config::Settings;
use crate::operations::{self, Decision};
use crate::processing::verification::Which;
use crate::trial::{Trial, application, dane, domain_info, german, host_create};
use crate::world::domain::SuspensionCause;
use crate::world::{Key, REGISTRY};

/// Inside the window in which `ny.dk` can be renewed.
const SUMMER: OffsetDateTime = datetime!(2027-07-15 10:00 UTC);

const SUSPENDED: &[&str] =
    &["pendingDelete", "redemptionPeriod", "serverDeleteProhibited", "serverHold", "serverRenewProhibited"];

/// The statuses in alphabetical order, those of the redemption grace period among them.
fn shown(trial: &Trial) -> Vec<String> {
    let reply = trial.done(domain_info("ny.dk"));
    let Some(ResData::DomainInfo(data)) = reply.data else { panic!("no domain") };
    let mut found: Vec<String> = data.statuses.into_iter().map(|status| status.value).collect();
    found.extend(reply.extensions.rgp_statuses);
    found.sort_unstable();
    found
}

fn applied(settings: Settings) -> Trial {
    let trial = Trial::with(settings);
    let registrant = trial.contact(german());
    trial.done(application("ny.dk", &registrant));
    trial
}

fn active() -> Trial {
    let trial = applied(Settings::default());
    trial.go_to(SUMMER);
    assert_eq!(shown(&trial), ["ok"]);
    trial
}

#[test]
fn pending_create() {
    let trial = applied(Settings { provisioning: Duration::hours(1), ..Settings::default() });
    let expected =
        ["pendingCreate", "serverDeleteProhibited", "serverHold", "serverRenewProhibited", "serverTransferProhibited"];
    assert_eq!(shown(&trial), expected);
    // The name may be in the zone before the registry's other systems have caught up.
    trial.advance(Duration::minutes(2));
    let expected = ["pendingCreate", "serverDeleteProhibited", "serverRenewProhibited", "serverTransferProhibited"];
    assert_eq!(shown(&trial), expected);
    trial.advance(Duration::hours(1));
    assert_eq!(shown(&trial), ["serverRenewProhibited"], "14 months would be exceeded");
}

#[test]
fn pending_delete_and_redemption_period() {
    let trial = active();
    trial.done(Delete { name: "ny.dk".into() });
    assert_eq!(shown(&trial), SUSPENDED);

    let trial = active();
    trial.edit_domain("ny.dk", |domain| domain.auto_renew = false);
    trial.go_to(datetime!(2027-08-31 21:59:59 UTC));
    assert_eq!(shown(&trial), SUSPENDED);
}

#[tokio::test]
async fn suspensions_that_no_command_lifts() {
    let expected = [
        "pendingDelete",
        "serverDeleteProhibited",
        "serverHold",
        "serverRenewProhibited",
        "serverTransferProhibited",
        "serverUpdateProhibited",
    ];
    let trial = active();
    operations::suspend_domain(&trial.registry, "ny.dk", SuspensionCause::Registry).await.unwrap();
    assert_eq!(shown(&trial), expected);

    let trial = Trial::new();
    let registrant = trial.contact(dane());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    let expected_before = ["serverHold", "serverRenewProhibited", "serverTransferProhibited"];
    assert_eq!(shown(&trial), expected_before);
    operations::verify(&trial.registry, &registrant, Decision::Expire).await.unwrap();
    assert_eq!(shown(&trial), expected);
    operations::verify(&trial.registry, &registrant, Decision::Complete(Which::Both)).await.unwrap();
    assert_eq!(shown(&trial), ["serverRenewProhibited"]);
}

#[tokio::test]
async fn unpaid_names_of_registrants() {
    let trial = active();
    trial.edit_domain("ny.dk", |domain| domain.sponsor = Key::from(REGISTRY));
    operations::suspend_domain(&trial.registry, "ny.dk", SuspensionCause::Payment).await.unwrap();
    let mut expected = SUSPENDED.to_vec();
    expected.push("serverTransferProhibited");
    assert_eq!(shown(&trial), expected);
}

#[test]
fn server_delete_prohibited() {
    let trial = active();
    trial.done(host_create("ns1.ny.dk", &["185.20.205.1"]));
    assert_eq!(shown(&trial), ["ok"], "a host that serves no name bars nothing");
    trial.edit_domain("ny.dk", |domain| domain.name_servers.push(Key::from("ns1.ny.dk")));
    assert_eq!(shown(&trial), ["serverDeleteProhibited"]);
}

#[tokio::test]
async fn server_transfer_prohibited() {
    let trial = active();
    trial.edit_domain("ny.dk", |domain| domain.vid = true);
    assert_eq!(shown(&trial), ["ok"], "the legacy lock is the registrants'");
    trial.edit_domain("ny.dk", |domain| domain.sponsor = Key::from(REGISTRY));
    assert_eq!(shown(&trial), ["serverTransferProhibited"]);

    let trial = active();
    let registrant = trial.registry.read(|world, _| world.domain("ny.dk").unwrap().registrant.clone());
    operations::verify(&trial.registry, &registrant, Decision::Begin).await.unwrap();
    assert_eq!(shown(&trial), ["serverTransferProhibited"]);
    operations::verify(&trial.registry, &registrant, Decision::Complete(Which::Both)).await.unwrap();
    assert_eq!(shown(&trial), ["ok"]);
}
