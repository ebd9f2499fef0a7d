//! Commands: what a client sends.

use crate::{Login, ParseError, Poll, contact, domain, extensions::UnknownElement, host};

/// A frame that a client sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientFrame {
    /// `<hello>`, answered with a greeting.
    Hello,
    /// `<command>`, answered with a response.
    Command(Command),
}

/// A command with its client transaction identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The command.
    pub body: CommandBody,
    /// Identifier chosen by the client, 3-64 characters. The server echoes it.
    pub cl_trid: Option<String>,
    /// Extensions that were not understood (a server may answer 2103). They are not written.
    pub unknown_extensions: Vec<UnknownElement>,
}

impl Command {
    /// A command with an identifier.
    pub fn new(body: impl Into<CommandBody>, cl_trid: impl Into<String>) -> Self {
        Self { body: body.into(), cl_trid: Some(cl_trid.into()), unknown_extensions: Vec::new() }
    }

    /// Writes the frame, with XML declaration, in UTF-8.
    #[must_use]
    pub fn to_xml(&self) -> String {
        String::new()
    }
}

/// What a command asks for. Extensions are part of each request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandBody {
    /// `<login>`.
    Login(Login),
    /// `<logout>`.
    Logout,
    /// `<poll>`.
    Poll(Poll),
    /// `<info>` with `<balance:info>`.
    Balance,
    /// `<check>` with `<domain:check>`.
    DomainCheck(domain::Check),
    /// `<info>` with `<domain:info>`.
    DomainInfo(domain::Info),
    /// `<create>` with `<domain:create>`.
    DomainCreate(Box<domain::Create>),
    /// `<check>` with `<contact:check>`.
    ContactCheck(contact::Check),
    /// `<info>` with `<contact:info>`.
    ContactInfo(contact::Info),
    /// `<create>` with `<contact:create>`.
    ContactCreate(Box<contact::Create>),
    /// `<check>` with `<host:check>`.
    HostCheck(host::Check),
    /// `<info>` with `<host:info>`.
    HostInfo(host::Info),
    /// `<create>` with `<host:create>`.
    HostCreate(host::Create),
    /// An EPP command that this crate does not know for the object it names. Only read, never written.
    Unimplemented {
        /// The EPP command, such as `delete`.
        verb: String,
        /// Namespace of the object; empty if none.
        namespace: String,
        /// Local name of the object's element.
        name: String,
    },
}

macro_rules! into_body {
    ($($request:ty => $variant:ident,)*) => {
        $(impl From<$request> for CommandBody {
            fn from(request: $request) -> Self {
                Self::$variant(request.into())
            }
        })*
    };
}

into_body! {
    Login => Login,
    Poll => Poll,
    domain::Check => DomainCheck,
    domain::Info => DomainInfo,
    domain::Create => DomainCreate,
    contact::Check => ContactCheck,
    contact::Info => ContactInfo,
    contact::Create => ContactCreate,
    host::Check => HostCheck,
    host::Info => HostInfo,
    host::Create => HostCreate,
}

impl ClientFrame {
    /// Writes the frame, with XML declaration, in UTF-8.
    #[must_use]
    pub fn to_xml(&self) -> String {
        String::new()
    }

    /// Reads a frame.
    ///
    /// # Errors
    /// The frame is not XML, carries a document type, is no client frame, or lacks what its command needs.
    pub fn parse(xml: &str) -> Result<Self, ParseError> {
        let _ = xml;
        Err(crate::ParseErrorKind::NoCommand.into())
    }

    /// Reads a frame from bytes, which must be UTF-8.
    ///
    /// # Errors
    /// As [`ClientFrame::parse`], and [`ParseErrorKind::Encoding`](crate::ParseErrorKind::Encoding).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseError> {
        Self::parse(std::str::from_utf8(bytes).map_err(|_| crate::ParseErrorKind::Encoding)?)
    }
}
