//! The client: sessions, and TLS below them.

#![cfg(test)]

mod common;
mod examples;
mod session;
mod tls;
