use dk::RiskColour;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::{
    Asked, AskedContact, Attempt, Consent, CreatedContact, DecidingMessage, Decision, Fate, Filter, ListProps, NotSent,
    Props, Question, Rejection, Row, State, Waiting, list, next, not_that_contact, nothing_asked, page, parse,
    settled_meanwhile,
};
use crate::form::{FieldErrors, Fields, FormState, Refusal};
use crate::{Environment, Lang, Theme, Viewer};

const NOW: OffsetDateTime = datetime!(2026-11-21 13:02 UTC);
const EVIL: &str = "</textarea><script>alert(1)</script>\"'";

fn viewer(lang: Lang) -> Viewer {
    Viewer {
        lang,
        theme: Theme::System,
        user: None,
        environment: Environment::Sandbox,
        sandbox_control_url: None,
        balance: None,
        nav: Vec::new(),
        path: "/applications".to_owned(),
        csrf: "token".to_owned(),
        flash: None,
        now: NOW,
        draft_restored: false,
    }
}

fn props(state: State) -> Props {
    Props::new(
        "id".to_owned(),
        "blåbærgrød.dk".to_owned(),
        state,
        NOW - Duration::minutes(3),
        "ida@nordisk.example".to_owned(),
    )
}

fn shown(props: Props) -> String {
    page(viewer(Lang::En), props, &FormState::default())
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn asked_contact(reused: bool) -> AskedContact {
    AskedContact {
        reused,
        name: "Anna Schmidt".to_owned(),
        organisation: String::new(),
        street: vec!["Hafenstrasse 12".to_owned(), "2. OG".to_owned()],
        postal_code: "24937".to_owned(),
        city: "Flensburg".to_owned(),
        country: "DE".to_owned(),
        email: "anna@example.de".to_owned(),
    }
}

fn asked(question: Question) -> Asked {
    let contact = match question {
        Question::ForcedContact => Some(asked_contact(false)),
        Question::UnansweredContact => Some(asked_contact(true)),
        _ => None,
    };
    let accepted = question == Question::MessageMissing;
    Asked { question, contact, accepted, cl_trid: "birk-of-the-question".to_owned() }
}

fn attempt(n: i32, fate: Fate) -> Attempt {
    let sent_at = NOW - Duration::minutes(3) + Duration::seconds(i64::from(n));
    Attempt { n, cl_trid: format!("birk-{n}"), sent_at, ended_at: Some(sent_at), fate, code: None, lost: false }
}

fn row(state: State) -> Row {
    Row {
        id: "id".to_owned(),
        domain: EVIL.to_owned(),
        sent_at: NOW,
        by: EVIL.to_owned(),
        tracking_no: Some(EVIL.to_owned()),
        state,
        risk: Some(RiskColour::Other(EVIL.to_owned())),
        waiting: None,
        needs_person: false,
        next_check_at: Some(NOW),
        reference: EVIL.to_owned(),
    }
}

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
        let labels: std::collections::BTreeSet<_> = State::ALL.iter().map(|state| state.label(lang)).collect();
        assert_eq!(labels.len(), State::ALL.len());
        let titles: std::collections::BTreeSet<_> =
            State::ALL.iter().map(|state| next::long(lang, &props(*state)).title).collect();
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
fn a_person_is_asked_only_what_they_may_answer() {
    let shown_with = |question, may_decide| {
        shown(Props { asked: Some(asked(question)), may_decide, version: "3.1".to_owned(), ..props(State::Uncertain) })
    };
    let contact = shown_with(Question::ForcedContact, true);
    assert!(contact.contains("action=\"/applications/id/decision\"") && contact.contains("name=\"handle\""));
    assert!(contact.contains("name=\"version\" value=\"3.1\""), "an answer to an older question is known as such");
    assert!(contact.contains("birk-of-the-question"));
    for value in ["executed", "not_executed", "give_up"] {
        assert!(contact.contains(&format!("name=\"decision\" value=\"{value}\"")), "{value}");
    }
    let reader = shown_with(Question::ForcedContact, false);
    assert!(!reader.contains("name=\"decision\"") && reader.contains("A colleague with the Registrar role"));
    let settled =
        shown(Props { asked: Some(asked(Question::ForcedContact)), may_decide: true, ..props(State::Active) });
    assert!(!settled.contains("name=\"decision\""), "what is settled is not asked about");
}

#[test]
fn every_question_says_what_it_is_about_and_where_to_look() {
    let mut seen = std::collections::BTreeSet::new();
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
    let row = Row { needs_person: true, ..row(State::Pending) };
    let html =
        list(viewer(Lang::En), ListProps { rows: vec![row], page: 1, pages: 1, total: 1, ..ListProps::default() });
    assert!(html.contains(">Needs a decision<") && html.contains("then tell Birk"));
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
        let asked = Asked { contact: Some(asked_contact(reused)), ..asked(question) };
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
    let mut told = std::collections::BTreeSet::new();
    for state in State::ALL {
        let [da, en] = [Lang::Da, Lang::En].map(|lang| settled_meanwhile(lang, &props(state)));
        assert!(en.starts_with("It was settled meanwhile") && da.starts_with("Det blev afgjort imens"), "{state:?}");
        let [nothing_da, nothing_en] = [Lang::Da, Lang::En].map(|lang| nothing_asked(lang, &props(state)));
        assert!(nothing_en.starts_with("Nothing is asked") && nothing_da.starts_with("Der er intet at afgøre"));
        assert_eq!(en.split_once(". ").unwrap().1, nothing_en.split_once(". ").unwrap().1, "how it stands: {state:?}");
        assert!(told.insert(en), "{state:?}");
    }
    let again = Props { waiting: Some(Waiting::TurnAgain), ..props(State::Planned) };
    assert!(settled_meanwhile(Lang::En, &again).contains("being sent again"));
    let attempts = vec![attempt(1, Fate::NotExecuted), attempt(2, Fate::UnderWay)];
    assert!(settled_meanwhile(Lang::En, &Props { attempts, ..props(State::Sent) }).contains("being sent again"));
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
fn two_accepted_sendings_are_a_warning_with_both_ids() {
    let attempts = vec![attempt(1, Fate::Accepted), attempt(2, Fate::NotSent), attempt(3, Fate::Granted)];
    let html = shown(Props { attempts, accepted_twice: true, ..props(State::Active) });
    let (_, note) = html.split_once("accepted two sendings").unwrap();
    let (note, _) = note.split_once("class=\"cols\"").unwrap();
    assert!(note.contains("birk-1") && note.contains("birk-3") && !note.contains("birk-2"));
    assert!(note.contains("contact support"));
    assert!(!shown(props(State::Active)).contains("accepted two sendings"));
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
    let outage = NotSent::Outage(crate::explain::Outage::Busy);
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
fn the_timeline_is_newest_first() {
    let message = DecidingMessage { id: Some(7), at: NOW, text: "done".to_owned(), rejection: Rejection::Other };
    let props = Props {
        sent_at: Some(NOW - Duration::minutes(2)),
        answered_at: Some(NOW - Duration::minutes(1)),
        settled_at: Some(NOW),
        result_code: Some(1001),
        message: Some(message),
        ..props(State::Active)
    };
    let titles: Vec<_> = super::timeline::items(Lang::En, &props).into_iter().map(|item| item.title).collect();
    let expected =
        ["Active", "Final message from the registry", "The registry answered", "Sent to the registry", "Applied for"];
    assert_eq!(titles, expected);
}

fn timeline(props: &Props) -> Vec<(String, String)> {
    super::timeline::items(Lang::En, props).into_iter().map(|item| (item.title, item.detail)).collect()
}

#[test]
fn a_message_of_whole_seconds_stays_above_what_it_is_about() {
    let sent = NOW + Duration::milliseconds(700);
    let message = DecidingMessage { id: None, at: NOW, text: "done".to_owned(), rejection: Rejection::Other };
    let props = Props {
        asked_at: NOW + Duration::milliseconds(600),
        sent_at: Some(sent),
        answered_at: Some(sent + Duration::milliseconds(50)),
        message: Some(message),
        ..props(State::Active)
    };
    let titles: Vec<_> = timeline(&props).into_iter().map(|(title, _)| title).collect();
    assert_eq!(
        titles,
        ["Final message from the registry", "The registry answered", "Sent to the registry", "Applied for"]
    );
}

#[test]
fn a_single_lost_answer_stays_in_the_timeline_with_what_asking_showed() {
    let with = |fate, state| {
        let attempts = vec![Attempt { lost: true, ..attempt(1, fate) }];
        Props { sent_at: Some(attempts[0].sent_at), attempts, ..props(state) }
    };
    let lost = |props: &Props| timeline(props).into_iter().find(|(title, _)| title == "The answer was lost").unwrap().1;
    assert!(lost(&with(Fate::Executed, State::Pending)).contains("Found by asking"));
    assert!(lost(&with(Fate::Taken, State::Rejected)).contains("somebody else's"));
    assert!(lost(&with(Fate::ToldNotExecuted, State::Closed)).contains("by a person's word"));
    assert!(lost(&with(Fate::ToldExecuted, State::Pending)).contains("by a person's word"));
    let closed = Props {
        closed_by: Some("ida@nordisk.example".to_owned()),
        settled_at: Some(NOW),
        ..with(Fate::ToldNotExecuted, State::Closed)
    };
    assert!(timeline(&closed).contains(&("Closed".to_owned(), "ida@nordisk.example".to_owned())));
    let found = Props { found_by_asking: true, settled_at: Some(NOW), ..with(Fate::Executed, State::Active) };
    assert!(timeline(&found).contains(&("Active".to_owned(), "Found by asking the registry".to_owned())));
    let told = next::long(Lang::En, &Props { told_by_person: true, ..with(Fate::ToldExecuted, State::Pending) });
    assert!(told.title.contains("A person settled it") && told.text.join(" ").contains("asks the registry"));
}

#[test]
fn while_a_person_is_asked_no_next_question_is_announced() {
    let open = Props { next_check_at: Some(NOW + Duration::HOUR), sent_at: Some(NOW), ..props(State::Uncertain) };
    assert!(shown(open.clone()).contains("asked again"));
    let html = shown(Props { asked: Some(asked(Question::UnknownOutcome)), ..open });
    assert!(!html.contains("asked again"));
    let row = Row { needs_person: true, ..row(State::Uncertain) };
    let html =
        list(viewer(Lang::En), ListProps { rows: vec![row], pages: 1, page: 1, total: 1, ..ListProps::default() });
    assert!(!html.contains("asks the registry again"));
}

#[test]
fn the_contacts_sendings_and_what_came_of_it_are_told() {
    let contact =
        |named_by_person| CreatedContact { at: NOW, handle: "AS1-DK".to_owned(), reused: false, named_by_person };
    let one = |fate| vec![Attempt { cl_trid: "birk-contact".to_owned(), ..attempt(1, fate) }];
    let at_once =
        Props { contact_attempts: one(Fate::Accepted), created_contact: Some(contact(false)), ..props(State::Pending) };
    assert_eq!(timeline(&at_once).len(), 2, "one line for what went well");
    assert!(shown(at_once).contains("data-copy=\"birk-contact\""));
    let lost = Props { contact_attempts: one(Fate::Lost), ..props(State::Planned) };
    assert!(timeline(&lost).contains(&("Contact sent to the registry".to_owned(), "The answer was lost".to_owned())));
    assert!(shown(lost).contains("data-copy=\"birk-contact\""));
    let several = Props {
        contact_attempts: vec![attempt(1, Fate::Lost), attempt(2, Fate::ToldNotExecuted), attempt(3, Fate::Lost)],
        created_contact: Some(contact(true)),
        ..props(State::Pending)
    };
    let told = timeline(&several);
    assert_eq!(told[0], ("A person named the contact".to_owned(), "AS1-DK".to_owned()));
    assert!(told.contains(&("Contact: sending 2 of 3".to_owned(), "Not carried out, by a person's word".to_owned())));
    let given_up = NotSent::ContactGivenUp { by: "ida@nordisk.example".to_owned() };
    let given_up = Props { not_sent: Some(given_up), settled_at: Some(NOW), ..props(State::NotSent) };
    assert!(
        timeline(&given_up).contains(&("A person gave up the contact".to_owned(), "ida@nordisk.example".to_owned()))
    );
}

#[test]
fn what_the_registry_said_is_shown_only_where_it_said_something() {
    let silent = Props { cl_trid: Some("birk-1".to_owned()), ..props(State::Uncertain) };
    assert!(!shown(silent.clone()).contains("What the registry said"));
    let said = Props { result_code: Some(1001), ..silent };
    assert!(shown(said).contains("What the registry said"));
}

#[test]
fn each_of_several_sendings_has_its_time_its_id_and_its_fate() {
    let once = Props { sent_at: Some(NOW), attempts: vec![attempt(1, Fate::Lost)], ..props(State::Uncertain) };
    let html = shown(once.clone());
    assert!(html.contains("Sent to the registry") && !html.contains("Sending 1"), "one needs no number");

    let attempts: Vec<_> = Fate::ALL.into_iter().zip(1..).map(|(fate, n)| attempt(n, fate)).collect();
    let props = Props { attempts, ..once };
    let [da, en] = [Lang::Da, Lang::En].map(|lang| super::timeline::items(lang, &props));
    let details: std::collections::BTreeSet<_> =
        en.iter().filter(|item| item.copy.is_some()).map(|item| &item.detail).collect();
    assert_eq!(details.len(), Fate::ALL.len(), "each fate has words of its own");
    assert!(en.iter().zip(&da).all(|(en, da)| en.title != da.title));
    let refused = Attempt { code: Some(2104), ..attempt(2, Fate::Refused) };
    let html = shown(Props { attempts: vec![attempt(1, Fate::NotExecuted), refused], ..props });
    assert!(html.contains("Sending 1 of 2") && html.contains("The registry did not carry it out"));
    assert!(html.contains("Sending 2 of 2") && html.contains("The registry refused it (2104)"));
    assert!(html.contains("data-copy=\"birk-1\"") && html.contains("data-copy=\"birk-2\""));
    for (word, fate) in
        [("lost", Fate::Lost), ("granted", Fate::Granted), ("taken", Fate::Taken), ("later", Fate::Other)]
    {
        assert_eq!(Fate::from_word(Some(word)), fate);
    }
    assert_eq!(Fate::from_word(None), Fate::UnderWay);
}
