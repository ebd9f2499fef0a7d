//! Flows on host objects.

pub mod check;
pub mod create;
mod data;
pub mod delete;
pub mod info;
pub mod update;

#[cfg(test)]
mod delete_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod update_tests;
