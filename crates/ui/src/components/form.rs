//! The form: token, error summary, refusal; what a page does not have to think of.

use leptos::context::Provider;
use leptos::prelude::*;

use super::blocks::{CopyText, Details, Note};
use super::text::T;
use crate::Tone;
use crate::context::viewer;
use crate::form::{FormState, Refusal};

/// The form that fields take their values and errors from.
#[derive(Clone, Debug)]
pub(super) struct Current {
    pub(super) state: FormState,
    pub(super) id: &'static str,
}

/// The form around a field; an empty one outside any.
pub(super) fn current() -> Current {
    use_context::<Current>().unwrap_or_else(|| Current { state: FormState::default(), id: "f" })
}

/// The id of `field` in the form `form`.
pub(super) fn field_id(form: &str, field: &str) -> String {
    format!("{form}-{field}")
}

/// A form that posts. It carries the session's token by itself, and says what is wrong before the fields.
#[component]
pub fn Form(
    action: String,
    state: FormState,
    /// Unique on the page where it has more than one form.
    #[prop(default = "f")]
    id: &'static str,
    /// Extra classes.
    #[prop(default = "stack")]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let csrf = viewer().csrf.clone();
    let refusal = state.refusal.clone().map(|refusal| view! { <RefusalNote refusal/> });
    let summary = (!state.errors.is_empty()).then(|| view! { <Summary state=state.clone() id/> });
    view! {
        <form method="post" action=action id=id class=class novalidate=true>
            <input type="hidden" name="csrf_token" value=csrf/>
            {refusal}
            {summary}
            <Provider value=Current { state, id }>{children()}</Provider>
        </form>
    }
}

#[component]
fn Summary(state: FormState, id: &'static str) -> impl IntoView {
    let t = T(viewer().lang);
    let title = if state.errors.len() == 1 { t.one_problem().to_owned() } else { t.problems(state.errors.len()) };
    let links: Vec<_> = state
        .errors
        .iter()
        .map(|(field, message)| {
            view! { <li><a href=format!("#{}", field_id(id, field))>{message.to_owned()}</a></li> }.into_any()
        })
        .collect();
    view! { <Note tone=Tone::Bad title live=true><ul>{links}</ul></Note> }
}

/// The button that sends the form.
#[component]
pub fn Submit(
    #[prop(into)] text: String,
    /// Name and value that tell which button it was.
    #[prop(optional, into)]
    step: Option<&'static str>,
    /// `primary`, `danger` or nothing.
    #[prop(default = "primary")]
    kind: &'static str,
) -> impl IntoView {
    view! { <button class=format!("btn {kind}") name=step.map(|_| "step") value=step data-once="">{text}</button> }
}

/// A refusal: plain words, what to do, and the registry's answer to copy.
#[component]
pub fn RefusalNote(
    refusal: Refusal,
    /// How bad it is: a question that the registry does not answer is no mistake.
    #[prop(default = Tone::Bad)]
    tone: Tone,
) -> impl IntoView {
    let t = T(viewer().lang);
    let next = refusal.next_step.map(|(words, href)| match href {
        Some(href) => view! { <p><a href=href>{words}</a></p> }.into_any(),
        None => view! { <p>{words}</p> }.into_any(),
    });
    let rows = [
        (t.code(), refusal.code.map(|code| code.to_string())),
        (t.registry_text(), refusal.registry_text),
        ("clTRID", refusal.cl_trid),
        ("svTRID", refusal.sv_trid),
    ];
    let said: Vec<_> = rows
        .into_iter()
        .filter_map(|(label, value)| value.map(|text| view! { <dt>{label}</dt><dd><CopyText text/></dd> }.into_any()))
        .collect();
    let support = (!said.is_empty()).then(|| {
        view! { <Details summary=t.support()><dl class="said">{said}</dl></Details> }
    });
    view! {
        <Note tone title=refusal.title live=true>
            <p>{refusal.explanation}</p>
            {next}
            {support}
        </Note>
    }
}
