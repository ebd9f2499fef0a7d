//! The secret parts of a request: kept apart from it, sealed, and erased once the operation is settled.

use std::collections::BTreeMap;

use epp::Secret;
use uuid::Uuid;

use crate::clock::Clock;
use crate::seal::{SealError, SecretKey};

/// An authorization token.
pub const AUTH_INFO: &str = "auth_info";

/// Secrets by name. `Debug` does not show them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Secrets(BTreeMap<&'static str, Secret>);

impl Secrets {
    /// None.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds one; an empty value is left out.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Secret) -> Self {
        if !value.is_empty() {
            self.0.insert(name, value);
        }
        self
    }

    /// One of them.
    pub fn get(&self, name: &str) -> Option<&Secret> {
        self.0.get(name)
    }

    /// Their names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }

    /// Seals them for an operation; `None` where there are none.
    ///
    /// # Errors
    /// As [`SecretKey::seal`].
    pub fn seal(&self, key: &SecretKey, clock: &Clock, operation: Uuid) -> Result<Option<Vec<u8>>, SealError> {
        if self.0.is_empty() {
            return Ok(None);
        }
        key.seal(clock, &purpose(operation), &self.plain()).map(Some)
    }

    /// Opens what [`Secrets::seal`] sealed for the same operation, whose command declares `names`.
    ///
    /// # Errors
    /// [`SealError::CannotOpen`], also where there is one of another name: dropped, the command would be another one.
    pub fn open(
        key: &SecretKey,
        operation: Uuid,
        names: &[&'static str],
        sealed: Option<&[u8]>,
    ) -> Result<Self, SealError> {
        let Some(sealed) = sealed else { return Ok(Self::default()) };
        let plain = key.open(&purpose(operation), sealed)?;
        let map: BTreeMap<String, String> = serde_json::from_slice(&plain).map_err(|_| SealError::CannotOpen)?;
        let known = |(name, value): (String, String)| {
            let name = names.iter().find(|known| **known == name).ok_or(SealError::CannotOpen)?;
            Ok((*name, Secret::from(value)))
        };
        map.into_iter().map(known).collect::<Result<_, _>>().map(Self)
    }

    /// Their content, in a fixed order: what the payload's hash covers.
    pub(crate) fn plain(&self) -> Vec<u8> {
        let map: BTreeMap<_, _> = self.0.iter().map(|(name, secret)| (*name, secret.expose())).collect();
        serde_json::to_vec(&map).unwrap_or_default()
    }
}

fn purpose(operation: Uuid) -> String {
    format!("operation {operation}")
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn secrets_open_for_their_operation_only_and_are_never_shown() {
        let clock = Clock::fixed(datetime!(2026-11-21 12:00 UTC), 1);
        let key = SecretKey::parse(&base64::engine::general_purpose::STANDARD.encode([1; 32])).unwrap();
        let (one, other) = (clock.uuid(), clock.uuid());
        let secrets = Secrets::none().with(AUTH_INFO, "4a5b6c7d".into());
        let sealed = secrets.seal(&key, &clock, one).unwrap();
        let open = |operation, names| Secrets::open(&key, operation, names, sealed.as_deref());
        assert_eq!(open(one, &[AUTH_INFO]).unwrap(), secrets);
        assert!(open(other, &[AUTH_INFO]).is_err());
        assert!(open(one, &[]).is_err(), "one that the command does not declare is not dropped");
        assert!(!format!("{secrets:?}").contains("4a5b"));
        assert_eq!(Secrets::none().with(AUTH_INFO, "".into()).seal(&key, &clock, one).unwrap(), None);
    }
}
