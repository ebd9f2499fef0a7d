//! A contact's page: all that the registry tells about a WHOIS handle.

mod page;
mod text;

pub use page::{Check, Confirmation, Contact, Postal, Props, Verification, View, invalid_page, page};
