//! The database as `birk_owner`.

use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use dk::RegistrarHandle;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Connection};

use crate::clock::Clock;
use crate::config::Config;
use crate::db::{AccountId, Db, Tx, UserId};
use crate::registry::audit::{self, Line, Outcome};

/// Whom the audit log names for what the command line does.
pub(super) const ACTOR: &str = "cli";

/// The role that owns the tables.
pub(super) const OWNER: &str = "birk_owner";
/// The role that the server uses.
pub(super) const APP: &str = "birk_app";

/// How long a connection may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What makes roles and database; printed where they are missing.
pub(super) const SETUP: &str = "\
As PostgreSQL's superuser (psql), make what is missing of roles and database, then run `birk migrate` again:
  create role birk_owner login nosuperuser nocreatedb nocreaterole nobypassrls;
  create role birk_app login nosuperuser nocreatedb nocreaterole nobypassrls;
  create database birk owner birk_owner;
  \\connect birk
  alter schema public owner to birk_owner;
  revoke create on schema public from public;
Where they sign in with passwords, set them with \\password birk_owner and \\password birk_app.";

/// What commands share: the database as `birk_owner`, configuration, time and randomness.
#[derive(Debug)]
pub(super) struct Owner {
    pub(super) db: Db,
    pub(super) config: Config,
    pub(super) clock: Clock,
}

/// An account, as commands need it.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) id: AccountId,
    pub(super) handle: String,
    pub(super) language: String,
}

impl Owner {
    /// Connects.
    ///
    /// # Errors
    /// Where the database cannot be reached as `birk_owner`; the text says what to do.
    pub(super) async fn open(config: Config) -> anyhow::Result<Self> {
        let options = config.owner_database()?;
        connect(&options, "owner_database_url", OWNER).await?.close().await?;
        Ok(Self { db: Db::connect(options, 2), config, clock: Clock::system() })
    }

    /// The account with this handle.
    ///
    /// # Errors
    /// Where there is none, or the database refuses.
    pub(super) async fn account(&self, handle: &RegistrarHandle) -> anyhow::Result<Account> {
        let mut tx = self.db.shared().await?;
        find(&mut tx, handle.as_str()).await?.ok_or_else(|| {
            anyhow!("there is no account {handle}; `birk account list` shows those there are, `birk account create` makes one")
        })
    }

    /// Writes to the audit log of `account` what a command did.
    ///
    /// # Errors
    /// Where the database refuses.
    pub(super) async fn audit(&self, tx: &mut Tx, account: AccountId, done: Done<'_>) -> sqlx::Result<()> {
        let line = Line {
            account,
            user: done.user,
            actor: ACTOR,
            address: None,
            action: done.action,
            object: done.object,
            detail: done.detail,
            outcome: Outcome::Done,
        };
        audit::write(tx, line).await
    }
}

/// What a command did.
#[derive(Debug)]
pub(super) struct Done<'a> {
    pub(super) action: &'a str,
    pub(super) object: &'a str,
    pub(super) user: Option<UserId>,
    pub(super) detail: serde_json::Value,
}

impl<'a> Done<'a> {
    /// Without details.
    pub(super) fn new(action: &'a str, object: &'a str) -> Self {
        Self { action, object, user: None, detail: serde_json::Value::Null }
    }

    /// What else is worth keeping; never a secret.
    pub(super) fn detail(self, detail: serde_json::Value) -> Self {
        Self { detail, ..self }
    }
}

/// The account with this handle, if there is one.
///
/// # Errors
/// Where the database refuses.
pub(super) async fn find(tx: &mut Tx, handle: &str) -> sqlx::Result<Option<Account>> {
    let row = sqlx::query!("select account_id, handle, language from account where handle = $1", handle)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.map(|row| Account { id: AccountId(row.account_id), handle: row.handle, language: row.language }))
}

/// One connection, proven to be of the role `expected`.
///
/// # Errors
/// Says what is wrong and what to do; never shows the URL, which may hold a password.
pub(super) async fn connect(options: &PgConnectOptions, key: &str, expected: &str) -> anyhow::Result<PgConnection> {
    let options = options.clone().disable_statement_logging();
    let mut connection = tokio::time::timeout(PATIENCE, PgConnection::connect_with(&options))
        .await
        .map_err(|_| anyhow!("{key}: PostgreSQL at {} does not answer", place(&options)))?
        .map_err(|error| explain(error, key, &options))?;
    let role = sqlx::query_scalar!(r#"select current_user::text as "role!""#)
        .fetch_one(&mut connection)
        .await
        .with_context(|| format!("{key}: asking PostgreSQL for the role"))?;
    if role != expected {
        bail!("{key} signs in as the role {role}, but it must be {expected}");
    }
    Ok(connection)
}

fn explain(error: sqlx::Error, key: &str, options: &PgConnectOptions) -> anyhow::Error {
    let code = error.as_database_error().and_then(|error| error.code()).map(|code| code.into_owned());
    let told = match code.as_deref() {
        // invalid_catalog_name, or invalid_authorization_specification (an unknown role, or one that pg_hba.conf keeps out)
        Some("3D000" | "28000") => format!("{key}: {error}\n{SETUP}"),
        Some("28P01") => format!("{key}: PostgreSQL does not accept the password of {}", options.get_username()),
        Some(_) => format!("{key}: {error}"),
        None => format!("{key}: PostgreSQL at {} cannot be reached: {error}", place(options)),
    };
    anyhow!(told)
}

/// Where the options lead, without who signs in how.
fn place(options: &PgConnectOptions) -> String {
    match options.get_socket() {
        Some(socket) => format!("{}, port {}", socket.display(), options.get_port()),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    }
}
