use dk::RiskColour;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::{
    Consent, DecidingMessage, Decision, Filter, ListProps, NotSent, Props, Question, Rejection, Row, State, list, next,
    page, parse,
};
use crate::form::{Fields, FormState, Refusal};
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

fn row(state: State) -> Row {
    Row {
        id: "id".to_owned(),
        domain: EVIL.to_owned(),
        sent_at: NOW,
        by: EVIL.to_owned(),
        tracking_no: Some(EVIL.to_owned()),
        state,
        risk: Some(RiskColour::Other(EVIL.to_owned())),
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
                question: Some(Question::ForcedContact),
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
        let short = |lang| next::short(lang, state, None, false, None);
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
    let asked = |question, may_decide| shown(Props { question: Some(question), may_decide, ..props(State::Uncertain) });
    let contact = asked(Question::ForcedContact, true);
    assert!(contact.contains("action=\"/applications/id/decision\"") && contact.contains("name=\"handle\""));
    for value in ["executed", "not_executed", "give_up"] {
        assert!(contact.contains(&format!("name=\"decision\" value=\"{value}\"")), "{value}");
    }
    assert!(!asked(Question::DomainInOtherHands, true).contains("name=\"handle\""));
    let reader = asked(Question::ForcedContact, false);
    assert!(!reader.contains("name=\"decision\"") && reader.contains("A colleague with the Registrar role"));
    let settled = shown(Props { question: Some(Question::ForcedContact), may_decide: true, ..props(State::Active) });
    assert!(!settled.contains("name=\"decision\""), "what is settled is not asked about");
}

#[test]
fn decisions_are_read() {
    let read = |pairs: &[(&str, &str)], question| parse(&fields(pairs), Lang::En, question);
    let handle = dk::Handle::parse("GSA42-DK").unwrap();
    let executed = [("decision", "executed"), ("handle", "gsa42-dk")];
    assert_eq!(read(&executed, Question::ForcedContact), Ok(Decision::Executed { handle: Some(handle) }));
    assert_eq!(read(&executed, Question::DomainInOtherHands), Ok(Decision::Executed { handle: None }));
    for question in [Question::ForcedContact, Question::DomainInOtherHands, Question::Other] {
        assert_eq!(read(&[("decision", "not_executed"), ("handle", "x")], question), Ok(Decision::NotExecuted));
        assert_eq!(read(&[("decision", "give_up")], question), Ok(Decision::GiveUp));
        assert!(read(&[("decision", "maybe")], question).unwrap_err().get("decision").is_some());
    }
    for handle in ["", "GSA42", "REG-100001"] {
        let errors = read(&[("decision", "executed"), ("handle", handle)], Question::ForcedContact).unwrap_err();
        assert!(errors.get("handle").is_some(), "{handle}");
    }
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
    for why in
        [outage, NotSent::TooOld, NotSent::ContactRefused, NotSent::GivenUp, NotSent::NotExecuted, NotSent::Other]
    {
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
