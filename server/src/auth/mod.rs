//! What signing in stands on, with no page and no handler: address, form tokens, passwords, sessions, throttling.

pub(crate) mod address;
pub mod csrf;
pub mod password;
pub mod session;
pub mod throttle;
