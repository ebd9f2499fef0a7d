//! What can be done with the object of a page: what is possible now as links, the rest with its one reason.

use dk::Act;
use leptos::prelude::*;
use ui::{Lang, explain, roles, viewer};

ui::texts! {
    struct T;
    not_now { en: "Not possible now", da: "Kan ikke lade sig gøre nu" }
    needs_role(roles: &str) { en: "Needs the role {roles}.", da: "Kræver rollen {roles}." }
}

/// An act on the page's object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub act: Act,
    /// Where.
    pub href: String,
    /// Why it is not possible now; none where it is.
    pub barred: Option<String>,
}

impl Offer {
    /// Why the viewer may not have `act` done, whatever the object is like.
    pub fn needs_role(lang: Lang, act: Act) -> String {
        let wanted: Vec<&str> = act.portal_roles().iter().map(|role| roles::name(lang, role)).collect();
        T(lang).needs_role(&wanted.join(" / "))
    }
}

/// The acts, in the list's order; nothing where there are none.
#[component]
pub(crate) fn Acts(offers: Vec<Offer>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    if offers.is_empty() {
        return ().into_any();
    }
    let (possible, barred): (Vec<_>, Vec<_>) = offers.into_iter().partition(|offer| offer.barred.is_none());
    let possible: Vec<_> = possible
        .into_iter()
        .map(|offer| view! { <a class="btn" href=offer.href>{explain::act_label(lang, offer.act)}</a> }.into_any())
        .collect();
    let barred: Vec<_> = barred
        .into_iter()
        .map(|offer| view! { <li><b>{explain::act_label(lang, offer.act)}</b>" "{offer.barred}</li> }.into_any())
        .collect();
    let possible = (!possible.is_empty()).then(|| view! { <div class="actions">{possible}</div> });
    let barred = (!barred.is_empty()).then(|| view! { <ul class="cannot" aria-label=t.not_now()>{barred}</ul> });
    view! { <div class="acts">{possible}{barred}</div> }.into_any()
}
