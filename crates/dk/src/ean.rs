//! Electronic invoicing addresses.

use crate::text::text_value;

/// A global location number (GLN, in Denmark "EAN-nummer"): 13 digits, the last of which makes the sum of the digits,
/// weighted 1 and 3 in turn, divisible by 10 (GS1 General Specifications § 7.9).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ean(String);

/// Why a text is not an EAN number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EanError {
    /// Nothing was given.
    #[error("the EAN number is empty")]
    Empty,
    /// A character other than a digit.
    #[error("an EAN number has digits only, not {character:?}")]
    NotDigit {
        /// The first such character.
        character: char,
    },
    /// Not 13 digits.
    #[error("an EAN number has 13 digits, not {len}")]
    WrongLength {
        /// Digits given.
        len: usize,
    },
    /// The check digit is wrong.
    #[error("the EAN number's check digit is wrong")]
    CheckFailed,
}

impl Ean {
    /// Reads an EAN number; spaces are tolerated.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, EanError> {
        let digits: String = input.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.is_empty() {
            return Err(EanError::Empty);
        }
        if let Some(character) = digits.chars().find(|c| !c.is_ascii_digit()) {
            return Err(EanError::NotDigit { character });
        }
        if digits.len() != 13 {
            return Err(EanError::WrongLength { len: digits.len() });
        }
        let sum: u32 = digits.bytes().zip([1, 3].into_iter().cycle()).map(|(d, w)| u32::from(d - b'0') * w).sum();
        if sum.is_multiple_of(10) { Ok(Self(digits)) } else { Err(EanError::CheckFailed) }
    }

    /// The 13 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_value!(Ean, EanError);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_check_digit_counts() {
        assert_eq!(Ean::parse("5798 009780690").unwrap().as_str(), "5798009780690");
        assert_eq!(Ean::parse(""), Err(EanError::Empty));
        assert_eq!(Ean::parse("5798009780691"), Err(EanError::CheckFailed));
        assert_eq!(Ean::parse("579800978069"), Err(EanError::WrongLength { len: 12 }));
        assert_eq!(Ean::parse("579800978069X"), Err(EanError::NotDigit { character: 'X' }));
    }

    proptest! {
        #[test]
        fn one_check_digit_in_ten_fits(payload in "[0-9]{12}") {
            let fitting = (0..10).filter(|check| Ean::parse(&format!("{payload}{check}")).is_ok()).count();
            prop_assert_eq!(fitting, 1);
        }
    }
}
