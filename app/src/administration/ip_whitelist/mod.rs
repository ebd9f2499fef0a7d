//! The networks from which the account's people may use the portal.

mod form;
mod network;
mod page;
mod said;
#[cfg(test)]
mod tests;
mod text;

pub use form::{Request, parse};
pub use network::{Network, NetworkError};
pub use page::{Entry, Props, locks_out, page};
pub use said::{added, removed};

use ui::Lang;

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).title()
}
