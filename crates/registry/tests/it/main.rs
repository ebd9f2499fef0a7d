//! The work with the registry, as stories against the sandbox: real EPP over TLS, real PostgreSQL, one database a story.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a story that cannot go on has failed")]

mod support;

mod audit;
mod crashes;
mod doubts;
mod faults;
mod harness;
mod leases;
mod migrations;
mod money;
mod queue;
mod reading;
mod registration;
mod submitting;
mod upgrade;
