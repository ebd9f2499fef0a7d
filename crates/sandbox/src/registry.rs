//! The registry at work: the world behind its lock, the clock, the disk, and what happens by time.

use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use time::{Duration, OffsetDateTime};

use crate::chance::Chance;
use crate::clock::{Clock, ClockState};
use crate::config::Settings;
use crate::faults::Faults;
use crate::processing;
use crate::sessions::Sessions;
use crate::store::{Sequence, Store, StoreError};
use crate::world::{Tx, World};

/// Events of the clock that are written to the journal together.
const DUE_AT_ONCE: usize = 256;

/// Everything that sessions and the control page share.
#[derive(Debug)]
pub struct Registry {
    world: Arc<RwLock<World>>,
    store: Option<Store>,
    /// Until when everything has happened. What comes due for a time before that happens then, not back in time.
    settled_until: Mutex<Option<OffsetDateTime>>,
    /// The movable clock.
    pub clock: Clock,
    /// Random values.
    pub chance: Chance,
    /// Timers, prices and limits.
    pub settings: Settings,
    /// Faults that wait for their command.
    pub faults: Faults,
    /// Open sessions.
    pub sessions: Sessions,
}

impl Registry {
    /// Puts the parts together; the clock takes over the state kept with the world.
    #[must_use]
    pub fn new(world: World, store: Option<Store>, clock: Clock, chance: Chance, settings: Settings) -> Self {
        if let Some(kept) = world.clock() {
            clock.restore(kept);
        }
        let world = Arc::new(RwLock::new(world));
        let (settled_until, faults, sessions) = (Mutex::default(), Faults::default(), Sessions::default());
        Self { world, store, settled_until, clock, chance, settings, faults, sessions }
    }

    fn reading(&self) -> RwLockReadGuard<'_, World> {
        self.world.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn writing(&self) -> RwLockWriteGuard<'_, World> {
        self.world.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at the world as it is now, after all that is due has happened.
    pub fn read<R>(&self, look: impl FnOnce(&World, OffsetDateTime) -> R) -> R {
        let now = self.clock.now();
        let world = self.reading();
        if world.next_due(now).is_none() {
            return look(&world, now);
        }
        drop(world);
        if let Err(error) = self.process() {
            tracing::error!(%error, "what is due could not be kept");
        }
        look(&self.reading(), now)
    }

    /// Changes the world as a whole or not at all, after all that is due has happened. The changes are acknowledged only
    /// once [`Registry::settled`] has returned for their number.
    ///
    /// # Errors
    /// The closure's, or that the state cannot be written.
    pub fn write<R, E: From<StoreError>>(
        &self,
        change: impl FnOnce(&mut Tx<'_>) -> Result<R, E>,
    ) -> Result<(R, Sequence), E> {
        let now = self.clock.now();
        let mut world = self.writing();
        self.process_due(&mut world, now)?;
        let mut tx = Tx::begin(&mut world, now);
        let result = change(&mut tx)?;
        let sequence = self.keep(tx)?;
        self.compact();
        Ok((result, sequence))
    }

    /// Waits until changes are on disk; nothing may be answered before.
    ///
    /// # Errors
    /// When the state cannot be written.
    pub async fn settled(&self, sequence: Sequence) -> Result<(), StoreError> {
        match &self.store {
            Some(store) => store.durable(sequence).await,
            None => Ok(()),
        }
    }

    /// Number of the last changes made.
    #[must_use]
    pub fn last_sequence(&self) -> Sequence {
        self.store.as_ref().map_or(0, Store::last)
    }

    /// Lets everything happen that is due by now.
    ///
    /// # Errors
    /// When the state cannot be written.
    pub fn process(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        if self.reading().next_due(now).is_none() {
            return Ok(());
        }
        let mut world = self.writing();
        self.process_due(&mut world, now)?;
        self.compact();
        Ok(())
    }

    /// Moves the clock forward and lets everything happen that comes due on the way, each at its own time.
    ///
    /// # Errors
    /// When the state cannot be written.
    pub fn advance(&self, by: Duration) -> Result<Sequence, StoreError> {
        let state = self.clock.advance(by);
        let ((), sequence) = self.write(|tx| {
            tx.put_clock(state);
            Ok::<_, StoreError>(())
        })?;
        Ok(sequence)
    }

    /// Replaces the world by another, as a reset does. Open sessions end.
    ///
    /// # Errors
    /// When the state cannot be written.
    pub fn replace(&self, new: World, clock: ClockState) -> Result<Sequence, StoreError> {
        let mut world = self.writing();
        let mut tx = Tx::begin(&mut world, self.clock.now());
        tx.replace(&new);
        tx.put_clock(clock);
        let sequence = self.keep(tx)?;
        self.clock.restore(clock);
        self.settled_until(None);
        drop(world);
        self.sessions.end(|_| true);
        Ok(sequence)
    }

    fn process_due(&self, world: &mut World, now: OffsetDateTime) -> Result<(), StoreError> {
        let mut earliest = self.settled_until(Some(now));
        let mut next = world.next_due(now);
        while let Some((at, _)) = next {
            // Much can be due at once, as at a month's end. Kept together it takes a fraction of the disk's work, since the
            // balance that each renewal changes is written once only.
            let mut tx = Tx::begin(world, at);
            for _ in 0..DUE_AT_ONCE {
                let Some((at, due)) = next.take() else { break };
                tx.now = earliest.map_or(at, |earliest| at.max(earliest));
                earliest = Some(tx.now);
                processing::happen(&mut tx, &self.settings, &due);
                next = tx.world().next_due(now);
                if next.as_ref() == Some(&(at, due)) {
                    // Nothing came of it; going on would never end.
                    tracing::error!(?at, "an event stays due");
                    return self.keep(tx).map(|_| ());
                }
            }
            self.keep(tx)?;
        }
        Ok(())
    }

    /// Sets until when everything has happened, and gives what was set before.
    fn settled_until(&self, new: Option<OffsetDateTime>) -> Option<OffsetDateTime> {
        let mut kept = self.settled_until.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *kept, new)
    }

    fn keep(&self, tx: Tx<'_>) -> Result<Sequence, StoreError> {
        let changes = tx.finish();
        match &self.store {
            Some(store) if changes.is_empty() => Ok(store.last()),
            Some(store) => store.append(&changes),
            None => Ok(0),
        }
    }

    /// Called under the world's lock.
    fn compact(&self) {
        if let Some(store) = self.store.as_ref().filter(|store| store.wants_snapshot()) {
            store.snapshot(Arc::clone(&self.world));
        }
    }

    /// Writes what is left to disk.
    pub fn close(&self) {
        if let Some(store) = &self.store {
            store.close();
        }
    }
}
