//! `<domain:transfer>` (RFC 5731 §3.2.4), and `<domain:trnData>`, which poll messages about transfers carry as well.

use time::OffsetDateTime;

use super::Period;
use crate::{
    Secret, ns,
    object::DOMAIN,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Asks for a domain to be transferred to the client. The registry knows the operation `request` only and carries it out
/// at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Transfer {
    /// `request`; RFC 5730 also knows `query`, `approve`, `cancel` and `reject`. Kept as received, empty where the
    /// attribute is missing.
    pub op: String,
    /// Domain name, U-label or A-label.
    pub name: String,
    /// Period to add; the registry extends nothing by a transfer.
    pub period: Option<Period>,
    /// Authorization token; none where a registrar takes over a registrant-managed domain in which it has a role.
    pub auth_info: Option<Secret>,
}

impl Transfer {
    /// The request that the registry takes.
    pub fn request(name: impl Into<String>, auth_info: Option<Secret>) -> Self {
        Self { op: "request".to_owned(), name: name.into(), period: None, auth_info }
    }

    pub(crate) fn read(verb: Element<'_, '_>, element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::DOMAIN, &["name", "period", "authInfo"])?;
        Ok(Self {
            op: verb.attribute("op").unwrap_or_default(),
            name: DOMAIN.read_key(element)?,
            period: element.one(ns::DOMAIN, "period")?.map(Period::read),
            auth_info: DOMAIN.read_auth_info(element),
        })
    }

    /// Writes the command with its operation.
    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.within_with("transfer", &[("op", &self.op)], |w| {
            w.object("domain:transfer", ns::DOMAIN, |w| {
                w.leaf("domain:name", &self.name);
                if let Some(period) = &self.period {
                    period.write(w);
                }
                if let Some(pw) = &self.auth_info {
                    DOMAIN.write_auth_info(w, pw);
                }
            });
        });
    }
}

/// State of a transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferData {
    /// Domain name.
    pub name: String,
    /// Such as `clientApproved` (by token) or `serverApproved` (without).
    pub tr_status: String,
    /// Client that asked for the transfer.
    pub re_id: String,
    /// When it asked.
    pub re_date: OffsetDateTime,
    /// Who had, or has, to act.
    pub ac_id: Option<String>,
    /// When it acted, or must have.
    pub ac_date: Option<OffsetDateTime>,
    /// Paid until, if the transfer changes it.
    pub ex_date: Option<OffsetDateTime>,
}

impl TransferData {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self {
            name: DOMAIN.read_key(element)?,
            tr_status: element.required_token(ns::DOMAIN, "trStatus")?,
            re_id: element.required_token(ns::DOMAIN, "reID")?,
            re_date: element.required_date(ns::DOMAIN, "reDate")?,
            ac_id: element.child_token(ns::DOMAIN, "acID"),
            ac_date: element.child_date(ns::DOMAIN, "acDate")?,
            ex_date: element.child_date(ns::DOMAIN, "exDate")?,
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("domain:trnData", ns::DOMAIN, |w| {
            w.leaf("domain:name", &self.name);
            w.leaf("domain:trStatus", &self.tr_status);
            w.leaf("domain:reID", &self.re_id);
            w.date("domain:reDate", self.re_date);
            w.optional("domain:acID", self.ac_id.as_deref());
            w.optional_date("domain:acDate", self.ac_date);
            w.optional_date("domain:exDate", self.ex_date);
        });
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::{CommandBody, ParseErrorKind, ResData, testing::*};

    #[test]
    fn command() {
        let read = |inside: &str| {
            read_command(&format!(
                "<transfer op='request'><domain:transfer xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'>\
                 <domain:name>eksempel.dk</domain:name>{inside}</domain:transfer></transfer>"
            ))
        };
        let plain = Transfer::request("eksempel.dk", None);
        assert_eq!(read(""), CommandBody::DomainTransfer(plain.clone()));
        let with_token = Transfer::request("eksempel.dk", Some("OWN-TRANSFER-a84e".into()));
        let token = "<domain:authInfo><domain:pw>OWN-TRANSFER-a84e</domain:pw></domain:authInfo>";
        assert_eq!(read(token), CommandBody::DomainTransfer(with_token.clone()));
        round_trip_command("domain transfer command", plain.clone());
        round_trip_command("domain transfer command with token", with_token);
        let queried = Transfer { op: "query".to_owned(), period: Some(Period::one_year()), ..plain };
        round_trip_command("domain transfer query", queried);
    }

    #[test]
    fn refusals() {
        let transfer = |attribute: &str, inside: &str| {
            format!(
                "<transfer {attribute}><domain:transfer xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'>{inside}\
                 </domain:transfer></transfer>"
            )
        };
        let name = "<domain:name>x.dk</domain:name>";
        assert_eq!(refusal(&transfer("op='request'", "")), ParseErrorKind::Missing("domain:name".to_owned()));
        let misspelt = format!("{name}<domain:pw>x</domain:pw>");
        assert_eq!(refusal(&transfer("op='request'", &misspelt)), ParseErrorKind::Unexpected("domain:pw".to_owned()));
        let CommandBody::DomainTransfer(read) = read_command(&transfer("", name)) else { panic!() };
        assert_eq!(read.op, "");
    }

    #[test]
    fn response() {
        let data = TransferData {
            name: "eksempel.dk".to_owned(),
            tr_status: "clientApproved".to_owned(),
            re_id: "REG-100001".to_owned(),
            re_date: datetime!(2026-09-01 07:38:22 UTC),
            ac_id: Some("JD1-DK".to_owned()),
            ac_date: Some(datetime!(2026-09-01 07:38:27 UTC)),
            ex_date: None,
        };
        let read = read_response(
            "<resData><domain:trnData xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'><domain:name>eksempel.dk</domain:name>\
             <domain:trStatus>clientApproved</domain:trStatus><domain:reID>REG-100001</domain:reID>\
             <domain:reDate>2026-09-01T07:38:22.0Z</domain:reDate><domain:acID>JD1-DK</domain:acID>\
             <domain:acDate>2026-09-01T07:38:27.0Z</domain:acDate></domain:trnData></resData>",
        );
        assert_eq!(read.data, Some(ResData::DomainTransfer(data.clone())));
        round_trip_response("domain transfer data", &response_with(Some(ResData::DomainTransfer(data))));
    }
}
