//! The account interface: what EPP has no command for, as JSON under `/account/v1/REG-…`.
//!
//! Each call carries the account's secret as `Authorization: Bearer …`. Commands see a change from the next one on.

mod call;
mod deposits;
mod fields;
mod handles;
mod information;
mod security;
mod users;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post, put};

use crate::shared::Shared;

pub(crate) use call::Failure;

/// What a call gives.
type Served = Result<Response, Failure>;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/{account}", get(information::show))
        .route("/{account}/contact-information", patch(information::change_contact))
        .route("/{account}/billing-information", patch(information::change_billing))
        .route("/{account}/public-information", patch(information::change_public))
        .route("/{account}/registration-settings", patch(information::change_settings))
        .route("/{account}/allowlists/{service}", put(security::set_allowlist))
        .route("/{account}/service-users", get(users::list).post(users::create))
        .route("/{account}/service-users/{id}", get(users::show).patch(users::change).delete(users::delete))
        .route("/{account}/linked-handles", get(handles::list).post(handles::link))
        .route("/{account}/linked-handles/new", post(handles::create))
        .route("/{account}/linked-handles/merge", post(handles::merge))
        .route("/{account}/linked-handles/{handle}", axum::routing::delete(handles::unlink))
        .route("/{account}/statement", get(deposits::statement))
        .route("/{account}/deposits", post(deposits::deposit))
        .route("/{account}/deposits/{id}/reversal", post(deposits::reverse))
        .fallback(async || Failure::new(StatusCode::NOT_FOUND, "there is no such address").into_response())
}
