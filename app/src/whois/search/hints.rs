//! What can be looked up, for who has not asked yet.

use leptos::prelude::*;

use super::form::MOST_TERMS;
use super::text::T;
use ui::components::Card;
use ui::viewer;

#[component]
pub(super) fn Hints() -> impl IntoView {
    let t = T(viewer().lang);
    let hints = [
        (t.domain(), t.domain_hint().to_owned(), Some("blåbærgrød.dk")),
        (t.contact(), t.contact_hint().to_owned(), Some("ABC123-DK")),
        (t.host(), t.host_hint().to_owned(), Some("ns1.eksempel.dk")),
        (t.list(), t.list_hint(MOST_TERMS), None),
    ];
    let facts = hints.map(|(label, hint, example)| {
        let example = example.map(|name| view! { <small>{t.examples()}" "<code>{name}</code></small> });
        view! { <dt>{label}</dt><dd>{hint}{example}</dd> }.into_any()
    });
    view! { <Card title=t.hints().to_owned()><dl class="facts">{Vec::from(facts)}</dl></Card> }
}
