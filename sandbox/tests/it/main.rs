//! The sandbox as its clients see it: over TLS, from login to logout.

mod support;

mod registration;
mod session;
