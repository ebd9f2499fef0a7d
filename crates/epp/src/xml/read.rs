//! Reading: `roxmltree`, which resolves namespaces and refuses document types, behind limits that keep the cost of a frame
//! linear in its length.

use std::{borrow::Cow, str::FromStr};

use roxmltree::{Document, Node, ParsingOptions};
use time::OffsetDateTime;

use crate::{ParseErrorKind, Secret, datetime, ns};

/// Nesting. EPP frames are at most about 10 elements deep.
const MAX_DEPTH: usize = 32;
/// Attributes of one element. The tree checks them for duplicates pairwise.
const MAX_ATTRIBUTES: usize = 32;
/// Namespace declarations in one frame. Each element that declares one copies those that it inherits.
const MAX_NAMESPACE_DECLARATIONS: usize = 1_000;
/// Nodes of the tree: elements, texts, comments.
const MAX_NODES: u32 = 131_072;

/// Result of reading a part of a frame.
pub(crate) type Read<T> = Result<T, ParseErrorKind>;

/// The text of a frame: UTF-8, or UTF-16 behind a byte order mark (RFC 5730 §5).
pub(crate) fn decode(bytes: &[u8]) -> Read<Cow<'_, str>> {
    let order: fn([u8; 2]) -> u16 = match bytes {
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        _ => return std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| ParseErrorKind::Encoding),
    };
    let (units, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(ParseErrorKind::Encoding);
    }
    let text: Result<String, _> = char::decode_utf16(units.iter().skip(1).copied().map(order)).collect();
    text.map(Cow::Owned).map_err(|_| ParseErrorKind::Encoding)
}

/// Builds the tree.
pub(crate) fn parse(xml: &str) -> Read<Document<'_>> {
    check_limits(xml)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => ParseErrorKind::DocumentType,
        roxmltree::Error::NodesLimitReached => ParseErrorKind::TooComplex("nodes"),
        other => ParseErrorKind::Malformed(brief(&other.to_string())),
    })
}

/// Walks over the tags before a tree is built, in linear time and constant memory.
fn check_limits(xml: &str) -> Read<()> {
    use quick_xml::events::Event;

    let mut reader = quick_xml::Reader::from_str(xml);
    // The tree checks that tags match.
    reader.config_mut().check_end_names = false;
    let (mut depth, mut declarations) = (0usize, 0usize);
    loop {
        let event = reader.read_event().map_err(|error| ParseErrorKind::Malformed(brief(&error.to_string())))?;
        let tag = match &event {
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(ParseErrorKind::DocumentType),
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Event::Start(tag) => {
                depth += 1;
                tag
            }
            Event::Empty(tag) => tag,
            _ => continue,
        };
        if depth > MAX_DEPTH {
            return Err(ParseErrorKind::TooComplex("nesting"));
        }
        let mut attributes = 0;
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| ParseErrorKind::Malformed(brief(&error.to_string())))?;
            attributes += 1;
            declarations += usize::from(attribute.key.as_namespace_binding().is_some());
            if attributes > MAX_ATTRIBUTES {
                return Err(ParseErrorKind::TooComplex("attributes"));
            }
        }
        if declarations > MAX_NAMESPACE_DECLARATIONS {
            return Err(ParseErrorKind::TooComplex("namespace declarations"));
        }
    }
}

/// Errors of the libraries quote the input; a quote must not carry a secret or a whole frame into a log.
fn brief(message: &str) -> String {
    let quote = message.find(['\'', '"', '`']).unwrap_or(message.len());
    message[..quote].trim_end().chars().take(80).collect()
}

/// `domain:name` for messages, whatever prefix the sender used.
pub(crate) fn qualified(namespace: &str, name: &str) -> String {
    match ns::prefix(namespace) {
        Some("epp") | None => name.to_owned(),
        Some(prefix) => format!("{prefix}:{name}"),
    }
}

/// An element.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a, 'input>(Node<'a, 'input>);

impl<'a, 'input> Element<'a, 'input> {
    /// The outermost element.
    pub(crate) fn root(document: &'a Document<'input>) -> Self {
        Self(document.root_element())
    }

    /// Namespace, empty if none.
    pub(crate) fn namespace(self) -> &'a str {
        self.0.tag_name().namespace().unwrap_or_default()
    }

    /// Local name.
    pub(crate) fn name(self) -> &'a str {
        self.0.tag_name().name()
    }

    /// Whether this is the element `name` in `namespace`.
    pub(crate) fn is(self, namespace: &str, name: &str) -> bool {
        self.name() == name && self.namespace() == namespace
    }

    /// Name for messages.
    pub(crate) fn qualified(self) -> String {
        qualified(self.namespace(), self.name())
    }

    /// Child elements.
    pub(crate) fn children(self) -> impl Iterator<Item = Element<'a, 'input>> {
        self.0.children().filter(Node::is_element).map(Element)
    }

    /// Child elements of that name.
    pub(crate) fn all(self, namespace: &str, name: &str) -> impl Iterator<Item = Element<'a, 'input>> {
        self.children().filter(move |child| child.is(namespace, name))
    }

    /// The first child element of that name.
    pub(crate) fn child(self, namespace: &str, name: &str) -> Option<Self> {
        self.all(namespace, name).next()
    }

    /// The child element of that name, which must not be repeated.
    pub(crate) fn one(self, namespace: &str, name: &str) -> Read<Option<Self>> {
        let mut found = self.all(namespace, name);
        let first = found.next();
        match found.next() {
            None => Ok(first),
            Some(_) => Err(ParseErrorKind::Repeated(qualified(namespace, name))),
        }
    }

    /// The child element of that name, which must be there once.
    pub(crate) fn required(self, namespace: &str, name: &str) -> Read<Self> {
        self.one(namespace, name)?.ok_or_else(|| missing(namespace, name))
    }

    /// Refuses children other than those named, so that a misspelt element of a command does not go unnoticed.
    pub(crate) fn only(self, namespace: &str, names: &[&str]) -> Read<()> {
        match self.children().find(|child| child.namespace() != namespace || !names.contains(&child.name())) {
            None => Ok(()),
            Some(stranger) => Err(ParseErrorKind::Unexpected(stranger.qualified())),
        }
    }

    /// An attribute without namespace, with white space normalised.
    pub(crate) fn attribute(self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        attributes
            .find(|attribute| attribute.namespace().is_none() && attribute.name() == name)
            .map(|it| collapse(it.value()))
    }

    /// Where the value of an attribute stands in the frame.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn attribute_range(self, name: &str) -> Option<std::ops::Range<usize>> {
        self.0.attributes().find(|it| it.namespace().is_none() && it.name() == name).map(|it| it.range_value())
    }

    /// An attribute that must be there.
    pub(crate) fn required_attribute(self, name: &str) -> Read<String> {
        self.attribute(name).ok_or_else(|| ParseErrorKind::Missing(format!("{}@{name}", self.qualified())))
    }

    /// The text directly in the element; comments and the borders of CDATA sections vanish.
    fn text(self) -> Cow<'a, str> {
        let mut texts = self.0.children().filter(Node::is_text).filter_map(|node| node.text());
        match (texts.next(), texts.next()) {
            (None, _) => Cow::Borrowed(""),
            (Some(only), None) => Cow::Borrowed(only),
            (Some(first), Some(second)) => Cow::Owned([first, second].into_iter().chain(texts).collect()),
        }
    }

    /// The text as `xsd:token`: trimmed, inner white space collapsed. Texts may be indented over several lines.
    pub(crate) fn token(self) -> String {
        collapse(&self.text())
    }

    /// The text as `xsd:normalizedString`, without the line breaks and indentation that a writer may have put around it.
    pub(crate) fn line(self) -> String {
        let text = self.text();
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let start = text.len() - text.trim_start_matches(is_space).len();
        let end = text.trim_end_matches(is_space).len().max(start);
        let keep = |margin: &str| !margin.contains(['\n', '\r']);
        let from = if keep(&text[..start]) { 0 } else { start };
        let to = if keep(&text[end..]) { text.len() } else { end };
        text.get(from..to).unwrap_or_default().replace(['\t', '\n', '\r'], " ")
    }

    /// The text as a secret.
    pub(crate) fn secret(self) -> Secret {
        Secret::new(self.token())
    }

    /// The text as a value of some type.
    pub(crate) fn value<T>(self, read: impl FnOnce(&str) -> Option<T>) -> Read<T> {
        let text = self.token();
        read(&text).ok_or_else(|| bad_value(&self.qualified(), &text))
    }

    /// An attribute as a value of some type.
    pub(crate) fn attribute_value<T>(self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Read<Option<T>> {
        let Some(text) = self.attribute(name) else { return Ok(None) };
        read(&text).map(Some).ok_or_else(|| bad_value(&format!("{}@{name}", self.qualified()), &text))
    }

    /// The text of the first child of that name.
    pub(crate) fn child_token(self, namespace: &str, name: &str) -> Option<String> {
        self.child(namespace, name).map(Self::token)
    }

    /// The text of a child that must be there once.
    pub(crate) fn required_token(self, namespace: &str, name: &str) -> Read<String> {
        self.required(namespace, name).map(Self::token)
    }

    /// The date and time in the first child of that name.
    pub(crate) fn child_date(self, namespace: &str, name: &str) -> Read<Option<OffsetDateTime>> {
        self.child(namespace, name).map(|child| child.value(datetime::parse)).transpose()
    }

    /// The date and time in a child that must be there.
    pub(crate) fn required_date(self, namespace: &str, name: &str) -> Read<OffsetDateTime> {
        self.child_date(namespace, name)?.ok_or_else(|| missing(namespace, name))
    }

    /// The number in a child that must be there.
    pub(crate) fn required_number<T: FromStr>(self, namespace: &str, name: &str) -> Read<T> {
        self.required(namespace, name)?.value(|text| text.parse().ok())
    }
}

/// A required element is not there.
pub(crate) fn missing(namespace: &str, name: &str) -> ParseErrorKind {
    ParseErrorKind::Missing(qualified(namespace, name))
}

/// A value does not have the syntax of its type.
fn bad_value(element: &str, value: &str) -> ParseErrorKind {
    ParseErrorKind::Value { element: element.to_owned(), value: value.chars().take(255).collect() }
}

/// `xsd:boolean`.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}

/// White space as `xsd:token` wants it. XML knows four white space characters; others are content.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_of(inner: &str) -> String {
        let xml = format!("<a>{inner}</a>");
        let document = parse(&xml).unwrap();
        Element::root(&document).line()
    }

    #[test]
    fn text_is_read_over_comments_cdata_and_references() {
        let document = parse("<a>\n  x&amp;<!-- no --><![CDATA[<y>]]>&#233;\n z </a>").unwrap();
        assert_eq!(Element::root(&document).token(), "x&<y>é z");
    }

    #[test]
    fn lines_keep_spaces_but_lose_indentation() {
        assert_eq!(line_of("logged in. "), "logged in. ");
        assert_eq!(line_of("\n   one  two\n  "), "one  two");
        assert_eq!(line_of("one\n  two"), "one   two");
        assert_eq!(line_of("  \n "), "");
        assert_eq!(line_of("   "), "   ");
        assert_eq!(line_of(""), "");
    }

    #[test]
    fn attributes_of_other_namespaces_are_not_taken() {
        let document = parse("<a xmlns:x='urn:x' x:op='no' op=' a  b '/>").unwrap();
        assert_eq!(Element::root(&document).attribute("op").as_deref(), Some("a b"));
        assert_eq!(Element::root(&document).attribute("x"), None);
    }

    #[test]
    fn utf_16_is_read_behind_a_byte_order_mark() {
        let encode =
            |order: fn(u16) -> [u8; 2]| -> Vec<u8> { "\u{feff}<a>ø😀</a>".encode_utf16().flat_map(order).collect() };
        for mut bytes in [encode(u16::to_be_bytes), encode(u16::to_le_bytes)] {
            assert_eq!(decode(&bytes).unwrap(), "<a>ø😀</a>");
            bytes.pop();
            assert_eq!(decode(&bytes), Err(ParseErrorKind::Encoding));
        }
        // Half of a surrogate pair.
        assert_eq!(decode(&[0xFE, 0xFF, 0xD8, 0x00]), Err(ParseErrorKind::Encoding));
        assert_eq!(decode(&[0xFE, 0xFF]).unwrap(), "");
        assert_eq!(decode(b"\xef\xbb\xbf<a/>").unwrap(), "\u{feff}<a/>");
        assert_eq!(decode(b"<\xff/>"), Err(ParseErrorKind::Encoding));
    }

    #[test]
    fn document_types_are_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>";
        assert_eq!(parse(bomb).err(), Some(ParseErrorKind::DocumentType));
        assert_eq!(parse("<!DOCTYPE a><a/>").err(), Some(ParseErrorKind::DocumentType));
        assert!(matches!(parse("<a>&undeclared;</a>").err(), Some(ParseErrorKind::Malformed(_))));
    }

    #[test]
    fn excess_is_refused_before_it_costs_anything() {
        let deep = "<a>".repeat(80_000);
        assert_eq!(parse(&deep).err(), Some(ParseErrorKind::TooComplex("nesting")));
        let attributes: String = (0..40_000).map(|i| format!(" a{i}=''")).collect();
        assert_eq!(parse(&format!("<a{attributes}/>")).err(), Some(ParseErrorKind::TooComplex("attributes")));
        let declarations = "<b xmlns:c='d'/>".repeat(2_000);
        let xml = format!("<a>{declarations}</a>");
        assert_eq!(parse(&xml).err(), Some(ParseErrorKind::TooComplex("namespace declarations")));
        let nodes = format!("<a>{}</a>", "<b/>".repeat(140_000));
        assert_eq!(parse(&nodes).err(), Some(ParseErrorKind::TooComplex("nodes")));
    }

    #[test]
    fn errors_do_not_quote_the_frame() {
        for xml in [
            "<epp><pw>hunter2",
            "<epp><pw>hunter2</wp></epp>",
            "<epp><pw hunter2</pw></epp>",
            "<pw hunter2='a' hunter2='b'/>",
        ] {
            let message = parse(xml).unwrap_err().to_string();
            assert!(!message.contains("hunter2"), "{message}");
        }
    }
}
