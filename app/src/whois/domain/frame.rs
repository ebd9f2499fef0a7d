//! What every page about a name begins and ends with.

use dk::DomainName;
use leptos::prelude::*;

use super::props::Domain;
use crate::whois::object::{Answered, Events, Freshness, History, back};
use ui::components::{CopyText, PageHead};
use ui::viewer;

/// Title and what stands under it.
#[component]
pub(super) fn Head(name: DomainName, lead: Option<AnyView>) -> impl IntoView {
    let lang = viewer().lang;
    let encoded = name.is_idn().then(|| view! { <p class="muted"><CopyText text=name.ascii()/></p> });
    let lead = view! { {encoded}{lead} }.into_any();
    view! { <PageHead title=name.unicode().to_owned() back=back(lang) lead=lead/> }
}

/// The timeline of a name that has no other cards; nothing where nothing happened.
#[component]
pub(super) fn Past(timeline: History) -> impl IntoView {
    (!timeline.is_empty()).then(|| view! { <Events history=timeline/> })
}

/// How fast the registry answered.
pub(super) fn answered(domain: &Domain) -> AnyView {
    view! { <Answered freshness=domain.freshness.clone()/> }.into_any()
}

/// As [`answered`], where only the time is known.
pub(super) fn answered_in(ms: u64) -> AnyView {
    let at = viewer().now;
    view! { <Answered freshness=Freshness::Answered { ms, at }/> }.into_any()
}
