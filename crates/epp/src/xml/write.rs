//! Writing: `quick-xml` into a string.

use std::borrow::Cow;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use time::OffsetDateTime;

use crate::{datetime, ns};

/// Writes one frame. Names are literals of this crate; texts and attribute values are escaped.
pub(crate) struct XmlWriter(Writer<Vec<u8>>);

impl XmlWriter {
    /// Writes a whole frame: declaration, `epp` element and what `content` puts into it.
    pub(crate) fn frame(content: impl FnOnce(&mut Self)) -> String {
        let mut writer = Self(Writer::new(Vec::with_capacity(1024)));
        writer.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("no"))));
        writer.within_with("epp", &[("xmlns", ns::EPP)], content);
        // Everything written came from strings, so the bytes are UTF-8.
        String::from_utf8(writer.0.into_inner()).unwrap_or_default()
    }

    fn event(&mut self, event: Event<'_>) {
        // Writing into a vector cannot fail.
        self.0.write_event(event).ok();
    }

    fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, legal(value).as_ref()));
        }
        start
    }

    /// An element around others.
    pub(crate) fn within(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        self.within_with(name, &[], content);
    }

    /// An element with attributes around others.
    pub(crate) fn within_with(&mut self, name: &str, attributes: &[(&str, &str)], content: impl FnOnce(&mut Self)) {
        self.event(Event::Start(Self::start(name, attributes)));
        content(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element around others, left out where `content` writes nothing.
    pub(crate) fn within_unless_empty(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        let before = self.0.get_mut().len();
        self.event(Event::Start(BytesStart::new(name)));
        let opened = self.0.get_mut().len();
        content(self);
        if self.0.get_mut().len() == opened {
            self.0.get_mut().truncate(before);
        } else {
            self.event(Event::End(BytesEnd::new(name)));
        }
    }

    /// An object's element, which declares the namespace of its prefix.
    pub(crate) fn object(&mut self, name: &str, namespace: &str, content: impl FnOnce(&mut Self)) {
        self.within_with(name, &[(&declaration(name), namespace)], content);
    }

    /// An empty element.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(Self::start(name, attributes)));
    }

    /// An element with a text.
    pub(crate) fn leaf(&mut self, name: &str, text: &str) {
        self.leaf_with(name, &[], text);
    }

    /// An element with attributes and a text.
    pub(crate) fn leaf_with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        if text.is_empty() {
            return self.empty(name, attributes);
        }
        let text = legal(text);
        self.within_with(name, attributes, |w| w.event(Event::Text(BytesText::new(&text))));
    }

    /// An element with a text, if there is one.
    pub(crate) fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.leaf(name, text);
        }
    }

    /// An element for each text.
    pub(crate) fn each(&mut self, name: &str, texts: &[String]) {
        for text in texts {
            self.leaf(name, text);
        }
    }

    /// An element with a date and time.
    pub(crate) fn date(&mut self, name: &str, date: OffsetDateTime) {
        self.leaf(name, &datetime::format(date));
    }

    /// An element with a date and time, if there is one.
    pub(crate) fn optional_date(&mut self, name: &str, date: Option<OffsetDateTime>) {
        if let Some(date) = date {
            self.date(name, date);
        }
    }
}

/// `xmlns:domain` for `domain:name`.
fn declaration(name: &str) -> String {
    format!("xmlns:{}", name.split_once(':').map_or(name, |(prefix, _)| prefix))
}

/// XML has no way to write most control characters; they become U+FFFD rather than spoil the frame.
fn legal(text: &str) -> Cow<'_, str> {
    let illegal =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    if text.contains(illegal) { Cow::Owned(text.replace(illegal, "\u{FFFD}")) } else { Cow::Borrowed(text) }
}

/// `true` or `false`.
pub(crate) fn boolean(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// `1` or `0`, as the registry writes truth in check and pending action data.
pub(crate) fn bit(value: bool) -> &'static str {
    if value { "1" } else { "0" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_without_content_can_be_left_out() {
        let xml = XmlWriter::frame(|w| {
            w.within_unless_empty("extension", |_| {});
            w.within_unless_empty("response", |w| w.leaf("msg", "x"));
        });
        assert!(xml.ends_with("<response><msg>x</msg></response></epp>"), "{xml}");
        assert!(!xml.contains("extension"), "{xml}");
    }

    #[test]
    fn hostile_texts_stay_texts() {
        let hostile = "<a b='c'>&amp;\"]]>\u{0}\u{1f}\u{ffff}é";
        let xml = XmlWriter::frame(|w| w.leaf_with("svID", &[("lang", hostile)], hostile));
        let document = crate::xml::read::parse(&xml).unwrap();
        let leaf = crate::xml::read::Element::root(&document).child(ns::EPP, "svID").unwrap();
        assert_eq!(leaf.token(), "<a b='c'>&amp;\"]]>\u{fffd}\u{fffd}\u{fffd}é");
        assert_eq!(leaf.attribute("lang").unwrap(), leaf.token());
    }
}
