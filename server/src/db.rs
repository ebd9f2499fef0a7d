//! The database: one pool, and transactions that belong to one account.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgPool, Postgres, Transaction};

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
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("../migrations");

/// The pool of connections as `birk_app`.
#[derive(Clone, Debug)]
pub struct Db {
    pool: PgPool,
}

impl Db {
    /// Connects lazily: the server starts while PostgreSQL is still coming up, and `/readyz` tells.
    pub fn connect(options: PgConnectOptions, max_connections: u32) -> Self {
        let pool = PgPoolOptions::new()
            .max_connections(max_connections)
            .acquire_timeout(Duration::from_secs(5))
            .connect_lazy_with(options);
        Self { pool }
    }

    /// Begins a transaction that sees and writes rows of `account` only (row-level security).
    ///
    /// # Errors
    /// Where no connection can be had within 5 s or the database refuses.
    pub async fn account(&self, account: AccountId) -> sqlx::Result<Tx> {
        let mut tx = self.pool.begin().await?;
        set_account(&mut tx, account).await?;
        Ok(tx)
    }

    /// Begins a transaction of no account: it sees no account-owned row.
    ///
    /// # Errors
    /// As [`Db::account`].
    pub async fn shared(&self) -> sqlx::Result<Tx> {
        self.pool.begin().await
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
