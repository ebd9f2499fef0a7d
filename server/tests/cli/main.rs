//! The command line, as an operator uses it: the real binary against a database of its own.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod accounts;
mod birk;
mod check;
mod demo;
mod migrate;
mod prices;
mod usage;
