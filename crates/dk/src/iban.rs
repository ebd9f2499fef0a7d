//! Bank account numbers for payments from abroad.

use iban::{BaseIban, IbanLike, ParseBaseIbanError, ParseIbanError};

use crate::text::text_value;

/// An international bank account number (ISO 13616): check digits by modulus 97, length and structure by country
/// (18 characters in Denmark). Spaces and lower case are tolerated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iban(String);

/// Why a text is not an IBAN.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IbanError {
    /// Nothing was given.
    #[error("the IBAN is empty")]
    Empty,
    /// Not two letters, two digits and up to 30 letters and digits.
    #[error("an IBAN is two letters, two digits and up to 30 letters and digits")]
    BadFormat,
    /// The check digits are wrong.
    #[error("the IBAN's check digits are wrong")]
    CheckFailed,
    /// The country does not use IBANs.
    #[error("{country} is not a country with IBANs")]
    UnknownCountry {
        /// The first two letters.
        country: String,
    },
    /// The length or structure is not that of the country.
    #[error("the IBAN does not have the structure used in {country}")]
    WrongStructure {
        /// The first two letters.
        country: String,
    },
}

impl Iban {
    /// Reads an IBAN.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, IbanError> {
        let compact: String = input.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        if compact.is_empty() {
            return Err(IbanError::Empty);
        }
        match compact.parse::<iban::Iban>() {
            Ok(iban) => Ok(Self(iban.electronic_str().to_owned())),
            Err(ParseIbanError::InvalidBaseIban { source: ParseBaseIbanError::InvalidChecksum }) => {
                Err(IbanError::CheckFailed)
            }
            Err(ParseIbanError::InvalidBaseIban { .. }) => Err(IbanError::BadFormat),
            Err(ParseIbanError::UnknownCountry(base)) => Err(IbanError::UnknownCountry { country: country(&base) }),
            Err(ParseIbanError::InvalidBban(base)) => Err(IbanError::WrongStructure { country: country(&base) }),
        }
    }

    /// The electronic form: no spaces, upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_value!(Iban, IbanError);

fn country(base: &BaseIban) -> String {
    base.country_code().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ibans_are_read_in_groups() {
        let iban = Iban::parse("dk50 0040 0440 1162 43").unwrap();
        assert_eq!(iban.as_str(), "DK5000400440116243");
        assert!(Iban::parse("GB82 WEST 1234 5698 7654 32").is_ok());
    }

    #[test]
    fn errors_say_what_is_wrong() {
        assert_eq!(Iban::parse(" "), Err(IbanError::Empty));
        assert_eq!(Iban::parse("12345678"), Err(IbanError::BadFormat));
        assert_eq!(Iban::parse("DK5100400440116243"), Err(IbanError::CheckFailed));
        assert_eq!(Iban::parse("GB82WEST1234569876543"), Err(IbanError::CheckFailed));
        assert_eq!(Iban::parse(&with_check("DK", "004004401162")), Err(wrong_structure("DK")));
        let unknown = Err(IbanError::UnknownCountry { country: "US".to_owned() });
        assert_eq!(Iban::parse(&with_check("US", "00400440116243")), unknown);
    }

    fn wrong_structure(country: &str) -> IbanError {
        IbanError::WrongStructure { country: country.to_owned() }
    }

    /// An IBAN with the right check digits (ISO 7064 MOD 97-10), whatever the rest.
    fn with_check(country: &str, rest: &str) -> String {
        let number = |text: String| {
            text.chars().fold(0u32, |sum, c| match c.to_digit(36) {
                Some(value) if value > 9 => (sum * 100 + value) % 97,
                Some(value) => (sum * 10 + value) % 97,
                None => panic!("{c} is no base-36 digit"),
            })
        };
        let check = 98 - number(format!("{rest}{country}00"));
        format!("{country}{check:02}{rest}")
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>()) {
            let _ = Iban::parse(&input);
        }

        #[test]
        fn danish_ones_read_as_themselves(account in "[0-9]{14}") {
            let iban = Iban::parse(&with_check("DK", &account)).unwrap();
            prop_assert_eq!(Iban::parse(iban.as_str()).unwrap(), iban);
        }
    }
}
