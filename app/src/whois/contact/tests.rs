use dk::{Handle, MetaRoles};
use time::macros::datetime;

use super::{Check, Confirmation, Contact, Postal, Props, Verification, View, invalid_page, page};
use crate::whois::object::testing::{
    HOSTILE, NOW, fresh, hostile, hostile_statuses, hostile_timeline, hostile_unknown, hostile_users, indexed,
    rendered, viewer,
};
use crate::whois::object::{Freshness, History, Status};
use ui::explain::{self, Outage};

fn props(view: View) -> Props {
    Props { handle: "GSA42-DK".to_owned(), view, domains: Vec::new(), domains_total: 0, timeline: History::default() }
}

fn html(props: Props) -> String {
    rendered(|lang| page(viewer(lang, MetaRoles::ALL), props.clone()))
}

fn found(contact: Contact) -> String {
    html(props(View::Found(Box::new(contact))))
}

fn company() -> Contact {
    Contact {
        yours: true,
        user_type: Some("company".to_owned()),
        postal: vec![Postal {
            kind: "loc".to_owned(),
            name: "Åse Grød".to_owned(),
            org: Some("Grød & Sønner ApS".to_owned()),
            city: "Aarhus C".to_owned(),
            postal_code: Some("8000".to_owned()),
            country: "DK".to_owned(),
            ..Postal::default()
        }],
        cvr: Some("24210375".to_owned()),
        voice: Some("+45.33641110".to_owned()),
        email: Some("ase@groed.example".to_owned()),
        statuses: vec![Status::new("linked")],
        cl_id: Some("REG-100001".to_owned()),
        ..Contact::new(fresh())
    }
}

fn pending(at: time::OffsetDateTime) -> Option<Check> {
    Some(Check { verified: false, status: Some("pending".to_owned()), responsible: None, expires_at: Some(at) })
}

#[test]
fn a_company_shows_its_name_its_attention_and_its_numbers() {
    let html = found(company());
    assert!(html.contains("Grød &amp; Sønner ApS") && html.contains("Attention") && html.contains("8000 Aarhus C"));
    assert!(html.contains("CVR number") && html.contains("Denmark") && html.contains("+45 33641110"));
    assert!(html.contains("<code>linked</code>") && html.contains("No domain name in your portfolio uses it."));
}

#[test]
fn a_name_that_the_registry_repeats_is_shown_once() {
    let mut contact = company();
    contact.postal[0].name = "Grød & Sønner ApS".to_owned();
    assert!(!found(contact).contains("Attention"));
}

#[test]
fn abroad_the_number_is_no_cvr() {
    let mut contact = company();
    contact.postal[0].country = "DE".to_owned();
    let html = found(contact);
    assert!(html.contains("Company or VAT number") && html.contains("Germany") && !html.contains("CVR number"));
}

#[test]
fn a_masked_address_is_explained() {
    let html = found(Contact { email: Some("anonymous@punktum.dk".to_owned()), yours: false, ..company() });
    assert!(html.contains("hides the real address") && html.contains("Not in your portfolio"));
}

#[test]
fn deadlines_are_said_before_everything_else() {
    let deadline = datetime!(2026-12-16 22:59:59 UTC);
    let both = Verification { id: pending(deadline), email: pending(deadline), ..Verification::default() };
    let html = found(Contact { verification: Some(both), ..company() });
    assert!(html.contains("Identity and e-mail address must be verified before 16 Dec 2026 23:59"));
    let one = Verification { id: pending(deadline), ..Verification::default() };
    let html = found(Contact { verification: Some(one), ..company() });
    assert!(html.contains("Identity must be verified before") && html.contains("Awaiting verification"));
}

#[test]
fn what_the_registry_does_not_show_is_told_apart_from_what_does_not_exist() {
    let not_shown = rendered(|lang| {
        let refusal = explain::refusal(lang, 2201, "Unauthorized", "BIRK-1", "SV-1", &[]);
        page(viewer(lang, MetaRoles::ALL), props(View::NotShown(refusal)))
    });
    assert!(not_shown.contains("Not shown to your account") && not_shown.contains("BIRK-1"));
    assert!(html(props(View::NotFound)).contains("No such contact"));
    assert!(html(props(View::Unanswered(Outage::Broken))).contains("Try again"));
    assert!(found(Contact { freshness: indexed(), ..company() }).contains("20 Nov 2026 14:00"));
}

#[test]
fn something_that_is_no_handle_is_explained() {
    for input in [HOSTILE, "REG-100001"] {
        let error = Handle::parse(input).unwrap_err();
        let html = rendered(|lang| invalid_page(viewer(lang, MetaRoles::ALL), input, &error));
        assert_eq!(html.contains("This is a registrar account"), input == "REG-100001");
    }
}

fn hostile_contact(freshness: Freshness) -> Contact {
    let check =
        || Some(Check { verified: true, status: Some(hostile()), responsible: Some(hostile()), expires_at: Some(NOW) });
    let confirm = || {
        Some(Confirmation {
            email: hostile(),
            status: Some(hostile()),
            responsible: Some(hostile()),
            expires_at: Some(NOW),
        })
    };
    let text = || Some(hostile());
    let postal = |kind: &str| Postal {
        kind: kind.to_owned(),
        name: hostile(),
        org: Some(format!("{HOSTILE} ApS")),
        street: vec![hostile(), hostile()],
        postal_code: text(),
        city: hostile(),
        state: text(),
        country: hostile(),
    };
    Contact {
        yours: true,
        roid: text(),
        user_type: text(),
        validated: Some(true),
        postal: vec![postal("loc"), postal("int")],
        voice: text(),
        fax: text(),
        mobile: text(),
        email: text(),
        secondary_email: text(),
        cvr: text(),
        p_number: text(),
        ean: text(),
        sole_proprietorship: Some(true),
        management: text(),
        verification: Some(Verification {
            responsible: text(),
            id: check(),
            email: check(),
            confirm_email: confirm(),
            confirm_secondary_email: confirm(),
        }),
        statuses: hostile_statuses(),
        cl_id: text(),
        cr_id: text(),
        cr_date: Some(NOW),
        up_id: text(),
        up_date: Some(NOW),
        tr_date: Some(NOW),
        other: vec![(hostile(), hostile())],
        unknown: hostile_unknown(),
        freshness,
    }
}

#[test]
fn nothing_that_the_registry_sends_comes_alive() {
    for freshness in [fresh(), indexed()] {
        let view = View::Found(Box::new(hostile_contact(freshness)));
        let props = Props {
            handle: hostile(),
            view,
            domains: hostile_users(),
            domains_total: 1_204,
            timeline: hostile_timeline(),
        };
        assert!(html(props).matches("&lt;script&gt;alert(1)").count() > 40);
    }
}
