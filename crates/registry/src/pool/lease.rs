//! Leases: rows that say which server holds what until when, so that an account's EPP sessions are counted, and its queue is
//! polled, once over all servers.
//!
//! Time is the database's, the one clock that all servers share. A fencing number grows with every new holder, so that a
//! holder that was away for too long can tell that it was replaced.

use std::time::{Duration, Instant};

use tokio::sync::watch;
use uuid::Uuid;

use crate::db::{AccountId, Db, Tx};

/// The lease of the right to poll.
pub const POLL: &str = "poll";
/// The lease by which a server tells the others that it waits for a session.
const WANTED: &str = "wanted";

/// A lease that this server holds. It counts as lost at its deadline, before the others may take it.
#[derive(Clone, Debug)]
pub struct Lease {
    /// Such as `epp-1`.
    pub name: String,
    /// Grows with every new holder.
    pub fence: i64,
    deadline: watch::Sender<Instant>,
}

impl Lease {
    fn new(name: String, fence: i64, deadline: Instant) -> Self {
        Self { name, fence, deadline: watch::Sender::new(deadline) }
    }

    /// Whether this server may still rely on it.
    pub fn is_held(&self) -> bool {
        *self.deadline.borrow() > Instant::now()
    }

    fn prolong(&self, deadline: Instant) {
        self.deadline.send_replace(deadline);
    }

    /// Comes back when the lease can no longer be relied upon.
    pub async fn lost(&self) {
        let mut deadline = self.deadline.subscribe();
        loop {
            let at = *deadline.borrow_and_update();
            tokio::select! {
                () = tokio::time::sleep_until(at.into()) => return,
                changed = deadline.changed() => if changed.is_err() { return },
            }
        }
    }
}

/// How an account's leases are taken by one server.
#[derive(Clone, Debug)]
pub struct Leases {
    /// The database.
    pub db: Db,
    /// The account.
    pub account: AccountId,
    /// This server.
    pub holder: Uuid,
    /// How long a lease lives without being renewed.
    pub ttl: Duration,
}

impl Leases {
    /// A free EPP session slot of `slots`, if there is one.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn take_slot(&self, slots: i32) -> sqlx::Result<Option<Lease>> {
        // Two servers may see the same free slot; one of them gets it, the other looks again.
        for _ in 0..3 {
            let deadline = self.deadline();
            let mut tx = self.db.account(self.account).await?;
            let free = sqlx::query_scalar!(
                r#"select 'epp-' || n as "name!" from generate_series(1, $1::int) n
                   where not exists (select 1 from lease l
                       where l.name = 'epp-' || n and l.expires_at > clock_timestamp())
                   order by n limit 1"#,
                slots
            )
            .fetch_optional(&mut *tx)
            .await?;
            let Some(name) = free else { return Ok(None) };
            let lease = self.take_in(&mut tx, &name, deadline).await?;
            tx.commit().await?;
            if lease.is_some() {
                return Ok(lease);
            }
        }
        Ok(None)
    }

    /// The lease `name`, if nobody holds it.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn take(&self, name: &str) -> sqlx::Result<Option<Lease>> {
        let deadline = self.deadline();
        let mut tx = self.db.account(self.account).await?;
        let lease = self.take_in(&mut tx, name, deadline).await?;
        tx.commit().await?;
        Ok(lease)
    }

    async fn take_in(&self, tx: &mut Tx, name: &str, deadline: Instant) -> sqlx::Result<Option<Lease>> {
        let fence = sqlx::query_scalar!(
            "insert into lease (account_id, name, holder, fence, expires_at)
             values ($1, $2, $3, 1, clock_timestamp() + make_interval(secs => $4))
             on conflict (account_id, name) do update
                 set holder = excluded.holder, fence = lease.fence + 1, expires_at = excluded.expires_at
                 where lease.expires_at <= clock_timestamp()
             returning fence",
            self.account.0,
            name,
            self.holder,
            self.ttl.as_secs_f64()
        )
        .fetch_optional(&mut **tx)
        .await?;
        Ok(fence.map(|fence| Lease::new(name.to_owned(), fence, deadline)))
    }

    /// Renews leases; those that another server holds by now, or that the database could not renew, run out. Says whether
    /// another server waits for a session.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn renew(&self, leases: &[Lease]) -> sqlx::Result<bool> {
        let names: Vec<String> = leases.iter().map(|lease| lease.name.clone()).collect();
        let fences: Vec<i64> = leases.iter().map(|lease| lease.fence).collect();
        let deadline = self.deadline();
        let mut tx = self.db.account(self.account).await?;
        let renewed = sqlx::query!(
            "update lease set expires_at = clock_timestamp() + make_interval(secs => $4)
             where holder = $1 and (name, fence) in (select * from unnest($2::text[], $3::bigint[]))
             returning name, fence",
            self.holder,
            &names,
            &fences,
            self.ttl.as_secs_f64()
        )
        .fetch_all(&mut *tx)
        .await?;
        let wanted = sqlx::query_scalar!(
            r#"select exists (select 1 from lease
                   where name = $1 and holder <> $2 and expires_at > clock_timestamp()) as "wanted!""#,
            WANTED,
            self.holder
        )
        .fetch_one(&mut *tx)
        .await?;
        tx.commit().await?;
        for lease in leases {
            if renewed.iter().any(|row| row.name == lease.name && row.fence == lease.fence) {
                lease.prolong(deadline);
            }
        }
        Ok(wanted)
    }

    /// Renews a lease again and again; comes back when it is lost.
    pub async fn keep(&self, lease: &Lease, every: Duration) {
        let renewing = async {
            loop {
                tokio::time::sleep(every).await;
                if let Err(error) = self.renew(std::slice::from_ref(lease)).await {
                    tracing::warn!(%error, lease = lease.name, "a lease could not be renewed");
                }
            }
        };
        tokio::select! {
            () = renewing => {}
            () = lease.lost() => {}
        }
    }

    /// Gives a lease back, for the next one to take at once. The row stays, because it carries the fencing number.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn release(&self, lease: &Lease) -> sqlx::Result<()> {
        let mut tx = self.db.account(self.account).await?;
        sqlx::query!(
            "update lease set expires_at = '-infinity' where name = $1 and holder = $2 and fence = $3",
            lease.name,
            self.holder,
            lease.fence
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    /// Tells the other servers that this one waits for a session.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn want(&self) -> sqlx::Result<()> {
        self.take(WANTED).await.map(|_| ())
    }

    // Counted from before the query, and a quarter less than the database grants: this server lets go first.
    fn deadline(&self) -> Instant {
        Instant::now() + self.ttl.mul_f64(0.75)
    }
}

/// Holds `tx` to a lease: `false` where another server took it. While `tx` lasts, nobody can take it.
///
/// # Errors
/// Where the database refuses.
pub async fn still_held(tx: &mut Tx, lease: &Lease, holder: Uuid) -> sqlx::Result<bool> {
    let held = sqlx::query_scalar!(
        "select fence from lease where name = $1 and holder = $2 and fence = $3 for update",
        lease.name,
        holder,
        lease.fence
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(held.is_some())
}
