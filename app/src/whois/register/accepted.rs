//! When and how the registrant accepted the registry's terms.

use dk::{Fold, LocalDateTime, LocalTimeError, OrderConfirmation};
use time::{Duration, OffsetDateTime};

use super::needed::{chosen, needed, needed_text};
use super::wrong::Wrong;
use crate::whois::consent::ConsentMethod;
use ui::{Fields, Lang, Reader, explain};

/// The registrant's acceptance: the evidence that goes with an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// When, within the registry's limits at the time of parsing: the `orderconfirmationToken` to send.
    pub confirmation: OrderConfirmation,
    /// How.
    pub method: ConsentMethod,
    /// Which version of the terms, as the registrar wrote it; 1–40 characters.
    pub terms_version: String,
}

/// The longest name of a version of the terms.
const MAX_TERMS_VERSION: usize = 40;

pub(super) fn read(form: &mut Reader<'_>, lang: Lang, now: OffsetDateTime) -> Option<Acceptance> {
    let t = Wrong(lang);
    let confirmation = read_time(form, lang, now);
    let method = chosen(form, "consent_method", t.method_missing(), ConsentMethod::from_word);
    let terms_version = needed_text(form, "terms_version", MAX_TERMS_VERSION, t.terms_missing());
    Some(Acceptance { confirmation: confirmation?, method: method?, terms_version: terms_version? })
}

fn read_time(form: &mut Reader<'_>, lang: Lang, now: OffsetDateTime) -> Option<OrderConfirmation> {
    let wall = needed(form, "accepted_at", LocalDateTime::parse, |error| match error {
        LocalTimeError::Empty => Wrong(lang).time_missing().to_owned(),
        error => explain::local_time(lang, &error),
    })?;
    let at = match wall.to_utc(chosen_fold(form.fields())) {
        Ok(at) => at,
        Err(error @ LocalTimeError::Ambiguous { .. }) => {
            form.wrong("accepted_fold", explain::local_time(lang, &error));
            return None;
        }
        Err(error) => {
            form.wrong("accepted_at", explain::local_time(lang, &error));
            return None;
        }
    };
    let confirmation =
        OrderConfirmation::from_acceptance(at, now).map_err(|error| explain::order_confirmation(lang, &error));
    form.keep("accepted_at", confirmation)
}

fn chosen_fold(fields: &Fields) -> Fold {
    match fields.get("accepted_fold") {
        "earlier" => Fold::Earlier,
        "later" => Fold::Later,
        _ => Fold::Ask,
    }
}

/// The two moments that a typed time can mean, where Danish clocks show it twice.
pub(super) fn doubled(fields: &Fields) -> Option<(OffsetDateTime, OffsetDateTime)> {
    let wall = LocalDateTime::parse(fields.get("accepted_at")).ok()?;
    match wall.to_utc(Fold::Ask) {
        Err(LocalTimeError::Ambiguous { earlier, later, .. }) => Some((earlier, later)),
        _ => None,
    }
}

/// The earliest and the latest acceptance that can be sent now.
pub(super) fn limits(now: OffsetDateTime) -> (OffsetDateTime, OffsetDateTime) {
    let add = |distance: Duration| now.saturating_add(distance);
    (add(-OrderConfirmation::MAX_AGE), add(OrderConfirmation::MAX_AHEAD))
}
