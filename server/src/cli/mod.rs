//! The command line: `birk serve` and what an operator does beside it.
//!
//! Commands work as the database role `birk_owner`, which is subject to row-level security like the server: each sets the
//! account it works on. Secrets come from a prompt or from standard input, never from arguments, which every user of the
//! machine can read.

mod account;
mod allowlist;
mod check;
mod demo;
mod migrate;
mod output;
mod owner;
mod prices;
mod secret;
mod serve;
mod user;
mod words;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;

/// Birk, a web registrar portal for the .dk registry.
#[derive(Debug, Parser)]
#[command(
    name = "birk",
    version,
    disable_help_subcommand = true,
    after_help = "\
Configuration: environment variables BIRK_* over the file birk.toml (or the one that BIRK_CONFIG names);
birk.example.toml explains every key, `birk config check` tells whether all is well.

Exit status: 0 done, 1 could not be done, 2 the command line is wrong.

Example, a new installation:
  birk migrate
  birk account create --handle REG-123456 --name 'Example ApS' --country DK --epp-user EPP-123456
  birk allowlist add --account REG-123456 192.0.2.0/24 --note office
  birk user create --account REG-123456 --email admin@example.dk --name 'Ada Admin' --role administrator
  birk prices import prices.csv
  birk config check
  birk serve"
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal (also without any command)
    #[command(after_help = "Runs until SIGTERM or SIGINT; running requests are finished first.\n\nExample: birk serve")]
    Serve,
    /// Bring the database's tables up to date
    #[command(after_help = migrate::HELP)]
    Migrate,
    /// Registrar accounts
    #[command(subcommand)]
    Account(account::Command),
    /// Portal users
    #[command(subcommand)]
    User(user::Command),
    /// Networks from which an account's people may use the portal
    #[command(subcommand)]
    Allowlist(allowlist::Command),
    /// What the registry charges, by date
    #[command(subcommand)]
    Prices(prices::Command),
    /// The demo's accounts, users and objects
    #[command(subcommand)]
    Demo(demo::Command),
    /// The configuration
    #[command(subcommand)]
    Config(check::Command),
}

/// Reads the command line and does what it says.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = runtime().and_then(|runtime| runtime.block_on(run(cli.command.unwrap_or(Command::Serve))));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => output::failure(&error),
    }
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

async fn run(command: Command) -> anyhow::Result<()> {
    // Reports on a configuration that cannot be loaded as well.
    if let Command::Config(command) = command {
        return check::run(command).await;
    }
    let config = Config::load()?;
    match command {
        Command::Serve => serve::run(config).await,
        Command::Migrate => migrate::run(&config).await,
        Command::Account(command) => account::run(config, command).await,
        Command::User(command) => user::run(config, command).await,
        Command::Allowlist(command) => allowlist::run(config, command).await,
        Command::Prices(command) => prices::run(config, command).await,
        Command::Demo(command) => demo::run(config, command).await,
        Command::Config(command) => check::run(command).await,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_explains_itself_with_an_example() {
        fn walk(command: &mut clap::Command, path: &str) {
            let help = command.render_long_help().to_string();
            assert!(command.get_about().is_some(), "{path}: no explanation");
            let subcommands: Vec<_> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
            if subcommands.is_empty() {
                assert!(help.contains("Example") && help.contains(path), "{path}: no example of itself:\n{help}");
            }
            for name in subcommands {
                walk(command.find_subcommand_mut(&name).unwrap(), &format!("{path} {name}"));
            }
        }
        let mut cli = Cli::command();
        cli.build();
        walk(&mut cli, "birk");
    }
}
