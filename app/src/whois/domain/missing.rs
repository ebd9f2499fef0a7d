//! Names that are not registered: available, applied for, offered on a waiting list.

use dk::{DomainAdvisory, DomainName, MetaRole, UnavailableReason};
use leptos::prelude::*;

use super::frame::{Head, Past, answered, answered_in};
use super::props::Domain;
use super::text::T;
use crate::whois::object::{History, IndexNote, More};
use ui::components::{Card, Note};
use ui::{Tone, explain, local, urls, viewer};

/// An application of this account that is under way.
#[component]
pub(super) fn Applied(id: String) -> impl IntoView {
    let t = T(viewer().lang);
    view! { <Note tone=Tone::Info title=t.application()><a href=urls::operation(&id)>{t.follow()}</a></Note> }
}

/// The button that leads to the registration form, for those who may use it; for the others whom to ask.
#[component]
fn RegisterButton(name: DomainName, words: &'static str) -> impl IntoView {
    let viewer = viewer();
    let t = T(viewer.lang);
    if viewer.user.as_ref().is_some_and(|user| user.roles.contains(MetaRole::Registrar)) {
        return view! { <a class="btn primary" href=urls::register(name.unicode())>{words}</a> }.into_any();
    }
    view! { <p class="muted">{t.ask_registrar()}</p> }.into_any()
}

/// The registry does not know the name.
#[component]
pub(super) fn NotRegistered(
    name: DomainName,
    available: Option<bool>,
    reason: Option<String>,
    ms: Option<u64>,
    application: Option<AnyView>,
    timeline: History,
) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let note = match (available, &reason) {
        (Some(true), _) => view! { <Note tone=Tone::Ok title=t.available()>{t.available_text()}</Note> }.into_any(),
        (Some(false), Some(reason)) => {
            let meaning = explain::unavailable_reason(lang, &UnavailableReason::from_word(reason));
            let said = t.registry_reason(reason);
            view! { <Note tone=meaning.tone title=meaning.label.clone()><p>{meaning.text.clone()}</p><p class="muted">{said}</p></Note> }
                .into_any()
        }
        (Some(false), None) => view! { <Note title=t.not_available()>""</Note> }.into_any(),
        (None, _) => {
            view! { <Note tone=Tone::Warn title=t.not_registered()>{t.not_registered_text()}</Note> }.into_any()
        }
    };
    let offered = reason.as_deref().map(UnavailableReason::from_word) == Some(UnavailableReason::OfferedOnWaitingList);
    let button = match (available, offered, application.is_some()) {
        (Some(true), _, false) => Some(view! { <RegisterButton name=name.clone() words=t.register()/> }.into_any()),
        (_, true, false) => Some(view! { <RegisterButton name=name.clone() words=t.register_with_code()/> }.into_any()),
        _ => None,
    };
    let again = view! { <a class="btn" href=urls::SEARCH>{t.new_search()}</a> };
    let lead = ms.map(answered_in);
    view! {
        <Head name lead/>
        {application}
        {note}
        <div class="actions">{button}{again}</div>
        <Past timeline/>
    }
}

/// The name is offered to the first on its waiting list.
#[component]
pub(super) fn Offered(
    name: DomainName,
    domain: Domain,
    application: Option<AnyView>,
    timeline: History,
) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let meaning = explain::advisory(lang, &DomainAdvisory::OfferedOnWaitingList);
    let until = domain.advisories.iter().find_map(|advisory| advisory.date);
    let until = until.map(|at| view! { <p>{t.offered_until(&local::date(lang, at))}</p> });
    let lead = answered(&domain);
    let button =
        application.is_none().then(|| view! { <RegisterButton name=name.clone() words=t.register_with_code()/> });
    view! {
        <Head name lead=Some(lead)/>
        <IndexNote freshness=domain.freshness.clone()/>
        {application}
        <Note tone=Tone::Warn title=t.offered_title()><p>{meaning.text.clone()}</p>{until}</Note>
        <div class="actions">{button}<a class="btn" href=urls::SEARCH>{t.new_search()}</a></div>
        <Card title=t.registration().to_owned()>
            <dl class="facts">
                {domain.sponsor.map(|sponsor| view! { <dt>{t.managed_by()}</dt><dd>{t.the_registry()}" "<span class="mono muted">{sponsor.handle}</span></dd> })}
                {domain.roid.map(|roid| view! { <dt>{t.roid()}</dt><dd class="mono">{roid}</dd> })}
            </dl>
        </Card>
        <More other=domain.other unknown=domain.unknown/>
        <Past timeline/>
    }
}
