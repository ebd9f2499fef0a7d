//! Passwords of service users.

use std::fmt;

/// The shortest password, in characters.
pub const MIN_PASSWORD: usize = 8;
/// The longest password, in characters.
pub const MAX_PASSWORD: usize = 64;
/// The characters besides letters and digits that a password may have.
pub const PASSWORD_SPECIALS: &str = "%`'()*+-,./:;<>=!_&~{}|^?$#@\"[]";

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
    /// Fewer than [`MIN_PASSWORD`] characters.
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
