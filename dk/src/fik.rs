//! Danish payment slips ("FIK", card type 71).

use std::fmt;

use crate::handle::RegistrarHandle;
use crate::text::text_value;

/// The payment identification of card type 71: 15 digits, the last of which is the Luhn check digit (ISO/IEC 7812-1
/// annex B) of the others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaymentId(String);

/// The creditor that a payment goes to: eight digits, the first of which is 8.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditorNumber(String);

/// The line that a payer copies into the bank: `+71<000000000000018+81234567<`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FikLine {
    payment_id: PaymentId,
    creditor: CreditorNumber,
}

/// Why a text is not (part of) a FIK line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FikError {
    /// Nothing was given.
    #[error("the payment line is empty")]
    Empty,
    /// Not `+71<…+…<`.
    #[error("a payment line has the form +71<15 digits+8 digits<")]
    BadShape,
    /// A card type other than 71.
    #[error("the card type {card_type:?} is not 71")]
    UnsupportedCardType {
        /// What was given.
        card_type: String,
    },
    /// A character other than a digit.
    #[error("the character {character:?} is not a digit")]
    NotDigit {
        /// The first such character.
        character: char,
    },
    /// More or fewer digits than needed.
    #[error("{found} digits were given, {expected} are needed")]
    WrongLength {
        /// Digits given.
        found: usize,
        /// Digits needed.
        expected: usize,
    },
    /// The check digit is wrong.
    #[error("the payment identification's check digit is wrong")]
    CheckFailed,
    /// A creditor number that does not begin with 8.
    #[error("a creditor number begins with 8")]
    NotACreditor,
}

const ID_DIGITS: usize = 15;
const CREDITOR_DIGITS: usize = 8;

impl PaymentId {
    /// Makes the identification of a number of at most 14 digits: fills it up with zeros and adds the check digit.
    ///
    /// # Errors
    /// When the number has more digits.
    pub fn from_number(number: u64) -> Result<Self, FikError> {
        let payload = format!("{number:014}");
        if payload.len() != ID_DIGITS - 1 {
            return Err(FikError::WrongLength { found: payload.len(), expected: ID_DIGITS - 1 });
        }
        let check = luhn_digit(&payload);
        Ok(Self(format!("{payload}{check}")))
    }

    /// The identification of a registrar account: its number.
    pub fn of_registrar(registrar: &RegistrarHandle) -> Self {
        let payload = format!("{:014}", registrar.number());
        let check = luhn_digit(&payload);
        Self(format!("{payload}{check}"))
    }

    /// Reads all 15 digits; spaces are tolerated.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, FikError> {
        let digits = digits(input, ID_DIGITS)?;
        let (payload, check) = digits.split_at(ID_DIGITS - 1);
        if luhn_digit(payload).to_string() == check { Ok(Self(digits)) } else { Err(FikError::CheckFailed) }
    }

    /// The 15 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number without the check digit.
    pub fn number(&self) -> u64 {
        self.0.bytes().take(ID_DIGITS - 1).fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'))
    }
}

text_value!(PaymentId, FikError);

impl CreditorNumber {
    /// Reads a creditor number; spaces are tolerated.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, FikError> {
        let digits = digits(input, CREDITOR_DIGITS)?;
        if digits.starts_with('8') { Ok(Self(digits)) } else { Err(FikError::NotACreditor) }
    }

    /// The eight digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_value!(CreditorNumber, FikError);

impl FikLine {
    /// Puts a line together.
    pub const fn new(payment_id: PaymentId, creditor: CreditorNumber) -> Self {
        Self { payment_id, creditor }
    }

    /// Reads a line; spaces are tolerated.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, FikError> {
        let compact: String = input.chars().filter(|c| !c.is_whitespace()).collect();
        if compact.is_empty() {
            return Err(FikError::Empty);
        }
        let (card_type, rest) =
            compact.strip_prefix('+').and_then(|rest| rest.split_once('<')).ok_or(FikError::BadShape)?;
        let (id, creditor) = rest.strip_suffix('<').and_then(|rest| rest.split_once('+')).ok_or(FikError::BadShape)?;
        if card_type != "71" {
            return Err(FikError::UnsupportedCardType { card_type: card_type.to_owned() });
        }
        Ok(Self::new(PaymentId::parse(id)?, CreditorNumber::parse(creditor)?))
    }

    /// What the payment is for.
    pub const fn payment_id(&self) -> &PaymentId {
        &self.payment_id
    }

    /// Whom it goes to.
    pub const fn creditor(&self) -> &CreditorNumber {
        &self.creditor
    }
}

impl fmt::Display for FikLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+71<{}+{}<", self.payment_id, self.creditor)
    }
}

impl std::str::FromStr for FikLine {
    type Err = FikError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse(input)
    }
}

fn digits(input: &str, expected: usize) -> Result<String, FikError> {
    let digits: String = input.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.is_empty() {
        return Err(FikError::Empty);
    }
    if let Some(character) = digits.chars().find(|c| !c.is_ascii_digit()) {
        return Err(FikError::NotDigit { character });
    }
    match digits.len() {
        found if found != expected => Err(FikError::WrongLength { found, expected }),
        _ => Ok(digits),
    }
}

/// The digit that makes the Luhn sum divisible by 10: from the right, every other digit is doubled, beginning with the
/// last of the payload, and the digits of the products are added.
fn luhn_digit(payload: &str) -> u32 {
    let sum: u32 = payload
        .bytes()
        .rev()
        .zip([2, 1].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_check_digit_is_luhns() {
        assert_eq!(luhn_digit("1"), 8);
        assert_eq!(luhn_digit("2"), 6);
        assert_eq!(luhn_digit("00404040000066"), 9);
        assert_eq!(PaymentId::from_number(1).unwrap().as_str(), "000000000000018");
        assert_eq!(PaymentId::from_number(2).unwrap().as_str(), "000000000000026");
        assert_eq!(PaymentId::from_number(404_040_000_066).unwrap().as_str(), "004040400000669");
    }

    #[test]
    fn a_registrar_has_its_line() {
        let registrar = RegistrarHandle::parse("REG-100001").unwrap();
        let payment_id = PaymentId::of_registrar(&registrar);
        assert_eq!(payment_id.number(), 100_001);
        let line = FikLine::new(payment_id, CreditorNumber::parse("81234567").unwrap());
        assert_eq!(line.to_string(), "+71<000000001000017+81234567<");
        assert_eq!(FikLine::parse(" +71< 000000001000017 +81234567< ").unwrap(), line);
        assert_eq!((line.payment_id().number(), line.creditor().as_str()), (100_001, "81234567"));
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let error = |input: &str| FikLine::parse(input).expect_err("an error");
        assert_eq!(error(""), FikError::Empty);
        assert_eq!(error("71<000000000000018+81234567<"), FikError::BadShape);
        assert_eq!(error("+71<000000000000018+81234567"), FikError::BadShape);
        assert_eq!(
            error("+75<0000000000000018+81234567<"),
            FikError::UnsupportedCardType { card_type: "75".to_owned() }
        );
        assert_eq!(error("+71<000000000000019+81234567<"), FikError::CheckFailed);
        assert_eq!(error("+71<00000000000018+81234567<"), FikError::WrongLength { found: 14, expected: 15 });
        assert_eq!(error("+71<00000000000001x+81234567<"), FikError::NotDigit { character: 'x' });
        assert_eq!(error("+71<000000000000018+71234567<"), FikError::NotACreditor);
        assert_eq!(error("+71<000000000000018+8123456<"), FikError::WrongLength { found: 7, expected: 8 });
        let too_long = PaymentId::from_number(100_000_000_000_000);
        assert_eq!(too_long, Err(FikError::WrongLength { found: 15, expected: 14 }));
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>(), number: u64) {
            let _ = FikLine::parse(&input);
            let _ = PaymentId::from_number(number);
        }

        #[test]
        fn a_wrong_digit_is_always_noticed(number in 0u64..100_000_000_000_000, place in 0usize..15, other in 0u8..10) {
            let id = PaymentId::from_number(number).unwrap();
            prop_assert_eq!(PaymentId::parse(id.as_str()).unwrap(), id.clone());
            prop_assert_eq!(id.number(), number);
            let mut digits = id.as_str().as_bytes().to_vec();
            digits[place] = b'0' + other;
            let changed = String::from_utf8(digits).unwrap();
            prop_assert_eq!(PaymentId::parse(&changed).is_ok(), changed == id.as_str());
        }
    }
}
