//! A client session over TLS.

mod connector;
mod error;
mod session;
mod timeouts;
mod tls;

pub use connector::Connector;
pub use error::{ConnectError, NotSent, SendError, Uncertain};
pub use session::{Exchange, Session};
pub use timeouts::Timeouts;
pub use tls::{TlsClient, TlsError};

/// Where a frame went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From client to server.
    Sent,
    /// From server to client.
    Received,
}

/// Sees every frame of a session as it is on the wire, secrets included. For tests that check frames against schemas.
pub trait WireTap: Send + Sync {
    /// A frame that is about to be sent, or was received.
    fn frame(&self, direction: Direction, xml: &str);
}
