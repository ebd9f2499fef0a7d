//! Extensions: the registry's own ([`dkhm`]), DNSSEC ([`secdns`]) and redemption grace period ([`rgp`]).

pub mod dkhm;
pub mod rgp;
pub mod secdns;

use crate::{
    ParseErrorKind, ns,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// What stands in the `<extension>` of a response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extensions {
    /// The registry's own elements.
    pub dkhm: dkhm::Response,
    /// DNSSEC data of a domain.
    pub sec_dns: Option<secdns::SecDns>,
    /// Statuses of the redemption grace period, such as `redemptionPeriod`.
    pub rgp_statuses: Vec<String>,
    /// Elements that were not understood. They are not written.
    pub unknown: Vec<UnknownElement>,
}

/// An element that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownElement {
    /// Namespace; empty if none.
    pub namespace: String,
    /// Local name.
    pub name: String,
    /// What was wrong, for an element that is known but not readable.
    pub problem: Option<String>,
}

impl UnknownElement {
    fn new(element: Element<'_, '_>, problem: Option<ParseErrorKind>) -> Self {
        Self {
            namespace: element.namespace().to_owned(),
            name: element.name().to_owned(),
            problem: problem.map(|problem| problem.to_string()),
        }
    }
}

impl Extensions {
    /// Reads what it can. An element that cannot be read does not hide the others.
    pub(crate) fn read(extension: Option<Element<'_, '_>>) -> Self {
        let mut out = Self::default();
        for element in extension.iter().flat_map(|extension| extension.children()) {
            let understood = match (element.namespace(), element.name()) {
                (ns::DKHM | ns::DKHM_4_4, _) => out.dkhm.read(element),
                (ns::SEC_DNS, "infData") => secdns::SecDns::read(element).map(|data| {
                    out.sec_dns = Some(data);
                    true
                }),
                (ns::RGP, "infData" | "upData") => rgp::read_statuses(element).map(|statuses| {
                    out.rgp_statuses.extend(statuses);
                    true
                }),
                _ => Ok(false),
            };
            match understood {
                Ok(true) => {}
                Ok(false) => out.unknown.push(UnknownElement::new(element, None)),
                Err(problem) => out.unknown.push(UnknownElement::new(element, Some(problem))),
            }
        }
        out
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.within_unless_empty("extension", |w| {
            self.dkhm.write(w);
            if let Some(sec_dns) = &self.sec_dns {
                sec_dns.write(w, "secDNS:infData");
            }
            rgp::write_statuses(w, &self.rgp_statuses);
        });
    }
}

/// The extension elements of a command. Each request takes those that it knows; what is left is unknown.
pub(crate) struct CommandExtensions<'a, 'input>(Vec<Element<'a, 'input>>);

impl<'a, 'input> CommandExtensions<'a, 'input> {
    pub(crate) fn new(extension: Option<Element<'a, 'input>>) -> Self {
        Self(extension.iter().flat_map(|extension| extension.children()).collect())
    }

    fn take_if(&mut self, wanted: impl Fn(&Element<'a, 'input>) -> bool) -> Read<Option<Element<'a, 'input>>> {
        let mut found = None;
        for element in self.0.extract_if(.., |element| wanted(element)) {
            if found.replace(element).is_some() {
                return Err(ParseErrorKind::Repeated(element.qualified()));
            }
        }
        Ok(found)
    }

    /// An element that may stand once.
    pub(crate) fn take(&mut self, namespace: &str, name: &str) -> Read<Option<Element<'a, 'input>>> {
        self.take_if(|element| element.is(namespace, name))
    }

    /// One of the registry's elements, in either version of its namespace.
    pub(crate) fn take_dkhm(&mut self, name: &str) -> Read<Option<Element<'a, 'input>>> {
        self.take_if(|element| element.is(ns::DKHM, name) || element.is(ns::DKHM_4_4, name))
    }

    /// The text of one of the registry's elements.
    pub(crate) fn take_dkhm_token(&mut self, name: &str) -> Read<Option<String>> {
        Ok(self.take_dkhm(name)?.map(Element::token))
    }

    pub(crate) fn into_unknown(self) -> Vec<UnknownElement> {
        self.0.into_iter().map(|element| UnknownElement::new(element, None)).collect()
    }
}
