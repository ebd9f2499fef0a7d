//! What was typed when a session turned out to be over, kept sealed for the same user and given back once.

use time::{Duration, OffsetDateTime};
use ui::Fields;

use crate::auth::csrf;
use crate::clock::Clock;
use crate::db::{AccountId, Tx, UserId};
use crate::respond::PageError;
use crate::seal::SecretKey;

/// How long a draft waits.
pub const KEPT_FOR: Duration = Duration::minutes(15);
const PURPOSE: &str = "draft";
/// Fields that are never kept, by name or by a part of it.
const SECRETS: [&str; 5] = ["password", "secret", "token", "authorization", "auth_info"];

/// Keeps `fields` for `user` on `path`, without secrets. A later draft of the same page replaces it.
///
/// # Errors
/// Where the database or the cipher refuses.
pub async fn keep(
    tx: &mut Tx,
    (key, clock): (&SecretKey, &Clock),
    (account, user): (AccountId, UserId),
    path: &str,
    fields: &Fields,
) -> Result<(), PageError> {
    let kept: Vec<_> = fields.pairs().iter().filter(|(name, _)| !is_secret(name)).collect();
    let plain = serde_json::to_vec(&kept).map_err(anyhow::Error::from)?;
    let sealed = key.seal(clock, PURPOSE, &plain).map_err(anyhow::Error::from)?;
    sqlx::query!(
        "insert into draft (account_id, user_id, path, fields, created_at) values ($1, $2, $3, $4, $5)
         on conflict (user_id, path) do update set fields = excluded.fields, created_at = excluded.created_at",
        account.0,
        user.0,
        path,
        sealed,
        clock.now()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes the draft of `user` for `path`, if there is one that is not too old.
///
/// # Errors
/// Where the database refuses or the draft cannot be opened.
pub async fn take(
    tx: &mut Tx,
    key: &SecretKey,
    now: OffsetDateTime,
    user: UserId,
    path: &str,
) -> Result<Option<Fields>, PageError> {
    let row =
        sqlx::query!("delete from draft where user_id = $1 and path = $2 returning fields, created_at", user.0, path)
            .fetch_optional(&mut **tx)
            .await?;
    let Some(row) = row.filter(|row| now - row.created_at <= KEPT_FOR) else { return Ok(None) };
    let plain = key.open(PURPOSE, &row.fields).map_err(anyhow::Error::from)?;
    let pairs: Vec<(String, String)> = serde_json::from_slice(&plain).map_err(anyhow::Error::from)?;
    Ok(Some(Fields::from_pairs(pairs)))
}

/// Drops the drafts of the account of `tx` that nobody can take any more.
///
/// # Errors
/// Where the database refuses.
pub async fn forget_old(tx: &mut Tx, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from draft where created_at < $1", now - KEPT_FOR).execute(&mut **tx).await?;
    Ok(())
}

fn is_secret(name: &str) -> bool {
    name == csrf::FIELD || SECRETS.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_name() {
        for name in ["password", "new_password", "csrf_token", "authorization_code", "auth_info"] {
            assert!(is_secret(name), "{name}");
        }
        for name in ["domain_name", "accepted_at", "name_servers"] {
            assert!(!is_secret(name), "{name}");
        }
    }
}
