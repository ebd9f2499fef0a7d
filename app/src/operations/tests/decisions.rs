//! What only a person can settle: the question, the answers, and what is told about them.

use std::collections::BTreeSet;

use dk::Act;
use time::Duration;

use super::{NOW, asked, attempt, fields, of, props, shown, viewer, wanted_contact};
use crate::operations::{
    Asked, Decision, Fate, Props, Question, Standing, State, Waiting, not_that_contact, nothing_asked, page, parse,
    settled_meanwhile,
};
use ui::{FieldErrors, FormState, Lang};

/// What lists say of an application that the registry is asked about next.
fn listed(state: State, needs_person: bool) -> String {
    let act = Some(Act::CreateDomain);
    Standing { act, state, risk: None, waiting: None, needs_person, next_check_at: Some(NOW) }.next(Lang::En)
}

#[test]
fn a_person_is_asked_only_what_they_may_answer() {
    let shown_with = |question, may_decide| {
        shown(Props { asked: Some(asked(question)), may_decide, version: "3.1".to_owned(), ..props(State::Uncertain) })
    };
    let contact = shown_with(Question::ForcedContact, true);
    assert!(contact.contains("action=\"/operations/id/decision\"") && contact.contains("name=\"handle\""));
    assert!(contact.contains("name=\"version\" value=\"3.1\""), "an answer to an older question is known as such");
    assert!(contact.contains("birk-of-the-question"));
    for value in ["executed", "not_executed", "give_up"] {
        assert!(contact.contains(&format!("name=\"decision\" value=\"{value}\"")), "{value}");
    }
    let reader = shown_with(Question::ForcedContact, false);
    assert!(!reader.contains("name=\"decision\"") && reader.contains("A colleague with the Registrar role"));
    let settled = shown(Props { asked: Some(asked(Question::ForcedContact)), may_decide: true, ..props(State::Done) });
    assert!(!settled.contains("name=\"decision\""), "what is settled is not asked about");
}

#[test]
fn every_question_says_what_it_is_about_and_where_to_look() {
    let mut seen = BTreeSet::new();
    for question in Question::ALL {
        let card = |lang| {
            let props = Props { asked: Some(asked(question)), may_decide: true, ..props(State::Uncertain) };
            let html = page(viewer(lang), props, &FormState::default());
            let (_, card) = html
                .split_once(if lang == Lang::En { "What did the registry do?" } else { "Hvad gjorde registret?" })
                .unwrap();
            card.split_once("<p>").unwrap().1.split_once("</p>").unwrap().0.to_owned()
        };
        assert_ne!(card(Lang::Da), card(Lang::En));
        assert!(seen.insert(card(Lang::En)), "{question:?} has words of its own");
        let html = shown(Props { asked: Some(asked(question)), may_decide: true, ..props(State::Uncertain) });
        let contact = matches!(question, Question::ForcedContact | Question::UnansweredContact);
        assert_eq!(html.contains("name=\"handle\""), contact, "{question:?}");
        assert_eq!(html.contains("/messages?show=all&amp;q=bl%C3%A5b%C3%A6rgr%C3%B8d.dk"), !contact, "{question:?}");
        assert_eq!(html.contains("/messages?show=flagged"), question == Question::FlaggedMessage, "{question:?}");
    }
    for (word, question) in [
        ("contact_force", Question::ForcedContact),
        ("contact_unanswered", Question::UnansweredContact),
        ("domain_in_other_hands", Question::DomainInOtherHands),
        ("message_missing", Question::MessageMissing),
        ("queue_not_owned", Question::QueueNotOwned),
        ("flagged_message", Question::FlaggedMessage),
        ("domain_with_another_registrant", Question::AnotherRegistrant),
        ("unknown_outcome", Question::UnknownOutcome),
        ("of a later version", Question::Other),
    ] {
        assert_eq!(Question::from_word(word), question);
    }
}

#[test]
fn what_was_accepted_is_asked_about_too_and_never_sent_again() {
    let missing = Props { asked: Some(asked(Question::MessageMissing)), may_decide: true, ..props(State::Pending) };
    let html = shown(missing.clone());
    assert!(html.contains(">Needs a decision<") && html.contains("It is never sent again"));
    assert!(html.contains("value=\"executed\"") && html.contains("value=\"give_up\""));
    assert!(!html.contains("value=\"not_executed\""), "there is no sending it again");
    assert!(listed(State::Pending, true).contains("then tell Birk"));
    assert!(settled_meanwhile(Lang::En, &missing).contains("Look at the question as it is now"));
}

#[test]
fn what_was_typed_stands_at_the_field_with_what_is_wrong_with_it() {
    let mut errors = FieldErrors::default();
    errors.add("handle", not_that_contact(Lang::En));
    let form = FormState::with_errors(fields(&[("decision", "executed"), ("handle", "BKA101-DK")]), errors);
    let props = Props { asked: Some(asked(Question::ForcedContact)), may_decide: true, ..props(State::Planned) };
    let html = page(viewer(Lang::En), props, &form);
    let (_, field) = html.split_once("id=\"decision-handle\"").unwrap();
    let (field, _) = field.split_once('>').unwrap();
    assert!(field.contains("value=\"BKA101-DK\"") && field.contains("aria-invalid=\"true\""), "{field}");
    assert!(html.contains("href=\"#decision-handle\""), "the summary leads to it");
    assert_eq!(html.matches("This cannot be the contact").count(), 2, "in the summary and at the field");
}

#[test]
fn a_question_about_a_contact_shows_what_to_look_for() {
    for question in [Question::ForcedContact, Question::UnansweredContact] {
        let html = shown(Props { asked: Some(asked(question)), may_decide: true, ..props(State::Planned) });
        for text in ["Anna Schmidt", "Hafenstrasse 12, 2. OG", "24937 Flensburg", "Germany", "anna@example.de"] {
            assert!(html.contains(text), "{text}");
        }
        assert!(!html.contains(">Organisation<"), "what was not given is left out");
    }
}

#[test]
fn a_contact_that_is_reused_is_sent_again_without_doubles_fees_or_hours() {
    let shown_in = |lang, question, reused| {
        let asked = Asked { contact: Some(wanted_contact(reused)), ..asked(question) };
        page(
            viewer(lang),
            Props { asked: Some(asked), may_decide: true, ..props(State::Planned) },
            &FormState::default(),
        )
    };
    for question in [Question::UnansweredContact, Question::UnknownOutcome] {
        let [da, en] = [Lang::Da, Lang::En].map(|lang| shown_in(lang, question, true));
        assert!(en.contains("Sending it again is safe") && en.contains("never a second one"), "{question:?}");
        assert!(da.contains("uden risiko") && da.contains("der bliver aldrig to"));
        for wrong in ["an hour", "a fee", "there twice"] {
            assert!(!en.contains(wrong), "{wrong}");
        }
    }
    assert!(shown_in(Lang::En, Question::ForcedContact, false).contains("there twice"));
}

#[test]
fn decisions_are_read() {
    let read = |pairs: &[(&str, &str)], question| parse(&fields(pairs), Lang::En, &asked(question));
    let handle = dk::Handle::parse("GSA42-DK").unwrap();
    let executed = [("decision", "executed"), ("handle", "gsa42-dk")];
    assert_eq!(read(&executed, Question::ForcedContact), Ok(Decision::Executed { handle: Some(handle) }));
    for question in Question::ALL {
        if asked(question).contact.is_none() {
            assert_eq!(read(&executed, question), Ok(Decision::Executed { handle: None }));
        }
        let again = read(&[("decision", "not_executed"), ("handle", "x")], question);
        if question == Question::MessageMissing {
            assert!(again.unwrap_err().get("decision").is_some(), "what was accepted is not sent again");
        } else {
            assert_eq!(again, Ok(Decision::NotExecuted));
        }
        assert_eq!(read(&[("decision", "give_up")], question), Ok(Decision::GiveUp));
        assert!(read(&[("decision", "maybe")], question).unwrap_err().get("decision").is_some());
    }
    for handle in ["", "GSA42", "REG-100001"] {
        let errors = read(&[("decision", "executed"), ("handle", handle)], Question::ForcedContact).unwrap_err();
        assert!(errors.get("handle").is_some(), "{handle}");
    }
}

#[test]
fn who_answers_too_late_hears_what_became_of_it() {
    let mut told = BTreeSet::new();
    for state in State::ALL {
        let [da, en] = [Lang::Da, Lang::En].map(|lang| settled_meanwhile(lang, &props(state)));
        assert!(en.starts_with("It was settled meanwhile") && da.starts_with("Det blev afgjort imens"), "{state:?}");
        let [nothing_da, nothing_en] = [Lang::Da, Lang::En].map(|lang| nothing_asked(lang, &props(state)));
        assert!(nothing_en.starts_with("Nothing is asked") && nothing_da.starts_with("Der er intet at afgøre"));
        assert_eq!(en.split_once(". ").unwrap().1, nothing_en.split_once(". ").unwrap().1, "how it stands: {state:?}");
        assert!(told.insert(en), "{state:?}");
    }
    let again = Props { waiting: Some(Waiting::TurnAgain), ..props(State::Planned) };
    assert!(settled_meanwhile(Lang::En, &again).contains("waits to be sent again"));
    let attempts = vec![attempt(1, Fate::NotExecuted), attempt(2, Fate::UnderWay)];
    assert!(settled_meanwhile(Lang::En, &Props { attempts, ..props(State::Sent) }).contains("sent again"));
    assert!(settled_meanwhile(Lang::En, &of(Act::RenewDomain, State::Done)).contains("has carried it out"));
}

#[test]
fn while_a_person_is_asked_no_next_question_is_announced() {
    let open = Props { next_check_at: Some(NOW + Duration::HOUR), sent_at: Some(NOW), ..props(State::Uncertain) };
    assert!(shown(open.clone()).contains("asked again"));
    let html = shown(Props { asked: Some(asked(Question::UnknownOutcome)), ..open });
    assert!(!html.contains("asked again"));
    assert!(listed(State::Uncertain, false).contains("asks the registry again"));
    assert!(!listed(State::Uncertain, true).contains("asks the registry again"));
}

#[test]
fn whom_to_ask_follows_from_the_act() {
    let says = |act, lang| {
        let asked = Some(asked(Question::UnknownOutcome));
        page(viewer(lang), Props { asked, ..of(act, State::Uncertain) }, &FormState::default())
    };
    assert!(says(Act::RenewDomain, Lang::En).contains("A colleague with the Payer role"));
    assert!(says(Act::DeleteDomain, Lang::En).contains("A colleague with the Proxy role"));
    assert!(says(Act::ChangeDs, Lang::Da).contains("En kollega med rollen Navneserver"));
    assert!(says(Act::CreateContact, Lang::En).contains("A colleague who has a role"));
    // A step is settled by those who may do the whole.
    let asked = Some(asked(Question::ForcedContact));
    let settled_like = Some(Act::CreateDomain);
    let step = Props { asked: asked.clone(), settled_like, ..of(Act::CreateContact, State::Uncertain) };
    assert!(shown(step).contains("A colleague with the Registrar role"));
    let later = Props { asked, act: None, settled_like: None, ..of(Act::RenewDomain, State::Uncertain) };
    assert!(shown(later).contains("it takes a newer one"));
}

#[test]
fn what_costs_nothing_is_not_looked_for_on_the_statement() {
    let says =
        |act, question| shown(Props { asked: Some(asked(question)), may_decide: true, ..of(act, State::Uncertain) });
    for question in [Question::UnknownOutcome, Question::MessageMissing, Question::QueueNotOwned] {
        assert!(says(Act::RenewDomain, question).contains("the statement of your registrar account"), "{question:?}");
        let free = says(Act::ChangeDs, question);
        assert!(!free.contains("the statement of") && !free.contains("fee"), "{question:?}");
        assert!(free.contains("value=\"executed\"") && free.contains("The registry carried it out"), "{question:?}");
        assert!(!free.contains("application"), "{question:?}");
    }
}
