//! The command `epp-load`: a measured stream of commands against an EPP server.

mod plan;
mod record;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::{Parser, ValueEnum};
use epp::client::{Connector, Session, TlsClient};
use epp::{Command, Login};

use plan::Planned;
use record::Record;

/// Sends commands over several sessions at once and prints how many were answered a second.
#[derive(Debug, Parser)]
#[command(name = "epp-load", version)]
struct Cli {
    /// Address of the server.
    #[arg(long, default_value = "127.0.0.1:7700")]
    server: SocketAddr,
    /// Certificate of its authority, PEM.
    #[arg(long)]
    ca: PathBuf,
    /// Name in its certificate.
    #[arg(long, default_value = "localhost")]
    server_name: String,
    /// Service user.
    #[arg(long, default_value = "EPP-100001")]
    user: String,
    /// Its password.
    #[arg(long, env = "EPP_PASSWORD", hide_env_values = true, default_value = "Sandbox-100001")]
    password: String,
    /// Sessions at once; the sandbox allows an account four.
    #[arg(long, default_value_t = 4)]
    sessions: u16,
    /// Commands a session.
    #[arg(long, default_value_t = 5_000)]
    commands: usize,
    /// Commands that a session sends before it waits for their answers.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
    pipeline: u16,
    /// What to send.
    #[arg(long, value_enum, default_value_t = Mix::Both)]
    mix: Mix,
    /// A registered name, for info.
    #[arg(long, default_value = "dk-hostmaster.dk")]
    name: String,
    /// The server's registry was made by `sandbox generate --domains` with this number: commands go to names all over it.
    /// Without it, info asks for one name and nothing can be changed.
    #[arg(long)]
    generated: Option<usize>,
    /// Leave out as many of the names that could be changed, for a run after another.
    #[arg(long, default_value_t = 0)]
    skip: usize,
    /// Write what was acknowledged to this file, and end in peace if the server goes away.
    #[arg(long)]
    record: Option<PathBuf>,
    /// Instead of sending a stream, check that the server knows all that such a file holds.
    #[arg(long, conflicts_with = "record")]
    verify: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Mix {
    /// domain:check of one free name.
    Check,
    /// domain:info of a registered name.
    Info,
    /// Check and info in turn.
    Both,
    /// domain:renew of a name that can be renewed, each name once.
    Renew,
    /// domain:update of automatic renewal, each name once.
    Update,
    /// Renew and update in turn.
    Change,
}

fn main() -> ExitCode {
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no runtime")
        .and_then(|runtime| runtime.block_on(run(Arc::new(Cli::parse()))));
    match outcome {
        Ok(report) => {
            say(&report);
            ExitCode::SUCCESS
        }
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stdout, reason = "the measurement is this command's output")]
fn say(text: &str) {
    println!("{text}");
}

async fn run(cli: Arc<Cli>) -> Result<String> {
    let tls = TlsClient::from_ca_file(&cli.ca)?;
    let connector =
        Connector::new(cli.server.ip().to_string(), cli.server.port(), tls).server_name(cli.server_name.clone());
    if let Some(path) = &cli.verify {
        let mut session = sign_in(&connector, &cli).await?;
        let known = record::verify(&mut session, path).await?;
        return Ok(format!("{known} acknowledged commands, none lost"));
    }
    let mut sessions = Vec::new();
    for _ in 0..cli.sessions {
        sessions.push(sign_in(&connector, &cli).await?);
    }
    let plans = match sessions.first_mut() {
        Some(session) => plan::make(&cli, session).await?,
        None => bail!("no sessions, no measurement"),
    };
    let record = cli.record.as_deref().map(Record::create).transpose()?.map(Arc::new);
    let start = Instant::now();
    let workers: Vec<_> = sessions
        .into_iter()
        .zip(plans)
        .map(|(session, plan)| tokio::spawn(work(session, plan, cli.pipeline.into(), record.clone())))
        .collect();
    let mut times = Vec::new();
    for worker in workers {
        times.extend(worker.await??);
    }
    Ok(report(&mut times, start.elapsed(), cli.sessions))
}

async fn sign_in(connector: &Connector, cli: &Cli) -> Result<Session> {
    let mut session = connector.connect().await?;
    let login = Login::new(cli.user.as_str(), cli.password.as_str()).services(session.greeting());
    let response = session.login(login, "load-login").await?.response;
    if !response.is_success() {
        bail!("login: {} {}", response.code(), response.msg());
    }
    Ok(session)
}

/// Sends the commands, some at once or one after the other, and gives how long each took.
async fn work(
    mut session: Session,
    plan: Vec<Planned>,
    at_once: usize,
    record: Option<Arc<Record>>,
) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for some in plan.chunks(at_once) {
        let commands: Vec<Command> = some.iter().map(|planned| planned.command.clone()).collect();
        let exchanges = match session.pipeline(&commands).await {
            Err(_) if record.is_some() => return Ok(times),
            exchanges => exchanges?,
        };
        for (planned, exchange) in some.iter().zip(exchanges) {
            times.push(exchange.round_trip);
            if !exchange.response.is_success() {
                bail!("{} {}", exchange.response.code(), exchange.response.msg());
            }
            if let (Some(record), Some(outcome)) = (&record, &planned.outcome) {
                record.acknowledged(outcome)?;
            }
        }
    }
    session.logout("load-logout").await?;
    Ok(times)
}

fn report(times: &mut [Duration], elapsed: Duration, sessions: u16) -> String {
    times.sort_unstable();
    let micros = elapsed.as_micros().max(1);
    let rate = times.len() as u128 * 1_000_000 / micros;
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
    format!(
        "{} commands over {sessions} sessions in {elapsed:.2?}: {rate} commands/s, median {:.0?}, 99 % within {:.0?}",
        times.len(),
        at(50),
        at(99),
    )
}
