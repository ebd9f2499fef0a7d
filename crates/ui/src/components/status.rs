//! A domain's statuses in a table's cell.

use dk::DomainStatus;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::blocks::{Badge, Details};
use crate::context::viewer;
use crate::explain::{self, Meaning};
use crate::{Lang, local};

crate::texts! {
    /// Words about statuses.
    struct T;
    redemption_until(date: &str) { en: "Can be restored until {date}", da: "Kan gendannes indtil {date}" }
    deleted_on(date: &str) { en: "Will be deleted {date}", da: "Slettes {date}" }
    restriction { en: "1 restriction", da: "1 begrænsning" }
    restrictions(n: usize) { en: "{n} restrictions", da: "{n} begrænsninger" }
}

/// What a domain is comes first, in full; what may not be done with it is folded away.
#[component]
pub fn DomainStatuses(
    statuses: Vec<String>,
    /// When the registry will delete it, where that is announced.
    delete_at: Option<OffsetDateTime>,
) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let known = !statuses.is_empty();
    let (barred, leading): (Vec<String>, Vec<String>) =
        statuses.into_iter().partition(|word| word.starts_with("server") && word.ends_with("Prohibited"));
    // What is barred says nothing against a name that works: most names cannot be renewed yet.
    let works = (known && leading.is_empty()).then(|| {
        let Meaning { label, text, tone } = explain::domain_status(lang, &DomainStatus::Ok);
        view! { <span class="status" title=text><Badge text=label tone/></span> }
    });
    let restorable = leading.iter().any(|word| word == "redemptionPeriod");
    let until = delete_at.map(|at| {
        let date = local::short_date(lang, at);
        if restorable { t.redemption_until(&date) } else { t.deleted_on(&date) }
    });
    let badges: Vec<_> = leading.into_iter().map(|word| view! { <Status word/> }).collect();
    let folded = (!barred.is_empty()).then(|| {
        let items: Vec<_> = barred.iter().map(|word| view! { <Barred word=word.clone()/> }).collect();
        view! { <Details summary=restrictions(t, barred.len())><ul class="plain">{items}</ul></Details> }
    });
    view! { {works} {badges} {until.map(|until| view! { <small>{until}</small> })} {folded} }
}

fn restrictions(t: T, count: usize) -> String {
    if count == 1 { t.restriction().to_owned() } else { t.restrictions(count) }
}

fn meaning(lang: Lang, word: &str) -> Meaning {
    explain::domain_status(lang, &DomainStatus::from_word(word))
}

#[component]
fn Status(word: String) -> impl IntoView {
    let Meaning { label, text, tone } = meaning(viewer().lang, &word);
    let known = label != word;
    let word = known.then(|| view! { <small><code>{word}</code></small> });
    view! { <span class="status" title=text><Badge text=label tone/>{word}</span> }
}

#[component]
fn Barred(word: String) -> impl IntoView {
    let Meaning { label, text, .. } = meaning(viewer().lang, &word);
    view! { <li title=text>{label}<small><code>{word}</code></small></li> }
}
