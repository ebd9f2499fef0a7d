//! The portfolio: the account's domain names as Birk's index knows them.

mod filter;
mod page;
#[cfg(test)]
mod tests;
mod text;

pub use filter::{Column, Filter, Sort};
pub use page::{Props, Row, page};

use ui::Lang;

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).title()
}
