//! A contact's page: all that the registry tells about a WHOIS handle.

mod found;
mod page;
mod props;
#[cfg(test)]
mod tests;
mod text;
mod verification;

pub use page::{invalid_page, page};
pub use props::{Check, Confirmation, Contact, Postal, Props, Verification, View};
