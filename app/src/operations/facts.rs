//! The facts of an operation, card by card.

use dk::{Change, Money};
use leptos::prelude::*;

use super::object::named;
use super::props::{Props, Step};
use super::state::State;
use super::text::T;
use crate::administration::audit_log::action_label;
use ui::components::{Badge, Card, Changes, CopyText, Details, Fact, Facts, Moment, Xml};
use ui::{Tone, local, urls, viewer};

/// Before and after. Nothing where nothing was kept of it.
#[component]
pub(super) fn ChangesCard(changes: Vec<Change>) -> impl IntoView {
    let t = T(viewer().lang);
    (!changes.is_empty()).then(|| view! { <Card title=t.changes().to_owned()><Changes changes/></Card> })
}

/// Who asked for it, when, from where, through what, and at which price.
#[component]
pub(super) fn AskedCard(props: Props) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let address =
        props.address.map(|address| view! { <Fact label=t.address()><code>{address.to_string()}</code></Fact> });
    let through = (!props.feature.is_empty())
        .then(|| view! { <Fact label=t.through()>{action_label(lang, &props.feature).into_owned()}</Fact> });
    let parent = props.parent.map(|parent| {
        let words = named(lang, parent.act, &parent.object.name);
        view! { <Fact label=t.part_of()><a href=urls::operation(&parent.id)>{words}</a></Fact> }
    });
    let price = props.price.map(|price| view! { <Fact label=t.price()><Price price refunded=props.refunded/></Fact> });
    view! {
        <Card title=t.order().to_owned()>
            <Facts>
                {parent}
                <Fact label=t.asked_by()>{props.asked_by}</Fact>
                <Fact label=t.asked_at()><Moment at=props.asked_at/></Fact>
                {address}
                {through}
                {price}
            </Facts>
        </Card>
    }
}

#[component]
fn Price(price: Money, refunded: bool) -> impl IntoView {
    let lang = viewer().lang;
    let given_back = refunded.then(|| view! { <small>{T(lang).given_back()}</small> });
    view! { {local::money(lang, price)}{given_back} }
}

/// What the registry said, to copy for support.
#[component]
pub(super) fn AnswerCard(props: Props) -> impl IntoView {
    let t = T(viewer().lang);
    let copied = |label: &'static str, text: Option<String>| {
        text.map(|text| view! { <Fact label><CopyText text/></Fact> }).into_any()
    };
    let message = props.message.map(|message| {
        let link = message.id.map(|id| view! { <small><a href=urls::message(id)>{t.to_message()}</a></small> });
        view! { <Fact label=t.final_message()><span lang="en">{message.text}</span>{link}</Fact> }
    });
    // The id of a sending that was not answered stands in the timeline.
    let known = props.result_code.is_some() || props.result_text.is_some() || message.is_some();
    known.then(|| {
        view! {
            <Card title=t.answer().to_owned()>
                <Facts>
                    {copied(t.code(), props.result_code.map(|code| code.to_string()))}
                    {copied(t.text(), props.result_text)}
                    {message}
                    {copied("clTRID", props.cl_trid)}
                    {copied("svTRID", props.sv_trid)}
                </Facts>
            </Card>
        }
    })
}

/// Command and answer, secrets masked. Nothing where nothing was sent.
#[component]
pub(super) fn FramesCard(request: Option<String>, response: Option<String>) -> impl IntoView {
    let t = T(viewer().lang);
    let shown = request.is_some() || response.is_some();
    let frame = |label: &'static str, xml: Option<String>| {
        xml.map(|xml| view! { <div><h3>{label}</h3><Xml label xml/></div> }).into_any()
    };
    shown.then(|| {
        view! {
            <section class="card">
                <Details summary=t.frames()>
                    <div class="pad">
                        <p class="muted">{t.frames_masked()}</p>
                        {frame(t.request(), request)}
                        {frame(t.response(), response)}
                    </div>
                </Details>
            </section>
        }
    })
}

/// What it consists of, each with how it stands and where to read more. Nothing for what is done in one step.
#[component]
pub(super) fn StepsCard(steps: Vec<Step>) -> impl IntoView {
    let t = T(viewer().lang);
    let rows: Vec<_> = steps.into_iter().map(|step| view! { <StepLine step/> }.into_any()).collect();
    (!rows.is_empty()).then(|| view! { <Card title=t.steps().to_owned()><dl class="facts">{rows}</dl></Card> })
}

#[component]
fn StepLine(step: Step) -> impl IntoView {
    let lang = viewer().lang;
    let words = named(lang, step.act, "");
    view! {
        <dt><a href=urls::operation(&step.id)>{words}</a></dt>
        <dd><span class="badges"><StateBadge step=step.clone()/></span>{step.object.link()}</dd>
    }
}

#[component]
fn StateBadge(step: Step) -> impl IntoView {
    let lang = viewer().lang;
    let (words, tone) = badge(T(lang), step.needs_person, step.state.label(lang, step.act), step.state);
    view! { <Badge text=words tone/> }
}

/// The words and the tone of how something stands.
pub(super) fn badge(t: T, needs_person: bool, label: &'static str, state: State) -> (&'static str, Tone) {
    if needs_person { (t.needs_you(), Tone::Bad) } else { (label, state.tone()) }
}

/// What only Birk keeps. Nothing where nothing was noted.
#[component]
pub(super) fn NotesCard(props: Props) -> impl IntoView {
    let t = T(viewer().lang);
    let notes =
        [(t.reference(), props.reference), (t.po_number(), props.po_number), (t.account_code(), props.account_code)];
    let notes: Vec<_> = notes
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| view! { <Fact label>{text}</Fact> }.into_any())
        .collect();
    (!notes.is_empty()).then(|| view! { <Card title=t.notes().to_owned()><Facts>{notes}</Facts></Card> })
}
