//! What a sandbox is started with.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration as StdDuration;

use dk::PriceList;
use time::{Duration, OffsetDateTime};

/// Everything that can be chosen at start.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address of the EPP server; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Address of the control page; none leaves it out. Without the crate's feature `control` there is none.
    pub control: Option<SocketAddr>,
    /// Directory that keeps the state; none keeps it in memory.
    pub state: Option<PathBuf>,
    /// The clock of a new state; a kept state keeps its own.
    pub clock: ClockStart,
    /// What a new state holds.
    pub seed: Seed,
    /// Seed of the random values; none takes the operating system's.
    pub random_seed: Option<u64>,
    /// Timers, prices and limits.
    pub settings: Settings,
}

impl Default for Config {
    /// Free ports on 127.0.0.1, a control page if the crate has one, state in memory, the machine's time, the demo world.
    fn default() -> Self {
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        Self {
            listen: any,
            control: cfg!(feature = "control").then_some(any),
            state: None,
            clock: ClockStart::Machine,
            seed: Seed::Demo,
            random_seed: None,
            settings: Settings::default(),
        }
    }
}

/// How the clock of a new state starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockStart {
    /// As the machine's.
    Machine,
    /// Ahead of the machine's clock by so much (negative: behind it).
    Offset(Duration),
    /// Running from an instant on.
    At(OffsetDateTime),
    /// Standing still at an instant until it is moved.
    Frozen(OffsetDateTime),
}

/// What a new state holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seed {
    /// The demo accounts with a portfolio in every state.
    Demo,
    /// The demo accounts and the registry's own test names only.
    Bare,
}

/// Timers, prices and limits.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which environment the greeting names.
    pub flavour: Flavour,
    /// From an application to its decision, by the sandbox's clock.
    pub processing: Duration,
    /// From the decision until `pendingCreate` is gone, by the sandbox's clock.
    pub provisioning: Duration,
    /// Days that a registrant has for the mandatory checks; the registry's own papers say 25 and 30.
    pub verification_days: u16,
    /// An EPP session without a frame ends after so long, by the machine's clock.
    pub session_idle: StdDuration,
    /// An EPP session ends after so long, by the machine's clock.
    pub session_total: StdDuration,
    /// A session is cut at so many errors of one kind.
    pub error_limit: u32,
    /// Prices, by date.
    pub prices: PriceList,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            flavour: Flavour::Sandbox,
            processing: Duration::seconds(60),
            provisioning: Duration::ZERO,
            verification_days: 25,
            session_idle: StdDuration::from_secs(dk::timers::EPP_SESSION_IDLE.whole_seconds().unsigned_abs()),
            session_total: StdDuration::from_secs(dk::timers::EPP_SESSION_TOTAL.whole_seconds().unsigned_abs()),
            error_limit: 3,
            prices: built_in_prices(),
        }
    }
}

/// Which of the registry's environments the sandbox plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// The test environment.
    Sandbox,
    /// The live environment.
    Production,
}

impl Flavour {
    /// One word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Production => "production",
        }
    }

    /// The server's name in the greeting.
    #[must_use]
    pub fn server_id(self) -> &'static str {
        match self {
            Self::Sandbox => "DK Hostmaster EPP Service (sandbox): 5.3.1",
            Self::Production => "DK Hostmaster EPP Service (production): 5.3.1",
        }
    }
}

/// The prices that hold where no list is given: the last ones that the registry made public.
#[must_use]
pub fn built_in_prices() -> PriceList {
    PriceList::published()
}
