//! Production unit numbers.

use crate::text::text_value;

/// The number of a Danish production unit (P-unit): ten digits. It is given beside a CVR number that has several units.
///
/// Only the length is checked: a series was issued with other weights, so valid numbers fail the modulus 11 test.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PNumber(String);

/// Why a text is not a P-number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PNumberError {
    /// Nothing was given.
    #[error("the P-number is empty")]
    Empty,
    /// A character other than a digit.
    #[error("a P-number has digits only, not {character:?}")]
    NotDigit {
        /// The first such character.
        character: char,
    },
    /// Not ten digits.
    #[error("a P-number has 10 digits, not {len}")]
    WrongLength {
        /// Digits given.
        len: usize,
    },
}

impl PNumber {
    /// Reads a P-number; spaces are tolerated.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, PNumberError> {
        let digits: String = input.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.is_empty() {
            return Err(PNumberError::Empty);
        }
        if let Some(character) = digits.chars().find(|c| !c.is_ascii_digit()) {
            return Err(PNumberError::NotDigit { character });
        }
        match digits.len() {
            10 => Ok(Self(digits)),
            len => Err(PNumberError::WrongLength { len }),
        }
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_value!(PNumber, PNumberError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_length_is_checked() {
        assert_eq!(PNumber::parse("10 06 41 06 98").unwrap().as_str(), "1006410698");
        assert_eq!(PNumber::parse(""), Err(PNumberError::Empty));
        assert_eq!(PNumber::parse("100641069"), Err(PNumberError::WrongLength { len: 9 }));
        assert_eq!(PNumber::parse("P006410698"), Err(PNumberError::NotDigit { character: 'P' }));
    }
}
