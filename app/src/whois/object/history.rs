//! What happened to an object: what was asked for through Birk and what the registry told, newest first.

use time::OffsetDateTime;

use super::text::T;
use ui::{Lang, TimelineItem, Tone, urls};

/// Operations on an object and messages about it.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Newest first.
    pub items: Vec<TimelineItem>,
    /// The object's name or handle where there is more than these.
    pub more_of: Option<String>,
}

impl History {
    /// The newest events that a page shows.
    pub const MOST: usize = 20;

    /// The newest of `items`, which are about `object`.
    pub fn newest(mut items: Vec<TimelineItem>, object: &str) -> Self {
        items.sort_by_key(|item| std::cmp::Reverse(item.at));
        let more_of = (items.len() > Self::MOST).then(|| object.to_owned());
        items.truncate(Self::MOST);
        Self { items, more_of }
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A message of the registry on a timeline, in its own words.
pub fn message_event(lang: Lang, at: OffsetDateTime, id: i64, text: &str, attention: bool) -> TimelineItem {
    TimelineItem {
        at,
        title: text.to_owned(),
        detail: T(lang).message().to_owned(),
        changes: Vec::new(),
        copy: None,
        href: Some(urls::message(id)),
        tone: if attention { Tone::Warn } else { Tone::Plain },
    }
}
