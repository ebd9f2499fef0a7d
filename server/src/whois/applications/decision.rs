//! A person's decision about an application, or about the contact that it waits for.

use app::whois::applications::{self as page, Asked, Decision, Props, Question};
use app::{FieldErrors, FlashKind, FormState, urls};
use axum::extract::Path;
use axum::response::Response;
use serde_json::json;

use super::parse_id;
use crate::access::ApplicationDecision;
use crate::context::{Audit, Ctx, NothingChanged};
use crate::registry::RegistryError;
use crate::registry::journal::{self, Actor, Decided, Operation};
use crate::respond::{self, Answer, PageError};

pub async fn decide(mut ctx: Ctx<ApplicationDecision>, Path(id): Path<String>) -> Answer {
    let id = parse_id(&id)?;
    let mut tx = ctx.tx().await?;
    let (props, asked) = super::props(&mut tx, &ctx, id).await?;
    tx.commit().await?;
    let path = urls::application(&id.to_string());
    // Somebody (or the registry's message) was faster, or the answer is to a question of before.
    let version = ctx.fields.get("version");
    let outdated = !version.is_empty() && version != props.version;
    let (Some(question), Some(asked), false) = (&props.asked, asked, outdated) else {
        return too_late(&ctx, &props, &path).await;
    };
    let decision = match page::parse(&ctx.fields, ctx.lang(), question) {
        Ok(decision) => decision,
        Err(errors) => return Ok(again(ctx, props, errors)),
    };
    let word = format!("{decision:?}");
    let decision = match decision {
        Decision::Executed { handle } => {
            journal::Decision::Executed { object: handle.map(|handle| handle.as_str().to_owned()) }
        }
        Decision::NotExecuted => journal::Decision::SendAgain,
        Decision::GiveUp => journal::Decision::GiveUp,
    };
    let actor = Actor { user: Some(ctx.user()), name: ctx.who.email.clone() };
    let decided = ctx.app.registry.journal().decide(ctx.account(), &actor, asked, decision).await;
    let decided = decided.map_err(|error| match error {
        RegistryError::Database(error) => PageError::from(error),
        error => PageError::Internal(error.into()),
    })?;
    match decided {
        Decided::Now(_) => {
            let response = ctx.done(&path, page::decided(ctx.lang()).to_owned()).await?;
            Ok(Audit::of(props.domain).with(json!({ "decision": word })).on(response))
        }
        Decided::TooLate(_) => {
            let mut tx = ctx.tx().await?;
            let (props, _) = super::props(&mut tx, &ctx, id).await?;
            tx.commit().await?;
            too_late(&ctx, &props, &path).await
        }
        Decided::UnknownKind(_) => {
            ctx.flash(FlashKind::Problem, page::unknown_kind(ctx.lang()).to_owned(), None).await?;
            Ok(NothingChanged::on(respond::go_to(&path)))
        }
        Decided::Unknown => Err(PageError::NotFound),
    }
}

/// The page again, with what became of the application meanwhile.
async fn too_late(ctx: &Ctx<ApplicationDecision>, props: &Props, path: &str) -> Answer {
    ctx.flash(FlashKind::Note, page::settled_meanwhile(ctx.lang(), props), None).await?;
    Ok(NothingChanged::on(respond::go_to(path)))
}

fn again(ctx: Ctx<ApplicationDecision>, props: Props, errors: FieldErrors) -> Response {
    let state = FormState::with_errors(ctx.fields, errors);
    respond::invalid(page::page(ctx.viewer, props, &state))
}

/// The operation that a person is asked about: the application, or what it waits for.
pub fn asked<'a>(operation: &'a Operation, children: &'a [Operation]) -> Option<&'a Operation> {
    children.iter().chain([operation]).find(|operation| operation.needs_person.is_some() && !operation.state.is_final())
}

/// What a person is asked.
pub(super) fn question(operation: &Operation) -> Asked {
    Asked {
        question: Question::from_word(operation.needs_person.as_deref().unwrap_or_default()),
        contact: operation.kind == "contact.create",
        accepted: operation.state != journal::State::Uncertain,
        cl_trid: operation.cl_trid.clone(),
    }
}
