//! Passwords of service users.

use std::fmt;

/// The shortest password, in characters.
const MIN_PASSWORD: usize = 8;
/// The longest password, in characters.
pub const MAX_PASSWORD: usize = 64;
/// The characters besides letters and digits that a password may have.
const PASSWORD_SPECIALS: &str = "%`'()*+-,./:;<>=!_&~{}|^?$#@\"[]";

/// A password for EPP: 8–64 characters out of at least three of the four classes lower case, upper case, digit and
/// special (Punktum dk EPP specification § login). ASCII only.
///
/// `Debug` does not show it, and there is neither `Display` nor serde.
#[derive(Clone, PartialEq, Eq)]
pub struct EppPassword(String);

/// Why a password is refused. The password itself is not repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PasswordError {
    /// Fewer than 8 characters.
    #[error("the password has {len} characters, at least {MIN_PASSWORD} are needed")]
    TooShort {
        /// Characters given.
        len: usize,
    },
    /// More than [`MAX_PASSWORD`] characters.
    #[error("the password has {len} characters, at most {MAX_PASSWORD} are allowed")]
    TooLong {
        /// Characters given.
        len: usize,
    },
    /// A character that is not allowed, such as a space or `æ`.
    #[error("the character at position {position} of the password is not allowed")]
    BadCharacter {
        /// Its position, from 1.
        position: usize,
    },
    /// Fewer than three classes of characters.
    #[error("the password has {found} of the four kinds lower case, upper case, digit and special; 3 are needed")]
    TooFewClasses {
        /// Classes found.
        found: usize,
    },
}

impl EppPassword {
    /// Checks a password; nothing is trimmed.
    ///
    /// # Errors
    /// Says which rule is broken.
    pub fn parse(input: &str) -> Result<Self, PasswordError> {
        if let Some(index) = input.chars().position(|c| !c.is_ascii_alphanumeric() && !PASSWORD_SPECIALS.contains(c)) {
            return Err(PasswordError::BadCharacter { position: index + 1 });
        }
        match input.len() {
            len if len < MIN_PASSWORD => return Err(PasswordError::TooShort { len }),
            len if len > MAX_PASSWORD => return Err(PasswordError::TooLong { len }),
            _ => {}
        }
        let classes: [fn(char) -> bool; 4] = [
            |c| c.is_ascii_lowercase(),
            |c| c.is_ascii_uppercase(),
            |c| c.is_ascii_digit(),
            |c| PASSWORD_SPECIALS.contains(c),
        ];
        let found = classes.iter().filter(|class| input.chars().any(**class)).count();
        if found < 3 { Err(PasswordError::TooFewClasses { found }) } else { Ok(Self(input.to_owned())) }
    }

    /// The password itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for EppPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EppPassword(••••••••)")
    }
}

impl std::str::FromStr for EppPassword {
    type Err = PasswordError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse(input)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn three_of_four_classes_are_enough() {
        for password in ["abcdEF12", "abcd-1234", "ABCD_1234", "abcdEFGH!", "aB3$aB3$"] {
            assert_eq!(EppPassword::parse(password).unwrap().expose(), password);
        }
        assert_eq!(EppPassword::parse("abcd1234"), Err(PasswordError::TooFewClasses { found: 2 }));
        assert_eq!(EppPassword::parse("abcdefgh"), Err(PasswordError::TooFewClasses { found: 1 }));
    }

    #[test]
    fn lengths_and_characters_are_limited() {
        assert_eq!(EppPassword::parse(""), Err(PasswordError::TooShort { len: 0 }));
        assert_eq!(EppPassword::parse("aB3$aB3"), Err(PasswordError::TooShort { len: 7 }));
        assert!(EppPassword::parse(&"aB3$".repeat(16)).is_ok());
        assert_eq!(EppPassword::parse(&format!("{}a", "aB3$".repeat(16))), Err(PasswordError::TooLong { len: 65 }));
        assert_eq!(EppPassword::parse("abc DEF123"), Err(PasswordError::BadCharacter { position: 4 }));
        assert_eq!(EppPassword::parse("æbcDEF123"), Err(PasswordError::BadCharacter { position: 1 }));
        assert_eq!(EppPassword::parse("abcDEF123\\"), Err(PasswordError::BadCharacter { position: 10 }));
    }

    #[test]
    fn the_password_does_not_show() {
        let password = EppPassword::parse("abcdEF12").unwrap();
        assert_eq!(format!("{password:?}"), "EppPassword(••••••••)");
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>()) {
            if let Ok(password) = EppPassword::parse(&input) {
                prop_assert_eq!(password.expose(), input);
            }
        }
    }
}
