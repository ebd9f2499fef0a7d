//! `<domain:trnData>` (RFC 5731 §3.1.3), as poll messages about transfers carry it.

use time::OffsetDateTime;

use crate::{
    ns,
    object::DOMAIN,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

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
    use crate::{ResData, testing::*};

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
