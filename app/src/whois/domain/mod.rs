//! A domain's page: all that the registry tells about it, and what happened to it here.

mod missing;
mod page;
mod registered;
mod tables;
#[cfg(test)]
mod tests;
mod text;

pub use page::{Advisory, Authorization, Domain, DsData, NameServer, Portal, Props, Role, View, invalid_page, page};
