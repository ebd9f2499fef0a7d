//! A contact's page: all that the registry tells about a WHOIS handle.

mod found;
mod page;
#[cfg(test)]
mod tests;
mod text;
mod verification;

pub use page::{Check, Confirmation, Contact, Postal, Props, Verification, View, invalid_page, page};
