//! Passwords of service users.
//!
//! The state directory holds a salted HMAC-SHA-256 and never the password. A slow password hash would buy nothing here (a
//! sandbox guards invented data, and its demo passwords are published) and would cost every login of a test some
//! milliseconds.

use std::fmt;

use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// A password's salted hash.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordHash {
    salt: String,
    mac: String,
}

impl PasswordHash {
    /// Hashes a password with a salt of 16 random bytes.
    #[must_use]
    pub fn new(password: &str, salt: [u8; 16]) -> Self {
        let salt = hex(&salt);
        let mac = mac(&salt, password).map(|m| hex(&m.finalize().into_bytes())).unwrap_or_default();
        Self { salt, mac }
    }

    /// Whether the password is the one; compares in constant time.
    #[must_use]
    pub fn matches(&self, password: &str) -> bool {
        let Some(expected) = unhex(&self.mac).filter(|bytes| !bytes.is_empty()) else { return false };
        mac(&self.salt, password).is_some_and(|m| m.verify_slice(&expected).is_ok())
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(***)")
    }
}

fn mac(salt: &str, password: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(salt.as_bytes()).ok()?;
    mac.update(password.as_bytes());
    Some(mac)
}

/// Lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    digits.map(|pair| std::str::from_utf8(pair).ok().and_then(|p| u8::from_str_radix(p, 16).ok())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_knows_its_password_and_shows_nothing() {
        let hash = PasswordHash::new("Sandbox-100001", [7; 16]);
        assert!(hash.matches("Sandbox-100001"));
        assert!(!hash.matches("sandbox-100001"));
        assert!(!hash.matches(""));
        assert_eq!(format!("{hash:?}"), "PasswordHash(***)");
        assert!(!PasswordHash { salt: String::new(), mac: String::new() }.matches(""));
    }
}
