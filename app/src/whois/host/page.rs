//! The page.

use dk::HostError;
use leptos::prelude::*;

use super::found::Found;
use super::props::{Props, View};
use super::text::T;
use crate::whois::object::{Absent, Events, Refused, Unanswered, Users, back};
use ui::components::PageHead;
use ui::{Viewer, document, explain};

/// The page.
pub fn page(viewer: Viewer, props: Props) -> String {
    let title = props.name.unicode().to_owned();
    document(viewer, &title, move || view! { <Page props/> })
}

#[component]
fn Page(props: Props) -> impl IntoView {
    let lang = ui::viewer().lang;
    let t = T(lang);
    let Props { name, view, domains, domains_total, timeline } = props;
    let host = match view {
        View::Found(host) => return view! { <Found name host=*host domains domains_total timeline/> }.into_any(),
        View::NotFound => view! { <Absent title=t.not_found() text=t.not_found_text()/> }.into_any(),
        View::Refused(refusal) => view! { <Refused refusal/> }.into_any(),
        View::Unanswered(outage) => view! { <Unanswered outage/> }.into_any(),
    };
    let used = (!domains.is_empty()).then(|| view! { <Users domains total=domains_total/> });
    let past = (!timeline.is_empty()).then(|| view! { <Events history=timeline/> });
    view! { <PageHead title=name.unicode().to_owned() back=back(lang)/>{host}{used}{past} }.into_any()
}

/// The page for something that is no host name (404).
pub fn invalid_page(viewer: Viewer, input: &str, error: &HostError) -> String {
    let explanation = explain::host(viewer.lang, error);
    let title = input.to_owned();
    document(viewer, input, move || {
        let lang = ui::viewer().lang;
        view! {
            <PageHead title back=back(lang)/>
            <Absent title=T(lang).invalid() text=explanation/>
        }
    })
}
