//! Expiry dates, renewal and redemption.

use time::util::days_in_month;
use time::{Date, Duration, Month, OffsetDateTime};

use crate::local_time::{end_of_day, local_date, start_of_day};
use crate::period::Period;
use crate::timers::{MAX_REGISTRATION_MONTHS, REDEMPTION_DAYS, RENEWAL_WINDOW_MONTHS};

/// When a domain name's registration ends (`domain:exDate`).
///
/// The registry sets it to 23:59:59 Danish time, nearly always on the last day of a month; so in UTC it reads
/// `…T21:59:59Z` in summer and `…T22:59:59Z` in winter, and the date is the same in both. Values that are received
/// are kept as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct ExpiryDate(#[serde(with = "time::serde::rfc3339")] OffsetDateTime);

/// Why a domain name cannot be renewed now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RenewalError {
    /// More than two months are left (the registry's answer is 2105).
    #[error("renewal is possible from {opens_at} on")]
    TooEarly {
        /// When it becomes possible.
        opens_at: OffsetDateTime,
    },
    /// The new expiry date would lie too far ahead (the registry's answer is 2306).
    #[error("the new expiry date {new} exceeds the latest possible one, {max}")]
    ExceedsMaximum {
        /// The date that renewal would give.
        new: Date,
        /// The latest date possible now.
        max: Date,
    },
    /// The registration has ended (the registry's answer is 2105).
    #[error("the registration ended at {at}")]
    Expired {
        /// When it ended.
        at: OffsetDateTime,
    },
}

impl ExpiryDate {
    /// Takes a time as the registry sent it.
    pub const fn from_utc(moment: OffsetDateTime) -> Self {
        Self(moment)
    }

    /// The end of a registration that begins at a moment: the last day of the month in which the period ends.
    pub fn of_new_registration(created_at: OffsetDateTime, period: Period) -> Self {
        let end = add_months(local_date(created_at), i32::from(period.years()) * 12);
        Self(end_of_day(last_of_month(end)))
    }

    /// The moment in UTC.
    pub const fn utc(self) -> OffsetDateTime {
        self.0
    }

    /// The date in Denmark, as `domain:curExpDate` wants it.
    pub fn local_date(self) -> Date {
        local_date(self.0)
    }

    /// The expiry date after a renewal: as many years later, and still a month's last day if it was one.
    #[must_use]
    pub fn renewed(self, period: Period) -> Self {
        let date = self.local_date();
        let later = add_months(date, i32::from(period.years()) * 12);
        let later = if date == last_of_month(date) { last_of_month(later) } else { later };
        Self(end_of_day(later))
    }

    /// When renewal becomes possible: the beginning of the day two calendar months earlier. Where that month is too
    /// short, it is the month's last day.
    pub fn renewal_opens_at(self) -> OffsetDateTime {
        start_of_day(add_months(self.local_date(), -i32::from(RENEWAL_WINDOW_MONTHS)))
    }

    /// Renews at a moment: possible from [`renewal_opens_at`](Self::renewal_opens_at) until expiry, as long as the new
    /// date is not beyond [`latest`].
    ///
    /// # Errors
    /// Says why not, in the order in which the registry checks.
    pub fn renew(self, period: Period, now: OffsetDateTime) -> Result<Self, RenewalError> {
        let renewed = self.renewed(period);
        let (new, max) = (renewed.local_date(), latest(now));
        if new > max {
            return Err(RenewalError::ExceedsMaximum { new, max });
        }
        if now > self.0 {
            return Err(RenewalError::Expired { at: self.0 });
        }
        let opens_at = self.renewal_opens_at();
        if now < opens_at {
            return Err(RenewalError::TooEarly { opens_at });
        }
        Ok(renewed)
    }

    /// Whether the registration has ended: after the last second of the date.
    pub fn has_passed(self, now: OffsetDateTime) -> bool {
        now > self.0
    }
}

impl From<ExpiryDate> for OffsetDateTime {
    fn from(expiry: ExpiryDate) -> Self {
        expiry.0
    }
}

/// The latest expiry date that is possible at a moment: 14 calendar months ahead, at the end of that month, because
/// expiry dates stand at months' ends.
pub fn latest(now: OffsetDateTime) -> Date {
    last_of_month(add_months(local_date(now), i32::from(MAX_REGISTRATION_MONTHS)))
}

/// When a domain name that was suspended at a moment is deleted, unless it is restored: at local midnight, 30 days
/// after the day of suspension (the advisory `pendingDeletionDate`).
pub fn redemption_ends_at(suspended_at: OffsetDateTime) -> OffsetDateTime {
    let date = local_date(suspended_at);
    start_of_day(date.saturating_add(Duration::days(REDEMPTION_DAYS.into())))
}

/// The last day of a date's month.
pub fn last_of_month(date: Date) -> Date {
    let last = days_in_month(date.month(), date.year());
    date.replace_day(last).unwrap_or(date)
}

/// The same day so many months later or earlier; the month's last day where that month is too short.
pub fn add_months(date: Date, months: i32) -> Date {
    let index = date.year().saturating_mul(12).saturating_add(i32::from(u8::from(date.month())) - 1);
    let index = index.saturating_add(months);
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    let month = u8::try_from(month).ok().and_then(|m| Month::try_from(m).ok()).unwrap_or(Month::December);
    let day = date.day().min(days_in_month(month, year));
    Date::from_calendar_date(year, month, day).unwrap_or(if months < 0 { Date::MIN } else { Date::MAX })
}
