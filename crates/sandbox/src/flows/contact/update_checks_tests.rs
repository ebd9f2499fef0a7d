//! The checks that a change of a contact brings, or that a registrar states.

use epp::contact::{Change, Phone, PostalKind, Update};
use epp::extensions::dkhm::VerificationRequest;
use epp::{CommandBody, ResData};
use time::Duration;

use super::update_tests::{
    address, awaiting, changing, done, email, extra, kept, moving, news, no_permission, register, text, to_kiel,
    updated,
};
use crate::operations;
use crate::processing::verification::Which;
use crate::trial::{Trial, dane, german};
use crate::world::Account;
use crate::world::contact::{Check, Register, Responsible, Risk};

fn stating(handle: &str, identity: Option<&str>, email: Option<&str>) -> Update {
    extra(handle, |extra| {
        extra.contact_verification = Some(VerificationRequest {
            responsible: None,
            verified_id: identity.map(Into::into),
            verified_email: email.map(Into::into),
        });
    })
}

fn checks(trial: &Trial, handle: &str) -> (&'static str, &'static str) {
    let v = kept(trial, handle).verification;
    (v.identity.word(), v.email.word())
}

/// A trial whose Danish registrar verifies its contacts itself.
async fn responsible() -> Trial {
    let trial = Trial::new();
    let edit = |account: &mut Account| account.verification = Responsible::Registrar;
    operations::change_account(&trial.registry, "REG-100001", edit).await.unwrap();
    trial
}

#[tokio::test]
async fn a_new_address_awaits_its_confirmation_where_the_registry_verifies() {
    let trial = Trial::new();
    let handle = trial.contact(german());
    let mut update = email(&handle, "ny@example.de");
    update.dkhm.secondary_email = Some("to@example.de".into());
    assert_eq!(trial.said(update), awaiting());
    let contact = kept(&trial, &handle);
    assert_eq!((contact.email.as_str(), contact.secondary_email.as_deref()), ("anna@example.de", None));
    assert_eq!(contact.updated, None);
    assert_eq!(
        news(&trial),
        [
            format!("{handle} has to confirm the new primary email, ny@example.de, to complete the update - registry"),
            format!("{handle} has to confirm new secondary email, to@example.de, to complete the update - registry"),
        ]
    );
    operations::confirm_email(&trial.registry, &handle, false, true).await.unwrap();
    trial.advance(Duration::hours(48));
    let contact = kept(&trial, &handle);
    assert_eq!((contact.email.as_str(), contact.secondary_email.as_deref()), ("ny@example.de", None));
    assert_eq!((contact.updated_by.as_deref(), contact.verification.email), (Some("DKHM1-DK"), Check::Completed));
    let poll = trial.done(CommandBody::Poll(epp::Poll::Req));
    let Some(ResData::ContactPan(pan)) = poll.data else { panic!("{poll:?}") };
    assert_eq!((pan.object.as_str(), pan.result, pan.cl_trid.as_deref()), (handle.as_str(), true, Some("trial-1")));
    assert_eq!(
        news(&trial),
        [
            format!("{handle} has confirmed the new primary email, ny@example.de - registry"),
            format!("The new secondary email, to@example.de, was not confirmed for {handle} - registry"),
        ]
    );
    // Another change takes the place of the one under way.
    assert_eq!(trial.said(email(&handle, "den@example.de")), awaiting());
    assert_eq!(trial.said(extra(&handle, |e| e.secondary_email = Some("to@example.de".into()))), awaiting());
    news(&trial);
    assert_eq!(trial.said(email(&handle, "anden@example.de")), awaiting());
    operations::confirm_email(&trial.registry, &handle, true, true).await.unwrap();
    assert_eq!(
        news(&trial),
        [
            format!("The new primary email, den@example.de, was not confirmed for {handle} - registry"),
            format!(
                "{handle} has to confirm the new primary email, anden@example.de, to complete the update - registry"
            ),
            format!("{handle} has confirmed the new secondary email, to@example.de - registry"),
        ]
    );
    assert_eq!(kept(&trial, &handle).secondary_email.as_deref(), Some("to@example.de"));
}

#[tokio::test]
async fn whoever_confirms_an_address_has_passed_the_check_of_it() {
    let trial = Trial::new();
    let handle = trial.contact(dane());
    register(&trial, "ny.dk", &handle);
    assert_eq!(trial.said(email(&handle, "ny@example.dk")), awaiting());
    news(&trial);
    operations::confirm_email(&trial.registry, &handle, false, true).await.unwrap();
    assert_eq!(checks(&trial, &handle), ("pending", "completed"));
    assert_eq!(
        news(&trial),
        [
            format!("{handle} has confirmed the new primary email, ny@example.dk - registry"),
            format!("{handle} has completed the mandatory data check - registry"),
        ]
    );
    operations::verify(&trial.registry, &handle, operations::Decision::Complete(Which::Identity)).await.unwrap();
    assert_eq!(
        news(&trial),
        [format!("{handle} has completed the mandatory ID check - registry"), "ny.dk has been activated".to_owned()]
    );
}

#[tokio::test]
async fn a_responsible_registrars_changes_count_as_verified() {
    let trial = responsible().await;
    let handle = trial.contact(german());
    assert_eq!(checks(&trial, &handle), ("notRequired", "notRequired"));
    let mut update = email(&handle, "ny@example.de");
    update.dkhm.secondary_email = Some("to@example.de".into());
    assert_eq!(trial.said(update), done());
    let contact = kept(&trial, &handle);
    assert_eq!((contact.email.as_str(), contact.secondary_email.as_deref()), ("ny@example.de", Some("to@example.de")));
    assert_eq!(checks(&trial, &handle), ("notRequired", "completed"));
    assert_eq!(trial.said(moving(&handle, to_kiel())), done());
    assert_eq!(checks(&trial, &handle), ("completed", "completed"));
    assert_eq!(news(&trial), [updated(&handle), updated(&handle)]);
}

#[tokio::test]
async fn a_responsible_registrar_states_its_checks() {
    let trial = responsible().await;
    let handle = trial.contact(dane());
    register(&trial, "ny.dk", &handle);
    news(&trial);
    assert_eq!(checks(&trial, &handle), ("pending", "pending"));
    assert_eq!(
        trial.said(stating(&handle, Some("maybe"), None)),
        text(2005, "Bad value for dkhm:verified_id: >maybe<")
    );
    assert_eq!(trial.said(stating(&handle, Some("true"), None)), done());
    assert_eq!(checks(&trial, &handle), ("completed", "pending"));
    assert_eq!(kept(&trial, &handle).locked, Some(Register::Cpr));
    assert_eq!(news(&trial), [format!("{handle} has completed the mandatory ID check - registrar")]);
    // The other one expires, and may be stated nevertheless.
    trial.advance(Duration::days(26));
    assert_eq!(checks(&trial, &handle), ("completed", "expired"));
    assert_eq!(news(&trial), [format!("The mandatory data check of {handle} has expired - registrar")]);
    assert_eq!(trial.said(stating(&handle, None, Some("true"))), done());
    assert_eq!(checks(&trial, &handle), ("completed", "completed"));
    assert_eq!(
        news(&trial),
        [format!("{handle} has completed the mandatory data check - registrar"), "ny.dk has been activated".to_owned(),]
    );
    // What is withdrawn from a registrant begins again.
    assert_eq!(trial.said(stating(&handle, None, Some("false"))), done());
    assert_eq!(news(&trial), [format!("{handle} has to complete the mandatory data check - registrar")]);
    let unused = trial.contact(german());
    assert_eq!(trial.said(stating(&unused, Some("true"), Some("true"))), done());
    assert_eq!(checks(&trial, &unused), ("completed", "completed"));
    assert_eq!(trial.said(stating(&unused, Some("false"), None)), done());
    assert_eq!(checks(&trial, &unused), ("notRequired", "completed"));
    assert_eq!(news(&trial), Vec::<String>::new());
}

#[tokio::test]
async fn checks_are_stated_alone_by_the_responsible_and_not_while_the_registry_looks() {
    let trial = Trial::new();
    let handle = trial.contact(dane());
    let refused = no_permission("dkhm:contact_verification");
    assert_eq!(trial.said(stating(&handle, Some("true"), Some("true"))), refused);
    register(&trial, "ny.dk", &handle);
    let edit = |account: &mut Account| account.verification = Responsible::Registrar;
    operations::change_account(&trial.registry, "REG-100001", edit).await.unwrap();
    let shown = trial.done(crate::trial::contact_info(&handle)).extensions.dkhm.contact_verification.unwrap();
    assert_eq!(shown.responsible.as_deref(), Some("registrar"));
    assert_eq!(shown.verified_id.unwrap().responsible.as_deref(), Some("registry"));
    assert_eq!(trial.said(stating(&handle, Some("true"), Some("true"))), refused);

    let free = trial.contact(german());
    let several = |named: &str| {
        text(2308, &format!("Multiple operations perfomed in one request: (contact_verification, {named})"))
    };
    let stated = stating(&free, Some("true"), None).dkhm;
    let with = |update: Update| Update { dkhm: stated.clone(), ..update };
    assert_eq!(trial.said(with(email(&free, "ny@example.de"))), several("email"));
    assert_eq!(trial.said(with(moving(&free, to_kiel()))), several("address"));
    let both = Change { postal: vec![to_kiel()], email: Some("ny@example.de".into()), ..Change::default() };
    assert_eq!(trial.said(with(changing(&free, both))), several("email, address"));
    let phone = Change { voice: Some(Phone::new("")), ..Change::default() };
    assert_eq!(trial.said(with(changing(&free, phone))), done());
    assert_eq!(checks(&trial, &free), ("completed", "notRequired"));
}

#[tokio::test]
async fn the_registry_looks_itself_at_a_dane_whom_no_register_knows() {
    let trial = responsible().await;
    let mut unknown = dane();
    unknown.postal[0].addr.street = vec!["Ukendt adresse 1".into()];
    let handle = trial.contact(unknown);
    register(&trial, "ny.dk", &handle);
    assert_eq!(trial.said(stating(&handle, Some("true"), None)), done());
    assert_eq!(checks(&trial, &handle), ("pending", "pending"));
    assert_eq!(kept(&trial, &handle).verification.responsible, Responsible::Registry);
    assert_eq!(trial.said(stating(&handle, Some("true"), None)), no_permission("dkhm:contact_verification"));
}

#[tokio::test]
async fn a_registrants_new_address_is_assessed_by_the_registry() {
    let trial = Trial::new();
    let mut known = german();
    let stated = stating("", Some("true"), Some("true")).dkhm.contact_verification;
    known.dkhm.contact_verification = stated;
    let handle = trial.contact(known);
    register(&trial, "ny.dk", &handle);
    news(&trial);
    // Nothing speaks against a foreigner; what was verified is the old address.
    assert_eq!(trial.said(moving(&handle, to_kiel())), done());
    assert_eq!(checks(&trial, &handle), ("notRequired", "completed"));
    assert_eq!(news(&trial), [updated(&handle)]);
    operations::plan_risk(&trial.registry, &handle, Some(Risk::Red)).await.unwrap();
    let back = address(PostalKind::Int, "Hafenstrasse 12", "Flensburg", "24937", "DE");
    assert_eq!(trial.said(moving(&handle, back)), done());
    assert_eq!(checks(&trial, &handle), ("pending", "completed"));
    let asked = format!("{handle} has to complete the mandatory ID check - registry");
    assert_eq!(news(&trial), [updated(&handle), asked]);
    trial.advance(Duration::days(26));
    assert_eq!(checks(&trial, &handle), ("expired", "completed"));
    assert_eq!(news(&trial), [format!("The mandatory ID check of {handle} has expired - registry")]);
}
