//! An operation as a line on its object's timeline.

use dk::{Act, Change};
use time::OffsetDateTime;

use super::object::named;
use super::state::State;
use ui::{Lang, TimelineItem, urls};

/// An operation, in a line.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// Id of the journal's operation, as in the address.
    pub id: String,
    /// When it was asked for.
    pub at: OffsetDateTime,
    /// What was asked for.
    pub act: Option<Act>,
    /// Where it stands.
    pub state: State,
    /// Who asked for it.
    pub by: &'a str,
    /// What it changes.
    pub changes: &'a [Change],
    /// The registry's code and text, where it refused.
    pub refused: Option<(i32, &'a str)>,
}

impl Event<'_> {
    /// On a timeline.
    pub fn item(&self, lang: Lang) -> TimelineItem {
        let refused = self.refused.map(|(code, text)| format!(" · {code} {text}")).unwrap_or_default();
        TimelineItem {
            at: self.at,
            title: named(lang, self.act, self.state.label(lang, self.act)),
            detail: format!("{}{refused}", self.by),
            changes: self.changes.to_vec(),
            copy: None,
            href: Some(urls::operation(&self.id)),
            tone: self.state.tone(),
        }
    }
}
