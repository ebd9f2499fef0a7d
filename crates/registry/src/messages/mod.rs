//! Poll messages: what the registry told the account, and what it means.

mod kind;
mod read;

pub use kind::{Kind, ObjectKind, Subject};
pub use read::{Counts, Handled, Message, MessageFilter, counts, get, kinds, list, mark_handled, of_object};
