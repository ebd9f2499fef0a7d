//! What the tests of these pages share.

use dk::MetaRoles;
use time::OffsetDateTime;
use time::macros::datetime;

use super::{Freshness, History, Party, Status, Unknown, UsedBy};
use ui::explain::Outage;
use ui::{Environment, Lang, SignedIn, Theme, TimelineItem, Tone, Viewer};

/// The time of every test.
pub(crate) const NOW: OffsetDateTime = datetime!(2026-11-21 13:02 UTC);

/// What must never come out of a page as it went in.
pub(crate) const HOSTILE: &str = "<script>alert(1)</script>\"' onload=x";

/// A signed-in user of `REG-100001` with these meta-roles.
pub(crate) fn viewer(lang: Lang, roles: MetaRoles) -> Viewer {
    Viewer {
        lang,
        theme: Theme::System,
        user: Some(SignedIn {
            name: "Åse".to_owned(),
            email: "all@nordisk.example".to_owned(),
            account_name: "Nordisk Domæne ApS".to_owned(),
            account_handle: "REG-100001".to_owned(),
            roles,
        }),
        environment: Environment::Production,
        sandbox_control_url: None,
        balance: None,
        nav: Vec::new(),
        path: "/whois".to_owned(),
        csrf: "token".to_owned(),
        flash: None,
        now: NOW,
        draft_restored: false,
    }
}

/// An answer of this moment.
pub(crate) fn fresh() -> Freshness {
    Freshness::Answered { ms: 21, at: NOW }
}

/// What the index knows while the registry is out of reach.
pub(crate) fn indexed() -> Freshness {
    let since = datetime!(2026-11-21 12:41 UTC);
    Freshness::Index { confirmed_at: Some(datetime!(2026-11-20 13:00 UTC)), outage: Outage::Unreachable { since } }
}

pub(crate) fn hostile() -> String {
    HOSTILE.to_owned()
}

pub(crate) fn hostile_party() -> Party {
    Party { handle: hostile(), name: Some(hostile()), confirmed_at: Some(NOW) }
}

pub(crate) fn hostile_statuses() -> Vec<Status> {
    vec![Status { word: hostile(), text: Some(hostile()) }]
}

pub(crate) fn hostile_unknown() -> Vec<Unknown> {
    vec![Unknown { namespace: hostile(), name: hostile(), problem: Some(hostile()) }]
}

pub(crate) fn hostile_users() -> Vec<UsedBy> {
    vec![UsedBy {
        domain: hostile(),
        role: hostile(),
        statuses: vec![hostile()],
        expires_at: Some(NOW),
        confirmed_at: Some(NOW),
    }]
}

pub(crate) fn hostile_timeline() -> History {
    let items = vec![TimelineItem {
        at: NOW,
        title: hostile(),
        detail: hostile(),
        changes: vec![dk::Change::new(dk::Detail::NameServers, hostile(), hostile())],
        copy: Some(hostile()),
        href: Some(format!("/x?{HOSTILE}")),
        tone: Tone::Plain,
    }];
    History { items, more_of: Some(hostile()) }
}

/// Renders in both languages, checks that neither carries live markup, inline style or script, and that they differ;
/// returns the English one.
pub(crate) fn rendered(page: impl Fn(Lang) -> String) -> String {
    let (da, en) = (page(Lang::Da), page(Lang::En));
    for html in [&da, &en] {
        assert!(!html.contains("<script>"), "live script");
        assert_eq!(html.matches("<script").count(), 1, "only the page's own script");
        assert_eq!(html.matches("<h1").count(), 1, "one heading");
        for (index, _) in html.match_indices('<') {
            let tag: String = html[index..].chars().take_while(|c| *c != '>').collect();
            assert!(!tag.contains(" style=") && !unquoted(&tag).contains(" on"), "{tag}");
        }
    }
    assert_ne!(da, en);
    en
}

/// A tag without the values of its attributes.
fn unquoted(tag: &str) -> String {
    tag.split('"').step_by(2).collect()
}
