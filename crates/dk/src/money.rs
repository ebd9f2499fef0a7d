//! Amounts in Danish kroner.

use std::fmt;

use rust_decimal::Decimal;

/// An exact amount in Danish kroner with two decimals; never a floating-point number. May be negative.
///
/// `Display` and serde use the form of the wire, `-1234.50`. The size is at most 999,999,999,999.99 kroner either way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Money(Decimal);

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberStyle {
    /// `1.234,50`
    Danish,
    /// `1,234.50`
    English,
}

/// Why a text or a number is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// Nothing was given.
    #[error("no amount was given")]
    Empty,
    /// A character that has no place in an amount.
    #[error("the character {character:?} at position {position} is not allowed in an amount")]
    BadCharacter {
        /// The character.
        character: char,
        /// Its position, from 1.
        position: usize,
    },
    /// No digits where they are needed, or more than one decimal mark.
    #[error("the amount is not a number")]
    NotANumber,
    /// Separators of thousands that do not stand before every group of three digits.
    #[error("the separators in the amount do not stand between groups of three digits")]
    BadGrouping,
    /// More than two decimals.
    #[error("the amount has more than two decimals")]
    TooPrecise,
    /// Larger than amounts can be.
    #[error("the amount is too large")]
    TooLarge,
}

impl NumberStyle {
    /// The mark before the decimals.
    const fn decimal_mark(self) -> char {
        match self {
            Self::Danish => ',',
            Self::English => '.',
        }
    }

    /// The mark between groups of three digits.
    pub const fn group_mark(self) -> char {
        match self {
            Self::Danish => '.',
            Self::English => ',',
        }
    }
}

impl Money {
    /// Nothing.
    const ZERO: Self = Self(Decimal::from_parts(0, 0, 0, false, 2));
    /// The largest amount.
    const MAX: Self = Self(Decimal::from_parts(276_447_231, 23_283, 0, false, 2));

    /// An amount in whole kroner.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn from_kroner(kroner: i64) -> Result<Self, MoneyError> {
        Self::from_decimal(Decimal::from(kroner))
    }

    /// An amount in øre (hundredths).
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn from_ore(ore: i64) -> Result<Self, MoneyError> {
        Self::from_decimal(Decimal::new(ore, 2))
    }

    /// An amount from a decimal number.
    ///
    /// # Errors
    /// When it has more than two decimals (other than zeros) or is too large.
    pub fn from_decimal(value: Decimal) -> Result<Self, MoneyError> {
        if value.abs() > Self::MAX.0 {
            return Err(MoneyError::TooLarge);
        }
        let mut value = value.normalize();
        if value.scale() > 2 {
            return Err(MoneyError::TooPrecise);
        }
        value.rescale(2);
        if value.is_zero() {
            return Ok(Self::ZERO);
        }
        Ok(Self(value))
    }

    /// Reads what a person typed, with or without separators of thousands: `1.234,50` or `1,234.50`. A minus sign may
    /// stand in front.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str, style: NumberStyle) -> Result<Self, MoneyError> {
        let (negative, unsigned) = sign(input.trim());
        let offset = usize::from(negative);
        if unsigned.is_empty() {
            return Err(MoneyError::Empty);
        }
        let allowed =
            |c: char| c.is_ascii_digit() || c == style.decimal_mark() || c == style.group_mark() || is_space(c);
        if let Some((index, character)) = unsigned.chars().enumerate().find(|(_, c)| !allowed(*c)) {
            return Err(MoneyError::BadCharacter { character, position: index + 1 + offset });
        }
        let (whole, decimals) = match unsigned.split_once(style.decimal_mark()) {
            Some((whole, decimals)) => (whole, decimals),
            None => (unsigned, ""),
        };
        let has_mark = whole.len() != unsigned.len();
        if decimals.contains(style.decimal_mark()) || (has_mark && decimals.is_empty()) {
            return Err(MoneyError::NotANumber);
        }
        if !decimals.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MoneyError::BadGrouping);
        }
        let whole = ungroup(whole, style)?;
        from_digits(negative, &whole, decimals)
    }

    /// Reads the form of the wire: digits, and a point with decimals if any; a minus sign may stand in front.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse_wire(input: &str) -> Result<Self, MoneyError> {
        let text = input.trim();
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        if unsigned.is_empty() {
            return Err(MoneyError::Empty);
        }
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        if let Some((index, character)) = text.chars().enumerate().find(|(_, c)| !matches!(c, '0'..='9' | '.' | '-')) {
            return Err(MoneyError::BadCharacter { character, position: index + 1 });
        }
        if decimals.is_empty() || ![whole, decimals].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())) {
            return Err(MoneyError::NotANumber);
        }
        from_digits(negative, whole, decimals)
    }

    /// The amount for readers, `-1.234,50` or `-1,234.50`, without the currency.
    pub fn format(self, style: NumberStyle) -> String {
        let wire = self.to_string();
        let (negative, unsigned) = sign(&wire);
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "00"));
        let mut text = String::with_capacity(wire.len() + 4);
        if negative {
            text.push('-');
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                text.push(style.group_mark());
            }
            text.push(digit);
        }
        text.push(style.decimal_mark());
        text.push_str(decimals);
        text
    }

    /// The amount as a decimal number with two decimals.
    pub const fn as_decimal(self) -> Decimal {
        self.0
    }

    /// The sum, or `None` if it is too large.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(|sum| Self::from_decimal(sum).ok())
    }

    /// The difference, or `None` if it is too large.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).and_then(|difference| Self::from_decimal(difference).ok())
    }

    /// The sum of many, or `None` if it, or a sum on the way, is too large.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The amount with the opposite sign.
    #[must_use]
    pub fn negated(self) -> Self {
        if self.is_zero() { self } else { Self(-self.0) }
    }

    /// Whether it is less than nothing.
    pub fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

/// The form of the wire, `-1234.50`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Money({self})")
    }
}

/// Reads the form of the wire.
impl std::str::FromStr for Money {
    type Err = MoneyError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse_wire(input)
    }
}

impl TryFrom<String> for Money {
    type Error = MoneyError;

    fn try_from(input: String) -> Result<Self, Self::Error> {
        Self::parse_wire(&input)
    }
}

impl From<Money> for String {
    fn from(money: Money) -> Self {
        money.to_string()
    }
}

impl TryFrom<Decimal> for Money {
    type Error = MoneyError;

    fn try_from(value: Decimal) -> Result<Self, Self::Error> {
        Self::from_decimal(value)
    }
}

impl From<Money> for Decimal {
    fn from(money: Money) -> Self {
        money.0
    }
}

/// Splits off a hyphen-minus or a minus sign.
fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// Spaces that group digits: plain, no-break, narrow no-break.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}')
}

/// Takes the separators of thousands out, if they stand where they should.
fn ungroup(whole: &str, style: NumberStyle) -> Result<String, MoneyError> {
    let is_mark = |c: char| c == style.group_mark() || is_space(c);
    let groups: Vec<&str> = whole.split(is_mark).collect();
    let (first, rest) = groups.split_first().map_or(("", [].as_slice()), |(first, rest)| (*first, rest));
    if rest.is_empty() {
        return Ok(first.to_owned());
    }
    if first.is_empty() || first.len() > 3 || rest.iter().any(|group| group.len() != 3) {
        return Err(MoneyError::BadGrouping);
    }
    Ok(groups.concat())
}

fn from_digits(negative: bool, whole: &str, decimals: &str) -> Result<Money, MoneyError> {
    let decimals = decimals.trim_end_matches('0');
    if whole.is_empty() {
        return Err(MoneyError::NotANumber);
    }
    if decimals.len() > 2 {
        return Err(MoneyError::TooPrecise);
    }
    let whole = whole.trim_start_matches('0');
    // 12 digits are the most an amount can have.
    if whole.len() > 12 {
        return Err(MoneyError::TooLarge);
    }
    let ore: i64 = format!("{whole}{decimals:0<2}").parse().map_err(|_| MoneyError::NotANumber)?;
    Money::from_ore(if negative { -ore } else { ore })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ore(ore: i64) -> Money {
        Money::from_ore(ore).unwrap()
    }

    #[test]
    fn danes_and_the_english_write_amounts_in_their_ways() {
        use NumberStyle::{Danish, English};
        for (style, input, expected) in [
            (Danish, "1.234,50", 123_450),
            (Danish, "1234,5", 123_450),
            (Danish, "1.234", 123_400),
            (Danish, "1\u{A0}234,50", 123_450),
            (Danish, " -1.234.567,89 ", -123_456_789),
            (Danish, "\u{2212}0,05", -5),
            (English, "1,234.50", 123_450),
            (English, "1,234", 123_400),
            (English, "1 234.50", 123_450),
            (English, "0.10", 10),
            (English, "-0.00", 0),
            (English, "50.000", 5_000),
        ] {
            assert_eq!(Money::parse(input, style), Ok(ore(expected)), "{input:?}");
        }
    }

    #[test]
    fn what_could_be_misread_is_refused() {
        use NumberStyle::{Danish, English};
        for (style, input, expected) in [
            (Danish, "", MoneyError::Empty),
            (Danish, "-", MoneyError::Empty),
            (Danish, "1234.50", MoneyError::BadGrouping),
            (Danish, "1.2345", MoneyError::BadGrouping),
            (Danish, "1..234", MoneyError::BadGrouping),
            (Danish, ".234", MoneyError::BadGrouping),
            (Danish, "1234.567,00", MoneyError::BadGrouping),
            (English, "1,23", MoneyError::BadGrouping),
            (English, "1.234,50", MoneyError::BadGrouping),
            (English, "1.234", MoneyError::TooPrecise),
            (Danish, "1,005", MoneyError::TooPrecise),
            (Danish, "1,", MoneyError::NotANumber),
            (Danish, ",5", MoneyError::NotANumber),
            (Danish, "1,2,3", MoneyError::NotANumber),
            (Danish, "1000000000000,00", MoneyError::TooLarge),
            (Danish, "kr. 5", MoneyError::BadCharacter { character: 'k', position: 1 }),
            (Danish, "-5e3", MoneyError::BadCharacter { character: 'e', position: 3 }),
            (Danish, "1-", MoneyError::BadCharacter { character: '-', position: 2 }),
        ] {
            assert_eq!(Money::parse(input, style), Err(expected), "{input:?}");
        }
    }

    #[test]
    fn the_wire_has_a_point_and_no_groups() {
        for (input, expected) in [("1234.50", 123_450), ("1234.5", 123_450), ("-7", -700), ("0.00", 0), ("007.10", 710)]
        {
            assert_eq!(Money::parse_wire(input), Ok(ore(expected)), "{input:?}");
        }
        assert_eq!(Money::parse_wire("1,5"), Err(MoneyError::BadCharacter { character: ',', position: 2 }));
        for input in ["1.", ".5", ".", "1.2.3", "--1", "1-2"] {
            assert_eq!(Money::parse_wire(input), Err(MoneyError::NotANumber), "{input:?}");
        }
        assert_eq!(Money::parse_wire("0.001"), Err(MoneyError::TooPrecise));
        assert_eq!(ore(-5).to_string(), "-0.05");
        assert_eq!(Money::ZERO.to_string(), "0.00");
    }

    #[test]
    fn amounts_are_formatted_for_readers() {
        assert_eq!(ore(123_456_789).format(NumberStyle::Danish), "1.234.567,89");
        assert_eq!(ore(-123_450).format(NumberStyle::English), "-1,234.50");
        assert_eq!(ore(99_900).format(NumberStyle::Danish), "999,00");
        assert_eq!(Money::ZERO.format(NumberStyle::English), "0.00");
    }

    #[test]
    fn sums_stay_exact_and_within_the_limits() {
        assert_eq!(Money::MAX.to_string(), "999999999999.99");
        assert_eq!(ore(10).checked_add(ore(20)), Some(ore(30)));
        assert_eq!(ore(10).checked_sub(ore(20)), Some(ore(-10)));
        assert_eq!(Money::MAX.checked_add(ore(1)), None);
        assert_eq!(Money::MAX.negated().checked_sub(ore(1)), None);
        assert_eq!(Money::checked_sum([ore(1), ore(2), ore(-3)]), Some(Money::ZERO));
        assert_eq!(Money::from_kroner(i64::MAX), Err(MoneyError::TooLarge));
        assert_eq!(Money::from_decimal(Decimal::new(1_005, 3)), Err(MoneyError::TooPrecise));
        assert_eq!(Money::from_decimal(Decimal::new(1_500, 3)), Ok(ore(150)));
        assert!(ore(-1).is_negative() && !Money::ZERO.negated().is_negative());
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>()) {
            let _ = Money::parse_wire(&input);
            let _ = Money::parse(&input, NumberStyle::Danish);
            let _ = Money::parse(&input, NumberStyle::English);
        }

        #[test]
        fn any_digits_and_marks_may_be_given(input in "[-\u{2212}]?[0-9., \u{A0}]{0,24}") {
            for style in [NumberStyle::Danish, NumberStyle::English] {
                if let Ok(money) = Money::parse(&input, style) {
                    prop_assert_eq!(Money::parse(&money.format(style), style), Ok(money));
                }
            }
        }

        #[test]
        fn amounts_read_as_themselves(value in -99_999_999_999_999i64..=99_999_999_999_999) {
            let money = ore(value);
            prop_assert_eq!(Money::parse_wire(&money.to_string()), Ok(money));
            prop_assert_eq!(Money::parse(&money.format(NumberStyle::Danish), NumberStyle::Danish), Ok(money));
            prop_assert_eq!(Money::parse(&money.format(NumberStyle::English), NumberStyle::English), Ok(money));
            let json = serde_json::to_string(&money).unwrap();
            prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
        }
    }
}
