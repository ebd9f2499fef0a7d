//! The review: what will be sent, what it changes and costs. Nothing has been sent.

use dk::Change;
use leptos::prelude::*;
use ui::components::{Card, Changes, Field, Form, Submit};
use ui::{Lang, Viewer, document, explain, viewer};

use super::again::{AgainNote, SEEN, SEEN_PRICE, written};
use super::page::{beside, head};
use super::text::T;
use super::{Confirm, OperationForm, ReviewProps, TYPED_NAME};

/// The review.
pub fn review<F: OperationForm>(viewer: Viewer, props: ReviewProps<F>) -> String {
    let lang = viewer.lang;
    let title = match F::HAS_FIELDS {
        true => T(lang).review_of(&F::object(&props.known, &props.asked)),
        false => F::title(lang, &props.known),
    };
    document(viewer, &title.clone(), move || {
        let ReviewProps { known, asked, checked, funds, form_key, token, again, state } = props;
        let head = head(title, F::back(lang, &known));
        let seen: Vec<_> = F::changes(&asked, &known)
            .into_iter()
            .map(|change| format!("{}={}", change.of.as_str(), change.before.unwrap_or_default()))
            .map(|line| view! { <input type="hidden" name=SEEN value=line/> }.into_any())
            .collect();
        // What was typed can be changed; where nothing was, there is nothing to go back to.
        let edit = F::HAS_FIELDS.then(|| format!("{}?form={form_key}", F::path(&known)));
        let may_send = !F::is_pointless(&asked, &checked);
        let object = F::object(&known, &asked);
        let content = F::reviewed(lang, &asked, &known, &checked);
        view! {
            {head}
            {again.map(|again| view! { <AgainNote again/> })}
            <Form action=F::path(&known) state>
                <input type="hidden" name="form_key" value=form_key/>
                <input type="hidden" name="reviewed" value=token/>
                <input type="hidden" name=SEEN_PRICE value=written(funds.price)/>
                {seen}
                <div class="cols">
                    <div class="stack">{content}</div>
                    {beside(F::ACT, funds, buttons::<F>(object, edit, may_send))}
                </div>
            </Form>
        }
    })
}

/// What is different afterwards.
pub(super) fn changes(lang: Lang, changes: Vec<Change>) -> AnyView {
    view! { <Card title=T(lang).what_changes().to_owned()><Changes changes/></Card> }.into_any()
}

fn buttons<F: OperationForm>(object: String, edit: Option<String>, may_send: bool) -> AnyView {
    let lang = viewer().lang;
    let t = T(lang);
    let edit = edit.map(|href| view! { <a class="btn" href=href>{t.change()}</a> });
    if !may_send {
        return view! { <div class="actions">{edit}</div> }.into_any();
    }
    let act = explain::act_button(lang, F::ACT);
    let (kind, name) = match F::CONFIRM {
        Confirm::TypeTheName => {
            let hint = t.type_the_name(&object);
            ("danger", Some(view! { <Field name=TYPED_NAME label=t.confirm() hint autocomplete="off"/> }))
        }
        Confirm::Review | Confirm::AtOnce => ("primary", None),
    };
    view! {
        {name}
        <div class="actions"><Submit text=act step="send" kind=kind/>{edit}</div>
        <p class="muted">{t.nothing_yet()}</p>
        {F::ACT.charge().map(|_| view! { <p class="muted">{t.charged()}</p> })}
    }
    .into_any()
}
