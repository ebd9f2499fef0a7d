//! What the page shows of a registration only: the application for a domain name.

mod facts;
mod next;
mod text;

pub(super) use facts::{ApplicationCard, ConsentCard};
pub(super) use next::next;

use dk::Act;
use leptos::prelude::*;

use self::text::T;
use super::props::Props;
use super::registration::{Registration, Rejection};
use super::state::{State, risk_tone};
use ui::components::Badge;
use ui::{urls, viewer};

/// The registry's risk assessment.
#[component]
pub(super) fn Risk(registration: Registration) -> impl IntoView {
    let t = T(viewer().lang);
    let badge = |risk| view! { <Badge text=t.risk_badge(dk::RiskColour::as_str(&risk)) tone=risk_tone(&risk)/> };
    registration.risk.map(badge)
}

/// What to do now, for those who may register.
#[component]
pub(super) fn ApplicationAction(props: Props) -> impl IntoView {
    let viewer = viewer();
    let t = T(viewer.lang);
    let domain = &props.object.name;
    let failed = matches!(props.state, State::Rejected | State::Refused | State::NotSent | State::Closed);
    let may_register = viewer.user.as_ref().is_some_and(|user| user.roles.portal_may(Act::CreateDomain));
    let (href, words) = match props.state {
        State::Done | State::AwaitingVerification => (urls::domain(domain), t.to_domain()),
        _ if !failed || !may_register => return ().into_any(),
        _ if rejection(&props) == Rejection::Taken => (urls::REGISTER.to_owned(), t.choose_another()),
        _ => (urls::register(domain), t.apply_again()),
    };
    view! { <a class="btn primary" href=href>{words}</a> }.into_any()
}

/// Why it was rejected, if it was.
fn rejection(props: &Props) -> Rejection {
    let told = props.registration.as_ref().and_then(|registration| registration.rejection);
    told.unwrap_or(if props.found_taken { Rejection::Taken } else { Rejection::Other })
}
