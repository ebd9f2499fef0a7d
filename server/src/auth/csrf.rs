//! Form tokens: each form carries one that only this server could have made for this browser session.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::clock::Clock;
use crate::seal::{SecretKey, same};

/// The field's name in every form.
pub const FIELD: &str = "csrf_token";

/// A token for the browser session `binding` (its id, or the sign-in cookie's value). It looks different in each page, so
/// that compressed pages do not give it away by their length (the BREACH attack).
pub fn token(key: &SecretKey, clock: &Clock, binding: &str) -> String {
    let pad: [u8; 32] = clock.random();
    let mut bytes = pad.to_vec();
    bytes.extend(key.derive("csrf", binding.as_bytes()).iter().zip(pad).map(|(byte, pad)| byte ^ pad));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether `token` was made for `binding`.
pub fn is_valid(key: &SecretKey, binding: &str, token: &str) -> bool {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else { return false };
    let Some((pad, body)) = bytes.split_at_checked(32).filter(|(_, body)| body.len() == 32) else { return false };
    let made: Vec<u8> = body.iter().zip(pad).map(|(byte, pad)| byte ^ pad).collect();
    same(&made, &key.derive("csrf", binding.as_bytes()))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_token_is_good_for_its_session_only_and_never_repeats() {
        let key = SecretKey::parse(&base64::engine::general_purpose::STANDARD.encode([3; 32])).unwrap();
        let clock = Clock::fixed(datetime!(2026-11-21 12:00 UTC), 1);
        let (one, two) = (token(&key, &clock, "session"), token(&key, &clock, "session"));
        assert_ne!(one, two);
        assert!(is_valid(&key, "session", &one) && is_valid(&key, "session", &two));
        assert!(!is_valid(&key, "other", &one));
        for bad in ["", "x", &one[1..], "AAAA"] {
            assert!(!is_valid(&key, "session", bad));
        }
    }
}
