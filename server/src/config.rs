//! Configuration: `birk.toml` (or the file named by `BIRK_CONFIG`), overridden by environment variables `BIRK_*`.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use figment::Figment;
use figment::providers::{Env, Format, Toml};
use ipnetwork::IpNetwork;
use serde::Deserialize;
use sqlx::postgres::PgConnectOptions;

pub use crate::registry::Environment;
use crate::seal::SecretKey;

/// Everything an operator can set; `birk.example.toml` explains each key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the portal listens.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// PostgreSQL as the role `birk_app`.
    pub database_url: String,
    /// PostgreSQL as the role `birk_owner`; only the command line needs it.
    pub owner_database_url: Option<String>,
    /// Most connections of one server to PostgreSQL.
    #[serde(default = "default_connections")]
    pub database_connections: u32,
    /// 32 bytes of base64; or the file that holds them.
    secret_key: Option<Hidden>,
    secret_key_file: Option<PathBuf>,
    /// The registry's EPP server.
    pub epp_host: String,
    #[serde(default = "default_epp_port")]
    pub epp_port: u16,
    /// The name in the registry's certificate, where it differs from `epp_host`.
    pub epp_server_name: Option<String>,
    /// A CA certificate (PEM) instead of the platform's.
    pub epp_ca_file: Option<PathBuf>,
    /// Which registry this is; accounts of the other one do not sign in here.
    pub environment: Environment,
    /// The sandbox's control page, linked in the banner and read by `birk demo seed`.
    pub sandbox_control_url: Option<String>,
    /// Networks of the proxies whose `X-Forwarded-For` is believed.
    #[serde(default)]
    pub trusted_proxies: Networks,
    /// Networks that may read `/metrics`, besides the loopback addresses.
    #[serde(default)]
    pub metrics_allow: Networks,
    /// Certificate chain and key (PEM); with both, Birk speaks TLS itself.
    pub tls_certificate_file: Option<PathBuf>,
    pub tls_key_file: Option<PathBuf>,
    /// A proxy in front speaks TLS: cookies are marked secure and named `__Host-…`.
    #[serde(default)]
    pub tls_in_front: bool,
    /// Minutes without a request after which a session ends.
    #[serde(default = "default_idle")]
    pub session_idle_minutes: u16,
    /// Hours after sign-in when a session ends in any case.
    #[serde(default = "default_absolute")]
    pub session_absolute_hours: u16,
    /// Seconds between two looks into an empty poll queue.
    #[serde(default = "default_poll")]
    pub poll_seconds: u16,
    /// Seconds that the registry's answer to a command is awaited; then the session is given up.
    #[serde(default = "default_registry_seconds")]
    pub registry_answer_seconds: u16,
    /// Seconds between the end of an unanswered command's connection and the first question what became of it; never shorter
    /// than `registry_answer_seconds`.
    #[serde(default = "default_registry_seconds")]
    pub registry_quiet_seconds: u16,
    /// Seconds after which another server takes over what a server that vanished was doing.
    #[serde(default = "default_lease")]
    pub registry_lease_seconds: u16,
    #[serde(default)]
    pub log: LogFormat,
    /// Filter of the log in the syntax of tracing's `EnvFilter`.
    #[serde(default = "default_filter")]
    pub log_filter: String,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For people.
    #[default]
    Pretty,
}

/// A value that `Debug` never shows.
#[derive(Clone, Deserialize)]
struct Hidden(String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// A list of networks: a TOML array, or text separated by commas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "OneOrMany")]
pub struct Networks(pub Vec<IpNetwork>);

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl TryFrom<OneOrMany> for Networks {
    type Error = String;

    fn try_from(value: OneOrMany) -> Result<Self, String> {
        let words = match value {
            OneOrMany::One(text) => text.split(',').map(|word| word.trim().to_owned()).collect(),
            OneOrMany::Many(words) => words,
        };
        let parse = |word: &String| IpNetwork::from_str(word).map_err(|_| format!("`{word}` is not an IP network"));
        words.iter().filter(|word| !word.is_empty()).map(parse).collect::<Result<_, _>>().map(Self)
    }
}

impl Networks {
    /// Whether `address` lies in one of them (an IPv4 address mapped into IPv6 counts as the IPv4 address).
    pub fn contain(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(address))
    }
}

/// What is wrong with the configuration, in words for the operator; never shows a secret.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A key is missing, unknown, or has a value of the wrong kind.
    #[error("{0}")]
    Invalid(String),
    /// A file named by a key cannot be read.
    #[error("{key}: cannot read {path}: {source}")]
    Unreadable {
        /// The key.
        key: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl Config {
    /// Reads the file (optional) and the environment.
    ///
    /// # Errors
    /// [`ConfigError`] names the key and its source.
    pub fn load() -> Result<Self, ConfigError> {
        let file = std::env::var_os("BIRK_CONFIG").map_or_else(|| PathBuf::from("birk.toml"), PathBuf::from);
        let config: Self = Figment::new()
            .merge(Toml::file(file))
            .merge(
                Env::prefixed("BIRK_")
                    .ignore(&["config", "epp_password", "password"])
                    .filter(|key| !key.starts_with("test_")),
            )
            .extract()
            .map_err(|error| ConfigError::Invalid(describe(&error)))?;
        config.validate()?;
        Ok(config)
    }

    fn validate(&self) -> Result<(), ConfigError> {
        let invalid = |text: &str| Err(ConfigError::Invalid(text.to_owned()));
        if self.secret_key.is_none() == self.secret_key_file.is_none() {
            return invalid("set one of secret_key (BIRK_SECRET_KEY) and secret_key_file (BIRK_SECRET_KEY_FILE)");
        }
        if self.tls_certificate_file.is_some() != self.tls_key_file.is_some() {
            return invalid("tls_certificate_file and tls_key_file go together");
        }
        if self.session_idle_minutes == 0 || self.session_absolute_hours == 0 || self.database_connections < 2 {
            return invalid("session limits must be over 0, database_connections at least 2");
        }
        if self.registry_answer_seconds == 0 || self.registry_quiet_seconds == 0 || self.registry_lease_seconds == 0 {
            return invalid(
                "registry_answer_seconds, registry_quiet_seconds and registry_lease_seconds must be over 0",
            );
        }
        Ok(())
    }

    /// The key that seals secrets at rest.
    ///
    /// # Errors
    /// Where the file cannot be read or the key is not 32 bytes of base64.
    pub fn secret_key(&self) -> Result<SecretKey, ConfigError> {
        let text = match (&self.secret_key, &self.secret_key_file) {
            (Some(key), _) => key.0.clone(),
            (None, Some(path)) => read("secret_key_file", path)?,
            (None, None) => return Err(ConfigError::Invalid("secret_key is not set".to_owned())),
        };
        SecretKey::parse(&text).map_err(|error| ConfigError::Invalid(error.to_string()))
    }

    /// How to reach PostgreSQL as `birk_app`.
    ///
    /// # Errors
    /// Where the URL does not parse (it is not repeated: it may hold a password).
    pub fn database(&self) -> Result<PgConnectOptions, ConfigError> {
        parse_database("database_url", &self.database_url)
    }

    /// How to reach PostgreSQL as `birk_owner`.
    ///
    /// # Errors
    /// Where the key is not set or does not parse.
    pub fn owner_database(&self) -> Result<PgConnectOptions, ConfigError> {
        let url = self.owner_database_url.as_deref().ok_or_else(|| {
            ConfigError::Invalid("owner_database_url (BIRK_OWNER_DATABASE_URL) is needed for this command".to_owned())
        })?;
        parse_database("owner_database_url", url)
    }

    /// Whether browsers reach Birk over TLS.
    pub fn browsers_use_tls(&self) -> bool {
        self.tls_in_front || self.tls_certificate_file.is_some()
    }
}

fn parse_database(key: &str, url: &str) -> Result<PgConnectOptions, ConfigError> {
    PgConnectOptions::from_str(url)
        .map(|options| options.application_name("birk"))
        .map_err(|_| ConfigError::Invalid(format!("{key} is not a PostgreSQL URL")))
}

fn read(key: &'static str, path: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable { key, path: path.to_owned(), source })
}

/// Figment's message with the source of the value, but without the value where it may be a secret.
fn describe(error: &figment::Error) -> String {
    error
        .clone()
        .into_iter()
        .map(|one| {
            let key = one.path.join(".");
            let secret = key.contains("url") || key.contains("key");
            let text = if secret { "has a value of the wrong kind".to_owned() } else { one.kind.to_string() };
            let place = one.metadata.as_ref().map(|meta| format!(" ({})", meta.name)).unwrap_or_default();
            format!("{key}: {text}{place}")
        })
        .collect::<Vec<_>>()
        .join("; ")
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 3000))
}
fn default_connections() -> u32 {
    16
}
fn default_epp_port() -> u16 {
    700
}
fn default_idle() -> u16 {
    30
}
fn default_absolute() -> u16 {
    12
}
fn default_poll() -> u16 {
    60
}
fn default_registry_seconds() -> u16 {
    60
}
fn default_lease() -> u16 {
    12
}
fn default_filter() -> String {
    "info".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Figment::new().merge(Toml::string(text)).extract().map_err(|error| describe(&error))
    }

    const LEAST: &str = "database_url = 'postgres://birk_app@localhost/birk'\nepp_host = 'localhost'\n\
                         environment = 'sandbox'\nsecret_key = 'c2VjcmV0'\n";

    #[test]
    fn the_example_file_names_every_key_and_parses() {
        let example = include_str!("../../birk.example.toml");
        let all: String = example
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).unwrap_or(line))
            .map(|line| format!("{line}\n"))
            .collect();
        let config = parse(&all).unwrap();
        assert!(config.tls_certificate_file.is_some(), "every key stands in the example: {config:?}");
    }

    #[test]
    fn networks_come_as_array_or_text() {
        let config =
            parse(&format!("{LEAST}trusted_proxies = '10.0.0.0/8, ::1'\nmetrics_allow = ['192.0.2.1']")).unwrap();
        assert!(config.trusted_proxies.contain("10.1.2.3".parse().unwrap()));
        assert!(config.trusted_proxies.contain("::ffff:10.1.2.3".parse().unwrap()));
        assert!(!config.metrics_allow.contain("192.0.2.2".parse().unwrap()));
        assert!(parse(&format!("{LEAST}metrics_allow = ['nonsense']")).is_err());
    }

    #[test]
    fn unknown_keys_and_missing_secrets_are_named_and_secrets_are_not_shown() {
        assert!(parse(&format!("{LEAST}liste = '1'")).unwrap_err().contains("liste"));
        let config = parse(LEAST).unwrap();
        assert!(!format!("{config:?}").contains("c2VjcmV0"));
        assert!(config.secret_key().is_err());
        let url = parse(&LEAST.replace("'postgres://birk_app@localhost/birk'", "17")).unwrap_err();
        assert!(url.contains("database_url") && !url.contains("17"), "{url}");
    }
}
