//! Writes sample pages into a folder, in both languages and themes, to look at them without a server:
//!
//! ```text
//! cargo run -p app --example gallery -- /tmp/gallery
//! ```
//!
//! `app/tests/pages.rs` checks the same pages. An area of pages is a file in `gallery/` and a line in [`areas`].

#![expect(clippy::expect_used, reason = "a sample that is no sample must be noticed")]

use std::path::PathBuf;
use std::{env, fs, io};

use app::{Environment, Lang, NavItem, NavTab, SignedIn, Theme, Viewer, assets};
use dk::{MetaRoles, Money};
use time::macros::datetime;

#[path = "gallery/account.rs"]
mod account;
#[path = "gallery/errors.rs"]
mod errors;
#[path = "gallery/lists.rs"]
mod lists;
#[path = "gallery/login.rs"]
mod login;
#[path = "gallery/profile.rs"]
mod profile;
#[path = "gallery/register.rs"]
mod register;
#[path = "gallery/whois.rs"]
mod whois;

/// Renders one sample page for a viewer.
pub type Sample = fn(Viewer) -> String;

/// Every sample page by its file's stem.
pub fn areas() -> Vec<(&'static str, Sample)> {
    [
        login::pages(),
        errors::pages(),
        profile::pages(),
        register::pages(),
        whois::pages(),
        lists::pages(),
        account::pages(),
    ]
    .concat()
}

/// A signed-in user of all meta-roles.
pub fn viewer(lang: Lang, theme: Theme) -> Viewer {
    Viewer {
        lang,
        theme,
        user: Some(SignedIn {
            name: "Åse Østergaard".to_owned(),
            email: "all@nordisk.example".to_owned(),
            account_name: "Nordisk Domæne ApS".to_owned(),
            account_handle: "REG-100001".to_owned(),
            roles: MetaRoles::ALL,
        }),
        environment: Environment::Sandbox,
        sandbox_control_url: Some("http://127.0.0.1:7701".to_owned()),
        balance: Money::from_kroner(8_420).ok(),
        nav: navigation(lang),
        path: "/whois".to_owned(),
        csrf: "sample".to_owned(),
        flash: None,
        now: datetime!(2026-11-21 13:02 UTC),
        draft_restored: false,
    }
}

/// A stranger: no user, no tabs.
pub fn stranger(viewer: Viewer) -> Viewer {
    Viewer { user: None, nav: Vec::new(), balance: None, ..viewer }
}

/// The viewer on the page `path` of the navigation.
pub fn at(mut viewer: Viewer, path: &str) -> Viewer {
    for tab in &mut viewer.nav {
        for item in &mut tab.items {
            item.current = item.href == path;
        }
        tab.current = tab.items.iter().any(|item| item.current);
    }
    path.clone_into(&mut viewer.path);
    viewer
}

fn navigation(lang: Lang) -> Vec<NavTab> {
    let tab = |label: [&str; 2], items: &[([&str; 2], &str, Option<u64>)]| {
        let items: Vec<_> = items
            .iter()
            .map(|(words, href, count)| NavItem {
                label: say(lang, *words).to_owned(),
                href: (*href).to_owned(),
                current: false,
                count: *count,
                urgent: count.is_some_and(|count| count > 9),
            })
            .collect();
        NavTab { label: say(lang, label).to_owned(), href: items[0].href.clone(), current: false, items }
    };
    vec![
        tab(
            ["WHOIS search", "WHOIS-søgning"],
            &[
                (["Search", "Søg"], "/whois", None),
                (["Portfolio", "Portefølje"], "/portfolio", None),
                (["Register domain name", "Registrér domænenavn"], "/whois/register", None),
                (["Applications", "Ansøgninger"], "/applications", Some(3)),
                (["Messages", "Beskeder"], "/messages", Some(12)),
            ],
        ),
        tab(
            ["Administration", "Administration"],
            &[
                (["IP whitelisting", "IP-whitelisting"], "/administration/ip-whitelist", None),
                (["Audit log", "Revisionslog"], "/administration/audit-log", None),
                (["Message queue", "Beskedkø"], "/administration/message-queue", None),
            ],
        ),
        tab(["Prepaid", "Forudbetalt"], &[(["Account", "Konto"], "/prepaid", None)]),
    ]
}

/// English or Danish.
pub fn say(lang: Lang, [en, da]: [&str; 2]) -> &str {
    match lang {
        Lang::En => en,
        Lang::Da => da,
    }
}

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map_or_else(|| env::temp_dir().join("birk-gallery"), PathBuf::from);
    fs::create_dir_all(folder.join("assets"))?;
    for (path, content) in
        [(assets::css_path(), assets::CSS), (assets::js_path(), assets::JS), (assets::icon_path(), assets::ICON)]
    {
        fs::write(folder.join(path.trim_start_matches('/')), content)?;
    }
    for (stem, sample) in areas() {
        for lang in [Lang::Da, Lang::En] {
            for theme in [Theme::Light, Theme::Dark] {
                let html = sample(viewer(lang, theme)).replace("\"/assets/", "\"assets/");
                fs::write(folder.join(format!("{stem}.{}.{}.html", lang.code(), theme.word())), html)?;
            }
        }
    }
    Ok(())
}
