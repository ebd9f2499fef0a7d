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

    /// The paper form: groups of four.
    pub fn grouped(&self) -> String {
        let mut text = String::with_capacity(self.0.len() * 5 / 4);
        for (index, character) in self.0.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                text.push(' ');
            }
            text.push(character);
        }
        text
    }
}

text_value!(Iban, IbanError);

fn country(base: &BaseIban) -> String {
    base.country_code().to_owned()
}
