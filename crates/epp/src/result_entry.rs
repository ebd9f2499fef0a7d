//! Results of a response: code, text, and the values that they are about.

use crate::{
    ParseErrorKind, ResultCode, ns,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

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

impl ResultEntry {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        let code = element.attribute_value("code", |text| text.parse().ok())?;
        let msg = element.child(ns::EPP, "msg");
        Ok(Self {
            code: ResultCode(code.ok_or_else(|| ParseErrorKind::Missing("result@code".to_owned()))?),
            msg: msg.map(Element::line).unwrap_or_default(),
            lang: msg.and_then(|msg| msg.attribute("lang")),
            values: element.children().filter_map(ResultValue::read).collect(),
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
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

/// The attributes of a text in some language.
pub(crate) fn lang(lang: Option<&String>) -> Vec<(&'static str, &str)> {
    lang.into_iter().map(|lang| ("lang", lang.as_str())).collect()
}
