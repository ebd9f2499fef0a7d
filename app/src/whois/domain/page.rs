//! The page.

use dk::NameError;
use leptos::prelude::*;

use super::frame::{Head, Past};
use super::missing::{Applied, NotRegistered, Offered};
use super::props::{Props, View};
use super::registered::Registered;
use super::text::T;
use crate::whois::object::{Absent, Refused, Unanswered, back};
use ui::components::PageHead;
use ui::{Viewer, document, explain};

/// The page.
pub fn page(viewer: Viewer, props: Props) -> String {
    let title = props.name.unicode().to_owned();
    document(viewer, &title, move || view! { <Page props/> })
}

#[component]
fn Page(props: Props) -> impl IntoView {
    let Props { name, view, application, timeline } = props;
    let application = application.map(|id| view! { <Applied id/> }.into_any());
    match view {
        View::Found(domain) if domain.is_offer() => {
            view! { <Offered name domain=*domain application timeline/> }.into_any()
        }
        View::Found(domain) => view! { <Registered name domain=*domain application timeline/> }.into_any(),
        View::NotRegistered { available, reason, ms } => {
            view! { <NotRegistered name available reason ms application timeline/> }.into_any()
        }
        View::Refused(refusal) => {
            view! { <Head name lead=None/>{application}<Refused refusal/><Past timeline/> }.into_any()
        }
        View::Unanswered(outage) => {
            view! { <Head name lead=None/>{application}<Unanswered outage/><Past timeline/> }.into_any()
        }
    }
}

/// The page for something that is no `.dk` name (404).
pub fn invalid_page(viewer: Viewer, input: &str, error: &NameError) -> String {
    let explanation = explain::name(viewer.lang, error);
    let title = input.to_owned();
    document(viewer, input, move || {
        let lang = ui::viewer().lang;
        view! {
            <PageHead title back=back(lang)/>
            <Absent title=T(lang).invalid() text=explanation/>
        }
    })
}
