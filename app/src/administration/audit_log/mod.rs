//! The audit log: who did what, from where, with which outcome.

mod action;
mod filter;
mod page;
mod reason;
#[cfg(test)]
mod tests;
mod text;

pub use action::action_label;
pub use filter::{Filter, read};
pub use page::{Line, Outcome, Props, page};
pub use reason::reason_label;

use ui::Lang;

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).title()
}
