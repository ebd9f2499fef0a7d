//! The sign-in page.

use app::login::{Outcome, Props, Why, page};
use app::{Fields, FormState, Viewer};
use time::Duration;

use super::{Sample, stranger};

/// The samples.
pub fn pages() -> Vec<(&'static str, Sample)> {
    vec![
        ("login", plain),
        ("login-kept", kept),
        ("login-wrong", wrong),
        ("login-locked", locked),
        ("login-refused", refused),
    ]
}

fn plain(viewer: Viewer) -> String {
    page(stranger(viewer), Props::default(), &FormState::default())
}

fn kept(viewer: Viewer) -> String {
    let props = Props { next: "/whois/register".to_owned(), why: Some(Why::Kept), outcome: None };
    page(stranger(viewer), props, &FormState::default())
}

fn wrong(viewer: Viewer) -> String {
    tried(viewer, Outcome::Wrong)
}

fn locked(viewer: Viewer) -> String {
    let until = viewer.now + Duration::minutes(14);
    tried(viewer, Outcome::Locked { until })
}

fn refused(viewer: Viewer) -> String {
    tried(viewer, Outcome::AddressRefused("2001:db8:85a3:1234:5678:8a2e:370:7334".to_owned()))
}

fn tried(viewer: Viewer, outcome: Outcome) -> String {
    let typed = Fields::from_pairs(vec![("email".to_owned(), "all@nordisk.example".to_owned())]);
    page(stranger(viewer), Props { outcome: Some(outcome), ..Props::default() }, &FormState::of(typed))
}
