use dk::RiskColour;
use leptos::prelude::*;

use super::filter::{Filter, Show};
use super::kind;
use super::message::{Message, ObjectKind};
use super::text::T;
use ui::components::{
    Badge, Choice, Empty, FilterForm, FilterSelect, FilterText, Moment, Note, PageHead, Pager, Table,
};
use ui::{Tone, Viewer, document, explain, local, urls, viewer, written};

/// What the list of messages shows.
#[derive(Clone, Debug, Default)]
pub struct Props {
    /// The page's messages, newest first, at most 50.
    pub rows: Vec<Message>,
    /// Messages on all pages, with the filter.
    pub total: u64,
    /// The page asked for, from 1.
    pub page: u64,
    /// How many pages there are; at least 1.
    pub pages: u64,
    /// What was asked for.
    pub filter: Filter,
    /// The words of the kinds to choose from.
    pub kind_choices: Vec<String>,
    /// Whether the account has any message at all, whatever the filter.
    pub has_any: bool,
    /// Whether Birk acknowledges messages (owns the registry's queue).
    pub queue_owned: bool,
    /// Whether the viewer may decide who owns the queue.
    pub is_administrator: bool,
}

/// The page `/messages`.
pub fn page(viewer: Viewer, props: Props) -> String {
    let t = T(viewer.lang);
    document(viewer, t.title(), move || view! { <Messages props/> })
}

#[component]
fn Messages(props: Props) -> impl IntoView {
    let t = T(viewer().lang);
    let lead = view! { <p class="muted">{t.lead()}</p> }.into_any();
    let query = props.filter.query();
    let (page, pages) = (props.page, props.pages);
    let off = (!props.queue_owned).then(|| view! { <QueueOff is_administrator=props.is_administrator/> });
    let filter =
        props.has_any.then(|| view! { <FilterBar filter=props.filter.clone() choices=props.kind_choices.clone()/> });
    let list =
        if props.rows.is_empty() { view! { <Nothing props/> }.into_any() } else { view! { <List props/> }.into_any() };
    view! {
        <PageHead title=t.title().to_owned() lead=lead/>
        {off}
        {filter}
        {list}
        <Pager path=urls::MESSAGES query page pages/>
    }
}

#[component]
fn QueueOff(is_administrator: bool) -> impl IntoView {
    let t = T(viewer().lang);
    if is_administrator {
        return view! {
            <Note tone=Tone::Warn title=t.queue_off_title()>
                <p>{t.queue_off_administrator()}</p><p><a href=urls::MESSAGE_QUEUE>{t.queue_link()}</a></p>
            </Note>
        }
        .into_any();
    }
    view! { <Note tone=Tone::Info title=t.queue_off_title()><p>{t.queue_off_others()}</p></Note> }.into_any()
}

#[component]
fn FilterBar(filter: Filter, choices: Vec<String>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let shows = [(Show::Unhandled, t.unhandled()), (Show::All, t.all()), (Show::Flagged, t.flagged_only())]
        .map(|(show, words)| Choice::new(show.word(), words));
    let chosen = Some(filter.kind.clone()).filter(|kind| !kind.is_empty() && !choices.contains(kind));
    let mut kinds: Vec<Choice> =
        choices.into_iter().chain(chosen).map(|word| Choice::new(word.clone(), kind::label(lang, &word))).collect();
    kinds.sort_by(|a, b| a.label.cmp(&b.label));
    kinds.insert(0, Choice::new("", t.every_kind()));
    view! {
        <FilterForm action=urls::MESSAGES label=t.filter_label() filtered=filter.is_narrow()>
            <FilterSelect name="show" label=t.show() choices=shows.to_vec() value=filter.show.word()/>
            <FilterSelect name="kind" label=t.kind() choices=kinds value=filter.kind.clone()/>
            <FilterText name="q" label=t.search() hint=t.search_hint() value=filter.q.clone()/>
        </FilterForm>
    }
}

#[component]
fn Nothing(props: Props) -> impl IntoView {
    let t = T(viewer().lang);
    let all = urls::with_query(urls::MESSAGES, &[("show", Show::All.word())]);
    if !props.has_any {
        return view! { <Empty text=t.nothing_at_all()><a class="btn" href=urls::SEARCH>{t.search_domain()}</a></Empty> }.into_any();
    }
    if props.total > 0 {
        let query = props.filter.query();
        let pairs: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let first = urls::with_query(urls::MESSAGES, &pairs);
        return view! { <Empty text=t.past_the_end()><a class="btn" href=first>{t.first_page()}</a></Empty> }
            .into_any();
    }
    let words = if props.filter.is_narrow() { t.nothing_matches() } else { t.all_handled() };
    view! { <Empty text=words><a class="btn" href=all>{t.show_all()}</a></Empty> }.into_any()
}

#[component]
fn List(props: Props) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let head = [t.message(), t.object(), t.received(), t.handling()]
        .map(|words| view! { {words} }.into_any())
        .into_iter()
        .collect();
    let count = if props.total == 1 { t.count_one().to_owned() } else { t.count(&local::number(lang, props.total)) };
    let rows = vec![written(props.rows.into_iter().map(|message| view! { <Line message/> }))];
    view! {
        <section class="card dense">
            <header><h2>{count}</h2></header>
            <Table caption=t.title() head rows/>
        </section>
    }
}

#[component]
fn Line(message: Message) -> impl IntoView {
    let t = T(viewer().lang);
    let href = urls::message(message.id);
    let object = object(message.object_kind, &message.object);
    view! {
        <tr>
            <td class="message">
                <Badges message=message.clone()/>
                <a href=href lang="en">{message.text.clone()}</a>
                <Explanation message=message.clone()/>
            </td>
            <td data-label=t.object()>{object}</td>
            <td data-label=t.received()><Moment at=message.queued_at/></td>
            <td data-label=t.handling()><Handling message/></td>
        </tr>
    }
}

/// Kind, risk, and whether a person is needed.
#[component]
pub(super) fn Badges(message: Message) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let known = kind::of(lang, &message.kind);
    let risk = message.risk.map(|word| {
        let meaning = explain::risk(lang, &RiskColour::from_word(&word));
        view! { <span title=meaning.text><Badge text=t.risk_badge(&word) tone=meaning.tone/></span> }
    });
    view! {
        <span class="badges">
            {known.map(|known| view! { <Badge text=known.label tone=known.tone/> })}
            {risk}
            {message.flagged.map(|_| view! { <Badge text=t.needs_person() tone=Tone::Bad/> })}
        </span>
    }
}

/// What the message means, and why Birk could not act on it.
#[component]
pub(super) fn Explanation(message: Message) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let meaning = kind::of(lang, &message.kind).map(|known| view! { <small>{known.meaning}</small> });
    let flagged = message
        .flagged
        .map(|reason| view! { <small class="err">{t.could_not_apply()}" "<span lang="en">{reason}</span></small> });
    view! { {meaning} {flagged} }
}

/// A link to the object's page, where there is an object.
pub(super) fn object(kind: ObjectKind, name: &str) -> Option<AnyView> {
    let t = T(viewer().lang);
    let (words, href) = match kind {
        ObjectKind::Domain => (t.domain(), urls::domain(name)),
        ObjectKind::Contact => (t.contact(), urls::contact(name)),
        ObjectKind::Host => (t.host(), urls::host(name)),
        ObjectKind::None => return None,
    };
    Some(view! { <a href=href>{name.to_owned()}</a><small>{words}</small> }.into_any())
}

#[component]
fn Handling(message: Message) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    match message.handled {
        Some(handled) => {
            let who = t.handled_by(&handled.by, &local::date_time(lang, handled.at));
            view! { {t.handled()}<small>{who}</small> }.into_any()
        }
        None => view! { <MarkHandled id=message.id number=message.msg_id primary=false/> }.into_any(),
    }
}

/// The form that marks a message as handled.
#[component]
pub(super) fn MarkHandled(id: i64, number: String, primary: bool) -> impl IntoView {
    let viewer = viewer();
    let t = T(viewer.lang);
    let class = if primary { "btn primary" } else { "btn" };
    view! {
        <form method="post" action=urls::message_handled(id) class="row-form">
            <input type="hidden" name="csrf_token" value=viewer.csrf.clone()/>
            <input type="hidden" name="return_to" value=viewer.path.clone()/>
            <button class=class data-once="">{t.mark_handled()}<span class="vh">{t.of_message(&number)}</span></button>
        </form>
    }
}
