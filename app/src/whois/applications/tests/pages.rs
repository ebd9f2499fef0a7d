//! The list, and an application's page in every state.

use std::collections::BTreeSet;

use dk::RiskColour;
use time::Duration;
use time::macros::datetime;

use super::{EVIL, NOW, asked, attempt, fields, props, row, shown, viewer};
use crate::whois::applications::{
    Asked, Attempt, Consent, DecidingMessage, Fate, Filter, ListProps, NotSent, Props, Question, Rejection, Row, State,
    Waiting, list, next, page,
};
use ui::{FormState, Lang, Refusal};

#[track_caller]
fn harmless(html: &str) {
    assert!(!html.contains("<script>"), "a script got through");
    assert!(!html.contains(" style=\"") && !html.contains("<style"), "inline style");
    assert_eq!(html.matches("<h1").count(), 1);
}

#[test]
fn free_text_is_escaped_everywhere() {
    let text = || EVIL.to_owned();
    for lang in [Lang::Da, Lang::En] {
        let filter = Filter { q: text(), state: None };
        let rows = State::ALL.map(row).to_vec();
        harmless(&list(viewer(lang), ListProps { rows, filter, page: 1, pages: 2, total: 9, may_register: true }));
        for state in State::ALL {
            let consent = Consent {
                accepted_at: NOW,
                method: None,
                terms_version: text(),
                recorded_at: NOW,
                recorded_by: text(),
            };
            let message = DecidingMessage { id: None, at: NOW, text: text(), rejection: Rejection::Other };
            let refusal =
                Refusal { title: text(), explanation: text(), registry_text: Some(text()), ..Refusal::default() };
            let props = Props {
                tracking_no: Some(text()),
                risk: Some(RiskColour::Other(text())),
                registrant: Some(text()),
                registrant_name: Some(text()),
                name_servers: vec![text()],
                ds: vec![text()],
                consent: Some(consent),
                reference: text(),
                po_number: text(),
                account_code: text(),
                result_code: Some(1001),
                result_text: Some(text()),
                cl_trid: Some(text()),
                sv_trid: Some(text()),
                message: Some(message),
                refusal: Some(refusal),
                answered_at: Some(NOW),
                settled_at: Some(NOW),
                asked: Some(Asked { cl_trid: text(), ..asked(Question::FlaggedMessage) }),
                attempts: vec![
                    Attempt { cl_trid: text(), ..attempt(1, Fate::Lost) },
                    Attempt { cl_trid: text(), ..attempt(2, Fate::Other) },
                ],
                accepted_twice: true,
                closed_by: Some(text()),
                may_decide: true,
                version: text(),
                ..Props::new(text(), text(), state, NOW, text())
            };
            harmless(&page(viewer(lang), props, &FormState::of(fields(&[("handle", EVIL)]))));
        }
    }
}

#[test]
fn every_state_has_words_of_its_own_in_both_languages() {
    for lang in [Lang::Da, Lang::En] {
        let labels: BTreeSet<_> = State::ALL.iter().map(|state| state.label(lang)).collect();
        assert_eq!(labels.len(), State::ALL.len());
        let titles: BTreeSet<_> = State::ALL.iter().map(|state| next::long(lang, &props(*state)).title).collect();
        assert_eq!(titles.len(), State::ALL.len());
    }
    for state in State::ALL {
        assert_eq!(State::from_word(state.word()), Some(state));
        assert_ne!(state.label(Lang::Da), state.label(Lang::En));
        assert_ne!(next::long(Lang::Da, &props(state)), next::long(Lang::En, &props(state)));
        let short = |lang| next::short(lang, state, None, None, false, None);
        assert_ne!(short(Lang::Da), short(Lang::En));
    }
}

#[test]
fn a_colour_is_read_together_with_what_became_of_the_application() {
    let says = |state, risk| next::long(Lang::En, &Props { risk: Some(risk), ..props(state) }).text.join(" ");
    assert!(says(State::Active, RiskColour::Blue).contains("has completed the ID and data check"));
    assert!(says(State::Active, RiskColour::Green).contains("an ID check is not needed"));
    assert!(says(State::AwaitingVerification, RiskColour::Blue).contains("is Danish and must complete"));
    for colour in [RiskColour::Red, RiskColour::Yellow] {
        assert!(says(State::AwaitingVerification, colour).contains("lives abroad and must complete"));
    }
    assert!(says(State::AwaitingVerification, RiskColour::NotAvailable).contains("could not assess the risk"));
    let deadline = Props { verify_before: Some(datetime!(2026-12-16 22:59 UTC)), ..props(State::AwaitingVerification) };
    assert!(shown(deadline).contains("by 16 December 2026"));
}

#[test]
fn a_rejection_says_why_and_what_became_of_the_money() {
    let says = |rejection, refunded| {
        let message = DecidingMessage { id: Some(7), at: NOW, text: "registry's words".to_owned(), rejection };
        shown(Props { message: Some(message), refunded, may_decide: true, ..props(State::Rejected) })
    };
    let taken = says(Rejection::Taken, true);
    assert!(taken.contains("Somebody else has the name already") && taken.contains("has been given back"));
    assert!(taken.contains("href=\"/messages/7\""));
    assert!(taken.contains("Register another name") && !taken.contains("Apply again"), "the same name has no chance");
    assert!(says(Rejection::Cancelled, false).contains("/whois/register?domain_name=bl%C3%A5b%C3%A6rgr%C3%B8d.dk"));
    assert!(says(Rejection::ModelMismatch, false).contains("not managed by the registrar"));
    assert!(says(Rejection::TermsNotAccepted, false).contains("did not accept"));
    assert!(says(Rejection::Cancelled, false).contains("without giving a reason"));
}

#[test]
fn open_applications_are_followed_and_settled_ones_are_not() {
    for state in State::ALL {
        let html = shown(Props { version: "4".to_owned(), ..props(state) });
        assert_eq!(html.contains("data-events=\"/applications/id/events\""), state.is_open(), "{state:?}");
        assert_eq!(html.contains(">Look again</a>"), state.is_open(), "it works without the script too: {state:?}");
    }
}

#[test]
fn a_lost_answer_is_explained_without_asking_anybody_to_send_again() {
    let html = shown(Props { checks: 2, next_check_at: Some(NOW + Duration::MINUTE), ..props(State::Uncertain) });
    assert!(html.contains("Nothing is sent twice") && html.contains("asked again at 14:03"));
    assert!(!html.contains("name=\"decision\"") && !html.contains("Apply again"));
}

#[test]
fn a_name_found_in_other_hands_is_rejected_as_taken() {
    let says =
        |answered_at| shown(Props { found_taken: true, answered_at, may_decide: true, ..props(State::Rejected) });
    let lost = says(None);
    assert!(lost.contains(">Rejected<") && lost.contains("The answer to the application was lost"));
    assert!(lost.contains("the name as somebody else&#x27;s") || lost.contains("the name as somebody else's"));
    assert!(lost.contains("came to nothing: the name is") && !lost.contains("has rejected the application"));
    assert!(lost.contains("whether a fee was booked and paid back"));
    assert!(lost.contains("Register another name") && !lost.contains("Apply again"), "the same name has no chance");
    let unheard = says(Some(NOW));
    assert!(unheard.contains("final message has not come") && !unheard.contains("was lost"), "it was answered");
}

#[test]
fn who_closed_it_stands_there_and_no_money_is_promised() {
    let by = Some("ida@nordisk.example".to_owned());
    let html = shown(Props { closed_by: by, may_decide: true, ..props(State::Closed) });
    assert!(html.contains(">Closed<") && html.contains("ida@nordisk.example decided"));
    assert!(html.contains("Whether a fee was booked") && html.contains("Apply again"));
    assert!(!html.contains("nothing charged"));
}

#[test]
fn what_a_person_said_is_not_told_as_the_registrys_word() {
    let html = shown(Props { told_by_person: true, ..props(State::Active) });
    assert!(html.contains("has not confirmed it to Birk yet") && !html.contains("registered and works"));
}

#[test]
fn a_waiting_application_says_what_it_waits_for() {
    let says = |waiting| shown(Props { waiting, ..props(State::Planned) });
    let turn = says(Some(Waiting::Turn));
    assert!(turn.contains(">Waiting to be sent<") && turn.contains("waits for its turn") && turn.contains("it lapses"));
    assert!(says(Some(Waiting::TurnAgain)).contains("waits to be sent again"));
    let contact = says(Some(Waiting::Contact));
    assert!(contact.contains("waits for its new contact") && contact.contains("does not lapse"));
    let stuck = Props {
        waiting: Some(Waiting::Contact),
        asked: Some(asked(Question::ForcedContact)),
        may_decide: true,
        ..props(State::Planned)
    };
    let html = shown(stuck);
    assert!(
        html.contains(">Needs a decision<") && html.contains("name=\"decision\"") && html.contains("does not lapse")
    );
    let rows = vec![Row { waiting: Some(Waiting::Contact), ..row(State::Planned) }, row(State::Planned)];
    let html = list(viewer(Lang::En), ListProps { rows, page: 1, pages: 1, total: 2, ..ListProps::default() });
    assert!(html.contains("It waits for its new contact.") && html.contains("It waits for its turn at the registry."));
}

#[test]
fn the_address_says_what_to_list() {
    let filter = Filter::read(&fields(&[("q", " K-20412 "), ("state", "awaiting_verification")]));
    assert_eq!((filter.q.as_str(), filter.state), ("K-20412", Some(State::AwaitingVerification)));
    assert_eq!(Filter::read(&fields(&[("state", "nonsense")])), Filter::default());
    assert_eq!(Filter::read(&fields(&[("q", &"æ".repeat(1000))])).q.chars().count(), 255);

    let props =
        ListProps { rows: vec![row(State::Pending)], filter, page: 2, pages: 3, total: 51, may_register: false };
    let html = list(viewer(Lang::En), props);
    assert!(html.contains("value=\"K-20412\"") && html.contains("51 in all"));
    assert!(
        html.contains("/applications?q=K-20412&amp;state=awaiting_verification&amp;page=3"),
        "paging keeps the filter"
    );
}

#[test]
fn empty_lists_say_what_to_do() {
    let empty = |may_register| list(viewer(Lang::En), ListProps { may_register, ..ListProps::default() });
    assert_eq!(empty(true).matches("href=\"/whois/register\"").count(), 1, "one primary action");
    assert!(empty(false).contains("A colleague with the Registrar role"));
    let filter = Filter { q: "x".to_owned(), state: None };
    let html = list(viewer(Lang::En), ListProps { filter, ..ListProps::default() });
    assert!(html.contains("No application matches") && html.contains("Show all applications"));
}

#[test]
fn what_was_never_sent_says_so() {
    let says = |why| next::long(Lang::En, &Props { not_sent: Some(why), ..props(State::NotSent) }).text.join(" ");
    let outage = NotSent::Outage(ui::explain::Outage::Busy);
    let given_up = NotSent::ContactGivenUp { by: "ida@nordisk.example".to_owned() };
    assert!(
        says(given_up.clone()).contains("ida@nordisk.example gave up") && says(given_up.clone()).contains("may exist")
    );
    let nobody = says(NotSent::ContactGivenUp { by: String::new() });
    assert!(nobody.contains("Somebody gave up"));
    for why in [outage, given_up, NotSent::TooOld, NotSent::ContactRefused, NotSent::NotExecuted, NotSent::Other] {
        assert!(says(why.clone()).contains("nothing charged"), "{why:?}");
    }
}

#[test]
fn what_the_registry_said_is_shown_only_where_it_said_something() {
    let silent = Props { cl_trid: Some("birk-1".to_owned()), ..props(State::Uncertain) };
    assert!(!shown(silent.clone()).contains("What the registry said"));
    let said = Props { result_code: Some(1001), ..silent };
    assert!(shown(said).contains("What the registry said"));
}
