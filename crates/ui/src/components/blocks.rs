//! Cards, facts, badges, notes, timelines.

use dk::Change;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::changes::Changes;
use super::icon::Icon;
use super::text::T;
use crate::context::viewer;
use crate::{Tone, local};

/// The page's title, what stands under it, and its actions.
#[component]
pub fn PageHead(
    title: String,
    /// What the page is about, after the title, and its own page if it has one.
    #[prop(optional)]
    about: Option<(String, Option<String>)>,
    /// A line above the title that leads back.
    #[prop(optional, into)]
    back: Option<(String, String)>,
    /// Badges or a sentence under it.
    #[prop(optional, into)]
    lead: Option<AnyView>,
    /// Links and buttons.
    #[prop(optional, into)]
    actions: Option<AnyView>,
) -> impl IntoView {
    let about = about.map(|(name, href)| match href {
        Some(href) => view! { ": "<a href=href>{name}</a> }.into_any(),
        None => view! { ": "{name} }.into_any(),
    });
    view! {
        <div class="head">
            <div class="lead">
                {back.map(|(words, href)| view! { <p class="muted crumb"><a href=href>{words}</a></p> })}
                <h1>{title}{about}</h1>
                {lead}
            </div>
            {actions.map(|actions| view! { <div class="actions">{actions}</div> })}
        </div>
    }
}

/// A section with a heading.
#[component]
pub fn Card(
    title: String,
    /// Beside the heading.
    #[prop(optional, into)]
    aside: Option<AnyView>,
    /// Whether the content stands off the edge.
    #[prop(optional)]
    pad: bool,
    children: Children,
) -> impl IntoView {
    let content = if pad { view! { <div class="pad">{children()}</div> }.into_any() } else { children().into_any() };
    view! { <section class="card"><header><h2>{title}</h2>{aside}</header>{content}</section> }
}

/// A list of facts.
#[component]
pub fn Facts(children: Children) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One fact; nothing where there is nothing to say.
#[component]
pub fn Fact(label: &'static str, children: Children) -> impl IntoView {
    view! { <dt>{label}</dt><dd>{children()}</dd> }
}

/// A word about a state.
#[component]
pub fn Badge(#[prop(into)] text: String, #[prop(optional)] tone: Tone) -> impl IntoView {
    view! { <span class=format!("badge{}", tone.class())>{text}</span> }
}

/// A message in the page.
#[component]
pub fn Note(
    #[prop(optional)] tone: Tone,
    #[prop(into)] title: String,
    /// Read out at once.
    #[prop(optional)]
    live: bool,
    children: Children,
) -> impl IntoView {
    let role = match (live, tone) {
        (true, Tone::Bad) => Some("alert"),
        (true, _) => Some("status"),
        (false, _) => None,
    };
    view! {
        <div class=format!("note{}", tone.class()) role=role>
            <Icon name=tone.icon()/>
            <b>{title}</b>
            <div class="say">{children()}</div>
        </div>
    }
}

/// Nothing to show, and what to do about it.
#[component]
pub fn Empty(#[prop(into)] text: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let actions = children.map(|children| view! { <div class="actions">{children()}</div> });
    view! { <div class="empty"><p>{text}</p>{actions}</div> }
}

/// More, for those who want it.
#[component]
pub fn Details(#[prop(into)] summary: String, children: Children) -> impl IntoView {
    view! { <details><summary>{summary}</summary>{children()}</details> }
}

/// Text with a button that copies it; without the script only the text.
#[component]
pub fn CopyText(#[prop(into)] text: String) -> impl IntoView {
    let label = T(viewer().lang).copy_this(&text);
    view! {
        <span class="copy">
            <code>{text.clone()}</code>
            <button type="button" class="icon" data-copy=text aria-label=label hidden=true><Icon name="copy"/></button>
        </span>
    }
}

/// A moment, exactly and by its distance.
#[component]
pub fn Moment(at: OffsetDateTime, #[prop(optional)] short: bool) -> impl IntoView {
    let viewer = viewer();
    let text = local::date_time(viewer.lang, at);
    let distance = local::ago(viewer.lang, at, viewer.now);
    let after = (!short && at <= viewer.now).then(|| view! { <small>{distance}</small> });
    view! { <time datetime=local::machine(at)>{text}</time>{after} }
}

/// An event on a timeline.
#[derive(Clone, Debug)]
pub struct TimelineItem {
    /// When.
    pub at: OffsetDateTime,
    /// What.
    pub title: String,
    /// Who, and what came of it.
    pub detail: String,
    /// What it changes.
    pub changes: Vec<Change>,
    /// What to copy, such as a transaction id.
    pub copy: Option<String>,
    /// Where it leads.
    pub href: Option<String>,
    /// How it went.
    pub tone: Tone,
}

/// Events, newest first.
#[component]
pub fn Timeline(items: Vec<TimelineItem>) -> impl IntoView {
    let lang = viewer().lang;
    let items = items.into_iter().map(|item| {
        let title = match item.href {
            Some(href) => view! { <a href=href>{item.title}</a> }.into_any(),
            None => view! { <span>{item.title}</span> }.into_any(),
        };
        let copy = item.copy.map(|text| view! { <CopyText text/> });
        let changes = (!item.changes.is_empty()).then(|| view! { <Changes changes=item.changes class="said"/> });
        view! {
            <li class=format!("event{}", item.tone.class())>
                <time datetime=local::machine(item.at)>{local::date_time(lang, item.at)}</time>
                <div>{title}<small>{item.detail}</small>{changes}{copy}</div>
            </li>
        }
    });
    view! { <ol class="time">{items.collect_view()}</ol> }
}
