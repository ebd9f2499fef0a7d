use dk::MetaRole;
use epp::CommandBody;
use epp::contact::{Address, Change, Phone, PostalChange, PostalKind, Update};
use epp::extensions::dkhm::ContactData;
use epp::object::Status;
use time::Duration;

use crate::trial::{NOW, Trial, application, contact_update, dane, danish_company, german, german_company};
use crate::world::Contact;
use crate::world::contact::Register;

pub(super) fn text(code: u16, text: &str) -> (u16, String) {
    (code, text.to_owned())
}

pub(super) fn done() -> (u16, String) {
    text(1000, "Command completed successfully")
}

pub(super) fn awaiting() -> (u16, String) {
    text(1001, "Command completed. Pending e-mail-address verification.")
}

pub(super) fn no_permission(field: &str) -> (u16, String) {
    text(2304, &format!("You do not have permissions to modify field: {field}"))
}

pub(super) fn changing(handle: &str, change: Change) -> Update {
    Update { chg: Some(change), ..contact_update(handle) }
}

pub(super) fn email(handle: &str, address: &str) -> Update {
    changing(handle, Change { email: Some(address.into()), ..Change::default() })
}

pub(super) fn extra(handle: &str, edit: impl FnOnce(&mut ContactData)) -> Update {
    let mut update = contact_update(handle);
    edit(&mut update.dkhm);
    update
}

fn named(handle: &str, name: Option<&str>, org: Option<&str>) -> Update {
    let postal =
        PostalChange { kind: PostalKind::Loc, name: name.map(Into::into), org: org.map(Into::into), addr: None };
    changing(handle, Change { postal: vec![postal], ..Change::default() })
}

pub(super) fn address(kind: PostalKind, street: &str, city: &str, pc: &str, cc: &str) -> PostalChange {
    let addr = Address { street: vec![street.into()], city: city.into(), sp: None, pc: Some(pc.into()), cc: cc.into() };
    PostalChange { kind, name: None, org: None, addr: Some(addr) }
}

pub(super) fn moving(handle: &str, postal: PostalChange) -> Update {
    changing(handle, Change { postal: vec![postal], ..Change::default() })
}

pub(super) fn to_kiel() -> PostalChange {
    address(PostalKind::Int, "Holstenbruecke 1", "Kiel", "24103", "DE")
}

pub(super) fn kept(trial: &Trial, handle: &str) -> Contact {
    trial.registry.read(|world, _| Contact::clone(world.contact(handle).unwrap()))
}

/// Registers a name for a contact and lets the registry decide.
pub(super) fn register(trial: &Trial, name: &str, handle: &str) {
    let mut command = application(name, handle);
    command.order_confirmation_token = Some(trial.registry.clock.now().unix_timestamp().to_string());
    trial.done(command);
    trial.advance(Duration::minutes(1));
}

/// The messages since the last call.
pub(super) fn news(trial: &Trial) -> Vec<String> {
    let found = trial.messages();
    while let Some(queue) = trial.done(CommandBody::Poll(epp::Poll::Req)).queue {
        trial.done(CommandBody::Poll(epp::Poll::Ack { msg_id: queue.id }));
    }
    found
}

pub(super) fn updated(handle: &str) -> String {
    format!("The contact information has been updated for {handle}")
}

#[test]
fn free_fields_change_at_once_and_a_message_tells_of_it() {
    let trial = Trial::new();
    let handle = trial.contact(german());
    let change = Change { postal: vec![to_kiel()], voice: Some(Phone::new("+49.431987650")), ..Change::default() };
    let mut update = changing(&handle.to_lowercase(), change);
    update.dkhm.mobilephone = Some("+49.15112345678".into());
    assert_eq!(trial.said(update), done());
    let contact = kept(&trial, &handle);
    assert_eq!((contact.city.as_str(), contact.postal_code.as_deref()), ("Kiel", Some("24103")));
    assert_eq!(contact.street, ["Holstenbruecke 1"]);
    assert_eq!((contact.voice.as_deref(), contact.mobile.as_deref()), (Some("+49.431987650"), Some("+49.15112345678")));
    assert_eq!((contact.name.as_str(), contact.email.as_str()), ("Anna Schmidt", "anna@example.de"));
    assert_eq!((contact.updated_by.as_deref(), contact.updated), (Some("REG-100001"), Some(NOW)));
    assert_eq!(news(&trial), [updated(&handle)]);
    // Empty elements remove, equal ones change nothing.
    let nobody = Change { voice: Some(Phone::new("")), email: Some("anna@example.de".into()), ..Change::default() };
    let removing = Update {
        dkhm: ContactData { mobilephone: Some(String::new()), ..ContactData::default() },
        ..changing(&handle, nobody)
    };
    assert_eq!(trial.said(removing), done());
    assert_eq!((kept(&trial, &handle).voice, kept(&trial, &handle).mobile), (None, None));
    assert_eq!(news(&trial), [updated(&handle)]);
    assert_eq!(trial.said(moving(&handle, to_kiel())), done());
    assert_eq!(news(&trial), Vec::<String>::new());
}

#[test]
fn a_change_passes_the_checks_of_a_creation() {
    let trial = Trial::new();
    let handle = trial.contact(german());
    let bad = |element: &str, value: &str| text(2005, &format!("Bad value for {element}: >{value}<"));
    let voice = |number: &str| changing(&handle, Change { voice: Some(Phone::new(number)), ..Change::default() });
    assert_eq!(trial.said(voice("+49.1")), bad("contact:voice", "+49.1"));
    assert_eq!(trial.said(email(&handle, "anna")), bad("contact:email", "anna"));
    let umlaut = address(PostalKind::Int, "Holstenbrücke 1", "Kiel", "24103", "DE");
    assert_eq!(trial.said(moving(&handle, umlaut)), bad("contact:postalInfo", "Holstenbrücke 1"));
    let code = address(PostalKind::Int, "Holstenbruecke 1", "Kiel", "24103-24103-24103", "DE");
    assert_eq!(trial.said(moving(&handle, code)), bad("contact:pc", "24103-24103-24103"));
    assert_eq!(
        trial.said(extra(&handle, |e| e.sole_proprietorship = Some("maybe".into()))),
        bad("dkhm:sole_proprietorship", "maybe")
    );
    let policy = text(2306, "Parameter value policy error");
    assert_eq!(trial.said(named(&handle, None, Some("Schmidt GmbH"))), policy);
    assert_eq!(trial.said(extra(&handle, |e| e.cvr = Some("DE123456789".into()))), policy);
    assert_eq!(trial.said(extra(&handle, |e| e.sole_proprietorship = Some("true".into()))), policy);
    assert_eq!(kept(&trial, &handle).updated, None);
    // A company that moves to Denmark needs a number there, and the register must know it.
    let company = trial.contact(german_company());
    let to_denmark = |cvr: &str| {
        let mut update = moving(&company, address(PostalKind::Loc, "Æblevej 1", "Århus", "8000", "DK"));
        update.chg.as_mut().unwrap().voice = Some(Phone::new("+45.33646000"));
        update.dkhm.cvr = Some(cvr.into());
        update
    };
    assert_eq!(trial.said(to_denmark("")), text(2003, "Value required for extension.dkhm:CVR"));
    assert_eq!(trial.said(to_denmark("12345678")), text(2005, "Invalid CVR number"));
    assert_eq!(trial.said(to_denmark("24210375")), text(2005, "Name and CVR number does not match"));
    assert_eq!(trial.said(to_denmark("30000005")), text(2005, "You need to specify pnumber"));
    let unavailable = text(2400, "Unable to verify CVR number. Please try again later.");
    assert_eq!(trial.said(to_denmark("40000003")), unavailable);
    assert_eq!(trial.said(to_denmark("30725549")), done());
    let contact = kept(&trial, &company);
    assert_eq!((contact.locked, contact.localized), (Some(Register::Cvr), true));
}

#[test]
fn only_data_of_free_contacts_of_ones_own_is_changed() {
    let trial = Trial::new();
    let handle = trial.contact(german());
    assert_eq!(trial.said(email("ZZ9-DK", "a@example.de")), text(2303, "Contact not found"));
    assert_eq!(trial.said(email("!", "a@example.de")), text(2303, "Contact not found"));
    assert_eq!(trial.said(contact_update(&handle)), text(2003, "Value required for contact:chg"));
    let status = Update { add: vec![Status::new("clientUpdateProhibited")], ..email(&handle, "a@example.de") };
    assert_eq!(trial.said(status), text(2102, "Unimplemented option"));
    let foreign = trial.of_foreigner();
    let not_yours = text(2400, "You are not authorized to change that contact");
    assert_eq!(foreign.said(email(&handle, "a@example.de")), not_yours);
    let trial = foreign.of_dane();
    trial.roles(&[MetaRole::Registrar, MetaRole::Payer, MetaRole::NameServerAdministrator]);
    assert_eq!(trial.said(email(&handle, "a@example.de")), text(2201, "No privilege"));
    trial.roles(&[MetaRole::Proxy]);
    assert_eq!(trial.said(email(&handle, "a@example.de")), awaiting());

    // A profile of one's own at the registry, but not a customer's.
    let mut own = dane();
    own.dkhm.management = Some("registrant".into());
    let own = trial.contact(own);
    assert_eq!(trial.said(extra(&own, |e| e.mobilephone = Some("+45.20304050".into()))), done());
    trial.change(|tx| {
        let mut domain = crate::world::Domain::clone(tx.world().domain("eksempel.dk").unwrap());
        domain.registrant = own.as_str().into();
        tx.put_domain(domain);
    });
    assert_eq!(trial.said(extra(&own, |e| e.mobilephone = Some("+45.20304051".into()))), not_yours);
}

#[test]
fn what_a_register_holds_is_locked() {
    let trial = Trial::new();
    let mut company = danish_company();
    company.dkhm.ean = Some("5798009780690".into());
    let handle = trial.contact(company);
    let moved = |street, cc| moving(&handle, address(PostalKind::Loc, street, "Århus", "8000", cc));
    assert_eq!(trial.said(named(&handle, Some("Andet ApS"), None)), no_permission("contact:name"));
    assert_eq!(trial.said(named(&handle, None, Some("Andet ApS"))), no_permission("contact:org"));
    assert_eq!(trial.said(moved("Pærevej 1", "DK")), no_permission("contact:addr"));
    assert_eq!(trial.said(moved("Æblevej 1", "SE")), no_permission("contact:cc"));
    assert_eq!(trial.said(extra(&handle, |e| e.cvr = Some("41884843".into()))), no_permission("dkhm:CVR"));
    assert_eq!(trial.said(extra(&handle, |e| e.ean = Some("5790000000005".into()))), no_permission("dkhm:EAN"));
    let type_ = extra(&handle, |e| e.user_type = Some("association".into()));
    assert_eq!(trial.said(type_), no_permission("dkhm:userType"));
    assert_eq!(kept(&trial, &handle).updated, None);
    // Equal data, a unit and an attention line are free.
    assert_eq!(trial.said(moved("Æblevej 1", "DK")), done());
    let unit = extra(&handle, |e| e.pnumber = Some("1006410698".into()));
    assert_eq!(trial.said(unit), done());
    let attention = named(&handle, Some("Bogholderiet"), Some("Bageriet Kornblomst ApS"));
    assert_eq!(trial.said(attention), done());
    let contact = kept(&trial, &handle);
    assert_eq!(
        (contact.name.as_str(), contact.attention.as_deref()),
        ("Bageriet Kornblomst ApS", Some("Bogholderiet"))
    );
    let swedish = trial.contact({
        let mut company = german_company();
        company.dkhm.cvr = Some("DE123456789".into());
        company
    });
    assert_eq!(trial.said(moving(&swedish, to_kiel())), no_permission("contact:addr"));
}

#[test]
fn a_registrants_name_is_locked_and_nobodys_type_changes() {
    let trial = Trial::new();
    let handle = trial.contact(german());
    let rename = |name: &str| {
        let postal = PostalChange { kind: PostalKind::Int, name: Some(name.into()), org: None, addr: None };
        moving(&handle, postal)
    };
    assert_eq!(trial.said(rename("Anna Meier")), done());
    register(&trial, "ny.dk", &handle);
    assert_eq!(trial.said(rename("Anna Schulz")), no_permission("contact:name"));
    assert_eq!(trial.said(rename("Anna Meier")), done());
    assert_eq!(trial.said(moving(&handle, to_kiel())), done());
    let company = extra(&handle, |e| e.user_type = Some("company".into()));
    assert_eq!(trial.said(company), no_permission("dkhm:userType"));
}

#[test]
fn contacts_are_neither_deleted_nor_transferred_by_command() {
    let trial = Trial::new();
    for verb in ["delete", "transfer"] {
        let xml = format!(
            "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command><{verb}{}><c:{verb} \
             xmlns:c='urn:ietf:params:xml:ns:contact-1.0'><c:id>DKHM1-DK</c:id></c:{verb}></{verb}></command></epp>",
            if verb == "transfer" { " op='request'" } else { "" }
        );
        let Ok(epp::ClientFrame::Command(command)) = epp::ClientFrame::parse(&xml) else { panic!("{xml}") };
        assert_eq!(trial.said(command.body), text(2101, "Unimplemented"), "{verb}");
    }
}
