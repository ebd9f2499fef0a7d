//! Register domain name: the form, reading it, and the review before it is sent.
//!
//! `GET /whois/register` shows [`page`]. `POST` with `step`
//! - `review`: [`parse`]; then [`check_registrant`] with what the index knows about the handle; then [`review`], or [`page`]
//!   again with the errors (422);
//! - `send`: [`parse`] again, then the journal; a refusal comes back as [`page`] with `FormState::refusal` and a new form key;
//! - `edit`: [`page`] with the fields as they were posted.

mod accepted;
mod contact;
mod contact_fields;
mod form;
mod open;
mod page;
mod registrant_fields;
mod review;
mod summary;
#[cfg(test)]
mod tests;
mod text;
mod wrong;

pub use accepted::{Acceptance, ConsentMethod};
pub use contact::{ContactMode, NewContact};
pub use form::{Registrant, Request, check_registrant, parse};
pub use open::already_open;
pub use page::{KnownContact, Props, page};
pub use review::{Availability, ReviewProps, review};
pub(crate) use summary::text_fact;

use crate::Lang;

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).title()
}

/// The words for a way of accepting, for other pages.
pub(crate) fn method_words(lang: Lang, method: ConsentMethod) -> &'static str {
    text::T(lang).method(method)
}
