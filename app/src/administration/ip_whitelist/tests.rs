use std::net::IpAddr;

use time::macros::datetime;

use super::{Entry, Props, page, parse};
use ui::testing::{EVIL, both};
use ui::{Fields, FormState, Lang};

fn entry(id: i64, network: &str) -> Entry {
    Entry {
        id,
        network: network.parse().unwrap(),
        note: EVIL.to_owned(),
        added_at: datetime!(2026-09-02 07:12 UTC),
        added_by: EVIL.to_owned(),
    }
}

fn own() -> IpAddr {
    "192.0.2.17".parse().unwrap()
}

fn shown(props: &Props, form: &FormState) -> [String; 2] {
    both(|viewer| page(viewer, props.clone(), form))
}

#[test]
fn the_list_shows_ones_own_address_and_asks_before_locking_out() {
    let props = Props {
        entries: vec![entry(1, "192.0.2.0/24"), entry(2, "2001:db8::/32")],
        own_address: own(),
        unconfirmed: None,
    };
    let [da, en] = shown(&props, &FormState::default());
    assert!(en.contains("action=\"/administration/ip-whitelist/1/remove\"") && en.contains("192.0.2.0/24"));
    assert_eq!(en.matches("name=\"confirm_lockout\"").count(), 1);
    assert!(en.contains("You use the portal from 192.0.2.17.") && en.contains("The list admits it."));
    assert!(da.contains("Din adresse") && da.contains("Uden det lukker du dig selv ude"));
    let twice = Props { entries: vec![entry(1, "192.0.2.0/24"), entry(2, "0.0.0.0/0")], ..props };
    let [_, en] = shown(&twice, &FormState::default());
    assert!(!en.contains("confirm_lockout") && en.contains("Admits the whole Internet"));
}

#[test]
fn a_removal_without_confirmation_is_explained_at_its_box() {
    let props = Props { entries: vec![entry(1, "192.0.2.0/24")], own_address: own(), unconfirmed: Some(1) };
    let [_, en] = shown(&props, &FormState::default());
    assert!(en.contains("192.0.2.0/24 is still on the list") && en.contains("href=\"#confirm-lockout-1\""));
    assert!(en.contains("id=\"confirm-lockout-1-error\"") && en.contains("aria-invalid=\"true\""));
}

#[test]
fn an_empty_list_admits_nobody_and_offers_ones_own_address() {
    let props = Props { own_address: "2001:db8::7".parse().unwrap(), ..Props::default() };
    let [da, en] = shown(&props, &FormState::default());
    assert!(en.contains("admits nobody") && da.contains("tillader ingen"));
    assert!(en.contains("href=\"/administration/ip-whitelist?network=2001%3Adb8%3A%3A7\""));
}

#[test]
fn what_was_typed_stays_beside_what_is_wrong_with_it() {
    let typed = Fields::from_pairs(vec![
        ("network".to_owned(), "192.0.2.9/24".to_owned()),
        ("note".to_owned(), EVIL.to_owned()),
    ]);
    let errors = parse(&typed, Lang::En).unwrap_err();
    let [_, en] = shown(&Props::default(), &FormState::with_errors(typed, errors));
    assert!(
        en.contains("value=\"192.0.2.9/24\"") && en.contains("192.0.2.0/24.") && en.contains("href=\"#f-network\"")
    );
}
