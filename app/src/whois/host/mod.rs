//! A name server's page: all that the registry tells about a host.

mod found;
mod page;
#[cfg(test)]
mod tests;
mod text;

pub use page::{Host, Props, View, invalid_page, page};
