//! The server of Birk: axum in front, PostgreSQL behind, the registry over EPP beside it.

pub mod access;
mod administration;
mod admit;
mod audit;
pub mod auth;
pub mod cli;
pub mod config;
pub mod context;
mod draft;
mod failure;
pub mod flow;
mod guest;
mod health;
mod housekeeping;
pub mod logging;
mod login;
mod operations;
mod prepaid;
mod profile;
mod query;
mod registry_errors;
pub mod respond;
pub mod router;
pub mod routes;
pub mod serve;
pub mod state;
pub mod streams;
mod viewer;
mod whois;

pub use ::registry;
pub use ::registry::{clock, db, seal};
