//! `<domain:renew>` (RFC 5731 §3.2.3).

use time::{Date, OffsetDateTime, macros::format_description};

use super::Period;
use crate::{
    ns,
    object::DOMAIN,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Renews a domain by a year. The registry takes it during the last two months before the domain expires.
///
/// Values that a server answers with a code of its own are kept as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renew {
    /// Domain name, U-label or A-label.
    pub name: String,
    /// The date on which the domain expires now, `YYYY-MM-DD`, so that a command repeated by mistake is refused.
    pub cur_exp_date: String,
    /// Period; the registry assumes one year.
    pub period: Option<Period>,
}

/// The object data of an answer to [`Renew`]. The registry sends none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewData {
    /// Domain name.
    pub name: String,
    /// Paid until.
    pub ex_date: Option<OffsetDateTime>,
}

impl Renew {
    /// Renews by one year what expires on a date.
    #[must_use]
    pub fn one_year(name: impl Into<String>, expires: Date) -> Self {
        let cur_exp_date = expires.format(format_description!("[year]-[month]-[day]")).unwrap_or_default();
        Self { name: name.into(), cur_exp_date, period: Some(Period::one_year()) }
    }

    /// The date in [`cur_exp_date`](Self::cur_exp_date), if it is one. A time zone is allowed (`xsd:date`) and ignored.
    #[must_use]
    pub fn current_expiry(&self) -> Option<Date> {
        let (date, zone) = self.cur_exp_date.split_at_checked(10)?;
        let known = zone.is_empty() || zone == "Z" || is_offset(zone);
        known.then(|| Date::parse(date, format_description!("[year]-[month]-[day]")).ok()).flatten()
    }

    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        element.only(ns::DOMAIN, &["name", "curExpDate", "period"])?;
        Ok(Self {
            name: DOMAIN.read_key(element)?,
            cur_exp_date: element.required_token(ns::DOMAIN, "curExpDate")?,
            period: element.one(ns::DOMAIN, "period")?.map(Period::read),
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("domain:renew", ns::DOMAIN, |w| {
            w.leaf("domain:name", &self.name);
            w.leaf("domain:curExpDate", &self.cur_exp_date);
            if let Some(period) = &self.period {
                period.write(w);
            }
        });
    }
}

/// `+HH:MM` or `-HH:MM`.
fn is_offset(zone: &str) -> bool {
    let bytes = zone.as_bytes();
    matches!(bytes, [b'+' | b'-', a, b, b':', c, d] if [a, b, c, d].iter().all(|digit| digit.is_ascii_digit()))
}

impl RenewData {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self { name: DOMAIN.read_key(element)?, ex_date: element.child_date(ns::DOMAIN, "exDate")? })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("domain:renData", ns::DOMAIN, |w| {
            w.leaf("domain:name", &self.name);
            w.optional_date("domain:exDate", self.ex_date);
        });
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;
    use crate::{CommandBody, ParseErrorKind, ResData, testing::*};

    #[test]
    fn command() {
        let read = read_command(
            "<renew><domain:renew xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'><domain:name>eksempel.dk</domain:name>\
             <domain:curExpDate> 2026-07-30 </domain:curExpDate><domain:period unit='y'>1</domain:period></domain:renew></renew>",
        );
        let renew = Renew::one_year("eksempel.dk", date!(2026 - 07 - 30));
        assert_eq!(read, CommandBody::DomainRenew(renew.clone()));
        assert_eq!(renew.current_expiry(), Some(date!(2026 - 07 - 30)));
        round_trip_command("domain renew command", renew.clone());
        round_trip_command("domain renew command without period", Renew { period: None, ..renew });
    }

    #[test]
    fn dates_are_kept_as_received() {
        let expiry = |date: &str| {
            let renew = Renew { name: "x.dk".to_owned(), cur_exp_date: date.to_owned(), period: None };
            renew.current_expiry()
        };
        assert_eq!(expiry("2026-07-31Z"), Some(date!(2026 - 07 - 31)));
        assert_eq!(expiry("2026-07-31+02:00"), Some(date!(2026 - 07 - 31)));
        for wrong in ["", "soon", "2026-02-30", "2026-07-31T00:00:00Z", "2026-07-31+0200", "2026-7-1", "æææææ"] {
            assert_eq!(expiry(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn refusals() {
        let renew = |inside: &str| {
            refusal(&format!(
                "<renew><domain:renew xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'>{inside}</domain:renew></renew>"
            ))
        };
        let name = "<domain:name>x.dk</domain:name>";
        assert_eq!(renew(""), ParseErrorKind::Missing("domain:name".to_owned()));
        assert_eq!(renew(name), ParseErrorKind::Missing("domain:curExpDate".to_owned()));
        let date = "<domain:curExpDate>2026-07-31</domain:curExpDate>";
        assert_eq!(renew(&format!("{name}{date}{date}")), ParseErrorKind::Repeated("domain:curExpDate".to_owned()));
        let period = "<domain:years>1</domain:years>";
        assert_eq!(renew(&format!("{name}{date}{period}")), ParseErrorKind::Unexpected("domain:years".to_owned()));
    }

    #[test]
    fn response() {
        let data = RenewData { name: "eksempel.dk".to_owned(), ex_date: Some(datetime!(2027-07-31 21:59:59 UTC)) };
        let read = read_response(
            "<resData><domain:renData xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'><domain:name>eksempel.dk</domain:name>\
             <domain:exDate>2027-07-31T21:59:59.0Z</domain:exDate></domain:renData></resData>",
        );
        assert_eq!(read.data, Some(ResData::DomainRenew(data.clone())));
        round_trip_response("domain renew data", &response_with(Some(ResData::DomainRenew(data))));
        // As the registry answers.
        round_trip_response("domain renew response", &response_with(None));
    }
}
