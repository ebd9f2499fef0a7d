//! What all work with the registry stands on: the database, the accounts' EPP sessions, the time that servers share, and the
//! times and numbers to keep to.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use time::OffsetDateTime;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use crate::clock::Clock;
use crate::credentials::{self, Credentials};
use crate::db::{AccountId, Db};
use crate::pool::health::Health;
use crate::pool::lease::Leases;
use crate::pool::{Link, Pool};
use crate::seal::SecretKey;
use crate::{Limits, RegistryConfig, RegistryError};

/// The database's channel by which servers tell each other to look into an account's message queue.
pub const LOOK: &str = "birk_look";

/// What all work stands on. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct Base(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    link: Arc<Link>,
    instance: Uuid,
    pools: Mutex<HashMap<AccountId, Arc<Pool>>>,
    /// How far the database's clock is ahead of this server's, in microseconds.
    ahead: AtomicI64,
    /// Operations that changed, at whichever server.
    changes: broadcast::Sender<Option<Uuid>>,
}

/// So many changes may happen before whoever follows them has looked; then it is told that it missed some.
const CHANGES: usize = 256;

impl Base {
    /// Nothing is opened yet.
    pub fn new(config: RegistryConfig, db: Db, clock: Clock, key: SecretKey) -> Self {
        let health = Health::new(config.limits.pause);
        let instance = clock.uuid();
        let connector = config.connector.clone();
        let (tasks, stopping) = (TaskTracker::new(), CancellationToken::new());
        let link = Arc::new(Link { config, connector, clock, key, health, tasks, stopping });
        let changes = broadcast::Sender::new(CHANGES);
        Self(Arc::new(Inner { db, link, instance, pools: Mutex::default(), ahead: AtomicI64::new(0), changes }))
    }

    /// This server among those that share the database.
    pub fn instance(&self) -> Uuid {
        self.0.instance
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// What the accounts' sessions share.
    pub fn link(&self) -> &Link {
        &self.0.link
    }

    /// This server's clock, and its randomness.
    pub fn clock(&self) -> &Clock {
        &self.link().clock
    }

    /// Times and numbers to keep to.
    pub fn limits(&self) -> &Limits {
        &self.link().config.limits
    }

    /// Work that must not be cut off when the server stops.
    pub fn tasks(&self) -> &TaskTracker {
        &self.link().tasks
    }

    /// Ends when the server stops.
    pub fn stopping(&self) -> &CancellationToken {
        &self.link().stopping
    }

    /// The time by the database's clock, the one that all servers share, as far as this server has compared it with its own.
    pub fn now(&self) -> OffsetDateTime {
        self.clock().now() + time::Duration::microseconds(self.0.ahead.load(Ordering::Relaxed))
    }

    /// Compares the clocks.
    pub fn set_now(&self, database: OffsetDateTime) {
        let ahead = (database - self.clock().now()).whole_microseconds();
        self.0.ahead.store(i64::try_from(ahead).unwrap_or(0), Ordering::Relaxed);
    }

    /// Since when the registry cannot be reached, and why; `None` while it can, as far as is known.
    pub fn outage(&self) -> Option<(OffsetDateTime, String)> {
        self.link().health.outage()
    }

    /// How Birk signs in for an account.
    ///
    /// # Errors
    /// [`RegistryError::Account`].
    pub async fn credentials(&self, account: AccountId) -> Result<Credentials, RegistryError> {
        credentials::load(self.db(), account, self.link().config.environment).await
    }

    /// The sessions of an account.
    ///
    /// # Errors
    /// As [`Base::credentials`].
    pub async fn pool(&self, account: AccountId) -> Result<Arc<Pool>, RegistryError> {
        if let Some(pool) = self.pools().get(&account) {
            return Ok(Arc::clone(pool));
        }
        let credentials = self.credentials(account).await?;
        let sessions = usize::try_from(credentials.sessions).unwrap_or(1);
        let pool = Pool::new(Arc::clone(&self.0.link), self.leases(account), sessions);
        Ok(Arc::clone(self.pools().entry(account).or_insert(pool)))
    }

    /// How this server takes an account's leases.
    pub fn leases(&self, account: AccountId) -> Leases {
        Leases { db: self.db().clone(), account, holder: self.0.instance, ttl: self.limits().lease }
    }

    /// Has the account's message queue looked into now instead of at the next turn, by whichever server polls for it.
    /// Nobody waits for the others to be told.
    pub fn poll_soon(&self, account: AccountId) {
        self.look(account);
        let db = self.db().clone();
        self.tasks().spawn(async move {
            let told = sqlx::query!("select pg_notify($1, $2)", LOOK, account.0.to_string());
            if let Err(error) = told.execute(db.pool()).await {
                tracing::debug!(%error, account = account.0, "the other servers could not be told to look into the queue");
            }
        });
    }

    /// Looks into the account's message queue now, if this server polls for it.
    pub fn look(&self, account: AccountId) {
        if let Some(pool) = self.pools().get(&account) {
            pool.look.notify_one();
        }
    }

    /// The same for all accounts.
    pub fn look_everywhere(&self) {
        for pool in self.pools().values() {
            pool.look.notify_one();
        }
    }

    /// Tells those who follow operations that one changed; `None` where any may have.
    pub fn changed(&self, operation: Option<Uuid>) {
        // Nobody may be looking.
        let _ = self.0.changes.send(operation);
    }

    /// What changes from now on.
    pub fn changes(&self) -> broadcast::Receiver<Option<Uuid>> {
        self.0.changes.subscribe()
    }

    /// Ends the idle sessions of all accounts.
    pub async fn close_idle(&self) {
        let pools: Vec<Arc<Pool>> = self.pools().values().cloned().collect();
        futures_util::future::join_all(pools.iter().map(|pool| pool.close_idle())).await;
    }

    fn pools(&self) -> MutexGuard<'_, HashMap<AccountId, Arc<Pool>>> {
        self.0.pools.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
