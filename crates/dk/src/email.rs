//! E-mail addresses.

use crate::host::{HostError, HostName};
use crate::text::text_value;

/// The longest address in octets (RFC 5321 § 4.5.3.1.3, less the angle brackets).
const MAX_EMAIL: usize = 254;

/// An e-mail address as people have them: an unquoted local part of ASCII (RFC 5322 `dot-atom`), `@`, and a host name,
/// which may be internationalised.
///
/// Quoted local parts, comments and address literals are not accepted: registries and mail systems refuse them. The
/// local part keeps its case, the host name is lower-cased.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

/// Why a text is not an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EmailError {
    /// Nothing was given.
    #[error("the e-mail address is empty")]
    Empty,
    /// No `@`.
    #[error("the e-mail address has no @")]
    NoAt,
    /// Nothing before the `@`.
    #[error("nothing stands before the @")]
    NoLocalPart,
    /// More than 64 octets before the `@` (RFC 5321 § 4.5.3.1.1).
    #[error("{len} characters stand before the @, 64 are allowed")]
    LocalPartTooLong {
        /// Octets before the `@`.
        len: usize,
    },
    /// A character that may not stand before the `@`.
    #[error("the character {character:?} at position {position} may not stand before the @")]
    BadCharacter {
        /// The character.
        character: char,
        /// Its position, from 1.
        position: usize,
    },
    /// A dot at either end of the local part, or two in a row.
    #[error("a dot is misplaced before the @")]
    MisplacedDot,
    /// What follows the `@` is not a host name.
    #[error("what follows the @ is not valid: {0}")]
    BadHost(#[source] HostError),
    /// The whole address is too long.
    #[error("the e-mail address takes {len} octets, {MAX_EMAIL} are allowed")]
    TooLong {
        /// Octets of the address.
        len: usize,
    },
}

impl Email {
    /// Reads an e-mail address.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, EmailError> {
        let text = input.trim();
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        let (local, host) = text.rsplit_once('@').ok_or(EmailError::NoAt)?;
        check_local(local)?;
        let host = HostName::parse(host).map_err(EmailError::BadHost)?;
        let len = local.len() + 1 + host.ascii().len();
        if len > MAX_EMAIL {
            return Err(EmailError::TooLong { len });
        }
        Ok(Self(format!("{local}@{host}")))
    }

    /// The address, with a U-label host name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_value!(Email, EmailError);

fn check_local(local: &str) -> Result<(), EmailError> {
    if local.is_empty() {
        return Err(EmailError::NoLocalPart);
    }
    if local.len() > 64 {
        return Err(EmailError::LocalPartTooLong { len: local.len() });
    }
    if let Some((index, character)) = local.chars().enumerate().find(|(_, c)| !is_atext(*c) && *c != '.') {
        return Err(EmailError::BadCharacter { character, position: index + 1 });
    }
    if local.split('.').any(str::is_empty) {
        return Err(EmailError::MisplacedDot);
    }
    Ok(())
}

/// `atext` of RFC 5322 § 3.2.3.
fn is_atext(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::name::NameError;

    #[test]
    fn addresses_keep_their_local_part_and_lower_case_their_host() {
        let email = Email::parse(" Info+dk@Eksempel.DK ").unwrap();
        assert_eq!(email.as_str(), "Info+dk@eksempel.dk");
        assert_eq!(Email::parse("a@xn--4cabco7dk5a.dk").unwrap().as_str(), "a@æøåöäüé.dk");
        assert!(Email::parse("o'brien_1@mail.example.co.uk").is_ok());
    }

    #[test]
    fn errors_say_what_is_wrong() {
        assert_eq!(Email::parse(""), Err(EmailError::Empty));
        assert_eq!(Email::parse("info"), Err(EmailError::NoAt));
        assert_eq!(Email::parse("@a.dk"), Err(EmailError::NoLocalPart));
        assert_eq!(Email::parse("a@"), Err(EmailError::BadHost(HostError::Empty)));
        assert_eq!(Email::parse("a@localhost"), Err(EmailError::BadHost(HostError::TooFewLabels)));
        assert_eq!(Email::parse("a@-b.dk"), Err(EmailError::BadHost(HostError::LeadingOrTrailingHyphen { label: 1 })));
        assert_eq!(
            Email::parse("a@b--c.ab--c.dk"),
            Err(EmailError::BadHost(HostError::BadDkName(NameError::HyphensInPositions3And4)))
        );
        assert_eq!(Email::parse("a b@c.dk"), Err(EmailError::BadCharacter { character: ' ', position: 2 }));
        assert_eq!(Email::parse("a@b@c.dk"), Err(EmailError::BadCharacter { character: '@', position: 2 }));
        assert_eq!(Email::parse("æ@c.dk"), Err(EmailError::BadCharacter { character: 'æ', position: 1 }));
        for dots in [".a@b.dk", "a.@b.dk", "a..b@c.dk"] {
            assert_eq!(Email::parse(dots), Err(EmailError::MisplacedDot), "{dots}");
        }
        let local = "a".repeat(65);
        assert_eq!(Email::parse(&format!("{local}@b.dk")), Err(EmailError::LocalPartTooLong { len: 65 }));
        let label = "b".repeat(63);
        let long = format!("{}@{label}.{label}.{label}.dk", "a".repeat(64));
        assert_eq!(Email::parse(&long), Err(EmailError::TooLong { len: 259 }));
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>()) {
            let _ = Email::parse(&input);
        }

        #[test]
        fn addresses_read_as_themselves(input in "[a-zA-Z0-9.+_-]{1,12}@[a-zæøå0-9-]{1,12}\\.(dk|com)") {
            if let Ok(email) = Email::parse(&input) {
                prop_assert_eq!(Email::parse(email.as_str()).unwrap(), email);
            }
        }
    }
}
