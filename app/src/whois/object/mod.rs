//! What the pages of a domain, a contact and a host share.

mod acts;
mod history;
mod parts;
#[cfg(test)]
pub(crate) mod testing;
mod text;

use time::OffsetDateTime;

pub(crate) use acts::Acts;
pub use acts::Offer;
pub use history::{History, message_event};
pub(crate) use parts::{
    Absent, Answered, Day, DayBy, Deadline, Events, IndexNote, Manager, More, PartyLine, Refused, Statuses, Unanswered,
    Users, back, badge, handle_link, model_badge, yes_no,
};
use ui::explain::Outage;

/// Where the facts on a page come from, and how fresh they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// The registry has just answered.
    Answered {
        /// From the question's first byte to the answer's last, in milliseconds.
        ms: u64,
        /// When the answer came.
        at: OffsetDateTime,
    },
    /// The registry gives no answer; this is what Birk's index knows.
    Index {
        /// When the registry last said so; none for what only Birk has done yet.
        confirmed_at: Option<OffsetDateTime>,
        /// Why there is no answer.
        outage: Outage,
    },
}

/// A status as the registry sent it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Such as `serverHold`.
    pub word: String,
    /// The registry's own explanation, where it sends one.
    pub text: Option<String>,
}

impl Status {
    /// A status without the registry's explanation.
    pub fn new(word: impl Into<String>) -> Self {
        Self { word: word.into(), text: None }
    }
}

/// A contact or registrar that something refers to, with what the index knows about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Its handle.
    pub handle: String,
    /// Its name, where the index (or the account itself) knows it.
    pub name: Option<String>,
    /// When the registry last confirmed that name.
    pub confirmed_at: Option<OffsetDateTime>,
}

impl Party {
    /// A party of which only the handle is known.
    pub fn new(handle: impl Into<String>) -> Self {
        Self { handle: handle.into(), ..Self::default() }
    }
}

/// Something in the registry's answer that this version does not know: it is listed, never hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// XML namespace; empty if none.
    pub namespace: String,
    /// Name of the element.
    pub name: String,
    /// Why it could not be read, for an element that is known.
    pub problem: Option<String>,
}

/// A domain of the portfolio that uses the object, from the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedBy {
    /// U-label.
    pub domain: String,
    /// As what: `registrant`, `admin`, `billing`; empty for name servers.
    pub role: String,
    /// The registry's statuses.
    pub statuses: Vec<String>,
    /// Paid until.
    pub expires_at: Option<OffsetDateTime>,
    /// When the registry last confirmed the row.
    pub confirmed_at: Option<OffsetDateTime>,
}
