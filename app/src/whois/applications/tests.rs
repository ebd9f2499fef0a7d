//! The list of applications.

use dk::RiskColour;

use super::{Filter, ListProps, Row, list};
use crate::operations::{State, Waiting};
use ui::testing::{EVIL, both, viewer};
use ui::{Fields, Lang};

fn row(state: State) -> Row {
    Row {
        id: "id".to_owned(),
        domain: EVIL.to_owned(),
        sent_at: viewer(Lang::En).now,
        by: EVIL.to_owned(),
        tracking_no: Some(EVIL.to_owned()),
        state,
        risk: Some(RiskColour::Other(EVIL.to_owned())),
        waiting: None,
        needs_person: false,
        next_check_at: Some(viewer(Lang::En).now),
        reference: EVIL.to_owned(),
    }
}

fn query(pairs: &[(&str, &str)]) -> Fields {
    Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

/// The English page with these rows.
fn shown(rows: Vec<Row>) -> String {
    let total = u64::try_from(rows.len()).unwrap();
    list(viewer(Lang::En), ListProps { rows, page: 1, pages: 1, total, ..ListProps::default() })
}

#[test]
fn free_text_is_escaped_in_every_state_and_rows_lead_to_their_pages() {
    let [_, en] = both(|viewer| {
        let filter = Filter { q: EVIL.to_owned(), state: None };
        let rows = State::ALL.map(row).to_vec();
        list(viewer, ListProps { rows, filter, page: 1, pages: 2, total: 9, may_register: true })
    });
    assert_eq!(en.matches("href=\"/operations/id\"").count(), State::ALL.len());
    assert!(en.contains(">Active<") && en.contains(">Awaiting verification<"));
}

#[test]
fn what_waits_for_a_contact_or_a_person_says_so() {
    let rows = vec![Row { waiting: Some(Waiting::Contact), ..row(State::Planned) }, row(State::Planned)];
    let html = shown(rows);
    assert!(html.contains("It waits for its new contact.") && html.contains("It waits for its turn at the registry."));
    let html = shown(vec![Row { needs_person: true, ..row(State::Pending) }]);
    assert!(html.contains(">Needs a decision<") && html.contains("then tell Birk"));
}

#[test]
fn the_address_says_what_to_list() {
    let filter = Filter::read(&query(&[("q", " K-20412 "), ("state", "awaiting_verification")]));
    assert_eq!((filter.q.as_str(), filter.state), ("K-20412", Some(State::AwaitingVerification)));
    assert_eq!(Filter::read(&query(&[("state", "nonsense")])), Filter::default());
    assert_eq!(Filter::read(&query(&[("q", &"æ".repeat(1000))])).q.chars().count(), 255);

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
