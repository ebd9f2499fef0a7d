//! `/healthz`, `/readyz`, `/metrics`, and the style sheet and script.

use std::sync::OnceLock;
use std::time::Duration;

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;

use crate::access::{Alive, Asset, Metrics, Ready};
use crate::context::Guest;
use crate::db::MIGRATOR;
use crate::respond::{PageError, PageResult};
use crate::routes::Routes;

static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// Names the process's metrics recorder, once.
pub fn set_recorder(handle: PrometheusHandle) {
    // A second server in one process (tests) shares the first one's recorder.
    let _ = RECORDER.set(handle);
}

pub(crate) fn mount(routes: Routes) -> Routes {
    routes.at(Alive, alive).at(Ready, ready).at(Metrics, metrics).at(Asset, asset)
}

async fn alive(_ctx: Guest<Alive>) -> &'static str {
    "ok\n"
}

/// Ready: the database answers and has every migration.
async fn ready(ctx: Guest<Ready>) -> Response {
    let newest = MIGRATOR.iter().map(|migration| migration.version).max();
    // Not checked while compiling: the table is sqlx's own, made with the first migration.
    let applied = sqlx::query_scalar::<_, Option<i64>>("select max(version) from _sqlx_migrations where success");
    let asked = tokio::time::timeout(Duration::from_secs(2), applied.fetch_one(ctx.app.db.pool())).await;
    let (status, text) = match asked {
        Ok(Ok(applied)) if applied >= newest => (StatusCode::OK, "ready\n"),
        Ok(Ok(_)) => (StatusCode::SERVICE_UNAVAILABLE, "migrations are missing: run birk migrate\n"),
        Ok(Err(error)) if error.as_database_error().is_some() => {
            (StatusCode::SERVICE_UNAVAILABLE, "migrations are missing: run birk migrate\n")
        }
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    };
    (status, text).into_response()
}

/// Prometheus text, for loopback and the configured networks.
async fn metrics(ctx: Guest<Metrics>) -> PageResult {
    if !ctx.address.is_loopback() && !ctx.app.metrics_allow.contain(ctx.address) {
        return Err(PageError::NotFound);
    }
    let text = RECORDER.get().map(PrometheusHandle::render).unwrap_or_default();
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}

/// Style sheet, script and icons. Their names carry a hash of their content, so they are kept for a year.
async fn asset(_ctx: Guest<Asset>, Path(file): Path<String>) -> PageResult {
    let asset = ui::assets::find(&file).ok_or(PageError::NotFound)?;
    let mut response = asset.content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}
