//! Passwords of portal users: argon2id, verified away from the request threads and a few at a time.

use std::sync::Arc;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::clock::Clock;

/// Shortest password, in characters (NIST SP 800-63B asks for at least 8; more for accounts that spend money).
pub const SHORTEST: usize = 12;
/// Longest password, in characters: a bound on the work, not on people.
pub const LONGEST: usize = 128;

/// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// A hash of no password: verifying against it takes as long as against a real one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and verifies passwords, as many at a time as there are permits (each takes 19 MiB).
#[derive(Clone, Debug)]
pub struct Passwords {
    permits: Arc<Semaphore>,
}

/// A password could not be hashed or verified (the machine is at fault, not the password).
#[derive(Debug, thiserror::Error)]
#[error("password hashing failed: {0}")]
pub struct PasswordError(String);

impl Passwords {
    /// At most `at_once` computations at a time.
    pub fn new(at_once: usize) -> Self {
        Self { permits: Arc::new(Semaphore::new(at_once)) }
    }

    /// Whether `password` belongs to `hash`; for `None` (no such user) the same work is done and the answer is no.
    ///
    /// # Errors
    /// Where the work cannot be done.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, PasswordError> {
        self.run(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
            let parsed = PasswordHash::new(&hash).map_err(|error| PasswordError(error.to_string()))?;
            Ok(argon2()?.verify_password(password.as_bytes(), &parsed).is_ok() && known)
        })
        .await
    }

    /// The PHC string to keep for `password`.
    ///
    /// # Errors
    /// Where the work cannot be done.
    pub async fn hash(&self, password: String, clock: &Clock) -> Result<String, PasswordError> {
        let salt = clock.random::<16>();
        self.run(move || hash(&password, &salt)).await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let fail = |error: String| PasswordError(error);
        let permit = self.permits.clone().acquire_owned().await.map_err(|error| fail(error.to_string()))?;
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
        })
        .await
        .map_err(|error| fail(error.to_string()))?
    }
}

/// The PHC string of `password` with `salt`, on this thread (for the command line and the demo).
///
/// # Errors
/// Where the work cannot be done.
pub fn hash(password: &str, salt: &[u8; 16]) -> Result<String, PasswordError> {
    let salt = SaltString::encode_b64(salt).map_err(|error| PasswordError(error.to_string()))?;
    let hash = argon2()?.hash_password(password.as_bytes(), &salt).map_err(|error| PasswordError(error.to_string()))?;
    Ok(hash.to_string())
}

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|error| PasswordError(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash_only() {
        let clock = Clock::fixed(datetime!(2026-11-21 12:00 UTC), 1);
        let passwords = Passwords::new(1);
        let hash = passwords.hash("demo-Password-1".to_owned(), &clock).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(passwords.verify("demo-Password-1".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify("demo-Password-2".to_owned(), Some(hash)).await.unwrap());
        assert!(!passwords.verify("demo-Password-1".to_owned(), None).await.unwrap());
    }

    #[test]
    fn the_hash_of_nobody_parses_with_the_same_cost() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(nobody.params.get_decimal("m"), Some(MEMORY_KIB));
        assert_eq!(nobody.params.get_decimal("t"), Some(PASSES));
        assert_eq!(nobody.hash.unwrap().len(), 32);
    }
}
