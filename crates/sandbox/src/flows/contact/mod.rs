//! Flows on contact objects.

pub mod check;
pub mod create;
mod data;
pub mod info;
pub mod update;
mod wanted;

#[cfg(test)]
mod create_tests;
#[cfg(test)]
mod info_tests;
#[cfg(test)]
mod update_checks_tests;
#[cfg(test)]
mod update_tests;
