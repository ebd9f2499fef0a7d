//! The listening side: TLS on a TCP port.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use crate::prompt::Prompt;
use crate::registry::Registry;
use crate::session;

/// A handshake that takes longer is given up.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);

/// What all sessions share.
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

/// Accepts connections until the sandbox stops.
pub(crate) async fn accept(listener: TcpListener, tls: TlsAcceptor, shared: Arc<Shared>) {
    let mut stop = shared.stop.subscribe();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => return,
        };
        match accepted {
            Ok((stream, peer)) if *shared.mode.borrow() == Mode::Serving => {
                tokio::spawn(connection(stream, peer, tls.clone(), Arc::clone(&shared)));
            }
            Ok(_) => {}
            Err(error) => {
                // Such as too many open files: going on at once would only spin.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

async fn connection(stream: TcpStream, peer: SocketAddr, tls: TlsAcceptor, shared: Arc<Shared>) {
    match timeout(HANDSHAKE_TIMEOUT, tls.accept(Prompt::new(stream))).await {
        Ok(Ok(stream)) => session::serve(stream, peer, shared).await,
        Ok(Err(error)) => tracing::debug!(%peer, %error, "no TLS"),
        Err(_) => tracing::debug!(%peer, "the TLS handshake took too long"),
    }
}
