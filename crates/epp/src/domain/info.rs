//! `<domain:info>` (RFC 5731 §3.1.2).

use time::OffsetDateTime;

use super::{DomainContact, HostAttr, NameServers};
use crate::{
    Secret, ns,
    object::{DOMAIN, Status},
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Asks for a domain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Info {
    /// Domain name, U-label or A-label.
    pub name: String,
    /// Which hosts to return: `all` (the default), `del`, `sub` or `none`.
    pub hosts: Option<String>,
    /// Authorization token.
    pub auth_info: Option<Secret>,
}

/// Answer to [`Info`]. A name offered to the waiting list has only `name`, `roid` and `cl_id`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InfoData {
    /// Domain name; the registry writes U-labels.
    pub name: String,
    /// Repository object identifier.
    pub roid: String,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// Contact identifier of the registrant.
    pub registrant: Option<String>,
    /// Contacts in other roles, as far as the client may see them.
    pub contacts: Vec<DomainContact>,
    /// Host objects that serve the domain.
    pub ns: Vec<String>,
    /// Name servers given by address.
    pub ns_attrs: Vec<HostAttr>,
    /// Subordinate hosts.
    pub hosts: Vec<String>,
    /// Sponsoring client: a registrar's handle, or the registry's own for registrant-managed domains.
    pub cl_id: String,
    /// Client that created the domain.
    pub cr_id: Option<String>,
    /// Created.
    pub cr_date: Option<OffsetDateTime>,
    /// Client that updated the domain last.
    pub up_id: Option<String>,
    /// Last updated.
    pub up_date: Option<OffsetDateTime>,
    /// Paid until.
    pub ex_date: Option<OffsetDateTime>,
    /// Last transferred.
    pub tr_date: Option<OffsetDateTime>,
    /// Authorization token; the registry uses [`dkhm::AuthInfo`](crate::extensions::dkhm::AuthInfo) instead.
    pub auth_info: Option<Secret>,
}

impl Info {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::DOMAIN, &["name", "authInfo"])?;
        let name = element.required(ns::DOMAIN, "name")?;
        Ok(Self { name: name.token(), hosts: name.attribute("hosts"), auth_info: DOMAIN.read_auth_info(element) })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("domain:info", ns::DOMAIN, |w| {
            match &self.hosts {
                Some(hosts) => w.leaf_with("domain:name", &[("hosts", hosts)], &self.name),
                None => w.leaf("domain:name", &self.name),
            }
            if let Some(pw) = &self.auth_info {
                DOMAIN.write_auth_info(w, pw);
            }
        });
    }
}

impl InfoData {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        let text = |name| element.child_token(ns::DOMAIN, name);
        let date = |name| element.child_date(ns::DOMAIN, name);
        let servers = NameServers::read(element)?;
        Ok(Self {
            name: element.required_token(ns::DOMAIN, "name")?,
            roid: text("roid").unwrap_or_default(),
            statuses: DOMAIN.read_statuses(element)?,
            registrant: text("registrant"),
            contacts: DomainContact::read_all(element),
            ns: servers.objects,
            ns_attrs: servers.attrs,
            hosts: element.all(ns::DOMAIN, "host").map(Element::token).collect(),
            cl_id: text("clID").unwrap_or_default(),
            cr_id: text("crID"),
            cr_date: date("crDate")?,
            up_id: text("upID"),
            up_date: date("upDate")?,
            ex_date: date("exDate")?,
            tr_date: date("trDate")?,
            auth_info: DOMAIN.read_auth_info(element),
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("domain:infData", ns::DOMAIN, |w| {
            w.leaf("domain:name", &self.name);
            w.leaf("domain:roid", &self.roid);
            DOMAIN.write_statuses(w, &self.statuses);
            w.optional("domain:registrant", self.registrant.as_deref());
            DomainContact::write_all(&self.contacts, w);
            NameServers::write(&self.ns, &self.ns_attrs, w);
            w.each("domain:host", &self.hosts);
            w.leaf("domain:clID", &self.cl_id);
            w.optional("domain:crID", self.cr_id.as_deref());
            w.optional_date("domain:crDate", self.cr_date);
            w.optional("domain:upID", self.up_id.as_deref());
            w.optional_date("domain:upDate", self.up_date);
            w.optional_date("domain:exDate", self.ex_date);
            w.optional_date("domain:trDate", self.tr_date);
            if let Some(pw) = &self.auth_info {
                DOMAIN.write_auth_info(w, pw);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::{
        CommandBody, Extensions, ResData,
        extensions::{
            dkhm,
            secdns::{DsData, SecDns},
        },
        testing::*,
    };

    #[test]
    fn command() {
        let plain = Info { name: "eksempel.dk".to_owned(), ..Info::default() };
        let read = read_command(
            "<info><domain:info xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'>\
             <domain:name>eksempel.dk</domain:name></domain:info></info>",
        );
        assert_eq!(read, CommandBody::DomainInfo(plain.clone()));
        round_trip_command("domain info command", plain.clone());
        let full = Info { hosts: Some("none".to_owned()), auth_info: Some("OWN-TRANSFER-0".into()), ..plain };
        round_trip_command("domain info command with token", full);
    }

    #[test]
    fn response_with_everything_a_registrar_sees() {
        let response = read_response(FULL);
        let expected = InfoData {
            name: "eksempel.dk".to_owned(),
            roid: "EKSEMPEL_DK-DK".to_owned(),
            statuses: vec![
                Status::new("pendingDelete"),
                Status {
                    value: "serverHold".to_owned(),
                    lang: Some("da".to_owned()),
                    text: Some("Ikke i zonen".to_owned()),
                },
            ],
            registrant: Some("JD1-DK".to_owned()),
            contacts: vec![DomainContact { role: "billing".to_owned(), id: "REG-100001".to_owned() }],
            ns: vec!["ns1.eksempel.dk".to_owned(), "ns2.eksempel.dk".to_owned()],
            hosts: vec!["ns1.eksempel.dk".to_owned()],
            cl_id: "REG-100001".to_owned(),
            cr_date: Some(datetime!(2020-05-04 10:00 UTC)),
            ex_date: Some(datetime!(2027-05-31 21:59:59 UTC)),
            ..InfoData::default()
        };
        assert_eq!(response.data, Some(ResData::DomainInfo(Box::new(expected))));
        let ds = DsData { key_tag: 4711, alg: 13, digest_type: 2, digest: "ab".repeat(32), key: None };
        let expected = Extensions {
            dkhm: dkhm::Response {
                registrant_validated: Some(true),
                auth_info: vec![dkhm::AuthInfo {
                    op: "transfer".to_owned(),
                    exp_date: datetime!(2026-08-10 13:05:19 UTC),
                    token: "REG-TRANSFER-0123".into(),
                }],
                auto_renew: Some(false),
                vid: Some(false),
                advisories: vec![dkhm::DomainAdvisory {
                    domain: Some("eksempel.dk".to_owned()),
                    advisory: Some("pendingDeletionDate".to_owned()),
                    date: Some(datetime!(2026-08-27 22:00 UTC)),
                }],
                ..dkhm::Response::default()
            },
            sec_dns: Some(SecDns::from(vec![ds])),
            rgp_statuses: vec!["redemptionPeriod".to_owned()],
            unknown: Vec::new(),
        };
        assert_eq!(response.extensions, expected);
        round_trip_response("domain info response", &response);
    }

    #[test]
    fn response_for_a_name_on_the_waiting_list() {
        let data = InfoData {
            name: "eksempel.dk".to_owned(),
            roid: "EKSEMPEL_DK-DK".to_owned(),
            cl_id: "DKHM1-DK".to_owned(),
            ..InfoData::default()
        };
        round_trip_response("waiting list", &response_with(Some(ResData::DomainInfo(Box::new(data)))));
    }

    const FULL: &str = "<resData><domain:infData xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'>
        <domain:name>eksempel.dk</domain:name><domain:roid>EKSEMPEL_DK-DK</domain:roid>
        <domain:status s='pendingDelete'/><domain:status s='serverHold' lang='da'>Ikke i zonen</domain:status>
        <domain:registrant>JD1-DK</domain:registrant>
        <domain:contact type='billing'>REG-100001</domain:contact>
        <domain:ns><domain:hostObj>ns1.eksempel.dk</domain:hostObj><domain:hostObj>ns2.eksempel.dk</domain:hostObj></domain:ns>
        <domain:host>ns1.eksempel.dk</domain:host><domain:clID>REG-100001</domain:clID>
        <domain:crDate>2020-05-04T12:00:00+02:00</domain:crDate><domain:exDate>2027-05-31T21:59:59.0Z</domain:exDate>
        </domain:infData></resData><extension>
        <dkhm:registrant_validated xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>1
        </dkhm:registrant_validated>
        <secDNS:infData xmlns:secDNS='urn:ietf:params:xml:ns:secDNS-1.1'><secDNS:dsData><secDNS:keyTag>4711</secDNS:keyTag>
        <secDNS:alg>13</secDNS:alg><secDNS:digestType>2</secDNS:digestType>
        <secDNS:digest>abababababababababababababababababababababababababababababababab</secDNS:digest></secDNS:dsData>
        </secDNS:infData>
        <rgp:infData xmlns:rgp='urn:ietf:params:xml:ns:rgp-1.0'><rgp:rgpStatus s='redemptionPeriod'/></rgp:infData>
        <dkhm:authInfo op='transfer' expdate='2026-08-10T13:05:19.0Z' xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>REG-TRANSFER-0123
        </dkhm:authInfo>
        <dkhm:autoRenew xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.4'>false
        </dkhm:autoRenew><dkhm:vid xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>false</dkhm:vid>
        <dkhm:domainAdvisory advisory='pendingDeletionDate' date='2026-08-27T22:00:00.0Z' domain='eksempel.dk'
        xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'/></extension>";
}
