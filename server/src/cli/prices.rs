//! `birk prices`.

use std::io::Read;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use dk::PriceList;

use crate::config::{Config, Environment};
use crate::db::Tx;
use crate::registry::prices::price_list;

use super::output::{remark, say};
use super::owner::Owner;
use super::words::EnvironmentWord;

/// Larger files are no price lists.
const LARGEST: u64 = 1 << 20;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add prices to the list, or correct them
    #[command(after_help = "\
Reads CSV with the heading operation,valid_from,amount; amounts are DKK including VAT, valid_from is the first day by
Danish date. Operations: create, renew, restore, transfer, change_registrant. A price of the same operation and day is
replaced, all others stay. Nothing is changed where any line is wrong.

Examples:
  birk prices import prices.csv
  printf 'operation,valid_from,amount\\ncreate,2027-04-01,52.00\\n' | birk prices import -")]
    Import(Import),
    /// Print the list, as import reads it
    #[command(after_help = "Example: birk prices list >prices.csv")]
    List(Of),
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The CSV file, or - for standard input
    file: PathBuf,
    #[command(flatten)]
    of: Of,
}

#[derive(Debug, Args)]
pub(super) struct Of {
    /// Of which registry [default: as configured]
    #[arg(long)]
    environment: Option<EnvironmentWord>,
}

impl Of {
    fn environment(&self, config: &Config) -> Environment {
        self.environment.map_or(config.environment, Environment::from)
    }
}

pub(super) async fn run(config: Config, command: Command) -> anyhow::Result<()> {
    let owner = Owner::open(config).await?;
    match command {
        Command::Import(import) => import_file(&owner, &import).await,
        Command::List(of) => list(&owner, of.environment(&owner.config)).await,
    }
}

async fn import_file(owner: &Owner, import: &Import) -> anyhow::Result<()> {
    let environment = import.of.environment(&owner.config);
    let name = import.file.display();
    let list = PriceList::from_csv(&read(import)?).with_context(|| format!("{name}: nothing was imported"))?;
    if list.is_empty() {
        bail!("{name}: there are no prices in it");
    }
    let mut tx = owner.db.shared().await?;
    let counts = put(&mut tx, environment, &list, Existing::Replace).await?;
    tx.commit().await?;
    say(format_args!(
        "{}: {} added, {} replaced, {} unchanged",
        environment.as_str(),
        counts.added,
        counts.replaced,
        counts.unchanged
    ))?;
    Ok(())
}

fn read(import: &Import) -> anyhow::Result<String> {
    let mut text = String::new();
    let from: Box<dyn Read> = if import.file.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(&import.file).with_context(|| format!("cannot open {}", import.file.display()))?)
    };
    let mut limited = from.take(LARGEST);
    limited.read_to_string(&mut text).with_context(|| format!("cannot read {}", import.file.display()))?;
    if limited.limit() == 0 {
        bail!("{} is too large for a price list", import.file.display());
    }
    Ok(text)
}

/// What becomes of a price that the list has already for the operation and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    /// It gives way.
    Replace,
    /// It stays.
    Keep,
}

/// How many prices were what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) added: usize,
    pub(super) replaced: usize,
    pub(super) unchanged: usize,
}

/// Writes prices into the list of an environment.
///
/// # Errors
/// Where the database refuses.
pub(super) async fn put(
    tx: &mut Tx,
    environment: Environment,
    list: &PriceList,
    existing: Existing,
) -> anyhow::Result<Counts> {
    let mut counts = Counts::default();
    for price in list.iter() {
        let new = sqlx::query_scalar!(
            r#"insert into price as p (environment, operation, valid_from, amount) values ($1, $2, $3, $4)
               on conflict (environment, operation, valid_from) do update set amount = excluded.amount
                   where $5 and p.amount <> excluded.amount
               returning xmax::text = '0' as "new!""#,
            environment.as_str(),
            price.operation.as_str(),
            price.valid_from,
            price.amount.as_decimal(),
            existing == Existing::Replace
        )
        .fetch_optional(&mut **tx)
        .await?;
        match new {
            Some(true) => counts.added += 1,
            Some(false) => counts.replaced += 1,
            None => counts.unchanged += 1,
        }
    }
    Ok(counts)
}

async fn list(owner: &Owner, environment: Environment) -> anyhow::Result<()> {
    let list = price_list(&mut owner.db.shared().await?, environment.as_str()).await?;
    if list.is_empty() {
        remark(format_args!("note: there are no prices for the {} environment yet", environment.as_str()));
    }
    Ok(say(list.to_csv().trim_end())?)
}
