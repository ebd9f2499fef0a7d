//! Signing in: throttle, password, address, session — in this order, and with one answer for whatever does not fit.

use std::net::IpAddr;

use time::OffsetDateTime;
use tower_sessions::Session;

use crate::access::{Feature as _, Login};
use crate::audit::{self, Acting, Audit, Reason, SECURITY};
use crate::auth::session::{self, SignIn};
use crate::auth::throttle::Buckets;
use crate::db::{AccountId, Tx, UserId};
use crate::respond::PageError;
use crate::state::App;
use crate::viewer;

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Signed in; the session has begun.
    Welcome(SignIn),
    /// Unknown e-mail, wrong password or disabled user: one answer for all.
    Wrong,
    /// Too many attempts; further ones are refused until then.
    Locked(OffsetDateTime),
    /// The password was right, but the account does not admit this address.
    AddressRefused(IpAddr),
}

/// Tries `email` and `password` from `address`.
///
/// # Errors
/// Where the database, the session store or the hashing fails.
pub async fn attempt(
    app: &App,
    session: &Session,
    address: IpAddr,
    email: &str,
    password: &str,
) -> Result<Attempt, PageError> {
    let now = app.clock.now();
    let email = email.trim().to_lowercase();
    let buckets = Buckets::new(&app.key, &email, address);
    // Counted in a transaction of its own: it counts even if the rest breaks off.
    let mut tx = app.db.shared().await?;
    let counted = buckets.count(&mut tx, now).await?;
    let found = find(&mut tx, email, address).await?;
    tx.commit().await?;
    if let Some(until) = counted.until {
        audit::locks(&app.db, &counted, found.as_ref().map(|found| &found.acting), address).await?;
        return Ok(Attempt::Locked(until));
    }

    let hash = found.as_ref().map(|found| found.password_hash.clone());
    let right = app.passwords.verify(password.to_owned(), hash).await.map_err(anyhow::Error::from)?;
    let Some(Found { acting, disabled, .. }) = found else {
        tracing::warn!(target: SECURITY, %address, "an attempt to sign in as an unknown user");
        return Ok(Attempt::Wrong);
    };
    if !right || disabled {
        acting.refused(&app.db, if right { Reason::Disabled } else { Reason::WrongPassword }).await?;
        return Ok(Attempt::Wrong);
    }

    let (account, user) = (acting.account, acting.user);
    let mut change = acting.clone().change(&app.db).await?;
    if !viewer::admits(&mut change, address).await? {
        drop(change);
        acting.refused(&app.db, Reason::Address).await?;
        return Ok(Attempt::AddressRefused(address));
    }
    buckets.succeeded(&mut change).await?;
    sqlx::query!("update portal_user set last_sign_in_at = $2 where user_id = $1", user.0, now)
        .execute(&mut **change)
        .await?;
    change.commit(Audit::default()).await?;
    let sign_in = SignIn { user, account, began: now, seen: now };
    session::begin(session, &sign_in).await?;
    Ok(Attempt::Welcome(sign_in))
}

/// A user who may sign in, if the password fits.
struct Found {
    acting: Acting,
    password_hash: String,
    disabled: bool,
}

/// The user with this e-mail address, before an account is known.
async fn find(tx: &mut Tx, email: String, address: IpAddr) -> sqlx::Result<Option<Found>> {
    let row = sqlx::query!(
        r#"select user_id as "user_id!", account_id as "account_id!", password_hash as "password_hash!", disabled as "disabled!"
           from find_sign_in($1)"#,
        email
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Found {
        acting: Acting {
            account: AccountId(row.account_id),
            user: UserId(row.user_id),
            email,
            address,
            action: Login::ROW.name,
        },
        password_hash: row.password_hash,
        disabled: row.disabled,
    }))
}

/// Where to go after signing in: only to a path of this site.
pub fn safe_path(next: &str) -> &str {
    let local = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\n', '\r']);
    if local && !next.starts_with("/login") { next } else { "/whois" }
}

#[cfg(test)]
mod tests {
    use super::safe_path;

    #[test]
    fn after_sign_in_one_stays_on_this_site() {
        assert_eq!(safe_path("/whois?q=eksempel.dk"), "/whois?q=eksempel.dk");
        for elsewhere in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "javascript:x",
            "/login?next=/",
            "/x\r\ny",
        ] {
            assert_eq!(safe_path(elsewhere), "/whois", "{elsewhere}");
        }
    }
}
