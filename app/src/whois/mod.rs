//! The tab "WHOIS search".

pub mod contact;
pub mod domain;
pub mod host;
pub mod object;
pub mod search;
pub mod events;
pub mod messages;
pub mod portfolio;
pub mod applications;
pub mod register;
