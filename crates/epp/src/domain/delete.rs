//! `<domain:delete>` (RFC 5731 §3.2.2).

use crate::{
    ns,
    object::DOMAIN,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Deletes a domain. The registry suspends it at once, answers 1001, and tells by a message when it is gone; until then it
/// can be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delete {
    /// Domain name, U-label or A-label.
    pub name: String,
}

impl Delete {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::DOMAIN, &["name"])?;
        Ok(Self { name: DOMAIN.read_key(element)? })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("domain:delete", ns::DOMAIN, |w| w.leaf("domain:name", &self.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CommandBody, ParseErrorKind, Response, ResultCode, TrId, testing::*};

    #[test]
    fn command() {
        let read = read_command(
            "<delete><d:delete xmlns:d='urn:ietf:params:xml:ns:domain-1.0'><d:name>\n  eksempel.dk\n</d:name></d:delete></delete>",
        );
        let delete = Delete { name: "eksempel.dk".to_owned() };
        assert_eq!(read, CommandBody::DomainDelete(delete.clone()));
        round_trip_command("domain delete command", delete);
    }

    #[test]
    fn refusals() {
        let delete = |inside: &str| {
            refusal(&format!(
                "<delete><domain:delete xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'>{inside}</domain:delete></delete>"
            ))
        };
        assert_eq!(delete(""), ParseErrorKind::Missing("domain:name".to_owned()));
        let date = "<domain:name>x.dk</domain:name><domain:delDate>2026-07-31</domain:delDate>";
        assert_eq!(delete(date), ParseErrorKind::Unexpected("domain:delDate".to_owned()));
    }

    #[test]
    fn response() {
        let tr_id = TrId { cl: Some("T-1".to_owned()), sv: "SV-1".to_owned() };
        let response = Response::new(ResultCode::PENDING, "Command completed successfully; action pending", tr_id);
        round_trip_response("domain delete response", &response);
    }
}
