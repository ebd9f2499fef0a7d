//! Applications: what is pending at the registry, what came of it, and what comes next. Each has the page of an operation.

mod list;
#[cfg(test)]
mod tests;
mod text;

pub use list::{Filter, ListProps, Row, list};

use ui::Lang;

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).title()
}
