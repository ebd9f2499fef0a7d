//! A session: one command at a time, each with exactly one answer.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_util::{FutureExt, SinkExt, StreamExt};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    time::timeout,
};
use tokio_util::codec::Framed;

use super::{Direction, NotSent, SendError, Timeouts, Uncertain, WireTap};
use crate::{
    ClientFrame, Command, CommandBody, EppCodec, Greeting, Login, Response, Secret, ServerFrame, frame,
    mask::{mask_bytes, mask_frame},
};

/// What a session runs over.
pub(super) trait Transport: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Transport for T {}

/// Whether the next command can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Ready,
    /// A command is under way. It stays so when the future that waits for its answer is dropped.
    InFlight,
    Closed,
}

/// A connection to the server, greeted. Commands go one after the other.
pub struct Session {
    stream: Framed<Box<dyn Transport>, EppCodec>,
    greeting: Greeting,
    timeouts: Timeouts,
    tap: Option<Arc<dyn WireTap>>,
    state: State,
    opened: Instant,
    used: Instant,
}

/// A command and its answer.
#[derive(Clone)]
pub struct Exchange {
    /// The answer.
    pub response: Response,
    /// From the command's first byte to the answer's last.
    pub round_trip: Duration,
    request: Secret,
    raw: Secret,
}

impl Exchange {
    /// The command as sent, without its secrets.
    #[must_use]
    pub fn request_xml_masked(&self) -> String {
        mask_frame(self.request.expose())
    }

    /// The answer as received, without its secrets.
    #[must_use]
    pub fn response_xml_masked(&self) -> String {
        mask_frame(self.raw.expose())
    }

    /// The answer as received. It may hold authorization tokens.
    #[must_use]
    pub fn response_xml(&self) -> &Secret {
        &self.raw
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("response", &self.response)
            .field("round_trip", &self.round_trip)
            .finish_non_exhaustive()
    }
}

impl Session {
    pub(super) fn new(
        stream: Framed<Box<dyn Transport>, EppCodec>,
        greeting: Greeting,
        timeouts: Timeouts,
        tap: Option<Arc<dyn WireTap>>,
    ) -> Self {
        let now = Instant::now();
        Self { stream, greeting, timeouts, tap, state: State::Ready, opened: now, used: now }
    }

    /// The greeting with which the session opened, or the one that answered the last `hello`.
    #[must_use]
    pub fn greeting(&self) -> &Greeting {
        &self.greeting
    }

    /// Whether another command can be sent, as far as is known without asking the server.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.state == State::Ready
    }

    /// Time since the session opened. The registry ends sessions after 8 hours.
    #[must_use]
    pub fn age(&self) -> Duration {
        self.opened.elapsed()
    }

    /// Time since the last answer. The registry ends sessions that are idle for 700 s.
    #[must_use]
    pub fn idle(&self) -> Duration {
        self.used.elapsed()
    }

    /// Logs in. A login without services asks for all that the greeting announces.
    ///
    /// # Errors
    /// As [`Session::send`]. A refusal by the server is an answer, not an error.
    pub async fn login(&mut self, login: Login, cl_trid: &str) -> Result<Exchange, SendError> {
        let login = if login.obj_uris.is_empty() { login.services(&self.greeting) } else { login };
        self.send(&Command::new(login, cl_trid)).await
    }

    /// Logs out and closes the connection.
    ///
    /// # Errors
    /// As [`Session::send`].
    pub async fn logout(mut self, cl_trid: &str) -> Result<Exchange, SendError> {
        let exchange = self.send(&Command::new(CommandBody::Logout, cl_trid)).await?;
        self.close().await;
        Ok(exchange)
    }

    /// Closes the connection without logging out.
    pub async fn close(mut self) {
        // The peer may be gone already; there is nothing to do about it.
        timeout(Duration::from_secs(1), SinkExt::<&str>::close(&mut self.stream)).await.ok();
    }

    /// Asks for a greeting, which also keeps the session alive.
    ///
    /// # Errors
    /// As [`Session::send`]; `hello` changes nothing at the server.
    pub async fn hello(&mut self) -> Result<Greeting, SendError> {
        let (raw, _) = self.round_trip(&ClientFrame::Hello.to_xml()).await?;
        match self.understand(&raw)? {
            ServerFrame::Greeting(greeting) => {
                self.state = State::Ready;
                self.greeting = greeting.clone();
                Ok(greeting)
            }
            ServerFrame::Response(_) => Err(unexpected(&raw)),
        }
    }

    /// Sends a command and waits for its answer. A refusal by the server is an answer, not an error.
    ///
    /// Dropping the future before it is done leaves the session unusable, since the answer would be taken for that of the
    /// next command.
    ///
    /// # Errors
    /// [`SendError`] says whether the command may have been executed nevertheless.
    pub async fn send(&mut self, command: &Command) -> Result<Exchange, SendError> {
        let request = Secret::new(command.to_xml());
        let (raw, round_trip) = self.round_trip(request.expose()).await?;
        let ServerFrame::Response(response) = self.understand(&raw)? else { return Err(unexpected(&raw)) };
        check_cl_trid(command, &response, &raw)?;
        self.state = if response.code().ends_session() { State::Closed } else { State::Ready };
        let code = response.code();
        tracing::debug!(cl_trid = command.cl_trid, sv_trid = response.tr_id.sv, %code, ?round_trip, "EPP command answered");
        let raw = Secret::new(String::from_utf8_lossy(&raw));
        Ok(Exchange { response: *response, round_trip, request, raw })
    }

    /// Sends commands one behind the other without waiting for each answer, as RFC 5730 § 2 allows ("pipelining"), and
    /// gives the answers in the same order. A server that ends the session meanwhile leaves the rest unanswered. Keep the
    /// number small (some dozens): all commands are written before the first answer is read.
    ///
    /// # Errors
    /// As [`Session::send`]; any of the commands may have been executed nevertheless.
    pub async fn pipeline(&mut self, commands: &[Command]) -> Result<Vec<Exchange>, SendError> {
        let requests: Vec<Secret> = commands.iter().map(|command| Secret::new(command.to_xml())).collect();
        for request in &requests {
            self.check_ready(request.expose().len())?;
        }
        self.state = State::InFlight;
        let (start, limit) = (Instant::now(), self.timeouts.response);
        let write = async {
            for request in &requests {
                self.stream.feed(request.expose()).await.map_err(Uncertain::Frame)?;
            }
            SinkExt::<&str>::flush(&mut self.stream).await.map_err(Uncertain::Frame)
        };
        timeout(limit, write).await.unwrap_or(Err(Uncertain::Timeout(limit)))?;
        let mut exchanges = Vec::with_capacity(commands.len());
        for (command, request) in commands.iter().zip(requests) {
            let next = timeout(limit, self.stream.next()).await.map_err(|_| Uncertain::Timeout(limit))?;
            let raw = next.ok_or(Uncertain::Closed)?.map_err(Uncertain::Frame)?;
            // An observer sees each answer behind its command.
            self.show(Direction::Sent, request.expose().as_bytes());
            self.show(Direction::Received, &raw);
            let ServerFrame::Response(response) = self.understand(&raw)? else { return Err(unexpected(&raw)) };
            check_cl_trid(command, &response, &raw)?;
            let ended = response.code().ends_session();
            let raw = Secret::new(String::from_utf8_lossy(&raw));
            exchanges.push(Exchange { response: *response, round_trip: start.elapsed(), request, raw });
            if ended {
                self.state = State::Closed;
                return Ok(exchanges);
            }
        }
        (self.used, self.state) = (Instant::now(), State::Ready);
        Ok(exchanges)
    }

    /// Sends one frame and receives one. The state stays [`State::InFlight`] until the caller understood the answer.
    async fn round_trip(&mut self, xml: &str) -> Result<(Bytes, Duration), SendError> {
        self.check_ready(xml.len())?;
        self.show(Direction::Sent, xml.as_bytes());
        self.state = State::InFlight;
        let start = Instant::now();
        let limit = self.timeouts.response;
        let exchange = async {
            self.stream.send(xml).await.map_err(Uncertain::Frame)?;
            self.stream.next().await.ok_or(Uncertain::Closed)?.map_err(Uncertain::Frame)
        };
        let received = timeout(limit, exchange).await.unwrap_or(Err(Uncertain::Timeout(limit)))?;
        self.used = Instant::now();
        self.show(Direction::Received, &received);
        Ok((received, start.elapsed()))
    }

    /// Makes sure that a command would reach a session that waits for it, as far as can be known beforehand.
    fn check_ready(&mut self, xml_len: usize) -> Result<(), NotSent> {
        match self.state {
            State::Ready => {}
            State::InFlight => return Err(NotSent::Poisoned),
            State::Closed => return Err(NotSent::Closed),
        }
        let len = xml_len.saturating_add(frame::HEADER);
        if len > frame::REGISTRY_LIMIT {
            return Err(NotSent::TooLong { len, limit: frame::REGISTRY_LIMIT });
        }
        // The server may have closed the connection since the last answer; then it is better not to begin.
        let Some(waiting) = self.stream.next().now_or_never() else { return Ok(()) };
        self.state = State::Closed;
        Err(match waiting {
            None => NotSent::Closed,
            Some(Err(error)) => NotSent::Connection(error),
            Some(Ok(frame)) => NotSent::Unsolicited { frame_masked: mask_bytes(&frame) },
        })
    }

    fn understand(&self, raw: &Bytes) -> Result<ServerFrame, Uncertain> {
        ServerFrame::from_bytes(raw).map_err(|error| Uncertain::Parse { error, response_xml_masked: mask_bytes(raw) })
    }

    fn show(&self, direction: Direction, frame: &[u8]) {
        if tracing::enabled!(tracing::Level::TRACE) {
            tracing::trace!(?direction, frame = mask_bytes(frame), "EPP frame");
        }
        if let (Some(tap), Ok(xml)) = (&self.tap, std::str::from_utf8(frame)) {
            tap.frame(direction, xml);
        }
    }
}

fn unexpected(raw: &Bytes) -> SendError {
    Uncertain::Unexpected { response_xml_masked: mask_bytes(raw) }.into()
}

/// The answer must be for this command. A failure without an identifier is accepted: a server that could not read the
/// command does not know it.
fn check_cl_trid(command: &Command, response: &Response, raw: &Bytes) -> Result<(), SendError> {
    let (Some(expected), got) = (&command.cl_trid, &response.tr_id.cl) else { return Ok(()) };
    match got {
        Some(got) if got == expected => Ok(()),
        None if !response.is_success() => Ok(()),
        _ => Err(SendError::Protocol {
            expected: expected.clone(),
            got: got.clone(),
            response_xml_masked: mask_bytes(raw),
        }),
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("server", &self.greeting.sv_id)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}
