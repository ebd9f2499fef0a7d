//! Responses: what a server sends.

use time::OffsetDateTime;

use crate::{
    Greeting, ParseError, ResultCode, balance, contact, domain, extensions::Extensions, host, object::PanData,
};

/// A frame that a server sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServerFrame {
    /// `<greeting>`.
    Greeting(Greeting),
    /// `<response>`.
    Response(Box<Response>),
}

/// An answer to a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// At least one result; several only where a command failed for several reasons.
    pub results: Vec<ResultEntry>,
    /// State of the message queue. It may accompany any answer.
    pub msg_q: Option<MsgQueue>,
    /// Object data.
    pub data: Option<ResData>,
    /// Extensions.
    pub extensions: Extensions,
    /// Transaction identifiers.
    pub tr_id: TrId,
}

/// Code and text of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultEntry {
    /// Code.
    pub code: ResultCode,
    /// Text for people.
    pub msg: String,
    /// Language of the text; English if absent.
    pub lang: Option<String>,
    /// Values that the server points out.
    pub values: Vec<ResultValue>,
}

/// A value that a server points out in a result (`<value>` or `<extValue>`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultValue {
    /// Namespace of the element; empty if none.
    pub namespace: String,
    /// Local name of the element.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Why the value was refused; makes it an `<extValue>`.
    pub reason: Option<String>,
}

/// Why the server closes the connection, as the text of a result says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disconnect {
    /// `; Disconnect due to too many errors`.
    TooManyErrors,
    /// `; Disconnect due to server shutdown`.
    ServerShutdown,
    /// `; Disconnect due to` anything else.
    Other,
}

impl ResultEntry {
    /// A result with a text.
    pub fn new(code: ResultCode, msg: impl Into<String>) -> Self {
        Self { code, msg: msg.into(), lang: None, values: Vec::new() }
    }

    /// Whether the text says that the server replaced the code because it closes the connection (Punktum dk EPP
    /// specification § Session Termination Conditions).
    #[must_use]
    pub fn disconnect(&self) -> Option<Disconnect> {
        let (_, reason) = self.msg.rsplit_once("; Disconnect due to ")?;
        Some(match reason.trim() {
            "too many errors" => Disconnect::TooManyErrors,
            "server shutdown" => Disconnect::ServerShutdown,
            _ => Disconnect::Other,
        })
    }
}

/// State of the message queue, and in answers to `poll` the message itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MsgQueue {
    /// Messages in the queue.
    pub count: u64,
    /// Identifier of the oldest.
    pub id: String,
    /// When the message was queued.
    pub q_date: Option<OffsetDateTime>,
    /// Text of the message.
    pub msg: Option<String>,
    /// Language of the text; English if absent.
    pub lang: Option<String>,
}

/// Transaction identifiers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrId {
    /// The client's, echoed.
    pub cl: Option<String>,
    /// The server's. Empty where the element is missing.
    pub sv: String,
}

/// Object data of a response. Poll messages carry any of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResData {
    /// `domain:chkData`.
    DomainCheck(domain::CheckData),
    /// `domain:infData`.
    DomainInfo(Box<domain::InfoData>),
    /// `domain:creData`.
    DomainCreate(domain::CreateData),
    /// `domain:panData`.
    DomainPan(PanData),
    /// `domain:trnData`.
    DomainTransfer(domain::TransferData),
    /// `contact:chkData`.
    ContactCheck(contact::CheckData),
    /// `contact:infData`.
    ContactInfo(Box<contact::InfoData>),
    /// `contact:creData`.
    ContactCreate(contact::CreateData),
    /// `contact:panData`.
    ContactPan(PanData),
    /// `host:chkData`.
    HostCheck(host::CheckData),
    /// `host:infData`.
    HostInfo(host::InfoData),
    /// `host:creData`.
    HostCreate(host::CreateData),
    /// `host:panData`.
    HostPan(PanData),
    /// `balance:infData`.
    Balance(balance::InfoData),
    /// Object data that this crate does not know, or could not read. The result of the command is valid nevertheless.
    /// Not written.
    Unknown {
        /// Namespace; empty if none.
        namespace: String,
        /// Local name.
        name: String,
        /// What was wrong, for known object data that was not readable.
        problem: Option<String>,
    },
}

impl Response {
    /// A response with one result and nothing else.
    pub fn new(code: ResultCode, msg: impl Into<String>, tr_id: TrId) -> Self {
        Self {
            results: vec![ResultEntry::new(code, msg)],
            msg_q: None,
            data: None,
            extensions: Extensions::default(),
            tr_id,
        }
    }

    /// The first result's code. Reading guarantees a result; [`ResultCode::COMMAND_FAILED`] for a hand-made response
    /// without any.
    #[must_use]
    pub fn code(&self) -> ResultCode {
        self.results.first().map_or(ResultCode::COMMAND_FAILED, |result| result.code)
    }

    /// The first result's text.
    #[must_use]
    pub fn msg(&self) -> &str {
        self.results.first().map_or("", |result| &result.msg)
    }

    /// Whether the command was accepted.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.code().is_success()
    }
}

impl ServerFrame {
    /// Writes the frame, with XML declaration, in UTF-8.
    #[must_use]
    pub fn to_xml(&self) -> String {
        String::new()
    }

    /// Reads a frame. Unknown result codes, elements and extensions are harmless; see [`ResData::Unknown`] and
    /// [`Extensions::unknown`].
    ///
    /// # Errors
    /// The frame is not XML, carries a document type, is no server frame, or has no readable result code.
    pub fn parse(xml: &str) -> Result<Self, ParseError> {
        let _ = xml;
        Err(crate::ParseErrorKind::NoCommand.into())
    }

    /// Reads a frame from bytes, which must be UTF-8.
    ///
    /// # Errors
    /// As [`ServerFrame::parse`], and [`ParseErrorKind::Encoding`](crate::ParseErrorKind::Encoding).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseError> {
        Self::parse(std::str::from_utf8(bytes).map_err(|_| crate::ParseErrorKind::Encoding)?)
    }
}

impl From<Response> for ServerFrame {
    fn from(response: Response) -> Self {
        Self::Response(Box::new(response))
    }
}

impl From<Greeting> for ServerFrame {
    fn from(greeting: Greeting) -> Self {
        Self::Greeting(greeting)
    }
}
