//! Time and randomness, handed down from one place so that tests can move the one and repeat the other.

use std::sync::{Arc, Mutex};

use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha20Rng;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Where the current time and random bytes come from. Cheap to clone; clones of a fixed clock move together.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Fixed(Arc<Mutex<Fixed>>),
}

#[derive(Debug)]
struct Fixed {
    now: OffsetDateTime,
    random: ChaCha20Rng,
}

impl Clock {
    /// The machine's clock and the operating system's randomness.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until it is moved, with randomness that repeats for the same `seed`.
    pub fn fixed(now: OffsetDateTime, seed: u64) -> Self {
        Self(Source::Fixed(Arc::new(Mutex::new(Fixed { now, random: ChaCha20Rng::seed_from_u64(seed) }))))
    }

    /// The current time, UTC, cut to microseconds (what PostgreSQL keeps, so that a time read back is the time written).
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    pub fn now(&self) -> OffsetDateTime {
        let now = match &self.0 {
            Source::System => OffsetDateTime::now_utc(),
            Source::Fixed(fixed) => lock(fixed).now,
        };
        now.replace_nanosecond(now.nanosecond() / 1_000 * 1_000).unwrap_or(now)
    }

    /// Moves a fixed clock; the system's clock cannot be moved and stays.
    pub fn advance(&self, by: Duration) {
        if let Source::Fixed(fixed) = &self.0 {
            lock(fixed).now += by;
        }
    }

    /// Cryptographically strong random bytes (repeatable on a fixed clock).
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.0 {
            Source::System => rand::rng().fill_bytes(&mut bytes),
            Source::Fixed(fixed) => lock(fixed).random.fill_bytes(&mut bytes),
        }
        bytes
    }

    /// A UUID of version 7: its order is the order of time.
    pub fn uuid(&self) -> Uuid {
        let now = self.now();
        let millis = now.unix_timestamp_nanos() / 1_000_000;
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(millis).unwrap_or(0), &self.random()).into_uuid()
    }
}

fn lock(fixed: &Mutex<Fixed>) -> std::sync::MutexGuard<'_, Fixed> {
    fixed.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_fixed_clock_moves_for_all_its_clones_and_repeats_its_randomness() {
        let clock = Clock::fixed(datetime!(2026-11-21 12:00 UTC), 7);
        let other = clock.clone();
        other.advance(Duration::HOUR);
        assert_eq!(clock.now(), datetime!(2026-11-21 13:00 UTC));
        let again = Clock::fixed(datetime!(2026-11-21 12:00 UTC), 7);
        assert_eq!(clock.random::<16>(), again.random::<16>());
        assert_ne!(clock.random::<16>(), clock.random::<16>());
    }

    #[test]
    fn uuids_sort_by_time() {
        let clock = Clock::fixed(datetime!(2026-11-21 12:00 UTC), 7);
        let first = clock.uuid();
        clock.advance(Duration::SECOND);
        assert!(first < clock.uuid());
    }
}
