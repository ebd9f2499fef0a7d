//! An operation's page, whatever the act.

use std::collections::BTreeSet;

use dk::{Act, Change, Detail, Money, RiskColour};
use time::Duration;

use super::{EVIL, NOW, asked, attempt, fields, of, props, shown, step, viewer, wanted_contact};
use crate::operations::page::how_it_stands;
use crate::operations::{
    Asked, Attempt, Consent, DecidingMessage, Event, Fate, NotSent, Object, Props, Question, Registration, Standing,
    State, Step, Waiting, page,
};
use ui::{FormState, Lang, Refusal};

#[track_caller]
fn harmless(html: &str) {
    assert!(!html.contains("<script>"), "a script got through");
    assert!(!html.contains(" style=\"") && !html.contains("<style"), "inline style");
    assert_eq!(html.matches("<h1").count(), 1);
    assert!(html.matches("btn primary").count() <= 1, "one primary action");
}

/// With `EVIL` in everything that is free text.
fn evil(of: Props) -> Props {
    let text = || EVIL.to_owned();
    let object = Object { kind: of.object.kind, name: text() };
    let consent =
        Consent { accepted_at: NOW, method: None, terms_version: text(), recorded_at: NOW, recorded_by: text() };
    let registration = of.registration.map(|_| Registration {
        tracking_no: Some(text()),
        risk: Some(RiskColour::Other(text())),
        registrant: Some(text()),
        registrant_name: Some(text()),
        name_servers: vec![text()],
        ds: vec![text()],
        consent: Some(consent),
        ..Registration::default()
    });
    let part = Step { id: text(), object: object.clone(), closed_by: Some(text()), ..step(State::Closed, EVIL) };
    let refusal = Refusal { title: text(), explanation: text(), registry_text: Some(text()), ..Refusal::default() };
    Props {
        id: text(),
        object,
        asked_by: text(),
        feature: text(),
        changes: Detail::ALL.iter().map(|of| Change::new(*of, EVIL, EVIL)).collect(),
        parent: Some(part.clone()),
        steps: vec![part],
        registration,
        reference: text(),
        po_number: text(),
        account_code: text(),
        result_code: Some(1001),
        result_text: Some(text()),
        cl_trid: Some(text()),
        sv_trid: Some(text()),
        request_frame: Some(text()),
        response_frame: Some(text()),
        message: Some(DecidingMessage { id: None, at: NOW, text: text() }),
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
        ..of
    }
}

#[test]
fn free_text_is_escaped_everywhere() {
    for lang in [Lang::Da, Lang::En] {
        for state in State::ALL {
            let unknown = Props { act: None, ..of(Act::RenewDomain, state) };
            for of in [props(state), of(Act::RenewDomain, state), of(Act::CreateHost, state), unknown] {
                harmless(&page(viewer(lang), evil(of), &FormState::of(fields(&[("handle", EVIL)]))));
            }
        }
    }
}

#[test]
fn every_act_has_its_page_in_both_languages_and_says_how_it_stands_first() {
    for act in Act::ALL {
        for state in State::ALL {
            let [da, en] = [Lang::Da, Lang::En].map(|lang| page(viewer(lang), of(*act, state), &FormState::default()));
            assert_ne!(da, en, "{act} {state:?}");
            harmless(&en);
            let (_, main) = en.split_once("<main").unwrap();
            let (head, _) = main.split_once("class=\"cols\"").unwrap();
            let sentence = how_it_stands(Lang::En, &of(*act, state)).sentence;
            assert!(head.contains("<p class=\"sentence\">"), "{act} {state:?}");
            assert!(!sentence[..sentence.len() - 1].contains(". "), "one sentence: {sentence}");
        }
    }
}

#[test]
fn states_have_words_of_their_own_in_both_languages() {
    for act in [Some(Act::CreateDomain), Some(Act::RenewDomain), None] {
        for lang in [Lang::Da, Lang::En] {
            let labels: BTreeSet<_> = State::ALL.iter().map(|state| state.label(lang, act)).collect();
            assert_eq!(labels.len(), State::ALL.len());
        }
        for state in State::ALL {
            assert_ne!(state.label(Lang::Da, act), state.label(Lang::En, act));
            let standing = Standing { act, state, risk: None, waiting: None, needs_person: false, next_check_at: None };
            assert_ne!(standing.next(Lang::Da), standing.next(Lang::En));
        }
    }
    for state in State::ALL {
        assert_eq!(State::from_word(state.word()), Some(state));
    }
    let of_one = |act, state: State| state.label(Lang::En, Some(act));
    assert_eq!(of_one(Act::CreateDomain, State::Done), "Active");
    assert_eq!(of_one(Act::RenewDomain, State::Done), "Carried out");
    assert_eq!(of_one(Act::ChangeRegistrant, State::Pending), "Waits for the registry's decision");
    assert_eq!(of_one(Act::DeleteDomain, State::Sent), "Sent");
}

#[test]
fn title_and_object_lead_to_what_it_is_about() {
    let head = |props: Props| {
        let html = shown(props);
        html.split_once("<h1>").unwrap().1.split_once("</h1>").unwrap().0.to_owned()
    };
    assert!(head(of(Act::RenewDomain, State::Done)).starts_with("Renewal: <a href=\"/whois/domains/bl%C3%A5b"));
    assert!(head(of(Act::CreateHost, State::Done)).contains("href=\"/whois/hosts/ns1.nordisk.example\""));
    assert!(head(of(Act::CreateContact, State::Done)).contains("href=\"/whois/contacts/GSA42-DK\""));
    assert_eq!(head(of(Act::Deposit, State::Done)), "Deposit: REG-100001");
    let nameless = Object { name: String::new(), ..of(Act::CreateContact, State::Sent).object };
    let contact =
        Props { object: nameless, contact: Some(wanted_contact(false)), ..of(Act::CreateContact, State::Sent) };
    assert_eq!(head(contact), "Contact creation: Anna Schmidt");
    assert_eq!(head(Props { act: None, ..of(Act::Deposit, State::Done) }), "Operation: REG-100001");
}

#[test]
fn what_it_changes_stands_before_and_after() {
    let changes = vec![Change::new(Detail::Expiry, "2026-12-31", "2027-12-31")];
    let html = shown(Props { changes: changes.clone(), ..of(Act::RenewDomain, State::Done) });
    assert!(html.contains("What it changes") && html.contains("<del>31 December 2026</del>"));
    assert!(html.contains("<ins>31 December 2027</ins>"));
    assert!(!shown(of(Act::RenewDomain, State::Done)).contains("What it changes"), "nothing was kept of it");
    assert!(
        !shown(Props { changes, ..props(State::Done) }).contains("What it changes"),
        "a registration's card says it"
    );
}

#[test]
fn who_asked_from_where_through_what_and_at_which_price() {
    let html = shown(Props {
        address: Some("192.0.2.7".parse().unwrap()),
        feature: "Register".to_owned(),
        price: Some(Money::from_kroner(50).unwrap()),
        refunded: true,
        ..of(Act::RenewDomain, State::Rejected)
    });
    for text in ["ida@nordisk.example", "192.0.2.7", "Registration of a domain name", "50.00 DKK", "Given back"] {
        assert!(html.contains(text), "{text}");
    }
    assert!(html.contains("has been given back"), "what was rejected says what became of the price");
    let bare = shown(of(Act::ChangeDs, State::Rejected));
    assert!(!bare.contains("From IP address") && !bare.contains("Confirmed price") && !bare.contains("Through"));
    assert!(!bare.contains("given back"), "nothing was charged");
}

#[test]
fn steps_and_what_they_are_steps_of_lead_to_each_other() {
    let waiting = Step { needs_person: true, ..step(State::Uncertain, "") };
    let html = shown(Props { steps: vec![step(State::Done, "GSA42-DK"), waiting], ..props(State::Planned) });
    let (_, card) = html.split_once(">Steps<").unwrap();
    let (card, _) = card.split_once("</section>").unwrap();
    assert_eq!(card.matches("href=\"/operations/step\"").count(), 2);
    assert!(card.contains("Contact creation") && card.contains("Carried out") && card.contains("Needs a decision"));
    assert!(card.contains("href=\"/whois/contacts/GSA42-DK\""));

    let parent = Step { id: "whole".to_owned(), ..step(State::Planned, "") };
    let parent = Step { act: Some(Act::CreateDomain), object: props(State::Planned).object, ..parent };
    let contact = Props {
        parent: Some(parent),
        contact: Some(wanted_contact(true)),
        reused: true,
        ..of(Act::CreateContact, State::Done)
    };
    let html = shown(contact);
    assert_eq!(html.matches("href=\"/operations/whole\"").count(), 2, "above the title and among the facts");
    assert!(html.contains("Registration: blåbærgrød.dk") && html.contains("Hafenstrasse 12, 2. OG"));
    assert!(html.contains("had an identical contact"));
}

#[test]
fn what_went_over_the_line_is_folded_away() {
    let frames = Props {
        request_frame: Some("<epp><command/></epp>".to_owned()),
        response_frame: Some("<epp><response/></epp>".to_owned()),
        ..of(Act::RenewDomain, State::Done)
    };
    let html = shown(frames.clone());
    let (_, folded) = html.split_once("EPP command and answer").unwrap();
    assert!(folded.contains("&lt;epp&gt;\n  &lt;command/&gt;") && folded.contains("&lt;response/&gt;"));
    assert!(html.contains("<details>") && html.contains("are masked"));
    let unanswered = shown(Props { response_frame: None, ..frames });
    assert!(unanswered.contains("The command as sent") && !unanswered.contains("The registry&#x27;s answer<"));
    assert!(!shown(of(Act::RenewDomain, State::Planned)).contains("EPP command and answer"));
}

#[test]
fn open_operations_are_followed_and_settled_ones_are_not() {
    for state in State::ALL {
        for of in [props(state), of(Act::ChangeNameServers, state)] {
            let html = shown(Props { version: "4".to_owned(), ..of });
            assert_eq!(html.contains("data-events=\"/operations/id/events\""), state.is_open(), "{state:?}");
            assert_eq!(html.contains("data-version=\"4\""), html.contains("What happens next"));
            assert_eq!(html.contains(">Look again</a>"), state.is_open(), "it works without the script too: {state:?}");
        }
    }
}

#[test]
fn a_lost_answer_is_explained_without_asking_anybody_to_send_again() {
    for of in [props(State::Uncertain), of(Act::DeleteDomain, State::Uncertain)] {
        let html = shown(Props { checks: 2, next_check_at: Some(NOW + Duration::MINUTE), ..of });
        assert!(html.contains("Nothing is sent twice") && html.contains("asked again at 14:03"));
        assert!(!html.contains("name=\"decision\"") && !html.contains("Apply again"));
    }
}

#[test]
fn what_was_never_sent_says_so() {
    for of in [props(State::NotSent), of(Act::RenewDomain, State::NotSent)] {
        let says = |why| how_it_stands(Lang::En, &Props { not_sent: Some(why), ..of.clone() });
        let given_up = |by: &str| NotSent::ContactGivenUp { by: by.to_owned() };
        let text = says(given_up("ida@nordisk.example")).text.join(" ");
        assert!(text.contains("ida@nordisk.example gave up") && text.contains("may exist"));
        assert!(says(given_up("")).text.join(" ").contains("Somebody gave up"));
        let outage = NotSent::Outage(ui::explain::Outage::Busy);
        let all =
            [outage, given_up("x"), NotSent::TooOld, NotSent::ContactRefused, NotSent::NotExecuted, NotSent::Other];
        let told: BTreeSet<_> = all.clone().into_iter().map(|why| says(why).text.join(" ")).collect();
        assert_eq!(told.len(), all.len());
        assert!(says(NotSent::TooOld).sentence.contains("was not sent, so nothing was"));
    }
}

#[test]
fn what_the_registry_said_is_shown_only_where_it_said_something() {
    let silent = Props { cl_trid: Some("birk-1".to_owned()), ..of(Act::RenewDomain, State::Uncertain) };
    assert!(!shown(silent.clone()).contains("What the registry said"));
    let said = shown(Props { result_code: Some(1001), sv_trid: Some("SV-1".to_owned()), ..silent });
    assert!(said.contains("What the registry said") && said.contains("data-copy=\"birk-1\""));
    assert!(said.contains("data-copy=\"SV-1\""));
}

#[test]
fn notes_are_shown_where_there_are_any() {
    let html = shown(Props { po_number: "PO-77".to_owned(), ..of(Act::RenewDomain, State::Done) });
    assert!(html.contains("Your own notes") && html.contains("PO-77") && !html.contains(">Reference<"));
    assert!(!shown(of(Act::RenewDomain, State::Done)).contains("Your own notes"));
}

#[test]
fn a_waiting_operation_says_what_it_waits_for() {
    let says = |waiting| shown(Props { waiting, ..of(Act::ChangeRegistrant, State::Planned) });
    let turn = says(Some(Waiting::Turn));
    assert!(turn.contains(">Waiting to be sent<") && turn.contains("waits for its turn") && turn.contains("it lapses"));
    assert!(says(Some(Waiting::TurnAgain)).contains("waits to be sent again"));
    let contact = says(Some(Waiting::Contact));
    assert!(contact.contains("waits for its new contact") && contact.contains("does not lapse"));
}

#[test]
fn an_object_that_is_anothers_and_a_word_of_a_person_are_told_as_such() {
    let taken = Props { found_taken: true, ..of(Act::CreateHost, State::Rejected) };
    let html = shown(taken);
    assert!(html.contains("came to nothing: ns1.nordisk.example is somebody else") && html.contains("was lost"));
    let told = shown(Props { told_by_person: true, ..of(Act::CreateHost, State::Done) });
    assert!(told.contains("has not confirmed it to Birk yet") && told.contains("The page of ns1.nordisk.example"));
    let by = Some("ida@nordisk.example".to_owned());
    let closed = shown(Props { closed_by: by, ..of(Act::ChangeDs, State::Closed) });
    assert!(closed.contains("ida@nordisk.example closed it") && !closed.contains("a fee"), "nothing was charged");
}

#[test]
fn on_an_objects_timeline_it_says_act_state_who_and_what_changes() {
    let changes = [Change::new(Detail::AutoRenew, "true", "false")];
    let event = Event {
        id: "7".to_owned(),
        at: NOW,
        act: Some(Act::SetRenewalPolicy),
        state: State::Refused,
        by: "ida@nordisk.example",
        changes: &changes,
        refused: Some((2304, "Object status prohibits operation")),
    };
    let item = event.item(Lang::En);
    assert_eq!(item.title, "Choice of renewal or expiry: Refused");
    assert_eq!(item.detail, "ida@nordisk.example · 2304 Object status prohibits operation");
    assert_eq!((item.href.as_deref(), item.changes.len()), (Some("/operations/7"), 1));
    assert_ne!(event.item(Lang::Da).title, item.title);
    let registered = Event { act: Some(Act::CreateDomain), state: State::Done, refused: None, ..event };
    assert_eq!(registered.item(Lang::En).title, "Registration: Active");
}
