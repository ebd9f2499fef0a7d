//! `<contact:check>` (RFC 5733 §3.1.1).

use crate::{
    object::{CONTACT, Checked},
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Asks which contact identifiers are in use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Check {
    /// Contact identifiers.
    pub ids: Vec<String>,
}

/// Answer to [`Check`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckData {
    /// One entry an identifier.
    pub items: Vec<Checked>,
}

impl Check {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self { ids: CONTACT.read_keys(element)? })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        CONTACT.write_check(w, &self.ids);
    }
}

impl CheckData {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self { items: CONTACT.read_checked(element)? })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        CONTACT.write_checked(w, &self.items);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CommandBody, ResData, testing::*};

    #[test]
    fn command() {
        let check = Check { ids: vec!["JD1-DK".to_owned(), "JD2-DK".to_owned()] };
        let read = read_command(
            "<check><check xmlns='urn:ietf:params:xml:ns:contact-1.0'><id>JD1-DK</id><id><![CDATA[JD2-DK]]></id></check></check>",
        );
        assert_eq!(read, CommandBody::ContactCheck(check.clone()));
        round_trip_command("contact check command", check);
    }

    #[test]
    fn response() {
        let data = CheckData {
            items: vec![Checked { object: "JD1-DK".to_owned(), available: false, reason: Some("In use".to_owned()) }],
        };
        let read = read_response(
            "<resData><contact:chkData xmlns:contact='urn:ietf:params:xml:ns:contact-1.0'><contact:cd>\
             <contact:id avail='0'>JD1-DK</contact:id><contact:reason>In use</contact:reason></contact:cd></contact:chkData></resData>",
        );
        assert_eq!(read.data, Some(ResData::ContactCheck(data.clone())));
        round_trip_response("contact check response", &response_with(Some(ResData::ContactCheck(data))));
    }
}
