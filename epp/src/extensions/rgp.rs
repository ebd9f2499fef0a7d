//! Redemption grace period (RFC 3915).

use crate::{
    ns,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// Status of a domain that can still be restored. The registry's domains in that state carry `pendingDelete` as well.
pub const REDEMPTION_PERIOD: &str = "redemptionPeriod";

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
