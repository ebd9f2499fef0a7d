//! Applications: what is pending at the registry, what came of it, and what comes next.

mod application;
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
pub use decision::{Decision, Question, parse};
pub use list::{Filter, ListProps, Row, list};
pub use state::{NotSent, Rejection, State};

use crate::Lang;

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).title()
}
