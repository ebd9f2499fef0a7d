//! Responses: what a server sends.

use time::OffsetDateTime;

use crate::{
    Greeting, ParseError, ParseErrorKind, ResultCode, balance, contact, domain,
    extensions::Extensions,
    host, ns,
    object::{CONTACT, DOMAIN, HOST, PanData},
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

    /// Reads a frame from bytes, which must be UTF-8.
    ///
    /// # Errors
    /// As [`ServerFrame::parse`], and [`ParseErrorKind::Encoding`](crate::ParseErrorKind::Encoding).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseError> {
        Self::parse(std::str::from_utf8(bytes).map_err(|_| ParseErrorKind::Encoding)?)
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

/// The attributes of a text in some language.
fn lang(lang: Option<&String>) -> Vec<(&'static str, &str)> {
    lang.into_iter().map(|lang| ("lang", lang.as_str())).collect()
}

impl ResultEntry {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        let code = element.attribute_value("code", |text| text.parse().ok())?;
        let msg = element.child(ns::EPP, "msg");
        Ok(Self {
            code: ResultCode(code.ok_or_else(|| ParseErrorKind::Missing("result@code".to_owned()))?),
            msg: msg.map(Element::line).unwrap_or_default(),
            lang: msg.and_then(|msg| msg.attribute("lang")),
            values: element.children().filter_map(ResultValue::read).collect(),
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within_with("result", &[("code", &self.code.to_string())], |w| {
            w.leaf_with("msg", &lang(self.lang.as_ref()), &self.msg);
            self.values.iter().for_each(|value| value.write(w));
        });
    }
}

impl ResultValue {
    /// Reads `<value>` and `<extValue>`. A value that is mere text, though the schema wants an element, is taken too.
    fn read(element: Element<'_, '_>) -> Option<Self> {
        let (value, reason) = match element.name() {
            "value" => (element, None),
            "extValue" => (
                element.child(ns::EPP, "value")?,
                Some(element.child(ns::EPP, "reason").map(Element::line).unwrap_or_default()),
            ),
            _ => return None,
        };
        let inner = value.children().next();
        Some(Self {
            namespace: inner.map(|inner| inner.namespace().to_owned()).unwrap_or_default(),
            name: inner.map(|inner| inner.name().to_owned()).unwrap_or_default(),
            text: inner.unwrap_or(value).line(),
            reason,
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        match &self.reason {
            None => self.write_value(w),
            Some(reason) => w.within("extValue", |w| {
                self.write_value(w);
                w.leaf("reason", reason);
            }),
        }
    }

    fn write_value(&self, w: &mut XmlWriter) {
        // The name comes from data, so one that XML could not take is replaced.
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        let usable = self.name.starts_with(|c: char| c.is_ascii_alphabetic()) && self.name.chars().all(plain);
        let name = if usable { self.name.as_str() } else { "text" };
        // XML reserves its own namespaces; they cannot be declared.
        let reserved = self.namespace.starts_with("http://www.w3.org/XML/1998/")
            || self.namespace.starts_with("http://www.w3.org/2000/xmlns");
        let namespace = if reserved { "" } else { &self.namespace };
        w.within("value", |w| w.leaf_with(name, &[("xmlns", namespace)], &self.text));
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

impl ResData {
    /// Reads the first element; what cannot be read becomes [`ResData::Unknown`].
    fn read(res_data: Element<'_, '_>) -> Option<Self> {
        let element = res_data.children().next()?;
        let unknown = |problem| Self::Unknown {
            namespace: element.namespace().to_owned(),
            name: element.name().to_owned(),
            problem,
        };
        Some(match Self::read_known(element) {
            Ok(Some(data)) => data,
            Ok(None) => unknown(None),
            Err(problem) => unknown(Some(problem.to_string())),
        })
    }

    fn read_known(element: Element<'_, '_>) -> Read<Option<Self>> {
        Ok(Some(match (element.namespace(), element.name()) {
            (ns::DOMAIN, "chkData") => Self::DomainCheck(domain::CheckData::read(element)?),
            (ns::DOMAIN, "infData") => Self::DomainInfo(Box::new(domain::InfoData::read(element)?)),
            (ns::DOMAIN, "creData") => Self::DomainCreate(domain::CreateData::read(element)?),
            (ns::DOMAIN, "panData") => Self::DomainPan(DOMAIN.read_pan(element)?),
            (ns::DOMAIN, "trnData") => Self::DomainTransfer(domain::TransferData::read(element)?),
            (ns::CONTACT, "chkData") => Self::ContactCheck(contact::CheckData::read(element)?),
            (ns::CONTACT, "infData") => Self::ContactInfo(Box::new(contact::InfoData::read(element)?)),
            (ns::CONTACT, "creData") => Self::ContactCreate(contact::CreateData::read(element)?),
            (ns::CONTACT, "panData") => Self::ContactPan(CONTACT.read_pan(element)?),
            (ns::HOST, "chkData") => Self::HostCheck(host::CheckData::read(element)?),
            (ns::HOST, "infData") => Self::HostInfo(host::InfoData::read(element)?),
            (ns::HOST, "creData") => Self::HostCreate(host::CreateData::read(element)?),
            (ns::HOST, "panData") => Self::HostPan(HOST.read_pan(element)?),
            (ns::BALANCE, "infData") => Self::Balance(balance::InfoData::read(element)?),
            _ => return Ok(None),
        }))
    }

    fn write(&self, w: &mut XmlWriter) {
        match self {
            Self::DomainCheck(data) => data.write(w),
            Self::DomainInfo(data) => data.write(w),
            Self::DomainCreate(data) => data.write(w),
            Self::DomainPan(data) => DOMAIN.write_pan(w, data),
            Self::DomainTransfer(data) => data.write(w),
            Self::ContactCheck(data) => data.write(w),
            Self::ContactInfo(data) => data.write(w),
            Self::ContactCreate(data) => data.write(w),
            Self::ContactPan(data) => CONTACT.write_pan(w, data),
            Self::HostCheck(data) => data.write(w),
            Self::HostInfo(data) => data.write(w),
            Self::HostCreate(data) => data.write(w),
            Self::HostPan(data) => HOST.write_pan(w, data),
            Self::Balance(data) => data.write(w),
            Self::Unknown { .. } => {}
        }
    }
}
