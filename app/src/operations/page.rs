//! An operation's page.

use dk::Act;
use leptos::prelude::*;

use super::application::{self, ApplicationAction, ApplicationCard, ConsentCard, Risk};
use super::attempts::{self, Attempt};
use super::decision::{ContactFacts, DecisionCard};
use super::facts::{AnswerCard, AskedCard, ChangesCard, FramesCard, NotesCard, StepsCard, badge};
use super::next::{self, Next};
use super::object::{act_words, named};
use super::props::Props;
use super::text::T;
use super::timeline;
use ui::components::{Badge, Card, CopyText, Note, PageHead, RefusalNote, Timeline};
use ui::{FormState, Lang, Tone, Viewer, document, urls, viewer};

/// The page. `form` is that of the decision.
pub fn page(viewer: Viewer, props: Props, form: &FormState) -> String {
    let title = named(viewer.lang, props.act, &props.about());
    let state = form.clone();
    document(viewer, &title, move || {
        let lang = ui::viewer().lang;
        let next = how_it_stands(lang, &props);
        let items = timeline::items(lang, &props);
        let refusal = props.refusal.clone().map(|refusal| view! { <RefusalNote refusal/> });
        let twice = props.accepted_twice.then(|| view! { <TwiceNote attempts=props.attempts.clone()/> });
        let consent = props.registration.clone().map(|it| view! { <ConsentCard consent=it.consent/> });
        view! {
            <Head props=props.clone() sentence=next.sentence/>
            {refusal}
            {twice}
            <div class="cols">
                <div class="stack">
                    <NextCard props=props.clone() text=next.text/>
                    <Decision props=props.clone() state/>
                    <What props=props.clone()/>
                    <StepsCard steps=props.steps.clone()/>
                    <AnswerCard props=props.clone()/>
                    <FramesCard request=props.request_frame.clone() response=props.response_frame.clone()/>
                </div>
                <div class="stack">
                    <AskedCard props=props.clone()/>
                    <Card title=T(lang).timeline().to_owned()><Timeline items/></Card>
                    {consent}
                    <NotesCard props/>
                </div>
            </div>
        }
    })
}

/// How it stands and what comes next, in the act's own words where it has any.
pub(super) fn how_it_stands(lang: Lang, props: &Props) -> Next {
    application::next(lang, props).unwrap_or_else(|| next::next(lang, props))
}

#[component]
fn Head(props: Props, sentence: String) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let (words, tone) = badge(t, props.open_question().is_some(), props.state.label(lang, props.act), props.state);
    let risk = props.registration.clone().map(|registration| view! { " "<Risk registration/> });
    let lead = view! { <p><Badge text=words tone/>{risk}</p><p class="sentence">{sentence}</p> }.into_any();
    let back = match (&props.parent, props.act) {
        (Some(parent), _) => (named(lang, parent.act, &parent.object.name), urls::operation(&parent.id)),
        (None, Some(Act::CreateDomain)) => (t.applications().to_owned(), urls::APPLICATIONS.to_owned()),
        (None, _) => (t.operations().to_owned(), urls::OPERATIONS.to_owned()),
    };
    let title = act_words(lang, props.act).to_owned();
    let about = Some((props.about(), props.object.href())).filter(|(name, _)| !name.is_empty());
    let actions = props.registration.is_some().then(|| view! { <ApplicationAction props/> }.into_any());
    let actions = actions.unwrap_or_else(|| ().into_any());
    match about {
        Some(about) => view! { <PageHead title about back lead actions/> }.into_any(),
        None => view! { <PageHead title back lead actions/> }.into_any(),
    }
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

/// What explains how it stands. While the operation is open, the script follows its events and loads the page anew when it
/// changes.
#[component]
fn NextCard(props: Props, text: Vec<String>) -> impl IntoView {
    let t = T(viewer().lang);
    let open = props.state.is_open();
    let events = open.then(|| urls::operation_events(&props.id));
    let again = open.then(|| view! { <p><a href=urls::operation(&props.id)>{t.look_again()}</a></p> });
    let shown = open || !text.is_empty();
    let text: Vec<_> = text.into_iter().map(|text| view! { <p>{text}</p> }.into_any()).collect();
    shown.then(|| {
        view! {
            <div data-events=events data-version=props.version>
                <Card title=t.next().to_owned() pad=true>{text}{again}</Card>
            </div>
        }
    })
}

/// What only a person can settle, while it is open.
#[component]
fn Decision(props: Props, state: FormState) -> impl IntoView {
    props.open_question().cloned().map(|asked| {
        let Props { id, object, act, settled_like, may_decide, version, .. } = props;
        view! { <DecisionCard id object act asked settled_like may_decide version state/> }
    })
}

/// What was asked for. A registration's card tells all that it changes.
#[component]
fn What(props: Props) -> impl IntoView {
    if let Some(registration) = props.registration {
        return view! { <ApplicationCard registration open=props.state.is_open()/> }.into_any();
    }
    let t = T(viewer().lang);
    let contact = props.contact.map(|contact| {
        view! { <Card title=t.contact().to_owned()><ContactFacts contact/></Card> }
    });
    view! { {contact}<ChangesCard changes=props.changes/> }.into_any()
}
