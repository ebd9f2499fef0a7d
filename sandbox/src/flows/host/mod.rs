//! Flows on host objects.

pub mod check;
pub mod create;
pub mod info;
