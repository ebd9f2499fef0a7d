//! Dates, times, money and numbers as people write them. Moments are UTC; people see Danish local time.

use dk::{LocalDateTime, Money, NumberStyle, ZonedDateTime};
use time::OffsetDateTime;

use crate::Lang;

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_DA: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];
const SHORT_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SHORT_DA: [&str; 12] =
    ["jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec."];

crate::texts! {
    /// Words for distances in time.
    struct T;
    now { en: "just now", da: "lige nu" }
    minutes(n: i64) { en: "{n} min ago", da: "for {n} min. siden" }
    hours(n: i64) { en: "{n} h ago", da: "for {n} t. siden" }
    days(n: i64) { en: "{n} days ago", da: "for {n} dage siden" }
    day { en: "yesterday", da: "i går" }
    in_days(n: i64) { en: "in {n} days", da: "om {n} dage" }
    tomorrow { en: "tomorrow", da: "i morgen" }
    today { en: "today", da: "i dag" }
    kroner(amount: &str) { en: "{amount} DKK", da: "{amount} kr." }
}

/// `31 December 2026`, `31. december 2026`.
pub fn date(lang: Lang, at: OffsetDateTime) -> String {
    let local = ZonedDateTime::from_utc(at).wall();
    let index = usize::from(local.month()).saturating_sub(1);
    match lang {
        Lang::En => format!("{} {} {}", local.day(), MONTHS_EN.get(index).copied().unwrap_or_default(), local.year()),
        Lang::Da => format!("{}. {} {}", local.day(), MONTHS_DA.get(index).copied().unwrap_or_default(), local.year()),
    }
}

/// `31 Dec 2026`, `31. dec. 2026`: for tables.
pub fn short_date(lang: Lang, at: OffsetDateTime) -> String {
    written_short(lang, ZonedDateTime::from_utc(at).wall())
}

fn written_short(lang: Lang, local: LocalDateTime) -> String {
    let index = usize::from(local.month()).saturating_sub(1);
    let (months, dot) = match lang {
        Lang::En => (&SHORT_EN, ""),
        Lang::Da => (&SHORT_DA, "."),
    };
    format!("{}{dot} {} {}", local.day(), months.get(index).copied().unwrap_or_default(), local.year())
}

/// `21 Nov 2026 14:02`.
pub fn date_time(lang: Lang, at: OffsetDateTime) -> String {
    let local = ZonedDateTime::from_utc(at).wall();
    format!("{} {:02}:{:02}", written_short(lang, local), local.hour(), local.minute())
}

/// `14:02`.
pub fn time_of_day(at: OffsetDateTime) -> String {
    let local = ZonedDateTime::from_utc(at).wall();
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// For `<time datetime>`: RFC 3339 in UTC.
pub fn machine(at: OffsetDateTime) -> String {
    let (year, month, day) = (at.year(), u8::from(at.month()), at.day());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", at.hour(), at.minute(), at.second())
}

/// `CET` or `CEST`, whichever clocks show.
pub fn zone_name(at: OffsetDateTime) -> String {
    ZonedDateTime::from_utc(at).abbreviation().to_owned()
}

/// `3 min ago`.
pub fn ago(lang: Lang, at: OffsetDateTime, now: OffsetDateTime) -> String {
    let t = T(lang);
    let minutes = (now - at).whole_minutes();
    match minutes {
        ..1 => t.now().to_owned(),
        1..60 => t.minutes(minutes),
        60..1440 => t.hours(minutes / 60),
        1440..2880 => t.day().to_owned(),
        _ => t.days(minutes / 1440),
    }
}

/// `in 41 days`, by the calendar.
pub fn until(lang: Lang, at: OffsetDateTime, now: OffsetDateTime) -> String {
    let t = T(lang);
    match days_until(at, now) {
        -1 => t.day().to_owned(),
        days @ ..0 => t.days(-days),
        0 => t.today().to_owned(),
        1 => t.tomorrow().to_owned(),
        days => t.in_days(days),
    }
}

/// Days from today to the day of `at`, by the Danish calendar.
pub fn days_until(at: OffsetDateTime, now: OffsetDateTime) -> i64 {
    (ZonedDateTime::from_utc(at).date() - ZonedDateTime::from_utc(now).date()).whole_days()
}

/// `8,420.50 DKK`, `8.420,50 kr.`
pub fn money(lang: Lang, amount: Money) -> String {
    T(lang).kroner(&amount.format(style(lang)))
}

/// How numbers are written in `lang`.
pub fn style(lang: Lang) -> NumberStyle {
    match lang {
        Lang::Da => NumberStyle::Danish,
        Lang::En => NumberStyle::English,
    }
}

/// `1,204` or `1.204`.
pub fn number(lang: Lang, number: u64) -> String {
    let digits = number.to_string();
    let mark = style(lang).group_mark();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn moments_are_shown_in_danish_local_time() {
        let end_of_year = datetime!(2026-12-31 22:59:59 UTC);
        assert_eq!(date(Lang::En, end_of_year), "31 December 2026");
        assert_eq!(date(Lang::Da, end_of_year), "31. december 2026");
        assert_eq!(short_date(Lang::Da, datetime!(2026-05-02 10:00 UTC)), "2. maj 2026");
        assert_eq!(date_time(Lang::En, datetime!(2026-07-01 22:30 UTC)), "2 Jul 2026 00:30");
        assert_eq!(zone_name(datetime!(2026-07-01 22:30 UTC)), "CEST");
    }

    #[test]
    fn distances_follow_the_calendar() {
        let now = datetime!(2026-11-21 12:00 UTC);
        assert_eq!(until(Lang::En, datetime!(2026-11-21 22:59 UTC), now), "today");
        assert_eq!(until(Lang::Da, datetime!(2026-11-22 22:59 UTC), now), "i morgen");
        assert_eq!(until(Lang::En, datetime!(2026-12-31 22:59 UTC), now), "in 40 days");
        assert_eq!(ago(Lang::En, datetime!(2026-11-21 11:57 UTC), now), "3 min ago");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(number(Lang::En, 1_204_000), "1,204,000");
        assert_eq!(number(Lang::Da, 999), "999");
        assert_eq!(money(Lang::Da, Money::from_kroner(8420).unwrap()), "8.420,00 kr.");
    }
}
