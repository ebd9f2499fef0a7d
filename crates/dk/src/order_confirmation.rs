//! The registrant's acceptance of the registry's terms.

use std::fmt;

use time::{Duration, OffsetDateTime};

/// Proof that the registrant accepted the registry's terms: the time of acceptance in seconds since 1970-01-01 UTC
/// (`dkhm:orderconfirmationToken`). Demanded when a domain name is created and when its registrant changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct OrderConfirmation(i64);

/// Why an order confirmation is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OrderConfirmationError {
    /// Not a whole number of seconds (the registry's answer is 2005).
    #[error("the order confirmation is not a number of seconds")]
    NotAnInteger,
    /// Accepted longer ago than the registry allows (its answer is 2004).
    #[error("the acceptance is {by} older than the 30 days allowed")]
    TooOld {
        /// By how much the limit is exceeded.
        by: Duration,
    },
    /// Accepted further in the future than the registry allows (its answer is 2004).
    #[error("the acceptance lies {by} beyond the 24 hours ahead that are allowed")]
    TooFarAhead {
        /// By how much the limit is exceeded.
        by: Duration,
    },
}

impl OrderConfirmation {
    /// How old an acceptance may be.
    pub const MAX_AGE: Duration = Duration::days(30);
    /// How far in the future an acceptance may lie.
    pub const MAX_AHEAD: Duration = Duration::hours(24);

    /// Makes the token of the time at which the registrant accepted; fractions of a second are dropped.
    ///
    /// # Errors
    /// When the time is outside `now` − 30 days … `now` + 24 hours (the limits themselves are allowed).
    pub fn from_acceptance(accepted_at: OffsetDateTime, now: OffsetDateTime) -> Result<Self, OrderConfirmationError> {
        Self::within(accepted_at.unix_timestamp(), now)
    }

    /// Reads the token as it is on the wire: digits only, white space around them ignored.
    ///
    /// # Errors
    /// [`NotAnInteger`](OrderConfirmationError::NotAnInteger) or out of range at `now`.
    pub fn parse(wire: &str, now: OffsetDateTime) -> Result<Self, OrderConfirmationError> {
        let text = wire.trim();
        if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(OrderConfirmationError::NotAnInteger);
        }
        // A number too large for the type is still an integer, and certainly too far ahead.
        Self::within(text.parse().unwrap_or(i64::MAX), now)
    }

    fn within(epoch_seconds: i64, now: OffsetDateTime) -> Result<Self, OrderConfirmationError> {
        let ahead = Duration::seconds(epoch_seconds.saturating_sub(now.unix_timestamp()));
        if ahead > Self::MAX_AHEAD {
            return Err(OrderConfirmationError::TooFarAhead { by: ahead.saturating_sub(Self::MAX_AHEAD) });
        }
        if ahead < -Self::MAX_AGE {
            return Err(OrderConfirmationError::TooOld { by: (-ahead).saturating_sub(Self::MAX_AGE) });
        }
        Ok(Self(epoch_seconds))
    }

    /// The time of acceptance.
    pub fn accepted_at(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.0).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

impl fmt::Display for OrderConfirmation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-10-21 12:00 UTC);

    #[test]
    fn acceptances_within_the_limits_become_tokens() {
        for accepted_at in [NOW, NOW - Duration::days(30), NOW + Duration::hours(24)] {
            let token = OrderConfirmation::from_acceptance(accepted_at, NOW).unwrap();
            assert_eq!(token.accepted_at(), accepted_at);
            assert_eq!(OrderConfirmation::parse(&token.to_string(), NOW).unwrap(), token);
        }
        let token = OrderConfirmation::from_acceptance(datetime!(2026-10-21 10:15:30.9 UTC), NOW).unwrap();
        assert_eq!(token.to_string(), "1792577730");
        assert_eq!(token.accepted_at(), datetime!(2026-10-21 10:15:30 UTC));
    }

    #[test]
    fn a_second_beyond_the_limits_is_too_much() {
        let second = Duration::SECOND;
        let too_old = OrderConfirmation::from_acceptance(NOW - Duration::days(30) - second, NOW);
        assert_eq!(too_old, Err(OrderConfirmationError::TooOld { by: second }));
        let too_far = OrderConfirmation::from_acceptance(NOW + Duration::hours(24) + second, NOW);
        assert_eq!(too_far, Err(OrderConfirmationError::TooFarAhead { by: second }));
    }

    #[test]
    fn on_the_wire_no_number_and_a_wrong_number_are_different_things() {
        for wire in ["", " ", "abc", "-1", "+1", "1.5", "1e9", "179257๑"] {
            assert_eq!(OrderConfirmation::parse(wire, NOW), Err(OrderConfirmationError::NotAnInteger), "{wire:?}");
        }
        assert!(matches!(OrderConfirmation::parse("0", NOW), Err(OrderConfirmationError::TooOld { .. })));
        for huge in ["99999999999", "9223372036854775807", "99999999999999999999999"] {
            let refused = OrderConfirmation::parse(huge, NOW);
            assert!(matches!(refused, Err(OrderConfirmationError::TooFarAhead { .. })), "{huge}");
        }
        assert_eq!(OrderConfirmation::parse(" 1792577730\n", NOW).unwrap().to_string(), "1792577730");
    }

    proptest! {
        #[test]
        fn anything_may_be_given(wire in any::<String>(), seconds: i64) {
            let _ = OrderConfirmation::parse(&wire, NOW);
            let _ = OrderConfirmation::parse(&seconds.to_string(), NOW);
        }
    }
}
