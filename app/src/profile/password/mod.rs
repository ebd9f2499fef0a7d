//! The user's password.

mod form;
mod section;
mod text;

pub use form::{LONGEST, Request, SHORTEST, parse, wrong_current};
pub(super) use section::Section;
pub use text::done;
