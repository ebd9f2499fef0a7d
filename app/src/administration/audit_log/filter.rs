//! What the address of the audit log asks for.

use time::macros::format_description;
use time::{Date, OffsetDateTime};

use super::page::Outcome;
use super::text::T;
use ui::{FieldErrors, Fields, Lang};

/// Longest text to look for, in characters.
const LONGEST: usize = 255;

/// Which lines to list. It is the page's address: `actor`, `action`, `outcome`, `from` and `to`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Part of the actor's e-mail address; empty for all.
    pub actor: String,
    /// An action's name; empty for all.
    pub action: String,
    /// How it went.
    pub outcome: Option<Outcome>,
    /// The first day, in Denmark.
    pub from: Option<Date>,
    /// The last day, in Denmark.
    pub to: Option<Date>,
}

impl Filter {
    /// The first moment to list.
    pub fn since(&self) -> Option<OffsetDateTime> {
        self.from.map(dk::local_time::start_of_day)
    }

    /// The moment from which on nothing is listed any more.
    pub fn before(&self) -> Option<OffsetDateTime> {
        self.to.map(|day| dk::local_time::start_of_day(day.next_day().unwrap_or(day)))
    }
}

/// Reads the query. What is wrong is left out of the filter and said.
pub fn read(query: &Fields, lang: Lang) -> (Filter, FieldErrors) {
    let t = T(lang);
    let mut errors = FieldErrors::default();
    let text = |name: &str| query.get(name).trim().chars().take(LONGEST).collect::<String>();
    let mut day = |name: &'static str| {
        let typed = query.get(name).trim();
        let day = Date::parse(typed, format_description!("[year]-[month]-[day]")).ok();
        if day.is_none() && !typed.is_empty() {
            errors.add(name, t.not_a_date());
        }
        day.filter(|day| (1..=9998).contains(&day.year()))
    };
    let (from, mut to) = (day("from"), day("to"));
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        errors.add("to", t.wrong_order());
        to = None;
    }
    let outcome = Outcome::parse(query.get("outcome"));
    (Filter { actor: text("actor"), action: text("action"), outcome, from, to }, errors)
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    fn query(pairs: &[(&str, &str)]) -> Fields {
        Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn days_are_danish_days() {
        let (filter, errors) = read(
            &query(&[("from", "2026-07-01"), ("to", "2026-07-01"), ("outcome", "refused"), ("actor", " anna ")]),
            Lang::En,
        );
        assert!(errors.is_empty());
        assert_eq!(filter.from, Some(date!(2026 - 07 - 01)));
        assert_eq!(filter.since(), Some(datetime!(2026-06-30 22:00 UTC)));
        assert_eq!(filter.before(), Some(datetime!(2026-07-01 22:00 UTC)));
        assert_eq!((filter.outcome, filter.actor.as_str()), (Some(Outcome::Refused), "anna"));
    }

    #[test]
    fn every_wrong_day_is_said_and_left_out() {
        let (filter, errors) = read(&query(&[("from", "yesterday"), ("to", "2026-02-30"), ("outcome", "?")]), Lang::Da);
        assert_eq!(filter, Filter::default());
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["from", "to"]);
        let (filter, errors) = read(&query(&[("from", "2026-02-02"), ("to", "2026-02-01")]), Lang::Da);
        assert_eq!((filter.from, filter.to), (Some(date!(2026 - 02 - 02)), None));
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["to"]);
        assert_eq!(read(&query(&[]), Lang::Da), (Filter::default(), FieldErrors::default()));
    }
}
