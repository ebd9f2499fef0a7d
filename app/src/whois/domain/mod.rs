//! A domain's page: all that the registry tells about it, and what happened to it here.

mod frame;
mod missing;
mod page;
mod props;
mod registered;
pub mod renew;
mod tables;
#[cfg(test)]
mod tests;
mod text;

pub use page::{invalid_page, page};
pub use props::{Advisory, Authorization, Domain, DsData, NameServer, Portal, Props, Role, View};
