//! Commands: what a client sends.

use crate::{
    Login, ParseError, ParseErrorKind, Poll, contact, domain,
    extensions::{CommandExtensions, UnknownElement},
    host, ns,
    xml::{
        read::{self, Element, Read},
        write::XmlWriter,
    },
};

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
        XmlWriter::frame(|w| {
            w.within("command", |w| {
                self.body.write(w);
                w.within_unless_empty("extension", |w| self.body.write_extension(w));
                w.optional("clTRID", self.cl_trid.as_deref());
            });
        })
    }

    fn read(element: Element<'_, '_>) -> Result<Self, ParseError> {
        let cl_trid = element.child_token(ns::EPP, "clTRID").filter(|id| !id.is_empty());
        let read = || {
            let mut extensions = CommandExtensions::new(element.one(ns::EPP, "extension")?);
            let body = CommandBody::read(verb_of(element)?, &mut extensions)?;
            Ok(Self { body, cl_trid: cl_trid.clone(), unknown_extensions: extensions.into_unknown() })
        };
        read().map_err(|kind| ParseError { kind, cl_trid: cl_trid.clone() })
    }
}

/// What a command asks for. Extensions are part of each request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandBody {
    /// `<login>`.
    Login(Box<Login>),
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
    /// `<update>` with `<domain:update>`.
    DomainUpdate(Box<domain::Update>),
    /// `<transfer>` with `<domain:transfer>`.
    DomainTransfer(domain::Transfer),
    /// `<renew>` with `<domain:renew>`.
    DomainRenew(domain::Renew),
    /// `<delete>` with `<domain:delete>`.
    DomainDelete(domain::Delete),
    /// `<check>` with `<contact:check>`.
    ContactCheck(contact::Check),
    /// `<info>` with `<contact:info>`.
    ContactInfo(contact::Info),
    /// `<create>` with `<contact:create>`.
    ContactCreate(Box<contact::Create>),
    /// `<update>` with `<contact:update>`.
    ContactUpdate(Box<contact::Update>),
    /// `<check>` with `<host:check>`.
    HostCheck(host::Check),
    /// `<info>` with `<host:info>`.
    HostInfo(host::Info),
    /// `<create>` with `<host:create>`.
    HostCreate(host::Create),
    /// `<update>` with `<host:update>`.
    HostUpdate(Box<host::Update>),
    /// `<delete>` with `<host:delete>`.
    HostDelete(host::Delete),
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
    domain::Update => DomainUpdate,
    domain::Transfer => DomainTransfer,
    domain::Renew => DomainRenew,
    domain::Delete => DomainDelete,
    contact::Check => ContactCheck,
    contact::Info => ContactInfo,
    contact::Create => ContactCreate,
    contact::Update => ContactUpdate,
    host::Check => HostCheck,
    host::Info => HostInfo,
    host::Create => HostCreate,
    host::Update => HostUpdate,
    host::Delete => HostDelete,
}

impl ClientFrame {
    /// Writes the frame, with XML declaration, in UTF-8.
    #[must_use]
    pub fn to_xml(&self) -> String {
        match self {
            Self::Hello => XmlWriter::frame(|w| w.empty("hello", &[])),
            Self::Command(command) => command.to_xml(),
        }
    }

    /// Reads a frame.
    ///
    /// # Errors
    /// The frame is not XML, carries a document type, is no client frame, or lacks what its command needs.
    pub fn parse(xml: &str) -> Result<Self, ParseError> {
        let document = read::parse(xml)?;
        let root = Element::root(&document);
        if !root.is(ns::EPP, "epp") {
            return Err(ParseErrorKind::NotEpp(root.qualified()).into());
        }
        let mut children = root.children();
        let Some(frame) = children.next() else { return Err(ParseErrorKind::NoCommand.into()) };
        if let Some(second) = children.next() {
            return Err(ParseErrorKind::Unexpected(second.qualified()).into());
        }
        match (frame.namespace(), frame.name()) {
            (ns::EPP, "hello") => Ok(Self::Hello),
            (ns::EPP, "command") => Command::read(frame).map(Self::Command),
            (ns::EPP, "greeting" | "response") => Err(ParseErrorKind::NotEpp(frame.qualified()).into()),
            _ => Err(ParseErrorKind::UnknownCommand(frame.qualified()).into()),
        }
    }

    /// Reads a frame from bytes: UTF-8, or UTF-16 behind a byte order mark.
    ///
    /// # Errors
    /// As [`ClientFrame::parse`], and [`ParseErrorKind::Encoding`](crate::ParseErrorKind::Encoding).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseError> {
        Self::parse(&read::decode(bytes)?)
    }
}

/// The element in `<command>` that says what to do.
fn verb_of<'a, 'input>(command: Element<'a, 'input>) -> Read<Element<'a, 'input>> {
    let is_frame = |element: &Element<'_, '_>| element.is(ns::EPP, "extension") || element.is(ns::EPP, "clTRID");
    command.one(ns::EPP, "clTRID")?;
    let mut verbs = command.children().filter(|child| !is_frame(child));
    let verb = verbs.next().ok_or(ParseErrorKind::NoCommand)?;
    match verbs.next() {
        None => Ok(verb),
        Some(second) => Err(ParseErrorKind::Unexpected(second.qualified())),
    }
}

/// The object in an object command.
fn object_of<'a, 'input>(verb: Element<'a, 'input>) -> Read<Element<'a, 'input>> {
    let mismatch = |found: String| ParseErrorKind::ObjectMismatch { verb: verb.name().to_owned(), found };
    let mut objects = verb.children();
    let object = objects.next().ok_or_else(|| mismatch("nothing".to_owned()))?;
    if let Some(second) = objects.next() {
        return Err(ParseErrorKind::Unexpected(second.qualified()));
    }
    // Every object mapping names its element after the command.
    let known = matches!(object.namespace(), ns::DOMAIN | ns::CONTACT | ns::HOST | ns::BALANCE | ns::EPP | "");
    if known && object.name() != verb.name() { Err(mismatch(object.qualified())) } else { Ok(object) }
}

impl CommandBody {
    fn read(verb: Element<'_, '_>, extensions: &mut CommandExtensions<'_, '_>) -> Read<Self> {
        if verb.namespace() != ns::EPP {
            return Err(ParseErrorKind::UnknownCommand(verb.qualified()));
        }
        match verb.name() {
            "login" => Ok(Login::read(verb)?.into()),
            "logout" => Ok(Self::Logout),
            "poll" => Ok(Poll::read(verb)?.into()),
            "check" | "info" | "create" | "renew" | "update" | "delete" | "transfer" => {
                Self::read_object(verb, object_of(verb)?, extensions)
            }
            other => Err(ParseErrorKind::UnknownCommand(other.to_owned())),
        }
    }

    fn read_object(
        verb: Element<'_, '_>,
        object: Element<'_, '_>,
        extensions: &mut CommandExtensions<'_, '_>,
    ) -> Read<Self> {
        Ok(match (verb.name(), object.namespace()) {
            ("info", ns::BALANCE) => Self::Balance,
            ("check", ns::DOMAIN) => domain::Check::read(object)?.into(),
            ("info", ns::DOMAIN) => domain::Info::read(object)?.into(),
            ("create", ns::DOMAIN) => domain::Create::read(object, extensions)?.into(),
            ("update", ns::DOMAIN) => domain::Update::read(object, extensions)?.into(),
            ("transfer", ns::DOMAIN) => domain::Transfer::read(verb, object)?.into(),
            ("renew", ns::DOMAIN) => domain::Renew::read(object)?.into(),
            ("delete", ns::DOMAIN) => domain::Delete::read(object)?.into(),
            ("check", ns::CONTACT) => contact::Check::read(object)?.into(),
            ("info", ns::CONTACT) => contact::Info::read(object)?.into(),
            ("create", ns::CONTACT) => contact::Create::read(object, extensions)?.into(),
            ("update", ns::CONTACT) => contact::Update::read(object, extensions)?.into(),
            ("check", ns::HOST) => host::Check::read(object)?.into(),
            ("info", ns::HOST) => host::Info::read(object)?.into(),
            ("create", ns::HOST) => host::Create::read(object, extensions)?.into(),
            ("update", ns::HOST) => host::Update::read(object, extensions)?.into(),
            ("delete", ns::HOST) => host::Delete::read(object)?.into(),
            (verb, namespace) => Self::Unimplemented {
                verb: verb.to_owned(),
                namespace: namespace.to_owned(),
                name: object.name().to_owned(),
            },
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        match self {
            Self::Login(login) => login.write(w),
            Self::Logout => w.empty("logout", &[]),
            Self::Poll(poll) => poll.write(w),
            Self::Balance => {
                w.within("info", |w| w.empty("balance:info", &[("xmlns:balance", ns::BALANCE)]));
            }
            Self::DomainCheck(check) => w.within("check", |w| check.write(w)),
            Self::DomainInfo(info) => w.within("info", |w| info.write(w)),
            Self::DomainCreate(create) => w.within("create", |w| create.write(w)),
            Self::DomainUpdate(update) => w.within("update", |w| update.write(w)),
            Self::DomainTransfer(transfer) => transfer.write(w),
            Self::DomainRenew(renew) => w.within("renew", |w| renew.write(w)),
            Self::DomainDelete(delete) => w.within("delete", |w| delete.write(w)),
            Self::ContactCheck(check) => w.within("check", |w| check.write(w)),
            Self::ContactInfo(info) => w.within("info", |w| info.write(w)),
            Self::ContactCreate(create) => w.within("create", |w| create.write(w)),
            Self::ContactUpdate(update) => w.within("update", |w| update.write(w)),
            Self::HostCheck(check) => w.within("check", |w| check.write(w)),
            Self::HostInfo(info) => w.within("info", |w| info.write(w)),
            Self::HostCreate(create) => w.within("create", |w| create.write(w)),
            Self::HostUpdate(update) => w.within("update", |w| update.write(w)),
            Self::HostDelete(delete) => w.within("delete", |w| delete.write(w)),
            Self::Unimplemented { .. } => {}
        }
    }

    fn write_extension(&self, w: &mut XmlWriter) {
        match self {
            Self::DomainCreate(create) => create.write_extension(w),
            Self::DomainUpdate(update) => update.write_extension(w),
            Self::ContactCreate(create) => create.write_extension(w),
            Self::ContactUpdate(update) => update.write_extension(w),
            Self::HostCreate(create) => create.write_extension(w),
            Self::HostUpdate(update) => update.write_extension(w),
            _ => {}
        }
    }
}
