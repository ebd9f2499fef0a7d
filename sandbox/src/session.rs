//! One EPP session: greeting, commands, end (RFC 5730 § 2; Punktum dk EPP specification § Session Termination Conditions).

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use epp::{
    ClientFrame, Command, CommandBody, Dcp, EppCodec, Greeting, ParseError, ParseErrorKind, Response, ResultCode,
    ServerFrame, ns,
};
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tokio_util::codec::Framed;

use crate::faults::FaultAction;
use crate::flows::{self, Answer, Refusal, login};
use crate::server::{Mode, Shared};
use crate::world::Key;
use crate::world::domain::Transaction;

/// Long enough for any client to take an answer, short enough not to keep a dead connection.
const SEND_TIMEOUT: Duration = Duration::from_secs(30);

pub(crate) struct Session {
    shared: Arc<Shared>,
    id: u64,
    peer: SocketAddr,
    user: Option<Key>,
    account: Option<Key>,
    /// Errors so far, by code.
    errors: HashMap<ResultCode, u32>,
}

/// What follows a frame.
enum Next {
    /// Send this and go on.
    Answer(String),
    /// Send this and close.
    LastAnswer(String),
    /// Close without a word.
    Cut,
}

/// Serves a connection until either side ends it.
pub(crate) async fn serve<S: AsyncRead + AsyncWrite + Unpin>(stream: S, peer: SocketAddr, shared: Arc<Shared>) {
    let (id, ended) = shared.registry.sessions.begin(peer);
    let session = Session { shared: Arc::clone(&shared), id, peer, user: None, account: None, errors: HashMap::new() };
    session.run(stream, &ended).await;
    shared.registry.sessions.finish(id);
}

impl Session {
    async fn run<S: AsyncRead + AsyncWrite + Unpin>(mut self, stream: S, ended: &Notify) {
        let mut stop = self.shared.stop.subscribe();
        let settings = &self.shared.registry.settings;
        let (idle, end) = (settings.session_idle, Instant::now() + settings.session_total);
        let mut frames = Framed::new(stream, EppCodec::server());
        if send(&mut frames, self.greeting()).await.is_err() {
            return;
        }
        loop {
            let deadline = end.min(Instant::now() + idle);
            // A session is ended from outside only while it waits: a command at hand is still answered.
            let received = tokio::select! {
                received = timeout_at(deadline, frames.next()) => received,
                () = ended.notified() => break,
                _ = stop.wait_for(|stop| *stop) => break,
            };
            // Nothing in time, the end of the stream, or bytes that are no frame (an oversize one among them): the
            // registry closes without a word.
            let Ok(Some(Ok(frame))) = received else { break };
            match self.answer(&frame).await {
                Next::Answer(xml) => {
                    if send(&mut frames, xml).await.is_err() {
                        return;
                    }
                }
                Next::LastAnswer(xml) => {
                    let _ = send(&mut frames, xml).await;
                    break;
                }
                Next::Cut => return,
            }
        }
        let _ = timeout(SEND_TIMEOUT, SinkExt::<String>::close(&mut frames)).await;
    }

    async fn answer(&mut self, frame: &[u8]) -> Next {
        let command = match ClientFrame::from_bytes(frame) {
            Ok(ClientFrame::Hello) => return Next::Answer(self.greeting()),
            Ok(ClientFrame::Command(command)) => command,
            Err(error) => {
                let client = error.cl_trid.clone().filter(|id| well_formed(id));
                return self.respond(Err(unreadable(&error)), self.transaction(client), "unreadable");
            }
        };
        self.command(command).await
    }

    async fn command(&mut self, command: Command) -> Next {
        let name = flows::name(&command.body);
        let client = command.cl_trid.clone();
        if client.as_deref().is_some_and(|id| !well_formed(id)) {
            let refusal = Refusal::new(ResultCode::SYNTAX_ERROR, "Command syntax error");
            return self.respond(Err(refusal), self.transaction(None), name);
        }
        let transaction = self.transaction(client);
        let fault = self.shared.registry.faults.take(name, self.account.as_deref());
        if fault == Some(FaultAction::DropBefore) {
            return Next::Cut;
        }
        wait(fault.map(FaultAction::hold)).await;
        let answer = match fault {
            Some(FaultAction::Fail) => Err(Refusal::internal()),
            _ => self.execute(&command, &transaction).await,
        };
        wait(fault.map(FaultAction::delay)).await;
        if fault == Some(FaultAction::DropAfter) {
            return Next::Cut;
        }
        self.respond(answer, transaction, name)
    }

    /// Executes a command and waits until what it changed is on disk.
    async fn execute(&mut self, command: &Command, transaction: &Transaction) -> Answer {
        if command.unknown_extensions.iter().any(|element| !ns::EXTENSIONS.contains(&&*element.namespace)) {
            let code = ResultCode::UNIMPLEMENTED_EXTENSION;
            return Err(Refusal::new(code, code.standard_message().unwrap_or_default()));
        }
        let registry = Arc::clone(&self.shared.registry);
        let (answer, sequence) = match (&self.user, &command.body) {
            (Some(user), body) => flows::execute(&registry, user, transaction, body),
            (None, CommandBody::Login(login)) => {
                let (answer, user, sequence) = login::run(&registry, self.id, self.peer, login);
                self.account = user.as_ref().and_then(|id| registry.read(|w, _| w.user(id).map(|u| u.account.clone())));
                self.user = user;
                (answer, sequence)
            }
            (None, CommandBody::Logout) => (Ok(login::not_logged_in()), 0),
            (None, _) => (Err(Refusal::new(ResultCode::USE_ERROR, "You need to login first.")), 0),
        };
        registry.settled(sequence).await?;
        answer
    }

    /// Writes the answer and decides whether it is the last one.
    fn respond(&mut self, answer: Answer, transaction: Transaction, name: &str) -> Next {
        let mut response = flows::response(answer, transaction);
        let last = self.close_after(&mut response);
        tracing::debug!(session = self.id, command = name, code = response.code().0, "answered");
        self.shared.registry.sessions.count(self.id);
        let xml = ServerFrame::from(response).to_xml();
        if last { Next::LastAnswer(xml) } else { Next::Answer(xml) }
    }

    /// Counts errors and changes code and text where the session ends with this answer.
    fn close_after(&mut self, response: &mut Response) -> bool {
        let code = response.code();
        let reason = if *self.shared.mode.borrow() == Mode::ShuttingDown {
            Some("; Disconnect due to server shutdown")
        } else if code.is_success() {
            None
        } else {
            let errors = self.errors.entry(code).or_insert(0);
            *errors += 1;
            let many = *errors >= self.shared.registry.settings.error_limit;
            many.then_some("; Disconnect due to too many errors")
        };
        let Some(reason) = reason else { return code.ends_session() };
        for result in &mut response.results {
            result.code = result.code.ending_session();
            result.msg.push_str(reason);
        }
        true
    }

    fn transaction(&self, client: Option<String>) -> Transaction {
        let account = self.account.clone().unwrap_or_else(|| Key::from(""));
        Transaction { account, client, server: self.shared.registry.chance.transaction_id() }
    }

    fn greeting(&self) -> String {
        let registry = &self.shared.registry;
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        ServerFrame::Greeting(Greeting {
            sv_id: registry.settings.flavour.server_id().to_owned(),
            sv_date: registry.clock.now(),
            versions: words(&["1.0"]),
            langs: words(&["en"]),
            obj_uris: words(&ns::OBJECTS),
            ext_uris: words(&ns::EXTENSIONS),
            dcp: Dcp::registry(),
        })
        .to_xml()
    }
}

/// Waits, if at all: even a sleep of no length takes until the timer's next millisecond.
async fn wait(time: Option<Duration>) {
    if let Some(time) = time.filter(|time| !time.is_zero()) {
        sleep(time).await;
    }
}

async fn send<S: AsyncRead + AsyncWrite + Unpin>(frames: &mut Framed<S, EppCodec>, xml: String) -> Result<(), ()> {
    match timeout(SEND_TIMEOUT, frames.send(xml)).await {
        Ok(Ok(())) => Ok(()),
        _ => Err(()),
    }
}

/// Client transaction ids have 3 to 64 characters (`trIDStringType`, RFC 5730 § 4.1).
fn well_formed(id: &str) -> bool {
    (3..=64).contains(&id.chars().count())
}

/// The registry's words for a frame that cannot be understood.
fn unreadable(error: &ParseError) -> Refusal {
    let code = error.result_code();
    let text = match &error.kind {
        ParseErrorKind::NoCommand => "No command specified".to_owned(),
        ParseErrorKind::UnknownCommand(name) if name.chars().all(|c| c.is_ascii_alphanumeric()) => {
            "Unknown command".to_owned()
        }
        ParseErrorKind::UnknownCommand(_) => {
            return Refusal::new(ResultCode::SYNTAX_ERROR, "Bad command name");
        }
        ParseErrorKind::ObjectMismatch { .. } => {
            let text = "Command does not match endpoint or command data is missing";
            return Refusal::new(ResultCode::COMMAND_FAILED, text);
        }
        ParseErrorKind::Missing(element) => return Refusal::required(element),
        ParseErrorKind::Value { element, value } => return Refusal::bad_value(element, value),
        _ => code.standard_message().unwrap_or_default().to_owned(),
    };
    Refusal::new(code, text)
}
