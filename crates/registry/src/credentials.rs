//! How Birk signs in to the registry for an account.

use time::OffsetDateTime;

use crate::db::{AccountId, Db, Tx};
use crate::{Environment, RegistryError};

/// The account's row, as far as the registry is concerned. The password is sealed.
#[derive(Clone)]
pub struct Credentials {
    /// `REG-` and six digits.
    pub handle: String,
    /// The EPP service user.
    pub epp_user: String,
    /// Its password, sealed.
    pub epp_password: Vec<u8>,
    /// Sessions that the registry grants at the same time.
    pub sessions: i32,
    /// Since when Birk may take messages out of the registry's queue; none while it may not.
    pub queue_owned_since: Option<OffsetDateTime>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials")
            .field("handle", &self.handle)
            .field("epp_user", &self.epp_user)
            .finish_non_exhaustive()
    }
}

/// For which purpose the EPP password is sealed.
pub const EPP_PASSWORD: &str = "epp-password";

/// Reads an account's row in a transaction of its own.
///
/// # Errors
/// [`RegistryError::Account`] where there is no such account, or where it belongs to another registry than this server's.
pub async fn load(db: &Db, account: AccountId, environment: Environment) -> Result<Credentials, RegistryError> {
    let mut tx = db.account(account).await?;
    let credentials = read(&mut tx, environment).await?;
    tx.commit().await?;
    Ok(credentials)
}

/// Reads the row of the transaction's account.
///
/// # Errors
/// As [`load`].
pub async fn read(tx: &mut Tx, environment: Environment) -> Result<Credentials, RegistryError> {
    let row = sqlx::query!(
        "select handle, environment, epp_user, epp_password, epp_sessions, queue_owned_since from account"
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(|| RegistryError::Account("there is no such account".to_owned()))?;
    if row.environment != environment.as_str() {
        let text = format!("{} is an account of the {} registry", row.handle, row.environment);
        return Err(RegistryError::Account(text));
    }
    Ok(Credentials {
        handle: row.handle,
        epp_user: row.epp_user,
        epp_password: row.epp_password,
        sessions: i32::from(row.epp_sessions),
        queue_owned_since: row.queue_owned_since,
    })
}
