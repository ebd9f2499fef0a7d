//! Telephone numbers.

use phonenumber::country::Id;

use crate::country::Country;
use crate::text::text_value;

/// The longest number in the form `+CC.N` (`e164StringType`, RFC 5733 § 2.5).
const MAX_PHONE: usize = 17;

/// A telephone number in the form that EPP carries, `+45.33646060`: the country calling code, a dot, the national
/// number (RFC 5733 § 2.5, ITU-T E.164). It is valid under the numbering plan of its country.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

/// Why a text is not a telephone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhoneError {
    /// Nothing was given.
    #[error("the telephone number is empty")]
    Empty,
    /// A character that has no place in a telephone number.
    #[error("the character {character:?} at position {position} is not allowed in a telephone number")]
    BadCharacter {
        /// The character.
        character: char,
        /// Its position, from 1.
        position: usize,
    },
    /// Neither `+` nor `00` in front, and no country was given to read it under.
    #[error("the telephone number has no country code")]
    NoCountryCode,
    /// No country has the calling code.
    #[error("the telephone number's country code is not in use")]
    UnknownCountryCode,
    /// The digits are not a number of that country.
    #[error("{number} is not a valid telephone number of its country")]
    NotInNumberingPlan {
        /// The number as it was understood.
        number: String,
    },
    /// The digits belong together in another way than the dot after the country code says.
    #[error("the dot does not stand after the country code")]
    MisplacedDot,
    /// More than 17 characters, or more digits than any number has.
    #[error("the telephone number has {len} characters, {MAX_PHONE} are allowed")]
    TooLong {
        /// Characters.
        len: usize,
    },
}

impl Phone {
    /// Reads a number with its country code in front: `+45 33 64 60 60`, `0045 33646060`, `+45.33646060`.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, PhoneError> {
        read(input, None)
    }

    /// Reads a number as people in `country` write it: with the country code in front as for [`Phone::parse`], or
    /// without it.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse_in(country: Country, input: &str) -> Result<Self, PhoneError> {
        read(input, Some(country))
    }

    /// The form `+CC.N`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form for readers, grouped as is usual in the country: `+45 33 64 60 60`.
    pub fn international(&self) -> String {
        match phonenumber::parse(None, self.0.replace('.', "")) {
            Ok(number) => number.format().mode(phonenumber::Mode::International).to_string(),
            Err(_) => self.0.replace('.', " "),
        }
    }
}

text_value!(Phone, PhoneError);

/// More digits than any number has, with an international prefix.
const MAX_DIGITS: usize = 20;

fn read(input: &str, country: Option<Country>) -> Result<Phone, PhoneError> {
    let text = input.trim();
    let digits = digits_of(text)?;
    let international = match digits.strip_prefix('+') {
        Some(rest) => Some(rest),
        None => digits.strip_prefix("00"),
    };
    let number = match (international, country) {
        (Some(rest), _) => phonenumber::parse(None, format!("+{rest}")),
        (None, Some(country)) => {
            let region: Id = country.as_str().parse().map_err(|_| PhoneError::UnknownCountryCode)?;
            phonenumber::parse(Some(region), &digits)
        }
        (None, None) => return Err(PhoneError::NoCountryCode),
    };
    let number = number.map_err(|error| match error {
        phonenumber::ParseError::InvalidCountryCode => PhoneError::UnknownCountryCode,
        _ => PhoneError::NotInNumberingPlan { number: digits.clone() },
    })?;
    let wire = format!("+{}.{}", number.code().value(), number.national());
    if wire.len() > MAX_PHONE {
        return Err(PhoneError::TooLong { len: wire.len() });
    }
    if !number.is_valid() {
        return Err(PhoneError::NotInNumberingPlan { number: wire });
    }
    check_dot(text, &wire)?;
    Ok(Phone(wire))
}

/// The digits, with a `+` if it stands in front. Spaces, hyphens, parentheses, slashes and dots group digits.
fn digits_of(text: &str) -> Result<String, PhoneError> {
    let mut digits = String::with_capacity(text.len());
    for (index, character) in text.chars().enumerate() {
        match character {
            '0'..='9' => digits.push(character),
            '+' if index == 0 => digits.push(character),
            '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2013}' => {}
            _ if character.is_whitespace() => {}
            _ => return Err(PhoneError::BadCharacter { character, position: index + 1 }),
        }
    }
    match digits.len() {
        0 => Err(PhoneError::Empty),
        len if len > MAX_DIGITS => Err(PhoneError::TooLong { len }),
        _ => Ok(digits),
    }
}

/// In the EPP form the dot says where the country code ends; elsewhere dots only group digits.
fn check_dot(text: &str, wire: &str) -> Result<(), PhoneError> {
    let Some((code, rest)) = text.strip_prefix('+').and_then(|t| t.split_once('.')) else {
        return Ok(());
    };
    let epp_form = [code, rest].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    if epp_form && wire.get(1..).and_then(|w| w.split('.').next()) != Some(code) {
        return Err(PhoneError::MisplacedDot);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn country(code: &str) -> Country {
        Country::parse(code).unwrap()
    }

    #[test]
    fn the_usual_ways_of_writing_give_one_number() {
        for input in ["+45 33 64 60 60", "+45.33646060", "004533646060", "+45 3364-6060", "+45 (33) 646060"] {
            let phone = Phone::parse(input).unwrap_or_else(|error| panic!("{input:?}: {error}"));
            assert_eq!(phone.as_str(), "+45.33646060", "{input:?}");
            assert_eq!(phone.international(), "+45 33 64 60 60");
        }
        assert_eq!(Phone::parse_in(Country::DENMARK, "33 64 60 60").unwrap().as_str(), "+45.33646060");
        assert_eq!(Phone::parse_in(country("DE"), "+45 33646060").unwrap().as_str(), "+45.33646060");
        assert_eq!(Phone::parse_in(country("SE"), "08-123 456 78").unwrap().as_str(), "+46.812345678");
    }

    #[test]
    fn zeros_that_belong_to_the_number_stay() {
        assert_eq!(Phone::parse("+39 06 6982 0000").unwrap().as_str(), "+39.0669820000");
        assert_eq!(Phone::parse("+44 (0)20 7946 0958").unwrap().as_str(), "+44.2079460958", "a trunk zero goes");
    }

    #[test]
    fn the_numbering_plan_of_the_country_counts() {
        for input in ["+45 12345678", "+45 3364606", "+45 336460600", "+1 000 000 0000"] {
            assert!(matches!(Phone::parse(input), Err(PhoneError::NotInNumberingPlan { .. })), "{input}");
        }
        assert!(matches!(Phone::parse("+999 12345678"), Err(PhoneError::UnknownCountryCode)));
    }

    #[test]
    fn errors_say_what_is_wrong() {
        assert_eq!(Phone::parse("  "), Err(PhoneError::Empty));
        assert_eq!(Phone::parse("33 64 60 60"), Err(PhoneError::NoCountryCode));
        assert_eq!(Phone::parse("+45 33a"), Err(PhoneError::BadCharacter { character: 'a', position: 7 }));
        assert_eq!(Phone::parse("45+33"), Err(PhoneError::BadCharacter { character: '+', position: 3 }));
        assert_eq!(Phone::parse("+4.533646060"), Err(PhoneError::MisplacedDot));
        assert_eq!(Phone::parse(&"1".repeat(500)), Err(PhoneError::TooLong { len: 500 }));
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>()) {
            let _ = Phone::parse(&input);
            let _ = Phone::parse_in(Country::DENMARK, &input);
        }

        #[test]
        fn any_digits_may_be_given(input in "(\\+|00|)[0-9 .()-]{0,24}", index in 0usize..249) {
            let country = Country::all().nth(index).unwrap();
            for phone in [Phone::parse(&input), Phone::parse_in(country, &input)].into_iter().flatten() {
                prop_assert!(phone.as_str().len() <= MAX_PHONE);
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
                let _ = phone.international();
            }
        }
    }
}
