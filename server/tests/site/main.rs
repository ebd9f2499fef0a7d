//! The whole site in this process: access table, tenancy, sign-in, and each page's ways to go wrong. Real PostgreSQL, and
//! real EPP against the sandbox.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod http;
mod support;

mod access;
mod audit;
mod decisions;
mod live;
mod operations;
mod register;
mod renew;
mod sign_in;
mod tenancy;
