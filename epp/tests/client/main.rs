//! The client: sessions, and TLS below them.

mod common;
mod session;
mod tls;
