//! `<domain:check>` (RFC 5731 §3.1.1).

use crate::{
    object::{Checked, DOMAIN},
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Asks which domain names can be registered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Check {
    /// Names, U-labels or A-labels.
    pub names: Vec<String>,
}

/// Answer to [`Check`]. The registry writes names as U-labels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckData {
    /// One entry a name.
    pub items: Vec<Checked>,
}

impl Check {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self { names: DOMAIN.read_keys(element)? })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        DOMAIN.write_check(w, &self.names);
    }
}

impl CheckData {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self { items: DOMAIN.read_checked(element)? })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        DOMAIN.write_checked(w, &self.items);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CommandBody, ParseErrorKind, ResData, testing::*};

    #[test]
    fn command() {
        let check = Check { names: vec!["smørrebrød.dk".to_owned(), "xn--smrrebrd-64a9b.dk".to_owned()] };
        let read = read_command(
            "<check><d:check xmlns:d='urn:ietf:params:xml:ns:domain-1.0'><d:name>smørrebrød.dk</d:name>\
             <d:name>\n  xn--smrrebrd-64a9b.dk\n</d:name></d:check></check>",
        );
        assert_eq!(read, CommandBody::DomainCheck(check.clone()));
        round_trip_command("domain check command", check);
    }

    #[test]
    fn command_needs_a_name() {
        let refused = refusal("<check><domain:check xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'/></check>");
        assert_eq!(refused, ParseErrorKind::Missing("domain:name".to_owned()));
    }

    #[test]
    fn response() {
        let data = CheckData {
            items: vec![
                Checked { object: "fri.dk".to_owned(), available: true, reason: None },
                Checked { object: "optaget.dk".to_owned(), available: false, reason: Some("In use".to_owned()) },
                Checked {
                    object: "venteliste.dk".to_owned(),
                    available: false,
                    reason: Some("Offered for pos. on waiting list".to_owned()),
                },
            ],
        };
        let read = read_response(
            "<resData><domain:chkData xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'>\
             <domain:cd><domain:name avail='true'>fri.dk</domain:name></domain:cd>\
             <domain:cd><domain:name avail='0'>optaget.dk</domain:name><domain:reason>In use</domain:reason></domain:cd>\
             <domain:cd><domain:name avail='false'>venteliste.dk</domain:name>\
             <domain:reason lang='en'>Offered for pos. on waiting list</domain:reason></domain:cd>\
             </domain:chkData></resData>",
        );
        assert_eq!(read.data, Some(ResData::DomainCheck(data.clone())));
        round_trip_response("domain check response", &response_with(Some(ResData::DomainCheck(data))));
    }
}
