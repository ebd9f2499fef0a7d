//! Where the verification of a contact stands, and what is waited for.

use dk::VerificationStatus;
use leptos::prelude::*;

use super::page::{Check, Confirmation, Verification};
use super::text::T;
use crate::components::{Badge, Card, Note, Tone};
use crate::render::viewer;
use crate::whois::object::{Deadline, badge};
use crate::{Lang, explain, local};

/// A warning for each deadline that runs.
#[component]
pub(super) fn Deadlines(verification: Verification) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let checks = [(t.identity_check(), verification.id), (t.email_check(), verification.email)];
    let notes: Vec<_> = checks
        .into_iter()
        .filter_map(|(what, check)| {
            let check = check.filter(|check| status(check.status.as_deref()) == Some(VerificationStatus::Pending))?;
            let title = t.verify_before(what, &local::date_time(lang, check.expires_at?));
            let text = explain::verification(lang, &VerificationStatus::Pending).text;
            Some(view! { <Note tone=Tone::Warn title>{text}</Note> }.into_any())
        })
        .collect();
    notes
}

fn status(word: Option<&str>) -> Option<VerificationStatus> {
    word.map(VerificationStatus::from_word)
}

#[component]
pub(super) fn VerificationCard(verification: Verification) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let who = verification.responsible.map(|word| {
        let who = explain::party_responsible(lang, &word);
        view! { <dt>{t.responsible_label()}</dt><dd>{capitalised(&who)}</dd> }
    });
    let checks = [(t.identity_check(), verification.id), (t.email_check(), verification.email)];
    let checks: Vec<_> =
        checks.into_iter().filter_map(|(label, check)| Some(check_row(lang, label, check?))).collect();
    let waiting = [(t.confirm(), verification.confirm_email), (t.confirm_secondary(), verification.confirm_secondary_email)];
    let waiting: Vec<_> =
        waiting.into_iter().filter_map(|(label, waiting)| Some(confirmation_row(lang, label, waiting?))).collect();
    view! { <Card title=t.verification().to_owned()><dl class="facts">{checks}{waiting}{who}</dl></Card> }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn check_row(lang: Lang, label: &'static str, check: Check) -> AnyView {
    let t = T(lang);
    let known = status(check.status.as_deref()).map(|status| explain::verification(lang, &status));
    let (yes, tone) = if check.verified { (t.verified(), Tone::Ok) } else { (t.not_verified(), Tone::Plain) };
    // One badge is enough where both say the same.
    let same = known.as_ref().is_some_and(|meaning| meaning.label == yes);
    let state = (!same).then(|| known.as_ref().map(badge)).flatten();
    let text = known.map(|meaning| view! { <small>{meaning.text}</small> });
    let deadline = deadline(lang, check.expires_at);
    let who = check.responsible.map(|word| responsible(lang, &word));
    view! { <dt>{label}</dt><dd><span class="actions"><Badge text=yes tone/>{state}</span>{text}{deadline}{who}</dd> }.into_any()
}

fn confirmation_row(lang: Lang, label: &'static str, confirmation: Confirmation) -> AnyView {
    let t = T(lang);
    let known = status(confirmation.status.as_deref()).map(|status| explain::verification(lang, &status));
    let state = known.as_ref().map(badge);
    let deadline = deadline(lang, confirmation.expires_at);
    let who = confirmation.responsible.map(|word| responsible(lang, &word));
    view! {
        <dt>{label}</dt>
        <dd>{confirmation.email}" "{state}<small>{capitalised(t.confirm_text())}"."</small>{deadline}{who}</dd>
    }
    .into_any()
}

fn deadline(lang: Lang, at: Option<time::OffsetDateTime>) -> Option<AnyView> {
    at.map(|at| view! { <small>{T(lang).deadline()}" "<Deadline at/></small> }.into_any())
}

fn responsible(lang: Lang, word: &str) -> AnyView {
    let who = capitalised(&explain::party_responsible(lang, word));
    view! { <small>{T(lang).responsible(&who)}"."</small> }.into_any()
}
