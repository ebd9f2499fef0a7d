use super::{HANDLE, NEW, fields, parse, viewer};
use crate::flow::{self, ReviewProps};
use crate::whois::register::{Availability, KnownContact, Props, RegisterForm};
use ui::components::Funds;
use ui::explain::Outage;
use ui::{Fields, FormState, Lang, Viewer};

const EVIL: &str = "</textarea><script>alert(1)</script>\"'";

fn props() -> Props {
    Props {
        registrar_handle: EVIL.to_owned(),
        registrar_name: EVIL.to_owned(),
        name_servers: vec!["ns1.nordisk.example".to_owned(), "ns2.nordisk.example".to_owned()],
        contacts: vec![known(EVIL)],
        terms_version: Some(EVIL.to_owned()),
        auto_renew_default: false,
        registrant: None,
    }
}

fn page(viewer: Viewer, known: Props, state: &FormState) -> String {
    flow::page::<RegisterForm>(viewer, flow::Props { known, funds: Funds::default(), form_key: EVIL.to_owned() }, state)
}

fn known(text: &str) -> KnownContact {
    KnownContact {
        handle: text.to_owned(),
        name: text.to_owned(),
        place: text.to_owned(),
        management: None,
        verification: None,
    }
}

fn reviewed(lang: Lang, typed: &Fields, availability: Availability) -> String {
    let props = ReviewProps::<RegisterForm> {
        known: Props { registrant: Some(known(EVIL)), ..props() },
        asked: parse(typed, lang).unwrap(),
        checked: availability,
        funds: Funds::default(),
        form_key: "the-key".to_owned(),
        token: "the-token".to_owned(),
        again: None,
        state: FormState::of(typed.clone()),
    };
    flow::review(viewer(lang), props)
}

/// No free text comes out alive, and nothing stands inline.
#[track_caller]
fn harmless(html: &str) {
    assert!(!html.contains("<script>"), "a script got through");
    assert!(!html.contains(" style=\"") && !html.contains("<style"), "inline style");
    assert!(!html.contains(" onclick") && !html.contains(" onchange"), "inline handler");
    assert_eq!(html.matches("<h1").count(), 1);
}

#[test]
fn free_text_is_escaped_everywhere() {
    for lang in [Lang::Da, Lang::En] {
        let every: Vec<(&str, &str)> = HANDLE.iter().chain(NEW).map(|(name, _)| (*name, EVIL)).collect();
        let extra = [("reference", EVIL), ("po_number", EVIL), ("account_code", EVIL), ("ds_records", EVIL)];
        let typed = fields(&[&every, &extra]);
        let errors = parse(&typed, lang).unwrap_err();
        harmless(&page(viewer(lang), props(), &FormState::with_errors(typed, errors)));

        let notes = [
            ("reference", EVIL),
            ("po_number", EVIL),
            ("account_code", EVIL),
            ("contact_organisation", EVIL),
            ("terms_version", EVIL),
        ];
        harmless(&reviewed(lang, &fields(&[NEW, &notes]), Availability::Other(EVIL.to_owned())));
        harmless(&reviewed(lang, &fields(&[&notes]), Availability::Available));
    }
}

#[test]
fn both_languages_have_their_own_words() {
    let of = |lang| page(viewer(lang), props(), &FormState::default());
    assert!(of(Lang::Da).contains("Registrér domænenavn") && !of(Lang::Da).contains("Register domain name"));
    assert!(of(Lang::En).contains("Register domain name") && !of(Lang::En).contains("Registrér domænenavn"));
}

#[test]
fn the_form_starts_with_the_accounts_defaults_but_without_a_time_of_acceptance() {
    let html = page(viewer(Lang::En), props(), &FormState::default());
    assert!(html.contains("ns1.nordisk.example\nns2.nordisk.example"));
    assert!(radio_is_checked(&html, "auto_renew", "false") && !radio_is_checked(&html, "auto_renew", "true"));
    assert!(html.contains("name=\"accepted_at\" value=\"\""), "the time of acceptance is never filled in");
    assert!(html.contains("name=\"terms_version\" value=\"\""), "the version of the terms is never filled in");
    assert!(!html.contains("accepted_fold"));
}

#[test]
fn what_was_typed_comes_back() {
    let typed = fields(&[NEW, &[("name_servers", ""), ("auto_renew", "true"), ("contact_verified", "1")]]);
    let errors = parse(&typed, Lang::En).unwrap_err();
    let html = page(viewer(Lang::En), props(), &FormState::with_errors(typed, errors));
    assert!(!html.contains("ns1.nordisk.example"), "name servers that were deleted are not offered again");
    assert!(radio_is_checked(&html, "registrant_kind", "new") && radio_is_checked(&html, "auto_renew", "true"));
    assert!(html.contains("value=\"Grød &amp; Sønner ApS\""));
}

#[test]
fn the_doubled_hour_is_asked_only_where_it_is_doubled() {
    let shows = |at: &str| {
        let state = FormState::of(fields(&[&[("accepted_at", at)]]));
        page(viewer(Lang::En), props(), &state).contains("name=\"accepted_fold\"")
    };
    assert!(shows("2026-10-25T02:30") && shows("25-10-2026 02:30"));
    assert!(!shows("2026-10-25T03:30") && !shows("2026-03-29T02:30") && !shows("nonsense"));
}

#[test]
fn the_review_carries_its_key_and_token_and_nothing_that_was_typed() {
    let typed = fields(&[NEW, &[("authorization_code", "deadbeef"), ("csrf_token", "old"), ("form_key", "posted")]]);
    let html = reviewed(Lang::En, &typed, Availability::Available);
    assert_eq!(html.matches("name=\"form_key\"").count(), 1);
    assert!(
        html.contains("name=\"form_key\" value=\"the-key\"") && html.contains("name=\"reviewed\" value=\"the-token\"")
    );
    assert!(html.contains("href=\"/whois/register?form=the-key\""), "what was typed can be changed");
    assert!(!html.contains("deadbeef"), "the code is not shown");
    assert!(html.contains("name=\"seen\" value=\"registrant=\""), "what it says of each thing comes back");
}

#[test]
fn the_review_offers_sending_only_where_it_has_a_chance() {
    let sends = |typed: &Fields, availability| reviewed(Lang::En, typed, availability).contains("value=\"send\"");
    let (without, with) = (fields(&[]), fields(&[&[("authorization_code", "deadbeef")]]));
    assert!(sends(&without, Availability::Available) && sends(&without, Availability::Enqueued));
    assert!(sends(&without, Availability::Unanswered(Outage::Busy)));
    assert!(!sends(&without, Availability::InUse) && !sends(&without, Availability::Other("Reserved".to_owned())));
    assert!(!sends(&without, Availability::OfferedOnWaitingList) && sends(&with, Availability::OfferedOnWaitingList));
    assert!(reviewed(Lang::En, &without, Availability::InUse).contains("?form=the-key"));
}

#[test]
fn answers_of_a_check_are_understood() {
    let of = Availability::of_check;
    assert_eq!(of(true, None), Availability::Available);
    for words in ["In use", "In Use"] {
        assert_eq!(of(false, Some(words)), Availability::InUse);
    }
    assert_eq!(of(false, Some("Enqueued")), Availability::Enqueued);
    assert_eq!(of(false, Some("Offered for pos. on waiting list")), Availability::OfferedOnWaitingList);
    assert_eq!(of(false, Some("Reserved")), Availability::Other("Reserved".to_owned()));
}

#[test]
fn the_review_tells_eszett_from_ss_and_names_the_moment_with_its_zone() {
    let html = reviewed(Lang::En, &fields(&[&[("domain_name", "straße.dk")]]), Availability::Available);
    assert!(html.contains("xn--strae-oqa.dk") && html.contains("strasse.dk"));
    assert!(html.contains("21 Nov 2026 10:15 CET"), "the consent sentence names date and zone");
}

#[track_caller]
fn radio_is_checked(html: &str, name: &str, value: &str) -> bool {
    let at = html.find(&format!("name=\"{name}\" value=\"{value}\"")).expect("the radio button is there");
    html[at..].split('>').next().is_some_and(|tag| tag.contains("checked"))
}
