//! What happened to an application, newest first.

use super::application::Props;
use super::attempts;
use super::state::State;
use super::text::L;
use crate::{Lang, TimelineItem, Tone, local, urls};

pub(super) fn items(lang: Lang, props: &Props) -> Vec<TimelineItem> {
    let t = L(lang);
    let item = |at, title: &str, detail: String, tone| TimelineItem {
        at,
        title: title.to_owned(),
        detail,
        copy: None,
        href: None,
        tone,
    };
    let mut items = vec![item(props.asked_at, t.asked(), props.asked_by.clone(), Tone::Plain)];
    if let Some(contact) = &props.created_contact {
        let title = if contact.reused { t.contact_reused() } else { t.contact_created() };
        let href = Some(urls::contact(&contact.handle));
        items.push(TimelineItem { href, ..item(contact.at, title, contact.handle.clone(), Tone::Ok) });
    }
    if props.attempts.len() > 1 {
        items.extend(attempts::items(lang, &props.attempts));
    } else if let Some(at) = props.sent_at {
        items.push(item(at, t.sent(), String::new(), Tone::Plain));
    }
    if let Some(at) = props.answered_at {
        items.push(answered(t, props, at));
    }
    if props.state == State::Uncertain {
        let ended = props.attempts.last().and_then(|attempt| attempt.ended_at);
        let at = ended.or(props.sent_at).unwrap_or(props.asked_at);
        let detail = props.next_check_at.map(|next| t.asked_again(&local::date_time(lang, next))).unwrap_or_default();
        items.push(item(at, t.answer_lost(), detail, Tone::Warn));
    }
    if let Some(message) = &props.message {
        let href = message.id.map(urls::message);
        items.push(TimelineItem { href, ..item(message.at, t.message(), message.text.clone(), Tone::Info) });
    }
    if let Some(at) = props.settled_at.filter(|_| !props.state.is_open()) {
        items.push(item(at, props.state.label(lang), String::new(), props.state.tone()));
    }
    // Stable: what happened at the same moment stays in the order above, newest first.
    items.reverse();
    items.sort_by_key(|item| std::cmp::Reverse(item.at));
    items
}

fn answered(t: L, props: &Props, at: time::OffsetDateTime) -> TimelineItem {
    let detail = match (props.result_code, &props.result_text) {
        (Some(code), Some(text)) => format!("{code} {text}"),
        (Some(code), None) => code.to_string(),
        (None, text) => text.clone().unwrap_or_default(),
    };
    let refused = props.result_code.is_some_and(|code| code >= 2000);
    let tone = if refused { Tone::Bad } else { Tone::Ok };
    TimelineItem { at, title: t.answered().to_owned(), detail, copy: None, href: None, tone }
}
