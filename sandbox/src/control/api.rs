//! JSON under `/api`.

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::objects::{self, matching};
use super::{Site, actions, domains};
use crate::faults::Fault;
use crate::operations::{self, Problem};
use crate::portfolio;
use crate::world::contact::Responsible;

/// Rows of a list unless asked for another number.
const LIMIT: usize = 500;

pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/state", get(async |State(site): State<Site>| Json(objects::state(&site))))
        .route("/clock", get(async |State(site): State<Site>| Json(objects::state(&site))).post(advance))
        .route("/ca.pem", get(ca_pem))
        .route("/prices", get(prices))
        .route("/accounts", get(accounts))
        .route("/accounts/{handle}", get(account).patch(change_account))
        .route("/accounts/{handle}/fill", post(fill))
        .route("/accounts/{handle}/statement", get(statement))
        .route("/accounts/{handle}/messages", get(messages))
        .route("/portfolio/{handle}", get(whole_portfolio))
        .route("/domains", get(domains))
        .route("/domains/{name}", get(domain))
        .route("/contacts", get(contacts))
        .route("/contacts/{handle}", get(contact))
        .route("/contacts/{handle}/verification", post(verify))
        .route("/contacts/{handle}/email", post(confirm_email))
        .route("/contacts/{handle}/bounce", post(bounce_email))
        .route("/contacts/{handle}/data", post(correct_contact))
        .route("/contacts/{handle}/risk", post(plan_risk))
        .route("/hosts", get(hosts))
        .route("/hosts/{name}/answer", post(answer_host))
        .route("/applications", get(applications))
        .route("/sessions", get(async |State(site): State<Site>| Json(site.registry.sessions.list())))
        .route("/sessions/{id}", delete(end_session))
        .route("/faults", get(faults).post(add_fault).delete(remove_faults))
        .route("/faults/{id}", delete(remove_fault))
        .route("/shutdown", post(shutdown))
        .route("/reset", post(reset))
        .merge(domains::api_routes())
        .fallback(async || Failure { status: StatusCode::NOT_FOUND, text: "there is no such address".to_owned() })
}

/// Why a call failed, as JSON.
pub(super) struct Failure {
    status: StatusCode,
    text: String,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "error": self.text }))).into_response()
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        let status = match &problem {
            Problem::Unknown(_) => StatusCode::NOT_FOUND,
            Problem::Impossible(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Problem::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self { status, text: problem.to_string() }
    }
}

impl From<JsonRejection> for Failure {
    fn from(rejection: JsonRejection) -> Self {
        Self { status: rejection.status(), text: rejection.body_text() }
    }
}

pub(super) type Answer = Result<Response, Failure>;

/// A body that cannot be read is answered in JSON as well.
pub(super) type Body<T> = Result<Json<T>, JsonRejection>;

pub(super) fn done(result: Result<String, Problem>) -> Answer {
    Ok(Json(json!({ "done": result? })).into_response())
}

fn found<T: Serialize>(found: Option<T>, what: &str) -> Answer {
    let found = found.ok_or_else(|| Problem::Unknown(what.to_owned()))?;
    Ok(Json(found).into_response())
}

#[derive(Deserialize)]
struct Advance {
    /// Such as `3d`.
    by: String,
}

async fn advance(State(site): State<Site>, given: Body<Advance>) -> Answer {
    let by = actions::duration(&given?.0.by)?;
    actions::advance(&site, by).await?;
    Ok(Json(objects::state(&site)).into_response())
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

async fn account(State(site): State<Site>, Path(handle): Path<String>) -> Answer {
    found(site.registry.read(|world, _| world.account(&handle).map(|a| objects::account(world, a))), &handle)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountChange {
    auto_renew: Option<bool>,
    verification: Option<Responsible>,
    allowlist: Option<Vec<ipnetwork::IpNetwork>>,
    session_limit: Option<u16>,
}

async fn change_account(State(site): State<Site>, Path(handle): Path<String>, given: Body<AccountChange>) -> Answer {
    let wanted = given?.0;
    let edit = |account: &mut crate::world::Account| {
        account.auto_renew = wanted.auto_renew.unwrap_or(account.auto_renew);
        account.verification = wanted.verification.unwrap_or(account.verification);
        account.session_limit = wanted.session_limit.unwrap_or(account.session_limit);
        if let Some(networks) = wanted.allowlist {
            account.allowlist = networks.into_iter().collect();
        }
    };
    let changed = operations::change_account(&site.registry, &handle, edit).await?;
    Ok(Json(site.registry.read(|world, _| objects::account(world, &changed))).into_response())
}

#[derive(Deserialize)]
struct Fill {
    /// DKK as text, such as `500.00`; negative to take money out.
    amount: String,
}

async fn fill(State(site): State<Site>, Path(handle): Path<String>, given: Body<Fill>) -> Answer {
    let amount = actions::money(&given?.0.amount)?;
    done(actions::fill(&site, &handle, amount).await)
}

async fn statement(State(site): State<Site>, Path(handle): Path<String>) -> Answer {
    found(site.registry.read(|world, _| world.account(&handle).map(|_| objects::statement(world, &handle))), &handle)
}

async fn messages(State(site): State<Site>, Path(handle): Path<String>) -> Answer {
    let list = site.registry.read(|world, _| {
        world.account(&handle)?;
        Some(world.queue(&handle).map(|m| objects::message(m)).collect::<Vec<_>>())
    });
    found(list, &handle)
}

async fn whole_portfolio(State(site): State<Site>, Path(handle): Path<String>) -> Answer {
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

async fn domain(State(site): State<Site>, Path(name): Path<String>) -> Answer {
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

async fn contact(State(site): State<Site>, Path(handle): Path<String>) -> Answer {
    let handle = handle.to_uppercase();
    found(site.registry.read(|world, _| world.contact(&handle).map(|c| portfolio::contact(world, c))), &handle)
}

#[derive(Deserialize)]
struct Verify {
    /// `complete`, `complete_identity`, `complete_email`, `reject`, `expire`, `begin` or `cancel`.
    decision: String,
}

async fn verify(State(site): State<Site>, Path(handle): Path<String>, given: Body<Verify>) -> Answer {
    done(actions::verify(&site, &handle, &given?.0.decision).await)
}

#[derive(Deserialize)]
struct ConfirmEmail {
    #[serde(default)]
    secondary: bool,
    confirmed: bool,
}

async fn confirm_email(State(site): State<Site>, Path(handle): Path<String>, given: Body<ConfirmEmail>) -> Answer {
    let given = given?.0;
    done(actions::confirm_email(&site, &handle, given.secondary, given.confirmed).await)
}

#[derive(Deserialize)]
struct BounceEmail {
    #[serde(default)]
    secondary: bool,
    /// `antispam`, `bad_checksum`, `config`, `failed` or `unknown`.
    reason: String,
}

async fn bounce_email(State(site): State<Site>, Path(handle): Path<String>, given: Body<BounceEmail>) -> Answer {
    let given = given?.0;
    done(actions::bounce_email(&site, &handle, given.secondary, &given.reason).await)
}

async fn correct_contact(
    State(site): State<Site>,
    Path(handle): Path<String>,
    given: Body<actions::Correction>,
) -> Answer {
    done(actions::correct_contact(&site, &handle, given?.0).await)
}

#[derive(Deserialize)]
struct PlanRisk {
    /// `GREEN`, `BLUE`, `YELLOW`, `RED`, `N/A`, or `rules`.
    risk: String,
}

async fn plan_risk(State(site): State<Site>, Path(handle): Path<String>, given: Body<PlanRisk>) -> Answer {
    done(actions::plan_risk(&site, &handle, &given?.0.risk).await)
}

async fn hosts(State(site): State<Site>, Query(search): Query<Search>) -> Response {
    let limit = search.limit.unwrap_or(LIMIT);
    let list: Vec<_> = site.registry.read(|world, _| {
        let rows = matching(world.hosts(), |h| &h.name, &search.q, limit);
        rows.into_iter().map(|h| portfolio::host(world, h)).collect()
    });
    Json(list).into_response()
}

#[derive(Deserialize)]
struct AnswerHost {
    accepted: bool,
}

async fn answer_host(State(site): State<Site>, Path(name): Path<String>, given: Body<AnswerHost>) -> Answer {
    done(actions::answer_host(&site, &name, given?.0.accepted).await)
}

async fn applications(State(site): State<Site>) -> Response {
    let list: Vec<_> = site.registry.read(|world, _| {
        let rows = matching(world.applications(), |a| &a.tracking_number, "", usize::MAX);
        rows.into_iter().map(|a| objects::application(a)).collect()
    });
    Json(list).into_response()
}

async fn end_session(State(site): State<Site>, Path(id): Path<u64>) -> Answer {
    let ended = site.registry.sessions.end(|session| session.id == id);
    found((ended > 0).then(|| json!({ "done": format!("session {id} ended") })), &format!("session {id}"))
}

async fn faults(State(site): State<Site>) -> Response {
    Json(site.registry.faults.list()).into_response()
}

async fn add_fault(State(site): State<Site>, given: Body<Fault>) -> Answer {
    let id = site.registry.faults.add(given?.0);
    Ok((StatusCode::CREATED, Json(json!({ "id": id }))).into_response())
}

async fn remove_faults(State(site): State<Site>) -> Answer {
    site.registry.faults.remove(None);
    done(Ok("no faults wait".to_owned()))
}

async fn remove_fault(State(site): State<Site>, Path(id): Path<u64>) -> Answer {
    site.registry.faults.remove(Some(id));
    done(Ok(format!("fault {id} is gone")))
}

#[derive(Deserialize)]
struct Shutdown {
    on: bool,
}

async fn shutdown(State(site): State<Site>, given: Body<Shutdown>) -> Answer {
    done(Ok(actions::pretend_shutdown(&site, given?.0.on)))
}

#[derive(Deserialize)]
struct Reset {
    #[serde(default = "demo")]
    seed: String,
}

fn demo() -> String {
    "demo".to_owned()
}

async fn reset(State(site): State<Site>, given: Body<Reset>) -> Answer {
    done(actions::reset(&site, &given?.0.seed).await)
}
