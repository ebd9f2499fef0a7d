//! Filters above lists: forms that ask by the address (GET), so that every view has a link.

use leptos::prelude::*;

use super::fields::Choice;
use super::text::T;
use crate::context::viewer;

/// A form whose fields become the page's address.
#[component]
pub fn FilterForm(
    action: &'static str,
    /// Read out for the whole form.
    label: &'static str,
    /// Whether anything is filtered, so that it can be cleared.
    filtered: bool,
    children: Children,
) -> impl IntoView {
    let t = T(viewer().lang);
    let clear = filtered.then(|| view! { <a class="btn" href=action>{t.show_everything()}</a> });
    view! {
        <form method="get" action=action class="filters" role="search" aria-label=label>
            {children()}
            <div class="actions"><button class="btn">{t.filter()}</button>{clear}</div>
        </form>
    }
}

/// One field of a filter.
#[component]
pub fn FilterText(
    name: &'static str,
    label: &'static str,
    #[prop(into)] value: String,
    /// `search` or `date`.
    #[prop(default = "search")]
    kind: &'static str,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// What can be typed.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let id = format!("filter-{name}");
    let invalid = error.as_ref().map(|_| "true");
    let described = match (&hint, &error) {
        (None, None) => None,
        (Some(_), None) => Some(format!("{id}-hint")),
        (None, Some(_)) => Some(format!("{id}-error")),
        (Some(_), Some(_)) => Some(format!("{id}-hint {id}-error")),
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <span class="hint" id=format!("{id}-hint")>{hint}</span> })}
            <input type=kind id=id.clone() name=name value=value aria-invalid=invalid aria-describedby=described spellcheck="false"/>
            {error.map(|error| view! { <span class="err" id=format!("{id}-error")>{error}</span> })}
        </div>
    }
}

/// A choice of a filter; every choice is in `choices`, the one for everything too.
#[component]
pub fn FilterSelect(
    name: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    #[prop(into)] value: String,
) -> impl IntoView {
    let id = format!("filter-{name}");
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            view! { <option value=choice.value.clone() selected=choice.value == value>{choice.label}</option> }
                .into_any()
        })
        .collect();
    view! { <div class="field"><label for=id.clone()>{label}</label><select id=id.clone() name=name>{options}</select></div> }
}
