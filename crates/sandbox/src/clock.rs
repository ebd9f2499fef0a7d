//! The movable clock: the registry's idea of now.
//!
//! It either follows the machine's clock at an offset, or stands still until moved. It never runs backwards, because what
//! has been processed by time cannot be undone.

use std::sync::{PoisonError, RwLock};

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime, UtcOffset};

/// How a clock relates to the machine's clock; kept with the world, so that a restart continues where it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    /// The machine's time plus so many seconds.
    Running {
        /// Seconds ahead of the machine's clock; negative for behind.
        offset_seconds: i64,
    },
    /// Stands still at this instant until it is moved.
    Frozen {
        /// The instant, UTC.
        #[serde(with = "time::serde::rfc3339")]
        at: OffsetDateTime,
    },
}

impl ClockState {
    /// A running clock that shows `at` at this moment.
    #[must_use]
    pub fn running_from(at: OffsetDateTime) -> Self {
        Self::Running { offset_seconds: (at - machine_now()).whole_seconds() }
    }

    fn now(self) -> OffsetDateTime {
        match self {
            Self::Running { offset_seconds } => whole_second(machine_now() + Duration::seconds(offset_seconds)),
            Self::Frozen { at } => at,
        }
    }

    fn advanced(self, by: Duration) -> Self {
        match self {
            Self::Running { offset_seconds } => {
                Self::Running { offset_seconds: offset_seconds.saturating_add(by.whole_seconds()) }
            }
            Self::Frozen { at } => Self::Frozen { at: at + by },
        }
    }
}

/// The clock that everything timed in the sandbox asks.
#[derive(Debug)]
pub struct Clock {
    state: RwLock<ClockState>,
}

impl Clock {
    /// A clock in the given state.
    #[must_use]
    pub fn new(state: ClockState) -> Self {
        Self { state: RwLock::new(state) }
    }

    /// Now, in UTC and whole seconds.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        self.state().now()
    }

    /// How the clock runs.
    #[must_use]
    pub fn state(&self) -> ClockState {
        *self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves the clock forward and gives its new state; a negative duration moves it not at all.
    pub fn advance(&self, by: Duration) -> ClockState {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        *state = state.advanced(by.max(Duration::ZERO));
        *state
    }

    /// Takes over a kept state, as at start.
    pub fn restore(&self, kept: ClockState) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = kept;
    }
}

/// Drops the fraction: the wire carries whole seconds, so what is kept and what is shown must agree.
fn whole_second(at: OffsetDateTime) -> OffsetDateTime {
    at.replace_nanosecond(0).unwrap_or(at)
}

/// The machine's time, UTC.
#[expect(clippy::disallowed_methods, reason = "the one place where the sandbox reads the machine's clock")]
#[must_use]
pub fn machine_now() -> OffsetDateTime {
    OffsetDateTime::now_utc().to_offset(UtcOffset::UTC)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_frozen_clock_moves_only_when_told_and_never_back() {
        let clock = Clock::new(ClockState::Frozen { at: datetime!(2026-08-01 10:00 UTC) });
        assert_eq!(clock.now(), datetime!(2026-08-01 10:00 UTC));
        clock.advance(Duration::days(2));
        assert_eq!(clock.now(), datetime!(2026-08-03 10:00 UTC));
        clock.advance(Duration::days(-1));
        assert_eq!(clock.now(), datetime!(2026-08-03 10:00 UTC));
    }

    #[test]
    fn a_running_clock_keeps_its_distance_to_the_machine() {
        let state = ClockState::running_from(machine_now() + Duration::days(30));
        let clock = Clock::new(state);
        let ahead = clock.now() - machine_now();
        assert!((ahead - Duration::days(30)).abs() < Duration::seconds(2), "{ahead}");
        let clock = Clock::new(clock.advance(Duration::days(1)));
        assert!((clock.now() - machine_now() - Duration::days(31)).abs() < Duration::seconds(2));
    }
}
