//! What the page's forms send. Each answers by sending the browser back to the page with a word about what happened.

use std::collections::HashMap;

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Router, http::Uri};

use super::{Site, actions};
use crate::operations::Problem;

type Fields = Form<HashMap<String, String>>;

pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/clock", post(advance))
        .route("/accounts/{handle}/fill", post(fill))
        .route("/contacts/{handle}/verification", post(verify))
        .route("/contacts/{handle}/email", post(confirm_email))
        .route("/contacts/{handle}/bounce", post(bounce_email))
        .route("/contacts/{handle}/data", post(correct_contact))
        .route("/contacts/{handle}/risk", post(plan_risk))
        .route("/hosts/{name}/answer", post(answer_host))
        .route("/faults", post(add_fault))
        .route("/faults/remove", post(remove_fault))
        .route("/sessions/end", post(end_session))
        .route("/shutdown", post(shutdown))
        .route("/reset", post(reset))
}

pub(super) fn field<'a>(fields: &'a HashMap<String, String>, name: &str) -> &'a str {
    fields.get(name).map(String::as_str).unwrap_or_default()
}

/// Back to the page that the form names, never to another site.
pub(super) fn back(fields: &HashMap<String, String>, result: Result<String, Problem>) -> Response {
    let to = field(fields, "back").parse::<Uri>().ok().filter(|uri| uri.authority().is_none());
    let path =
        to.as_ref().map(Uri::path).filter(|path| path.starts_with('/') && !path.starts_with("//")).unwrap_or("/");
    let (key, text) = match result {
        Ok(text) => ("done", text),
        Err(problem) => ("error", problem.to_string()),
    };
    Redirect::to(&format!("{path}?{key}={}", super::html::query(&text))).into_response()
}

async fn advance(State(site): State<Site>, Form(fields): Fields) -> Response {
    let by = match field(&fields, "by") {
        "" => field(&fields, "other"),
        by => by,
    };
    let result = match actions::duration(by) {
        Ok(by) => actions::advance(&site, by).await,
        Err(problem) => Err(problem),
    };
    back(&fields, result)
}

async fn fill(State(site): State<Site>, Path(handle): Path<String>, Form(fields): Fields) -> Response {
    let result = match actions::money(field(&fields, "amount")) {
        Ok(amount) => actions::fill(&site, &handle, amount).await,
        Err(problem) => Err(problem),
    };
    back(&fields, result)
}

async fn verify(State(site): State<Site>, Path(handle): Path<String>, Form(fields): Fields) -> Response {
    let result = actions::verify(&site, &handle, field(&fields, "decision")).await;
    back(&fields, result)
}

async fn confirm_email(State(site): State<Site>, Path(handle): Path<String>, Form(fields): Fields) -> Response {
    let (secondary, confirmed) = (field(&fields, "which") == "secondary", field(&fields, "confirmed") == "yes");
    let result = actions::confirm_email(&site, &handle, secondary, confirmed).await;
    back(&fields, result)
}

async fn bounce_email(State(site): State<Site>, Path(handle): Path<String>, Form(fields): Fields) -> Response {
    let secondary = field(&fields, "which") == "secondary";
    let result = actions::bounce_email(&site, &handle, secondary, field(&fields, "reason")).await;
    back(&fields, result)
}

async fn correct_contact(State(site): State<Site>, Path(handle): Path<String>, Form(fields): Fields) -> Response {
    let given = |name| Some(field(&fields, name).trim().to_owned()).filter(|text| !text.is_empty());
    let data = actions::Correction {
        name: given("name"),
        street: given("street").map(|line| vec![line]),
        postal_code: given("postal_code"),
        city: given("city"),
    };
    let result = actions::correct_contact(&site, &handle, data).await;
    back(&fields, result)
}

async fn plan_risk(State(site): State<Site>, Path(handle): Path<String>, Form(fields): Fields) -> Response {
    let result = actions::plan_risk(&site, &handle, field(&fields, "risk")).await;
    back(&fields, result)
}

async fn answer_host(State(site): State<Site>, Path(name): Path<String>, Form(fields): Fields) -> Response {
    let result = actions::answer_host(&site, &name, field(&fields, "accepted") == "yes").await;
    back(&fields, result)
}

async fn add_fault(State(site): State<Site>, Form(fields): Fields) -> Response {
    let get = |name| field(&fields, name);
    let fault = actions::fault(get("command"), get("action"), get("ms"), get("times"), get("account"));
    let result = fault.map(|fault| {
        let id = site.registry.faults.add(fault);
        format!("Fault {id} waits")
    });
    back(&fields, result)
}

async fn remove_fault(State(site): State<Site>, Form(fields): Fields) -> Response {
    site.registry.faults.remove(field(&fields, "id").parse().ok());
    back(&fields, Ok("Removed".to_owned()))
}

async fn end_session(State(site): State<Site>, Form(fields): Fields) -> Response {
    let id: Option<u64> = field(&fields, "id").parse().ok();
    let ended = site.registry.sessions.end(|session| Some(session.id) == id);
    back(&fields, Ok(format!("{ended} session(s) ended")))
}

async fn shutdown(State(site): State<Site>, Form(fields): Fields) -> Response {
    let text = actions::pretend_shutdown(&site, field(&fields, "on") == "yes");
    back(&fields, Ok(text))
}

async fn reset(State(site): State<Site>, Form(fields): Fields) -> Response {
    let result = actions::reset(&site, field(&fields, "seed")).await;
    back(&fields, result)
}
