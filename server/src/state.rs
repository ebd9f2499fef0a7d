//! What every request shares. The server keeps nothing else in memory: sessions, limits and locks live in PostgreSQL (but
//! how many streams a user has open is each server's own affair).

use std::ops::Deref;
use std::sync::Arc;

use time::Duration;
use tokio_util::sync::CancellationToken;

use crate::auth::password::Passwords;
use crate::auth::session::Limits;
use crate::clock::Clock;
use crate::config::{Config, Environment, Networks};
use crate::db::Db;
use crate::registry::Registry;
use crate::seal::SecretKey;
use crate::streams::Streams;

/// Handle to the server's parts; cheap to clone.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

/// The parts.
#[derive(Debug)]
pub struct Parts {
    /// The database as `birk_app`.
    pub db: Db,
    /// Time and randomness.
    pub clock: Clock,
    /// Seals secrets and derives form tokens.
    pub key: SecretKey,
    /// Hashes and verifies passwords.
    pub passwords: Passwords,
    /// The way to the registry.
    pub registry: Registry,
    /// How long sessions last.
    pub limits: Limits,
    /// Which registry it is.
    pub environment: Environment,
    /// The sandbox's control page, for the banner.
    pub sandbox_control_url: Option<String>,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Networks,
    /// Who may read the metrics besides loopback.
    pub metrics_allow: Networks,
    /// Whether browsers come over TLS.
    pub over_tls: bool,
    /// The event streams that are open.
    pub streams: Streams,
    /// Cancelled when the server begins to stop: streams end, so that they do not hold it up.
    pub closing: CancellationToken,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Puts the parts together.
    pub fn new(config: &Config, db: Db, clock: Clock, key: SecretKey, registry: Registry) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self::from(Parts {
            db,
            clock,
            key,
            passwords: Passwords::new(cores),
            registry,
            limits: Limits {
                idle: Duration::minutes(i64::from(config.session_idle_minutes)),
                absolute: Duration::hours(i64::from(config.session_absolute_hours)),
            },
            environment: config.environment,
            sandbox_control_url: config.sandbox_control_url.clone(),
            trusted_proxies: config.trusted_proxies.clone(),
            metrics_allow: config.metrics_allow.clone(),
            over_tls: config.browsers_use_tls(),
            streams: Streams::default(),
            closing: CancellationToken::new(),
        })
    }
}

impl From<Parts> for App {
    fn from(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}
