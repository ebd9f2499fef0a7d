use dk::RiskColour;
use leptos::prelude::*;

use super::kind;
use super::message::Message;
use super::page::{Badges, MarkHandled, object};
use super::text::T;
use ui::components::{Badge, Card, CopyText, Fact, Facts, Moment, Note, PageHead, Xml};
use ui::{Tone, Viewer, document, explain, local, urls, viewer};

/// What the page of a message shows.
#[derive(Clone, Debug)]
pub struct Props {
    /// The message.
    pub message: Message,
    /// The whole answer, authorization tokens masked.
    pub raw_xml: String,
}

/// The page `/messages/{id}`.
pub fn page(viewer: Viewer, props: Props) -> String {
    let title = T(viewer.lang).detail_title(&props.message.msg_id);
    document(viewer, &title.clone(), move || view! { <Detail title props/> })
}

#[component]
fn Detail(title: String, props: Props) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let message = props.message;
    let lead = view! { <Badges message=message.clone()/> }.into_any();
    let actions = message
        .handled
        .is_none()
        .then(|| view! { <MarkHandled id=message.id number=message.msg_id.clone() primary=true/> });
    let actions = actions.into_any();
    let flagged = message.flagged.clone().map(|reason| {
        view! { <Note tone=Tone::Bad title=t.needs_person()><p>{t.could_not_apply()}" "<span lang="en">{reason}</span></p></Note> }
    });
    let words = message.text.clone();
    let meaning = kind::of(lang, &message.kind).map(|known| view! { <p class="muted">{known.meaning}</p> });
    view! {
        <PageHead title back=(t.back().to_owned(), urls::MESSAGES.to_owned()) lead=lead actions=actions/>
        {flagged}
        <Card title=t.registrys_words().to_owned() pad=true>
            <blockquote lang="en"><p>{words}</p></blockquote>
            {meaning}
        </Card>
        <Card title=t.facts().to_owned()><FactList message/></Card>
        <Card title=t.raw().to_owned() pad=true>
            <p class="muted">{t.raw_masked()}</p>
            <Xml label=t.raw() xml=props.raw_xml/>
        </Card>
    }
}

#[component]
fn FactList(message: Message) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let about =
        object(message.object_kind, &message.object).map(|about| view! { <Fact label=t.object()>{about}</Fact> });
    let acknowledged = match message.acknowledged_at {
        Some(at) => view! { <Moment at/> }.into_any(),
        None => view! { {t.not_acknowledged()} }.into_any(),
    };
    let handled = match message.handled {
        Some(handled) => view! { {t.handled_by(&handled.by, &local::date_time(lang, handled.at))} }.into_any(),
        None => view! { {t.not_handled()} }.into_any(),
    };
    let result = message.result.map(|good| {
        let (words, tone) = if good { (t.result_good(), Tone::Ok) } else { (t.result_bad(), Tone::Bad) };
        view! { <Fact label=t.result()><Badge text=words tone/></Fact> }
    });
    let risk = message.risk.map(|word| {
        let meaning = explain::risk(lang, &RiskColour::from_word(&word));
        view! { <Fact label=t.risk()><Badge text=meaning.label tone=meaning.tone/>" "<code>{word}</code><small>{meaning.text}</small></Fact> }
    });
    let operation = message.operation_id.map(|id| {
        view! { <Fact label=t.operation()><a href=urls::operation(&id)>{t.operation_link()}</a></Fact> }
    });
    view! {
        <Facts>
            {about}
            {result}
            {risk}
            {operation}
            <Fact label=t.msg_id()><CopyText text=message.msg_id/></Fact>
            <Fact label=t.queued_at()><Moment at=message.queued_at/></Fact>
            <Fact label=t.received_at()><Moment at=message.received_at/></Fact>
            <Fact label=t.acknowledged_at()>{acknowledged}</Fact>
            <Fact label=t.handled()>{handled}</Fact>
        </Facts>
    }
}
