//! TLS 1.2 and 1.3, with and without a client certificate, which nobody asks for.

use std::sync::Arc;

use epp::EppCodec;
use futures_util::StreamExt;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::{ClientConfig, ProtocolVersion, RootCertStore};
use tokio::net::TcpStream;
use tokio_util::codec::Framed;

use crate::support::start;

/// What a client shows that was made for mutual authentication.
fn client_certificate() -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
    let key = rcgen::KeyPair::generate().unwrap();
    let certificate = rcgen::CertificateParams::new(vec!["registrar.example".to_owned()]).unwrap();
    let certificate = certificate.self_signed(&key).unwrap();
    (certificate.der().clone(), PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der())))
}

#[tokio::test]
async fn both_versions_with_and_without_a_client_certificate() {
    let sandbox = start().await;
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(sandbox.ca_pem().as_bytes()).unwrap()).unwrap();
    let cases = [
        (&rustls::version::TLS12, ProtocolVersion::TLSv1_2, false),
        (&rustls::version::TLS12, ProtocolVersion::TLSv1_2, true),
        (&rustls::version::TLS13, ProtocolVersion::TLSv1_3, false),
        (&rustls::version::TLS13, ProtocolVersion::TLSv1_3, true),
    ];
    for (version, expected, with_certificate) in cases {
        let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_protocol_versions(&[version])
            .unwrap()
            .with_root_certificates(roots.clone());
        let config = if with_certificate {
            let (certificate, key) = client_certificate();
            config.with_client_auth_cert(vec![certificate], key).unwrap()
        } else {
            config.with_no_client_auth()
        };
        for name in ["127.0.0.1", "localhost"] {
            let tcp = TcpStream::connect(sandbox.epp_addr()).await.unwrap();
            let connector = tokio_rustls::TlsConnector::from(Arc::new(config.clone()));
            let stream = connector.connect(ServerName::try_from(name).unwrap(), tcp).await.unwrap();
            assert_eq!(stream.get_ref().1.protocol_version(), Some(expected));
            let greeting = Framed::new(stream, EppCodec::client()).next().await.unwrap().unwrap();
            assert!(matches!(epp::ServerFrame::from_bytes(&greeting), Ok(epp::ServerFrame::Greeting(_))));
        }
    }
}

#[tokio::test]
async fn without_tls_there_is_no_greeting() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let sandbox = start().await;
    let mut tcp = TcpStream::connect(sandbox.epp_addr()).await.unwrap();
    tcp.write_all(b"\0\0\0\x3e<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><hello/></epp>").await.unwrap();
    let mut said = Vec::new();
    let _ = tcp.read_to_end(&mut said).await;
    assert!(!said.windows(4).any(|part| part == b"<epp"), "{said:?}");
}
