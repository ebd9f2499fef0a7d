//! Form fields. Value and error come from the form around them.

use leptos::prelude::*;

use super::form::{current, field_id};
use super::text::T;
use crate::context::viewer;

/// Label, hint and error around a control. The error and the hint are named by the control's `aria-describedby`.
#[component]
fn Shell(
    id: String,
    label: &'static str,
    optional: bool,
    hint: Option<String>,
    error: Option<String>,
    control: AnyView,
) -> impl IntoView {
    let mark = optional.then(|| view! { " " <span class="muted">{T(viewer().lang).optional()}</span> });
    view! {
        <div class="field">
            <label for=id.clone()>{label}{mark}</label>
            {hint.map(|hint| view! { <span class="hint" id=format!("{id}-hint")>{hint}</span> })}
            {control}
            {error.map(|error| view! { <span class="err" id=format!("{id}-error")>{error}</span> })}
        </div>
    }
}

struct Bound {
    id: String,
    value: String,
    error: Option<String>,
    invalid: Option<&'static str>,
    described: Option<String>,
}

fn bind(name: &str, hint: bool) -> Bound {
    let form = current();
    let id = field_id(form.id, name);
    let error = form.state.errors.get(name).map(str::to_owned);
    let described = match (hint, error.is_some()) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (true, true) => Some(format!("{id}-hint {id}-error")),
    };
    let invalid = error.as_ref().map(|_| "true");
    Bound { value: form.state.fields.get(name).to_owned(), id, error, invalid, described }
}

/// A line of text.
#[component]
pub fn Field(
    name: &'static str,
    label: &'static str,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] optional: bool,
    /// Whether other fields decide if it must be filled in: it is marked neither as optional nor as required.
    #[prop(optional)]
    depends: bool,
    /// `text`, `email`, `tel`, `search`, `password`…
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional, into)] autocomplete: Option<&'static str>,
    /// The id of a list of suggestions.
    #[prop(optional, into)]
    list: Option<&'static str>,
    /// What the script does with it.
    #[prop(optional, into)]
    live: Option<String>,
    #[prop(optional, into)] maxlength: Option<u16>,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let hint = hint.filter(|hint| !hint.is_empty());
    let bound = bind(name, hint.is_some());
    // A password is never sent back to the browser.
    let value = if kind == "password" { String::new() } else { bound.value };
    let spell = matches!(kind, "email" | "tel" | "password").then_some("false");
    let control = view! {
        <input type=kind id=bound.id.clone() name=name value=value aria-invalid=bound.invalid aria-describedby=bound.described
            autocomplete=autocomplete list=list data-live=live maxlength=maxlength.map(|most| most.to_string())
            spellcheck=spell autofocus=autofocus required=!(optional || depends)/>
    }
    .into_any();
    view! { <Shell id=bound.id label optional hint error=bound.error control/> }
}

/// Date and time of day, Danish local time.
#[component]
pub fn DateTimeField(
    name: &'static str,
    label: &'static str,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    view! { <Field name label hint=hint.unwrap_or_default() kind="datetime-local"/> }
}

/// Several lines of text. The only place that renders the element: its content is not escaped by the renderer, so it is
/// escaped here by hand, and a line break after the opening tag keeps a first empty line.
#[component]
pub fn TextArea(
    name: &'static str,
    label: &'static str,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(default = 3)] rows: u8,
    /// Shown without its label (which is still read out), as one line that grows.
    #[prop(optional)]
    bare: bool,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let bound = bind(name, hint.is_some());
    let content = format!("\n{}", escaped(&bound.value));
    let control = view! {
        <textarea id=bound.id.clone() name=name rows=rows.to_string() aria-invalid=bound.invalid
            aria-describedby=bound.described spellcheck="false" autocapitalize="off" autofocus=autofocus data-grow="">{content}</textarea>
    }
    .into_any();
    if bare {
        let id = bound.id.clone();
        return view! { <label class="vh" for=id>{label}</label>{control} }.into_any();
    }
    view! { <Shell id=bound.id label optional hint error=bound.error control/> }.into_any()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// One of several, with its words.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A word of explanation.
    pub hint: Option<String>,
}

impl Choice {
    /// Without explanation.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// With an explanation.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A drop-down list.
#[component]
pub fn Select(
    name: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] optional: bool,
    /// Chosen where nothing was typed yet.
    #[prop(optional, into)]
    default: String,
) -> impl IntoView {
    let bound = bind(name, hint.is_some());
    let chosen = if bound.value.is_empty() { default } else { bound.value };
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            view! { <option value=choice.value.clone() selected=choice.value == chosen>{choice.label}</option> }
                .into_any()
        })
        .collect();
    let control = view! {
        <select id=bound.id.clone() name=name aria-invalid=bound.invalid aria-describedby=bound.described>{options}</select>
    }
    .into_any();
    view! { <Shell id=bound.id label optional hint error=bound.error control/> }
}

/// One of a few, all visible.
#[component]
pub fn RadioGroup(
    name: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] default: String,
) -> impl IntoView {
    let bound = bind(name, hint.is_some());
    let chosen = if bound.value.is_empty() { default } else { bound.value };
    let group = bound.id.clone();
    let buttons: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(index, choice)| {
            // The group's own id leads to its first button, so that the error summary can focus it.
            let id = if index == 0 { group.clone() } else { format!("{group}-{index}") };
            let explained = choice.hint.map(|hint| view! { <small>{hint}</small> });
            view! {
                <label class="choice" for=id.clone()>
                    <input type="radio" id=id.clone() name=name value=choice.value.clone() checked=choice.value == chosen/>
                    <span>{choice.label}{explained}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="field" aria-describedby=bound.described>
            <legend>{label}</legend>
            {hint.map(|hint| view! { <span class="hint" id=format!("{}-hint", bound.id)>{hint}</span> })}
            {buttons}
            {bound.error.map(|error| view! { <span class="err" id=format!("{}-error", bound.id)>{error}</span> })}
        </fieldset>
    }
}

/// A box to tick.
#[component]
pub fn Checkbox(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    let bound = bind(name, hint.is_some());
    let checked = current().state.fields.checked(name);
    view! {
        <div class="field">
            <label class="choice" for=bound.id.clone()>
                <input type="checkbox" id=bound.id.clone() name=name value="1" checked=checked aria-invalid=bound.invalid aria-describedby=bound.described/>
                <span>{label}</span>
            </label>
            {hint.map(|hint| view! { <span class="hint" id=format!("{}-hint", bound.id)>{hint}</span> })}
            {bound.error.map(|error| view! { <span class="err" id=format!("{}-error", bound.id)>{error}</span> })}
        </div>
    }
}
