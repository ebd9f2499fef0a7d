//! Whether the registry can be reached: while it cannot, requests are answered at once instead of waiting for a time limit
//! each, and one attempt at a time finds out when it is back.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use time::OffsetDateTime;

use crate::RegistryError;

/// What the last attempts to connect showed.
#[derive(Debug)]
pub struct Health {
    pause: Duration,
    down: Mutex<Option<Down>>,
}

#[derive(Clone, Debug)]
struct Down {
    since: OffsetDateTime,
    reason: String,
    /// When the last attempt failed.
    last: Instant,
    /// When an attempt that has not ended yet began.
    probing: Option<Instant>,
}

/// An attempt that has not told its end after so long never will.
const LONGEST_ATTEMPT: Duration = Duration::from_secs(120);

impl Health {
    /// After a failure the next attempt waits for `pause`.
    pub fn new(pause: Duration) -> Self {
        Self { pause, down: Mutex::new(None) }
    }

    /// Whether an attempt to connect may be made now. During an outage one attempt at a time is let through, a pause after
    /// the last one failed; [`Health::failed`] or [`Health::succeeded`] must tell how it ended.
    ///
    /// # Errors
    /// [`RegistryError::Unavailable`].
    pub fn admit(&self) -> Result<(), RegistryError> {
        let mut down = self.down.lock().unwrap_or_else(PoisonError::into_inner);
        match down.as_mut() {
            Some(outage) if outage.last.elapsed() < self.pause || outage.is_probed() => {
                Err(RegistryError::Unavailable { since: outage.since, reason: outage.reason.clone() })
            }
            Some(outage) => {
                outage.probing = Some(Instant::now());
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// An attempt failed.
    pub fn failed(&self, now: OffsetDateTime, reason: String) -> RegistryError {
        let mut down = self.down.lock().unwrap_or_else(PoisonError::into_inner);
        let since = down.as_ref().map_or(now, |outage| outage.since);
        if down.is_none() {
            tracing::warn!(reason, "the registry cannot be reached");
        }
        metrics::gauge!("birk_registry_up").set(0.0);
        *down = Some(Down { since, reason: reason.clone(), last: Instant::now(), probing: None });
        RegistryError::Unavailable { since, reason }
    }

    /// An attempt succeeded.
    pub fn succeeded(&self) {
        let mut down = self.down.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(outage) = down.take() {
            tracing::info!(since = %outage.since, "the registry can be reached again");
        }
        metrics::gauge!("birk_registry_up").set(1.0);
    }

    /// Since when the registry cannot be reached, and why.
    pub fn outage(&self) -> Option<(OffsetDateTime, String)> {
        let down = self.down.lock().unwrap_or_else(PoisonError::into_inner);
        down.as_ref().map(|outage| (outage.since, outage.reason.clone()))
    }
}

impl Down {
    fn is_probed(&self) -> bool {
        self.probing.is_some_and(|began| began.elapsed() < LONGEST_ATTEMPT)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn during_an_outage_one_attempt_a_pause_is_let_through() {
        let health = Health::new(Duration::from_millis(30));
        let began = datetime!(2026-11-21 12:00 UTC);
        assert!(health.admit().is_ok());
        health.failed(began, "refused".to_owned());
        assert!(health.admit().is_err());
        std::thread::sleep(Duration::from_millis(40));
        assert!(health.admit().is_ok(), "one attempt");
        assert!(health.admit().is_err(), "the others are answered at once");
        health.failed(datetime!(2026-11-21 12:01 UTC), "refused".to_owned());
        assert_eq!(health.outage().unwrap().0, began);
        health.succeeded();
        assert!(health.admit().is_ok());
    }
}
