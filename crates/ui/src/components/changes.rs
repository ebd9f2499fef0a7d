//! What is different afterwards: before and after.

use dk::Change;
use leptos::prelude::*;

use super::text::T;
use crate::context::viewer;
use crate::{Lang, explain};

/// What an operation changes, a line each. Of lists it is told which entries come and which go.
#[component]
pub fn Changes(
    changes: Vec<Change>,
    /// `facts` in a card, `said` within a line.
    #[prop(default = "facts")]
    class: &'static str,
) -> impl IntoView {
    let lang = viewer().lang;
    let lines: Vec<_> = changes
        .into_iter()
        .map(|change| {
            let label = explain::detail(lang, change.of);
            view! { <dt>{label}</dt><dd>{sides(lang, &change)}</dd> }.into_any()
        })
        .collect();
    view! { <dl class=class>{lines}</dl> }
}

fn sides(lang: Lang, change: &Change) -> AnyView {
    let t = T(lang);
    let said = |text: &str| explain::detail_value(lang, change.of, text);
    match (&change.before, &change.after) {
        (None, None) => view! { <span class="muted">{t.nothing()}</span> }.into_any(),
        (None, Some(after)) => {
            let lines: Vec<_> = after.lines().map(|line| view! { <div>{said(line)}</div> }.into_any()).collect();
            lines.into_any()
        }
        (Some(before), after) if explain::is_list(change.of) => {
            entries(t, before, after.as_deref().unwrap_or_default())
        }
        (Some(before), after) => {
            let after = after.as_deref().map_or_else(|| t.nothing().to_owned(), said);
            view! {
                <span class="vh">{t.before()}" "</span><del>{said(before)}</del>" "<span aria-hidden="true">"→"</span>" "
                <span class="vh">{t.after()}" "</span><ins>{after}</ins>
            }
            .into_any()
        }
    }
}

/// The entries that go, that stay and that come, in the order of what was and then of what is new.
fn entries(t: T, before: &str, after: &str) -> AnyView {
    let left = |line: &str| after.lines().any(|other| other == line);
    let was = |line: &str| before.lines().any(|other| other == line);
    let old = before.lines().map(|line| {
        if left(line) {
            return view! { <div>{line.to_owned()}</div> }.into_any();
        }
        view! { <div><span class="vh">{t.goes()}" "</span><del>{line.to_owned()}</del></div> }.into_any()
    });
    let new = after
        .lines()
        .filter(|line| !was(line))
        .map(|line| view! { <div><span class="vh">{t.comes()}" "</span><ins>{line.to_owned()}</ins></div> }.into_any());
    let lines: Vec<AnyView> = old.chain(new).collect();
    lines.into_any()
}

#[cfg(test)]
mod tests {
    use dk::Detail;

    use super::*;
    use crate::testing::{EVIL, both};
    use crate::{Viewer, document};

    fn shown(change: Change) -> String {
        let [_, en] = both(|viewer: Viewer| {
            let changes = vec![change.clone()];
            document(viewer, "Changes", move || view! { <h1>"Changes"</h1><Changes changes/> })
        });
        en
    }

    #[test]
    fn one_value_is_shown_before_and_after() {
        let html = shown(Change::new(Detail::Expiry, "2026-12-31", "2027-12-31"));
        assert!(html.contains("<del>31 December 2026</del>") && html.contains("<ins>31 December 2027</ins>"), "{html}");
        let html = shown(Change::new(Detail::AutoRenew, "", "true"));
        assert!(
            html.contains("<div>Renewed automatically</div>") && !html.contains("<del>"),
            "there was nothing before"
        );
    }

    #[test]
    fn of_a_list_it_is_told_what_comes_and_what_goes() {
        let html = shown(Change::new(Detail::NameServers, "ns1.a.dk\nns2.a.dk", "ns1.a.dk\nns9.b.dk"));
        assert!(html.contains("<div>ns1.a.dk</div>"), "it stays");
        assert!(html.contains("<del>ns2.a.dk</del>") && html.contains("<ins>ns9.b.dk</ins>"));
        let html = shown(Change::new(Detail::Ds, "1 13 2 AB", ""));
        assert!(html.contains("<del>1 13 2 AB</del>") && !html.contains("<ins>"));
    }

    #[test]
    fn free_text_is_escaped() {
        for of in Detail::ALL {
            for (before, after) in [("", EVIL), (EVIL, ""), (EVIL, EVIL), ("a", EVIL)] {
                assert!(!shown(Change::new(*of, before, after)).contains("<script>alert"));
            }
        }
    }
}
