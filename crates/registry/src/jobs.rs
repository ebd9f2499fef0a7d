//! Background work: loops that outlive their errors and their panics, and end with the server.

use std::time::Duration;

use crate::Registry;

/// Pause after a piece of work that failed or panicked.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Does `work` again and again, `pause` apart, until the server stops. A turn that says it did something is followed by the
/// next at once.
pub fn every<F>(name: &'static str, pause: Duration, registry: &Registry, work: fn(Registry) -> F)
where
    F: Future<Output = anyhow::Result<bool>> + Send + 'static,
{
    let registry = registry.clone();
    tokio::spawn(async move {
        while !registry.stopping().is_cancelled() {
            let wait = match turn(name, work(registry.clone())).await {
                Some(true) => Duration::ZERO,
                Some(false) => pause,
                None => pause.max(AFTER_FAILURE),
            };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = registry.stopping().cancelled() => return,
            }
        }
    });
}

/// Runs `work`, which ends only with the server; starts it again should it fail.
pub fn run<F>(name: &'static str, registry: &Registry, work: fn(Registry) -> F)
where
    F: Future<Output = anyhow::Result<()>> + Send + 'static,
{
    let registry = registry.clone();
    tokio::spawn(async move {
        while !registry.stopping().is_cancelled() {
            turn(name, work(registry.clone())).await;
            tokio::select! {
                () = tokio::time::sleep(AFTER_FAILURE) => {}
                () = registry.stopping().cancelled() => return,
            }
        }
    });
}

/// One turn, in a task of its own so that a panic ends the turn and nothing else.
async fn turn<T: Send + 'static>(
    name: &'static str,
    work: impl Future<Output = anyhow::Result<T>> + Send + 'static,
) -> Option<T> {
    let outcome = match tokio::spawn(work).await {
        Ok(Ok(done)) => return Some(done),
        Ok(Err(error)) => format!("{error:#}"),
        Err(error) => error.to_string(),
    };
    metrics::counter!("birk_job_failures_total", "job" => name).increment(1);
    tracing::error!(job = name, error = outcome, "background work failed; it goes on");
    None
}
