//! How long the client waits.

use std::time::Duration;

/// How long the client waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For TCP and TLS together.
    pub connect: Duration,
    /// For the greeting, once connected.
    pub greeting: Duration,
    /// For each answer, from the first byte of the command on.
    pub response: Duration,
}

impl Default for Timeouts {
    /// 10 s, 10 s and 60 s.
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), greeting: Duration::from_secs(10), response: Duration::from_secs(60) }
    }
}
