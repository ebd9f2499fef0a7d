use epp::extensions::dkhm::VerificationRequest;
use epp::{CommandBody, ResData};
use time::Duration;

use crate::support::{
    application, create_contact, danish_person, drain, exchange, foreigner, said, send, sign_in, start, status, texts,
};

#[tokio::test]
async fn a_foreigners_name_becomes_active_with_one_message() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let registrant = create_contact(&mut session, foreigner()).await;
    assert_eq!(registrant, "AS10001-DK");
    let exchange = exchange(&mut session, application("ny-butik.dk", &registrant), "create-77").await;
    let response = &exchange.response;
    assert_eq!(said(response), (1001, "Create domain pending for ny-butik.dk"));
    assert_eq!(response.extensions.dkhm.tracking_no.as_deref(), Some("2026080300001"));
    assert_eq!(response.extensions.dkhm.registrant_validated, Some(true));
    assert!(response.tr_id.sv.ends_with("-2026080300001"), "{}", response.tr_id.sv);
    assert!(status(&mut session, "ny-butik.dk").await.contains(&"pendingCreate".to_owned()));
    assert_eq!(drain(&mut session).await.len(), 0);

    sandbox.advance(Duration::seconds(60)).await.unwrap();
    // Renewal would exceed 14 months, so that status is set on every new name.
    assert_eq!(status(&mut session, "ny-butik.dk").await, ["serverRenewProhibited"]);
    let messages = drain(&mut session).await;
    assert_eq!(texts(&messages), ["ny-butik.dk has been registered and activated"]);
    let message = &messages[0];
    assert_eq!(message.extensions.dkhm.risk_assessment.as_deref(), Some("GREEN"));
    let Some(ResData::DomainPan(pan)) = &message.data else { panic!("{message:?}") };
    assert_eq!((pan.object.as_str(), pan.result), ("ny-butik.dk", true));
    assert_eq!(pan.cl_trid.as_deref(), Some("create-77"));
    assert_eq!(pan.sv_trid, response.tr_id.sv);
    let balance = send(&mut session, CommandBody::Balance).await;
    let Some(ResData::Balance(balance)) = balance.data else { panic!() };
    assert_eq!(balance.balance.to_string(), "9950.00");
}

#[tokio::test]
async fn a_danes_name_waits_for_the_check_and_then_comes_alive() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let registrant = create_contact(&mut session, danish_person()).await;
    let response = send(&mut session, application("aase.dk", &registrant)).await;
    assert_eq!(response.extensions.dkhm.registrant_validated, Some(false));
    sandbox.advance(Duration::minutes(1)).await.unwrap();
    let messages = drain(&mut session).await;
    assert_eq!(
        texts(&messages),
        [
            "aase.dk has been registered, but not activated due to pending ID and/or data check".to_owned(),
            format!("{registrant} has to complete the mandatory ID and data check - registry"),
        ]
    );
    assert_eq!(messages[0].extensions.dkhm.risk_assessment.as_deref(), Some("BLUE"));
    assert!(status(&mut session, "aase.dk").await.contains(&"serverHold".to_owned()));

    let both = sandbox::operations::Decision::Complete(sandbox::processing::verification::Which::Both);
    sandbox::operations::verify(sandbox.registry(), &registrant, both).await.unwrap();
    assert_eq!(
        texts(&drain(&mut session).await),
        [
            format!("{registrant} has completed the mandatory ID and data check - registry"),
            "aase.dk has been activated".to_owned(),
        ]
    );
    assert_eq!(status(&mut session, "aase.dk").await, ["serverRenewProhibited"]);
}

#[tokio::test]
async fn a_verified_dane_is_blue_and_active() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let mut person = danish_person();
    let yes = Some("true".to_owned());
    person.dkhm.contact_verification =
        Some(VerificationRequest { responsible: None, verified_id: yes.clone(), verified_email: yes });
    let registrant = create_contact(&mut session, person).await;
    send(&mut session, application("aase.dk", &registrant)).await;
    sandbox.advance(Duration::minutes(1)).await.unwrap();
    let messages = drain(&mut session).await;
    assert_eq!(texts(&messages), ["aase.dk has been registered and activated"]);
    assert_eq!(messages[0].extensions.dkhm.risk_assessment.as_deref(), Some("BLUE"));
}

#[tokio::test]
async fn a_second_application_is_accepted_and_then_rejected_and_paid_back() {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let registrant = create_contact(&mut session, foreigner()).await;
    send(&mut session, application("eftertragtet.dk", &registrant)).await;
    let second = send(&mut session, application("eftertragtet.dk", &registrant)).await;
    assert_eq!(second.code().0, 1001);
    let taken = send(&mut session, application("punktum.dk", &registrant)).await;
    assert_eq!(taken.code().0, 1001);
    sandbox.advance(Duration::minutes(1)).await.unwrap();
    let messages = drain(&mut session).await;
    assert_eq!(
        texts(&messages),
        [
            "eftertragtet.dk has been registered and activated",
            "The application for eftertragtet.dk has been rejected, as the domain was already taken",
            "The application for punktum.dk has been rejected, as the domain was already taken",
        ]
    );
    let Some(ResData::DomainPan(pan)) = &messages[2].data else { panic!() };
    assert!(!pan.result);
    let balance = send(&mut session, CommandBody::Balance).await;
    let Some(ResData::Balance(balance)) = balance.data else { panic!() };
    assert_eq!(balance.balance.to_string(), "9950.00");
}
