//! The page.

use dk::{HandleError, RegistrarHandle};
use leptos::prelude::*;

use super::found::Found;
use super::props::{Props, View};
use super::text::T;
use crate::whois::object::{Absent, Events, Refused, Unanswered, Users, back};
use ui::components::PageHead;
use ui::{Refusal, Tone, Viewer, document, explain};

/// The page.
pub fn page(viewer: Viewer, props: Props) -> String {
    let title = props.handle.clone();
    document(viewer, &title, move || view! { <Page props/> })
}

#[component]
fn Page(props: Props) -> impl IntoView {
    let lang = ui::viewer().lang;
    let t = T(lang);
    let Props { handle, view, domains, domains_total, timeline } = props;
    let contact = match view {
        View::Found(contact) => {
            return view! { <Found handle contact=*contact domains domains_total timeline/> }.into_any();
        }
        View::NotFound => view! { <Absent title=t.not_found() text=t.not_found_text()/> }.into_any(),
        View::NotShown(refusal) => {
            let refusal = Refusal {
                title: t.not_shown().to_owned(),
                explanation: t.not_shown_text().to_owned(),
                next_step: None,
                ..refusal
            };
            view! { <Refused refusal tone=Tone::Info/> }.into_any()
        }
        View::Refused(refusal) => view! { <Refused refusal/> }.into_any(),
        View::Unanswered(outage) => view! { <Unanswered outage/> }.into_any(),
    };
    let used = (!domains.is_empty()).then(|| view! { <Users domains total=domains_total find=handle.clone()/> });
    let past = (!timeline.is_empty()).then(|| view! { <Events history=timeline/> });
    view! { <PageHead title=handle back=back(lang)/>{contact}{used}{past} }.into_any()
}

/// The page for something that is no handle (404).
pub fn invalid_page(viewer: Viewer, input: &str, error: &HandleError) -> String {
    let registrar = RegistrarHandle::parse(input).is_ok();
    let explanation = explain::handle(viewer.lang, error);
    let title = input.to_owned();
    document(viewer, input, move || {
        let lang = ui::viewer().lang;
        let t = T(lang);
        let text = if registrar { t.registrar_account().to_owned() } else { explanation };
        view! {
            <PageHead title back=back(lang)/>
            <Absent title=t.invalid() text/>
        }
    })
}
