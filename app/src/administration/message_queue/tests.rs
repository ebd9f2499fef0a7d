use time::macros::datetime;

use super::{Owned, Props, page, parse};
use ui::testing::{EVIL, both};
use ui::{Fields, FormState, Lang};

#[test]
fn who_owns_the_queue_is_shown_with_the_way_to_change_it() {
    let owned = Some(Owned { since: datetime!(2026-09-02 07:12 UTC), by: EVIL.to_owned() });
    let props = Props { owned, last_poll_at: Some(datetime!(2026-11-21 13:00 UTC)), unacknowledged: 0 };
    let [da, en] = both(|viewer| page(viewer, props.clone(), &FormState::default()));
    assert!(da.contains("Ja, Birk ejer køen") && en.contains("Since 2 Sep 2026 09:12") && en.contains("2 min ago"));
    assert!(en.contains("name=\"owned\" value=\"no\"") && en.contains("name=\"confirm\""));
    let [da, en] =
        both(|viewer| page(viewer, Props { unacknowledged: 1_204, ..Props::default() }, &FormState::default()));
    assert!(en.contains("name=\"owned\" value=\"yes\"") && en.contains("1,204") && en.contains("Not yet"));
    assert!(da.contains("andre programmer"), "the consequence stands before the button");
}

#[test]
fn a_missing_confirmation_is_said_beside_the_box() {
    let typed = Fields::from_pairs(vec![("owned".to_owned(), "yes".to_owned())]);
    let errors = parse(&typed, Lang::En).unwrap_err();
    let [_, en] = both(|viewer| page(viewer, Props::default(), &FormState::with_errors(typed.clone(), errors.clone())));
    assert!(en.contains("href=\"#f-confirm\"") && en.contains("id=\"f-confirm-error\""));
}
