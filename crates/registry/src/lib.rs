//! Everything between the portal and the registry over EPP. No HTTP, no pages.
//!
//! This is the door; what lies behind it is nobody else's business.
//!
//! - [`Registry`] is the way to the registry: questions (`check_domains`, `domain_info` …), [`Registry::balance`], and the
//!   work in the background, from [`Registry::start`] to [`Registry::shutdown`].
//! - [`journal`] is the only way to change anything there: an operation is planned by [`journal::Journal::submit`], sent, and
//!   settled whatever happens in between; `journal::get`, `recent`, `history`, `children`, `attempts` show it.
//! - [`order`] is what the journal takes: nothing that has not been reviewed, under no other price, and never without saying who.
//! - [`operations`] are the commands with side effects, one file each: how it is written, what it excludes, what proves that it
//!   was executed.
//! - [`index`] is the portfolio as far as Birk knows it, [`messages`] the inbox of the registry's poll messages, [`prices`] the
//!   dated price list.
//! - [`audit`] writes the audit log's lines.
//! - [`db`], [`clock`] and [`seal`] are what all of this stands on, and the server with it.
//!
//! Behind it: `base` (the database, the sessions, the time: what all work is handed), `entry` (an operation as it is kept), `pool`
//! (EPP sessions under leases), `questions` (what does not change anything), `poll` (the message queue), `settle` (what was left open), `refresh` (index
//! rows that are due), `wake` (what servers tell each other). ARCHITECTURE.md says which stands on which.

pub mod audit;
mod balance;
mod base;
pub mod clock;
mod config;
mod credentials;
pub mod db;
mod entry;
mod error;
pub mod index;
mod jobs;
pub mod journal;
mod limits;
pub mod messages;
pub mod operations;
pub mod order;
mod page;
mod poll;
mod pool;
pub mod prices;
mod questions;
mod refresh;
mod registry;
pub mod seal;
mod settle;
#[cfg(feature = "testing")]
pub mod testing;
mod wake;

pub use balance::{Balance, unexplained_movements};
pub use config::{Environment, RegistryConfig, connector};
pub use credentials::{Credentials, EPP_PASSWORD};
pub use error::{Refusal, RegistryError};
pub use limits::Limits;
pub use page::{MOST_PER_PAGE, Page, Paging, containing};
pub use pool::gate::Priority;
pub use questions::{Availability, Checked, Received};
pub use registry::{Follower, Registry};
