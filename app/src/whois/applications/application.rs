//! An application's page.

use leptos::prelude::*;

use super::attempts::{self, Attempt};
use super::decision::DecisionCard;
use super::facts::{AnswerCard, ApplicationCard, ConsentCard, NotesCard};
use super::next;
use super::props::Props;
use super::state::{Rejection, State, risk_tone};
use super::text::T;
use super::timeline;
use ui::components::{Badge, Card, CopyText, Note, PageHead, RefusalNote, Timeline};
use ui::{FormState, Tone, Viewer, document, urls, viewer};

/// The page. `form` is that of the decision.
pub fn page(viewer: Viewer, props: Props, form: &FormState) -> String {
    let t = T(viewer.lang);
    let title = t.title_of(&props.domain);
    let state = form.clone();
    document(viewer, &title, move || {
        let lang = ui::viewer().lang;
        let decision = props.open_question().cloned().map(|asked| {
            let (id, domain, version) = (props.id.clone(), props.domain.clone(), props.version.clone());
            view! { <DecisionCard id domain asked may_decide=props.may_decide version state/> }
        });
        let twice = props.accepted_twice.then(|| view! { <TwiceNote attempts=props.attempts.clone()/> });
        let refusal = props.refusal.clone().map(|refusal| view! { <RefusalNote refusal/> });
        let items = timeline::items(lang, &props);
        view! {
            <Head props=props.clone()/>
            {refusal}
            {twice}
            <div class="cols">
                <div class="stack">
                    <NextCard props=props.clone()/>
                    {decision}
                    <ApplicationCard props=props.clone()/>
                    <AnswerCard props=props.clone()/>
                </div>
                <div class="stack">
                    <Card title=t.timeline().to_owned()><Timeline items/></Card>
                    <ConsentCard consent=props.consent.clone()/>
                    <NotesCard props/>
                </div>
            </div>
        }
    })
}

#[component]
fn Head(props: Props) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let needs_person = props.open_question().is_some();
    let (words, tone) =
        if needs_person { (t.needs_you(), Tone::Bad) } else { (props.state.label(lang), props.state.tone()) };
    let risk =
        props.risk.as_ref().map(|risk| view! { " " <Badge text=t.risk_badge(risk.as_str()) tone=risk_tone(risk)/> });
    let lead = view! { <p><Badge text=words tone/>{risk}</p> }.into_any();
    let registered = matches!(props.state, State::Active | State::AwaitingVerification);
    let failed = matches!(props.state, State::Rejected | State::Refused | State::NotSent | State::Closed);
    let taken = props.rejection() == Rejection::Taken;
    let actions = if registered {
        view! { <a class="btn primary" href=urls::domain(&props.domain)>{t.to_domain()}</a> }.into_any()
    } else if failed && taken && props.may_decide {
        view! { <a class="btn primary" href=urls::REGISTER>{t.choose_another()}</a> }.into_any()
    } else if failed && props.may_decide {
        view! { <a class="btn primary" href=urls::register(&props.domain)>{t.apply_again()}</a> }.into_any()
    } else {
        ().into_any()
    };
    view! { <PageHead title=props.domain back=(t.title().to_owned(), urls::APPLICATIONS.to_owned()) lead actions/> }
}

/// The registry accepted two sendings, though the first was taken for not executed.
#[component]
fn TwiceNote(attempts: Vec<Attempt>) -> impl IntoView {
    let t = T(viewer().lang);
    let ids: Vec<_> = attempts::to_compare(&attempts)
        .into_iter()
        .map(|text| view! { <li>"clTRID "<CopyText text/></li> }.into_any())
        .collect();
    view! { <Note tone=Tone::Warn title=t.twice()><p>{t.twice_how()}</p><ul>{ids}</ul></Note> }
}

/// What happens next. While the application is open, the script follows its events and loads the page anew when it changes.
#[component]
fn NextCard(props: Props) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let next = next::long(lang, &props);
    let open = props.state.is_open();
    let events = open.then(|| urls::application_events(&props.id));
    let again = open.then(|| view! { <p><a href=urls::application(&props.id)>{t.look_again()}</a></p> });
    let text: Vec<_> = next.text.into_iter().map(|text| view! { <p>{text}</p> }.into_any()).collect();
    view! {
        <div data-events=events data-version=props.version>
            <Card title=t.next().to_owned() pad=true><p><b>{next.title}</b></p>{text}{again}</Card>
        </div>
    }
}
