//! Whether a name is free, while it is being typed.

use app::whois;
use axum::Json;
use axum::extract::RawQuery;
use axum::response::IntoResponse;
use dk::DomainName;
use serde_json::json;
use ui::explain;

use crate::access::Availability as Feature;
use crate::context::Ctx;
use crate::query;
use crate::registry::Availability;
use crate::registry_errors::outage;
use crate::respond::PageResult;

pub async fn check(ctx: Ctx<Feature>, RawQuery(asked): RawQuery) -> PageResult {
    let fields = query::fields(asked.as_deref());
    let lang = ctx.lang();
    let name = match DomainName::parse(fields.get("name")) {
        Ok(name) => name,
        Err(error) => {
            let message = explain::name(lang, &error);
            return Ok(Json(json!({ "available": false, "message": message, "ascii": "" })).into_response());
        }
    };
    let checked = ctx.app.registry.check_domains(ctx.account(), &[name.unicode().to_owned()]).await;
    let (available, message) = match checked.into_iter().next().map(|checked| checked.result) {
        Some(Ok(Availability::Available)) => (true, whois::search::answer_label(lang, true, None)),
        Some(Ok(Availability::Taken(reason))) => (false, whois::search::answer_label(lang, false, reason.as_deref())),
        Some(Err(error)) => (false, explain::outage(lang, &outage(&error).unwrap_or_default()).0),
        None => (false, String::new()),
    };
    Ok(Json(json!({ "available": available, "message": message, "ascii": name.ascii() })).into_response())
}
