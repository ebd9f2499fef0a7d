//! `<domain:create>` (RFC 5731 §3.2.1) with the registry's extensions.

use time::OffsetDateTime;

use super::{DomainContact, HostAttr, NameServers, Period};
use crate::{
    Secret,
    extensions::{CommandExtensions, dkhm, secdns::SecDns},
    ns,
    object::DOMAIN,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Applies for a domain. The registry always answers a correct application with 1001.
///
/// Values that a server answers with a code of its own are kept as received.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Create {
    /// Domain name, U-label or A-label.
    pub name: String,
    /// Period; the registry assumes one year.
    pub period: Option<Period>,
    /// Host objects that serve the domain, 2-7.
    pub ns: Vec<String>,
    /// Name servers given by address, which the registry refuses.
    pub ns_attrs: Vec<HostAttr>,
    /// Registrants. A list, since none or several are answered by code; exactly one is right.
    pub registrants: Vec<String>,
    /// Other contacts, which the registry refuses.
    pub contacts: Vec<DomainContact>,
    /// Token for a name from the waiting list, else empty. `None` is written as an empty `pw`, because the element is
    /// mandatory.
    pub auth_info: Option<Secret>,
    /// When the registrant accepted the registry's terms, in seconds since 1970 (`dkhm:orderconfirmationToken`).
    pub order_confirmation_token: Option<String>,
    /// `true` or `false` (`dkhm:autoRenew`); the account's default if absent.
    pub auto_renew: Option<String>,
    /// DNSSEC data.
    pub sec_dns: Option<SecDns>,
}

/// The object data of an answer to [`Create`]. The registry sends none; its answer is in the extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateData {
    /// Domain name.
    pub name: String,
    /// Created.
    pub cr_date: OffsetDateTime,
    /// Paid until.
    pub ex_date: Option<OffsetDateTime>,
}

impl Create {
    pub(crate) fn read(element: Element<'_, '_>, extensions: &mut CommandExtensions<'_, '_>) -> Read<Self> {
        element.only(ns::DOMAIN, &["name", "period", "ns", "registrant", "contact", "authInfo"])?;
        let servers = NameServers::read(element)?;
        Ok(Self {
            name: DOMAIN.read_key(element)?,
            period: element.one(ns::DOMAIN, "period")?.map(Period::read),
            ns: servers.objects,
            ns_attrs: servers.attrs,
            registrants: element.all(ns::DOMAIN, "registrant").map(Element::token).collect(),
            contacts: DomainContact::read_all(element),
            auth_info: DOMAIN.read_auth_info(element),
            order_confirmation_token: extensions.take_dkhm_token("orderconfirmationToken")?,
            auto_renew: extensions.take_dkhm_token("autoRenew")?,
            sec_dns: extensions.take(ns::SEC_DNS, "create")?.map(SecDns::read).transpose()?,
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("domain:create", ns::DOMAIN, |w| {
            w.leaf("domain:name", &self.name);
            if let Some(period) = &self.period {
                period.write(w);
            }
            NameServers::write(&self.ns, &self.ns_attrs, w);
            w.each("domain:registrant", &self.registrants);
            DomainContact::write_all(&self.contacts, w);
            DOMAIN.write_auth_info(w, self.auth_info.as_ref().unwrap_or(&Secret::default()));
        });
    }

    pub(crate) fn write_extension(&self, w: &mut XmlWriter) {
        dkhm::write_optional(w, "orderconfirmationToken", self.order_confirmation_token.as_deref());
        dkhm::write_optional(w, "autoRenew", self.auto_renew.as_deref());
        if let Some(sec_dns) = &self.sec_dns {
            sec_dns.write(w, "secDNS:create");
        }
    }
}

impl CreateData {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self {
            name: DOMAIN.read_key(element)?,
            cr_date: element.required_date(ns::DOMAIN, "crDate")?,
            ex_date: element.child_date(ns::DOMAIN, "exDate")?,
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("domain:creData", ns::DOMAIN, |w| {
            w.leaf("domain:name", &self.name);
            w.date("domain:crDate", self.cr_date);
            w.optional_date("domain:exDate", self.ex_date);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        CommandBody, ParseErrorKind, ResData, Response, ResultCode, TrId, extensions::secdns::DsData, testing::*,
    };

    fn typical() -> Create {
        Create {
            name: "eksempel.dk".to_owned(),
            period: Some(Period::one_year()),
            ns: vec!["ns1.nordisk.example".to_owned(), "ns2.nordisk.example".to_owned()],
            registrants: vec!["JD1-DK".to_owned()],
            auth_info: Some(Secret::default()),
            order_confirmation_token: Some("1782900000".to_owned()),
            ..Create::default()
        }
    }

    #[test]
    fn command() {
        let read = read_command(
            "<create><domain:create xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'><domain:name>eksempel.dk</domain:name>\
             <domain:period unit='y'>1</domain:period><domain:ns><domain:hostObj>ns1.nordisk.example</domain:hostObj>\
             <domain:hostObj>ns2.nordisk.example</domain:hostObj></domain:ns><domain:registrant>JD1-DK</domain:registrant>\
             <domain:authInfo><domain:pw/></domain:authInfo></domain:create></create><extension>\
             <dkhm:orderconfirmationToken xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>1782900000\n\
             </dkhm:orderconfirmationToken></extension>",
        );
        assert_eq!(read, CommandBody::DomainCreate(Box::new(typical())));
        round_trip_command("domain create command", typical());
    }

    #[test]
    fn command_with_every_extension() {
        let ds = DsData { key_tag: 1, alg: 13, digest_type: 2, digest: "0f".repeat(32), key: None };
        let create = Create {
            auth_info: Some("0a1b2c3d".into()),
            auto_renew: Some("false".to_owned()),
            sec_dns: Some(SecDns { max_sig_life: Some(604_800), ..SecDns::from(vec![ds]) }),
            ..typical()
        };
        round_trip_command("domain create command with extensions", create);
    }

    #[test]
    fn what_a_server_answers_by_code_is_kept_as_received() {
        let read = read_command(
            "<create><domain:create xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'><domain:name>x.dk</domain:name>\
             <domain:period unit='m'>zwei</domain:period><domain:ns><domain:hostAttr><domain:hostName>ns1.x.dk</domain:hostName>\
             <domain:hostAddr ip='v6'>2001:db8::1</domain:hostAddr></domain:hostAttr></domain:ns>\
             <domain:registrant>A1-DK</domain:registrant><domain:registrant>B1-DK</domain:registrant>\
             <domain:contact type='admin'>C1-DK</domain:contact><domain:contact>D1-DK</domain:contact></domain:create></create>\
             <extension><dkhm:orderconfirmationToken xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.4'> gestern </dkhm:orderconfirmationToken>\
             <dkhm:autoRenew xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.4'>vielleicht</dkhm:autoRenew></extension>",
        );
        let CommandBody::DomainCreate(create) = read else { panic!("{read:?}") };
        assert_eq!(create.period, Some(Period { value: "zwei".to_owned(), unit: "m".to_owned() }));
        assert_eq!(create.ns_attrs.len(), 1);
        assert_eq!(create.ns_attrs[0].addrs[0].parsed(), "2001:db8::1".parse().ok());
        assert_eq!(create.registrants, ["A1-DK", "B1-DK"]);
        assert_eq!(create.contacts.iter().map(|it| it.role.as_str()).collect::<Vec<_>>(), ["admin", ""]);
        assert_eq!(create.auth_info, None);
        assert_eq!(create.order_confirmation_token.as_deref(), Some("gestern"));
        assert_eq!(create.auto_renew.as_deref(), Some("vielleicht"));
    }

    #[test]
    fn refusals() {
        let create = |inside: &str, extension: &str| {
            refusal(&format!(
                "<create><domain:create xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'>{inside}</domain:create></create>\
                 <extension>{extension}</extension>"
            ))
        };
        assert_eq!(create("", ""), ParseErrorKind::Missing("domain:name".to_owned()));
        let name = "<domain:name>x.dk</domain:name>";
        assert_eq!(create(&name.repeat(2), ""), ParseErrorKind::Repeated("domain:name".to_owned()));
        let misspelt = format!("{name}<domain:registrar>A1-DK</domain:registrar>");
        assert_eq!(create(&misspelt, ""), ParseErrorKind::Unexpected("domain:registrar".to_owned()));
        let token = "<d:orderconfirmationToken xmlns:d='urn:dkhm:params:xml:ns:dkhm-4.5'>1</d:orderconfirmationToken>";
        assert_eq!(create(name, &token.repeat(2)), ParseErrorKind::Repeated("dkhm:orderconfirmationToken".to_owned()));
        let ds = "<s:create xmlns:s='urn:ietf:params:xml:ns:secDNS-1.1'><s:dsData><s:keyTag>65536</s:keyTag><s:alg>13</s:alg>\
                  <s:digestType>2</s:digestType><s:digest>00</s:digest></s:dsData></s:create>";
        let value = |element: &str, value: &str| ParseErrorKind::Value { element: element.into(), value: value.into() };
        assert_eq!(create(name, ds), value("secDNS:keyTag", "65536"));
        assert_eq!(create(name, &ds.replace("65536", "1").replace(">00<", ">0g<")), value("secDNS:digest", "0g"));
        assert_eq!(value("a", "b").result_code(), ResultCode::PARAMETER_VALUE_SYNTAX);
    }

    #[test]
    fn response() {
        let tr_id = TrId { cl: Some("T-1".to_owned()), sv: "AB-2026070100001".to_owned() };
        let mut response = Response::new(ResultCode::PENDING, "Create domain pending for eksempel.dk", tr_id);
        response.extensions.dkhm.tracking_no = Some("2026070100001".to_owned());
        response.extensions.dkhm.registrant_validated = Some(false);
        response.extensions.dkhm.domain_confirmed = Some(true);
        let xml = round_trip_response("domain create response", &response);
        assert!(xml.contains(">0</dkhm:registrant_validated>"), "{xml}");
        let data = CreateData {
            name: "eksempel.dk".to_owned(),
            cr_date: time::macros::datetime!(2026-07-01 09:30 UTC),
            ex_date: Some(time::macros::datetime!(2027-06-30 21:59:59 UTC)),
        };
        round_trip_response("domain create data", &response_with(Some(ResData::DomainCreate(data))));
    }
}
