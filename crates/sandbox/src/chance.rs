//! Random values: transaction ids, salts. Seeded in tests, so that they repeat.

use std::sync::{Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};

/// The sandbox's source of randomness.
#[derive(Debug)]
pub struct Chance(Mutex<StdRng>);

impl Chance {
    /// From the operating system, or from a seed.
    #[must_use]
    pub fn new(seed: Option<u64>) -> Self {
        Self(Mutex::new(seed.map_or_else(StdRng::from_os_rng, StdRng::seed_from_u64)))
    }

    /// Sixteen random bytes.
    #[must_use]
    pub fn bytes(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// A server transaction id: a random UUID in capitals, as the registry writes it.
    #[must_use]
    pub fn transaction_id(&self) -> String {
        let id = uuid::Builder::from_random_bytes(self.bytes()).into_uuid();
        let mut text = id.hyphenated().to_string();
        text.make_ascii_uppercase();
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transaction_ids_are_uuids_in_capitals_and_repeat_with_the_seed() {
        let id = Chance::new(Some(1)).transaction_id();
        assert_eq!(id, Chance::new(Some(1)).transaction_id());
        assert_ne!(id, Chance::new(None).transaction_id());
        assert!(uuid::Uuid::parse_str(&id).is_ok());
        assert_eq!(id, id.to_uppercase());
    }
}
