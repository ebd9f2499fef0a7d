//! Starting and holding a sandbox.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration as StdDuration;

use anyhow::{Context, Result};
use dk::Money;
use time::{Duration, OffsetDateTime};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::chance::Chance;
use crate::clock::{Clock, ClockState};
use crate::config::{ClockStart, Config};
use crate::demo::Population;
use crate::faults::Faults;
use crate::operations::Problem;
use crate::registry::Registry;
use crate::shared::{Mode, Shared};
use crate::store::Store;
use crate::world::Change;
use crate::{demo, operations, server, tls};

/// How often the sandbox looks for what has come due, besides before every command.
const TICK: StdDuration = StdDuration::from_millis(250);

/// How long commands at hand have to finish when the sandbox stops.
const SHUTDOWN_GRACE: StdDuration = StdDuration::from_secs(2);

/// The sandbox.
#[derive(Debug)]
pub struct Sandbox;

/// A running sandbox. Dropping it stops it without waiting.
#[derive(Debug)]
pub struct Handle {
    shared: Arc<Shared>,
    epp_addr: SocketAddr,
    control_addr: Option<SocketAddr>,
    tasks: Vec<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts a sandbox on the current tokio runtime. It accepts connections when this returns.
    ///
    /// # Errors
    /// When an address cannot be bound, the state directory cannot be used, or a control page is asked for without the
    /// crate's feature `control`.
    pub async fn start(config: Config) -> Result<Handle> {
        let (store, kept) = match &config.state {
            Some(dir) => Store::open(dir).map(|(store, world)| (Some(store), world))?,
            None => (None, None),
        };
        let clock = Clock::new(initial_clock(config.clock));
        let (world, new) = match kept {
            Some(world) => {
                if config.clock != ClockStart::Machine {
                    tracing::warn!("the kept state keeps its own clock");
                }
                (world, false)
            }
            None => (demo::seeded(config.seed, &clock), true),
        };
        if let Some(store) = store.as_ref().filter(|_| new) {
            let everything: Vec<Change> = world.snapshot().collect();
            store.append(&everything)?;
        }
        let chance = Chance::new(config.random_seed);
        let registry = Arc::new(Registry::new(world, store, clock, chance, config.settings));
        registry.settled(registry.last_sequence()).await?;

        let addresses = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST), config.listen.ip()];
        let identity = tls::identity(config.state.as_deref(), &["localhost".to_owned()], &addresses)?;
        let listener = TcpListener::bind(config.listen).await.with_context(|| format!("EPP at {}", config.listen))?;
        let epp_addr = listener.local_addr()?;
        let shared = Arc::new(Shared {
            registry,
            ca_pem: identity.ca_pem,
            mode: watch::Sender::new(Mode::Serving),
            stop: watch::Sender::new(false),
        });
        let control = match config.control {
            Some(address) => Some(control_page(address, &shared).await?),
            None => None,
        };
        let (control_addr, control) = control.unzip();
        let mut tasks = vec![
            tokio::spawn(server::accept(listener, TlsAcceptor::from(identity.server), Arc::clone(&shared))),
            tokio::spawn(tick(Arc::clone(&shared))),
        ];
        tasks.extend(control);
        Ok(Handle { shared, epp_addr, control_addr, tasks })
    }

    /// Writes a new state directory with a registry of so many invented domain names around the demo world, and gives the
    /// number of bytes.
    ///
    /// # Errors
    /// When the directory holds a state already, is in use or cannot be written.
    pub fn generate(dir: &Path, domains: usize, clock: ClockStart) -> Result<u64> {
        let state = initial_clock(clock);
        let population =
            Population::new(domains, Clock::new(state).now()).context("the demo world has nothing to go by")?;
        Ok(Store::create(dir, population.changes(state))?)
    }
}

/// Starts the control page, and the account interface beside it, and says where.
#[cfg(feature = "control")]
async fn control_page(address: SocketAddr, shared: &Arc<Shared>) -> Result<(SocketAddr, JoinHandle<()>)> {
    let listener = TcpListener::bind(address).await.with_context(|| format!("control page at {address}"))?;
    let bound = listener.local_addr()?;
    Ok((bound, tokio::spawn(crate::control::serve(listener, Arc::clone(shared)))))
}

#[cfg(not(feature = "control"))]
async fn control_page(address: SocketAddr, _: &Arc<Shared>) -> Result<(SocketAddr, JoinHandle<()>)> {
    anyhow::bail!("no control page at {address}: the crate was built without its feature `control`")
}

fn initial_clock(start: ClockStart) -> ClockState {
    match start {
        ClockStart::Machine => ClockState::Running { offset_seconds: 0 },
        ClockStart::Offset(offset) => ClockState::Running { offset_seconds: offset.whole_seconds() },
        ClockStart::At(at) => ClockState::running_from(at),
        ClockStart::Frozen(at) => ClockState::Frozen { at: at.replace_nanosecond(0).unwrap_or(at) },
    }
}

async fn tick(shared: Arc<Shared>) {
    let mut stop = shared.stop.subscribe();
    let mut interval = tokio::time::interval(TICK);
    loop {
        tokio::select! {
            _ = interval.tick() => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
        if let Err(error) = shared.registry.process() {
            tracing::error!(%error, "what is due could not be kept");
        }
    }
}

impl Handle {
    /// Where EPP is spoken.
    #[must_use]
    pub fn epp_addr(&self) -> SocketAddr {
        self.epp_addr
    }

    /// Where the control page is, if there is one.
    #[must_use]
    pub fn control_addr(&self) -> Option<SocketAddr> {
        self.control_addr
    }

    /// The certificate that clients must trust, PEM. The server's name is `localhost`, or its address.
    #[must_use]
    pub fn ca_pem(&self) -> &str {
        &self.shared.ca_pem
    }

    /// The sandbox's time, UTC.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        self.shared.registry.clock.now()
    }

    /// Moves the clock forward; everything that comes due on the way has happened when this returns.
    ///
    /// # Errors
    /// When the state cannot be written.
    pub async fn advance(&self, by: Duration) -> Result<()> {
        let sequence = self.shared.registry.advance(by)?;
        self.shared.registry.settled(sequence).await?;
        Ok(())
    }

    /// Pays money into an account (negative: takes it out) and gives the new balance.
    ///
    /// # Errors
    /// When there is no such account.
    pub async fn fill(&self, account: &str, amount: Money) -> Result<Money, Problem> {
        operations::fill(&self.shared.registry, account, amount).await
    }

    /// The world, its clock and its sessions, for looking and for [`operations`].
    #[must_use]
    pub fn registry(&self) -> &Arc<Registry> {
        &self.shared.registry
    }

    /// The faults that wait.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.shared.registry.faults
    }

    /// Makes the registry pretend to shut down: the next command of each session is executed, answered with a 15xx or 25xx
    /// code, and the session closed; new connections are closed at once. `false` ends that.
    pub fn pretend_shutdown(&self, on: bool) {
        self.shared.mode.send_replace(if on { Mode::ShuttingDown } else { Mode::Serving });
    }

    /// Stops: commands at hand are answered, sessions closed, and what is left is written to disk.
    pub async fn shutdown(mut self) {
        self.shared.mode.send_replace(Mode::ShuttingDown);
        self.shared.stop.send_replace(true);
        let deadline = tokio::time::Instant::now() + SHUTDOWN_GRACE;
        while !self.shared.registry.sessions.list().is_empty() && tokio::time::Instant::now() < deadline {
            tokio::time::sleep(StdDuration::from_millis(10)).await;
        }
        for task in self.tasks.drain(..) {
            let _ = task.await;
        }
        self.shared.registry.close();
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.stop.send_replace(true);
    }
}
