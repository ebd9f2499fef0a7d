//! What the integration tests share. Each test binary uses a part of it.
#![allow(dead_code, unused_imports, reason = "each test binary uses a part")]

pub mod db;
pub mod http;
pub mod site;

pub use db::TestDb;
pub use http::{Browser, Page};
pub use site::{Options, Site};
