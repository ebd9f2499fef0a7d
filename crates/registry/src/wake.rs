//! What servers that share the database tell each other at once, by PostgreSQL's notifications: that a message may wait in a
//! queue, of which only one server is the poller; and that an operation changed, at which somebody may be looking.
//!
//! A notification may be lost with its connection. Nothing depends on it but the time that something takes: the queue is looked
//! into at its pace ([`Limits::poll`](crate::Limits::poll)) all the same, and everything at once when the connection is back.

use std::time::Duration;

use sqlx::postgres::{PgListener, PgNotification, PgPoolOptions};

use crate::base::{Base, LOOK};
use crate::db::AccountId;

/// The database's channel by which the trigger of migration 0015 tells that an operation changed.
const OPERATION: &str = "birk_operation";

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
    listener.listen_all([LOOK, OPERATION]).await?;
    missed(&base);
    loop {
        let told = tokio::select! {
            told = listener.try_recv() => told?,
            () = base.stopping().cancelled() => return Ok(()),
        };
        match told {
            Some(notification) => pass_on(&base, &notification),
            None => missed(&base),
        }
    }
}

fn pass_on(base: &Base, told: &PgNotification) {
    match told.channel() {
        LOOK => {
            if let Ok(account) = told.payload().parse() {
                base.look(AccountId(account));
            }
        }
        _ => {
            if let Ok(operation) = told.payload().parse() {
                base.changed(Some(operation));
            }
        }
    }
}

/// Anything may have been said while nobody listened.
fn missed(base: &Base) {
    base.look_everywhere();
    base.changed(None);
}
