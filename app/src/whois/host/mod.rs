//! A name server's page: all that the registry tells about a host.

mod page;
mod text;

pub use page::{Host, Props, View, invalid_page, page};
