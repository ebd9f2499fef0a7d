//! A sandbox of the .dk registry: an EPP server over TLS that obeys the registry's rules, with a clock that can be moved
//! and a control page for everything that other parties would do.
//!
//! The binary `sandbox` runs it; tests of other crates run it in their own process:
//!
//! ```no_run
//! # async fn example() -> anyhow::Result<()> {
//! use sandbox::{Config, ClockStart, Sandbox};
//! use time::{Duration, macros::datetime};
//!
//! let clock = ClockStart::Frozen(datetime!(2026-08-03 10:00 UTC));
//! let sandbox = Sandbox::start(Config { clock, ..Config::default() }).await?;
//! println!("EPP at {}, trusting {}", sandbox.epp_addr(), sandbox.ca_pem());
//! sandbox.advance(Duration::minutes(1)).await?;
//! sandbox.shutdown().await;
//! # Ok(()) }
//! ```
//!
//! A command runs from `server` through `session` (login, limits, faults) to its flow under [`flows`], which looks at or
//! changes the [`world`] through the [`registry::Registry`]; what happens by time alone is in [`processing`].
//!
//! # Features
//!
//! - `control` (default): the control page and the account interface. What the page does is in [`operations`] without it.
//! - `cli` (default): what the binaries need.

#[cfg(feature = "control")]
mod account_api;
mod chance;
pub mod clock;
mod config;
#[cfg(feature = "control")]
mod control;
pub mod demo;
pub mod faults;
pub mod flows;
mod handle;
pub mod operations;
mod password;
pub mod portfolio;
pub mod processing;
mod prompt;
pub mod registers;
pub mod registry;
mod server;
mod session;
pub mod sessions;
mod shared;
pub mod store;
mod tls;
#[cfg(test)]
mod trial;
pub mod world;

pub use config::{ClockStart, Config, Flavour, Seed, Settings, built_in_prices};
pub use handle::{Handle, Sandbox};
