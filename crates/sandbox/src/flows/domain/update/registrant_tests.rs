//! Change of registrant.

use dk::MetaRole;
use epp::domain::Update;
use time::Duration;

use super::tests::{domain, done, edit, refused, registered, registrant_managed, suspended, text, told, update};
use crate::operations::Decision;
use crate::processing::requests;
use crate::processing::verification::{self, Which};
use crate::trial::{NOW, Trial, dane, german_company};
use crate::world::account::Purpose;
use crate::world::domain::{DomainState, SuspensionCause};
use crate::world::message::MessageData;
use crate::world::{Contact, Key, REGISTRY};

fn to(handle: &str) -> Update {
    update(|u| {
        u.registrant = Some(handle.to_owned());
        u.order_confirmation_token = Some(NOW.unix_timestamp().to_string());
    })
}

fn fees(trial: &Trial) -> Vec<String> {
    trial.registry.read(|world, _| {
        let lines = world.statement("REG-100001").filter(|entry| entry.purpose == Purpose::ChangeRegistrant);
        lines.map(|entry| entry.amount.to_string()).collect()
    })
}

const NOT_CHANGED: &str = "for ny.dk, as the mandatory ID and/or data check was";

#[test]
fn who_needs_no_check_becomes_registrant_at_once_for_a_fee() {
    let trial = registered();
    trial.done(update(|u| u.auth_info = Some(epp::domain::AuthInfoChange::set("autotransfer"))));
    let new = trial.contact(german_company());
    assert_eq!(trial.said(to(&new)), done());
    let now = domain(&trial);
    assert_eq!(now.registrant, *new);
    assert_eq!((now.pending, now.authorization), (None, None));
    assert_eq!(fees(&trial), ["-70.00"]);
    assert!(told(&trial).is_empty(), "the answer said it all");
}

#[test]
fn an_empty_account_does_not_hinder_it() {
    let trial = registered();
    let new = trial.contact(german_company());
    trial.change(|tx| tx.book("REG-100001", dk::Money::from_kroner(-9_950).unwrap(), Purpose::Deposit, None));
    assert_eq!(trial.said(to(&new)), done());
    assert_eq!(trial.registry.read(|world, _| world.account("REG-100001").unwrap().balance.to_string()), "-70.00");
}

/// A trial in which the change awaits the check of a Dane, with the Dane's handle.
fn pending() -> (Trial, String) {
    let trial = registered();
    let new = trial.contact(dane());
    let before = domain(&trial).registrant;
    assert_eq!(trial.said(to(&new)), text(1001, "Command completed. Pending registrant accept"));
    assert_eq!(domain(&trial).registrant, before);
    assert_eq!(told(&trial), [format!("{new} has to complete the mandatory ID and data check - registry")]);
    assert!(fees(&trial).is_empty());
    (trial, new)
}

fn outcome(trial: &Trial) -> (String, bool, Option<String>) {
    trial.registry.read(|world, _| {
        let message = world.queue("REG-100001").last().unwrap();
        match &message.data {
            MessageData::Outcome(outcome) => {
                (message.text.clone(), outcome.success, outcome.client_transaction.clone())
            }
            other => panic!("{other:?}"),
        }
    })
}

#[test]
fn who_has_to_be_checked_becomes_registrant_once_passed() {
    let (trial, new) = pending();
    assert_eq!(refused(&trial, to(&new)), text(2304, "Domain status prohibits operation"));
    trial.change(|tx| verification::complete(tx, &new, Which::Both));
    let expected = format!("The registrant has been changed to {new} for ny.dk");
    assert_eq!(outcome(&trial), (expected, true, Some("trial-1".into())));
    assert_eq!(domain(&trial).registrant, *new);
    assert_eq!(fees(&trial), ["-70.00"]);
}

#[test]
fn half_a_check_is_not_enough() {
    let (trial, new) = pending();
    trial.change(|tx| verification::complete(tx, &new, Which::Identity));
    assert!(domain(&trial).pending.is_some());
    trial.change(|tx| verification::complete(tx, &new, Which::Email));
    assert_eq!(domain(&trial).registrant, *new);
}

#[tokio::test]
async fn a_refused_check_ends_the_change() {
    let (trial, new) = pending();
    crate::operations::verify(&trial.registry, &new, Decision::Reject).await.unwrap();
    let expected = format!("The registrant has not been changed to {new} {NOT_CHANGED} rejected");
    assert_eq!(outcome(&trial), (expected, false, Some("trial-1".into())));
    assert_eq!(domain(&trial).state, DomainState::Active);
    assert!(fees(&trial).is_empty());
    let failed = "The given handle/user ID cannot be used as registrant, due to missing/rejected ID control";
    assert_eq!(refused(&trial, to(&new)), text(2201, failed));
}

#[test]
fn a_check_that_takes_too_long_ends_the_change() {
    let (trial, new) = pending();
    trial.advance(Duration::days(26));
    let expected = format!("The registrant has not been changed to {new} {NOT_CHANGED} not completed in time");
    assert_eq!(outcome(&trial), (expected, false, Some("trial-1".into())));
    assert_eq!(domain(&trial).pending, None);
}

#[test]
fn a_deletion_ends_the_change() {
    let (trial, new) = pending();
    edit(&trial, |domain| domain.state = suspended(SuspensionCause::Registry));
    trial.change(|tx| {
        let mut contact = Contact::clone(tx.world().contact(&new).unwrap());
        contact.verification.identity = crate::world::contact::Check::NotRequired;
        contact.verification.email = crate::world::contact::Check::NotRequired;
        tx.put_contact(contact);
    });
    trial.advance(Duration::days(31));
    let expected = format!("The registrant has not been changed to {new} {NOT_CHANGED} not completed");
    assert_eq!(told(&trial)[1..], [expected, "ny.dk has been deleted".to_owned()]);
}

#[test]
fn it_cannot_be_combined() {
    let trial = registered();
    let new = trial.contact(german_company());
    let combined = text(2306, "Change of registrant cannot be combined with other changes");
    for change in [
        (|u: &mut Update| u.add.ns = vec!["ns3.nordisk.example".into()]) as fn(&mut Update),
        |u| u.rem.ns = vec!["ns2.nordisk.example".into()],
        |u| u.auto_renew = Some("false".into()),
        |u| u.auth_info = Some(epp::domain::AuthInfoChange::set("autotransfer")),
        |u| u.sec_dns = Some(epp::extensions::secdns::Update::default()),
    ] {
        let mut command = to(&new);
        change(&mut command);
        assert_eq!(refused(&trial, command), combined);
    }
}

#[test]
fn the_new_registrant_must_have_accepted_the_terms() {
    let trial = registered();
    let new = trial.contact(german_company());
    let with = |token: Option<&str>| Update { order_confirmation_token: token.map(str::to_owned), ..to(&new) };
    let element = "dkhm:orderconfirmationToken";
    let missing = format!("Value required for extension.{element}");
    assert_eq!(refused(&trial, with(None)), text(2003, &missing));
    assert_eq!(refused(&trial, with(Some("soon"))), text(2005, &format!("Bad value for {element}: >soon<")));
    let old = format!("{element}: >1< exceeds allowed threshold");
    assert_eq!(refused(&trial, with(Some("1"))), text(2004, &old));
}

#[test]
fn the_new_registrant_must_be_a_contact_of_the_own_portfolio() {
    let unfit = text(2201, "The given handle/user ID cannot be used as registrant");
    let trial = registered();
    assert_eq!(refused(&trial, to("ZZ99-DK")), text(2303, "Contact not found"));
    assert_eq!(refused(&trial, to("REG-100001")), text(2304, "Bad userid. User is in a registrar group"));
    assert_eq!(refused(&trial, to(" ")), text(2003, "Value required for domain:registrant"));
    assert_eq!(refused(&trial, to(&domain(&trial).registrant)), unfit);
    let trial = trial.of_foreigner();
    let foreign = trial.contact(german_company());
    let trial = trial.of_dane();
    assert_eq!(refused(&trial, to(&foreign)), unfit);
}

#[test]
fn only_the_registrar_of_name_and_registrant_may() {
    let not_allowed = text(2201, "No privilege. You are not authorized to change registrant");
    let trial = registered();
    let new = trial.contact(german_company());
    trial.roles(&[MetaRole::Registrar, MetaRole::NameServerAdministrator]);
    assert_eq!(refused(&trial, to(&new)), not_allowed);
    let trial = registered().of_foreigner();
    let new = trial.contact(german_company());
    assert_eq!(refused(&trial, to(&new)), not_allowed);
    let trial = registered();
    let new = trial.contact(german_company());
    trial.change(|tx| {
        let handle = tx.world().domain("ny.dk").unwrap().registrant.clone();
        let contact = Contact::clone(tx.world().contact(&handle).unwrap());
        tx.put_contact(Contact { sponsor: Key::from("REG-100002"), ..contact });
    });
    assert_eq!(refused(&trial, to(&new)), not_allowed);
    let trial = registered();
    let new = trial.contact(german_company());
    edit(&trial, |domain| domain.state = suspended(SuspensionCause::Registry));
    assert_eq!(refused(&trial, to(&new)), text(2304, "Domain status prohibits operation"));
}

#[test]
fn a_verified_registrant_brings_a_waiting_name_to_life() {
    let trial = registered();
    let new = trial.contact(german_company());
    edit(&trial, |domain| domain.state = DomainState::AwaitingVerification);
    assert_eq!(trial.said(to(&new)), done());
    assert_eq!(domain(&trial).state, DomainState::Active);
    assert_eq!(told(&trial), ["ny.dk has been activated"]);
}

#[test]
fn a_verified_registrant_brings_back_a_name_that_the_former_one_lost() {
    let (trial, new) = pending();
    edit(&trial, |domain| domain.state = suspended(SuspensionCause::Verification));
    trial.change(|tx| verification::complete(tx, &new, Which::Both));
    assert_eq!(domain(&trial).state, DomainState::Active);
    let texts = ["ny.dk has been activated".to_owned(), format!("The registrant has been changed to {new} for ny.dk")];
    assert_eq!(told(&trial)[2..], texts);
}

#[test]
fn a_proxy_asks_the_registrant_of_a_registrant_managed_name() {
    let trial = registrant_managed(|domain| {
        domain.admin = Some(Key::from("REG-100001"));
        domain.billing = Some(Key::from("REG-100001"));
    });
    let new = trial.contact(german_company());
    let unfit = text(2201, "The given handle/user ID cannot be used as registrant");
    assert_eq!(refused(&trial, to(&new)), unfit);
    trial.change(|tx| {
        let contact = Contact::clone(tx.world().contact(&new).unwrap());
        tx.put_contact(Contact { sponsor: Key::from(REGISTRY), ..contact });
    });
    let asked = text(1001, "Command completed. Pending registrant approval");
    assert_eq!(trial.said(to(&new)), asked);
    assert!(trial.change(|tx| requests::answer(tx, &Key::from("ny.dk"), false)));
    let expected = format!("The registrant has not been changed to {new} {NOT_CHANGED} not completed");
    assert_eq!(outcome(&trial).0, expected);
    assert_eq!(trial.said(to(&new)), asked);
    assert!(trial.change(|tx| requests::answer(tx, &Key::from("ny.dk"), true)));
    let now = domain(&trial);
    assert_eq!((&*now.registrant, now.admin, now.billing), (new.as_str(), None, None));
    assert_eq!(
        told(&trial)[1..],
        [
            "REG-100001 has been removed as billing contact for ny.dk".to_owned(),
            format!("The registrant has been changed to {new} for ny.dk"),
        ]
    );
}
