use leptos::prelude::*;

use super::text::T;
use ui::components::CopyText;
use ui::{Lang, Viewer, document, urls};

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The user's meta-roles do not allow it.
    Forbidden,
    /// No such page or object, or one of another account: the page does not tell which.
    NotFound,
    /// The same form was sent before with other content.
    Conflict,
    /// More was sent than any form holds.
    TooLarge,
    /// What was sent is no form.
    NotAForm,
    /// The form's token is not one of this session's.
    ForgedForm,
    /// The account's allowlist does not hold this IP address.
    AddressRefused(String),
    /// Too many requests.
    TooMany {
        /// How long to wait.
        seconds: u64,
    },
    /// The registry cannot be reached.
    RegistryDown,
    /// The database cannot be reached.
    DatabaseDown,
    /// Anything else.
    Internal {
        /// Where the cause is found in the log.
        reference: String,
    },
}

/// What a page says: what happened, what to do about it, and where to go.
struct Said {
    title: &'static str,
    happened: AnyView,
    steps: Vec<String>,
    go: Option<(&'static str, &'static str)>,
}

/// The page for `kind`, in plain words: what happened and what to do.
pub fn page(viewer: Viewer, kind: Kind) -> String {
    let (lang, signed_in) = (viewer.lang, viewer.user.is_some());
    let t = T(lang);
    document(viewer, title(t, &kind), move || {
        let reference = match &kind {
            Kind::Internal { reference } => Some(reference.clone()),
            _ => None,
        };
        let said = said(lang, kind, signed_in);
        let steps: Vec<_> = said.steps.into_iter().map(|step| view! { <li>{step}</li> }.into_any()).collect();
        view! {
            <div class="door calm">
                <h1>{said.title}</h1>
                <p>{said.happened}</p>
                {(!steps.is_empty()).then(|| view! { <section><h2>{t.what_now()}</h2><ul>{steps}</ul></section> })}
                {reference.map(|text| view! { <p>{t.reference()}": "<CopyText text/></p> })}
                {said.go.map(|(words, href)| view! { <p class="actions"><a class="btn primary" href=href>{words}</a></p> })}
            </div>
        }
    })
}

fn title(t: T, kind: &Kind) -> &'static str {
    match kind {
        Kind::Forbidden => t.forbidden_title(),
        Kind::NotFound => t.missing_title(),
        Kind::Conflict => t.conflict_title(),
        Kind::TooLarge => t.large_title(),
        Kind::NotAForm => t.not_a_form_title(),
        Kind::ForgedForm => t.forged_title(),
        Kind::AddressRefused(_) => t.address_title(),
        Kind::TooMany { .. } => t.many_title(),
        Kind::RegistryDown => t.registry_title(),
        Kind::DatabaseDown => t.database_title(),
        Kind::Internal { .. } => t.internal_title(),
    }
}

fn said(lang: Lang, kind: Kind, signed_in: bool) -> Said {
    let t = T(lang);
    let home = if signed_in { (t.to_search(), urls::SEARCH) } else { (t.to_login(), urls::LOGIN) };
    let title = title(t, &kind);
    let told = |happened: &'static str, steps: &[&'static str]| Said {
        title,
        happened: happened.into_any(),
        steps: steps.iter().map(|step| (*step).to_owned()).collect(),
        go: Some(home),
    };
    match kind {
        Kind::Forbidden => {
            let go = if signed_in { (t.to_profile(), urls::PROFILE) } else { home };
            Said { go: Some(go), ..told(t.forbidden(), &[t.forbidden_do()]) }
        }
        Kind::NotFound if signed_in => told(t.missing(), &[t.missing_check(), t.missing_search()]),
        Kind::NotFound => told(t.missing(), &[t.missing_check()]),
        Kind::Conflict => told(t.conflict(), &[t.conflict_see(), t.conflict_new()]),
        Kind::TooLarge => told(t.large(), &[t.large_do(), t.still_there()]),
        Kind::NotAForm => told(t.not_a_form(), &[t.not_a_form_do()]),
        // No way on but back: the form is there.
        Kind::ForgedForm => Said { go: None, ..told(t.forged(), &[t.forged_back(), t.forged_typed()]) },
        Kind::AddressRefused(address) => Said {
            happened: view! { {t.address_before()}<CopyText text=address/>{t.address_after()} }.into_any(),
            go: None,
            ..told("", &[t.address_network(), t.address_ask()])
        },
        Kind::TooMany { seconds } => Said { steps: vec![wait(t, seconds)], go: None, ..told(t.many(), &[]) },
        Kind::RegistryDown => {
            let steps = [t.registry_works(), t.registry_again(), t.registry_twice()];
            let go = if signed_in { (t.to_portfolio(), urls::PORTFOLIO) } else { home };
            Said { go: Some(go), ..told(t.registry(), &steps) }
        }
        Kind::DatabaseDown => Said { go: None, ..told(t.database(), &[t.database_again(), t.database_twice()]) },
        Kind::Internal { .. } => told(t.internal(), &[t.internal_again()]),
    }
}

/// Rounded up to what people count in.
fn wait(t: T, seconds: u64) -> String {
    if seconds <= 90 { t.many_seconds(seconds.max(2)) } else { t.many_minutes(seconds.div_ceil(60)) }
}
