//! `birk demo`.

mod people;
mod portfolio;

use anyhow::bail;
use clap::Subcommand;
use dk::PriceList;

use crate::config::{Config, Environment};

use super::output::{remark, say};
use super::owner::Owner;
use super::prices::{self, Existing};
use portfolio::{Problem, Seeded};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Fill the database for a demonstration against the registry sandbox
    #[command(after_help = "\
Makes the accounts REG-100001 and REG-100002, portal users with the password demo-Password-1, the networks 127.0.0.0/8 and
::1, and a price list. What the sandbox (sandbox_control_url) holds of REG-100001 goes into the portfolio; when the sandbox
does not answer, all else is done, and a second run adds the portfolio. What is there already is left as it is.
Refused where the environment is production: the passwords are public.

Example: birk demo seed")]
    Seed,
}

pub(super) async fn run(config: Config, Command::Seed: Command) -> anyhow::Result<()> {
    if config.environment == Environment::Production {
        bail!("the demo's passwords are public, so it is not for environment = \"production\"; nothing was changed");
    }
    let owner = Owner::open(config).await?;
    for account in people::ACCOUNTS {
        people::seed(&owner, account).await?;
    }
    seed_prices(&owner).await?;
    match portfolio::seed(&owner).await {
        Ok(Seeded { domains, contacts, hosts }) => {
            say(format_args!("portfolio: {domains} domains, {contacts} contacts, {hosts} hosts added"))?;
        }
        // All else is of use without it.
        Err(Problem::Unavailable(why)) => {
            remark(format_args!("note: no portfolio yet, {why}; run `birk demo seed` again when the sandbox is up"));
        }
        Err(Problem::Failed(error)) => return Err(error.context("all is seeded but the portfolio")),
    }
    Ok(())
}

/// The sandbox's own prices, so that what Birk expects is what the sandbox debits.
async fn seed_prices(owner: &Owner) -> anyhow::Result<()> {
    let mut tx = owner.db.shared().await?;
    let counts = prices::put(&mut tx, Environment::Sandbox, &PriceList::published(), Existing::Keep).await?;
    tx.commit().await?;
    say(format_args!("prices: {} added", counts.added))?;
    Ok(())
}
