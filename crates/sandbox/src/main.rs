//! The command `sandbox`.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration as StdDuration;

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand, ValueEnum};
use dk::PriceList;
use sandbox::{ClockStart, Config, Flavour, Sandbox, Seed, Settings};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

/// A large registry is millions of small blocks; this allocator keeps them closer together and hands them out faster.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A sandbox of the .dk registry: EPP over TLS, with a clock that can be moved and a control page.
#[derive(Debug, Parser)]
#[command(name = "sandbox", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve EPP and the control page until interrupted.
    Serve(Serve),
    /// Write a new state directory with a registry of any size: the demo world and invented names around it.
    Generate(Generate),
}

#[derive(Debug, Args)]
struct Generate {
    /// Domain names beside those of the demo world.
    #[arg(long, default_value_t = 1_000_000)]
    domains: usize,
    /// The state directory; it must not hold a state yet.
    #[arg(long, env = "SANDBOX_STATE")]
    state: PathBuf,
    /// Its clock: an instant such as 2026-08-03T10:00:00Z, or an offset from the machine's clock such as +30d.
    #[arg(long, env = "SANDBOX_CLOCK", value_parser = clock, allow_hyphen_values = true)]
    clock: Option<ClockStart>,
    /// Let the clock stand still until it is moved on the control page.
    #[arg(long)]
    frozen: bool,
}

#[derive(Debug, Args)]
struct Serve {
    /// Address of the EPP server.
    #[arg(long, env = "SANDBOX_LISTEN", default_value = "127.0.0.1:7700")]
    listen: SocketAddr,
    /// Address of the control page. It has no sign-in: keep it on the loopback interface.
    #[arg(long, env = "SANDBOX_CONTROL", default_value = "127.0.0.1:7701")]
    control: SocketAddr,
    /// Directory that keeps the state, and ca.pem for clients. Without it everything is forgotten at the end.
    #[arg(long, env = "SANDBOX_STATE")]
    state: Option<PathBuf>,
    /// Clock of a new state: an instant such as 2026-08-03T10:00:00Z, or an offset from the machine's clock such as +30d,
    /// -12h, +90m. A kept state keeps its clock.
    #[arg(long, env = "SANDBOX_CLOCK", value_parser = clock, allow_hyphen_values = true)]
    clock: Option<ClockStart>,
    /// Let the clock stand still until it is moved on the control page.
    #[arg(long)]
    frozen: bool,
    /// Environment that the greeting names.
    #[arg(long, value_enum, default_value_t = GreetingFlavour::Sandbox)]
    greeting_flavour: GreetingFlavour,
    /// What a new state holds: the demo portfolio, or the accounts and the registry's test names only.
    #[arg(long, value_enum, default_value_t = SeedName::Demo)]
    seed: SeedName,
    /// Seconds of the sandbox's clock from an application to its decision.
    #[arg(long, default_value_t = 60)]
    processing_seconds: u32,
    /// Seconds of the sandbox's clock from the decision until pendingCreate is gone.
    #[arg(long, default_value_t = 0)]
    provisioning_seconds: u32,
    /// Days that a registrant has for the mandatory checks.
    #[arg(long, default_value_t = 25)]
    verification_days: u16,
    /// Seconds after which a silent EPP session is closed.
    #[arg(long, default_value_t = 700)]
    session_idle_seconds: u64,
    /// Seconds after which any EPP session is closed.
    #[arg(long, default_value_t = 28_800)]
    session_total_seconds: u64,
    /// Price list: CSV with the columns operation,valid_from,amount. Operations are create, renew, restore, transfer and
    /// change_registrant, amounts DKK.
    #[arg(long, env = "SANDBOX_PRICES")]
    prices: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum GreetingFlavour {
    Sandbox,
    Production,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SeedName {
    Demo,
    Bare,
}

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let ansi = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(ansi).init();
    let outcome = match Cli::parse().command {
        Command::Serve(serve) => run(serve),
        Command::Generate(generate) => self::generate(&generate),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(serve: Serve) -> Result<()> {
    let config = config(serve)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let state = config.state.clone();
        let sandbox = Sandbox::start(config).await?;
        tracing::info!(address = %sandbox.epp_addr(), "EPP over TLS, server name localhost");
        if let Some(address) = sandbox.control_addr() {
            tracing::info!("control page at http://{address}/");
        }
        match state {
            Some(dir) => tracing::info!("clients trust {}", dir.join("ca.pem").display()),
            None => tracing::info!("clients trust the certificate at /api/ca.pem of the control page"),
        }
        tracing::info!(now = %sandbox.now(), "the sandbox's clock");
        interrupted().await?;
        tracing::info!("stopping");
        sandbox.shutdown().await;
        Ok(())
    })
}

fn config(serve: Serve) -> Result<Config> {
    let mut settings = Settings {
        flavour: match serve.greeting_flavour {
            GreetingFlavour::Sandbox => Flavour::Sandbox,
            GreetingFlavour::Production => Flavour::Production,
        },
        processing: Duration::seconds(serve.processing_seconds.into()),
        provisioning: Duration::seconds(serve.provisioning_seconds.into()),
        verification_days: serve.verification_days,
        session_idle: StdDuration::from_secs(serve.session_idle_seconds),
        session_total: StdDuration::from_secs(serve.session_total_seconds),
        ..Settings::default()
    };
    if let Some(path) = serve.prices {
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        settings.prices = PriceList::from_csv(&text).with_context(|| path.display().to_string())?;
    }
    let clock = start_of(serve.clock, serve.frozen);
    let seed = match serve.seed {
        SeedName::Demo => Seed::Demo,
        SeedName::Bare => Seed::Bare,
    };
    let (listen, control, state) = (serve.listen, Some(serve.control), serve.state);
    Ok(Config { listen, control, state, clock, seed, random_seed: None, settings })
}

fn start_of(clock: Option<ClockStart>, frozen: bool) -> ClockStart {
    match (clock.unwrap_or(ClockStart::Machine), frozen) {
        (clock, false) => clock,
        (ClockStart::At(at), true) => ClockStart::Frozen(at),
        (ClockStart::Offset(by), true) => ClockStart::Frozen(sandbox::clock::machine_now() + by),
        (_, true) => ClockStart::Frozen(sandbox::clock::machine_now()),
    }
}

fn generate(generate: &Generate) -> Result<()> {
    let clock = start_of(generate.clock, generate.frozen);
    let bytes = Sandbox::generate(&generate.state, generate.domains, clock)?;
    tracing::info!(bytes, domains = generate.domains, "{} is ready to be served", generate.state.display());
    Ok(())
}

/// An instant (RFC 3339) or a signed number with the unit d, h, m or s.
fn clock(text: &str) -> Result<ClockStart> {
    if let Ok(at) = OffsetDateTime::parse(text, &Rfc3339) {
        return Ok(ClockStart::At(at.to_offset(time::UtcOffset::UTC)));
    }
    let Some((number, unit)) = text.split_at_checked(text.len().saturating_sub(1)) else {
        bail!("neither an instant such as 2026-08-03T10:00:00Z nor an offset such as +30d");
    };
    let seconds: i64 = match unit {
        "d" => 86_400,
        "h" => 3_600,
        "m" => 60,
        "s" => 1,
        _ => bail!("neither an instant such as 2026-08-03T10:00:00Z nor an offset such as +30d"),
    };
    let number: i32 = number.parse().context("an offset is a signed number and a unit, such as +30d")?;
    Ok(ClockStart::Offset(Duration::seconds(seconds * i64::from(number))))
}

async fn interrupted() -> Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminated = signal(SignalKind::terminate())?;
        tokio::select! {
            result = tokio::signal::ctrl_c() => result?,
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn clocks_are_instants_or_offsets() {
        assert_eq!(clock("2026-08-03T12:00:00+02:00").unwrap(), ClockStart::At(datetime!(2026-08-03 10:00 UTC)));
        assert_eq!(clock("+30d").unwrap(), ClockStart::Offset(Duration::days(30)));
        assert_eq!(clock("-90m").unwrap(), ClockStart::Offset(Duration::minutes(-90)));
        for wrong in ["", "d", "30", "soon", "æ", "1y"] {
            assert!(clock(wrong).is_err(), "{wrong}");
        }
    }
}
