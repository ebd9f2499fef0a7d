//! What can go wrong on the client's side, told apart by what the server may have done.

use std::{io, time::Duration};

use crate::{FrameError, ParseError, Response};

/// Why no session came about.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The name of the server is not one that a certificate can hold.
    #[error("{0:?} is no server name")]
    ServerName(String),
    /// No connection.
    #[error("no connection: {0}")]
    Tcp(#[source] io::Error),
    /// No TLS, for instance because the certificate is not trusted.
    #[error("no TLS session: {0}")]
    Tls(#[source] io::Error),
    /// It took too long.
    #[error("no {phase} within {limit:?}")]
    Timeout {
        /// `connection` or `greeting`.
        phase: &'static str,
        /// The limit.
        limit: Duration,
    },
    /// The server closed the connection without a greeting, as it does to addresses that are not allowlisted.
    #[error("the server closed the connection without a greeting")]
    Closed,
    /// The bytes are no frames.
    #[error("no greeting: {0}")]
    Frame(#[from] FrameError),
    /// The frame is no greeting.
    #[error("no greeting: {0}")]
    Parse(#[from] ParseError),
    /// The server answered the connection with a refusal, such as 2502.
    #[error("the server refused the connection: {} {}", .0.code(), .0.msg())]
    Refused(Box<Response>),
}

/// Why a command has no answer, told apart by whether the server may have executed it.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// No byte of the command was handed to the connection: it was certainly not executed.
    #[error("not sent: {0}")]
    NotSent(#[from] NotSent),
    /// The command was sent, at least in part, and there is no readable answer: it may have been executed. The session is
    /// unusable.
    #[error("sent, but without a readable answer: {0}")]
    Uncertain(#[from] Uncertain),
    /// The answer carries another client transaction identifier: the command may have been executed. The session is
    /// unusable.
    #[error("the answer is for {got:?} instead of {expected:?}")]
    Protocol {
        /// The identifier sent.
        expected: String,
        /// The identifier received.
        got: Option<String>,
        /// The answer, without its secrets.
        response_xml_masked: String,
    },
}

impl SendError {
    /// Whether the server may have executed the command.
    #[must_use]
    pub fn may_have_executed(&self) -> bool {
        !matches!(self, Self::NotSent(_))
    }
}

/// Why nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// An earlier command of the session was left without an answer, or its future was dropped before the answer came.
    #[error("an earlier command of the session was left without an answer")]
    Poisoned,
    /// The session ended: by logout, by an answer that says so, or because the server closed the connection.
    #[error("the session has ended")]
    Closed,
    /// The server sent something unasked, for instance before closing the connection. The session is unusable.
    #[error("the server sent something unasked: {frame_masked}")]
    Unsolicited {
        /// The frame, without its secrets.
        frame_masked: String,
    },
    /// The connection failed before anything was sent.
    #[error("the connection failed: {0}")]
    Connection(#[source] FrameError),
    /// The command is longer than the server accepts. The session stays usable.
    #[error("the command takes {len} bytes, more than the limit of {limit}")]
    TooLong {
        /// Length with the header, in bytes.
        len: usize,
        /// Limit.
        limit: usize,
    },
}

/// Why there is no readable answer.
#[derive(Debug, thiserror::Error)]
pub enum Uncertain {
    /// No answer in time.
    #[error("no answer within {0:?}")]
    Timeout(Duration),
    /// The connection ended before the answer.
    #[error("the connection ended before the answer")]
    Closed,
    /// Sending or receiving failed.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// The answer could not be understood.
    #[error("{error}")]
    Parse {
        /// What is wrong with it.
        error: ParseError,
        /// The answer, without its secrets.
        response_xml_masked: String,
    },
    /// The answer is a greeting where a response was due, or the other way round.
    #[error("the answer is of another kind: {response_xml_masked}")]
    Unexpected {
        /// The answer, without its secrets.
        response_xml_masked: String,
    },
}
