//! Unused contacts, mail that comes back, checks that are called off.

use time::Duration;

use super::email::Bounce;
use crate::operations::{self, Decision};
use crate::trial::{NOW, Trial, application, dane, german};

fn there(trial: &Trial, handle: &str) -> bool {
    trial.registry.read(|world, _| world.contact(handle).is_some())
}

#[test]
fn a_contact_that_nothing_uses_is_deleted_after_fourteen_days() {
    let trial = Trial::new();
    let handle = trial.contact(german());
    trial.advance(Duration::days(14) - Duration::SECOND);
    assert!(there(&trial, &handle));
    trial.advance(Duration::SECOND);
    assert!(!there(&trial, &handle));
    assert_eq!(trial.messages(), [format!("{handle} has been deleted")]);
    let poll = trial.done(epp::CommandBody::Poll(epp::Poll::Req));
    assert!(matches!(poll.data, Some(epp::ResData::ContactInfo(contact)) if contact.id == handle));
}

#[tokio::test]
async fn whatever_happens_to_a_contact_gives_it_fourteen_more_days() {
    let trial = Trial::new();
    let mut smart = german();
    smart.id = "auto".into();
    let handle = trial.contact(smart.clone());
    trial.advance(Duration::days(13));
    assert_eq!(trial.contact(smart), handle);
    trial.advance(Duration::days(13));
    let voice = epp::contact::Change { voice: Some("+49.431987650".into()), ..Default::default() };
    trial.done(epp::contact::Update { chg: Some(voice), ..crate::trial::contact_update(&handle) });
    trial.advance(Duration::days(13));
    assert!(there(&trial, &handle));
    // In use it stays, and its time begins again once it is not.
    let mut command = application("ny.dk", &handle);
    command.order_confirmation_token = Some(trial.registry.clock.now().unix_timestamp().to_string());
    trial.done(command);
    trial.advance(Duration::days(200));
    assert!(there(&trial, &handle));
    trial.change(|tx| tx.remove(crate::world::Ref::Domain("ny.dk".into())));
    trial.advance(Duration::days(14) - Duration::SECOND);
    assert!(there(&trial, &handle));
    trial.advance(Duration::SECOND);
    assert!(!there(&trial, &handle));
}

#[tokio::test]
async fn a_contact_that_has_to_answer_is_not_idle() {
    let trial = Trial::new();
    let handle = trial.contact(dane());
    operations::verify(&trial.registry, &handle, Decision::Begin).await.unwrap();
    trial.advance(Duration::days(25));
    assert!(there(&trial, &handle));
    trial.advance(Duration::days(15));
    assert!(!there(&trial, &handle));
    let told = [
        format!("{handle} has to complete the mandatory ID and data check - registry"),
        format!("The mandatory ID and data check of {handle} has expired - registry"),
        format!("{handle} has been deleted"),
    ];
    assert_eq!(trial.messages(), told);
}

#[test]
fn a_name_server_administrator_is_in_use_also_while_only_asked() {
    let trial = Trial::new();
    let foreign = trial.of_foreigner();
    let asked = foreign.contact(german());
    let trial = foreign.of_dane();
    let update = epp::host::Update {
        requested_ns_admin: Some(asked.clone()),
        ..crate::trial::host_update("ns3.nordisk.example")
    };
    assert_eq!(trial.said(update).0, 1001);
    trial.advance(Duration::days(14));
    assert!(there(&trial, &asked));
    trial.advance(Duration::days(14));
    assert!(!there(&trial, &asked));
    trial.registry.read(|world, now| {
        assert_eq!(now, NOW + Duration::days(28));
        assert!(world.contact("DKHM1-DK").is_some());
    });
}

#[tokio::test]
async fn checks_that_are_called_off_bar_nothing() {
    let trial = Trial::new();
    let handle = trial.contact(dane());
    trial.done(application("ny.dk", &handle));
    trial.advance(Duration::minutes(1));
    operations::verify(&trial.registry, &handle, Decision::Cancel).await.unwrap();
    assert!(operations::verify(&trial.registry, &handle, Decision::Cancel).await.is_err());
    let told = [
        "ny.dk has been registered, but not activated due to pending ID and/or data check".to_owned(),
        format!("{handle} has to complete the mandatory ID and data check - registry"),
        format!("The mandatory ID and data check of {handle} was cancelled - registry"),
        "ny.dk has been activated".to_owned(),
    ];
    assert_eq!(trial.messages(), told);
}

#[tokio::test]
async fn mail_that_comes_back_and_corrected_data_are_told() {
    let trial = Trial::new();
    let handle = trial.contact(german());
    assert!(operations::bounce_email(&trial.registry, &handle, true, Bounce::Failed).await.is_err());
    assert!(operations::bounce_email(&trial.registry, "ZZ9-DK", false, Bounce::Failed).await.is_err());
    let mut expected = Vec::new();
    for reason in Bounce::ALL {
        operations::bounce_email(&trial.registry, &handle, false, reason).await.unwrap();
        expected.push(format!(
            "Email delivery (failed) {} for the primary email, anna@example.de, of {handle}. Please review and correct the email address.",
            reason.word()
        ));
    }
    operations::correct_contact(&trial.registry, &handle, |contact| {
        contact.secondary_email = Some("to@example.de".into());
    })
    .await
    .unwrap();
    expected.push(format!("The contact information has been updated for {handle}"));
    operations::bounce_email(&trial.registry, &handle, true, Bounce::Antispam).await.unwrap();
    expected.push(format!(
        "Email delivery (failed) antispam for the secondary email, to@example.de, of {handle}. Please review and correct the email address."
    ));
    assert_eq!(trial.messages(), expected);
    assert!(operations::correct_contact(&trial.registry, "ZZ9-DK", |_| {}).await.is_err());
}
