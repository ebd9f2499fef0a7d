//! Secrets at rest: sealed with XChaCha20-Poly1305 under a key that lives outside the database.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::clock::Clock;

const NONCE: usize = 24;

/// The server's key: seals secrets at rest and derives form tokens. All servers of one installation share it.
#[derive(Clone)]
pub struct SecretKey([u8; 32]);

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

/// Why a key or a sealed secret could not be used. Never carries the content.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SealError {
    /// The key is not 32 bytes of base64.
    #[error("the secret key must be 32 bytes in base64 (44 characters)")]
    BadKey,
    /// The sealed bytes were made with another key, for another purpose, or were changed.
    #[error("a sealed secret cannot be opened: another key, another purpose, or changed bytes")]
    CannotOpen,
    /// The cipher refused.
    #[error("a secret could not be sealed")]
    CannotSeal,
}

impl SecretKey {
    /// Reads 32 bytes of base64 (surrounding white space is ignored).
    ///
    /// # Errors
    /// [`SealError::BadKey`].
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let bytes = STANDARD.decode(text.trim()).map_err(|_| SealError::BadKey)?;
        Ok(Self(bytes.try_into().map_err(|_| SealError::BadKey)?))
    }

    /// Seals `secret` for `purpose` (which must be given again to open it): nonce, ciphertext, tag.
    ///
    /// # Errors
    /// [`SealError::CannotSeal`] where the cipher refuses (more than 256 GiB).
    pub fn seal(&self, clock: &Clock, purpose: &str, secret: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce: [u8; NONCE] = clock.random();
        let cipher = self.cipher()?;
        let sealed = cipher
            .encrypt(XNonce::from_slice(&nonce), Payload { msg: secret, aad: purpose.as_bytes() })
            .map_err(|_| SealError::CannotSeal)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`SecretKey::seal`] sealed for the same purpose.
    ///
    /// # Errors
    /// [`SealError::CannotOpen`].
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, body) = sealed.split_at_checked(NONCE).ok_or(SealError::CannotOpen)?;
        self.cipher()?
            .decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: purpose.as_bytes() })
            .map_err(|_| SealError::CannotOpen)
    }

    fn cipher(&self) -> Result<XChaCha20Poly1305, SealError> {
        XChaCha20Poly1305::new_from_slice(&self.derive("seal", b"")).map_err(|_| SealError::BadKey)
    }

    /// 32 bytes that only holders of the key can compute, one value for each purpose and content.
    pub fn derive(&self, purpose: &str, content: &[u8]) -> [u8; 32] {
        // HMAC takes a key of any length, so this cannot fail; an all-zero answer would still match nothing.
        let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(&self.0) else { return [0; 32] };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(content);
        mac.finalize().into_bytes().into()
    }
}

/// Compares secrets in a time that tells nothing but their length.
pub fn same(left: &[u8], right: &[u8]) -> bool {
    left.ct_eq(right).into()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn key(byte: u8) -> SecretKey {
        SecretKey([byte; 32])
    }

    #[test]
    fn a_secret_opens_with_its_key_and_purpose_only() {
        let clock = Clock::fixed(datetime!(2026-11-21 12:00 UTC), 1);
        let sealed = key(1).seal(&clock, "epp", b"Sandbox-100001").unwrap();
        assert_eq!(key(1).open("epp", &sealed).unwrap(), b"Sandbox-100001");
        assert!(key(2).open("epp", &sealed).is_err());
        assert!(key(1).open("draft", &sealed).is_err());
        assert!(key(1).open("epp", &sealed[..10]).is_err());
        let mut changed = sealed.clone();
        changed[30] ^= 1;
        assert!(key(1).open("epp", &changed).is_err());
    }

    #[test]
    fn the_same_secret_is_never_sealed_the_same_way_twice() {
        let clock = Clock::fixed(datetime!(2026-11-21 12:00 UTC), 1);
        assert_ne!(key(1).seal(&clock, "epp", b"x").unwrap(), key(1).seal(&clock, "epp", b"x").unwrap());
    }

    #[test]
    fn keys_are_base64_of_32_bytes_and_never_shown() {
        assert!(SecretKey::parse("AAAA").is_err());
        let text = STANDARD.encode([7; 32]);
        assert_eq!(format!("{:?}", SecretKey::parse(&format!(" {text}\n")).unwrap()), "SecretKey(…)");
    }
}
