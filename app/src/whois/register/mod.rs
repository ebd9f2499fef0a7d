//! Register domain name: the form, reading it, and the review before it is sent.
//!
//! `GET /whois/register` shows [`page`]. `POST` with `step`
//! - `review`: [`parse`]; then [`check_registrant`] with what the index knows about the handle; then [`review`], or [`page`]
//!   again with the errors (422);
//! - `send`: [`parse`] again, then the journal; a refusal comes back as [`page`] with `FormState::refusal` and a new form key;
//! - `edit`: [`page`] with the fields as they were posted.

mod accepted;
mod availability;
mod contact;
mod contact_fields;
mod form;
mod known;
mod needed;
mod open;
mod page;
mod props;
mod registrant_fields;
mod review;
mod summary;
#[cfg(test)]
mod tests;
mod text;
mod wrong;

pub use accepted::Acceptance;
pub use availability::Availability;
pub use contact::{ContactMode, NewContact};
pub use form::{Registrant, Request, parse};
pub use known::{KnownContact, check_registrant};
pub use open::already_open;
pub use page::page;
pub use props::{Props, ReviewProps};
pub use review::review;

use ui::Lang;

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).title()
}
