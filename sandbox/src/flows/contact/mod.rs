//! Flows on contact objects.

pub mod check;
pub mod create;
mod data;
pub mod info;

#[cfg(any())]
mod create_tests;
