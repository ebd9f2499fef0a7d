//! JSON under `/api`: looking. What is done is in `act`.

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::failure::Failure;
use super::objects::{self, matching};
use super::{Site, act, waiting};
use crate::operations::Problem;
use crate::portfolio;

/// Rows of a list unless asked for another number.
const LIMIT: usize = 500;

pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/state", get(async |State(site): State<Site>| Json(objects::state(&site))))
        .route("/clock", get(async |State(site): State<Site>| Json(objects::state(&site))))
        .route("/ca.pem", get(ca_pem))
        .route("/prices", get(prices))
        .route("/accounts", get(accounts))
        .route("/accounts/{handle}", get(account))
        .route("/accounts/{handle}/statement", get(statement))
        .route("/accounts/{handle}/messages", get(messages))
        .route("/portfolio/{handle}", get(whole_portfolio))
        .route("/domains", get(domains))
        .route("/domains/{name}", get(domain))
        .route("/contacts", get(contacts))
        .route("/contacts/{handle}", get(contact))
        .route("/hosts", get(hosts))
        .route("/applications", get(applications))
        .route("/offers", get(offers))
        .route("/waiting", get(waits))
        .route("/sessions", get(async |State(site): State<Site>| Json(site.registry.sessions.list())))
        .route("/faults", get(async |State(site): State<Site>| Json(site.registry.faults.list())))
        .merge(act::calls())
        .fallback(async || Failure::new(StatusCode::NOT_FOUND, "there is no such address"))
}

type JsonResult = Result<Response, Failure>;

fn found<T: Serialize>(found: Option<T>, what: &str) -> JsonResult {
    let found = found.ok_or_else(|| Problem::Unknown(what.to_owned()))?;
    Ok(Json(found).into_response())
}

async fn ca_pem(State(site): State<Site>) -> Response {
    ([(header::CONTENT_TYPE, "application/x-pem-file")], site.ca_pem.clone()).into_response()
}

async fn prices(State(site): State<Site>) -> Response {
    ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], site.registry.settings.prices.to_csv()).into_response()
}

async fn accounts(State(site): State<Site>) -> Response {
    let list: Vec<_> = site.registry.read(|world, _| world.accounts().map(|a| objects::account(world, a)).collect());
    Json(list).into_response()
}

async fn account(State(site): State<Site>, Path(handle): Path<String>) -> JsonResult {
    found(site.registry.read(|world, _| world.account(&handle).map(|a| objects::account(world, a))), &handle)
}

async fn statement(State(site): State<Site>, Path(handle): Path<String>) -> JsonResult {
    found(site.registry.read(|world, _| world.account(&handle).map(|_| objects::statement(world, &handle))), &handle)
}

async fn messages(State(site): State<Site>, Path(handle): Path<String>) -> JsonResult {
    let list = site.registry.read(|world, _| {
        world.account(&handle)?;
        Some(world.queue(&handle).map(|m| objects::message(m)).collect::<Vec<_>>())
    });
    found(list, &handle)
}

async fn whole_portfolio(State(site): State<Site>, Path(handle): Path<String>) -> JsonResult {
    found(site.registry.read(|world, now| world.account(&handle).map(|_| portfolio::of(world, &handle, now))), &handle)
}

#[derive(Deserialize)]
struct Search {
    #[serde(default)]
    q: String,
    limit: Option<usize>,
}

async fn domains(State(site): State<Site>, Query(search): Query<Search>) -> Response {
    let limit = search.limit.unwrap_or(LIMIT);
    let list: Vec<_> = site.registry.read(|world, now| {
        let rows = matching(world.domains(), |d| &d.name, &search.q, limit);
        rows.into_iter().map(|d| portfolio::domain(world, d, now)).collect()
    });
    Json(list).into_response()
}

async fn domain(State(site): State<Site>, Path(name): Path<String>) -> JsonResult {
    let name = dk::DomainName::parse(&name).map_or(name, |name| name.unicode().to_owned());
    found(site.registry.read(|world, now| world.domain(&name).map(|d| portfolio::domain(world, d, now))), &name)
}

async fn contacts(State(site): State<Site>, Query(search): Query<Search>) -> Response {
    let limit = search.limit.unwrap_or(LIMIT);
    let list: Vec<_> = site.registry.read(|world, _| {
        let rows = matching(world.contacts(), |c| &c.handle, &search.q, limit);
        rows.into_iter().map(|c| portfolio::contact(world, c)).collect()
    });
    Json(list).into_response()
}

async fn contact(State(site): State<Site>, Path(handle): Path<String>) -> JsonResult {
    let handle = handle.to_uppercase();
    found(site.registry.read(|world, _| world.contact(&handle).map(|c| portfolio::contact(world, c))), &handle)
}

async fn hosts(State(site): State<Site>, Query(search): Query<Search>) -> Response {
    let limit = search.limit.unwrap_or(LIMIT);
    let list: Vec<_> = site.registry.read(|world, _| {
        let rows = matching(world.hosts(), |h| &h.name, &search.q, limit);
        rows.into_iter().map(|h| portfolio::host(world, h)).collect()
    });
    Json(list).into_response()
}

async fn applications(State(site): State<Site>) -> Response {
    let list: Vec<_> = site.registry.read(|world, _| {
        let rows = matching(world.applications(), |a| &a.tracking_number, "", usize::MAX);
        rows.into_iter().map(|a| objects::application(a)).collect()
    });
    Json(list).into_response()
}

async fn offers(State(site): State<Site>) -> Response {
    let list: Vec<_> = site.registry.read(|world, _| {
        let rows = matching(world.offers(), |o| &o.domain, "", usize::MAX);
        rows.into_iter().map(|o| objects::offer(o)).collect()
    });
    Json(list).into_response()
}

/// All for whom somebody waits.
async fn waits(State(site): State<Site>) -> Response {
    Json(site.registry.read(|world, _| waiting::of(world, LIMIT))).into_response()
}
