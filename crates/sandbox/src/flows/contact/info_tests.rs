use epp::ResData;
use epp::contact::InfoData;
use epp::extensions::dkhm::Response;
use time::Duration;

use crate::operations::{self, Decision};
use crate::processing::verification::Which;
use crate::trial::{Trial, application, contact_info, dane, danish_company, german};
use crate::world::Contact;
use crate::world::contact::EmailChange;
use crate::world::domain::Transaction;

fn shown(trial: &Trial, handle: &str) -> (InfoData, Response) {
    let reply = trial.done(contact_info(handle));
    match reply.data {
        Some(ResData::ContactInfo(data)) => (*data, reply.extensions.dkhm),
        other => panic!("{other:?}"),
    }
}

#[test]
fn strangers_see_registrants_only_and_of_them_what_is_public() {
    let trial = Trial::new();
    let mut company = danish_company();
    company.dkhm.secondary_email = Some("offentlig@example.dk".into());
    company.dkhm.mobilephone = Some("+45.20304050".into());
    let handle = trial.contact(company);
    let (own, extra) = shown(&trial, &handle.to_lowercase());
    assert_eq!((own.email.as_str(), own.cl_id.as_str()), ("aase@example.dk", "REG-100001"));
    assert!(own.voice.is_some() && extra.mobilephone.is_some());
    let statuses: Vec<_> = own.statuses.iter().map(|s| s.value.as_str()).collect();
    assert_eq!(statuses, ["serverDeleteProhibited", "serverTransferProhibited"]);

    let foreign = trial.of_foreigner();
    assert_eq!(foreign.said(contact_info(&handle)), (2201, "Unauthorized".to_owned()));
    assert_eq!(foreign.said(contact_info("ZZ9-DK")), (2303, "Contact not found".to_owned()));
    assert_eq!(foreign.said(contact_info("!")), (2303, "Contact not found".to_owned()));

    let trial = foreign.of_dane();
    trial.done(application("ny.dk", &handle));
    let foreign = trial.of_foreigner();
    let (seen, extra) = shown(&foreign, &handle);
    assert_eq!((seen.email.as_str(), seen.voice), ("anonymous@punktum.dk", None));
    assert_eq!(seen.postal[0].name, "Bageriet Kornblomst ApS");
    assert_eq!((extra.mobilephone, extra.secondary_email.as_deref()), (None, Some("offentlig@example.dk")));
    assert_eq!(extra.cvr.as_deref(), Some("30725549"));
    assert_eq!(seen.statuses[0].value, "linked");
}

#[test]
fn roles_on_objects_of_ones_own_show_a_contact() {
    let trial = Trial::new();
    let roles = [trial.contact(dane()), trial.contact(german()), trial.contact(danish_company())];
    let foreign = trial.of_foreigner();
    let unauthorized = (2201, "Unauthorized".to_owned());
    for handle in &roles {
        assert_eq!(foreign.said(contact_info(handle)), unauthorized);
    }
    foreign.change(|tx| {
        let mut host = crate::world::Host::clone(tx.world().host("ns1.foreign.example").unwrap());
        host.admin = roles[0].as_str().into();
        tx.put_host(host);
        let mut domain = crate::world::Domain::clone(tx.world().domain("eksempel.dk").unwrap());
        (domain.admin, domain.billing) = (Some(roles[1].as_str().into()), Some("REG-100002".into()));
        tx.put_domain(domain);
    });
    for handle in &roles[..2] {
        assert_ne!(shown(&foreign, handle).0.email, "anonymous@punktum.dk", "{handle}");
    }
    assert_eq!(foreign.said(contact_info(&roles[2])), unauthorized);
}

#[test]
fn a_persons_second_address_is_not_public() {
    let trial = Trial::new();
    let mut person = dane();
    person.dkhm.secondary_email = Some("privat@example.dk".into());
    let handle = trial.contact(person);
    trial.done(application("ny.dk", &handle));
    assert!(shown(&trial, &handle).1.secondary_email.is_some());
    let foreign = trial.of_foreigner();
    assert_eq!(shown(&foreign, &handle).1.secondary_email, None);
}

#[tokio::test]
async fn verification_is_shown_with_its_deadline_while_it_is_pending() {
    let trial = Trial::new();
    let handle = trial.contact(dane());
    let state = |trial: &Trial| {
        let extra = shown(trial, &handle).1;
        let verification = extra.contact_verification.unwrap();
        (extra.contact_validated.unwrap(), verification.verified_id.unwrap(), verification.verified_email.unwrap())
    };
    let (validated, identity, _) = state(&trial);
    assert_eq!((validated, identity.status.as_deref(), identity.value), (false, Some("notRequired"), false));
    assert_eq!((identity.exp_date, identity.responsible), (None, None));

    trial.done(application("ny.dk", &handle));
    trial.advance(Duration::minutes(1));
    let (validated, identity, email) = state(&trial);
    assert_eq!((validated, identity.status.as_deref()), (false, Some("pending")));
    // 25 days from 3 August, at the end of the Danish day.
    assert_eq!(identity.exp_date, Some(time::macros::datetime!(2026-08-28 21:59:59 UTC)));
    assert_eq!((email.exp_date, email.responsible.as_deref()), (identity.exp_date, Some("registry")));

    let complete = Decision::Complete(Which::Both);
    operations::verify(&trial.registry, &handle, complete).await.unwrap();
    let (validated, identity, _) = state(&trial);
    assert_eq!((validated, identity.status.as_deref(), identity.value), (true, Some("completed"), true));

    let german = trial.contact(german());
    assert_eq!(shown(&trial, &german).1.contact_validated, Some(true));
}

#[test]
fn a_change_of_address_under_way_is_shown_to_those_related() {
    let trial = Trial::new();
    let handle = trial.contact(dane());
    trial.done(application("ny.dk", &handle));
    trial.change(|tx| {
        let mut contact = Contact::clone(tx.world().contact(&handle).unwrap());
        let requested_by = Transaction { account: "REG-100001".into(), client: None, server: "S-1".into() };
        let until = tx.now + Duration::hours(48);
        contact.verification.confirm_email = Some(EmailChange { address: "ny@example.dk".into(), until, requested_by });
        tx.put_contact(contact);
    });
    let awaited = |trial: &Trial| shown(trial, &handle).1.contact_verification.unwrap().confirm_email;
    let found = awaited(&trial).unwrap();
    assert_eq!((found.email.as_str(), found.status.as_deref()), ("ny@example.dk", Some("pending")));
    let foreign = trial.of_foreigner();
    assert_eq!(awaited(&foreign), None);
    let trial = foreign.of_dane();
    trial.advance(Duration::hours(48));
    assert_eq!(awaited(&trial), None);
    assert!(
        trial
            .messages()
            .contains(&format!("The new primary email, ny@example.dk, was not confirmed for {handle} - registry"))
    );
}
