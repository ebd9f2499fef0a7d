//! `birk migrate`.

use std::collections::HashSet;

use anyhow::{anyhow, bail};
use sqlx::Connection;
use sqlx::migrate::{Migrate, MigrateError};
use sqlx::postgres::PgConnection;

use crate::config::Config;
use crate::db::MIGRATOR;

use super::output::{remark, say};
use super::owner::{self, APP, OWNER, SETUP};

pub(super) const HELP: &str = "\
Runs as the role birk_owner (owner_database_url). A second run does nothing; servers may keep running meanwhile.
Where the roles or the database are missing, it prints the SQL that makes them.

Example: birk migrate";

pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let mut connection = owner::connect(&config.owner_database()?, "owner_database_url", OWNER).await?;
    check_roles(&mut connection).await?;
    let before = applied(&mut connection).await?;
    MIGRATOR.run(&mut connection).await.map_err(explain)?;
    connection.close().await?;
    for migration in MIGRATOR.iter().filter(|migration| !before.contains(&migration.version)) {
        say(format_args!("applied {:04} {}", migration.version, migration.description))?;
    }
    Ok(say("the database is up to date")?)
}

fn explain(error: MigrateError) -> anyhow::Error {
    match error {
        MigrateError::VersionMissing(version) => {
            anyhow!("the database has the migration {version:04} of a newer version of Birk; nothing was changed")
        }
        MigrateError::VersionMismatch(version) => {
            anyhow!(
                "the migration {version:04} was applied in another form than this version of Birk brings; nothing was changed"
            )
        }
        MigrateError::Dirty(version) => {
            anyhow!("the migration {version:04} was applied in part only; restore the database and try again")
        }
        other => anyhow::Error::new(other).context("migrating"),
    }
}

async fn check_roles(connection: &mut PgConnection) -> anyhow::Result<()> {
    let roles = sqlx::query!(
        r#"select rolname::text as "name!", rolsuper or rolbypassrls as "unbound!" from pg_roles
           where rolname = any($1)"#,
        &[OWNER.to_owned(), APP.to_owned()] as &[String]
    )
    .fetch_all(&mut *connection)
    .await?;
    if !roles.iter().any(|role| role.name == APP) {
        bail!("the role {APP}, as which the server works, does not exist\n{SETUP}");
    }
    for role in roles.iter().filter(|role| role.unbound) {
        remark(format_args!(
            "warning: the role {0} looks past row-level security, which keeps accounts apart:\n  alter role {0} nosuperuser nobypassrls;",
            role.name
        ));
    }
    Ok(())
}

/// Versions of the migrations that the database has.
async fn applied(connection: &mut PgConnection) -> anyhow::Result<HashSet<i64>> {
    connection.ensure_migrations_table().await?;
    Ok(connection.list_applied_migrations().await?.into_iter().map(|migration| migration.version).collect())
}
