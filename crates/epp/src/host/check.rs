//! `<host:check>` (RFC 5732 §3.1.1).

use crate::{
    object::{Checked, HOST},
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Asks which host names can be registered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Check {
    /// Host names.
    pub names: Vec<String>,
}

/// Answer to [`Check`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckData {
    /// One entry a name.
    pub items: Vec<Checked>,
}

impl Check {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self { names: HOST.read_keys(element)? })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        HOST.write_check(w, &self.names);
    }
}

impl CheckData {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self { items: HOST.read_checked(element)? })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        HOST.write_checked(w, &self.items);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CommandBody, ResData, testing::*};

    #[test]
    fn command() {
        let check = Check { names: vec!["ns1.nordisk.example".to_owned()] };
        let read = read_command(
            "<check><host:check xmlns:host='urn:ietf:params:xml:ns:host-1.0'><host:name>ns1.nordisk.example</host:name>\
             </host:check></check>",
        );
        assert_eq!(read, CommandBody::HostCheck(check.clone()));
        round_trip_command("host check command", check);
    }

    #[test]
    fn response() {
        let data = CheckData {
            items: vec![Checked { object: "ns1.nordisk.example".to_owned(), available: true, reason: None }],
        };
        let read = read_response(
            "<resData><host:chkData xmlns:host='urn:ietf:params:xml:ns:host-1.0'><host:cd>\
             <host:name avail='1'>ns1.nordisk.example</host:name></host:cd></host:chkData></resData>",
        );
        assert_eq!(read.data, Some(ResData::HostCheck(data.clone())));
        round_trip_response("host check response", &response_with(Some(ResData::HostCheck(data))));
    }
}
