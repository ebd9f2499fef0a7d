//! The database: one pool, and transactions that belong to one account.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, PgPool, Postgres, Transaction};

/// A registrar account's key in Birk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[sqlx(transparent)]
pub struct AccountId(pub i64);

/// A portal user's key in Birk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[sqlx(transparent)]
pub struct UserId(pub i64);

/// A transaction that sees one account's rows, or (from [`Db::shared`]) no account's.
pub type Tx = Transaction<'static, Postgres>;

/// The migrations that this version of Birk brings.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations");

/// A connection that was idle this long is pinged before it is used.
const ASK_AFTER: Duration = Duration::from_secs(2);

/// The pool of connections as `birk_app`.
#[derive(Clone, Debug)]
pub struct Db {
    pool: PgPool,
    begun: Arc<AtomicU64>,
}

impl Db {
    /// Connects lazily: the server starts while PostgreSQL is still coming up, and `/readyz` tells.
    pub fn connect(options: PgConnectOptions, max_connections: u32) -> Self {
        let pool = PgPoolOptions::new()
            .max_connections(max_connections)
            .acquire_timeout(Duration::from_secs(5))
            // A connection in steady use is not asked again whether it lives: that would be a round trip for each page.
            .test_before_acquire(false)
            .before_acquire(|connection, seen| {
                Box::pin(async move {
                    if seen.idle_for >= ASK_AFTER {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_lazy_with(options);
        Self { pool, begun: Arc::default() }
    }

    /// Begins a transaction that sees and writes rows of `account` only (row-level security).
    ///
    /// # Errors
    /// Where no connection can be had within 5 s or the database refuses.
    pub async fn account(&self, account: AccountId) -> sqlx::Result<Tx> {
        self.begun.fetch_add(1, Ordering::Relaxed);
        // One round trip instead of two. The key is a number, so nothing can be smuggled into the statement.
        self.pool.begin_with(format!("begin; set local birk.account_id = '{}'", account.0)).await
    }

    /// Begins a transaction that sees rows of `account` only and writes nothing: the database refuses.
    ///
    /// # Errors
    /// As [`Db::account`].
    pub async fn reading(&self, account: AccountId) -> sqlx::Result<Tx> {
        self.begun.fetch_add(1, Ordering::Relaxed);
        self.pool.begin_with(format!("begin read only; set local birk.account_id = '{}'", account.0)).await
    }

    /// Begins a transaction of no account: it sees no account-owned row.
    ///
    /// # Errors
    /// As [`Db::account`].
    pub async fn shared(&self) -> sqlx::Result<Tx> {
        self.begun.fetch_add(1, Ordering::Relaxed);
        self.pool.begin().await
    }

    /// How many transactions were begun: what a piece of work costs is the difference.
    pub fn transactions(&self) -> u64 {
        self.begun.load(Ordering::Relaxed)
    }

    /// The pool itself, for the session store and the health check.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }
}

/// Makes `tx` see the rows of `account` until it ends.
///
/// # Errors
/// Where the database refuses.
pub async fn set_account(tx: &mut Tx, account: AccountId) -> sqlx::Result<()> {
    sqlx::query!("select set_config('birk.account_id', $1, true)", account.0.to_string()).fetch_one(&mut **tx).await?;
    Ok(())
}
