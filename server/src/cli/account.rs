//! `birk account`.

use anyhow::bail;
use clap::{Args, Subcommand};
use dk::{Country, EppPassword, RegistrarHandle};
use epp::Secret;
use serde_json::json;
use time::format_description::well_known::Rfc3339;

use crate::config::{Config, Environment};
use crate::db::{AccountId, set_account};
use crate::registry::EPP_PASSWORD;

use super::output::{remark, say, table};
use super::owner::{Done, Owner, find};
use super::secret;
use super::words::{self, EnvironmentWord, Language};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add a registrar account
    #[command(after_help = "\
The password of the EPP user is asked for at the terminal, or read as one line from standard input. It is kept sealed
with secret_key.

Examples:
  birk account create --handle REG-123456 --name 'Example ApS' --country DK --epp-user EPP-123456
  birk account create --handle REG-123456 --name 'Example ApS' --country DK --epp-user EPP-123456 <password-file")]
    Create(Create),
    /// List the registrar accounts
    #[command(
        after_help = "Prints a table parted by tabs, with a line of headings.\n\nExample: birk account list | cut -f 1,2"
    )]
    List,
    /// Give Birk another password of an account's EPP user
    #[command(after_help = "\
For a password that was changed at the registry, or after a change of secret_key. It changes nothing at the registry.
The password is asked for at the terminal, or read as one line from standard input.

Example: birk account epp-password --handle REG-123456")]
    EppPassword(EppPasswordOf),
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// The account at the registry
    #[arg(long, value_name = "REG-HANDLE")]
    handle: RegistrarHandle,
    /// The registrar's name
    #[arg(long, value_parser = words::text)]
    name: String,
    /// The registrar's country, as two letters
    #[arg(long, value_name = "CODE")]
    country: Country,
    /// The service user as which Birk signs in to the registry's EPP service
    #[arg(long, value_name = "EPP-USER", value_parser = words::epp_user)]
    epp_user: String,
    /// EPP sessions that the registry grants the account at the same time
    #[arg(long, default_value_t = 4, value_name = "NUMBER", value_parser = clap::value_parser!(i16).range(1..=64))]
    sessions: i16,
    /// Language of the account [default: Danish for Denmark, else English]
    #[arg(long)]
    language: Option<Language>,
    /// Which registry the account belongs to [default: as configured]
    #[arg(long)]
    environment: Option<EnvironmentWord>,
}

#[derive(Debug, Args)]
pub(super) struct EppPasswordOf {
    /// The account at the registry
    #[arg(long, value_name = "REG-HANDLE")]
    handle: RegistrarHandle,
}

pub(super) async fn run(config: Config, command: Command) -> anyhow::Result<()> {
    let owner = Owner::open(config).await?;
    match command {
        Command::Create(create) => create_account(&owner, create).await,
        Command::List => list(&owner).await,
        Command::EppPassword(of) => epp_password(&owner, &of.handle).await,
    }
}

async fn create_account(owner: &Owner, create: Create) -> anyhow::Result<()> {
    let Create { handle, name, country, epp_user, sessions, language, environment } = create;
    let environment = environment.map_or(owner.config.environment, Environment::from);
    let language = language.unwrap_or(if country.is_denmark() { Language::Da } else { Language::En });
    let mut tx = owner.db.shared().await?;
    if find(&mut tx, handle.as_str()).await?.is_some() {
        bail!("the account {handle} exists already; nothing was changed");
    }
    drop(tx);
    let password = ask_epp_password(&epp_user)?;
    let new = NewAccount {
        handle: handle.as_str(),
        name: &name,
        country: country.as_str(),
        language: language.as_str(),
        environment,
        epp_user: &epp_user,
        sessions,
    };
    insert(owner, &new, &password).await?;
    say(format_args!("{handle} created"))?;
    say(format_args!("its people come in once these are set:"))?;
    say(format_args!("  birk allowlist add --account {handle} NETWORK"))?;
    say(format_args!("  birk user create --account {handle} --email … --name … --role administrator"))?;
    Ok(())
}

/// An account to make.
#[derive(Debug)]
pub(super) struct NewAccount<'a> {
    pub(super) handle: &'a str,
    pub(super) name: &'a str,
    pub(super) country: &'a str,
    pub(super) language: &'a str,
    pub(super) environment: Environment,
    pub(super) epp_user: &'a str,
    pub(super) sessions: i16,
}

/// Makes an account, with its line in the audit log.
///
/// # Errors
/// Where the handle is taken, the key is unusable, or the database refuses.
pub(super) async fn insert(owner: &Owner, new: &NewAccount<'_>, password: &Secret) -> anyhow::Result<AccountId> {
    let sealed = seal(owner, password)?;
    let mut tx = owner.db.shared().await?;
    let id = sqlx::query_scalar!(
        "insert into account (handle, name, country, language, environment, epp_user, epp_password, epp_sessions, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning account_id",
        new.handle,
        new.name,
        new.country,
        new.language,
        new.environment.as_str(),
        new.epp_user,
        sealed,
        new.sessions,
        owner.clock.now()
    )
    .fetch_one(&mut *tx)
    .await?;
    let account = AccountId(id);
    set_account(&mut tx, account).await?;
    let detail = json!({
        "name": new.name, "country": new.country, "environment": new.environment.as_str(),
        "epp_user": new.epp_user, "epp_sessions": new.sessions,
    });
    owner.audit(&mut tx, account, Done::new("account.create", new.handle).detail(detail)).await?;
    tx.commit().await?;
    Ok(account)
}

async fn list(owner: &Owner) -> anyhow::Result<()> {
    let mut tx = owner.db.shared().await?;
    let rows = sqlx::query!(
        "select handle, name, country, language, environment, epp_user, epp_sessions, queue_owned_since
         from account order by handle"
    )
    .fetch_all(&mut *tx)
    .await?;
    let columns = ["handle", "name", "country", "language", "environment", "epp_user", "sessions", "queue_owned_since"];
    let rows = rows.into_iter().map(|row| {
        let since = row.queue_owned_since.and_then(|at| at.format(&Rfc3339).ok()).unwrap_or_default();
        [
            row.handle,
            row.name,
            row.country,
            row.language,
            row.environment,
            row.epp_user,
            row.epp_sessions.to_string(),
            since,
        ]
    });
    Ok(table(columns, rows)?)
}

async fn epp_password(owner: &Owner, handle: &RegistrarHandle) -> anyhow::Result<()> {
    let account = owner.account(handle).await?;
    let mut tx = owner.db.account(account.id).await?;
    let user = sqlx::query_scalar!("select epp_user from account where account_id = $1", account.id.0)
        .fetch_one(&mut *tx)
        .await?;
    drop(tx);
    let password = ask_epp_password(&user)?;
    set_epp_password(owner, account.id, &user, &password).await?;
    say(format_args!("{handle}: the password of {user} is replaced; running servers use it for their next session"))?;
    Ok(())
}

/// Keeps another password of the account's EPP user.
///
/// # Errors
/// Where the key is unusable or the database refuses.
pub(super) async fn set_epp_password(
    owner: &Owner,
    id: AccountId,
    user: &str,
    password: &Secret,
) -> anyhow::Result<()> {
    let sealed = seal(owner, password)?;
    let mut tx = owner.db.account(id).await?;
    sqlx::query!("update account set epp_password = $2 where account_id = $1", id.0, sealed).execute(&mut *tx).await?;
    owner.audit(&mut tx, id, Done::new("account.epp_password", user)).await?;
    tx.commit().await?;
    Ok(())
}

fn seal(owner: &Owner, password: &Secret) -> anyhow::Result<Vec<u8>> {
    Ok(owner.config.secret_key()?.seal(&owner.clock, EPP_PASSWORD, password.expose().as_bytes())?)
}

/// The registry knows the password already, so it is not asked for twice and only what no session can send is refused.
fn ask_epp_password(user: &str) -> anyhow::Result<Secret> {
    let password = secret::read(&format!("EPP password of {user}"), false)?;
    if password.expose().chars().count() > dk::password::MAX_PASSWORD || password.expose().chars().any(char::is_control)
    {
        bail!("an EPP password has at most {} characters and no control characters", dk::password::MAX_PASSWORD);
    }
    if let Err(error) = EppPassword::parse(password.expose()) {
        remark(format_args!("warning: the registry takes no such password as a new one: {error}"));
    }
    Ok(password)
}
