//! What the integration tests share. Each test binary uses a part of it.
#![allow(dead_code, reason = "each test binary uses a part")]

pub mod db;

pub use db::TestDb;
