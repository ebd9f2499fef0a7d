//! Who owns the registry's message queue.

mod form;
mod page;
mod said;
#[cfg(test)]
mod tests;
mod text;

pub use form::{Request, parse};
pub use page::{Owned, Props, page};
pub use said::done;

use ui::Lang;

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).title()
}
