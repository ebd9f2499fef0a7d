//! Who may use a session next: people before background work, background work before bulk.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

/// How urgent a command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Priority {
    /// A person waits.
    Interactive,
    /// Polling, settling, refreshing.
    Background,
    /// One of many; always leaves a session to the others where the account has more than one.
    Bulk,
}

const LEVELS: [Priority; 3] = [Priority::Interactive, Priority::Background, Priority::Bulk];

/// Lets as many commands through at a time as the account has sessions, the most urgent first.
#[derive(Clone, Debug)]
pub struct Gate(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    capacity: usize,
    used: usize,
    waiting: [VecDeque<oneshot::Sender<Permit>>; 3],
}

/// The right to use a session. Dropping it lets the next one through.
#[derive(Debug)]
pub struct Permit(Option<Gate>);

impl Gate {
    /// A gate for `capacity` sessions, at least one.
    pub fn new(capacity: usize) -> Self {
        Self(Arc::new(Mutex::new(State { capacity: capacity.max(1), used: 0, waiting: Default::default() })))
    }

    /// Changes the number of sessions; permits that are out stay valid.
    pub fn set_capacity(&self, capacity: usize) {
        self.lock().capacity = capacity.max(1);
        self.let_through();
    }

    /// Waits for a permit, at most `limit`.
    pub async fn acquire(&self, priority: Priority, limit: Duration) -> Option<Permit> {
        let receiver = {
            let mut state = self.lock();
            let before: bool = state.waiting[..=priority as usize].iter().all(VecDeque::is_empty);
            if before && state.used < state.limit(priority) {
                state.used += 1;
                return Some(Permit(Some(self.clone())));
            }
            let (sender, receiver) = oneshot::channel();
            state.waiting[priority as usize].push_back(sender);
            receiver
        };
        tokio::time::timeout(limit, receiver).await.ok()?.ok()
    }

    fn release(&self) {
        {
            let mut state = self.lock();
            state.used = state.used.saturating_sub(1);
        }
        self.let_through();
    }

    fn let_through(&self) {
        loop {
            let Some(next) = self.lock().next() else { return };
            // Whoever stopped waiting gives its place to the next one.
            let Err(mut unwanted) = next.send(Permit(Some(self.clone()))) else { continue };
            unwanted.0 = None;
            let mut state = self.lock();
            state.used = state.used.saturating_sub(1);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn limit(&self, priority: Priority) -> usize {
        if priority == Priority::Bulk && self.capacity > 1 { self.capacity - 1 } else { self.capacity }
    }

    fn next(&mut self) -> Option<oneshot::Sender<Permit>> {
        let priority =
            LEVELS.into_iter().find(|p| !self.waiting[*p as usize].is_empty() && self.used < self.limit(*p))?;
        let next = self.waiting[priority as usize].pop_front()?;
        self.used += 1;
        Some(next)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(gate) = self.0.take() {
            gate.release();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(20);
    const LONG: Duration = Duration::from_secs(5);

    #[tokio::test]
    async fn people_come_before_bulk_work_that_waited_longer() {
        let gate = Gate::new(1);
        let busy = gate.acquire(Priority::Bulk, SOON).await.unwrap();
        assert!(gate.acquire(Priority::Interactive, SOON).await.is_none());
        let (bulk, person) = (gate.clone(), gate.clone());
        let bulk = tokio::spawn(async move { bulk.acquire(Priority::Bulk, LONG).await });
        tokio::time::sleep(SOON).await;
        let person = tokio::spawn(async move { person.acquire(Priority::Interactive, LONG).await });
        tokio::time::sleep(SOON).await;
        drop(busy);
        let permit = person.await.unwrap().unwrap();
        assert!(!bulk.is_finished());
        drop(permit);
        assert!(bulk.await.unwrap().is_some());
    }

    #[tokio::test]
    async fn bulk_work_leaves_one_session_to_the_others() {
        let gate = Gate::new(2);
        let first = gate.acquire(Priority::Bulk, SOON).await.unwrap();
        assert!(gate.acquire(Priority::Bulk, SOON).await.is_none());
        let person = gate.acquire(Priority::Interactive, SOON).await.unwrap();
        drop(first);
        assert!(gate.acquire(Priority::Bulk, SOON).await.is_none(), "one is in use, the other kept free");
        drop(person);
        assert!(gate.acquire(Priority::Bulk, SOON).await.is_some());
    }

    #[tokio::test]
    async fn whoever_gives_up_loses_no_place_for_others() {
        let gate = Gate::new(1);
        let busy = gate.acquire(Priority::Interactive, SOON).await.unwrap();
        assert!(gate.acquire(Priority::Interactive, SOON).await.is_none());
        drop(busy);
        assert!(gate.acquire(Priority::Interactive, SOON).await.is_some());
        gate.set_capacity(2);
        let one = gate.acquire(Priority::Interactive, SOON).await.unwrap();
        let two = gate.acquire(Priority::Interactive, SOON).await.unwrap();
        assert!(gate.acquire(Priority::Interactive, SOON).await.is_none());
        drop((one, two));
    }
}
