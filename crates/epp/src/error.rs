//! Why a frame could not be understood.

use crate::ResultCode;

/// A frame that could not be turned into a [`ClientFrame`](crate::ClientFrame) or a
/// [`ServerFrame`](crate::ServerFrame).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct ParseError {
    /// What is wrong.
    pub kind: ParseErrorKind,
    /// The client transaction identifier of the frame, if the frame was readable far enough: a server echoes it in its
    /// refusal (RFC 5730 §2.5).
    pub cl_trid: Option<String>,
}

impl ParseError {
    /// The result code with which a server refuses the frame (RFC 5730 §3).
    #[must_use]
    pub fn result_code(&self) -> ResultCode {
        self.kind.result_code()
    }
}

impl From<ParseErrorKind> for ParseError {
    fn from(kind: ParseErrorKind) -> Self {
        Self { kind, cl_trid: None }
    }
}

/// What is wrong with a frame.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseErrorKind {
    /// The bytes are neither UTF-8 nor UTF-16 behind a byte order mark.
    #[error("the frame is neither UTF-8 nor UTF-16")]
    Encoding,
    /// The text is not well-formed XML, or uses an entity that XML does not define itself.
    #[error("the frame is not well-formed XML: {0}")]
    Malformed(String),
    /// The frame carries a document type declaration. Those are refused, so entities can never be expanded.
    #[error("the frame carries a document type declaration")]
    DocumentType,
    /// The frame is deeper nested, or has more nodes, than any EPP frame needs.
    #[error("the frame exceeds the limit of {0}")]
    TooComplex(&'static str),
    /// The root is not `epp`, or it holds none of the frames expected here.
    #[error("the frame is no EPP frame expected here: {0}")]
    NotEpp(String),
    /// `<command>` holds no command.
    #[error("no command specified")]
    NoCommand,
    /// `<command>` holds an element that is no EPP command.
    #[error("unknown command {0}")]
    UnknownCommand(String),
    /// An object command holds no object, or one that belongs to another command (`<info>` around `<domain:check>`).
    #[error("the {verb} command holds {found} instead of an object of its own")]
    ObjectMismatch {
        /// The EPP command.
        verb: String,
        /// What stands in it, or `nothing`.
        found: String,
    },
    /// A required element or attribute is missing.
    #[error("missing parameter {0}")]
    Missing(String),
    /// An element that may stand once stands several times.
    #[error("{0} is given more than once")]
    Repeated(String),
    /// A command holds an element that does not belong there.
    #[error("unexpected element {0}")]
    Unexpected(String),
    /// A value does not have the syntax of its type.
    #[error("bad value for {element}: >{value}<")]
    Value {
        /// Qualified name in the field's usual prefixes, such as `secDNS:keyTag`.
        element: String,
        /// The value as received. Never that of a secret.
        value: String,
    },
}

impl ParseErrorKind {
    /// The result code with which a server refuses such a frame (RFC 5730 §3).
    #[must_use]
    pub fn result_code(&self) -> ResultCode {
        match self {
            Self::Encoding
            | Self::Malformed(_)
            | Self::DocumentType
            | Self::TooComplex(_)
            | Self::NotEpp(_)
            | Self::ObjectMismatch { .. }
            | Self::Repeated(_)
            | Self::Unexpected(_) => ResultCode::SYNTAX_ERROR,
            Self::NoCommand | Self::UnknownCommand(_) => ResultCode::UNKNOWN_COMMAND,
            Self::Missing(_) => ResultCode::REQUIRED_PARAMETER_MISSING,
            Self::Value { .. } => ResultCode::PARAMETER_VALUE_SYNTAX,
        }
    }
}
