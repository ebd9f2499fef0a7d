//! Danish local time (Europe/Copenhagen), for everything that people read and type.
//!
//! Times are stored and sent in UTC. The zone's rules are compiled in, so every machine gives the same answers.

use std::fmt;

use jiff::{
    Timestamp, civil,
    tz::{self, AmbiguousOffset, Offset, TimeZone},
};
use time::{Date, Duration, Month, OffsetDateTime, Time, UtcOffset};

static COPENHAGEN: TimeZone = tz::get!("Europe/Copenhagen");

/// A date and a time of day as a clock in Denmark shows them, without saying whether summer time holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDateTime {
    date: Date,
    time: Time,
}

/// A moment, as a clock in Denmark shows it, with the name of the time that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ZonedDateTime {
    wall: LocalDateTime,
    summer_time: bool,
}

/// Which moment is meant when clocks show the same time twice, in the hour when summer time ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Fold {
    /// Refuse with [`LocalTimeError::Ambiguous`], so that a person can choose.
    #[default]
    Ask,
    /// The first of the two, still summer time.
    Earlier,
    /// The second of the two, standard time again.
    Later,
}

/// Why a text is not a local time, or a local time not one moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LocalTimeError {
    /// Nothing was given.
    #[error("no date and time was given")]
    Empty,
    /// Not a date and a time of day in one of the accepted forms.
    #[error("{input:?} is not a date and time such as 2026-10-21T10:15 or 21-10-2026 10:15")]
    Syntax {
        /// What was given.
        input: String,
    },
    /// The form is right, but there is no such date or time of day, as 31 February.
    #[error("{input:?} names a day or time that does not exist")]
    OutOfRange {
        /// What was given.
        input: String,
    },
    /// Clocks skip this time when summer time begins.
    #[error("{wall} does not exist: clocks are put forward over it")]
    Nonexistent {
        /// The time given.
        wall: LocalDateTime,
        /// The moment at which clocks are put forward.
        skipped_at: OffsetDateTime,
    },
    /// Clocks show this time twice when summer time ends.
    #[error("{wall} exists twice: clocks are put back over it")]
    Ambiguous {
        /// The time given.
        wall: LocalDateTime,
        /// The first moment, in summer time.
        earlier: OffsetDateTime,
        /// The second moment, in standard time.
        later: OffsetDateTime,
    },
}

impl LocalDateTime {
    /// Puts a date and a time of day together; fractions of a second are dropped.
    fn new(date: Date, time: Time) -> Self {
        let time = time.replace_nanosecond(0).unwrap_or(time);
        Self { date, time }
    }

    /// Reads `2026-10-21T10:15` (what browsers send for `datetime-local`), `2026-10-21 10:15`, `21-10-2026 10:15`,
    /// `21.10.2026 10.15` or `21/10/2026 10:15`, each with or without seconds.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, LocalTimeError> {
        let text = input.trim();
        if text.is_empty() {
            return Err(LocalTimeError::Empty);
        }
        let syntax = || LocalTimeError::Syntax { input: text.to_owned() };
        let (date, time) = text.split_once(['T', 't', ' ']).ok_or_else(syntax)?;
        let (year, month, day) = date_fields(date.trim()).ok_or_else(syntax)?;
        let (hour, minute, second) = time_fields(time.trim()).ok_or_else(syntax)?;
        let range = |_| LocalTimeError::OutOfRange { input: text.to_owned() };
        let month = Month::try_from(month).map_err(range)?;
        Ok(Self {
            date: Date::from_calendar_date(year, month, day).map_err(range)?,
            time: Time::from_hms(hour, minute, second).map_err(range)?,
        })
    }

    /// The moment at which Danish clocks show this time.
    ///
    /// # Errors
    /// [`Nonexistent`](LocalTimeError::Nonexistent) for a skipped time, [`Ambiguous`](LocalTimeError::Ambiguous) for a
    /// repeated one with [`Fold::Ask`].
    pub fn to_utc(self, fold: Fold) -> Result<OffsetDateTime, LocalTimeError> {
        match self.offsets() {
            AmbiguousOffset::Unambiguous { offset } => Ok(self.at(offset)),
            AmbiguousOffset::Gap { before, .. } => {
                let skipped_at = last_change_before(self.at(before));
                Err(LocalTimeError::Nonexistent { wall: self, skipped_at })
            }
            AmbiguousOffset::Fold { before, after } => match fold {
                Fold::Earlier => Ok(self.at(before)),
                Fold::Later => Ok(self.at(after)),
                Fold::Ask => {
                    Err(LocalTimeError::Ambiguous { wall: self, earlier: self.at(before), later: self.at(after) })
                }
            },
        }
    }

    /// The moment, where none has to be refused: a skipped time counts as if clocks had not been put forward, a
    /// repeated one is the later.
    pub(crate) fn to_utc_lenient(self) -> OffsetDateTime {
        match self.offsets() {
            AmbiguousOffset::Unambiguous { offset } => self.at(offset),
            AmbiguousOffset::Gap { before, .. } => self.at(before),
            AmbiguousOffset::Fold { after, .. } => self.at(after),
        }
    }

    fn offsets(self) -> AmbiguousOffset {
        COPENHAGEN.to_ambiguous_timestamp(self.to_civil()).offset()
    }

    fn at(self, offset: Offset) -> OffsetDateTime {
        self.date.with_time(self.time).assume_utc().saturating_sub(Duration::seconds(offset.seconds().into()))
    }

    fn to_civil(self) -> civil::DateTime {
        // Every value of `time` within ±9999 years is one of `jiff`; without the feature "large-dates" there are no
        // others.
        let clamp = |value: u8| i8::try_from(value).unwrap_or(i8::MAX);
        civil::DateTime::new(
            i16::try_from(self.year()).unwrap_or(i16::MAX),
            clamp(self.month()),
            clamp(self.day()),
            clamp(self.hour()),
            clamp(self.minute()),
            clamp(self.second()),
            0,
        )
        .unwrap_or(civil::DateTime::MAX)
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.date.year()
    }

    /// The month, 1–12.
    pub fn month(self) -> u8 {
        self.date.month().into()
    }

    /// The day of the month, 1–31.
    pub const fn day(self) -> u8 {
        self.date.day()
    }

    /// The hour, 0–23.
    pub const fn hour(self) -> u8 {
        self.time.hour()
    }

    /// The minute, 0–59.
    pub const fn minute(self) -> u8 {
        self.time.minute()
    }

    /// The second, 0–59.
    const fn second(self) -> u8 {
        self.time.second()
    }

    /// `2026-10-21T10:15`, the value of a browser's `datetime-local` field.
    pub fn to_input_value(self) -> String {
        format!("{:04}-{:02}-{:02}T{:02}:{:02}", self.year(), self.month(), self.day(), self.hour(), self.minute())
    }
}

/// `2026-10-21T10:15:00`.
impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02}", self.to_input_value(), self.second())
    }
}

impl std::str::FromStr for LocalDateTime {
    type Err = LocalTimeError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse(input)
    }
}

impl ZonedDateTime {
    /// What Danish clocks show at a moment.
    pub fn from_utc(moment: OffsetDateTime) -> Self {
        let timestamp = timestamp(moment);
        let info = COPENHAGEN.to_offset_info(timestamp);
        let offset = UtcOffset::from_whole_seconds(info.offset().seconds()).unwrap_or(UtcOffset::UTC);
        let local = moment.checked_to_offset(offset).unwrap_or(moment);
        Self { wall: LocalDateTime::new(local.date(), local.time()), summer_time: info.dst().is_dst() }
    }

    /// Date and time of day.
    pub const fn wall(self) -> LocalDateTime {
        self.wall
    }

    /// The date.
    pub const fn date(self) -> Date {
        self.wall.date
    }

    /// `CEST` in summer time, else `CET`.
    pub const fn abbreviation(self) -> &'static str {
        if self.summer_time { "CEST" } else { "CET" }
    }
}

/// The date in Denmark at a moment.
pub fn local_date(moment: OffsetDateTime) -> Date {
    ZonedDateTime::from_utc(moment).date()
}

/// The moment at which a day begins in Denmark.
pub fn start_of_day(date: Date) -> OffsetDateTime {
    LocalDateTime::new(date, Time::MIDNIGHT).to_utc_lenient()
}

/// The last second of a day in Denmark, 23:59:59.
pub fn end_of_day(date: Date) -> OffsetDateTime {
    LocalDateTime::new(date, Time::MAX).to_utc_lenient()
}

fn timestamp(moment: OffsetDateTime) -> Timestamp {
    Timestamp::from_second(moment.unix_timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The zone's last change of offset at or before a moment.
fn last_change_before(moment: OffsetDateTime) -> OffsetDateTime {
    let after = moment.saturating_add(Duration::SECOND);
    COPENHAGEN
        .preceding(timestamp(after))
        .next()
        .and_then(|change| OffsetDateTime::from_unix_timestamp(change.timestamp().as_second()).ok())
        .unwrap_or(moment)
}

/// Year, month, day from `YYYY-MM-DD` or `DD-MM-YYYY` (also with dots or slashes).
fn date_fields(text: &str) -> Option<(i32, u8, u8)> {
    let separator = ['-', '.', '/'].into_iter().find(|c| text.contains(*c))?;
    let fields: Vec<&str> = text.split(separator).collect();
    match fields.as_slice() {
        [year, month, day] if year.len() == 4 && separator == '-' => {
            Some((field(year, 4)?.into(), small(month)?, small(day)?))
        }
        [day, month, year] if year.len() == 4 => Some((field(year, 4)?.into(), small(month)?, small(day)?)),
        _ => None,
    }
}

/// Hour, minute, second from `HH:MM`, `HH:MM:SS` or with dots.
fn time_fields(text: &str) -> Option<(u8, u8, u8)> {
    let separator = if text.contains(':') { ':' } else { '.' };
    // Browsers may add a fraction of a second.
    let text = if separator == ':' { text.split('.').next().unwrap_or(text) } else { text };
    let fields: Vec<&str> = text.split(separator).collect();
    match fields.as_slice() {
        [hour, minute] => Some((small(hour)?, small(minute)?, 0)),
        [hour, minute, second] => Some((small(hour)?, small(minute)?, small(second)?)),
        _ => None,
    }
}

fn small(text: &str) -> Option<u8> {
    field(text, 2).and_then(|value| u8::try_from(value).ok())
}

fn field(text: &str, max_len: usize) -> Option<u16> {
    let fits = !text.is_empty() && text.len() <= max_len && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::{date, datetime};

    use super::*;

    fn wall(input: &str) -> LocalDateTime {
        LocalDateTime::parse(input).unwrap_or_else(|error| panic!("{input:?}: {error}"))
    }

    #[test]
    fn browsers_and_danes_write_times_in_their_ways() {
        for input in [
            "2026-10-21T10:15",
            "2026-10-21T10:15:00",
            "2026-10-21T10:15:00.000",
            "2026-10-21 10:15",
            "21-10-2026 10:15",
            "21.10.2026 10.15",
            "21/10/2026  10:15",
            " 21-10-2026 10:15:00 ",
        ] {
            assert_eq!(wall(input).to_string(), "2026-10-21T10:15:00", "{input:?}");
        }
        assert_eq!(wall("1-2-2026 9:05").to_input_value(), "2026-02-01T09:05");
    }

    #[test]
    fn unreadable_and_impossible_times_are_refused() {
        assert_eq!(LocalDateTime::parse(" "), Err(LocalTimeError::Empty));
        for input in ["2026-10-21", "10:15", "21-10-26 10:15", "2026.10.21 10:15", "2026-10-21T10", "2026-10-21Tx:15"] {
            assert_eq!(LocalDateTime::parse(input), Err(LocalTimeError::Syntax { input: input.to_owned() }));
        }
        for input in ["2026-02-29T10:15", "2026-13-01T10:15", "0-1-2026 10:15", "2026-10-21T24:00", "1-1-2026 10:60"] {
            assert_eq!(LocalDateTime::parse(input), Err(LocalTimeError::OutOfRange { input: input.to_owned() }));
        }
    }

    #[test]
    fn summer_and_winter_have_their_offsets() {
        assert_eq!(wall("2026-07-01T12:00").to_utc(Fold::Ask), Ok(datetime!(2026-07-01 10:00 UTC)));
        assert_eq!(wall("2026-12-01T12:00").to_utc(Fold::Ask), Ok(datetime!(2026-12-01 11:00 UTC)));
        let summer = ZonedDateTime::from_utc(datetime!(2026-07-01 10:00 UTC));
        assert_eq!((summer.wall(), summer.abbreviation()), (wall("2026-07-01T12:00"), "CEST"));
        let winter = ZonedDateTime::from_utc(datetime!(2026-12-31 23:30 UTC));
        assert_eq!((winter.wall(), winter.abbreviation()), (wall("2027-01-01T00:30"), "CET"));
        assert_eq!(local_date(datetime!(2026-12-31 23:30 UTC)), date!(2027 - 01 - 01));
    }

    #[test]
    fn the_hour_that_spring_skips_does_not_exist() {
        assert!(wall("2026-03-29T01:59:59").to_utc(Fold::Ask).is_ok());
        for input in ["2026-03-29T02:00", "2026-03-29T02:30", "2026-03-29T02:59:59"] {
            for fold in [Fold::Ask, Fold::Earlier, Fold::Later] {
                let skipped_at = datetime!(2026-03-29 01:00 UTC);
                let error = LocalTimeError::Nonexistent { wall: wall(input), skipped_at };
                assert_eq!(wall(input).to_utc(fold), Err(error), "{input}");
            }
        }
        assert_eq!(wall("2026-03-29T03:00").to_utc(Fold::Ask), Ok(datetime!(2026-03-29 01:00 UTC)));
    }

    #[test]
    fn the_hour_that_autumn_repeats_needs_a_choice() {
        let twice = wall("2026-10-25T02:30");
        let (earlier, later) = (datetime!(2026-10-25 00:30 UTC), datetime!(2026-10-25 01:30 UTC));
        assert_eq!(twice.to_utc(Fold::Ask), Err(LocalTimeError::Ambiguous { wall: twice, earlier, later }));
        assert_eq!(twice.to_utc(Fold::Earlier), Ok(earlier));
        assert_eq!(twice.to_utc(Fold::Later), Ok(later));
        assert_eq!(ZonedDateTime::from_utc(earlier).wall(), ZonedDateTime::from_utc(later).wall());
        assert_eq!(ZonedDateTime::from_utc(earlier).abbreviation(), "CEST");
        assert_eq!(ZonedDateTime::from_utc(later).abbreviation(), "CET");
        assert_eq!(wall("2026-10-25T03:00").to_utc(Fold::Ask), Ok(datetime!(2026-10-25 02:00 UTC)));
    }

    #[test]
    fn days_begin_and_end_by_danish_clocks() {
        assert_eq!(start_of_day(date!(2026 - 07 - 01)), datetime!(2026-06-30 22:00 UTC));
        assert_eq!(end_of_day(date!(2026 - 06 - 30)), datetime!(2026-06-30 21:59:59 UTC));
        assert_eq!(end_of_day(date!(2026 - 12 - 31)), datetime!(2026-12-31 22:59:59 UTC));
    }

    #[test]
    fn the_ends_of_time_are_no_trouble() {
        for date in [Date::MIN, Date::MAX] {
            let _ = start_of_day(date);
            let _ = end_of_day(date);
            let _ = local_date(date.midnight().assume_utc());
            let _ = LocalDateTime::new(date, Time::MAX).to_utc(Fold::Ask);
        }
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>()) {
            let _ = LocalDateTime::parse(&input);
        }

        #[test]
        fn every_moment_can_be_found_again(seconds in 0i64..4_102_444_800) {
            let moment = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
            let wall = ZonedDateTime::from_utc(moment).wall();
            prop_assert_eq!(LocalDateTime::parse(&wall.to_string()), Ok(wall));
            match wall.to_utc(Fold::Ask) {
                Ok(found) => prop_assert_eq!(found, moment),
                Err(LocalTimeError::Ambiguous { earlier, later, .. }) => {
                    prop_assert!(moment == earlier || moment == later);
                    prop_assert_eq!(later - earlier, Duration::HOUR);
                }
                Err(error) => prop_assert!(false, "{}", error),
            }
        }
    }
}
