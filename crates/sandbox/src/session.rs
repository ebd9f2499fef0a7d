//! One EPP session: greeting, commands, end (RFC 5730 § 2; Punktum dk EPP specification § Session Termination Conditions).

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use epp::{
    ClientFrame, Command, CommandBody, Dcp, EppCodec, Greeting, ParseError, ParseErrorKind, Response, ResultCode,
    ServerFrame, ns,
};
use futures_util::{FutureExt, SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tokio_util::codec::Framed;

use crate::faults::FaultAction;
use crate::flows::{self, Answer, Refusal, login};
use crate::shared::{Mode, Shared};
use crate::store::Sequence;
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

/// Frames that a client sent without waiting are executed while the disk takes what came before, so many at once.
const PIPELINED: usize = 64;

/// What comes of a frame.
enum Step {
    /// A greeting answers it.
    Hello,
    /// It was executed, or refused.
    Executed(Box<Executed>),
    /// Close without a word.
    Cut,
}

/// A command whose answer waits for the disk.
struct Executed {
    answer: Answer,
    sequence: Sequence,
    transaction: Transaction,
    name: &'static str,
    /// What becomes of the answer on its way.
    fault: Option<FaultAction>,
}

impl Step {
    fn refused(refusal: Refusal, transaction: Transaction, name: &'static str) -> Self {
        let (answer, sequence, fault) = (Err(refusal), 0, None);
        Self::Executed(Box::new(Executed { answer, sequence, transaction, name, fault }))
    }

    fn sequence(&self) -> Sequence {
        match self {
            Self::Executed(executed) => executed.sequence,
            Self::Hello | Self::Cut => 0,
        }
    }

    /// Whether it leaves the session as it was, so that the next frame can be executed before this one is answered.
    fn plain(&self) -> bool {
        match self {
            Self::Hello => true,
            Self::Executed(executed) => executed.answer.as_ref().is_ok_and(|reply| !reply.code.ends_session()),
            Self::Cut => false,
        }
    }
}

/// Serves a connection until either side ends it.
pub(crate) async fn serve<S: AsyncRead + AsyncWrite + Unpin>(stream: S, peer: SocketAddr, shared: Arc<Shared>) {
    let (id, ended) = shared.registry.sessions.begin(peer);
    let session = Session { shared, id, peer, user: None, account: None, errors: HashMap::new() };
    session.run(stream, &ended).await;
}

/// However a session ends, it no longer counts against its account's limit.
impl Drop for Session {
    fn drop(&mut self) {
        self.shared.registry.sessions.finish(self.id);
    }
}

impl Session {
    async fn run<S: AsyncRead + AsyncWrite + Unpin>(mut self, stream: S, ended: &Notify) {
        let mut stop = self.shared.stop.subscribe();
        let settings = &self.shared.registry.settings;
        let (idle, end) = (settings.session_idle, Instant::now() + settings.session_total);
        let mut frames = Framed::new(stream, EppCodec::server());
        let greeting = self.greeting();
        if feed(&mut frames, greeting).await.and(flush(&mut frames).await).is_err() {
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
            let (steps, ended) = self.execute_waiting(&mut frames, frame).await;
            let cut = matches!(steps.last(), Some(Step::Cut));
            let Ok(open) = self.answer(&mut frames, steps).await else { return };
            if cut {
                return;
            }
            if ended || !open {
                break;
            }
        }
        let _ = timeout(SEND_TIMEOUT, SinkExt::<String>::close(&mut frames)).await;
    }

    /// Executes a frame and those that have come behind it already, and says whether the stream has ended.
    async fn execute_waiting<S: AsyncRead + AsyncWrite + Unpin>(
        &mut self,
        frames: &mut Framed<S, EppCodec>,
        mut frame: Bytes,
    ) -> (Vec<Step>, bool) {
        let mut steps = Vec::new();
        loop {
            let step = self.frame(&frame).await;
            let serving = *self.shared.mode.borrow() == Mode::Serving && !self.shared.registry.faults.waiting();
            let more = step.plain() && serving && self.user.is_some() && steps.len() + 1 < PIPELINED;
            steps.push(step);
            if !more {
                return (steps, false);
            }
            match frames.next().now_or_never() {
                None => return (steps, false),
                Some(Some(Ok(next))) => frame = next,
                Some(_) => return (steps, true),
            }
        }
    }

    /// Sends the answers once all that was changed is on disk, and says whether the session goes on.
    async fn answer<S: AsyncRead + AsyncWrite + Unpin>(
        &mut self,
        frames: &mut Framed<S, EppCodec>,
        steps: Vec<Step>,
    ) -> Result<bool, ()> {
        let last = steps.iter().map(Step::sequence).max().unwrap_or_default();
        let settled = self.shared.registry.settled(last).await;
        let mut steps = steps.into_iter().peekable();
        while let Some(step) = steps.next() {
            // A shutdown that began meanwhile ends the session with the last command that was executed.
            let end = steps.peek().is_none() && *self.shared.mode.borrow() == Mode::ShuttingDown;
            let (xml, open) = match step {
                Step::Cut => break,
                Step::Hello => (self.greeting(), true),
                Step::Executed(mut executed) => {
                    if executed.sequence > 0 && settled.is_err() {
                        executed.answer = Err(Refusal::internal());
                    }
                    self.respond(*executed, end)
                }
            };
            feed(frames, xml).await?;
            if !open {
                flush(frames).await?;
                return Ok(false);
            }
        }
        flush(frames).await?;
        Ok(true)
    }

    async fn frame(&mut self, frame: &[u8]) -> Step {
        let command = match ClientFrame::from_bytes(frame) {
            Ok(ClientFrame::Hello) => return Step::Hello,
            Ok(ClientFrame::Command(command)) => command,
            Err(error) => {
                let client = error.cl_trid.clone().filter(|id| well_formed(id));
                return Step::refused(unreadable(&error), self.transaction(client), "unreadable");
            }
        };
        self.command(command).await
    }

    async fn command(&mut self, command: Command) -> Step {
        let name = flows::name(&command.body);
        let client = command.cl_trid.clone();
        if client.as_deref().is_some_and(|id| !well_formed(id)) {
            let refusal = Refusal::new(ResultCode::SYNTAX_ERROR, "Command syntax error");
            return Step::refused(refusal, self.transaction(None), name);
        }
        let transaction = self.transaction(client);
        let fault = self.shared.registry.faults.take(name, self.account.as_deref());
        if fault == Some(FaultAction::DropBefore) {
            return Step::Cut;
        }
        wait(fault.map(FaultAction::hold)).await;
        let (answer, sequence) = match fault {
            Some(FaultAction::Fail) => (Err(Refusal::internal()), 0),
            _ => self.execute(&command, &transaction),
        };
        wait(fault.map(FaultAction::delay)).await;
        if fault == Some(FaultAction::DropAfter) {
            let _ = self.shared.registry.settled(sequence).await;
            return Step::Cut;
        }
        Step::Executed(Box::new(Executed { answer, sequence, transaction, name, fault }))
    }

    /// Executes a command. Its answer may be sent once the changes with the number are on disk.
    fn execute(&mut self, command: &Command, transaction: &Transaction) -> (Answer, Sequence) {
        if command.unknown_extensions.iter().any(|element| !ns::EXTENSIONS.contains(&&*element.namespace)) {
            let code = ResultCode::UNIMPLEMENTED_EXTENSION;
            return (Err(Refusal::new(code, code.standard_message().unwrap_or_default())), 0);
        }
        let registry = Arc::clone(&self.shared.registry);
        match (&self.user, &command.body) {
            (Some(user), body) => flows::execute(&registry, user, transaction, body),
            (None, CommandBody::Login(login)) => {
                let (answer, user, sequence) = login::run(&registry, self.id, self.peer, login);
                self.account = user.as_ref().and_then(|id| registry.read(|w, _| w.user(id).map(|u| u.account.clone())));
                self.user = user;
                (answer, sequence)
            }
            (None, CommandBody::Logout) => (Ok(login::not_logged_in()), 0),
            (None, _) => (Err(Refusal::new(ResultCode::USE_ERROR, "You need to login first.")), 0),
        }
    }

    /// Writes the answer and says whether the session goes on.
    fn respond(&mut self, executed: Executed, end: bool) -> (String, bool) {
        let Executed { answer, transaction, name, fault, .. } = executed;
        let mut response = flows::response(answer, transaction);
        let last = self.close_after(&mut response, end);
        tracing::debug!(session = self.id, command = name, code = response.code().0, "answered");
        self.shared.registry.sessions.count(self.id);
        if let Some(fault) = fault {
            fault.distort(&mut response);
        }
        let mut xml = ServerFrame::from(response).to_xml();
        if let Some(fault) = fault {
            fault.garble(&mut xml);
        }
        (xml, !last)
    }

    /// Counts errors and changes code and text where the session ends with this answer.
    fn close_after(&mut self, response: &mut Response, shutting_down: bool) -> bool {
        let code = response.code();
        let reason = if shutting_down {
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

/// Writes a frame, which leaves with the next [`flush`] at the latest.
async fn feed<S: AsyncRead + AsyncWrite + Unpin>(frames: &mut Framed<S, EppCodec>, xml: String) -> Result<(), ()> {
    timeout(SEND_TIMEOUT, frames.feed(xml)).await.map_err(|_| ())?.map_err(|_| ())
}

async fn flush<S: AsyncRead + AsyncWrite + Unpin>(frames: &mut Framed<S, EppCodec>) -> Result<(), ()> {
    timeout(SEND_TIMEOUT, SinkExt::<String>::flush(frames)).await.map_err(|_| ())?.map_err(|_| ())
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
