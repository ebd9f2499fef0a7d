//! The server of Birk: axum in front, PostgreSQL behind, the registry over EPP beside it.

pub mod access;
mod administration;
mod admit;
pub mod audit;
pub mod auth;
pub mod cli;
pub mod config;
mod context;
mod draft;
mod failure;
mod health;
mod housekeeping;
pub mod logging;
mod prepaid;
mod profile;
mod query;
mod respond;
pub mod router;
pub mod serve;
pub mod state;
mod viewer;
mod whois;

pub use ::registry;
pub use ::registry::{clock, db, seal};
