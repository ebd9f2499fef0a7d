use leptos::prelude::*;
use time::OffsetDateTime;

use super::text::T;
use ui::components::{CopyText, Field, Form, Note, PageHead, Submit};
use ui::{FormState, Lang, Tone, Viewer, document, local, urls};

/// Why a page asks for a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The session had ended.
    Expired,
    /// The session had ended while a form was filled in; what was typed is kept.
    Kept,
    /// The action needs a fresh sign-in.
    Again,
}

/// Why an attempt was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Unknown e-mail address, wrong password or disabled user: one answer for all.
    Wrong,
    /// Too many attempts.
    Locked {
        /// When the next attempt is looked at.
        until: OffsetDateTime,
    },
    /// The password was right; the account's allowlist does not hold this IP address.
    AddressRefused(String),
}

/// What the sign-in page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Props {
    /// Path to go to afterwards; posted as `next`.
    pub next: String,
    /// Why the page is shown, where the user did not ask for it.
    pub why: Option<Why>,
    /// What became of the attempt before.
    pub outcome: Option<Outcome>,
}

/// The sign-in page. `form` holds the `email` that was typed; a password in it is never shown.
pub fn page(viewer: Viewer, props: Props, form: &FormState) -> String {
    let (lang, now, form) = (viewer.lang, viewer.now, form.clone());
    let t = T(lang);
    // Who has typed an address goes on with the password.
    let known = !form.fields.get("email").is_empty();
    document(viewer, t.title(), move || {
        view! {
            <div class="door">
                <PageHead title=t.title().to_owned() lead=view! { <p class="muted">{t.lead()}</p> }.into_any()/>
                {props.why.filter(|_| props.outcome.is_none()).map(|why| why_note(lang, why))}
                {props.outcome.map(|outcome| outcome_note(lang, now, outcome))}
                <div class="card">
                    <Form action=urls::LOGIN.to_owned() state=form class="stack pad">
                        <input type="hidden" name="next" value=props.next/>
                        <Field name="email" label=t.email() kind="email" autocomplete="username" autofocus=!known/>
                        <Field name="password" label=t.password() kind="password" autocomplete="current-password" autofocus=known/>
                        <div class="actions"><Submit text=t.submit()/></div>
                    </Form>
                </div>
                <p class="muted">{t.help()}</p>
            </div>
        }
    })
}

fn why_note(lang: Lang, why: Why) -> AnyView {
    let t = T(lang);
    let (title, text) = match why {
        Why::Expired => (t.expired_title(), t.expired()),
        Why::Kept => (t.kept_title(), t.kept()),
        Why::Again => (t.again_title(), t.again()),
    };
    view! { <Note tone=Tone::Info title live=true>{text}</Note> }.into_any()
}

fn outcome_note(lang: Lang, now: OffsetDateTime, outcome: Outcome) -> AnyView {
    let t = T(lang);
    match outcome {
        Outcome::Wrong => view! { <Note tone=Tone::Bad title=t.wrong_title() live=true>{t.wrong()}</Note> }.into_any(),
        Outcome::Locked { until } => {
            // Rounded up: nobody is sent back too early.
            let minutes = ((until - now).whole_seconds() + 59) / 60;
            let text = t.locked(&local::time_of_day(until), minutes.max(1));
            view! { <Note tone=Tone::Warn title=t.locked_title() live=true>{text}</Note> }.into_any()
        }
        Outcome::AddressRefused(address) => view! {
            <Note tone=Tone::Bad title=t.refused_title() live=true>
                <p>{t.refused_before()}<CopyText text=address/>"."</p>
                <p>{t.refused_after()}</p>
            </Note>
        }
        .into_any(),
    }
}
