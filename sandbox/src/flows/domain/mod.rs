//! Flows on domain objects.

pub mod check;
pub mod create;
pub mod info;

#[cfg(any())]
mod create_tests;
