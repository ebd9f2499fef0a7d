//! How to reach the registry.

use std::path::Path;

use epp::client::{Connector, Timeouts, TlsClient, TlsError};

use serde::Deserialize;

use crate::Limits;

/// The registry's environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// A sandbox: nothing reaches the zone.
    Sandbox,
    /// The real thing.
    Production,
}

impl Environment {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Production => "production",
        }
    }
}

/// What [`Registry::new`](crate::Registry::new) needs to know.
#[derive(Clone, Debug)]
pub struct RegistryConfig {
    /// Which registry this is: accounts of another one are refused.
    pub environment: Environment,
    /// Opens connections; see [`connector`].
    pub connector: Connector,
    /// Times and numbers.
    pub limits: Limits,
}

/// How to open connections to the EPP server at `host` and `port`, whose certificate holds `server_name` (the host if
/// absent) and is signed by the CA in `ca_file` (the platform's if absent).
///
/// # Errors
/// Where the CA certificates cannot be read.
pub fn connector(
    host: &str,
    port: u16,
    server_name: Option<&str>,
    ca_file: Option<&Path>,
    limits: &Limits,
) -> Result<Connector, TlsError> {
    let tls = match ca_file {
        Some(path) => TlsClient::from_ca_file(path)?,
        None => TlsClient::platform()?,
    };
    let timeouts = Timeouts { connect: limits.connect, greeting: limits.connect, response: limits.response };
    let connector = Connector::new(host, port, tls).timeouts(timeouts);
    Ok(match server_name {
        Some(name) => connector.server_name(name),
        None => connector,
    })
}
