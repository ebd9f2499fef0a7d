//! The listening side: TLS on a TCP port.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use crate::prompt::Prompt;
use crate::session;
use crate::shared::{Mode, Shared};

/// A handshake that takes longer is given up.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);

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
