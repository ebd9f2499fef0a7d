//! Flows on domain objects.

pub mod check;
pub mod create;
pub mod delete;
mod elements;
pub mod info;
pub mod renew;
pub mod restore;
pub mod transfer;
pub mod update;

#[cfg(test)]
mod create_tests;
#[cfg(test)]
mod info_tests;
#[cfg(test)]
mod matrix_tests;
#[cfg(test)]
mod status_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod transfer_tests;
