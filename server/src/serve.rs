//! `birk serve`: from configuration to a listening server, and down again in order.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::registry::{Limits, Registry, RegistryConfig, connector};
use crate::state::App;
use crate::{health, housekeeping, router};

/// How long running requests may take after the signal to stop.
const GRACE: Duration = Duration::from_secs(25);

/// Serves until SIGTERM or SIGINT.
///
/// # Errors
/// Where the configuration, the certificate, the address or a worker is at fault.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    // The process-wide provider; a second call in one process (tests) finds it set.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let recorder = PrometheusBuilder::new().install_recorder().context("metrics")?;
    health::set_recorder(recorder);
    let key = config.secret_key()?;
    let db = Db::connect(config.database()?, config.database_connections);
    let clock = Clock::system();
    let registry = Registry::new(at_registry(&config)?, db.clone(), clock.clone(), key.clone());
    let app = App::new(&config, db, clock, key, registry.clone());
    let site = router::build(app.clone())?.into_make_service_with_connect_info::<SocketAddr>();

    registry.start();
    let closing = app.closing.clone();
    tokio::spawn(housekeeping::run(app));
    let handle = Handle::new();
    tokio::spawn(stop_on_signal(handle.clone(), closing));
    tracing::info!(address = %config.listen, "Birk listens");
    let served = match (&config.tls_certificate_file, &config.tls_key_file) {
        (Some(certificate), Some(key)) => {
            let tls = RustlsConfig::from_pem_file(certificate, key).await.context("TLS certificate and key")?;
            axum_server::bind_rustls(config.listen, tls).handle(handle).serve(site).await
        }
        _ => axum_server::bind(config.listen).handle(handle).serve(site).await,
    };
    // Requests are done (or out of time): now the workers, then the sessions at the registry.
    registry.shutdown(GRACE).await;
    served.with_context(|| format!("listening on {}", config.listen))
}

/// The way to the registry, as configured.
fn at_registry(config: &Config) -> anyhow::Result<RegistryConfig> {
    let seconds = |seconds: u16| Duration::from_secs(u64::from(seconds));
    let limits = Limits {
        poll: seconds(config.poll_seconds),
        response: seconds(config.registry_answer_seconds),
        quiet: seconds(config.registry_quiet_seconds),
        recheck: seconds(config.registry_quiet_seconds) / 6,
        lease: seconds(config.registry_lease_seconds),
        renew: seconds(config.registry_lease_seconds) / 4,
        claim: seconds(config.registry_lease_seconds).max(Duration::from_secs(5)),
        ..Limits::default()
    };
    let name = config.epp_server_name.as_deref();
    let connector = connector(&config.epp_host, config.epp_port, name, config.epp_ca_file.as_deref(), &limits)
        .context("the CA certificates for the registry")?;
    Ok(RegistryConfig { environment: config.environment, connector, limits })
}

async fn stop_on_signal(handle: Handle<SocketAddr>, closing: CancellationToken) {
    let Ok(mut term) = signal(SignalKind::terminate()) else { return };
    let Ok(mut int) = signal(SignalKind::interrupt()) else { return };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
    tracing::info!("stopping: no new requests, running ones are finished");
    closing.cancel();
    handle.graceful_shutdown(Some(GRACE));
}
