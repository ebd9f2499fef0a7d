//! The server of Birk: axum in front, PostgreSQL behind, the registry over EPP beside it.

pub mod access;
mod administration;
mod admit;
pub mod audit;
pub mod auth;
pub mod cli;
pub mod clock;
pub mod config;
mod context;
pub mod db;
mod draft;
mod failure;
mod health;
mod housekeeping;
pub mod jobs;
pub mod logging;
mod prepaid;
mod profile;
mod query;
pub mod registry;
mod respond;
pub mod router;
pub mod seal;
pub mod serve;
pub mod state;
mod viewer;
mod whois;
