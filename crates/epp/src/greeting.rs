//! `<hello>` and `<greeting>` (RFC 5730 §2.4).

use time::OffsetDateTime;

use crate::{
    ns,
    services::{read_services, write_services},
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Elements of a data collection policy; no others are written.
const DCP_NAMES: [&str; 17] = [
    "all",
    "none",
    "null",
    "other",
    "personal",
    "personalAndOther",
    "admin",
    "contact",
    "prov",
    "ours",
    "public",
    "same",
    "unrelated",
    "business",
    "indefinite",
    "legal",
    "stated",
];

/// What a server says when a connection opens and in answer to `<hello>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Greeting {
    /// Name of the server, 3-64 characters; the registry puts environment and version into it.
    pub sv_id: String,
    /// The server's time.
    pub sv_date: OffsetDateTime,
    /// Protocol versions (`1.0`).
    pub versions: Vec<String>,
    /// Languages of the texts in responses.
    pub langs: Vec<String>,
    /// Namespaces of the objects served.
    pub obj_uris: Vec<String>,
    /// Namespaces of the extensions served.
    pub ext_uris: Vec<String>,
    /// Data collection policy.
    pub dcp: Dcp,
}

/// Data collection policy (RFC 5730 §2.4). Values are the names of the elements, such as `personalAndOther`. The
/// optional `expiry` and the text of `recDesc` are not kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dcp {
    /// Who may see data about themselves.
    pub access: String,
    /// At least one statement.
    pub statements: Vec<DcpStatement>,
}

/// One statement of a data collection policy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DcpStatement {
    /// `admin`, `contact`, `other`, `prov`.
    pub purposes: Vec<String>,
    /// `other`, `ours`, `public`, `same`, `unrelated`.
    pub recipients: Vec<String>,
    /// `business`, `indefinite`, `legal`, `none`, `stated`.
    pub retention: String,
}

impl Dcp {
    /// The policy that the registry announces (Punktum dk EPP specification § Data Collection Policy).
    #[must_use]
    pub fn registry() -> Self {
        let names = |list: &[&str]| list.iter().map(|&name| name.to_owned()).collect();
        Self {
            access: "personalAndOther".to_owned(),
            statements: vec![DcpStatement {
                purposes: names(&["admin", "prov"]),
                recipients: names(&["other", "unrelated"]),
                retention: "legal".to_owned(),
            }],
        }
    }
}

impl Greeting {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        let menu = element.required(ns::EPP, "svcMenu")?;
        let (obj_uris, ext_uris) = read_services(Some(menu));
        Ok(Self {
            sv_id: element.required(ns::EPP, "svID")?.line(),
            sv_date: element.required_date(ns::EPP, "svDate")?,
            versions: menu.all(ns::EPP, "version").map(Element::token).collect(),
            langs: menu.all(ns::EPP, "lang").map(Element::token).collect(),
            obj_uris,
            ext_uris,
            dcp: element.child(ns::EPP, "dcp").map(Dcp::read).unwrap_or_default(),
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.within("greeting", |w| {
            w.leaf("svID", &self.sv_id);
            w.date("svDate", self.sv_date);
            w.within("svcMenu", |w| {
                w.each("version", &self.versions);
                w.each("lang", &self.langs);
                write_services(w, &self.obj_uris, &self.ext_uris);
            });
            self.dcp.write(w);
        });
    }
}

impl Dcp {
    fn read(element: Element<'_, '_>) -> Self {
        let names = |parent: Element<'_, '_>, name| -> Vec<String> {
            let group = parent.child(ns::EPP, name);
            group.iter().flat_map(|group| group.children()).map(|it| it.name().to_owned()).collect()
        };
        let statement = |it: Element<'_, '_>| DcpStatement {
            purposes: names(it, "purpose"),
            recipients: names(it, "recipient"),
            retention: names(it, "retention").into_iter().next().unwrap_or_default(),
        };
        Self {
            access: names(element, "access").into_iter().next().unwrap_or_default(),
            statements: element.all(ns::EPP, "statement").map(statement).collect(),
        }
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within("dcp", |w| {
            write_names(w, "access", std::slice::from_ref(&self.access));
            for DcpStatement { purposes, recipients, retention } in &self.statements {
                w.within("statement", |w| {
                    write_names(w, "purpose", purposes);
                    write_names(w, "recipient", recipients);
                    write_names(w, "retention", std::slice::from_ref(retention));
                });
            }
        });
    }
}

fn write_names(w: &mut XmlWriter, group: &str, names: &[String]) {
    w.within(group, |w| {
        for name in names.iter().filter(|name| DCP_NAMES.contains(&name.as_str())) {
            w.empty(name, &[]);
        }
    });
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::{ClientFrame, ServerFrame, schema};

    fn greeting() -> Greeting {
        Greeting {
            sv_id: "DK Hostmaster EPP Service (sandbox): 5.3.1".to_owned(),
            sv_date: datetime!(2026-07-01 08:50:11 UTC),
            versions: vec!["1.0".to_owned()],
            langs: vec!["en".to_owned()],
            obj_uris: ns::OBJECTS.map(str::to_owned).to_vec(),
            ext_uris: ns::EXTENSIONS.map(str::to_owned).to_vec(),
            dcp: Dcp::registry(),
        }
    }

    #[test]
    fn greeting_both_ways() {
        let xml = ServerFrame::from(greeting()).to_xml();
        assert_eq!(ServerFrame::parse(&xml), Ok(greeting().into()));
        schema::assert_valid("greeting_both_ways", &[("greeting", &xml)]);
    }

    #[test]
    fn indented_greeting() {
        let xml = "<?xml version='1.0' encoding='utf-8' standalone='no'?>
            <e:epp xmlns:e='urn:ietf:params:xml:ns:epp-1.0'><e:greeting><e:svID>
               DK Hostmaster EPP Service (sandbox): 5.3.1
            </e:svID><e:svDate>2026-07-01T10:50:11+02:00</e:svDate><e:svcMenu><e:version>1.0</e:version><e:lang>en</e:lang>
            <e:objURI>urn:ietf:params:xml:ns:host-1.0</e:objURI><e:objURI>urn:ietf:params:xml:ns:domain-1.0</e:objURI>
            <e:objURI>urn:ietf:params:xml:ns:contact-1.0</e:objURI><e:objURI> http://www.verisign.com/epp/balance-1.0 </e:objURI>
            <e:svcExtension><e:extURI>urn:ietf:params:xml:ns:secDNS-1.1</e:extURI><e:extURI>urn:dkhm:params:xml:ns:dkhm-4.4</e:extURI>
            <e:extURI>urn:dkhm:params:xml:ns:dkhm-4.5</e:extURI><e:extURI>urn:dkhm:params:xml:ns:dkhm-domain-4.4</e:extURI>
            </e:svcExtension></e:svcMenu><e:dcp><e:access><e:personalAndOther/></e:access><e:statement><e:purpose><e:admin/><e:prov/>
            </e:purpose><e:recipient><e:other/><e:unrelated/></e:recipient><e:retention><e:legal/></e:retention></e:statement></e:dcp>
            </e:greeting></e:epp>";
        assert_eq!(ServerFrame::parse(xml), Ok(greeting().into()));
    }

    #[test]
    fn names_that_are_no_elements_of_a_policy_are_not_written() {
        let mut odd = greeting();
        odd.dcp.access = "a b='c'/><x".to_owned();
        let xml = ServerFrame::from(odd).to_xml();
        assert!(xml.contains("<access></access>"), "{xml}");
    }

    #[test]
    fn hello() {
        let xml = ClientFrame::Hello.to_xml();
        assert_eq!(ClientFrame::parse(&xml), Ok(ClientFrame::Hello));
        schema::assert_valid("hello", &[("hello", &xml)]);
        let indented = "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'>\n  <hello></hello>\n</epp>\r\n\r\n";
        assert_eq!(ClientFrame::parse(indented), Ok(ClientFrame::Hello));
    }
}
