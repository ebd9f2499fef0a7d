//! Tracking numbers of applications.

use time::{Date, macros::format_description};

use crate::text::text_value;

/// The number under which the registry tracks an application: the date on which it was made and five digits,
/// `2026102100042`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrackingNumber(String);

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
        text.get(..8).and_then(|date| Date::parse(date, format).ok()).ok_or_else(error)?;
        Ok(Self(text.to_owned()))
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_value!(TrackingNumber, TrackingNumberError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracking_numbers_begin_with_a_date() {
        assert_eq!(TrackingNumber::parse(" 2026102100042 ").unwrap().as_str(), "2026102100042");
        for wrong in ["", "202610210004", "20261021000421", "2026133100042", "2026022900042", "2026-10-21-42"] {
            assert_eq!(TrackingNumber::parse(wrong), Err(TrackingNumberError { input: wrong.to_owned() }));
        }
    }
}
