//! Connecting.

use std::{fmt, sync::Arc};

use futures_util::StreamExt;
use rustls::pki_types::ServerName;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_util::codec::Framed;

use super::{ConnectError, Direction, Session, Timeouts, TlsClient, WireTap, session::Transport};
use crate::{EppCodec, Response, ServerFrame, frame};

/// Knows how to open sessions at one server. Cheap to clone.
#[derive(Clone)]
pub struct Connector {
    host: String,
    port: u16,
    server_name: Option<String>,
    tls: TlsClient,
    timeouts: Timeouts,
    response_limit: usize,
    tap: Option<Arc<dyn WireTap>>,
}

impl Connector {
    /// For the server at this host and port (EPP's port is 700).
    pub fn new(host: impl Into<String>, port: u16, tls: TlsClient) -> Self {
        Self {
            host: host.into(),
            port,
            server_name: None,
            tls,
            timeouts: Timeouts::default(),
            response_limit: frame::RESPONSE_LIMIT,
            tap: None,
        }
    }

    /// The name that the server's certificate must hold, if it is not the host.
    #[must_use]
    pub fn server_name(mut self, name: impl Into<String>) -> Self {
        self.server_name = Some(name.into());
        self
    }

    /// How long to wait.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// The longest answer accepted, in bytes with the header; [`frame::RESPONSE_LIMIT`] unless told otherwise.
    #[must_use]
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Shows every frame in both directions, secrets included, to an observer. For tests.
    #[must_use]
    pub fn tap(mut self, tap: Arc<dyn WireTap>) -> Self {
        self.tap = Some(tap);
        self
    }

    /// Connects and waits for the greeting. The session is not logged in yet.
    ///
    /// # Errors
    /// No connection, no TLS, no greeting, or not in time.
    pub async fn connect(&self) -> Result<Session, ConnectError> {
        let name = self.server_name.as_ref().unwrap_or(&self.host);
        let name = ServerName::try_from(name.clone()).map_err(|_| ConnectError::ServerName(name.clone()))?;
        let opening = async {
            let tcp = TcpStream::connect((self.host.as_str(), self.port)).await.map_err(ConnectError::Tcp)?;
            // A frame is written at once; waiting for more to send would only delay it.
            tcp.set_nodelay(true).map_err(ConnectError::Tcp)?;
            let tls = tokio_rustls::TlsConnector::from(Arc::clone(&self.tls.0));
            tls.connect(name, tcp).await.map_err(ConnectError::Tls)
        };
        let limit = self.timeouts.connect;
        let stream =
            timeout(limit, opening).await.map_err(|_| ConnectError::Timeout { phase: "connection", limit })??;
        self.greet(stream).await
    }

    /// Starts a session over a connection that exists already, such as one in memory.
    ///
    /// # Errors
    /// No greeting, or not in time.
    pub async fn greet<S>(&self, stream: S) -> Result<Session, ConnectError>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let codec = EppCodec::new(self.response_limit, frame::REGISTRY_LIMIT);
        let mut framed = Framed::new(Box::new(stream) as Box<dyn Transport>, codec);
        let limit = self.timeouts.greeting;
        let received = timeout(limit, framed.next()).await;
        let received = received.map_err(|_| ConnectError::Timeout { phase: "greeting", limit })?;
        let bytes = received.ok_or(ConnectError::Closed)??;
        if let (Some(tap), Ok(xml)) = (&self.tap, std::str::from_utf8(&bytes)) {
            tap.frame(Direction::Received, xml);
        }
        match ServerFrame::from_bytes(&bytes)? {
            ServerFrame::Greeting(greeting) => Ok(Session::new(framed, greeting, self.timeouts, self.tap.clone())),
            ServerFrame::Response(response) => Err(refused(response)),
        }
    }
}

fn refused(response: Box<Response>) -> ConnectError {
    ConnectError::Refused(response)
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connector")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("server_name", &self.server_name)
            .field("timeouts", &self.timeouts)
            .field("response_limit", &self.response_limit)
            .finish_non_exhaustive()
    }
}
