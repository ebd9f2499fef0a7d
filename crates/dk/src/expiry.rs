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

    /// Renews at a moment: possible from the beginning of the day two calendar months before expiry until expiry, as long
    /// as the new date is not beyond the end of the month that lies 14 calendar months ahead.
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
}

impl From<ExpiryDate> for OffsetDateTime {
    fn from(expiry: ExpiryDate) -> Self {
        expiry.0
    }
}

/// The latest expiry date that is possible at a moment: 14 calendar months ahead, at the end of that month, because
/// expiry dates stand at months' ends.
fn latest(now: OffsetDateTime) -> Date {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::{date, datetime};

    use super::*;

    fn expiry(date: Date) -> ExpiryDate {
        ExpiryDate::from_utc(end_of_day(date))
    }

    #[test]
    fn registrations_end_with_a_month() {
        let summer = ExpiryDate::of_new_registration(datetime!(2026-07-04 08:00 UTC), Period::ONE_YEAR);
        assert_eq!(summer.utc(), datetime!(2027-07-31 21:59:59 UTC));
        let winter = ExpiryDate::of_new_registration(datetime!(2026-12-31 22:00 UTC), Period::ONE_YEAR);
        assert_eq!(winter.utc(), datetime!(2027-12-31 22:59:59 UTC));
        let next_year_in_denmark = ExpiryDate::of_new_registration(datetime!(2026-12-31 23:00 UTC), Period::ONE_YEAR);
        assert_eq!(next_year_in_denmark.local_date(), date!(2028 - 01 - 31));
    }

    #[test]
    fn renewal_keeps_the_end_of_the_month() {
        let renewed = |date| expiry(date).renewed(Period::ONE_YEAR).local_date();
        assert_eq!(renewed(date!(2026 - 06 - 30)), date!(2027 - 06 - 30));
        assert_eq!(renewed(date!(2027 - 02 - 28)), date!(2028 - 02 - 29));
        assert_eq!(renewed(date!(2028 - 02 - 29)), date!(2029 - 02 - 28));
        assert_eq!(renewed(date!(2026 - 07 - 30)), date!(2027 - 07 - 30), "as in the specification's example");
    }

    #[test]
    fn the_window_opens_two_months_ahead() {
        let opens = |date| expiry(date).renewal_opens_at();
        assert_eq!(opens(date!(2026 - 09 - 30)), datetime!(2026-07-29 22:00 UTC));
        assert_eq!(opens(date!(2026 - 08 - 31)), datetime!(2026-06-29 22:00 UTC), "30 June is the month's last day");
        assert_eq!(opens(date!(2027 - 04 - 30)), datetime!(2027-02-27 23:00 UTC));
    }

    #[test]
    fn renewal_is_possible_inside_the_window_only() {
        let expiry = expiry(date!(2026 - 09 - 30));
        let opens_at = expiry.renewal_opens_at();
        let renew = |now| expiry.renew(Period::ONE_YEAR, now);
        let renewed = expiry.renewed(Period::ONE_YEAR);
        assert_eq!(renew(opens_at), Ok(renewed));
        assert_eq!(renew(expiry.utc()), Ok(renewed), "until the last second");
        assert_eq!(renew(opens_at - Duration::SECOND), Err(RenewalError::TooEarly { opens_at }));
        let after = expiry.utc() + Duration::SECOND;
        assert_eq!(renew(after), Err(RenewalError::Expired { at: expiry.utc() }));
        let (new, max) = (date!(2027 - 09 - 30), date!(2027 - 07 - 31));
        assert_eq!(renew(datetime!(2026-05-31 12:00 UTC)), Err(RenewalError::ExceedsMaximum { new, max }));
    }

    #[test]
    fn redemption_ends_at_local_midnight() {
        assert_eq!(redemption_ends_at(datetime!(2025-07-29 09:30 UTC)), datetime!(2025-08-27 22:00 UTC));
        assert_eq!(redemption_ends_at(datetime!(2026-10-10 09:30 UTC)), datetime!(2026-11-08 23:00 UTC));
        let expiry = expiry(date!(2026 - 12 - 31));
        assert_eq!(redemption_ends_at(expiry.utc()), datetime!(2027-01-29 23:00 UTC));
    }

    #[test]
    fn months_are_clamped_and_cross_years() {
        assert_eq!(add_months(date!(2026 - 01 - 31), 1), date!(2026 - 02 - 28));
        assert_eq!(add_months(date!(2026 - 11 - 30), 14), date!(2028 - 01 - 30));
        assert_eq!(add_months(date!(2026 - 01 - 15), -2), date!(2025 - 11 - 15));
        assert_eq!(add_months(date!(2026 - 01 - 15), 0), date!(2026 - 01 - 15));
        assert_eq!(add_months(Date::MAX, 12), Date::MAX);
        assert_eq!(add_months(Date::MIN, -12), Date::MIN);
    }

    #[test]
    fn serde_uses_rfc_3339() {
        let expiry = expiry(date!(2027 - 03 - 31));
        let json = serde_json::to_string(&expiry).unwrap();
        assert_eq!(json, "\"2027-03-31T21:59:59Z\"");
        assert_eq!(serde_json::from_str::<ExpiryDate>(&json).unwrap(), expiry);
    }

    proptest! {
        #[test]
        fn within_the_window_the_maximum_is_never_exceeded(day in 0i64..20_000, ahead in 0i64..5_000_000) {
            let date = last_of_month(date!(2026 - 01 - 01) + Duration::days(day));
            let expiry = expiry(date);
            let now = expiry.renewal_opens_at() + Duration::seconds(ahead);
            if now <= expiry.utc() {
                let renewed = expiry.renew(Period::ONE_YEAR, now).unwrap();
                prop_assert_eq!(renewed.local_date(), last_of_month(renewed.local_date()));
                prop_assert_eq!(renewed.utc(), end_of_day(renewed.local_date()));
                prop_assert_eq!(renewed.utc().date(), renewed.local_date(), "one date in both zones");
                prop_assert!(renewed.renew(Period::ONE_YEAR, now).is_err(), "not twice at once");
            }
        }
    }
}
