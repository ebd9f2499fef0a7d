//! What the page says of a registration only.

use std::collections::BTreeSet;

use dk::{MetaRole, MetaRoles, RiskColour};
use time::macros::datetime;

use super::{NOW, asked, props, shown, viewer};
use crate::operations::page::how_it_stands;
use crate::operations::{Consent, DecidingMessage, Props, Question, Registration, Rejection, State, Waiting, page};
use ui::{FormState, Lang};

/// An application of which this is known.
fn with(state: State, registration: Registration) -> Props {
    Props { registration: Some(registration), ..props(state) }
}

#[test]
fn every_state_is_told_in_a_sentence_of_its_own() {
    for lang in [Lang::Da, Lang::En] {
        let told: BTreeSet<_> = State::ALL.iter().map(|state| how_it_stands(lang, &props(*state)).sentence).collect();
        assert_eq!(told.len(), State::ALL.len());
    }
    for state in State::ALL {
        let [da, en] = [Lang::Da, Lang::En].map(|lang| how_it_stands(lang, &props(state)));
        assert_ne!(da, en);
    }
}

#[test]
fn a_colour_is_read_together_with_what_became_of_the_application() {
    let says = |state, risk| {
        let registration = Registration { risk: Some(risk), ..Registration::default() };
        how_it_stands(Lang::En, &with(state, registration)).text.join(" ")
    };
    assert!(says(State::Done, RiskColour::Blue).contains("has completed the ID and data check"));
    assert!(says(State::Done, RiskColour::Green).contains("an ID check is not needed"));
    assert!(says(State::AwaitingVerification, RiskColour::Blue).contains("is Danish and must complete"));
    for colour in [RiskColour::Red, RiskColour::Yellow] {
        assert!(says(State::AwaitingVerification, colour).contains("lives abroad and must complete"));
    }
    assert!(says(State::AwaitingVerification, RiskColour::NotAvailable).contains("could not assess the risk"));
    let deadline = Registration { verify_before: Some(datetime!(2026-12-16 22:59 UTC)), ..Registration::default() };
    assert!(shown(with(State::AwaitingVerification, deadline)).contains("by 16 December 2026"));
    let blue = Registration { risk: Some(RiskColour::Blue), ..Registration::default() };
    assert!(shown(with(State::Done, blue)).contains(">Risk BLUE<"));
}

#[test]
fn a_rejection_says_why_and_what_became_of_the_money() {
    let says = |rejection, refunded| {
        let registration = Registration { rejection: Some(rejection), ..Registration::default() };
        let message = DecidingMessage { id: Some(7), at: NOW, text: "registry's words".to_owned() };
        shown(Props { message: Some(message), refunded, ..with(State::Rejected, registration) })
    };
    let taken = says(Rejection::Taken, true);
    assert!(taken.contains("somebody else has the name already") && taken.contains("has been given back"));
    assert!(taken.contains("href=\"/messages/7\""));
    assert!(taken.contains("Register another name") && !taken.contains("Apply again"), "the same name has no chance");
    assert!(says(Rejection::Cancelled, false).contains("/whois/register?domain_name=bl%C3%A5b%C3%A6rgr%C3%B8d.dk"));
    assert!(says(Rejection::ModelMismatch, false).contains("not managed by the registrar"));
    assert!(says(Rejection::TermsNotAccepted, false).contains("did not accept"));
    assert!(says(Rejection::Cancelled, false).contains("without giving a reason"));
    assert!(says(Rejection::Other, false).contains("the final message says why"));
}

#[test]
fn a_name_found_in_other_hands_is_rejected_as_taken() {
    let says = |answered_at| shown(Props { found_taken: true, answered_at, ..props(State::Rejected) });
    let lost = says(None);
    assert!(lost.contains(">Rejected<") && lost.contains("The answer was lost"));
    assert!(lost.contains("came to nothing: the name is") && !lost.contains("has rejected the application"));
    assert!(lost.contains("whether a fee was booked and paid back"));
    assert!(lost.contains("Register another name") && !lost.contains("Apply again"), "the same name has no chance");
    let unheard = says(Some(NOW));
    assert!(unheard.contains("final message has not come") && !unheard.contains("was lost"), "it was answered");
}

#[test]
fn what_can_be_done_now_is_offered_to_those_who_may() {
    let offered = |state, roles| {
        let mut viewer = viewer(Lang::En);
        if let Some(user) = &mut viewer.user {
            user.roles = roles;
        }
        page(viewer, props(state), &FormState::default())
    };
    let registrar = MetaRoles::from(MetaRole::Registrar);
    for state in [State::Rejected, State::Refused, State::NotSent, State::Closed] {
        assert!(offered(state, registrar).contains(">Apply again</a>"), "{state:?}");
        assert!(!offered(state, MetaRole::Payer.into()).contains(">Apply again<"), "{state:?}");
    }
    assert!(offered(State::Done, MetaRole::Payer.into()).contains(">To the domain name</a>"));
    assert!(!offered(State::Pending, registrar).contains("btn primary"));
}

#[test]
fn who_closed_it_stands_there_and_no_money_is_promised() {
    let price = Some(dk::Money::from_kroner(50).unwrap());
    let html = shown(Props { closed_by: Some("ida@nordisk.example".to_owned()), price, ..props(State::Closed) });
    assert!(html.contains(">Closed<") && html.contains("ida@nordisk.example closed it"));
    assert!(html.contains("whether a fee was booked") && html.contains("Apply again"));
    assert!(!html.contains("nothing charged"));
}

#[test]
fn what_a_person_said_is_not_told_as_the_registrys_word() {
    let html = shown(Props { told_by_person: true, ..props(State::Done) });
    assert!(html.contains("has not confirmed it to Birk yet") && !html.contains("registered and works"));
}

#[test]
fn one_that_waits_for_its_contact_asks_about_that() {
    let html = shown(Props {
        waiting: Some(Waiting::Contact),
        asked: Some(asked(Question::ForcedContact)),
        may_decide: true,
        ..props(State::Planned)
    });
    assert!(html.contains(">Needs a decision<") && html.contains("name=\"decision\""));
    assert!(html.contains("does not lapse"));
}

#[test]
fn the_agreement_and_the_facts_are_kept() {
    let consent = Consent {
        accepted_at: NOW,
        method: Some("Online form"),
        terms_version: "15".to_owned(),
        recorded_at: NOW,
        recorded_by: "ida@nordisk.example".to_owned(),
    };
    let html = shown(with(
        State::Pending,
        Registration {
            tracking_no: Some("4711".to_owned()),
            registrant: Some("GSA42-DK".to_owned()),
            registrant_reused: true,
            name_servers: vec!["ns1.nordisk.example".to_owned()],
            ds: vec!["12345 13 2 ABCD".to_owned()],
            auto_renew: Some(false),
            used_code: true,
            consent: Some(consent),
            ..Registration::default()
        },
    ));
    for text in ["4711", "GSA42-DK", "identical contact", "ns1.nordisk.example", "12345 13 2 ABCD", "Expires after"] {
        assert!(html.contains(text), "{text}");
    }
    assert!(html.contains("Given; never shown") && html.contains("Online form"));
    assert!(shown(props(State::Pending)).contains("Nothing about the registrant"));
}
