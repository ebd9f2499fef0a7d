//! The router: the whole site from its features, with the layers around all of them, and nothing else.

use anyhow::Context as _;
use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};
use tower_sessions_sqlx_store::PostgresStore;

use crate::access::NOTHING;
use crate::admit::admit;
use crate::auth::session::DRAFTS_FOR;
use crate::guest::cookie_name;
use crate::routes::Routes;
use crate::state::App;
use crate::{administration, failure, health, login, operations, prepaid, profile, whois};

/// The whole site.
///
/// # Errors
/// Where a row of the access table has no handler.
pub fn build(app: App) -> anyhow::Result<Router> {
    let routes = Routes::new(app.clone());
    let routes = health::mount(routes);
    let routes = login::mount(routes);
    let routes = whois::mount(routes);
    let routes = operations::mount(routes);
    let routes = administration::mount(routes);
    let routes = prepaid::mount(routes);
    let routes = profile::mount(routes);
    let site = routes.complete()?;
    let store = PostgresStore::new(app.db.pool().clone())
        .with_schema_name("tower_sessions")
        .map_err(anyhow::Error::msg)
        .context("session store")?;
    let sessions = SessionManagerLayer::new(store)
        .with_name(cookie_name("birk_session", app.over_tls))
        .with_same_site(SameSite::Lax)
        .with_secure(app.over_tls)
        .with_http_only(true)
        // The end is decided by the limits of auth::session; the row stays a little longer, for drafts.
        .with_expiry(Expiry::OnInactivity(app.limits.absolute + DRAFTS_FOR));
    let nothing = from_fn_with_state((app.clone(), &NOTHING), admit);
    Ok(site
        .fallback(failure::nothing_here.layer(nothing.clone()))
        .method_not_allowed_fallback(failure::nothing_here.layer(nothing))
        .layer(sessions)
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .with_state(app))
}
