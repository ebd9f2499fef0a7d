//! WHOIS search: one box for names, handles and name servers, and a table of answers.

mod form;
mod hints;
mod live;
mod page;
mod props;
mod results;
#[cfg(test)]
mod tests;
mod text;

pub use form::{FIELD, MOST_TERMS, Request, parse};
pub use live::answer_label;
pub use page::page;
pub use props::{Found, Props, Row};

use ui::Lang;

/// Its name in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).nav()
}
