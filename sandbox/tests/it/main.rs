//! The sandbox as its clients see it: over TLS, from login to logout.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

mod account;
mod bad_input;
mod buttons;
mod control;
mod faults;
mod hostile;
mod liberal;
mod life;
mod limits;
mod net_epp;
mod objects;
mod others;
mod persistence;
mod pipelining;
mod raw;
mod readme;
mod registration;
mod schema;
mod session;
mod tls;
mod update;
