//! The user's name.

mod form;
mod section;
mod text;

pub use form::{Request, parse};
pub(super) use section::{Section, state};
pub use text::done;
