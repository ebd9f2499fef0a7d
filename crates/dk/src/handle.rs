//! Identifiers that the registry assigns: contact handles, registrar handles, service users.

use crate::text::text_value;

/// The handle of a contact: 3–16 characters, letters and digits followed by `-DK`, such as `DKHM1-DK`.
///
/// Input is read in any case and kept in upper case (Punktum dk EPP specification § Contact; `clIDType` of RFC 5730).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(String);

/// The handle of a registrar account: `REG-` and six digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegistrarHandle(String);

/// A handle of either kind: what sponsors an object (`clID`) or holds a role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnyHandle {
    /// A contact, or the registry itself ([`Handle::REGISTRY`]).
    Contact(Handle),
    /// A registrar account.
    Registrar(RegistrarHandle),
}

/// A service user: `EPP-`, `DAS-` or `DSU-` and a number. Each is bound to one service.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceUserId {
    text: String,
    service: Service,
}

/// The machine interfaces that a service user can be made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// Extensible Provisioning Protocol.
    Epp,
    /// Domain Availability Service.
    Das,
    /// DS Update, closed on 2024-07-01; users of it can still be listed.
    Dsu,
}

/// Why a text is not a handle.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum HandleError {
    /// Nothing was given.
    #[error("the handle is empty")]
    Empty,
    /// Longer than 16 characters.
    #[error("the handle has {len} characters, {MAX_HANDLE} are allowed")]
    TooLong {
        /// Characters given.
        len: usize,
    },
    /// A contact handle does not end in `-DK`.
    #[error("a contact handle ends in -DK")]
    MissingSuffix,
    /// A registrar handle does not begin with `REG-`.
    #[error("a registrar handle begins with REG-")]
    MissingPrefix,
    /// What follows `REG-` is not six digits.
    #[error("a registrar handle has six digits after REG-")]
    NotSixDigits,
    /// A character that is neither a letter `A`–`Z` nor a digit.
    #[error("the character {character:?} at position {position} is not allowed in a handle")]
    BadCharacter {
        /// The character.
        character: char,
        /// Its position, from 1.
        position: usize,
    },
    /// A service user that is not `EPP-`, `DAS-` or `DSU-` and a number.
    #[error("a service user is EPP-, DAS- or DSU- followed by a number")]
    NotServiceUser,
}

/// The longest handle in characters (`clIDType`, RFC 5730 § 4.1).
const MAX_HANDLE: usize = 16;

impl Handle {
    /// The handle that the registry itself uses; as `clID` it marks an object as managed by its registrant.
    pub const REGISTRY: &'static str = "DKHM1-DK";

    /// Reads a contact handle.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, HandleError> {
        let text = checked_length(input)?;
        let stem = text.strip_suffix("-DK").ok_or(HandleError::MissingSuffix)?;
        if let Some((index, character)) = stem.chars().enumerate().find(|(_, c)| !c.is_ascii_alphanumeric()) {
            return Err(HandleError::BadCharacter { character, position: index + 1 });
        }
        if stem.is_empty() {
            return Err(HandleError::Empty);
        }
        Ok(Self(text))
    }

    /// The handle in upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_value!(Handle, HandleError);

impl RegistrarHandle {
    /// Reads a registrar handle.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, HandleError> {
        let text = checked_length(input)?;
        let number = text.strip_prefix("REG-").ok_or(HandleError::MissingPrefix)?;
        if number.len() != 6 || !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(HandleError::NotSixDigits);
        }
        Ok(Self(text))
    }

    /// The handle in upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_value!(RegistrarHandle, HandleError);

impl AnyHandle {
    /// Reads a registrar handle if the text begins with `REG-` and does not end in `-DK`, else a contact handle.
    ///
    /// # Errors
    /// Says what is wrong with the kind that was recognised.
    pub fn parse(input: &str) -> Result<Self, HandleError> {
        let text = checked_length(input)?;
        if text.starts_with("REG-") && !text.ends_with("-DK") {
            RegistrarHandle::parse(&text).map(Self::Registrar)
        } else {
            Handle::parse(&text).map(Self::Contact)
        }
    }

    /// The handle in upper case.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Contact(handle) => handle.as_str(),
            Self::Registrar(handle) => handle.as_str(),
        }
    }

    /// The registrar account, if it is one.
    pub fn registrar(&self) -> Option<&RegistrarHandle> {
        match self {
            Self::Contact(_) => None,
            Self::Registrar(handle) => Some(handle),
        }
    }
}

text_value!(AnyHandle, HandleError);

impl From<Handle> for AnyHandle {
    fn from(handle: Handle) -> Self {
        Self::Contact(handle)
    }
}

impl From<RegistrarHandle> for AnyHandle {
    fn from(handle: RegistrarHandle) -> Self {
        Self::Registrar(handle)
    }
}

impl Service {
    /// Every service.
    const ALL: &'static [Self] = &[Self::Epp, Self::Das, Self::Dsu];

    /// `EPP`, `DAS` or `DSU`.
    const fn as_str(&self) -> &'static str {
        match self {
            Self::Epp => "EPP",
            Self::Das => "DAS",
            Self::Dsu => "DSU",
        }
    }
}

impl std::fmt::Display for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl ServiceUserId {
    /// Reads a service user's name.
    ///
    /// # Errors
    /// Says what is wrong.
    pub fn parse(input: &str) -> Result<Self, HandleError> {
        let text = checked_length(input)?;
        let (prefix, number) = text.split_once('-').ok_or(HandleError::NotServiceUser)?;
        let service = Service::ALL.iter().copied().find(|s| s.as_str() == prefix).ok_or(HandleError::NotServiceUser)?;
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(HandleError::NotServiceUser);
        }
        Ok(Self { text, service })
    }

    /// The name in upper case.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The service that the user is bound to.
    pub const fn service(&self) -> Service {
        self.service
    }
}

text_value!(ServiceUserId, HandleError);

fn checked_length(input: &str) -> Result<String, HandleError> {
    let text = input.trim().to_ascii_uppercase();
    match text.chars().count() {
        0 => Err(HandleError::Empty),
        len if len > MAX_HANDLE => Err(HandleError::TooLong { len }),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn contact_handles_are_upper_cased() {
        assert_eq!(Handle::parse(" dkhm1-dk ").unwrap().as_str(), "DKHM1-DK");
        assert_eq!(Handle::parse("DKHM1-DK").unwrap().as_str(), Handle::REGISTRY);
        assert_eq!(Handle::parse("ABCDEFGHIJKLM-DK").unwrap().as_str().len(), 16);
    }

    #[test]
    fn what_is_no_contact_handle_is_refused() {
        assert_eq!(Handle::parse(""), Err(HandleError::Empty));
        assert_eq!(Handle::parse("-DK"), Err(HandleError::Empty));
        assert_eq!(Handle::parse("DKHM1"), Err(HandleError::MissingSuffix));
        assert_eq!(Handle::parse("ABCDEFGHIJKLMN-DK"), Err(HandleError::TooLong { len: 17 }));
        assert_eq!(Handle::parse("A_B-DK"), Err(HandleError::BadCharacter { character: '_', position: 2 }));
        assert_eq!(Handle::parse("A-B-DK"), Err(HandleError::BadCharacter { character: '-', position: 2 }));
        assert_eq!(Handle::parse("ß-DK"), Err(HandleError::BadCharacter { character: 'ß', position: 1 }));
    }

    #[test]
    fn registrar_handles_have_six_digits() {
        assert_eq!(RegistrarHandle::parse("reg-100001").unwrap().as_str(), "REG-100001");
        assert_eq!(RegistrarHandle::parse("100001"), Err(HandleError::MissingPrefix));
        for wrong in ["REG-", "REG-12345", "REG-1234567", "REG-12345A"] {
            assert_eq!(RegistrarHandle::parse(wrong), Err(HandleError::NotSixDigits), "{wrong}");
        }
    }

    #[test]
    fn either_kind_is_recognised() {
        assert!(AnyHandle::parse("REG-100001").unwrap().registrar().is_some());
        assert!(AnyHandle::parse("dkhm1-dk").unwrap().registrar().is_none());
        assert_eq!(AnyHandle::parse("REG-1"), Err(HandleError::NotSixDigits));
        assert_eq!(AnyHandle::parse("hello"), Err(HandleError::MissingSuffix));
        let json = serde_json::to_string(&AnyHandle::parse("REG-100001").unwrap()).unwrap();
        assert_eq!(json, "\"REG-100001\"");
    }

    #[test]
    fn service_users_are_bound_to_a_service() {
        let user = ServiceUserId::parse("epp-100001").unwrap();
        assert_eq!((user.as_str(), user.service()), ("EPP-100001", Service::Epp));
        assert_eq!(ServiceUserId::parse("DAS-1").unwrap().service(), Service::Das);
        for wrong in ["EPP", "EPP-", "EPP-1A", "REG-100001", "WHOIS-1"] {
            assert_eq!(ServiceUserId::parse(wrong), Err(HandleError::NotServiceUser), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn anything_may_be_given(input in any::<String>()) {
            let _ = (Handle::parse(&input), RegistrarHandle::parse(&input), ServiceUserId::parse(&input));
        }

        #[test]
        fn handles_read_as_themselves(input in "[A-Za-z0-9]{1,13}-(dk|DK)|(REG|reg)-[0-9]{6}") {
            let handle = AnyHandle::parse(&input).unwrap();
            prop_assert_eq!(handle.as_str(), input.to_ascii_uppercase());
            prop_assert_eq!(AnyHandle::parse(handle.as_str()).unwrap(), handle);
        }
    }
}
