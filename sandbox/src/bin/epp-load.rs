//! The command `epp-load`: a measured stream of check and info commands against an EPP server.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::{Parser, ValueEnum};
use epp::client::{Connector, Session, TlsClient};
use epp::{Command, CommandBody, Login, domain};

/// Sends check and info commands over several sessions at once and prints how many were answered a second.
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
    commands: u32,
    /// What to send.
    #[arg(long, value_enum, default_value_t = Mix::Both)]
    mix: Mix,
    /// A registered name, for info.
    #[arg(long, default_value = "dk-hostmaster.dk")]
    name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Mix {
    /// domain:check of one name.
    Check,
    /// domain:info of a registered name.
    Info,
    /// Both in turn.
    Both,
}

fn main() -> ExitCode {
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no runtime")
        .and_then(|runtime| runtime.block_on(run(Cli::parse())));
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

async fn run(cli: Cli) -> Result<String> {
    let tls = TlsClient::from_ca_file(&cli.ca)?;
    let connector =
        Connector::new(cli.server.ip().to_string(), cli.server.port(), tls).server_name(cli.server_name.clone());
    let mut sessions = Vec::new();
    for _ in 0..cli.sessions {
        sessions.push(sign_in(&connector, &cli).await?);
    }
    let start = Instant::now();
    let workers: Vec<_> = sessions
        .into_iter()
        .enumerate()
        .map(|(index, session)| tokio::spawn(work(session, index, cli.commands, cli.mix, cli.name.clone())))
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

/// Sends one command after the other and gives how long each took.
async fn work(mut session: Session, index: usize, commands: u32, mix: Mix, name: String) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for number in 0..commands {
        let check = mix == Mix::Check || mix == Mix::Both && number % 2 == 0;
        let body: CommandBody = if check {
            domain::Check { names: vec![format!("maaling-{index}-{number}.dk")] }.into()
        } else {
            domain::Info { name: name.clone(), ..domain::Info::default() }.into()
        };
        let start = Instant::now();
        let response = session.send(&Command::new(body, format!("load-{index}-{number}"))).await?.response;
        times.push(start.elapsed());
        if !response.is_success() {
            bail!("{} {}", response.code(), response.msg());
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
