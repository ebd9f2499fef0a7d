//! Background work: loops that outlive their errors and their panics, and end with the server.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

/// Pause after a piece of work that failed or panicked.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Does `work` with `tools` again and again, `pause` apart, until `stopping`. A turn that says it did something is followed by
/// the next at once.
pub fn every<T, F>(name: &'static str, pause: Duration, stopping: &CancellationToken, tools: &T, work: fn(T) -> F)
where
    T: Clone + Send + 'static,
    F: Future<Output = anyhow::Result<bool>> + Send + 'static,
{
    let (stopping, tools) = (stopping.clone(), tools.clone());
    tokio::spawn(async move {
        while !stopping.is_cancelled() {
            let wait = match turn(name, work(tools.clone())).await {
                Some(true) => Duration::ZERO,
                Some(false) => pause,
                None => pause.max(AFTER_FAILURE),
            };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = stopping.cancelled() => return,
            }
        }
    });
}

/// Runs `work`, which ends only with `stopping`; starts it again should it fail.
pub fn run<T, F>(name: &'static str, stopping: &CancellationToken, tools: &T, work: fn(T) -> F)
where
    T: Clone + Send + 'static,
    F: Future<Output = anyhow::Result<()>> + Send + 'static,
{
    let (stopping, tools) = (stopping.clone(), tools.clone());
    tokio::spawn(async move {
        while !stopping.is_cancelled() {
            turn(name, work(tools.clone())).await;
            tokio::select! {
                () = tokio::time::sleep(AFTER_FAILURE) => {}
                () = stopping.cancelled() => return,
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
