//! The registrar's own notes about an application, which only Birk keeps.

use leptos::prelude::*;

use ui::components::Fact;

/// A fact in the registrar's own words, or that there is none.
pub(super) fn note_fact(label: &'static str, text: String, none: &'static str) -> AnyView {
    if text.is_empty() {
        return view! { <Fact label><span class="muted">{none}</span></Fact> }.into_any();
    }
    view! { <Fact label>{text}</Fact> }.into_any()
}
