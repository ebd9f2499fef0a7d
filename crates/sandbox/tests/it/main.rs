//! The sandbox as its clients see it: over TLS, from login to logout.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

#[cfg(feature = "control")]
mod account;
mod bad_input;
#[cfg(feature = "control")]
mod buttons;
#[cfg(feature = "control")]
mod control;
mod faults;
mod hostile;
mod liberal;
mod life;
mod limits;
#[cfg(feature = "control")]
mod net_epp;
mod objects;
#[cfg(feature = "control")]
mod others;
#[cfg(feature = "cli")]
mod persistence;
mod pipelining;
mod raw;
mod readme;
mod registration;
mod schema;
mod session;
mod tls;
mod update;
#[cfg(not(feature = "control"))]
mod without_control;
