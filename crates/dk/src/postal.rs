//! Postal codes.

use crate::country::Country;
use crate::text::text_view;

/// The longest postal code (`pcType`, RFC 5733 § 4).
const MAX_POSTAL_CODE: usize = 16;

/// A postal code, checked as far as its country is known here: four digits in Denmark, 1–16 characters elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostalCode(String);

/// Why a text is not a postal code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PostalCodeError {
    /// Nothing was given.
    #[error("the postal code is empty")]
    Empty,
    /// A Danish postal code that is not four digits.
    #[error("a Danish postal code has four digits")]
    NotFourDigits,
    /// Too long for the registry.
    #[error("the postal code has {len} characters, {MAX_POSTAL_CODE} are allowed")]
    TooLong {
        /// Characters given.
        len: usize,
    },
}

impl PostalCode {
    /// Reads a postal code of the given country; in Denmark a `DK-` in front is tolerated.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(country: Country, input: &str) -> Result<Self, PostalCodeError> {
        let text = input.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Err(PostalCodeError::Empty);
        }
        if country.is_denmark() {
            let digits = match text.split_at_checked(3) {
                Some((prefix, rest)) if prefix.eq_ignore_ascii_case("DK-") => rest,
                _ => &text,
            };
            if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return Err(PostalCodeError::NotFourDigits);
            }
            return Ok(Self(digits.to_owned()));
        }
        match text.chars().count() {
            len if len > MAX_POSTAL_CODE => Err(PostalCodeError::TooLong { len }),
            _ => Ok(Self(text)),
        }
    }

    /// The postal code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_view!(PostalCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_codes_have_four_digits() {
        for input in ["2100", " 2100 ", "DK-2100", "dk-2100"] {
            assert_eq!(PostalCode::parse(Country::DENMARK, input).unwrap().as_str(), "2100", "{input:?}");
        }
        for input in ["210", "21000", "DK 2100", "2l00", "２１００"] {
            assert_eq!(PostalCode::parse(Country::DENMARK, input), Err(PostalCodeError::NotFourDigits), "{input:?}");
        }
    }

    #[test]
    fn foreign_codes_have_at_most_16_characters() {
        let britain = Country::parse("GB").unwrap();
        assert_eq!(PostalCode::parse(britain, "SW1A  1AA").unwrap().as_str(), "SW1A 1AA");
        assert_eq!(PostalCode::parse(britain, ""), Err(PostalCodeError::Empty));
        assert_eq!(PostalCode::parse(britain, &"1".repeat(17)), Err(PostalCodeError::TooLong { len: 17 }));
    }
}
