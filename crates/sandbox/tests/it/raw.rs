//! Frames that no well-behaved client sends.

use std::sync::Arc;

use bytes::Bytes;
use epp::EppCodec;
use futures_util::{SinkExt, StreamExt};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use sandbox::Handle;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;
use tokio_util::codec::Framed;

use crate::support::start;

pub type Raw = Framed<TlsStream<TcpStream>, EppCodec>;

pub async fn open(sandbox: &Handle, versions: &[&'static SupportedProtocolVersion]) -> TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(sandbox.ca_pem().as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let tcp = TcpStream::connect(sandbox.epp_addr()).await.unwrap();
    let name = ServerName::try_from("127.0.0.1").unwrap();
    tokio_rustls::TlsConnector::from(Arc::new(config)).connect(name, tcp).await.unwrap()
}

/// A greeted connection that sends and receives bare frames.
pub async fn greeted(sandbox: &Handle) -> Raw {
    let stream = open(sandbox, rustls::ALL_VERSIONS).await;
    let mut raw = Framed::new(stream, EppCodec::client());
    let greeting = raw.next().await.unwrap().unwrap();
    assert!(greeting.windows(10).any(|part| part == b"<greeting>"));
    raw
}

/// Sends a frame and gives the answer's text; none if the connection ends instead.
pub async fn ask(raw: &mut Raw, xml: &str) -> Option<String> {
    raw.send(Bytes::copy_from_slice(xml.as_bytes())).await.unwrap();
    let frame = raw.next().await?.ok()?;
    let answer = String::from_utf8(frame.to_vec()).unwrap();
    epp::schema::assert_valid("an answer", &[("S", &answer)]);
    Some(answer)
}

pub fn code_and_text(answer: &str) -> (u16, String) {
    match epp::ServerFrame::parse(answer).unwrap() {
        epp::ServerFrame::Response(response) => (response.code().0, response.msg().to_owned()),
        epp::ServerFrame::Greeting(_) => panic!("a greeting"),
    }
}

fn command(inside: &str) -> String {
    format!("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command>{inside}</command></epp>")
}

#[tokio::test]
async fn frames_that_make_no_sense_are_refused_by_code() {
    let sandbox = start().await;
    let domain = "xmlns:d='urn:ietf:params:xml:ns:domain-1.0'";
    let cases = [
        ("<epp", 2001, "Command syntax error"),
        ("no xml at all", 2001, "Command syntax error"),
        ("<other/>", 2001, "Command syntax error"),
        (
            "<!DOCTYPE epp [<!ENTITY a 'b'>]><epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><hello/></epp>",
            2001,
            "Command syntax error",
        ),
        (&command(""), 2000, "No command specified"),
        (&command("<dance/>"), 2000, "Unknown command"),
        (&command("<da-nce/>"), 2001, "Bad command name"),
        (&command("<check/>"), 2400, "Command does not match endpoint or command data is missing"),
        (
            &command(&format!("<info><d:check {domain}><d:name>a.dk</d:name></d:check></info>")),
            2400,
            "Command does not match endpoint or command data is missing",
        ),
        (
            &command(&format!("<delete><d:delete {domain}><d:name>a.dk</d:name></d:delete></delete>")),
            2002,
            "You need to login first.",
        ),
        (&command("<login><clID>EPP-100001</clID></login>"), 2003, "Please specify login user and password."),
        (
            &command(
                "<login><clID>EPP-100001</clID><pw>Sandbox-100001</pw><options><version>2.0</version><lang>en</lang>\
                 </options><svcs><objURI>urn:ietf:params:xml:ns:domain-1.0</objURI></svcs></login>",
            ),
            2100,
            "Unimplemented protocol version",
        ),
        (&command("<logout/><clTRID>ab</clTRID>"), 2001, "Command syntax error"),
        (&command(&format!("<logout/><clTRID>{}</clTRID>", "x".repeat(65))), 2001, "Command syntax error"),
    ];
    for (xml, code, text) in cases {
        let mut raw = greeted(&sandbox).await;
        let answer = ask(&mut raw, xml).await.unwrap();
        assert_eq!(code_and_text(&answer), (code, text.to_owned()), "{xml}");
        assert!(!answer.contains("xxxxx"), "{answer}");
    }
}

#[tokio::test]
async fn an_oversize_frame_closes_the_connection_without_a_word() {
    let sandbox = start().await;
    let mut stream = open(&sandbox, rustls::ALL_VERSIONS).await;
    let mut header = [0; 4];
    stream.read_exact(&mut header).await.unwrap();
    let mut greeting = vec![0; u32::from_be_bytes(header) as usize - 4];
    stream.read_exact(&mut greeting).await.unwrap();
    stream.write_all(&262_145_u32.to_be_bytes()).await.unwrap();
    stream.write_all(&[b'x'; 100]).await.unwrap();
    let mut rest = Vec::new();
    // However the connection ends, nothing was said.
    let _ = stream.read_to_end(&mut rest).await;
    assert!(rest.is_empty());
}

#[tokio::test]
async fn a_frame_may_arrive_byte_by_byte_over_either_version_of_tls() {
    let sandbox = start().await;
    for version in rustls::ALL_VERSIONS {
        let mut stream = open(&sandbox, &[version]).await;
        let hello = "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><hello/></epp>\n";
        let length = u32::try_from(hello.len() + 4).unwrap().to_be_bytes();
        for byte in length.iter().chain(hello.as_bytes()) {
            stream.write_all(&[*byte]).await.unwrap();
            stream.flush().await.unwrap();
        }
        let mut raw = Framed::new(stream, EppCodec::client());
        for _ in 0..2 {
            let frame = raw.next().await.unwrap().unwrap();
            assert!(matches!(epp::ServerFrame::from_bytes(&frame), Ok(epp::ServerFrame::Greeting(_))));
        }
    }
}
