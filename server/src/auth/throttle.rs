//! Failed sign-ins are counted in PostgreSQL, per address and per user, so that every server sees the same count.

use std::net::IpAddr;

use time::{Duration, OffsetDateTime};

use crate::db::Tx;
use crate::seal::SecretKey;

/// Failures are counted from the first one for this long, and a block lasts as long.
pub const WINDOW: Duration = Duration::minutes(15);
/// Attempts for one user within the window.
pub const PER_USER: i32 = 5;
/// Attempts from one address within the window (an office shares one).
pub const PER_ADDRESS: i32 = 30;

/// The two counters of an attempt.
#[derive(Clone, Debug)]
pub struct Buckets {
    user: Vec<u8>,
    address: Vec<u8>,
}

/// What came of counting an attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Until when attempts are refused, this one too; none where it may be made.
    pub until: Option<OffsetDateTime>,
    /// It is the first that is refused because of the user: told once, however many follow.
    pub locks_user: bool,
    /// It is the first that is refused because of the address.
    pub locks_address: bool,
}

impl Buckets {
    /// The counters for `email` (of a real user or not) and `address`. IPv6 counts by /64, what one customer gets.
    pub fn new(key: &SecretKey, email: &str, address: IpAddr) -> Self {
        let network = match address {
            IpAddr::V4(v4) => v4.octets().to_vec(),
            IpAddr::V6(v6) => v6.octets().get(..8).unwrap_or_default().to_vec(),
        };
        Self { user: user_bucket(key, email), address: key.derive("throttle-address", &network).to_vec() }
    }

    /// Counts an attempt before it is made, so that attempts side by side cannot slip through, and tells whether it may be made.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn count(&self, tx: &mut Tx, now: OffsetDateTime) -> sqlx::Result<Counted> {
        // Always in one order, so that two attempts cannot wait for each other.
        let (address, locks_address) = count_one(tx, &self.address, PER_ADDRESS, now).await?;
        let (user, locks_user) = count_one(tx, &self.user, PER_USER, now).await?;
        Ok(Counted { until: address.max(user), locks_user, locks_address })
    }

    /// Forgets the user's failures and takes back the attempt that [`Buckets::count`] counted for the address.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn succeeded(&self, tx: &mut Tx) -> sqlx::Result<()> {
        sqlx::query!("update login_throttle set failures = greatest(failures - 1, 0) where bucket = $1", self.address)
            .execute(&mut **tx)
            .await?;
        sqlx::query!("delete from login_throttle where bucket = $1", self.user).execute(&mut **tx).await?;
        Ok(())
    }
}

/// Until when attempts are refused, and whether this is the first of them.
async fn count_one(
    tx: &mut Tx,
    bucket: &[u8],
    most: i32,
    now: OffsetDateTime,
) -> sqlx::Result<(Option<OffsetDateTime>, bool)> {
    let row = sqlx::query!(
        r#"insert into login_throttle as t (bucket, failures, first_failure_at) values ($1, 1, $2)
           on conflict (bucket) do update set
               failures = case when t.first_failure_at < $3 then 1 else t.failures + 1 end,
               first_failure_at = case when t.first_failure_at < $3 then $2 else t.first_failure_at end
           returning failures, first_failure_at"#,
        bucket,
        now,
        now - WINDOW
    )
    .fetch_one(&mut **tx)
    .await?;
    let until = (row.failures > most).then_some(row.first_failure_at + WINDOW);
    Ok((until, row.failures == most + 1))
}

/// Drops counters that no longer count.
///
/// # Errors
/// Where the database refuses.
pub async fn forget_old(tx: &mut Tx, now: OffsetDateTime) -> sqlx::Result<u64> {
    let done =
        sqlx::query!("delete from login_throttle where first_failure_at < $1", now - WINDOW).execute(&mut **tx).await?;
    Ok(done.rows_affected())
}

/// Forgets the failures of the user with this e-mail address, whose password an operator has just replaced.
///
/// # Errors
/// Where the database refuses.
pub async fn forgive_user(tx: &mut Tx, key: &SecretKey, email: &str) -> sqlx::Result<()> {
    sqlx::query!("delete from login_throttle where bucket = $1", user_bucket(key, email)).execute(&mut **tx).await?;
    Ok(())
}

fn user_bucket(key: &SecretKey, email: &str) -> Vec<u8> {
    key.derive("throttle-user", email.to_lowercase().as_bytes()).to_vec()
}
