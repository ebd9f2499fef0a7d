//! Flows on host objects.

pub mod check;
pub mod create;
pub mod info;

#[cfg(test)]
mod tests;
