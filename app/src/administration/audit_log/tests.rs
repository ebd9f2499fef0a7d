use time::macros::datetime;

use super::{Line, Outcome, Props, page, read};
use ui::testing::{EVIL, both};
use ui::{Fields, FormState, Lang};

fn line(actor: &str, action: &str) -> Line {
    Line {
        at: datetime!(2026-11-21 12:00 UTC),
        actor: actor.to_owned(),
        address: "2001:db8::7".parse().ok(),
        action: action.to_owned(),
        object: "kage.dk".to_owned(),
        outcome: Outcome::Refused,
        detail: vec![("why".to_owned(), "address not allowed".to_owned())],
    }
}

fn query(pairs: &[(&str, &str)]) -> Fields {
    Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn shown(rows: Vec<Line>, total: u64, form: &FormState) -> [String; 2] {
    both(|viewer| {
        page(
            viewer,
            Props { rows: rows.clone(), total, page: 1, pages: 2, action_choices: vec!["Login".to_owned()] },
            form,
        )
    })
}

#[test]
fn a_line_says_who_did_what_from_where_and_how_it_went() {
    let rows = vec![line("ida@nordisk.example", "Register"), line("birk", "SomethingNew"), line("cli", "user.reset")];
    let [da, en] = shown(rows, 60, &FormState::default());
    assert!(da.contains("Registrering af et domænenavn") && da.contains("Afvist") && da.contains("fra 2001:db8::7"));
    assert!(
        en.contains("21 Nov 2026 13:00")
            && en.contains("SomethingNew")
            && en.contains("Birk itself")
            && en.contains("The operator")
    );
    assert!(en.contains("<summary>Details</summary>") && en.contains("The IP address is not on the whitelist."));
    assert!(da.contains("IP-adressen er ikke blandt de tilladte.") && da.contains("<dt>Årsag</dt>"));
}

#[test]
fn the_filter_shows_what_was_typed_and_what_is_wrong() {
    let typed = query(&[("actor", EVIL), ("action", EVIL), ("outcome", "refused"), ("from", "i går"), ("to", EVIL)]);
    let (_, errors) = read(&typed, Lang::Da);
    let [da, _] = shown(vec![line(EVIL, EVIL)], 60, &FormState::with_errors(typed, errors));
    assert_eq!(da.matches("Det er ikke en dato.").count(), 2, "one for each day");
    assert!(da.contains("value=\"i går\"") && da.contains("value=\"refused\" selected"));
    assert!(da.contains("outcome=refused&amp;from=i%20g%C3%A5r"), "the pager keeps the filter");
}

#[test]
fn every_empty_list_says_what_to_do() {
    assert!(shown(Vec::new(), 0, &FormState::default())[1].contains("Nothing has been done"));
    let narrow = FormState::of(query(&[("actor", "nobody")]));
    assert!(shown(Vec::new(), 0, &narrow)[1].contains("No line matches"));
    assert!(shown(Vec::new(), 7, &narrow)[1].contains("href=\"/administration/audit-log?actor=nobody\""));
}

#[test]
fn free_text_is_escaped() {
    let evil = Line { object: EVIL.to_owned(), detail: vec![(EVIL.to_owned(), EVIL.to_owned())], ..line(EVIL, EVIL) };
    shown(vec![evil], 1, &FormState::default());
}
