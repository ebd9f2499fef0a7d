//! Codes that authorise somebody else.

use std::fmt;

/// An authorization token: `<role>-<operation>-<32 hexadecimal digits>`, such as `REG-TRANSFER-098f6bcd…`
/// (Punktum dk EPP specification § AuthInfo). Valid for 14 days, for one object and one use.
///
/// It is a secret: `Debug` shows role and operation only, there is no `Display` and no serde. Use
/// [`expose`](Self::expose) where it has to leave the program.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct AuthorizationToken {
    text: String,
    role: TokenRole,
    operation: TokenOperation,
}

/// Who made an authorization token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenRole {
    /// The registrar (`REG`).
    Registrar,
    /// The registrant (`OWN`).
    Registrant,
    /// A name server administrator (`NSA`); no longer issued.
    NameServerAdministrator,
    /// A proxy (`PXY`); no longer issued.
    Proxy,
}

/// What an authorization token allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenOperation {
    /// Transfer to another registrar (`TRANSFER`).
    Transfer,
    /// Change of name servers (`REDEL`); no longer issued.
    Redelegation,
}

/// Why a text is not an authorization token. The text itself is not repeated, as it may be a token with a typing error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AuthorizationTokenError {
    /// Nothing was given.
    #[error("the authorization token is empty")]
    Empty,
    /// Not three parts between hyphens.
    #[error("an authorization token has three parts, such as REG-TRANSFER-…")]
    BadShape,
    /// The first part is not a known role.
    #[error("an authorization token begins with REG, OWN, NSA or PXY")]
    UnknownRole,
    /// The second part is not a known operation.
    #[error("the second part of an authorization token is TRANSFER or REDEL")]
    UnknownOperation,
    /// The last part has not 32 digits.
    #[error("the last part of an authorization token has 32 digits, not {len}")]
    WrongLength {
        /// Characters given.
        len: usize,
    },
    /// The last part has a character that is not a hexadecimal digit.
    #[error("character {position} of the authorization token's last part is not a hexadecimal digit")]
    NotHexadecimal {
        /// Its position in the last part, from 1.
        position: usize,
    },
}

impl TokenRole {
    /// The wire form.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Registrar => "REG",
            Self::Registrant => "OWN",
            Self::NameServerAdministrator => "NSA",
            Self::Proxy => "PXY",
        }
    }
}

impl TokenOperation {
    /// The wire form inside the token.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Transfer => "TRANSFER",
            Self::Redelegation => "REDEL",
        }
    }
}

impl AuthorizationToken {
    /// Reads a token; the case of its first two parts and of the digits is put right.
    ///
    /// # Errors
    /// Says what is wrong without repeating the text.
    pub fn parse(input: &str) -> Result<Self, AuthorizationTokenError> {
        let text = input.trim();
        if text.is_empty() {
            return Err(AuthorizationTokenError::Empty);
        }
        let mut parts = text.split('-');
        let (Some(role), Some(operation), Some(unique), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(AuthorizationTokenError::BadShape);
        };
        let role = match role.to_ascii_uppercase().as_str() {
            "REG" => TokenRole::Registrar,
            "OWN" => TokenRole::Registrant,
            "NSA" => TokenRole::NameServerAdministrator,
            "PXY" => TokenRole::Proxy,
            _ => return Err(AuthorizationTokenError::UnknownRole),
        };
        let operation = match operation.to_ascii_uppercase().as_str() {
            "TRANSFER" => TokenOperation::Transfer,
            "REDEL" => TokenOperation::Redelegation,
            _ => return Err(AuthorizationTokenError::UnknownOperation),
        };
        if let Some(index) = unique.chars().position(|c| !c.is_ascii_hexdigit()) {
            return Err(AuthorizationTokenError::NotHexadecimal { position: index + 1 });
        }
        if unique.len() != 32 {
            return Err(AuthorizationTokenError::WrongLength { len: unique.len() });
        }
        Ok(Self::from_parts(role, operation, &unique.to_ascii_lowercase()))
    }

    /// Makes a token of 16 random bytes.
    pub fn from_random(role: TokenRole, operation: TokenOperation, random: [u8; 16]) -> Self {
        Self::from_parts(role, operation, &format!("{:032x}", u128::from_be_bytes(random)))
    }

    fn from_parts(role: TokenRole, operation: TokenOperation, unique: &str) -> Self {
        Self { text: format!("{}-{}-{unique}", role.as_str(), operation.as_str()), role, operation }
    }

    /// The token itself.
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// Who made it.
    pub const fn role(&self) -> TokenRole {
        self.role
    }
}

impl fmt::Debug for AuthorizationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuthorizationToken({}-{}-••••••••)", self.role.as_str(), self.operation.as_str())
    }
}

impl std::str::FromStr for AuthorizationToken {
    type Err = AuthorizationTokenError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse(input)
    }
}

/// The code that lets the first on a waiting list register the name: eight hexadecimal digits, case ignored
/// (Punktum dk EPP specification § AuthInfo). Valid for 14 days. A secret, as [`AuthorizationToken`].
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct WaitingListCode(String);

/// Why a text is not a waiting-list code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WaitingListCodeError {
    /// Nothing was given.
    #[error("the waiting-list code is empty")]
    Empty,
    /// Not eight characters.
    #[error("a waiting-list code has 8 digits, not {len}")]
    WrongLength {
        /// Characters given.
        len: usize,
    },
    /// A character that is not a hexadecimal digit.
    #[error("character {position} of the waiting-list code is not a hexadecimal digit")]
    NotHexadecimal {
        /// Its position, from 1.
        position: usize,
    },
}

impl WaitingListCode {
    /// Reads a code and puts it in lower case.
    ///
    /// # Errors
    /// Says what is wrong without repeating the text.
    pub fn parse(input: &str) -> Result<Self, WaitingListCodeError> {
        let text = input.trim();
        if text.is_empty() {
            return Err(WaitingListCodeError::Empty);
        }
        if let Some(index) = text.chars().position(|c| !c.is_ascii_hexdigit()) {
            return Err(WaitingListCodeError::NotHexadecimal { position: index + 1 });
        }
        match text.len() {
            8 => Ok(Self(text.to_ascii_lowercase())),
            len => Err(WaitingListCodeError::WrongLength { len }),
        }
    }

    /// The code itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for WaitingListCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WaitingListCode(••••••••)")
    }
}

impl std::str::FromStr for WaitingListCode {
    type Err = WaitingListCodeError;

    fn from_str(input: &str) -> Result<Self, Self::Err> {
        Self::parse(input)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EXAMPLE: &str = "REG-TRANSFER-098f6bcd4621d373cade4e832627b4f6";

    #[test]
    fn tokens_are_read_with_role_and_operation() {
        let token = AuthorizationToken::parse(EXAMPLE).unwrap();
        assert_eq!((token.role(), token.operation), (TokenRole::Registrar, TokenOperation::Transfer));
        assert_eq!(token.expose(), EXAMPLE);
        assert_eq!(AuthorizationToken::parse(&format!(" {} ", EXAMPLE.to_lowercase())).unwrap(), token);
        assert_eq!(AuthorizationToken::parse(&EXAMPLE.to_uppercase()).unwrap(), token);
        let owner = AuthorizationToken::parse(&EXAMPLE.replace("REG", "OWN")).unwrap();
        assert_eq!(owner.role(), TokenRole::Registrant);
        let legacy = AuthorizationToken::parse(&EXAMPLE.replace("REG-TRANSFER", "NSA-REDEL")).unwrap();
        assert_eq!(legacy.operation, TokenOperation::Redelegation);
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let error = |input: &str| AuthorizationToken::parse(input).expect_err("an error");
        let unique = &EXAMPLE[13..];
        assert_eq!(error(" "), AuthorizationTokenError::Empty);
        assert_eq!(error(unique), AuthorizationTokenError::BadShape);
        assert_eq!(error(&format!("{EXAMPLE}-1")), AuthorizationTokenError::BadShape);
        assert_eq!(error(&format!("XYZ-TRANSFER-{unique}")), AuthorizationTokenError::UnknownRole);
        assert_eq!(error(&format!("REG-DELETE-{unique}")), AuthorizationTokenError::UnknownOperation);
        assert_eq!(error(&EXAMPLE[..44]), AuthorizationTokenError::WrongLength { len: 31 });
        assert_eq!(error("REG-TRANSFER-12x"), AuthorizationTokenError::NotHexadecimal { position: 3 });
    }

    #[test]
    fn secrets_do_not_show() {
        let token = AuthorizationToken::parse(EXAMPLE).unwrap();
        assert_eq!(format!("{token:?}"), "AuthorizationToken(REG-TRANSFER-••••••••)");
        let code = WaitingListCode::parse("DEADBEEF").unwrap();
        assert_eq!(format!("{code:?}"), "WaitingListCode(••••••••)");
        let typing_error = AuthorizationToken::parse(&EXAMPLE[..44]).expect_err("too short");
        assert!(!format!("{typing_error} {typing_error:?}").contains("098f"));
    }

    #[test]
    fn waiting_list_codes_ignore_case() {
        assert_eq!(WaitingListCode::parse(" DeadBeef ").unwrap().expose(), "deadbeef");
        assert_eq!(WaitingListCode::parse(""), Err(WaitingListCodeError::Empty));
        assert_eq!(WaitingListCode::parse("deadbee"), Err(WaitingListCodeError::WrongLength { len: 7 }));
        assert_eq!(WaitingListCode::parse("deadbeeg"), Err(WaitingListCodeError::NotHexadecimal { position: 8 }));
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>()) {
            let _ = AuthorizationToken::parse(&input);
            let _ = WaitingListCode::parse(&input);
        }

        #[test]
        fn made_tokens_can_be_read(random: [u8; 16]) {
            let token = AuthorizationToken::from_random(TokenRole::Proxy, TokenOperation::Transfer, random);
            prop_assert_eq!(AuthorizationToken::parse(token.expose()).unwrap(), token);
        }
    }
}
