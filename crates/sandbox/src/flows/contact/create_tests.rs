use dk::MetaRole;
use epp::ResData;
use epp::contact::{Create, PostalKind};
use epp::extensions::dkhm::VerificationRequest;

use crate::operations;
use crate::registers::{CVR_UNAVAILABLE, CVR_WITH_UNITS};
use crate::trial::{NOW, Trial, dane, danish_company, german, german_company, postal};
use crate::world::Contact;
use crate::world::contact::{Check, Register, Responsible};

fn text(code: u16, text: &str) -> (u16, String) {
    (code, text.to_owned())
}

fn said(contact: Create) -> (u16, String) {
    Trial::new().said(contact)
}

fn with(mut contact: Create, change: impl FnOnce(&mut Create)) -> Create {
    change(&mut contact);
    contact
}

/// The contact that a command leaves.
fn kept(contact: Create) -> Contact {
    let trial = Trial::new();
    let handle = trial.contact(contact);
    trial.registry.read(|world, _| Contact::clone(world.contact(&handle).unwrap()))
}

#[test]
fn the_registry_assigns_the_handle() {
    let trial = Trial::new();
    let reply = trial.done(dane());
    assert_eq!((reply.code.0, reply.text.as_str()), (1000, "Contact created."));
    let Some(ResData::ContactCreate(created)) = reply.data else { panic!() };
    assert_eq!((created.id.as_str(), created.cr_date), ("AO10001-DK", NOW));
    for id in ["JD1-DK", "AUTO", "Force", ""] {
        let command = with(dane(), |c| c.id = id.into());
        assert_eq!(trial.said(command), text(2306, "Parameter value policy error"), "{id}");
    }
}

#[test]
fn auto_gives_back_the_contact_that_is_equal_in_all_that_counts() {
    let trial = Trial::new();
    let auto = |change: fn(&mut Create)| {
        let mut contact = danish_company();
        contact.id = "auto".into();
        change(&mut contact);
        let reply = trial.done(contact);
        let Some(ResData::ContactCreate(created)) = reply.data else { panic!() };
        (reply.text, created.id)
    };
    let (words, first) = auto(|_| {});
    assert_eq!(words, "Contact created.");
    assert_eq!(auto(|_| {}), ("Contact already exists. Please re-use.".to_owned(), first.clone()));
    // What is not compared may differ.
    assert_eq!(auto(|c| c.postal[0].addr.city = "Aarhus".into()).1, first);
    assert_eq!(auto(|c| c.dkhm.mobilephone = Some("+45.20304050".into())).1, first);
    let changes: [fn(&mut Create); 9] = [
        |c| c.postal[0].org = Some("Bageriet Kornblomst ApS".into()),
        |c| c.dkhm.user_type = Some("association".into()),
        |c| c.dkhm.cvr = Some("41884843".into()),
        |c| c.postal[0].name = "Bageriet Kornblomst A/S".into(),
        |c| c.postal[0].addr.street = vec!["Æblevej 2".into()],
        |c| c.email = "aase@example.com".into(),
        |c| c.postal[0].addr.pc = Some("8001".into()),
        |c| c.voice = Some("+45.33646001".into()),
        |c| c.id = "force".into(),
    ];
    let mut handles = vec![first.clone()];
    for (index, change) in changes.into_iter().enumerate() {
        let (words, handle) = auto(change);
        assert_eq!(words, "Contact created.", "change {index}");
        assert!(!handles.contains(&handle));
        handles.push(handle);
    }
    // Another registrar's equal contact stays unseen; the oldest of several equal ones is given.
    assert_eq!(auto(|_| {}).1, first);
    let foreign = trial.of_foreigner();
    assert_eq!(foreign.done(with(danish_company(), |c| c.id = "auto".into())).text, "Contact created.");
}

#[test]
fn every_meta_role_may_create_contacts_but_none_may_not() {
    let trial = Trial::new();
    for role in MetaRole::ALL.iter().filter(|role| role.is_for_service_users()) {
        trial.roles(&[*role]);
        assert_eq!(trial.said(dane()).0, 1000, "{role}");
    }
    trial.roles(&[]);
    assert_eq!(trial.said(dane()), text(2201, "No privilege"));
}

#[test]
fn what_is_mandatory_must_be_there() {
    let required = |element: &str| text(2003, &format!("Value required for {element}"));
    assert_eq!(said(with(dane(), |c| c.dkhm.user_type = None)), required("extension.dkhm:userType"));
    assert_eq!(said(with(danish_company(), |c| c.dkhm.cvr = None)), required("extension.dkhm:CVR"));
    assert_eq!(said(with(dane(), |c| c.postal.clear())), required("contact:postalInfo"));
    assert_eq!(said(with(dane(), |c| c.postal[0].name.clear())), required("contact:name"));
    assert_eq!(said(with(dane(), |c| c.postal[0].addr.city.clear())), required("contact:city"));
    assert_eq!(said(with(dane(), |c| c.email.clear())), required("contact:email"));
    assert_eq!(said(with(dane(), |c| c.auth_info = None)), required("contact:authInfo"));
}

#[test]
fn values_must_have_their_syntax() {
    let bad = |element: &str, value: &str| text(2005, &format!("Bad value for {element}: >{value}<"));
    assert_eq!(said(with(dane(), |c| c.dkhm.user_type = Some("firm".into()))), bad("dkhm:userType", "firm"));
    assert_eq!(said(with(dane(), |c| c.postal[0].addr.cc = "ZZ".into())), bad("contact:cc", "ZZ"));
    assert_eq!(said(with(dane(), |c| c.postal[0].addr.pc = Some("80".into()))), bad("contact:pc", "80"));
    assert_eq!(said(with(dane(), |c| c.email = "aase".into())), bad("contact:email", "aase"));
    assert_eq!(said(with(dane(), |c| c.voice = Some("33646000".into()))), bad("contact:voice", "33646000"));
    // Right by its pattern, but no number of that country.
    assert_eq!(said(with(dane(), |c| c.voice = Some("+45.123".into()))), bad("contact:voice", "+45.123"));
    let mobile = with(dane(), |c| c.dkhm.mobilephone = Some("+45 20304050".into()));
    assert_eq!(said(mobile), bad("dkhm:mobilephone", "+45 20304050"));
    let second = with(dane(), |c| c.dkhm.secondary_email = Some("@".into()));
    assert_eq!(said(second), bad("dkhm:secondaryEmail", "@"));
    let long = "x".repeat(256);
    assert_eq!(said(with(dane(), |c| c.postal[0].addr.city = long.clone())).0, 2005);
    let four = with(dane(), |c| c.postal[0].addr.street = ["1", "2", "3", "4"].map(str::to_owned).to_vec());
    assert_eq!(said(four), bad("contact:street", "4"));
    let managed = with(dane(), |c| c.dkhm.management = Some("Registrar".into()));
    assert_eq!(said(managed), bad("dkhm:management", "Registrar"));
}

#[test]
fn internationalized_addresses_are_ascii_and_chosen_outside_denmark() {
    let umlaut = with(german(), |c| c.postal[0].addr.street = vec!["Hafenstraße 12".into()]);
    assert_eq!(said(umlaut), text(2005, "Bad value for contact:postalInfo: >Hafenstraße 12<"));
    let both = |cc: &str, pc: &str| {
        with(german(), |c| {
            c.voice = None;
            c.postal = vec![
                postal(PostalKind::Loc, "Jürgen Groß", "Hafenstraße 12", "Århus", pc, cc),
                postal(PostalKind::Int, "Juergen Gross", "Hafenstrasse 12", "Aarhus", pc, cc),
            ];
        })
    };
    assert_eq!(kept(both("DE", "24937")).name, "Juergen Gross");
    let danish = kept(both("DK", "8000"));
    assert_eq!((danish.name.as_str(), danish.localized), ("Jürgen Groß", true));
    let only_local = kept(with(german(), |c| c.postal[0].kind = PostalKind::Loc));
    assert!(only_local.localized);
}

#[test]
fn organisations_have_a_name_and_maybe_an_attention() {
    let both = kept(with(danish_company(), |c| c.postal[0].org = Some("Kornblomst ApS".into())));
    assert_eq!((both.name.as_str(), both.attention.as_deref()), ("Kornblomst ApS", Some("Bageriet Kornblomst ApS")));
    let one = kept(danish_company());
    assert_eq!((one.name.as_str(), one.attention), ("Bageriet Kornblomst ApS", None));
    let person = with(dane(), |c| c.postal[0].org = Some("Ørsted".into()));
    assert_eq!(said(person), text(2306, "Parameter value policy error"));
}

#[test]
fn cvr_numbers_are_checked_and_found_in_the_register() {
    let cvr = |number: &str| with(danish_company(), |c| c.dkhm.cvr = Some(number.into()));
    assert_eq!(said(cvr("12345678")), text(2005, "Invalid CVR number"));
    assert_eq!(said(cvr("24210375")), text(2005, "Name and CVR number does not match"));
    let punktum = with(cvr("24210375"), |c| c.postal[0].name = "Punktum dk A/S".into());
    assert_eq!(said(punktum).0, 1000);
    assert_eq!(said(cvr(CVR_WITH_UNITS)), text(2005, "You need to specify pnumber"));
    let unit = with(cvr(CVR_WITH_UNITS), |c| c.dkhm.pnumber = Some("1006410698".into()));
    assert_eq!(kept(unit).p_number.as_deref(), Some("1006410698"));
    assert_eq!(said(cvr(CVR_UNAVAILABLE)), text(2400, "Unable to verify CVR number. Please try again later."));
    assert_eq!(kept(danish_company()).locked, Some(Register::Cvr));
    let vat = with(german_company(), |c| c.dkhm.cvr = Some("DE123456789".into()));
    assert_eq!(kept(vat).locked, Some(Register::Vies));
    let no_vat_number = with(german_company(), |c| c.dkhm.cvr = Some("1414441".into()));
    assert_eq!(kept(no_vat_number).locked, None);
    assert_eq!(kept(german_company()).locked, None);
    let person = with(dane(), |c| c.dkhm.cvr = Some("30725549".into()));
    assert_eq!(said(person), text(2306, "Parameter value policy error"));
}

#[test]
fn unit_and_invoice_numbers_belong_to_danish_organisations() {
    let policy = text(2306, "Parameter value policy error");
    let ean = |contact: Create, number: &str| with(contact, |c| c.dkhm.ean = Some(number.into()));
    assert_eq!(kept(ean(danish_company(), "5798009780690")).ean.as_deref(), Some("5798009780690"));
    let wrong = text(2005, "Bad value for dkhm:EAN: >5798009780691<");
    assert_eq!(said(ean(danish_company(), "5798009780691")), wrong);
    assert_eq!(said(ean(dane(), "5798009780690")), policy);
    assert_eq!(said(ean(german_company(), "5798009780690")), policy);
    // What the register says of it matters only where the registry sends invoices itself.
    let own = |contact: Create| with(ean(contact, "5798009780690"), |c| c.dkhm.management = Some("registrant".into()));
    assert_eq!(said(own(danish_company())), text(2005, "Bad value for dkhm:EAN: >5798009780690<"));
    let unit = |contact: Create, number: &str| with(contact, |c| c.dkhm.pnumber = Some(number.into()));
    assert_eq!(said(unit(danish_company(), "123")), text(2005, "Bad value for dkhm:pnumber: >123<"));
    assert_eq!(said(unit(dane(), "1006410698")), policy);
    assert_eq!(said(unit(german_company(), "1006410698")), text(2003, "Value required for extension.dkhm:CVR"));
    let sole = |contact: Create| with(contact, |c| c.dkhm.sole_proprietorship = Some("true".into()));
    assert!(kept(sole(german_company())).sole_proprietorship);
    assert_eq!(said(sole(danish_company())), policy);
    assert_eq!(said(sole(dane())), policy);
    assert_eq!(said(sole(german())), policy);
}

fn verified(contact: Create, identity: Option<&str>, email: Option<&str>) -> Create {
    with(contact, |c| {
        c.dkhm.contact_verification = Some(VerificationRequest {
            responsible: None,
            verified_id: identity.map(Into::into),
            verified_email: email.map(Into::into),
        });
    })
}

#[test]
fn both_checks_are_stated_alike() {
    let differ = text(2306, "Same value required for both verified_id and verified_email.");
    assert_eq!(said(verified(dane(), Some("true"), Some("false"))), differ);
    assert_eq!(said(verified(dane(), None, Some("1"))), differ);
    assert_eq!(said(verified(dane(), Some("maybe"), None)), text(2005, "Bad value for dkhm:verified_id: >maybe<"));
    assert_eq!(kept(verified(dane(), Some("0"), None)).verification.identity, Check::NotRequired);
    let known = kept(verified(dane(), Some("true"), Some("1")));
    assert_eq!((known.verification.identity, known.verification.email), (Check::Completed, Check::Completed));
    assert_eq!(known.locked, Some(Register::Cpr));
    // A Dane in no register must be looked at by the registry itself.
    let unknown = with(verified(dane(), Some("true"), Some("true")), |c| {
        c.postal[0].addr.street = vec!["Ukendt adresse".into()];
    });
    assert_eq!(kept(unknown).verification.identity, Check::NotRequired);
    let abroad = kept(verified(german(), Some("true"), Some("true")));
    assert_eq!((abroad.verification.identity, abroad.locked), (Check::Completed, None));
}

#[tokio::test]
async fn the_registrar_is_responsible_where_its_account_says_so_and_it_manages_the_contact() {
    let trial = Trial::new();
    let responsible = |handle: &str| trial.registry.read(|w, _| w.contact(handle).unwrap().verification.responsible);
    assert_eq!(responsible(&trial.contact(dane())), Responsible::Registry);
    let edit = |account: &mut crate::world::Account| account.verification = Responsible::Registrar;
    operations::change_account(&trial.registry, "REG-100001", edit).await.unwrap();
    assert_eq!(responsible(&trial.contact(dane())), Responsible::Registrar);
    let own = trial.contact(with(dane(), |c| c.dkhm.management = Some("registrant".into())));
    assert_eq!(responsible(&own), Responsible::Registry);
    trial.registry.read(|world, _| {
        let contact = world.contact(&own).unwrap();
        assert_eq!((&*contact.sponsor, &*contact.created_by), ("DKHM1-DK", "REG-100001"));
    });
}
