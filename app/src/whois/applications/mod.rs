//! Applications: what is pending at the registry, what came of it, and what comes next.

mod application;
mod attempts;
mod decision;
mod facts;
mod list;
mod next;
mod state;
#[cfg(test)]
mod tests;
mod text;
mod timeline;

pub use application::{Consent, CreatedContact, DecidingMessage, Props, page};
pub use attempts::{Attempt, Fate};
pub use decision::{Asked, Decision, Question, parse};
pub use list::{Filter, ListProps, Row, list};
pub use state::{NotSent, Rejection, State, Waiting};

use crate::Lang;

/// What to tell somebody whose answer came too late: what became of the application meanwhile.
pub fn settled_meanwhile(lang: Lang, props: &Props) -> String {
    next::meanwhile(lang, props)
}

/// What to tell somebody who decided about an operation of a kind that this version does not know.
pub fn unknown_kind(lang: Lang) -> &'static str {
    text::B(lang).unknown_kind()
}

/// What to tell somebody whose answer holds.
pub fn decided(lang: Lang) -> &'static str {
    text::B(lang).decided()
}

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).title()
}
