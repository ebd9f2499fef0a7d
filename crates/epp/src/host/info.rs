//! `<host:info>` (RFC 5732 §3.1.2).

use time::OffsetDateTime;

use super::Addr;
use crate::{
    ns,
    object::{HOST, Status},
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Asks for a host.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Info {
    /// Host name.
    pub name: String,
}

/// Answer to [`Info`]. The name server administrator is in [`Extensions::dkhm`](crate::Extensions::dkhm).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InfoData {
    /// Host name.
    pub name: String,
    /// Repository object identifier.
    pub roid: String,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// Addresses.
    pub addrs: Vec<Addr>,
    /// Sponsoring client.
    pub cl_id: String,
    /// Client that created the host.
    pub cr_id: String,
    /// Created.
    pub cr_date: OffsetDateTime,
    /// Client that updated the host last.
    pub up_id: Option<String>,
    /// Last updated.
    pub up_date: Option<OffsetDateTime>,
    /// Last transferred.
    pub tr_date: Option<OffsetDateTime>,
}

impl Info {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::HOST, &["name"])?;
        Ok(Self { name: HOST.read_key(element)? })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("host:info", ns::HOST, |w| w.leaf("host:name", &self.name));
    }
}

impl InfoData {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        let text = |name| element.child_token(ns::HOST, name);
        let date = |name| element.child_date(ns::HOST, name);
        Ok(Self {
            name: element.required_token(ns::HOST, "name")?,
            roid: text("roid").unwrap_or_default(),
            statuses: HOST.read_statuses(element)?,
            addrs: Addr::read_own(element)?,
            cl_id: text("clID").unwrap_or_default(),
            cr_id: text("crID").unwrap_or_default(),
            cr_date: element.required_date(ns::HOST, "crDate")?,
            up_id: text("upID"),
            up_date: date("upDate")?,
            tr_date: date("trDate")?,
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("host:infData", ns::HOST, |w| {
            w.leaf("host:name", &self.name);
            w.leaf("host:roid", &self.roid);
            HOST.write_statuses(w, &self.statuses);
            Addr::write_own(&self.addrs, w);
            w.leaf("host:clID", &self.cl_id);
            w.leaf("host:crID", &self.cr_id);
            w.date("host:crDate", self.cr_date);
            w.optional("host:upID", self.up_id.as_deref());
            w.optional_date("host:upDate", self.up_date);
            w.optional_date("host:trDate", self.tr_date);
        });
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::{CommandBody, ResData, testing::*};

    #[test]
    fn command() {
        let info = Info { name: "ns1.eksempel.dk".to_owned() };
        let read = read_command(
            "<info><host:info xmlns:host='urn:ietf:params:xml:ns:host-1.0'><host:name>ns1.eksempel.dk</host:name>\
             </host:info></info>",
        );
        assert_eq!(read, CommandBody::HostInfo(info.clone()));
        round_trip_command("host info command", info);
    }

    #[test]
    fn response() {
        let data = InfoData {
            name: "ns1.eksempel.dk".to_owned(),
            roid: "NS1_EKSEMPEL_DK-DK".to_owned(),
            statuses: vec![Status::new("linked"), Status::new("ok")],
            addrs: vec![
                "198.51.100.7".parse::<std::net::IpAddr>().unwrap().into(),
                "2001:db8::7".parse::<std::net::IpAddr>().unwrap().into(),
            ],
            cl_id: "REG-100001".to_owned(),
            cr_id: "REG-100001".to_owned(),
            cr_date: datetime!(2024-11-03 08:10:46 UTC),
            up_id: Some("REG-100001".to_owned()),
            up_date: Some(datetime!(2025-08-10 09:34:58 UTC)),
            tr_date: None,
        };
        let read = read_response(
            "<resData><host:infData xmlns:host='urn:ietf:params:xml:ns:host-1.0'><host:name>ns1.eksempel.dk</host:name>\
             <host:roid>NS1_EKSEMPEL_DK-DK</host:roid><host:status s='linked'/><host:status s='ok'/>\
             <host:addr>198.51.100.7</host:addr><host:addr ip='v6'>2001:db8::7</host:addr><host:clID>REG-100001</host:clID>\
             <host:crID>REG-100001</host:crID><host:crDate>2024-11-03T08:10:46.0Z</host:crDate><host:upID>REG-100001</host:upID>\
             <host:upDate>2025-08-10T09:34:58.0Z</host:upDate></host:infData></resData>\
             <extension><d:contact xmlns:d='urn:dkhm:params:xml:ns:dkhm-4.5'>REG-100001</d:contact></extension>",
        );
        assert_eq!(read.data, Some(ResData::HostInfo(data)));
        assert_eq!(read.extensions.dkhm.contact.as_deref(), Some("REG-100001"));
        round_trip_response("host info response", &read);
    }
}
