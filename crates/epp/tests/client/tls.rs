//! The client over real TLS on the loopback interface.

use std::{sync::Arc, time::Duration};

use crate::common::{Server, answer, authority, connector_to, new_authority};
use epp::{
    Command, Poll,
    client::{ConnectError, Connector, Timeouts, TlsClient, TlsError},
};
use rcgen::{CertificateParams, KeyPair};
use rustls::{
    ServerConfig, SupportedProtocolVersion,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    version::{TLS12, TLS13},
};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// A server for `localhost` that greets and answers one poll.
async fn serve(version: &'static SupportedProtocolVersion) -> u16 {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, authority()).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[version])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((tcp, _)) = listener.accept().await {
            // A client that does not trust the certificate breaks off here.
            let Ok(tls) = TlsAcceptor::from(Arc::new(config.clone())).accept(tcp).await else { continue };
            let mut server = Server::greeting(tls).await;
            server.receive().await;
            server.send(&answer(1300, Some("T-1"))).await;
        }
    });
    port
}

#[tokio::test]
async fn both_versions_of_tls() {
    for version in [&TLS12, &TLS13] {
        let mut session = connector_to(serve(version).await).connect().await.unwrap();
        let exchange = session.send(&Command::new(Poll::Req, "T-1")).await.unwrap();
        assert!(exchange.response.is_success());
    }
}

#[tokio::test]
async fn the_ca_may_stand_in_a_file() {
    let path = std::env::temp_dir().join(format!("epp-tls-{}.pem", std::process::id()));
    std::fs::write(&path, authority().pem()).unwrap();
    let tls = TlsClient::from_ca_file(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    Connector::new("localhost", serve(&TLS13).await, tls).connect().await.unwrap();
    assert!(matches!(TlsClient::from_ca_file(&path), Err(TlsError::File { .. })));
    assert!(matches!(TlsClient::from_ca_pem(b"no certificate"), Err(TlsError::NoRoots)));
}

#[tokio::test]
async fn strangers_are_not_trusted() {
    let port = serve(&TLS13).await;
    let other = TlsClient::from_ca_pem(new_authority().pem().as_bytes()).unwrap();
    let error = Connector::new("localhost", port, other).connect().await.unwrap_err();
    assert!(matches!(error, ConnectError::Tls(_)), "{error:?}");
    let error = connector_to(port).server_name("epp.example").connect().await.unwrap_err();
    assert!(matches!(error, ConnectError::Tls(_)), "{error:?}");
    let error = connector_to(port).server_name("no name").connect().await.unwrap_err();
    assert!(matches!(error, ConnectError::ServerName(_)), "{error:?}");
}

#[tokio::test]
async fn nobody_there_and_nobody_who_answers() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let limit = Duration::from_millis(50);
    let hasty = connector_to(port).timeouts(Timeouts { connect: limit, ..Timeouts::default() });
    let error = hasty.connect().await.unwrap_err();
    assert!(matches!(error, ConnectError::Timeout { phase: "connection", .. }), "{error:?}");
    drop(listener);
    let error = connector_to(port).connect().await.unwrap_err();
    assert!(matches!(error, ConnectError::Tcp(_)), "{error:?}");
}
