//! The prepaid account: balance, prices and what Birk expects the registry to debit.

mod page;
mod parts;
#[cfg(test)]
mod tests;
mod text;
mod threshold;

pub use page::{Debit, DebitObject, Movement, Props, Trouble, UnderWay, page};

use ui::Lang;

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).nav()
}
