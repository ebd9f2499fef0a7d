//! Signing in.

mod page;
mod text;

pub use page::{Outcome, Props, Why, page};
