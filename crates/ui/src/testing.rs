//! What the tests of pages share.

use time::macros::datetime;

use crate::{Environment, Lang, SignedIn, Theme, Viewer};

/// Free text that must never come out as markup.
pub const EVIL: &str = "</td><script>alert(1)</script>\"'onerror=\"x";

/// A signed-in user of the account `REG-100001`.
pub fn viewer(lang: Lang) -> Viewer {
    Viewer {
        lang,
        theme: Theme::System,
        user: Some(SignedIn {
            name: "Åse Østergaard".to_owned(),
            email: "all@nordisk.example".to_owned(),
            account_name: "Nordisk Domæne ApS".to_owned(),
            account_handle: "REG-100001".to_owned(),
            roles: dk::MetaRoles::ALL,
        }),
        environment: Environment::Sandbox,
        sandbox_control_url: None,
        balance: None,
        nav: Vec::new(),
        path: "/somewhere?page=2".to_owned(),
        csrf: "token".to_owned(),
        flash: None,
        now: datetime!(2026-11-21 13:02 UTC),
        draft_restored: false,
    }
}

/// Renders a page in both languages and checks what holds of every page; the Danish one and the English one.
pub fn both(render: impl Fn(Viewer) -> String) -> [String; 2] {
    let pages = [Lang::Da, Lang::En].map(|lang| render(viewer(lang)));
    for page in &pages {
        assert_eq!(page.matches("<h1").count(), 1, "one title");
        assert!(!page.contains("<script>alert"), "free text is escaped");
        assert_eq!(page.matches("<script").count(), 1, "the layout's script and no other");
        let inline = ["<style", " style=", " onclick=", " onerror=\"", " onload=", " onsubmit="];
        assert!(inline.iter().all(|inline| !page.contains(inline)), "nothing inline");
        assert!(page.matches("btn primary").count() <= 1, "one primary action");
        let posts = page.matches("method=\"post\"").count();
        assert_eq!(page.matches("name=\"csrf_token\"").count(), posts, "every form that posts carries the token");
    }
    assert_ne!(pages[0], pages[1]);
    pages
}
