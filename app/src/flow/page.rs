//! The form's page, and the page where it is not possible.

use dk::Act;
use leptos::prelude::*;
use ui::components::{Card, Form, Funds, Note, PageHead, PriceBox, Submit};
use ui::{FormState, Tone, Viewer, document, explain, viewer};

use super::text::T;
use super::{Confirm, OperationForm, Props};

/// The form. Its values and errors, and the registry's refusal if there was one, come from `state`.
pub fn page<F: OperationForm>(viewer: Viewer, props: Props<F>, state: &FormState) -> String {
    let lang = viewer.lang;
    let t = T(lang);
    let title = F::title(lang, &props.known);
    let state = F::prefilled(state.clone(), &props.known);
    document(viewer, &title.clone(), move || {
        let Props { known, funds, form_key } = props;
        let button = match F::CONFIRM {
            Confirm::AtOnce => view! { <Submit text=explain::act_button(lang, F::ACT) step="send"/> }.into_any(),
            Confirm::Review | Confirm::TypeTheName => {
                view! { <Submit text=t.to_review() step="review"/><p class="muted">{t.to_review_note()}</p> }.into_any()
            }
        };
        let (action, head) = (F::path(&known), head(title, F::back(lang, &known)));
        let shown = state.clone();
        view! {
            {head}
            <Form action state>
                <input type="hidden" name="form_key" value=form_key/>
                <div class="cols">
                    <div class="stack">{F::fields(lang, &known, &shown)}</div>
                    {beside(F::ACT, funds, button)}
                </div>
            </Form>
        }
    })
}

/// The page of what is not possible now, and why; `asked`: it was sent all the same.
pub fn barred<F: OperationForm>(viewer: Viewer, known: &F::Known, reason: String, asked: bool) -> String {
    let lang = viewer.lang;
    let (title, back) = (F::title(lang, known), F::back(lang, known));
    document(viewer, &title.clone(), move || {
        let head = head(title, back);
        let t = T(lang);
        let nothing = asked.then(|| view! { <p>{t.sent_nothing()}</p> });
        view! { {head}<Note tone=Tone::Warn title=t.not_possible() live=asked><p>{reason}</p>{nothing}</Note> }
    })
}

pub(super) fn head(title: String, back: Option<(String, String)>) -> AnyView {
    match back {
        Some(back) => view! { <PageHead title back=back/> }.into_any(),
        None => view! { <PageHead title/> }.into_any(),
    }
}

/// The button, under what it costs where it costs something.
pub(super) fn beside(act: Act, funds: Funds, button: AnyView) -> AnyView {
    let lang = viewer().lang;
    let what = explain::act_label(lang, act);
    if act.charge().is_some() {
        return view! { <PriceBox what funds>{button}</PriceBox> }.into_any();
    }
    view! { <Card title=what.to_owned() pad=true>{button}</Card> }.into_any()
}
