//! Tracking numbers of applications.

use time::{Date, macros::format_description};

use crate::text::text_value;

/// The number under which the registry tracks an application: the date and five digits, `2026102100042`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrackingNumber {
    text: String,
    date: Date,
}

/// The text is not a tracking number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{input:?} is not a tracking number (YYYYMMDD and five digits)")]
pub struct TrackingNumberError {
    /// What was given.
    pub input: String,
}

impl TrackingNumber {
    /// Reads a tracking number.
    ///
    /// # Errors
    /// When it is not a date and five digits.
    pub fn parse(input: &str) -> Result<Self, TrackingNumberError> {
        let text = input.trim();
        let error = || TrackingNumberError { input: text.to_owned() };
        if text.len() != 13 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(error());
        }
        let format = format_description!("[year][month][day]");
        let date = text.get(..8).and_then(|date| Date::parse(date, format).ok()).ok_or_else(error)?;
        Ok(Self { text: text.to_owned(), date })
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The date on which the application was made.
    pub const fn date(&self) -> Date {
        self.date
    }
}

text_value!(TrackingNumber, TrackingNumberError);

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn tracking_numbers_begin_with_a_date() {
        let number = TrackingNumber::parse(" 2026102100042 ").unwrap();
        assert_eq!((number.as_str(), number.date()), ("2026102100042", date!(2026 - 10 - 21)));
        for wrong in ["", "202610210004", "20261021000421", "2026133100042", "2026022900042", "2026-10-21-42"] {
            assert_eq!(TrackingNumber::parse(wrong), Err(TrackingNumberError { input: wrong.to_owned() }));
        }
    }
}
