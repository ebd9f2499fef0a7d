//! The router: mounts features by their rows of the access table, and nothing else.

use std::collections::BTreeSet;

use anyhow::{Context as _, ensure};
use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, on};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};
use tower_sessions_sqlx_store::PostgresStore;

use crate::access::{self, Feature, NOTHING, TABLE, Verb};
use crate::admit::admit;
use crate::auth::guest::cookie_name;
use crate::state::App;
use crate::{administration, auth, failure, health, prepaid, profile, whois};

/// Collects handlers under the rows they belong to.
#[derive(Debug)]
pub struct Routes {
    app: App,
    router: Router<App>,
    mounted: BTreeSet<&'static str>,
}

impl Routes {
    fn new(app: App) -> Self {
        Self { app, router: Router::new(), mounted: BTreeSet::new() }
    }

    /// Mounts `handler` as the feature `F`, behind the access layer.
    #[must_use]
    pub fn at<F: Feature, H, T>(mut self, _feature: F, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let row: &'static access::Row = const { &F::ROW };
        let filter = match row.method {
            Verb::Get => MethodFilter::GET,
            Verb::Post => MethodFilter::POST,
        };
        let guarded = on(filter, handler).layer(from_fn_with_state((self.app.clone(), row), admit));
        self.router = self.router.route(row.path, guarded);
        self.mounted.insert(row.name);
        self
    }
}

/// The whole site.
///
/// # Errors
/// Where a row of the access table has no handler.
pub fn build(app: App) -> anyhow::Result<Router> {
    let routes = Routes::new(app.clone());
    let routes = health::mount(routes);
    let routes = auth::mount(routes);
    let routes = whois::mount(routes);
    let routes = administration::mount(routes);
    let routes = prepaid::mount(routes);
    let routes = profile::mount(routes);
    for row in TABLE {
        ensure!(routes.mounted.contains(row.name), "the access table's {} has no handler", row.name);
    }
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
        .with_expiry(Expiry::OnInactivity(app.limits.absolute + auth::session::DRAFTS_FOR));
    let nothing = from_fn_with_state((app.clone(), &NOTHING), admit);
    Ok(routes
        .router
        .fallback(failure::nothing_here.layer(nothing.clone()))
        .method_not_allowed_fallback(failure::nothing_here.layer(nothing))
        .layer(sessions)
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .with_state(app))
}
