//! What is wrong with a date and time, with the time of an acceptance, with a period, with the time of a renewal.

use dk::{LocalTimeError, OrderConfirmation, OrderConfirmationError, PeriodError, RenewalError};
use time::Duration;

use super::excerpt;
use crate::{Lang, local};

crate::texts! {
    /// What can be wrong with a date and time of day.
    struct Local;
    empty { en: "Enter date and time.", da: "Angiv dato og klokkeslæt." }
    syntax(input: &str) {
        en: "“{input}” is not a date and time, such as 21-10-2026 10:15.",
        da: "“{input}” er ikke dato og klokkeslæt, fx 21-10-2026 10:15.",
    }
    range(input: &str) {
        en: "“{input}” does not exist: there is no such day or time of day.",
        da: "“{input}” findes ikke: der er ingen sådan dag eller klokkeslæt.",
    }
    skipped(time: &str, date: &str) {
        en: "{time} did not exist on {date}: clocks in Denmark were put forward over it. Enter a time before or after.",
        da: "Klokken {time} fandtes ikke den {date}: urene i Danmark blev stillet frem forbi den. Angiv en tid før eller efter.",
    }
    twice(time: &str, date: &str) {
        en: "{time} came twice on {date}: clocks in Denmark were put back. Choose which of the two you mean.",
        da: "Klokken {time} kom to gange den {date}: urene i Danmark blev stillet tilbage. Vælg, hvilken af de to du mener.",
    }
    other { en: "This is not a date and time.", da: "Dette er ikke dato og klokkeslæt." }
}

/// What is wrong with a Danish local date and time.
pub fn local_time(lang: Lang, error: &LocalTimeError) -> String {
    let t = Local(lang);
    match error {
        LocalTimeError::Empty => t.empty().to_owned(),
        LocalTimeError::Syntax { input } => t.syntax(&excerpt(input)),
        LocalTimeError::OutOfRange { input } => t.range(&excerpt(input)),
        LocalTimeError::Nonexistent { wall, skipped_at } => {
            t.skipped(&format!("{:02}:{:02}", wall.hour(), wall.minute()), &local::date(lang, *skipped_at))
        }
        LocalTimeError::Ambiguous { wall, earlier, .. } => {
            t.twice(&format!("{:02}:{:02}", wall.hour(), wall.minute()), &local::date(lang, *earlier))
        }
        _ => t.other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with the time of an acceptance.
    struct Acceptance;
    number { en: "The time of acceptance is not a number of seconds.", da: "Tidspunktet for accepten er ikke et antal sekunder." }
    old(age: &str) { en: "Accepted {age} ago. It may be at most 30 days old.", da: "Accepteret for {age} siden. Det må højst være 30 dage siden." }
    ahead(distance: &str) {
        en: "This lies {distance} ahead. It may be at most 24 hours ahead.",
        da: "Dette ligger {distance} fremme. Det må højst ligge 24 timer fremme.",
    }
    days(n: i64) { en: "{n} days", da: "{n} dage" }
    days_and(n: i64, rest: &str) { en: "{n} days and {rest}", da: "{n} dage og {rest}" }
    hour { en: "1 hour", da: "1 time" }
    hours(n: i64) { en: "{n} hours", da: "{n} timer" }
    minute { en: "1 minute", da: "1 minut" }
    minutes(n: i64) { en: "{n} minutes", da: "{n} minutter" }
    hours_and(hours: &str, rest: &str) { en: "{hours} and {rest}", da: "{hours} og {rest}" }
    other { en: "The registry would not take this time of acceptance.", da: "Registret ville ikke tage imod dette tidspunkt for accepten." }
}

impl Acceptance {
    fn count_hours(self, n: i64) -> String {
        if n == 1 { self.hour().to_owned() } else { self.hours(n) }
    }

    fn count_minutes(self, n: i64) -> String {
        if n == 1 { self.minute().to_owned() } else { self.minutes(n) }
    }

    /// As exactly as the limit needs: close to it, smaller units are named too.
    fn length(self, length: Duration, limit: Duration) -> String {
        // A started minute counts: what exceeds the limit must not read as the limit.
        let minutes = (length + Duration::seconds(59)).whole_minutes();
        let (days, hours, rest) = (minutes / 1440, minutes / 60, minutes % 60);
        let over = length - limit;
        match (days >= 3, over >= Duration::days(1), over >= Duration::hours(1)) {
            (true, true, _) => self.days(days),
            (true, false, true) => self.days_and(days, &self.count_hours((minutes % 1440) / 60)),
            (true, false, false) => self.days_and(days, &self.count_minutes(minutes % 1440)),
            (false, _, true) => self.count_hours(hours),
            (false, _, false) => {
                self.hours_and(&self.count_hours(hours), &self.count_minutes(rest)).replace(" 0 minutes", "")
            }
        }
    }
}

/// What is wrong with the time at which an agreement was accepted.
pub fn order_confirmation(lang: Lang, error: &OrderConfirmationError) -> String {
    let t = Acceptance(lang);
    let (oldest, furthest) = (OrderConfirmation::MAX_AGE, OrderConfirmation::MAX_AHEAD);
    match error {
        OrderConfirmationError::NotAnInteger => t.number().to_owned(),
        OrderConfirmationError::TooOld { by } => t.old(&t.length(oldest + *by, oldest)),
        OrderConfirmationError::TooFarAhead { by } => t.ahead(&t.length(furthest + *by, furthest)),
        _ => t.other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with a period or a renewal.
    struct Span;
    unit(unit: &str) { en: "“{unit}” is not a unit that the registry takes; it counts in years.", da: "“{unit}” er ikke en enhed, som registret tager imod; det regner i år." }
    length { en: "The registry registers and renews for one year at a time.", da: "Registret registrerer og fornyer for ét år ad gangen." }
    early(date: &str) {
        en: "It can be renewed from {date} on: two months before it expires.",
        da: "Det kan fornyes fra den {date}: to måneder før det udløber.",
    }
    maximum(new: &str, max: &str) {
        en: "It would then run until {new}, further ahead than the 14 months allowed (at most until {max}).",
        da: "Det ville så løbe til den {new}, længere frem end de 14 måneder, der er tilladt (højst til den {max}).",
    }
    expired(date: &str) { en: "It expired on {date} and can no longer be renewed.", da: "Det udløb den {date} og kan ikke længere fornyes." }
    other { en: "It cannot be renewed now.", da: "Det kan ikke fornyes nu." }
}

/// What is wrong with a period.
pub fn period(lang: Lang, error: &PeriodError) -> String {
    match error {
        PeriodError::UnsupportedUnit { unit } => Span(lang).unit(&excerpt(unit)),
        _ => Span(lang).length().to_owned(),
    }
}

/// Why a domain name cannot be renewed.
pub fn renewal(lang: Lang, error: &RenewalError) -> String {
    let t = Span(lang);
    let day = |date| local::date(lang, dk::local_time::start_of_day(date));
    match error {
        RenewalError::TooEarly { opens_at } => t.early(&local::date(lang, *opens_at)),
        RenewalError::ExceedsMaximum { new, max } => t.maximum(&day(*new), &day(*max)),
        RenewalError::Expired { at } => t.expired(&local::date(lang, *at)),
        _ => t.other().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use dk::{Fold, LocalDateTime};
    use time::macros::{date, datetime};

    use super::*;

    fn at(input: &str) -> LocalTimeError {
        LocalDateTime::parse(input).and_then(|wall| wall.to_utc(Fold::Ask)).unwrap_err()
    }

    #[test]
    fn hours_that_clocks_skip_or_repeat_are_named() {
        let skipped = local_time(Lang::En, &at("2026-03-29T02:30"));
        assert!(skipped.starts_with("02:30 did not exist on 29 March 2026"), "{skipped}");
        let twice = local_time(Lang::Da, &at("2026-10-25T02:30"));
        assert!(twice.starts_with("Klokken 02:30 kom to gange den 25. oktober 2026"), "{twice}");
        assert!(local_time(Lang::En, &at("31-02-2026 10:00")).contains("no such day"));
        assert!(local_time(Lang::En, &at("soon")).contains("“soon”"));
    }

    #[test]
    fn an_acceptance_says_how_far_off_it_is() {
        let now = datetime!(2026-11-21 12:00 UTC);
        let of =
            |accepted| order_confirmation(Lang::En, &OrderConfirmation::from_acceptance(accepted, now).unwrap_err());
        assert_eq!(of(datetime!(2026-10-21 12:00 UTC)), "Accepted 31 days ago. It may be at most 30 days old.");
        assert_eq!(
            of(datetime!(2026-10-22 09:00 UTC)),
            "Accepted 30 days and 3 hours ago. It may be at most 30 days old."
        );
        assert_eq!(
            of(datetime!(2026-10-22 11:59 UTC)),
            "Accepted 30 days and 1 minute ago. It may be at most 30 days old."
        );
        assert_eq!(of(datetime!(2026-11-22 13:00 UTC)), "This lies 25 hours ahead. It may be at most 24 hours ahead.");
        assert_eq!(
            of(datetime!(2026-11-22 12:10 UTC)),
            "This lies 24 hours and 10 minutes ahead. It may be at most 24 hours ahead."
        );
        assert_eq!(of(datetime!(2026-12-25 12:00 UTC)), "This lies 34 days ahead. It may be at most 24 hours ahead.");
    }

    #[test]
    fn renewals_name_their_dates() {
        let early = RenewalError::TooEarly { opens_at: datetime!(2026-10-30 23:00 UTC) };
        assert!(renewal(Lang::Da, &early).contains("31. oktober 2026"));
        let far = RenewalError::ExceedsMaximum { new: date!(2028 - 02 - 29), max: date!(2028 - 01 - 21) };
        assert!(renewal(Lang::En, &far).contains("29 February 2028"));
        assert!(period(Lang::En, &PeriodError::UnsupportedUnit { unit: "m".to_owned() }).contains("“m”"));
    }
}
