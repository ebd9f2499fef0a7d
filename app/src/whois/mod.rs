//! The tab "WHOIS search".

pub mod applications;
pub mod consent;
pub mod contact;
pub mod domain;
pub mod host;
pub mod messages;
mod notes;
pub mod object;
pub mod portfolio;
pub mod register;
pub mod search;
