//! The user's own page: who they are, and three small forms about themselves.

pub mod language;
pub mod name;
mod page;
pub mod password;
mod text;

pub use page::{Posted, Props, page};
