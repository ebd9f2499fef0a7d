//! Forgetting what has had its time: failed sign-ins, ended sessions, drafts.

use std::time::Duration;

use tower_sessions::ExpiredDeletion;
use tower_sessions_sqlx_store::PostgresStore;

use crate::auth::throttle;
use crate::db::AccountId;
use crate::state::App;
use crate::{draft, flow};

const EVERY: Duration = Duration::from_secs(300);

/// Cleans up every few minutes, for as long as the server runs.
pub async fn run(app: App) {
    loop {
        tokio::time::sleep(EVERY).await;
        if let Err(error) = turn(&app).await {
            tracing::warn!(%error, "housekeeping failed; it goes on");
        }
    }
}

async fn turn(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.shared().await?;
    throttle::forget_old(&mut tx, now).await?;
    let accounts = sqlx::query_scalar!(r#"select account_id as "account_id!" from working_accounts()"#)
        .fetch_all(&mut *tx)
        .await?;
    tx.commit().await?;
    for account in accounts {
        let mut tx = app.db.account(AccountId(account)).await?;
        draft::forget_old(&mut tx, now).await?;
        flow::forget_old(&mut tx).await?;
        tx.commit().await?;
    }
    PostgresStore::new(app.db.pool().clone()).delete_expired().await?;
    Ok(())
}
