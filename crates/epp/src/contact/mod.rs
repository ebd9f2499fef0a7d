//! Contact objects (RFC 5733).

mod check;
mod create;
mod info;
mod update;

pub use check::{Check, CheckData};
pub use create::{Create, CreateData};
pub use info::{Info, InfoData};
pub use update::{Change, PostalChange, Update};

use crate::{
    ParseErrorKind, ns,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Which form of a name and address this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PostalKind {
    /// `loc`: any characters; what the registry uses for Danish addresses.
    Loc,
    /// `int`: 7-bit ASCII; what the registry uses for other addresses.
    Int,
}

/// Name and address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostalInfo {
    /// `loc` or `int`.
    pub kind: PostalKind,
    /// Name, 1-255 characters. Empty where the element is missing.
    pub name: String,
    /// Organisation, up to 255 characters.
    pub org: Option<String>,
    /// Address.
    pub addr: Address,
}

/// Postal address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Up to three lines of up to 255 characters.
    pub street: Vec<String>,
    /// City, 1-255 characters. Empty where the element is missing.
    pub city: String,
    /// State or province, up to 255 characters.
    pub sp: Option<String>,
    /// Postal code, up to 16 characters.
    pub pc: Option<String>,
    /// Country, two letters of ISO 3166-1. Empty where the element is missing.
    pub cc: String,
}

/// Telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// `+CC.NNNN`, up to 17 characters.
    pub number: String,
    /// Extension.
    pub x: Option<String>,
}

impl Phone {
    /// A number without extension.
    pub fn new(number: impl Into<String>) -> Self {
        Self { number: number.into(), x: None }
    }
}

impl From<&str> for Phone {
    fn from(number: &str) -> Self {
        Self::new(number)
    }
}

impl PostalKind {
    /// The value of the `type` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Loc => "loc",
            Self::Int => "int",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text {
            "loc" => Some(Self::Loc),
            "int" => Some(Self::Int),
            _ => None,
        }
    }
}

impl PostalInfo {
    fn read_all(element: Element<'_, '_>) -> Read<Vec<Self>> {
        element.all(ns::CONTACT, "postalInfo").map(Self::read).collect()
    }

    fn read(element: Element<'_, '_>) -> Read<Self> {
        let kind = element.attribute_value("type", PostalKind::parse)?;
        let addr = element.child(ns::CONTACT, "addr");
        Ok(Self {
            kind: kind.ok_or_else(|| ParseErrorKind::Missing("contact:postalInfo@type".to_owned()))?,
            name: element.child(ns::CONTACT, "name").map(Element::line).unwrap_or_default(),
            org: element.child(ns::CONTACT, "org").map(Element::line),
            addr: addr.map(Address::read).unwrap_or_default(),
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within_with("contact:postalInfo", &[("type", self.kind.as_str())], |w| {
            w.leaf("contact:name", &self.name);
            w.optional("contact:org", self.org.as_deref());
            self.addr.write(w);
        });
    }
}

impl Address {
    fn read(element: Element<'_, '_>) -> Self {
        let line = |name| element.child(ns::CONTACT, name).map(Element::line);
        Self {
            street: element.all(ns::CONTACT, "street").map(Element::line).collect(),
            city: line("city").unwrap_or_default(),
            sp: line("sp"),
            pc: element.child_token(ns::CONTACT, "pc"),
            cc: element.child_token(ns::CONTACT, "cc").unwrap_or_default(),
        }
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within("contact:addr", |w| {
            w.each("contact:street", &self.street);
            w.leaf("contact:city", &self.city);
            w.optional("contact:sp", self.sp.as_deref());
            w.optional("contact:pc", self.pc.as_deref());
            w.leaf("contact:cc", &self.cc);
        });
    }
}

impl Phone {
    fn read(element: Element<'_, '_>) -> Self {
        Self { number: element.token(), x: element.attribute("x") }
    }

    fn write(&self, w: &mut XmlWriter, name: &str) {
        match &self.x {
            Some(x) => w.leaf_with(name, &[("x", x)], &self.number),
            None => w.leaf(name, &self.number),
        }
    }

    fn write_optional(phone: Option<&Self>, w: &mut XmlWriter, name: &str) {
        if let Some(phone) = phone {
            phone.write(w, name);
        }
    }
}
