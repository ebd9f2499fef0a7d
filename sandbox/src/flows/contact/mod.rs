//! Flows on contact objects.

pub mod check;
pub mod create;
mod data;
pub mod info;

#[cfg(test)]
mod create_tests;
#[cfg(test)]
mod info_tests;
