//! The client: sessions, and TLS below them.

#![cfg(test)]

mod common;
mod session;
mod tls;
