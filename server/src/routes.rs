//! Mounting: a handler gets its route, its method and the access layer from its feature's row, and in no other way.

use std::collections::BTreeSet;

use anyhow::ensure;
use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, on};

use crate::access::{self, Feature, TABLE, Verb};
use crate::admit::admit;
use crate::state::App;

/// Collects handlers under the rows they belong to.
#[derive(Debug)]
pub struct Routes {
    app: App,
    router: Router<App>,
    mounted: BTreeSet<&'static str>,
}

impl Routes {
    /// None yet.
    pub(crate) fn new(app: App) -> Self {
        Self { app, router: Router::new(), mounted: BTreeSet::new() }
    }

    /// Mounts `handler` as the feature `F`, behind the access layer.
    #[must_use]
    pub(crate) fn at<F: Feature, H, T>(self, _feature: F, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.mount::<F, H, T>(handler)
    }

    /// The same, where the feature is a type parameter.
    #[must_use]
    pub(crate) fn mount<F: Feature, H, T>(mut self, handler: H) -> Self
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

    /// All of them.
    ///
    /// # Errors
    /// Where a row of the access table has no handler.
    pub(crate) fn complete(self) -> anyhow::Result<Router<App>> {
        for row in TABLE {
            ensure!(self.mounted.contains(row.name), "the access table's {} has no handler", row.name);
        }
        Ok(self.router)
    }
}
