//! What servers that share the database tell each other at once, by PostgreSQL's notifications: look into the message queue.
//! Only one of them polls for an account, and another one may be the first to know that a message waits.
//!
//! A notification may be lost with its connection. Nothing depends on it but the time that something takes: the queue is looked
//! into at its pace ([`Limits::poll`](crate::Limits::poll)) all the same, and at once when the connection is back.

use std::time::Duration;

use sqlx::postgres::{PgListener, PgPoolOptions};

use crate::base::{Base, LOOK};
use crate::db::AccountId;

/// Listens on a connection of its own, until the server stops.
///
/// # Errors
/// Where the database cannot be reached; the caller tries again.
pub async fn listen(base: Base) -> anyhow::Result<()> {
    let options = (*base.db().pool().connect_options()).clone();
    let one = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(5))
        .max_lifetime(None)
        .idle_timeout(None)
        .connect_lazy_with(options);
    let mut listener = PgListener::connect_with(&one).await?;
    listener.listen(LOOK).await?;
    base.look_everywhere();
    loop {
        let told = tokio::select! {
            told = listener.try_recv() => told?,
            () = base.stopping().cancelled() => return Ok(()),
        };
        match told.map(|notification| notification.payload().parse().map(AccountId)) {
            Some(Ok(account)) => base.look(account),
            Some(Err(_)) => {}
            // The connection was lost, and what was said meanwhile.
            None => base.look_everywhere(),
        }
    }
}
