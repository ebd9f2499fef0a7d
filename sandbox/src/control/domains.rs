//! What others do to domain names: registrants and contacts who answer, registrars who take names over, people on waiting
//! lists, and the registry itself.

use std::collections::HashMap;
use std::fmt::Write as _;

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, post};
use axum::{Json, Router};
use dk::DomainName;
use serde::Deserialize;
use serde_json::json;

use super::Site;
use super::api::{Answer, Body, done};
use super::forms::{back, field};
use super::html::{Esc, query};
use super::pages::when;
use crate::operations::{self, Problem};
use crate::world::domain::{PendingUpdate, SuspensionCause};
use crate::world::{Domain, World};

pub(super) fn api_routes() -> Router<Site> {
    Router::new()
        .route("/domains/{name}/answer", post(answer))
        .route("/domains/{name}/transfer", post(transfer))
        .route("/domains/{name}/waiting-list", post(wait))
        .route("/domains/{name}/suspension", post(suspend).delete(lift))
        .route("/domains/{name}/deletion", delete(stop_deletion))
}

pub(super) fn form_routes() -> Router<Site> {
    Router::new().route("/domains/waiting-list", post(wait_form)).route("/domains/{name}/act", post(act_form))
}

/// The name as the registry keeps it.
fn plain(name: &str) -> String {
    DomainName::parse(name).map_or_else(|_| name.to_owned(), |name| name.unicode().to_owned())
}

/// Does one of the things that buttons and calls name, and says what was done.
async fn act(site: &Site, name: &str, what: &str, value: &str) -> Result<String, Problem> {
    let (registry, name) = (&site.registry, plain(name));
    match what {
        "accept" | "refuse" => {
            operations::answer_domain(registry, &name, what == "accept").await?;
            Ok(format!("The request for {name} was {}", if what == "accept" { "accepted" } else { "refused" }))
        }
        "transfer" => {
            let to = value.trim().to_uppercase();
            operations::transfer(registry, &name, &to).await?;
            Ok(format!("{to} has {name} now"))
        }
        "wait" => {
            let code = operations::wait_for(registry, &name).await?;
            Ok(format!("On the waiting list of {name} with the code {code}"))
        }
        "suspend" => {
            let cause = match value {
                "" | "registry" => SuspensionCause::Registry,
                "payment" => SuspensionCause::Payment,
                "unconfirmed" => SuspensionCause::Unconfirmed,
                other => return Err(Problem::Impossible(format!("{other:?} is no cause"))),
            };
            operations::suspend_domain(registry, &name, cause).await?;
            Ok(format!("{name} is suspended"))
        }
        "lift" => {
            operations::lift_suspension(registry, &name).await?;
            Ok(format!("The suspension of {name} is lifted"))
        }
        "stop_deletion" => {
            operations::stop_deletion(registry, &name).await?;
            Ok(format!("{name} is extended and will not be deleted"))
        }
        other => Err(Problem::Impossible(format!("{other:?} cannot be done"))),
    }
}

#[derive(Deserialize)]
struct Answered {
    accepted: bool,
}

async fn answer(State(site): State<Site>, Path(name): Path<String>, given: Body<Answered>) -> Answer {
    done(act(&site, &name, if given?.0.accepted { "accept" } else { "refuse" }, "").await)
}

#[derive(Deserialize)]
struct Transfer {
    /// The account that takes the name over.
    to: String,
}

async fn transfer(State(site): State<Site>, Path(name): Path<String>, given: Body<Transfer>) -> Answer {
    done(act(&site, &name, "transfer", &given?.0.to).await)
}

async fn wait(State(site): State<Site>, Path(name): Path<String>) -> Answer {
    let code = operations::wait_for(&site.registry, &plain(&name)).await?;
    Ok(Json(json!({ "code": code })).into_response())
}

#[derive(Deserialize)]
struct Suspend {
    /// `registry`, `payment` or `unconfirmed`.
    #[serde(default)]
    cause: String,
}

async fn suspend(State(site): State<Site>, Path(name): Path<String>, given: Body<Suspend>) -> Answer {
    done(act(&site, &name, "suspend", &given?.0.cause).await)
}

async fn lift(State(site): State<Site>, Path(name): Path<String>) -> Answer {
    done(act(&site, &name, "lift", "").await)
}

async fn stop_deletion(State(site): State<Site>, Path(name): Path<String>) -> Answer {
    done(act(&site, &name, "stop_deletion", "").await)
}

async fn act_form(
    State(site): State<Site>,
    Path(name): Path<String>,
    Form(fields): Form<HashMap<String, String>>,
) -> Response {
    let result = act(&site, &name, field(&fields, "what"), field(&fields, "value")).await;
    back(&fields, result)
}

async fn wait_form(State(site): State<Site>, Form(fields): Form<HashMap<String, String>>) -> Response {
    let result = act(&site, field(&fields, "name").trim(), "wait", "").await;
    back(&fields, result)
}

/// The form that puts somebody on a name's waiting list.
pub(super) const WAITING_LIST_FORM: &str = "<section><h2>Waiting list</h2><form method=\"post\" \
    action=\"/domains/waiting-list\"><input type=\"hidden\" name=\"back\" value=\"/domains\"><label>Name\
    <input name=\"name\" placeholder=\"eksempel.dk\"></label><button>Join the waiting list</button></form>\
    <p>A name that nobody has is offered at once, others when they are deleted.</p></section>";

/// What is under way for a name, and the buttons of others.
pub(super) fn section(world: &World, domain: &Domain) -> String {
    let path = query(&domain.name);
    let form = |inside: &str| {
        format!(
            "<form method=\"post\" action=\"/domains/{path}/act\"><input type=\"hidden\" name=\"back\" \
             value=\"/domains/{path}\">{inside}</form>"
        )
    };
    let button = |what: &str, label: &str| {
        form(&format!("<input type=\"hidden\" name=\"what\" value=\"{what}\"><button>{label}</button>"))
    };
    let mut out = String::from("<section><h2>What others do</h2>");
    if let Some(pending) = &domain.pending {
        // Writing to a String cannot fail.
        let _ = write!(out, "<p>Awaited: {}</p>", awaited(pending));
        if !pending.by_checks {
            out.push_str(&form(
                "<button name=\"what\" value=\"accept\">Accept the request</button>\
                 <button name=\"what\" value=\"refuse\">Refuse the request</button>",
            ));
        }
    }
    let others: String = world
        .accounts()
        .filter(|account| account.handle != domain.sponsor)
        .map(|account| format!("<option value=\"{0}\">{0} {1}</option>", Esc(&account.handle), Esc(&account.name)))
        .collect();
    out.push_str(&form(&format!(
        "<input type=\"hidden\" name=\"what\" value=\"transfer\"><label>New registrar<select name=\"value\">{others}\
         </select></label><button>Take the name over</button>"
    )));
    if domain.suspension().is_none() {
        out.push_str(&form(
            "<input type=\"hidden\" name=\"what\" value=\"suspend\"><label>Cause<select name=\"value\">\
             <option value=\"registry\">the registry's reasons</option><option value=\"payment\">bill not paid</option>\
             <option value=\"unconfirmed\">rights not confirmed</option></select></label><button>Suspend</button>",
        ));
    } else {
        out.push_str(&button("lift", "Lift the suspension"));
        out.push_str(&button("stop_deletion", "Take the cancellation back"));
    }
    out.push_str(&button("wait", "Join the waiting list"));
    let _ = write!(out, "<p>Waiting: {}</p></section>", domain.waiting.len());
    out
}

fn awaited(pending: &PendingUpdate) -> String {
    let mut found = Vec::new();
    let roles = [("registrant", &pending.registrant), ("proxy", &pending.admin), ("payer", &pending.billing)];
    for (role, handle) in roles {
        found.extend(handle.as_ref().map(|handle| format!("{} as {role}", Esc(handle))));
    }
    if let Some((servers, _)) = &pending.delegation {
        found.push(format!("name servers {}", Esc(servers.join(", "))));
    }
    if pending.deletion {
        found.push("deletion".to_owned());
    }
    let until = pending.until.map(|at| format!(", until {}", when(at))).unwrap_or_default();
    let how = if pending.by_checks { " (decided by the mandatory checks)" } else { "" };
    format!("{}{until}{how}", found.join("; "))
}
