//! A sandbox on free ports with a frozen clock, and clients for it.

use std::sync::{Arc, Mutex};

use epp::client::{Connector, Direction, Exchange, Session, TlsClient, WireTap};
use epp::extensions::dkhm;
use epp::{Command, CommandBody, Login, Poll, Response, contact, domain};
use sandbox::{ClockStart, Config, Handle, Sandbox, Seed};
use time::OffsetDateTime;
use time::macros::datetime;

/// A Monday morning in summer time.
pub const START: OffsetDateTime = datetime!(2026-08-03 08:00 UTC);

pub fn config() -> Config {
    Config { clock: ClockStart::Frozen(START), seed: Seed::Bare, random_seed: Some(1), ..Config::default() }
}

pub async fn start() -> Handle {
    Sandbox::start(config()).await.unwrap()
}

pub fn connector(sandbox: &Handle) -> Connector {
    let tls = TlsClient::from_ca_pem(sandbox.ca_pem().as_bytes()).unwrap();
    Connector::new("localhost", sandbox.epp_addr().port(), tls).tap(Tap::new())
}

/// A session that is not signed in.
pub async fn connect(sandbox: &Handle) -> Session {
    connector(sandbox).connect().await.unwrap()
}

/// A session of the Danish registrar.
pub async fn sign_in(sandbox: &Handle) -> Session {
    sign_in_as(sandbox, "100001").await
}

pub async fn sign_in_as(sandbox: &Handle, number: &str) -> Session {
    let mut session = connect(sandbox).await;
    let login = Login::new(format!("EPP-{number}"), format!("Sandbox-{number}")).services(session.greeting());
    let exchange = session.login(login, "login-1").await.unwrap();
    assert_eq!(exchange.response.code().0, 1000, "{}", exchange.response.msg());
    session
}

/// Sends a command and gives the answer.
pub async fn send(session: &mut Session, body: impl Into<CommandBody>) -> Response {
    exchange(session, body, "test-1").await.response
}

pub async fn exchange(session: &mut Session, body: impl Into<CommandBody>, id: &str) -> Exchange {
    session.send(&Command::new(body, id)).await.unwrap()
}

/// Code and text of an answer.
pub fn said(response: &Response) -> (u16, &str) {
    (response.code().0, response.msg())
}

pub fn danish_person() -> contact::Create {
    contact::Create {
        id: "auto".into(),
        postal: vec![contact::PostalInfo {
            kind: contact::PostalKind::Loc,
            name: "Åse Ørsted".into(),
            org: None,
            addr: contact::Address {
                street: vec!["Æblevej 1".into()],
                city: "Århus".into(),
                pc: Some("8000".into()),
                cc: "DK".into(),
                ..contact::Address::default()
            },
        }],
        voice: Some("+45.33646000".into()),
        email: "aase@example.dk".into(),
        auth_info: Some("".into()),
        dkhm: dkhm::ContactData { user_type: Some("individual".into()), ..dkhm::ContactData::default() },
        ..contact::Create::default()
    }
}

pub fn foreigner() -> contact::Create {
    let mut contact = danish_person();
    let postal = &mut contact.postal[0];
    postal.kind = contact::PostalKind::Int;
    postal.name = "Anna Schmidt".into();
    postal.addr.street = vec!["Hafenstrasse 12".into()];
    postal.addr.city = "Flensburg".into();
    postal.addr.pc = Some("24937".into());
    postal.addr.cc = "DE".into();
    contact.voice = Some("+49.461123450".into());
    contact.email = "anna@example.de".into();
    contact
}

pub fn application(name: &str, registrant: &str) -> domain::Create {
    domain::Create {
        name: name.into(),
        period: Some(domain::Period::one_year()),
        ns: vec!["ns1.nordisk.example".into(), "ns2.nordisk.example".into()],
        registrants: vec![registrant.into()],
        order_confirmation_token: Some(START.unix_timestamp().to_string()),
        ..domain::Create::default()
    }
}

/// Creates a contact and gives its handle.
pub async fn create_contact(session: &mut Session, contact: contact::Create) -> String {
    let response = send(session, contact).await;
    assert_eq!(response.code().0, 1000, "{}", response.msg());
    match response.data {
        Some(epp::ResData::ContactCreate(created)) => created.id,
        other => panic!("no contact: {other:?}"),
    }
}

pub async fn status(session: &mut Session, name: &str) -> Vec<String> {
    let response = send(session, domain::Info { name: name.into(), ..domain::Info::default() }).await;
    match response.data {
        Some(epp::ResData::DomainInfo(info)) => info.statuses.into_iter().map(|s| s.value).collect(),
        _ => vec![format!("{} {}", response.code(), response.msg())],
    }
}

/// Takes all messages off the queue.
pub async fn drain(session: &mut Session) -> Vec<Response> {
    let mut found = Vec::new();
    loop {
        let response = send(session, Poll::Req).await;
        if response.code().0 == 1300 {
            return found;
        }
        assert_eq!(response.code().0, 1301, "{}", response.msg());
        let msg_id = response.msg_q.as_ref().unwrap().id.clone();
        found.push(response);
        let acked = send(session, Poll::Ack { msg_id }).await;
        assert_eq!(said(&acked), (1000, "Command completed successfully"));
    }
}

pub fn texts(messages: &[Response]) -> Vec<&str> {
    messages.iter().filter_map(|m| m.msg_q.as_ref()?.msg.as_deref()).collect()
}

/// Keeps every frame on the wire and validates them when the session is over.
///
/// Tests may send what the schemas refuse, as long as the registry refuses it as well.
#[derive(Default)]
pub struct Tap(Mutex<Vec<(Direction, String)>>);

impl WireTap for Tap {
    fn frame(&self, direction: Direction, xml: &str) {
        self.0.lock().unwrap().push((direction, xml.to_owned()));
    }
}

impl Tap {
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    pub fn frames(&self) -> Vec<(Direction, String)> {
        self.0.lock().unwrap().clone()
    }
}

impl Drop for Tap {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let frames = std::mem::take(self.0.get_mut().unwrap());
        let accepted = |xml: &str| match epp::ServerFrame::parse(xml) {
            Ok(epp::ServerFrame::Response(response)) => response.is_success(),
            Ok(epp::ServerFrame::Greeting(_)) => true,
            Err(error) => panic!("an unreadable answer: {error}\n{xml}"),
        };
        let mut valid = Vec::with_capacity(frames.len());
        for (index, (direction, xml)) in frames.iter().enumerate() {
            match (direction, frames.get(index + 1)) {
                (Direction::Received, _) => valid.push(("S", xml.as_str())),
                (Direction::Sent, Some((_, answer))) if accepted(answer) => valid.push(("C", xml)),
                (Direction::Sent, _) => {}
            }
        }
        epp::schema::assert_valid("frames of a session", &valid);
    }
}
