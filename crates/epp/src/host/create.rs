//! `<host:create>` (RFC 5732 §3.2.1) with the registry's extension.

use time::OffsetDateTime;

use super::Addr;
use crate::{
    extensions::{CommandExtensions, dkhm},
    ns,
    object::HOST,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Registers a name server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Create {
    /// Host name.
    pub name: String,
    /// Addresses; needed for a host under a `.dk` domain that it serves.
    pub addrs: Vec<Addr>,
    /// Who shall administer the name server (`dkhm:requestedNsAdmin`); the own registrar if absent.
    pub requested_ns_admin: Option<String>,
}

/// Answer to [`Create`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateData {
    /// Host name.
    pub name: String,
    /// Created.
    pub cr_date: OffsetDateTime,
}

impl Create {
    pub(crate) fn read(element: Element<'_, '_>, extensions: &mut CommandExtensions<'_, '_>) -> Read<Self> {
        element.only(ns::HOST, &["name", "addr"])?;
        Ok(Self {
            name: HOST.read_key(element)?,
            addrs: Addr::read_own(element)?,
            requested_ns_admin: extensions.take_dkhm_token("requestedNsAdmin")?,
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("host:create", ns::HOST, |w| {
            w.leaf("host:name", &self.name);
            Addr::write_own(&self.addrs, w);
        });
    }

    pub(crate) fn write_extension(&self, w: &mut XmlWriter) {
        dkhm::write_optional(w, "requestedNsAdmin", self.requested_ns_admin.as_deref());
    }
}

impl CreateData {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self { name: HOST.read_key(element)?, cr_date: element.required_date(ns::HOST, "crDate")? })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("host:creData", ns::HOST, |w| {
            w.leaf("host:name", &self.name);
            w.date("host:crDate", self.cr_date);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CommandBody, ParseErrorKind, ResData, host::IpKind, testing::*};

    #[test]
    fn command() {
        let create = Create {
            name: "ns1.eksempel.dk".to_owned(),
            addrs: vec![
                Addr { ip: IpKind::V4, value: "198.51.100.7".to_owned() },
                Addr { ip: IpKind::V6, value: "2001:db8::7".to_owned() },
            ],
            requested_ns_admin: Some("JD1-DK".to_owned()),
        };
        let read = read_command(
            "<create><host:create xmlns:host='urn:ietf:params:xml:ns:host-1.0'><host:name>ns1.eksempel.dk</host:name>\
             <host:addr>198.51.100.7</host:addr><host:addr ip='v6'>2001:db8::7</host:addr></host:create></create>\
             <extension><dkhm:requestedNsAdmin xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>JD1-DK\n</dkhm:requestedNsAdmin>\
             </extension>",
        );
        assert_eq!(read, CommandBody::HostCreate(create.clone()));
        round_trip_command("host create command", create.clone());
        round_trip_command("host create command", Create { addrs: Vec::new(), requested_ns_admin: None, ..create });
    }

    #[test]
    fn an_address_of_no_known_version_is_refused() {
        let refused = refusal(
            "<create><host:create xmlns:host='urn:ietf:params:xml:ns:host-1.0'><host:name>ns1.eksempel.dk</host:name>\
             <host:addr ip='v5'>198.51.100.7</host:addr></host:create></create>",
        );
        assert_eq!(refused, ParseErrorKind::Value { element: "host:addr@ip".into(), value: "v5".into() });
    }

    #[test]
    fn response() {
        let data = CreateData {
            name: "ns1.eksempel.dk".to_owned(),
            cr_date: time::macros::datetime!(2026-08-30 09:27:32 UTC),
        };
        let read = read_response(
            "<resData><host:creData xmlns:host='urn:ietf:params:xml:ns:host-1.0'><host:name>ns1.eksempel.dk</host:name>\
             <host:crDate>2026-08-30T09:27:32.0Z</host:crDate></host:creData></resData>",
        );
        assert_eq!(read.data, Some(ResData::HostCreate(data.clone())));
        round_trip_response("host create response", &response_with(Some(ResData::HostCreate(data))));
    }
}
