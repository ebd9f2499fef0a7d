//! Where the verification of a contact stands, and what is waited for.

use dk::VerificationStatus;
use leptos::prelude::*;

use super::props::{Check, Confirmation, Verification};
use super::text::T;
use crate::whois::object::{Deadline, badge};
use ui::components::{Badge, Card, Note};
use ui::{Lang, Tone, explain, local, viewer};

/// A warning for each deadline that runs.
#[component]
pub(super) fn Deadlines(verification: Verification) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let identity = verification.id.and_then(running);
    let email = verification.email.and_then(running);
    let note = |what: &str, at: time::OffsetDateTime| {
        let title = t.verify_before(what, &local::date_time(lang, at));
        let text = explain::verification(lang, &VerificationStatus::Pending).text;
        view! { <Note tone=Tone::Warn title>{text}</Note> }.into_any()
    };
    match (identity, email) {
        (Some(identity), Some(email)) if identity == email => vec![note(t.both_checks(), identity)],
        (identity, email) => {
            let email = email.map(|at| note(t.email_check(), at));
            identity.map(|at| note(t.identity_check(), at)).into_iter().chain(email).collect()
        }
    }
}

/// The deadline, while it runs.
fn running(check: Check) -> Option<time::OffsetDateTime> {
    check.expires_at.filter(|_| status(check.status.as_deref()) == Some(VerificationStatus::Pending))
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
    let checks: Vec<_> = checks.into_iter().filter_map(|(label, check)| Some(check_row(lang, label, check?))).collect();
    let waiting =
        [(t.confirm(), verification.confirm_email), (t.confirm_secondary(), verification.confirm_secondary_email)];
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
    let known = status(check.status.as_deref());
    let meaning = known.as_ref().map(|status| explain::verification(lang, status));
    let word = check.status.map(|word| view! { <code class="muted">{word}</code> });
    let (yes, tone) = if check.verified { (t.verified(), Tone::Ok) } else { (t.not_verified(), Tone::Plain) };
    // One badge is enough where both say the same, and a running deadline is explained above.
    let state = meaning.as_ref().filter(|meaning| meaning.label != yes).map(badge);
    let text = meaning
        .filter(|_| known != Some(VerificationStatus::Pending))
        .map(|meaning| view! { <small>{meaning.text}</small> });
    let deadline = deadline(lang, check.expires_at);
    let who = check.responsible.map(|word| responsible(lang, &word));
    let badges = view! { <span class="badges"><Badge text=yes tone/>{state}{word}</span> };
    view! { <dt>{label}</dt><dd>{badges}{text}{deadline}{who}</dd> }.into_any()
}

fn confirmation_row(lang: Lang, label: &'static str, confirmation: Confirmation) -> AnyView {
    let t = T(lang);
    let known = status(confirmation.status.as_deref()).map(|status| explain::verification(lang, &status));
    let state = known.as_ref().map(badge);
    let deadline = deadline(lang, confirmation.expires_at);
    let who = confirmation.responsible.map(|word| responsible(lang, &word));
    let word = confirmation.status.map(|word| view! { <code class="muted">{word}</code> });
    view! {
        <dt>{label}</dt>
        <dd>{confirmation.email}<span class="badges">{state}{word}</span><small>{capitalised(t.confirm_text())}"."</small>{deadline}{who}</dd>
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
