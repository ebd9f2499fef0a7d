//! Signing in: throttle, password, address, session — in this order, and with one answer for whatever does not fit.

use std::net::IpAddr;

use time::OffsetDateTime;
use tower_sessions::Session;

use crate::auth::session::{self, SignIn};
use crate::auth::throttle::Buckets;
use crate::db::{AccountId, UserId};
use crate::registry::audit::{self, Line, Outcome as Went};
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
    let blocked = buckets.count(&mut tx, now).await?;
    let found = sqlx::query!(
        r#"select user_id as "user_id!", account_id as "account_id!", password_hash as "password_hash!", disabled as "disabled!"
           from find_sign_in($1)"#,
        email
    )
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    if let Some(until) = blocked {
        if let Some(found) = found {
            note(app, AccountId(found.account_id), UserId(found.user_id), &email, address, "sign-in locked").await?;
        }
        return Ok(Attempt::Locked(until));
    }

    let hash = found.as_ref().map(|found| found.password_hash.clone());
    let right = app.passwords.verify(password.to_owned(), hash).await.map_err(anyhow::Error::from)?;
    let Some(found) = found else { return Ok(Attempt::Wrong) };
    let (account, user) = (AccountId(found.account_id), UserId(found.user_id));
    if !right || found.disabled {
        let why = if right { "sign-in of a disabled user" } else { "wrong password" };
        note(app, account, user, &email, address, why).await?;
        return Ok(Attempt::Wrong);
    }

    let mut tx = app.db.account(account).await?;
    if !viewer::admits(&mut tx, address).await? {
        tx.commit().await?;
        note(app, account, user, &email, address, "address not allowed").await?;
        return Ok(Attempt::AddressRefused(address));
    }
    buckets.succeeded(&mut tx).await?;
    sqlx::query!("update portal_user set last_sign_in_at = $2 where user_id = $1", user.0, now)
        .execute(&mut *tx)
        .await?;
    let line = Line {
        account,
        user: Some(user),
        actor: &email,
        address: Some(address),
        action: "Login",
        object: "",
        detail: serde_json::Value::Null,
        outcome: Went::Done,
    };
    audit::write(&mut tx, line).await?;
    tx.commit().await?;
    let sign_in = SignIn { user, account, began: now, seen: now };
    session::begin(session, &sign_in).await?;
    Ok(Attempt::Welcome(sign_in))
}

/// A refused attempt in the account's audit log.
async fn note(
    app: &App,
    account: AccountId,
    user: UserId,
    email: &str,
    address: IpAddr,
    why: &str,
) -> Result<(), PageError> {
    let mut tx = app.db.account(account).await?;
    let line = Line {
        account,
        user: Some(user),
        actor: email,
        address: Some(address),
        action: "Login",
        object: "",
        detail: serde_json::json!({ "why": why }),
        outcome: Went::Refused,
    };
    audit::write(&mut tx, line).await?;
    tx.commit().await?;
    Ok(())
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
