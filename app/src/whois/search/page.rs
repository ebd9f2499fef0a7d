//! The page.

use leptos::prelude::*;

use super::form::{FIELD, MOST_TERMS};
use super::hints::Hints;
use super::props::{Found, Props, Row};
use super::results::{Invalid, Results};
use super::text::T;
use ui::components::{Form, Icon, Note, PageHead, TextArea};
use ui::explain::{self, Outage};
use ui::{Fields, FormState, Tone, Viewer, document, local, urls, viewer};

/// The page.
pub fn page(viewer: Viewer, props: Props) -> String {
    let t = T(viewer.lang);
    let title = match props.rows.as_slice() {
        [row] => t.title_of(&row.term.to_string()),
        _ => t.title().to_owned(),
    };
    document(viewer, &title, move || view! { <Search props/> })
}

#[component]
fn Search(props: Props) -> impl IntoView {
    let t = T(viewer().lang);
    let asked = !props.rows.is_empty() || props.terms_dropped > 0;
    let (invalid, rows): (Vec<_>, Vec<_>) = props.rows.into_iter().partition(|row| !row.term.is_valid());
    let outage = props.outage.map(|outage| view! { <OutageNote outage rows=rows.clone()/> }.into_any());
    let nothing = (!asked && !props.query.is_empty())
        .then(|| view! { <Note tone=Tone::Warn title=t.nothing() live=true>""</Note> });
    let mut fields = Fields::default();
    fields.set(FIELD, props.query);
    view! {
        <PageHead title=t.title().to_owned()/>
        <Form action=urls::SEARCH.to_owned() state=FormState::of(fields) class="searchbar">
            <TextArea name=FIELD label=t.label() rows=1 bare=true autofocus=!asked hint=t.hint(MOST_TERMS)/>
            <button class="btn primary"><Icon name="search"/>{t.search()}</button>
            <p class="hint" id="f-q-hint">{t.hint(MOST_TERMS)}</p>
        </Form>
        {nothing}
        {outage}
        {(props.terms_dropped > 0).then(|| view! { <Dropped count=props.terms_dropped/> })}
        {(!rows.is_empty()).then(|| view! { <Results rows ms=props.registry_ms/> }.into_any())}
        {(!invalid.is_empty()).then(|| view! { <Invalid rows=invalid/> }.into_any())}
        {(!asked).then(|| view! { <Hints/> }.into_any())}
    }
}

#[component]
fn OutageNote(outage: Outage, rows: Vec<Row>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let (title, text) = explain::outage(lang, &outage);
    let count = move |n: usize| local::number(lang, u64::try_from(n).unwrap_or(u64::MAX));
    let answered = rows.iter().filter(|row| row.answer != Found::Unanswered).count();
    let partial = (answered > 0).then(|| view! { <p>{t.partial(&count(answered), &count(rows.len()))}</p> });
    view! { <Note tone=Tone::Warn title live=true><p>{text}</p>{partial}<p>{t.still_works()}</p></Note> }
}

#[component]
fn Dropped(count: usize) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let number = move |n: usize| local::number(lang, u64::try_from(n).unwrap_or(u64::MAX));
    view! { <Note tone=Tone::Warn title=t.dropped_title(&number(count))>{t.dropped(&number(MOST_TERMS))}</Note> }
}
