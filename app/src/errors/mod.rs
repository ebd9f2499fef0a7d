//! The pages that stand where something went wrong.

mod page;
mod text;

pub use page::{Kind, page};
