//! A person's decision about an operation, or about the step that it waits for.

use app::operations::{self as page, Decision, Props};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use ui::{FieldErrors, FlashKind, FormState, Refusal, explain, urls};
use uuid::Uuid;

use super::{content, parse_id};
use crate::access::OperationDecision;
use crate::context::Ctx;
use crate::registry::RegistryError;
use crate::registry::journal::{self, Decided};
use crate::registry_errors::outage;
use crate::respond::{self, PageError, PageResult};

/// The row admits everybody, for it cannot name the act: its meta-roles are looked at here, once the operation is known.
pub async fn decide(mut ctx: Ctx<OperationDecision>, Path(id): Path<String>) -> PageResult {
    let id = parse_id(&id)?;
    let mut tx = ctx.tx().await?;
    let content::Content { props, asked } = content::read(&mut tx, &ctx.who, id).await?;
    tx.commit().await?;
    let path = urls::operation(&id.to_string());
    if props.settled_like.is_none() {
        return unknown_kind(&ctx, &path).await;
    }
    if !props.may_decide {
        return Err(PageError::Forbidden);
    }
    // Somebody (or the registry's message) was faster, or the answer is to a question of before.
    let version = ctx.fields.get("version");
    let outdated = !version.is_empty() && version != props.version;
    let (Some(question), Some(asked), false) = (&props.asked, asked, outdated) else {
        return too_late(&ctx, &props, &path, outdated).await;
    };
    let decision = match page::parse(&ctx.fields, ctx.lang(), question) {
        Ok(decision) => decision,
        Err(errors) => return Ok(again(ctx, props, errors)),
    };
    let decided = match apply(&ctx, asked, decision).await {
        Ok(decided) => decided,
        Err(RegistryError::Database(error)) => return Err(PageError::from(error)),
        Err(error) => return Ok(not_asked(ctx, props, &error)),
    };
    match decided {
        Decided::Now(_) => ctx.done(&path, page::decided(ctx.lang()).to_owned()).await,
        Decided::TooLate(_) => {
            let mut tx = ctx.tx().await?;
            let content::Content { props, .. } = content::read(&mut tx, &ctx.who, id).await?;
            tx.commit().await?;
            too_late(&ctx, &props, &path, true).await
        }
        Decided::NotThat(_) => {
            let mut errors = FieldErrors::default();
            errors.add("handle", page::not_that_contact(ctx.lang()));
            Ok(again(ctx, props, errors))
        }
        Decided::UnknownKind(_) => unknown_kind(&ctx, &path).await,
        Decided::Unknown => Err(PageError::NotFound),
    }
}

/// Hands the decision to the journal.
async fn apply(ctx: &Ctx<OperationDecision>, asked: Uuid, decision: Decision) -> Result<Decided, RegistryError> {
    let decision = match decision {
        Decision::Executed { handle } => {
            journal::Decision::Executed { object: handle.map(|handle| handle.as_str().to_owned()) }
        }
        Decision::NotExecuted => journal::Decision::SendAgain,
        Decision::GiveUp => journal::Decision::GiveUp,
    };
    ctx.app.registry.journal().decide(&ctx.deciding(), asked, decision).await
}

/// The page again: nothing was changed, since this version cannot tell what a decision would do.
async fn unknown_kind(ctx: &Ctx<OperationDecision>, path: &str) -> PageResult {
    ctx.flash(FlashKind::Problem, page::unknown_kind(ctx.lang()).to_owned(), None).await?;
    Ok(respond::go_to(path))
}

/// The page again, with what became of the operation meanwhile. `was_asked`: there was a question that was answered.
async fn too_late(ctx: &Ctx<OperationDecision>, props: &Props, path: &str, was_asked: bool) -> PageResult {
    let told = if was_asked { page::settled_meanwhile } else { page::nothing_asked };
    ctx.flash(FlashKind::Note, told(ctx.lang(), props), None).await?;
    Ok(respond::go_to(path))
}

/// The registry could not be asked about the contact that was named.
fn not_asked(ctx: Ctx<OperationDecision>, props: Props, error: &RegistryError) -> Response {
    tracing::warn!(%error, "a contact that a person named could not be looked up");
    let lang = ctx.lang();
    let (_, explanation) = explain::outage(lang, &outage(error).unwrap_or_default());
    let refusal = Refusal { title: page::contact_not_asked(lang).to_owned(), explanation, ..Refusal::default() };
    let state = FormState { refusal: Some(refusal), ..FormState::of(ctx.fields) };
    respond::page_with(StatusCode::SERVICE_UNAVAILABLE, page::page(ctx.viewer, props, &state))
}

fn again(ctx: Ctx<OperationDecision>, props: Props, errors: FieldErrors) -> Response {
    let state = FormState::with_errors(ctx.fields, errors);
    respond::invalid(page::page(ctx.viewer, props, &state))
}
