//! A server that says what a test wants it to say.

use std::sync::{Mutex, OnceLock};

use bytes::Bytes;
use epp::{
    ClientFrame, Dcp, EppCodec, Greeting, Response, ResultCode, ServerFrame, TrId,
    client::{Connector, Direction, Session, TlsClient, WireTap},
    ns,
};
use futures_util::{SinkExt, StreamExt};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream};
use tokio_util::codec::Framed;

/// Keeps what a tap sees.
#[derive(Default)]
pub struct Recorder(Mutex<Vec<(Direction, String)>>);

impl Recorder {
    pub fn frames(&self) -> Vec<(Direction, String)> {
        self.0.lock().unwrap().clone()
    }
}

impl WireTap for Recorder {
    fn frame(&self, direction: Direction, xml: &str) {
        self.0.lock().unwrap().push((direction, xml.to_owned()));
    }
}

/// A connection in memory.
pub fn pipe() -> (DuplexStream, DuplexStream) {
    tokio::io::duplex(1 << 20)
}

/// A certificate authority for tests.
pub fn authority() -> &'static CertifiedIssuer<'static, KeyPair> {
    static AUTHORITY: OnceLock<CertifiedIssuer<'static, KeyPair>> = OnceLock::new();
    AUTHORITY.get_or_init(new_authority)
}

pub fn new_authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A connector that trusts the tests' authority. Its address is never used for connections in memory.
pub fn connector() -> Connector {
    connector_to(0)
}

pub fn connector_to(port: u16) -> Connector {
    let tls = TlsClient::from_ca_pem(authority().pem().as_bytes()).unwrap();
    Connector::new("127.0.0.1", port, tls).server_name("localhost")
}

/// A session over a connection that a [`Server`] greets.
pub async fn client_over(stream: DuplexStream) -> Session {
    connector().greet(stream).await.unwrap()
}

/// A greeting as XML.
pub fn greeting(sv_id: &str) -> String {
    let greeting = Greeting {
        sv_id: sv_id.to_owned(),
        sv_date: time::macros::datetime!(2026-07-01 08:00 UTC),
        versions: vec!["1.0".to_owned()],
        langs: vec!["en".to_owned()],
        obj_uris: ns::OBJECTS.map(str::to_owned).to_vec(),
        ext_uris: ns::EXTENSIONS.map(str::to_owned).to_vec(),
        dcp: Dcp::registry(),
    };
    ServerFrame::from(greeting).to_xml()
}

/// A response as XML.
pub fn answer(code: u16, cl_trid: Option<&str>) -> String {
    let tr_id = TrId { cl: cl_trid.map(str::to_owned), sv: "SV-1".to_owned() };
    ServerFrame::from(Response::new(ResultCode(code), "text", tr_id)).to_xml()
}

/// The server's end of a connection.
pub struct Server<S>(Framed<S, EppCodec>);

impl<S: AsyncRead + AsyncWrite + Unpin> Server<S> {
    pub fn new(stream: S) -> Self {
        Self(Framed::new(stream, EppCodec::server()))
    }

    /// Greets.
    pub async fn greeting(stream: S) -> Self {
        let mut server = Self::new(stream);
        server.send(&greeting("Test server")).await;
        server
    }

    pub async fn send(&mut self, xml: &str) {
        self.0.send(xml).await.unwrap();
    }

    pub async fn receive(&mut self) -> ClientFrame {
        let bytes: Bytes = self.0.next().await.unwrap().unwrap();
        ClientFrame::from_bytes(&bytes).unwrap()
    }

    /// Waits for the client to close the connection.
    pub async fn receive_end(&mut self) {
        assert!(self.0.next().await.is_none());
    }

    /// Whether the client closed the connection in good order.
    pub async fn hello_after_close(mut self) -> bool {
        self.0.next().await.is_none()
    }

    /// The bytes below the frames.
    pub fn raw(&mut self) -> &mut S {
        self.0.get_mut()
    }
}
