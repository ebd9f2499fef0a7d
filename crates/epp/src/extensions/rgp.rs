//! Redemption grace period (RFC 3915): the restore report of a command and the statuses of an answer.

use time::OffsetDateTime;

use crate::{
    ns,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Status of a domain that can still be restored. The registry's domains in that state carry `pendingDelete` as well.
pub const REDEMPTION_PERIOD: &str = "redemptionPeriod";

/// `<rgp:update>`: asks, beside an empty `<domain:update>`, for a deleted or expired domain to be restored.
///
/// The registry takes reports only; it has no request that a report would follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restore {
    /// `report`; a server refuses anything else by code.
    pub op: String,
    /// The report, which belongs to the operation of that name.
    pub report: Option<Report>,
}

/// A restore report. The registry takes it as an acknowledgement and looks at none of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Registration data before the deletion; may be empty.
    pub pre_data: String,
    /// Registration data after the restoration; may be empty.
    pub post_data: String,
    /// When the domain was deleted. Must be given.
    pub del_time: OffsetDateTime,
    /// When it was restored. Must be given.
    pub res_time: OffsetDateTime,
    /// Why it is restored; may be empty.
    pub res_reason: String,
    /// One or two statements that the report is true; may be empty texts.
    pub statements: Vec<String>,
    /// Anything else.
    pub other: Option<String>,
}

impl Restore {
    /// A report without texts, as the registry's own example has it.
    #[must_use]
    pub fn report(del_time: OffsetDateTime, res_time: OffsetDateTime) -> Self {
        let (pre_data, post_data, res_reason) = (String::new(), String::new(), String::new());
        let statements = vec![String::new()];
        let report = Report { pre_data, post_data, del_time, res_time, res_reason, statements, other: None };
        Self { op: "report".to_owned(), report: Some(report) }
    }

    /// Reads `<rgp:update>`.
    pub(crate) fn read(update: Element<'_, '_>) -> Read<Self> {
        let restore = update.required(ns::RGP, "restore")?;
        Ok(Self {
            op: restore.required_attribute("op")?,
            report: restore.one(ns::RGP, "report")?.map(Report::read).transpose()?,
        })
    }

    /// Writes `<rgp:update>`.
    pub(crate) fn write(&self, w: &mut XmlWriter) {
        w.object("rgp:update", ns::RGP, |w| {
            w.within_with("rgp:restore", &[("op", &self.op)], |w| {
                if let Some(report) = &self.report {
                    report.write(w);
                }
            });
        });
    }
}

impl Report {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        // Texts may carry elements of any kind; only their own characters are kept.
        Ok(Self {
            pre_data: element.required_token(ns::RGP, "preData")?,
            post_data: element.required_token(ns::RGP, "postData")?,
            del_time: element.required_date(ns::RGP, "delTime")?,
            res_time: element.required_date(ns::RGP, "resTime")?,
            res_reason: element.required_token(ns::RGP, "resReason")?,
            statements: element.all(ns::RGP, "statement").map(Element::token).collect(),
            other: element.child_token(ns::RGP, "other"),
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        w.within("rgp:report", |w| {
            w.leaf("rgp:preData", &self.pre_data);
            w.leaf("rgp:postData", &self.post_data);
            w.date("rgp:delTime", self.del_time);
            w.date("rgp:resTime", self.res_time);
            w.leaf("rgp:resReason", &self.res_reason);
            w.each("rgp:statement", &self.statements);
            w.optional("rgp:other", self.other.as_deref());
        });
    }
}

pub(crate) fn read_statuses(element: Element<'_, '_>) -> Read<Vec<String>> {
    element.all(ns::RGP, "rgpStatus").map(|status| status.required_attribute("s")).collect()
}

pub(crate) fn write_statuses(w: &mut XmlWriter, statuses: &[String]) {
    if statuses.is_empty() {
        return;
    }
    w.object("rgp:infData", ns::RGP, |w| {
        for status in statuses {
            w.empty("rgp:rgpStatus", &[("s", status)]);
        }
    });
}
