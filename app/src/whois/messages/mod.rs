//! Messages: what the registry told the account (the poll queue), and who looked at it.

mod detail;
mod filter;
mod kind;
mod message;
mod page;
#[cfg(test)]
mod tests;
mod text;

pub use detail::{Props as DetailProps, page as detail};
pub use filter::{Filter, Show};
pub use message::{Handled, Message, ObjectKind};
pub use page::{Props, page};

use ui::Lang;

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).title()
}
