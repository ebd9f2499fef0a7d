//! A name server's page: all that the registry tells about a host.

mod found;
mod page;
mod props;
#[cfg(test)]
mod tests;
mod text;

pub use page::{invalid_page, page};
pub use props::{Host, Props, View};
