//! Responses: what a server sends.

use time::OffsetDateTime;

use crate::{
    Greeting, ParseError, ParseErrorKind, ResData, ResultCode, ResultEntry,
    extensions::Extensions,
    ns,
    result_entry::lang,
    xml::{
        read::{self, Element, Read},
        write::XmlWriter,
    },
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
        XmlWriter::frame(|w| match self {
            Self::Greeting(greeting) => greeting.write(w),
            Self::Response(response) => response.write(w),
        })
    }

    /// Reads a frame. Unknown result codes, elements and extensions are harmless; see [`ResData::Unknown`] and
    /// [`Extensions::unknown`].
    ///
    /// # Errors
    /// The frame is not XML, carries a document type, is no server frame, or has no readable result code.
    pub fn parse(xml: &str) -> Result<Self, ParseError> {
        let document = read::parse(xml)?;
        let root = Element::root(&document);
        if !root.is(ns::EPP, "epp") {
            return Err(ParseErrorKind::NotEpp(root.qualified()).into());
        }
        if let Some(greeting) = root.child(ns::EPP, "greeting") {
            return Ok(Self::Greeting(Greeting::read(greeting)?));
        }
        match root.child(ns::EPP, "response") {
            Some(response) => Ok(Response::read(response)?.into()),
            None => Err(ParseErrorKind::NotEpp("neither greeting nor response".to_owned()).into()),
        }
    }

    /// Reads a frame from bytes: UTF-8, or UTF-16 behind a byte order mark.
    ///
    /// # Errors
    /// As [`ServerFrame::parse`], and [`ParseErrorKind::Encoding`](crate::ParseErrorKind::Encoding).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseError> {
        Self::parse(&read::decode(bytes)?)
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

impl Response {
    fn read(element: Element<'_, '_>) -> Result<Self, ParseError> {
        let tr_id = TrId::read(element.child(ns::EPP, "trID"));
        let results: Read<Vec<_>> = element.all(ns::EPP, "result").map(ResultEntry::read).collect();
        let results = match results {
            Ok(results) if results.is_empty() => Err(read::missing(ns::EPP, "result")),
            other => other,
        };
        let results = results.map_err(|kind| ParseError { kind, cl_trid: tr_id.cl.clone() })?;
        Ok(Self {
            results,
            msg_q: element.child(ns::EPP, "msgQ").and_then(MsgQueue::read),
            data: element.child(ns::EPP, "resData").and_then(ResData::read),
            extensions: Extensions::read(element.child(ns::EPP, "extension")),
            tr_id,
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within("response", |w| {
            self.results.iter().for_each(|result| result.write(w));
            if let Some(msg_q) = &self.msg_q {
                msg_q.write(w);
            }
            if let Some(data) = &self.data {
                w.within_unless_empty("resData", |w| data.write(w));
            }
            self.extensions.write(w);
            w.within("trID", |w| {
                w.optional("clTRID", self.tr_id.cl.as_deref());
                w.leaf("svTRID", &self.tr_id.sv);
            });
        });
    }
}

impl TrId {
    fn read(element: Option<Element<'_, '_>>) -> Self {
        let id = |name| element?.child_token(ns::EPP, name).filter(|id| !id.is_empty());
        Self { cl: id("clTRID"), sv: id("svTRID").unwrap_or_default() }
    }
}

impl MsgQueue {
    /// A queue whose count or date cannot be read still hands out its message.
    fn read(element: Element<'_, '_>) -> Option<Self> {
        let msg = element.child(ns::EPP, "msg");
        Some(Self {
            count: element.attribute("count").and_then(|count| count.parse().ok()).unwrap_or_default(),
            id: element.attribute("id")?,
            q_date: element.child_date(ns::EPP, "qDate").ok().flatten(),
            msg: msg.map(Element::line),
            lang: msg.and_then(|msg| msg.attribute("lang")),
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within_with("msgQ", &[("count", &self.count.to_string()), ("id", &self.id)], |w| {
            w.optional_date("qDate", self.q_date);
            if let Some(msg) = &self.msg {
                w.leaf_with("msg", &lang(self.lang.as_ref()), msg);
            }
        });
    }
}
