//! Log lines: JSON for machines or readable ones for people, on standard output.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

use crate::config::{Config, ConfigError, LogFormat};

/// Begins logging as configured.
///
/// # Errors
/// Where the filter does not parse.
pub fn begin(config: &Config) -> Result<(), ConfigError> {
    let filter =
        EnvFilter::try_new(&config.log_filter).map_err(|error| ConfigError::Invalid(format!("log_filter: {error}")))?;
    let builder = fmt().with_env_filter(filter).with_target(true);
    let begun = match config.log {
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
        LogFormat::Pretty => builder.compact().try_init(),
    };
    begun.map_err(|error| ConfigError::Invalid(format!("log: {error}")))
}
