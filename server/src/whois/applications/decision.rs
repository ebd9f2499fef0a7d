//! A person's decision about an application, or about the contact that it waits for.

use app::whois::applications::{self as page, Asked, AskedContact, Decision, Props, Question};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use dk::Act;
use ui::{FieldErrors, FlashKind, FormState, Refusal, explain, urls};

use super::parse_id;
use crate::access::ApplicationDecision;
use crate::context::Ctx;
use crate::registry::RegistryError;
use crate::registry::journal::{self, Decided, Operation};
use crate::registry::operations::{ContactMode, Request};
use crate::registry_errors::outage;
use crate::respond::{self, PageError, PageResult};

pub async fn decide(mut ctx: Ctx<ApplicationDecision>, Path(id): Path<String>) -> PageResult {
    let id = parse_id(&id)?;
    let mut tx = ctx.tx().await?;
    let (props, asked) = super::props(&mut tx, &ctx, id).await?;
    tx.commit().await?;
    let path = urls::application(&id.to_string());
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
    let decision = match decision {
        Decision::Executed { handle } => {
            journal::Decision::Executed { object: handle.map(|handle| handle.as_str().to_owned()) }
        }
        Decision::NotExecuted => journal::Decision::SendAgain,
        Decision::GiveUp => journal::Decision::GiveUp,
    };
    let decided = ctx.app.registry.journal().decide(&ctx.deciding(), asked, decision).await;
    let decided = match decided {
        Ok(decided) => decided,
        Err(RegistryError::Database(error)) => return Err(PageError::from(error)),
        Err(error) => return Ok(not_asked(ctx, props, &error)),
    };
    match decided {
        Decided::Now(_) => ctx.done(&path, page::decided(ctx.lang()).to_owned()).await,
        Decided::TooLate(_) => {
            let mut tx = ctx.tx().await?;
            let (props, _) = super::props(&mut tx, &ctx, id).await?;
            tx.commit().await?;
            too_late(&ctx, &props, &path, true).await
        }
        Decided::NotThat(_) => {
            let mut errors = FieldErrors::default();
            errors.add("handle", page::not_that_contact(ctx.lang()));
            Ok(again(ctx, props, errors))
        }
        Decided::UnknownKind(_) => {
            ctx.flash(FlashKind::Problem, page::unknown_kind(ctx.lang()).to_owned(), None).await?;
            Ok(respond::go_to(&path))
        }
        Decided::Unknown => Err(PageError::NotFound),
    }
}

/// The page again, with what became of the application meanwhile. `was_asked`: there was a question that was answered.
async fn too_late(ctx: &Ctx<ApplicationDecision>, props: &Props, path: &str, was_asked: bool) -> PageResult {
    let told = if was_asked { page::settled_meanwhile } else { page::nothing_asked };
    ctx.flash(FlashKind::Note, told(ctx.lang(), props), None).await?;
    Ok(respond::go_to(path))
}

/// The registry could not be asked about the contact that was named.
fn not_asked(ctx: Ctx<ApplicationDecision>, props: Props, error: &RegistryError) -> Response {
    tracing::warn!(%error, "a contact that a person named could not be looked up");
    let lang = ctx.lang();
    let (_, explanation) = explain::outage(lang, &outage(error).unwrap_or_default());
    let refusal = Refusal { title: page::contact_not_asked(lang).to_owned(), explanation, ..Refusal::default() };
    let state = FormState { refusal: Some(refusal), ..FormState::of(ctx.fields) };
    respond::page_with(StatusCode::SERVICE_UNAVAILABLE, page::page(ctx.viewer, props, &state))
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
        contact: (operation.act() == Some(Act::CreateContact)).then(|| contact(operation)),
        accepted: operation.state != journal::State::Uncertain,
        cl_trid: operation.cl_trid.clone(),
    }
}

/// The contact that was asked for.
fn contact(operation: &Operation) -> AskedContact {
    let Ok(Request::ContactCreate(create)) = operation.typed() else { return AskedContact::default() };
    AskedContact {
        reused: create.mode == ContactMode::Auto,
        name: create.name,
        organisation: create.organisation.unwrap_or_default(),
        street: create.street,
        postal_code: create.postal_code.unwrap_or_default(),
        city: create.city,
        country: create.country,
        email: create.email,
    }
}
