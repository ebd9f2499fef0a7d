//! The tab "WHOIS search".

pub mod applications;
pub mod contact;
pub mod domain;
pub mod events;
pub mod host;
pub mod messages;
pub mod object;
pub mod portfolio;
pub mod register;
pub mod search;
