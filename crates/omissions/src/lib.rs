//! An operation with all that belongs to it. Each feature of this crate leaves one thing out, and then it must not compile:
//! `scripts/tests/omissions` tries them all. What is complete here is what `CONTRIBUTING.md` asks of a new operation.

mod command;
mod operation;
mod order;

pub use command::Delete;
pub use operation::{Sample, by, mount};
pub use order::{AnyOrder, order};
