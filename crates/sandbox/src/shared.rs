//! The running sandbox as all its doors see it: EPP sessions, the control page, the account interface.

use std::sync::Arc;

use tokio::sync::watch;

use crate::registry::Registry;

/// What sessions, the control page and the account interface share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub registry: Arc<Registry>,
    /// Whether the registry pretends to shut down.
    pub mode: watch::Sender<Mode>,
    /// The authority's certificate, which clients trust.
    pub ca_pem: String,
    /// Whether the sandbox itself ends.
    pub stop: watch::Sender<bool>,
}

/// What the registry does with commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The usual.
    Serving,
    /// The next command of each session is executed and answered with a 15xx or 25xx code, then the session is closed;
    /// new connections are closed at once.
    ShuttingDown,
}
