//! Flows on domain objects.

pub mod check;
pub mod create;
pub mod info;

#[cfg(test)]
mod create_tests;
#[cfg(test)]
mod info_tests;
