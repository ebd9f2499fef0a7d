//! Company numbers.

use crate::country::Country;
use crate::text::{text_value, text_view};

/// A number in the Danish central business register: eight digits whose weighted sum (2, 7, 6, 5, 4, 3, 2, 1) is
/// divisible by 11 (Erhvervsstyrelsen, "Modulus 11").
///
/// Spaces and a leading `DK` (the VAT form) are tolerated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cvr(String);

/// Why a text is not a CVR number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CvrError {
    /// Nothing was given.
    #[error("the CVR number is empty")]
    Empty,
    /// A character other than a digit.
    #[error("a CVR number has digits only, not {character:?}")]
    NotDigit {
        /// The first such character.
        character: char,
    },
    /// Not eight digits.
    #[error("a CVR number has 8 digits, not {len}")]
    WrongLength {
        /// Digits given.
        len: usize,
    },
    /// The check sum fails, or the number begins with a zero.
    #[error("the CVR number's check sum is wrong")]
    CheckFailed,
}

const WEIGHTS: [u32; 8] = [2, 7, 6, 5, 4, 3, 2, 1];

impl Cvr {
    /// Reads a CVR number.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, CvrError> {
        let compact: String = input.chars().filter(|c| !c.is_whitespace()).collect();
        let digits = match compact.split_at_checked(2) {
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case("DK") => rest,
            _ => &compact,
        };
        if digits.is_empty() {
            return Err(CvrError::Empty);
        }
        if let Some(character) = digits.chars().find(|c| !c.is_ascii_digit()) {
            return Err(CvrError::NotDigit { character });
        }
        if digits.len() != WEIGHTS.len() {
            return Err(CvrError::WrongLength { len: digits.len() });
        }
        let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        if !sum.is_multiple_of(11) || digits.starts_with('0') {
            return Err(CvrError::CheckFailed);
        }
        Ok(Self(digits.to_owned()))
    }

    /// The eight digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_value!(Cvr, CvrError);

/// The number that identifies an organisation in its own country: a [`Cvr`] in Denmark, elsewhere the VAT or
/// registration number as it is written there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CompanyNumber {
    /// A Danish number, checked.
    Danish(Cvr),
    /// A foreign number: 1–50 characters, taken as it is.
    Foreign(String),
}

/// Why a text is not a company number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CompanyNumberError {
    /// Nothing was given.
    #[error("the company number is empty")]
    Empty,
    /// Longer than the 50 characters that the registry takes.
    #[error("the company number has {len} characters, {MAX_COMPANY_NUMBER} are allowed")]
    TooLong {
        /// Characters given.
        len: usize,
    },
    /// The country is Denmark and the number is not a CVR number.
    #[error(transparent)]
    Cvr(#[from] CvrError),
}

/// The longest company number in characters (type `CVR` of the dkhm-4.5 schema).
const MAX_COMPANY_NUMBER: usize = 50;

impl CompanyNumber {
    /// Reads a company number of the given country.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(country: Country, input: &str) -> Result<Self, CompanyNumberError> {
        let text = input.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Err(CompanyNumberError::Empty);
        }
        if country.is_denmark() {
            return Ok(Self::Danish(Cvr::parse(&text)?));
        }
        match text.chars().count() {
            len if len > MAX_COMPANY_NUMBER => Err(CompanyNumberError::TooLong { len }),
            _ => Ok(Self::Foreign(text)),
        }
    }

    /// The number as it goes on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Danish(cvr) => cvr.as_str(),
            Self::Foreign(text) => text,
        }
    }
}

text_view!(CompanyNumber);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn real_numbers_pass_in_every_usual_form() {
        for input in ["24210375", " 24 21 03 75 ", "DK24210375", "dk 24210375"] {
            assert_eq!(Cvr::parse(input).unwrap().as_str(), "24210375", "{input:?}");
        }
    }

    #[test]
    fn errors_say_what_is_wrong() {
        assert_eq!(Cvr::parse(" "), Err(CvrError::Empty));
        assert_eq!(Cvr::parse("DK"), Err(CvrError::Empty));
        assert_eq!(Cvr::parse("2421037"), Err(CvrError::WrongLength { len: 7 }));
        assert_eq!(Cvr::parse("2421037A"), Err(CvrError::NotDigit { character: 'A' }));
        assert_eq!(Cvr::parse("24210376"), Err(CvrError::CheckFailed));
        assert_eq!(Cvr::parse("00000000"), Err(CvrError::CheckFailed));
    }

    #[test]
    fn the_country_decides_what_a_company_number_is() {
        let france = Country::parse("FR").unwrap();
        assert!(matches!(CompanyNumber::parse(Country::DENMARK, "DK24210375"), Ok(CompanyNumber::Danish(_))));
        assert_eq!(
            CompanyNumber::parse(Country::DENMARK, "FR12345678901"),
            Err(CompanyNumberError::Cvr(CvrError::NotDigit { character: 'F' }))
        );
        assert_eq!(CompanyNumber::parse(france, " FR12  345678901 ").unwrap().as_str(), "FR12 345678901");
        assert_eq!(CompanyNumber::parse(france, ""), Err(CompanyNumberError::Empty));
        assert_eq!(CompanyNumber::parse(france, &"1".repeat(51)), Err(CompanyNumberError::TooLong { len: 51 }));
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>()) {
            let _ = Cvr::parse(&input);
        }

        #[test]
        fn a_wrong_digit_is_always_noticed(number in 10_000_000u32..100_000_000, place in 0usize..8, other in 0u8..10) {
            if let Ok(cvr) = Cvr::parse(&number.to_string()) {
                prop_assert_eq!(Cvr::parse(cvr.as_str()).unwrap(), cvr.clone());
                let mut digits = cvr.as_str().as_bytes().to_vec();
                digits[place] = b'0' + other;
                let changed = String::from_utf8(digits).unwrap();
                if changed != cvr.as_str() {
                    prop_assert_eq!(Cvr::parse(&changed), Err(CvrError::CheckFailed));
                }
            }
        }
    }
}
