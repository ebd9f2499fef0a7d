//! The way to the registry, and the work in the background.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use crate::clock::Clock;
use crate::db::{AccountId, Db};
use crate::journal::{Journal, Moment, Running};
use crate::pool::health::Health;
use crate::pool::lease::Leases;
use crate::pool::{Link, Pool};
use crate::seal::SecretKey;
use crate::{Limits, Profile, RegistryConfig, RegistryError, jobs, poll, profile, refresh, settle};

/// The way to the registry. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct Registry(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    db: Db,
    link: Arc<Link>,
    /// This server among those that share the database.
    pub(crate) instance: Uuid,
    pools: Mutex<HashMap<AccountId, Arc<Pool>>>,
    running: Running,
    /// How far the database's clock is ahead of this server's, in microseconds.
    ahead: AtomicI64,
}

impl Registry {
    /// The way to the registry; nothing is opened yet.
    pub fn new(config: RegistryConfig, db: Db, clock: Clock, key: SecretKey) -> Self {
        let health = Health::new(config.limits.pause);
        let instance = clock.uuid();
        let connector = config.connector.clone();
        let (tasks, stopping) = (TaskTracker::new(), CancellationToken::new());
        let link = Arc::new(Link { config, connector, clock, key, health, tasks, stopping });
        Self(Arc::new(Inner {
            db,
            link,
            instance,
            pools: Mutex::default(),
            running: Running::default(),
            ahead: AtomicI64::new(0),
        }))
    }

    /// Starts the background work: settling, polling, refreshing. It ends with [`Registry::shutdown`].
    pub fn start(&self) {
        jobs::every("settle", self.limits().settle, self, settle::turn);
        jobs::every("probe", self.limits().pause, self, probe);
        jobs::every("refresh", self.limits().refresh, self, refresh::turn);
        jobs::run("poll", self, poll::supervise);
    }

    /// Stops taking on work, waits for what is under way (at most `limit`), and ends the EPP sessions. What is not answered
    /// by then is settled by the next server.
    pub async fn shutdown(&self, limit: Duration) {
        self.link().stopping.cancel();
        self.tasks().close();
        if tokio::time::timeout(limit, self.tasks().wait()).await.is_err() {
            tracing::warn!("commands are still unanswered; they will be settled after the restart");
        }
        let pools: Vec<Arc<Pool>> = self.pools().values().cloned().collect();
        futures_util::future::join_all(pools.iter().map(|pool| pool.close_idle())).await;
    }

    /// The operation journal.
    pub fn journal(&self) -> Journal {
        Journal::new(self.clone())
    }

    /// Since when the registry cannot be reached, and why; `None` while it can, as far as is known.
    pub fn outage(&self) -> Option<(OffsetDateTime, String)> {
        self.link().health.outage()
    }

    /// How Birk signs in for an account.
    ///
    /// # Errors
    /// [`RegistryError::Account`].
    pub async fn profile(&self, account: AccountId) -> Result<Profile, RegistryError> {
        profile::load(self.db(), account, self.link().config.environment).await
    }

    /// Looks into the account's message queue now instead of at the next turn.
    pub async fn poll_soon(&self, account: AccountId) {
        if let Ok(pool) = self.pool(account).await {
            pool.look.notify_one();
        }
    }

    pub(crate) async fn pool(&self, account: AccountId) -> Result<Arc<Pool>, RegistryError> {
        if let Some(pool) = self.pools().get(&account) {
            return Ok(Arc::clone(pool));
        }
        let profile = self.profile(account).await?;
        let sessions = usize::try_from(profile.sessions).unwrap_or(1);
        let pool = Pool::new(Arc::clone(&self.0.link), self.leases(account), sessions);
        Ok(Arc::clone(self.pools().entry(account).or_insert(pool)))
    }

    pub(crate) fn leases(&self, account: AccountId) -> Leases {
        Leases { db: self.db().clone(), account, holder: self.0.instance, ttl: self.limits().lease }
    }

    pub(crate) fn pools(&self) -> std::sync::MutexGuard<'_, HashMap<AccountId, Arc<Pool>>> {
        self.0.pools.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(crate) fn link(&self) -> &Link {
        &self.0.link
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.0.link.clock
    }

    /// The time by the database's clock, the one that all servers share, as far as this server has compared it with its own.
    pub(crate) fn now(&self) -> OffsetDateTime {
        self.clock().now() + time::Duration::microseconds(self.0.ahead.load(Ordering::Relaxed))
    }

    /// Now, for the journal.
    pub(crate) fn moment(&self) -> Moment {
        Moment { now: self.now(), decision: self.limits().decision }
    }

    /// Compares the clocks.
    pub(crate) fn set_now(&self, database: OffsetDateTime) {
        let ahead = (database - self.clock().now()).whole_microseconds();
        self.0.ahead.store(i64::try_from(ahead).unwrap_or(0), Ordering::Relaxed);
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.0.link.config.limits
    }

    pub(crate) fn tasks(&self) -> &TaskTracker {
        &self.0.link.tasks
    }

    pub(crate) fn running(&self) -> &Running {
        &self.0.running
    }

    /// Ends when the server stops.
    pub(crate) fn stopping(&self) -> &CancellationToken {
        &self.link().stopping
    }
}

/// During an outage, finds out when the registry is back, so that nobody has to wait for that.
async fn probe(registry: Registry) -> anyhow::Result<bool> {
    let link = registry.link();
    if link.health.outage().is_some() && link.health.admit().is_ok() {
        match link.connector.connect().await {
            Ok(session) => {
                link.health.succeeded();
                session.close().await;
            }
            Err(error) => {
                link.health.failed(link.clock.now(), error.to_string());
            }
        }
    }
    Ok(false)
}
