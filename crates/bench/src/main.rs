//! Measures a running portal: `make bench` starts one and prints this program's lines as a table.
//!
//! Each line on standard output is a figure, what was measured, and the aim, separated by tabs. The portal is found in
//! `BASE_URL`, its process in `PORTAL_PID`, its settings in `BIRK_*`; it must hold the demo.
#![expect(clippy::print_stdout, reason = "the lines are the program's output")]

mod browser;
mod by_hand;
mod register;

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use epp::client::{Connector, Session, TlsClient};
use epp::{Command, CommandBody, Login, domain};
use server::config::Config;

use browser::Browser;

/// The portal's, so that the handler by hand has no worse one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Of the demo: a name that everybody may look up.
const NAME: &str = "punktum.dk";
/// Requests whose median is taken.
const SAMPLES: usize = 400;
/// Connections at once, and for how long, where requests a second are counted.
const CONNECTIONS: usize = 4;
const LOAD: Duration = Duration::from_secs(4);

#[tokio::main]
async fn main() -> Result<()> {
    if std::env::args().nth(1).as_deref() == Some(by_hand::WORD) {
        return by_hand::serve(&Config::load()?).await;
    }
    let base = std::env::var("BASE_URL").context("BASE_URL")?;
    let pid: u32 = std::env::var("PORTAL_PID").context("PORTAL_PID")?.parse()?;
    let config = Config::load()?;
    let mut browser = Browser::new(&base);
    browser.sign_in().await?;

    let mut session = sign_in_bare(&config).await?;
    let bare = bare_round_trip(&mut session).await?;
    let page = median(&mut browser, &format!("/whois/domains/{NAME}")).await?;
    line("EPP domain:info, bare round trip", &micros(bare), "");
    line("Domain page, whole", &micros(page), "");
    line("Domain page on top of the round trip", &micros(page.saturating_sub(bare)), "under 3 ms");
    line("Profile page (no registry)", &micros(median(&mut browser, "/profile").await?), "a few ms");

    register::measure(&mut browser, &mut session).await?;
    session.logout("bench-logout").await?;
    pages_a_second(&mut browser).await?;
    line("Sign-in", &micros(sign_in_cost(&base).await?), "");
    line(
        "Sign-in and search page, nothing cached, compressed",
        &format!("{} bytes", first_visit(&base, &mut browser).await?),
        "under 60 kB",
    );

    for _ in 0..10_000 {
        browser.get("/profile").await?;
    }
    line("Resident memory after 10,000 more requests", &format!("{} MB", resident_kib(pid)? / 1024), "under 100 MB");
    Ok(())
}

fn line(figure: &str, measured: &str, aim: &str) {
    println!("{figure}\t{measured}\t{aim}");
}

fn micros(duration: Duration) -> String {
    let micros = duration.as_micros();
    format!("{}.{:02} ms", micros / 1_000, micros % 1_000 / 10)
}

fn middle(mut samples: Vec<Duration>) -> Duration {
    samples.sort_unstable();
    samples.get(samples.len() / 2).copied().unwrap_or_default()
}

/// Median time of a page over a kept connection, without the first requests.
async fn median(browser: &mut Browser, path: &str) -> Result<Duration> {
    let mut samples = Vec::with_capacity(SAMPLES);
    for round in 0..SAMPLES + 20 {
        let began = Instant::now();
        browser.get(path).await?;
        if round >= 20 {
            samples.push(began.elapsed());
        }
    }
    Ok(middle(samples))
}

/// A session straight at the registry, of another account than the browser's.
async fn sign_in_bare(config: &Config) -> Result<Session> {
    let tls = match &config.epp_ca_file {
        Some(path) => TlsClient::from_ca_file(path)?,
        None => TlsClient::platform()?,
    };
    let name = config.epp_server_name.clone().unwrap_or_else(|| config.epp_host.clone());
    let connector = Connector::new(config.epp_host.clone(), config.epp_port, tls).server_name(name);
    let mut session: Session = connector.connect().await?;
    let login = Login::new("EPP-100002", "Sandbox-100002").services(session.greeting());
    session.login(login, "bench-login").await?;
    Ok(session)
}

/// Median of the same question asked straight of the registry.
async fn bare_round_trip(session: &mut Session) -> Result<Duration> {
    let mut samples = Vec::with_capacity(SAMPLES);
    for round in 0..SAMPLES {
        let info = domain::Info { name: NAME.to_owned(), ..domain::Info::default() };
        let began = Instant::now();
        session.send(&Command::new(CommandBody::from(info), format!("bench-{round}"))).await?;
        samples.push(began.elapsed());
    }
    Ok(middle(samples))
}

/// A page of 50 rows, and the same queries and bytes from a handler without anything around.
async fn pages_a_second(browser: &mut Browser) -> Result<()> {
    let path = "/portfolio";
    let bytes = browser.get(path).await?;
    let hand = by_hand::Handler::start(&bytes)?;
    let portal = rate(browser, path).await?;
    let by_hand = rate(&Browser::new(&hand.address), "/").await?;
    line(&format!("Page of 50 rows ({} kB)", bytes.len() / 1024), &format!("{portal} requests/s"), "");
    line("  by hand: same queries, same bytes", &format!("{by_hand} requests/s"), "");
    line("  portal compared with by hand", &format!("{} %", portal * 100 / by_hand.max(1)), "at least 50 %");
    Ok(())
}

async fn rate(browser: &Browser, path: &str) -> Result<u64> {
    let began = Instant::now();
    let load = (0..CONNECTIONS).map(|_| {
        let (mut browser, path) = (browser.clone(), path.to_owned());
        tokio::spawn(async move {
            let mut done = 0_u64;
            while began.elapsed() < LOAD {
                browser.get(&path).await?;
                done += 1;
            }
            anyhow::Ok(done)
        })
    });
    let mut done = 0;
    for task in load.collect::<Vec<_>>() {
        done += task.await??;
    }
    Ok(done / LOAD.as_secs())
}

async fn sign_in_cost(base: &str) -> Result<Duration> {
    let mut samples = Vec::new();
    for _ in 0..15 {
        let mut browser = Browser::new(base);
        samples.push(browser.sign_in().await?);
    }
    Ok(middle(samples))
}

/// What a first visit transfers: the sign-in page, the search page, and what both refer to.
async fn first_visit(base: &str, signed_in: &mut Browser) -> Result<usize> {
    let mut stranger = Browser::new(base);
    let login = stranger.get("/login").await?;
    let mut bytes = stranger.transferred("/login").await? + signed_in.transferred("/whois").await?;
    let page = String::from_utf8_lossy(&login).into_owned();
    for asset in page.split('"').filter(|part| part.starts_with("/assets/")) {
        bytes += stranger.transferred(asset).await?;
    }
    Ok(bytes)
}

fn resident_kib(pid: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").trim().parse()?)
}
