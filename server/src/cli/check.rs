//! `birk config check`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::{anyhow, bail, ensure};
use clap::Subcommand;
use dk::Billable;
use sqlx::postgres::PgConnection;

use crate::clock::Clock;
use crate::config::{Config, ConfigError};
use crate::db::{AccountId, Db, MIGRATOR};
use crate::registry::prices::price_at;
use crate::registry::{EPP_PASSWORD, Limits, connector};
use crate::seal::SecretKey;

use super::output::{cell, describe, say};
use super::owner::{APP, OWNER, SETUP, connect};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Tell whether the configuration is complete and everything it names works
    #[command(after_help = "\
Prints a line for each check: ok, warning or FAILED, what was looked at, and what was found, parted by tabs. The exit status
is 1 where a check failed; warnings do not count. Reads only, and sends no password to the registry.

Example: birk config check")]
    Check,
}

pub(super) async fn run(Command::Check: Command) -> anyhow::Result<()> {
    let mut report = Report::default();
    match load() {
        Ok((config, key)) => {
            report
                .add("configuration", Ok(format!("complete, for the {} environment", config.environment.as_str())))?;
            report.add("tls", certificate(&config))?;
            database(&config, &key, &mut report).await?;
            report.add("registry", registry(&config).await)?;
        }
        Err(error) => report.add("configuration", Err(Bad::Failed(error)))?,
    }
    match report.failed {
        0 => Ok(()),
        1 => bail!("one check failed"),
        failed => bail!("{failed} checks failed"),
    }
}

/// What a check did not like.
enum Bad {
    /// Birk works, but perhaps not as meant.
    Warning(String),
    /// Birk does not work like this.
    Failed(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Bad {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

type Checked = Result<String, Bad>;

#[derive(Debug, Default)]
struct Report {
    failed: usize,
}

impl Report {
    fn add(&mut self, what: &str, checked: Checked) -> anyhow::Result<()> {
        let (word, text) = match checked {
            Ok(text) => ("ok", text),
            Err(Bad::Warning(text)) => ("warning", text),
            Err(Bad::Failed(error)) => {
                self.failed += 1;
                ("FAILED", describe(&error).replace(SETUP, "(`birk migrate` prints the SQL that makes it)"))
            }
        };
        Ok(say(format_args!("{word}\t{what}\t{}", cell(&text)))?)
    }
}

fn load() -> anyhow::Result<(Config, SecretKey)> {
    if let Some(file) = std::env::var_os("BIRK_CONFIG") {
        let file = Path::new(&file);
        ensure!(file.is_file(), "BIRK_CONFIG names {}, which is not a file", file.display());
    }
    let config = Config::load()?;
    let key = config.secret_key()?;
    Ok((config, key))
}

/// Whether browsers come over TLS, and whether Birk can read what it needs for it.
fn certificate(config: &Config) -> Checked {
    for (key, file) in [("tls_certificate_file", &config.tls_certificate_file), ("tls_key_file", &config.tls_key_file)]
    {
        if let Some(path) = file {
            std::fs::File::open(path).map_err(|source| ConfigError::Unreadable { key, path: path.clone(), source })?;
        }
    }
    match (&config.tls_certificate_file, config.tls_in_front) {
        (Some(_), _) => Ok("spoken by Birk".to_owned()),
        (None, true) => Ok("spoken by a proxy in front".to_owned()),
        (None, false) if config.listen.ip().is_loopback() => {
            Err(Bad::Warning("none; that is for a trial on one machine only".to_owned()))
        }
        (None, false) => Err(Bad::Warning(format!("none, and {} can be reached from outside", config.listen))),
    }
}

async fn database(config: &Config, key: &SecretKey, report: &mut Report) -> anyhow::Result<()> {
    report.add("owner database", owner_database(config).await)?;
    let usable = match app_database(config).await {
        Ok(connection) => isolation(connection).await,
        Err(error) => Err(error.into()),
    };
    let go_on = usable.is_ok();
    report.add("database", usable)?;
    if !go_on {
        return Ok(());
    }
    let db = Db::connect(config.database()?, 2);
    let migrated = migrations(&db).await;
    let go_on = migrated.is_ok();
    report.add("migrations", migrated)?;
    if go_on {
        let accounts = accounts(&db).await?;
        report.add("secret key", sealed_passwords(&accounts, key))?;
        report.add("accounts", in_use(&accounts, config.environment.as_str()))?;
        report.add("prices", prices(&db, config).await)?;
    }
    Ok(())
}

async fn owner_database(config: &Config) -> Checked {
    if config.owner_database_url.is_none() {
        return Err(Bad::Warning(
            "owner_database_url is not set; the server does without, other commands need it".to_owned(),
        ));
    }
    connect(&config.owner_database()?, "owner_database_url", OWNER).await?;
    Ok(format!("reached as {OWNER}"))
}

async fn app_database(config: &Config) -> anyhow::Result<PgConnection> {
    connect(&config.database()?, "database_url", APP).await
}

/// Whether PostgreSQL keeps the accounts apart for the server's role.
async fn isolation(mut connection: PgConnection) -> Checked {
    let role = sqlx::query!(
        r#"select rolsuper or rolbypassrls or pg_has_role(rolname, 'birk_owner', 'member') as "unbound!",
                  has_schema_privilege(rolname, 'public', 'create') as "creates!"
           from pg_roles where rolname = current_user"#
    )
    .fetch_one(&mut connection)
    .await?;
    if role.unbound {
        return Err(Bad::Failed(anyhow!(
            "{APP} may look past row-level security, which keeps accounts apart: alter role {APP} nosuperuser nobypassrls; \
             revoke {OWNER} from {APP};"
        )));
    }
    if role.creates {
        return Err(Bad::Failed(anyhow!(
            "{APP} may make tables and functions of its own: revoke create on schema public from public, {APP};"
        )));
    }
    Ok(format!("reached as {APP}"))
}

/// Whether the database has exactly the migrations of this version.
async fn migrations(db: &Db) -> Checked {
    let mut tx = db.shared().await?;
    let there = sqlx::query_scalar!(r#"select to_regclass('_sqlx_migrations') is not null as "there!""#)
        .fetch_one(&mut *tx)
        .await?;
    if !there {
        return Err(Bad::Failed(anyhow!("the database is empty: run `birk migrate`")));
    }
    let applied = sqlx::query_as::<_, (i64, bool, Vec<u8>)>("select version, success, checksum from _sqlx_migrations")
        .fetch_all(&mut *tx)
        .await?;
    let mut applied: BTreeMap<i64, (bool, Vec<u8>)> =
        applied.into_iter().map(|(version, success, checksum)| (version, (success, checksum))).collect();
    let mut missing = 0;
    for migration in MIGRATOR.iter() {
        match applied.remove(&migration.version) {
            Some((true, checksum)) if *checksum == *migration.checksum => {}
            Some((true, _)) => bail_check(format!("{:04} was applied in another form", migration.version))?,
            Some((false, _)) => bail_check(format!("{:04} was applied in part only", migration.version))?,
            None => missing += 1,
        }
    }
    match (missing, applied.last_key_value()) {
        (0, None) => Ok("up to date".to_owned()),
        (0, Some((newest, _))) => {
            Err(Bad::Warning(format!("the database is of a newer version of Birk ({newest:04})")))
        }
        (missing, _) => Err(Bad::Failed(anyhow!("{missing} are missing: run `birk migrate`"))),
    }
}

fn bail_check(text: String) -> Result<(), Bad> {
    Err(Bad::Failed(anyhow!(text)))
}

/// What is checked of an account.
#[derive(Debug)]
struct Row {
    handle: String,
    environment: String,
    epp_password: Vec<u8>,
    networks: i64,
}

async fn accounts(db: &Db) -> anyhow::Result<Vec<Row>> {
    let mut tx = db.shared().await?;
    let ids = sqlx::query_scalar!(r#"select account_id as "id!" from working_accounts()"#).fetch_all(&mut *tx).await?;
    drop(tx);
    let mut rows = Vec::new();
    for id in ids {
        let mut tx = db.account(AccountId(id)).await?;
        let row = sqlx::query_as!(
            Row,
            r#"select handle, environment, epp_password, (select count(*) from allowlist_entry) as "networks!" from account"#
        );
        rows.push(row.fetch_one(&mut *tx).await?);
    }
    Ok(rows)
}

/// The handles of the accounts that are as `like` says.
fn handles(accounts: &[Row], like: impl Fn(&Row) -> bool) -> String {
    accounts.iter().filter(|row| like(row)).map(|row| row.handle.as_str()).collect::<Vec<_>>().join(", ")
}

fn sealed_passwords(accounts: &[Row], key: &SecretKey) -> Checked {
    let shut = handles(accounts, |row| key.open(EPP_PASSWORD, &row.epp_password).is_err());
    if shut.is_empty() {
        return Ok(format!("opens the EPP passwords of {} accounts", accounts.len()));
    }
    Err(Bad::Failed(anyhow!(
        "does not open the EPP password of {shut}: bring back the key it was sealed with, or give the password anew with \
         `birk account epp-password`"
    )))
}

fn in_use(accounts: &[Row], environment: &str) -> Checked {
    let elsewhere = handles(accounts, |row| row.environment != environment);
    let closed = handles(accounts, |row| row.environment == environment && row.networks == 0);
    let mut remarks = Vec::new();
    if accounts.is_empty() {
        remarks.push("there are none yet: `birk account create`".to_owned());
    }
    if !elsewhere.is_empty() {
        remarks.push(format!("not of the {environment} environment: {elsewhere}"));
    }
    if !closed.is_empty() {
        remarks.push(format!("nobody can sign in to {closed}: `birk allowlist add`"));
    }
    if remarks.is_empty() { Ok(accounts.len().to_string()) } else { Err(Bad::Warning(remarks.join("; "))) }
}

async fn prices(db: &Db, config: &Config) -> Checked {
    let mut tx = db.shared().await?;
    let now = Clock::system().now();
    let mut unknown = Vec::new();
    for billable in Billable::ALL.iter().copied() {
        if price_at(&mut tx, config.environment.as_str(), billable, now).await?.is_none() {
            unknown.push(billable.as_str());
        }
    }
    if unknown.is_empty() {
        return Ok("known for every operation".to_owned());
    }
    Err(Bad::Warning(format!("none today for {}: `birk prices import`", unknown.join(", "))))
}

/// Whether the registry greets. It needs no sign-in; what it refuses or cannot do now may work later, so it only warns.
async fn registry(config: &Config) -> Checked {
    let limits = Limits { connect: Duration::from_secs(5), ..Limits::default() };
    let server_name = config.epp_server_name.as_deref();
    let opened = connector(&config.epp_host, config.epp_port, server_name, config.epp_ca_file.as_deref(), &limits);
    let connector = opened.map_err(|error| Bad::Failed(error.into()))?;
    let place = format!("{}:{}", config.epp_host, config.epp_port);
    match connector.connect().await {
        Ok(session) => Ok(format!("{place} greets as {}", session.greeting().sv_id)),
        Err(error) => Err(Bad::Warning(format!("{place}: {error}"))),
    }
}
