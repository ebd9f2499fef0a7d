//! Proxy and payer of registrant-managed names.

use dk::MetaRole;
use epp::domain::{DomainContact, Update};

use super::tests::{domain, done, refused, registered, registrant_managed, text, told, update};
use crate::processing::requests;
use crate::trial::{Trial, german_company};
use crate::world::Key;

const DANE: &str = "REG-100001";
const FOREIGNER: &str = "REG-100002";

fn contact(role: &str, id: &str) -> Vec<DomainContact> {
    vec![DomainContact { role: role.into(), id: id.into() }]
}

fn add(role: &str, id: &str) -> Update {
    update(|u| u.add.contacts = contact(role, id))
}

fn rem(role: &str, id: &str) -> Update {
    update(|u| u.rem.contacts = contact(role, id))
}

fn answer(trial: &Trial, accepted: bool) {
    assert!(trial.change(|tx| requests::answer(tx, &Key::from("ny.dk"), accepted)));
}

/// The Danish registrar is the proxy, the foreign one pays.
fn with_roles() -> Trial {
    registrant_managed(|domain| {
        domain.admin = Some(Key::from(DANE));
        domain.billing = Some(Key::from(FOREIGNER));
    })
}

#[test]
fn registrar_managed_names_have_no_such_roles() {
    let trial = registered();
    let expected = text(2306, "Specifying contacts for registrar managed domains is not allowed");
    for command in [add("billing", DANE), add("admin", DANE), rem("billing", DANE), rem("admin", DANE)] {
        assert_eq!(refused(&trial, command), expected);
    }
    // The registry has no technical contacts.
    assert_eq!(trial.said(add("tech", DANE)), done());
}

#[test]
fn a_registrar_may_become_payer_by_itself() {
    let trial = registrant_managed(|_| {}).of_foreigner();
    assert_eq!(refused(&trial, add("billing", DANE)), text(2201, "No privilege."));
    assert_eq!(refused(&trial, add("admin", FOREIGNER)), text(2201, "No privilege."));
    assert_eq!(trial.said(add("billing", FOREIGNER)), done());
    assert_eq!(domain(&trial).billing.as_deref(), Some(FOREIGNER));
    assert_eq!(refused(&trial, add("billing", FOREIGNER)), text(2302, "Object exists"));
    trial.roles(&[MetaRole::Payer]);
    assert_eq!(refused(&trial, rem("billing", FOREIGNER)), text(2201, "No privilege."));
}

#[test]
fn a_proxy_appoints_a_registrar_as_payer_at_once_and_another_once_accepted() {
    let trial = with_roles();
    assert_eq!(trial.said(add("billing", DANE)), done());
    assert_eq!(domain(&trial).billing.as_deref(), Some(DANE));
    assert_eq!(
        trial.registry.read(|world, _| world.queue(FOREIGNER).map(|m| m.text.clone()).collect::<Vec<_>>()),
        ["REG-100002 has been removed as billing contact for ny.dk"]
    );
    let payer = trial.contact(german_company());
    assert_eq!(trial.said(add("billing", &payer)), text(1001, "Command completed successfully; action pending"));
    assert_eq!(domain(&trial).billing.as_deref(), Some(DANE));
    answer(&trial, false);
    assert_eq!(domain(&trial).billing.as_deref(), Some(DANE));
    assert_eq!(trial.said(add("billing", &payer)).0, 1001);
    answer(&trial, true);
    assert_eq!(domain(&trial).billing.as_deref(), Some(payer.as_str()));
    assert_eq!(told(&trial), ["REG-100001 has been removed as billing contact for ny.dk", "ny.dk has been updated"]);
}

#[test]
fn a_proxy_is_appointed_with_consent() {
    let trial = with_roles();
    assert_eq!(trial.said(add("admin", FOREIGNER)), text(1001, "Command completed. Pending registrant approval"));
    assert_eq!(domain(&trial).admin.as_deref(), Some(DANE));
    assert_eq!(refused(&trial, add("admin", FOREIGNER)), text(2304, "Domain status prohibits operation"));
    answer(&trial, true);
    assert_eq!(domain(&trial).admin.as_deref(), Some(FOREIGNER));
    // Both hear of it: who is proxy now, and who asked.
    assert_eq!(told(&trial), ["ny.dk has been updated"]);
    assert_eq!(trial.of_foreigner().messages(), ["ny.dk has been updated"]);
}

#[test]
fn roles_fall_back_to_the_registrant() {
    let trial = with_roles();
    assert_eq!(trial.said(rem("billing", FOREIGNER)), done());
    assert_eq!(domain(&trial).billing, None);
    assert_eq!(refused(&trial, rem("billing", FOREIGNER)), text(2306, "Role not permitted"));
    assert_eq!(refused(&trial, rem("admin", FOREIGNER)), text(2305, "Object association prohibits operation"));
    assert_eq!(refused(&trial, rem("admin", "ZZ99-DK")), text(2303, "Contact not found"));
    assert_eq!(trial.said(rem("admin", DANE)), done());
    assert_eq!(domain(&trial).admin, None);
    assert_eq!(refused(&trial, rem("admin", DANE)), text(2201, "No privilege."));
    // The payer may only give up paying.
    let trial = with_roles().of_foreigner();
    assert_eq!(refused(&trial, rem("admin", DANE)), text(2201, "No privilege."));
    assert_eq!(trial.said(rem("billing", FOREIGNER)), done());
}

#[test]
fn roles_must_be_ones_that_there_are_and_named_once() {
    let trial = with_roles();
    assert_eq!(refused(&trial, add("owner", DANE)), text(2306, "Role not permitted"));
    let twice = update(|u| u.rem.contacts = [contact("billing", DANE), contact("billing", FOREIGNER)].concat());
    assert_eq!(refused(&trial, twice), text(2201, "Repeated remove"));
    let both = update(|u| {
        u.rem.contacts = contact("billing", FOREIGNER);
        u.add.contacts = contact("billing", FOREIGNER);
    });
    let expected = "Multiple operations perfomed in one request: (REG-100002)";
    assert_eq!(refused(&trial, both), text(2308, expected));
    assert_eq!(refused(&trial, add("billing", "ZZ99-DK")), text(2303, "Contact not found"));
    assert_eq!(refused(&trial, add("billing", "nonsense")), text(2303, "Contact not found"));
    // Exchanged in one command.
    let exchanged = update(|u| {
        u.rem.contacts = contact("billing", FOREIGNER);
        u.add.contacts = contact("billing", DANE);
    });
    assert_eq!(trial.said(exchanged), done());
    assert_eq!(domain(&trial).billing.as_deref(), Some(DANE));
}
