//! The work with the registry, as stories against the sandbox: real EPP over TLS, real PostgreSQL, one database a story.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a story that cannot go on has failed")]

#[path = "../support/db.rs"]
#[expect(dead_code, reason = "the stories need a part of it")]
mod db;
mod support;

mod crashes;
mod faults;
mod leases;
mod money;
mod queue;
mod reading;
mod registration;
mod submitting;
