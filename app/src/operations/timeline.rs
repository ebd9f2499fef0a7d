//! What happened to an operation, newest first.

use time::{Duration, OffsetDateTime};

use super::attempts::{self, Fate};
use super::object::named;
use super::props::{Props, Step};
use super::state::State;
use super::text::L;
use ui::{Lang, TimelineItem, Tone, local, urls};

/// The registry's times are whole seconds.
const WHOLE: Duration = Duration::SECOND;

pub(super) fn items(lang: Lang, props: &Props) -> Vec<TimelineItem> {
    let t = L(lang);
    let mut items = vec![item(props.asked_at, t.asked(), props.asked_by.clone(), Tone::Plain)];
    items.extend(props.steps.iter().map(|it| step(lang, it)));
    sendings(lang, props, &mut items);
    if let Some(at) = props.answered_at {
        items.push(answered(t, props, at));
    }
    if let Some(message) = &props.message {
        let href = message.id.map(urls::message);
        let at = not_before_its_sending(props, message.at);
        items.push(TimelineItem { href, ..item(at, t.message(), message.text.clone(), Tone::Info) });
    }
    if let Some(at) = props.settled_at.filter(|_| !props.state.is_open()) {
        items.push(item(at, props.state.label(lang, props.act), settled_by(t, props), props.state.tone()));
    }
    // Stable: what happened at the same moment stays in the order above, newest first.
    items.reverse();
    items.sort_by_key(|item| std::cmp::Reverse(item.at));
    items
}

fn item(at: OffsetDateTime, title: &str, detail: String, tone: Tone) -> TimelineItem {
    TimelineItem { at, title: title.to_owned(), detail, changes: Vec::new(), copy: None, href: None, tone }
}

/// A step: how it stands, and what came of it or who closed it. Its own page tells the rest.
fn step(lang: Lang, step: &Step) -> TimelineItem {
    let title = named(lang, step.act, step.state.label(lang, step.act));
    let detail = step.closed_by.clone().unwrap_or_else(|| step.object.name.clone());
    TimelineItem { href: Some(urls::operation(&step.id)), ..item(step.at, &title, detail, step.state.tone()) }
}

/// The sendings. One alone is told in the plainest words.
fn sendings(lang: Lang, props: &Props, items: &mut Vec<TimelineItem>) {
    let t = L(lang);
    let only = match props.attempts.as_slice() {
        [] => None,
        [only] => Some(only),
        several => {
            items.extend(attempts::items(lang, several));
            several.last().filter(|_| props.state == State::Uncertain)
        }
    };
    if props.attempts.len() < 2
        && let Some(at) = props.sent_at
    {
        let copy = only.map(|only| only.cl_trid.clone());
        items.push(TimelineItem { copy, ..item(at, t.sent(), String::new(), Tone::Plain) });
    }
    let lost = props.state == State::Uncertain || only.is_some_and(|only| only.lost);
    if !lost {
        return;
    }
    let at = only.and_then(|only| only.ended_at).or(props.sent_at).unwrap_or(props.asked_at);
    // While a person is asked, the registry is not.
    let next = props.next_check_at.filter(|_| props.state == State::Uncertain && props.open_question().is_none());
    let fate = only.map(|only| only.fate).filter(|fate| !matches!(fate, Fate::Lost | Fate::UnderWay));
    let detail = match (next, fate) {
        (Some(next), _) => t.asked_again(&local::date_time(lang, next)),
        (None, Some(fate)) => fate.words(lang).to_owned(),
        (None, None) => String::new(),
    };
    items.push(item(at, t.answer_lost(), detail, Tone::Warn));
}

/// Who or what settled it, where that is not the registry's answer or message.
fn settled_by(t: L, props: &Props) -> String {
    match &props.closed_by {
        Some(by) if props.state == State::Closed => by.clone(),
        _ if props.settled_by_person => t.by_person().to_owned(),
        _ if props.found_by_asking => t.found().to_owned(),
        _ => String::new(),
    }
}

/// A final message comes after what it is about, though its time may be that of the second before.
fn not_before_its_sending(props: &Props, at: OffsetDateTime) -> OffsetDateTime {
    let sent = props.attempts.first().map(|first| first.sent_at).or(props.sent_at).unwrap_or(props.asked_at);
    let answered = props.answered_at.filter(|answered| *answered - at < WHOLE);
    answered.into_iter().chain([sent, props.asked_at]).fold(at, OffsetDateTime::max)
}

fn answered(t: L, props: &Props, at: OffsetDateTime) -> TimelineItem {
    let detail = match (props.result_code, &props.result_text) {
        (Some(code), Some(text)) => format!("{code} {text}"),
        (Some(code), None) => code.to_string(),
        (None, text) => text.clone().unwrap_or_default(),
    };
    let refused = props.result_code.is_some_and(|code| code >= 2000);
    let tone = if refused { Tone::Bad } else { Tone::Ok };
    item(at, t.answered(), detail, tone)
}
