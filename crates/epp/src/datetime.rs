//! Dates and times on the wire.

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

/// Writes a time as the registry does: UTC, whole seconds and one digit of fraction, `2026-07-01T09:30:00.0Z`.
#[must_use]
pub fn format(date: OffsetDateTime) -> String {
    let utc = date.checked_to_offset(UtcOffset::UTC).unwrap_or(date);
    let (day, time) = (utc.date(), utc.time());
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.0Z",
        day.year(),
        u8::from(day.month()),
        day.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// Reads any `xsd:dateTime` of the years 0000 to 9999 and returns it in UTC. One without a zone is taken as UTC. Digits of
/// the fraction beyond nanoseconds are dropped.
#[must_use]
pub fn parse(text: &str) -> Option<OffsetDateTime> {
    let (day, rest) = text.split_at_checked(10)?;
    let (time, zone) = split_zone(rest.strip_prefix('T')?);
    let (hour, minute, second, nanosecond) = parse_time(time)?;
    let offset = parse_zone(zone)?;
    let mut date = parse_date(day)?;
    let mut hour = hour;
    // XML Schema allows 24:00:00 for the end of a day.
    if hour == 24 && (minute, second, nanosecond) == (0, 0, 0) {
        (hour, date) = (0, date.next_day()?);
    }
    let time = Time::from_hms_nano(hour, minute, second, nanosecond).ok()?;
    OffsetDateTime::new_in_offset(date, time, offset).checked_to_offset(UtcOffset::UTC)
}

/// Reads `YYYY-MM-DD`.
fn parse_date(text: &str) -> Option<Date> {
    let [year, month, day] = fields(text, '-', [4, 2, 2])?;
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()
}

fn parse_time(text: &str) -> Option<(u8, u8, u8, u32)> {
    let (clock, fraction) = text.split_once('.').map_or((text, None), |(clock, fraction)| (clock, Some(fraction)));
    let [hour, minute, second] = fields(clock, ':', [2, 2, 2])?;
    let nanosecond = match fraction {
        None => 0,
        Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{digits:0<9}").get(..9)?.parse().ok()?
        }
        Some(_) => return None,
    };
    Some((u8::try_from(hour).ok()?, u8::try_from(minute).ok()?, u8::try_from(second).ok()?, nanosecond))
}

fn split_zone(text: &str) -> (&str, &str) {
    text.find(['Z', '+', '-']).and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}

fn parse_zone(text: &str) -> Option<UtcOffset> {
    if matches!(text, "" | "Z") {
        return Some(UtcOffset::UTC);
    }
    let (sign, clock) = text.split_at_checked(1)?;
    let [hours, minutes] = fields(clock, ':', [2, 2])?;
    let (hours, minutes) = (i8::try_from(hours).ok()?, i8::try_from(minutes).ok()?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    match sign {
        "+" => UtcOffset::from_hms(hours, minutes, 0).ok(),
        "-" => UtcOffset::from_hms(-hours, -minutes, 0).ok(),
        _ => None,
    }
}

/// Numbers of exactly so many digits.
fn fields<const N: usize>(text: &str, separator: char, widths: [usize; N]) -> Option<[u32; N]> {
    let mut parts = text.split(separator);
    let mut out = [0; N];
    for (slot, width) in out.iter_mut().zip(widths) {
        let part = parts.next().filter(|part| part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))?;
        *slot = part.parse().ok()?;
    }
    parts.next().is_none().then_some(out)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn reads_every_form_of_date_and_time() {
        let expected = datetime!(2026-07-01 09:30:15 UTC);
        for text in [
            "2026-07-01T09:30:15.0Z",
            "2026-07-01T09:30:15Z",
            "2026-07-01T09:30:15",
            "2026-07-01T11:30:15+02:00",
            "2026-07-01T04:00:15.000000000000-05:30",
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
        assert_eq!(parse("2026-07-01T09:30:15.25Z"), Some(datetime!(2026-07-01 09:30:15.25 UTC)));
        assert_eq!(parse("2026-12-31T24:00:00Z"), Some(datetime!(2027-01-01 00:00 UTC)));
        assert_eq!(parse("1899-12-31T23:00:00.0Z"), Some(datetime!(1899-12-31 23:00 UTC)));
    }

    #[test]
    fn refuses_what_is_no_date_and_time() {
        for text in [
            "",
            "2026-07-01",
            "2026-07-01T",
            "2026-07-01 09:30:15Z",
            "2026-02-30T09:30:15Z",
            "2026-07-01T24:00:01Z",
            "2026-07-01T09:30Z",
            "2026-07-01T09:30:15.Z",
            "2026-07-01T09:30:15.1x",
            "2026-07-01T09:30:15+2:00",
            "2026-07-01T09:30:15+99:00",
            "2026-07-01T09:30:15ZZ",
            "2026-07-0éT09:30:15Z",
            "9999-12-31T23:59:59-14:00",
            "+026-07-01T09:30:15Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn writes_like_the_registry() {
        assert_eq!(format(datetime!(2026-07-01 11:30:15.9 +02:00)), "2026-07-01T09:30:15.0Z");
        assert_eq!(format(datetime!(0045-01-02 03:04:05 UTC)), "0045-01-02T03:04:05.0Z");
    }
}
