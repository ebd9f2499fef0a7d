//! The server of Birk: axum in front, PostgreSQL behind, the registry over EPP beside it.

pub mod clock;
pub mod db;
pub mod registry;
pub mod seal;
