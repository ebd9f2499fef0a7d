//! The form's page, and the review at its own address.

use app::flow::{self as pages, Again, OperationForm, Props, ReviewProps};
use axum::extract::{RawPathParams, RawQuery};
use axum::response::Response;
use ui::{FieldErrors, Fields, FlashKind, FormState, urls};
use uuid::Uuid;

use super::{AskedOf, KnownOf, Operation, drafts, fresh_funds, known_funds, object, quote};
use crate::access::Feature;
use crate::context::Ctx;
use crate::query;
use crate::registry::journal;
use crate::registry::order::{Draft, FormKey};
use crate::respond::{self, PageError, PageResult};

pub(super) async fn open<O: Operation>(
    mut ctx: Ctx<O::Page>,
    params: RawPathParams,
    RawQuery(asked): RawQuery,
) -> PageResult {
    let asked = query::fields(asked.as_deref());
    let object = object(&params);
    if let Some(key) = FormKey::posted(asked.get("review")) {
        return kept_review::<O>(ctx, &object, key).await;
    }
    let Some(key) = FormKey::posted(asked.get("form")) else { return with_key::<O>(ctx, &object, asked).await };
    let mut state = ctx.opened_form().await?;
    if let Some(typed) = drafts::kept(&ctx, &key, ctx.path()).await? {
        state = FormState::of(typed);
    }
    for name in <O::Form as OperationForm>::FROM_LINK {
        if state.fields.get(name).is_empty() && !asked.get(name).is_empty() {
            state.fields.set(name, asked.get(name));
        }
    }
    let known = O::load(&mut ctx, &object, &state.fields).await?;
    shown::<O, _>(ctx, known, key, state, Shown::Opened).await
}

/// A new form: its key is in its address, so that going back from the review finds what was typed. Where there is nothing to
/// type, the page is the review.
async fn with_key<O: Operation>(mut ctx: Ctx<O::Page>, object: &str, asked: Fields) -> PageResult {
    let key = FormKey::new(&ctx.app.clock);
    if !<O::Form as OperationForm>::HAS_FIELDS {
        let known = O::load(&mut ctx, object, &Fields::default()).await?;
        return shown::<O, _>(ctx, known, key, FormState::default(), Shown::Opened).await;
    }
    let from_link = <O::Form as OperationForm>::FROM_LINK.iter().filter(|name| !asked.get(name).is_empty());
    let pairs = [("form", key.as_str())].into_iter().chain(from_link.map(|name| (*name, asked.get(name))));
    let query = serde_urlencoded::to_string(pairs.collect::<Vec<_>>()).map_err(anyhow::Error::from)?;
    Ok(respond::go_to(&format!("{}?{query}", ctx.path())))
}

/// Why a form is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// It is opened.
    Opened,
    /// Something is wrong with it, or was refused.
    Wrong,
}

/// The form; where there is nothing to type, the review takes its place.
pub(super) async fn shown<O: Operation, F: Feature>(
    ctx: Ctx<F>,
    known: KnownOf<O>,
    key: FormKey,
    state: FormState,
    why: Shown,
) -> PageResult {
    let (lang, now) = (ctx.lang(), ctx.app.clock.now());
    if let Some(reason) = <O::Form as OperationForm>::barred(lang, now, &known)
        && state.refusal.is_none()
    {
        let html = pages::barred::<O::Form>(ctx.viewer, &known, reason, why == Shown::Wrong);
        return Ok(if why == Shown::Wrong { respond::invalid(html) } else { respond::page(html) });
    }
    if !<O::Form as OperationForm>::HAS_FIELDS {
        let nothing = <O::Form as OperationForm>::read(&state.fields, lang, now, &known);
        let asked = nothing.map_err(|_| anyhow::anyhow!("{} has no fields and refuses them", O::ROW.name))?;
        return reviewed::<O, F>(ctx, known, asked, key, None, state).await;
    }
    let quote = quote::<F, O>(&ctx).await?;
    let funds = known_funds(&ctx, &quote);
    let props = Props { known, funds, form_key: key.as_str().to_owned() };
    let html = pages::page::<O::Form>(ctx.viewer, props, &state);
    Ok(if why == Shown::Wrong { respond::invalid(html) } else { respond::page(html) })
}

/// The review of what is kept under a key. Sent since: on to the operation.
async fn kept_review<O: Operation>(mut ctx: Ctx<O::Page>, object: &str, key: FormKey) -> PageResult {
    if let Some(id) = sent_as::<O, _>(&mut ctx, &key).await? {
        return Ok(respond::go_to(&urls::operation(&id.to_string())));
    }
    if !<O::Form as OperationForm>::HAS_FIELDS {
        return Ok(respond::go_to(ctx.path()));
    }
    let Some(typed) = drafts::kept(&ctx, &key, ctx.path()).await? else {
        ctx.flash(FlashKind::Note, pages::draft_gone(ctx.lang()).to_owned(), None).await?;
        return Ok(respond::go_to(ctx.path()));
    };
    let known = O::load(&mut ctx, object, &typed).await?;
    match read::<O, _>(&ctx, &typed, &known) {
        Ok(asked) => reviewed::<O, _>(ctx, known, asked, key, None, FormState::of(typed)).await,
        // What was right when it was reviewed may not be so any more.
        Err(errors) => shown::<O, _>(ctx, known, key, FormState::with_errors(typed, errors), Shown::Wrong).await,
    }
}

/// The operation that the form has become, if it was sent.
pub(super) async fn sent_as<O: Operation, F: Feature>(
    ctx: &mut Ctx<F>,
    key: &FormKey,
) -> Result<Option<Uuid>, PageError> {
    let mut tx = ctx.tx().await?;
    let sent = journal::of_form(&mut tx, ctx.user(), O::ROW.name, key).await?;
    tx.commit().await?;
    Ok(sent)
}

pub(super) fn read<O: Operation, F: Feature>(
    ctx: &Ctx<F>,
    typed: &Fields,
    known: &KnownOf<O>,
) -> Result<AskedOf<O>, FieldErrors> {
    <O::Form as OperationForm>::read(typed, ctx.lang(), ctx.app.clock.now(), known)
}

/// The review of what was asked for, as it is now. What was not answered by a review, or by one of something else, is `again`.
pub(super) async fn reviewed<O: Operation, F: Feature>(
    ctx: Ctx<F>,
    known: KnownOf<O>,
    asked: AskedOf<O>,
    key: FormKey,
    again: Option<&Fields>,
    state: FormState,
) -> Result<Response, PageError> {
    let quote = quote::<F, O>(&ctx).await?;
    let (checked, funds) = tokio::join!(O::check(&ctx, &asked), fresh_funds(&ctx, &quote));
    let changes = <O::Form as OperationForm>::changes(&asked, &known);
    let again = again.map(|posted| Again::compare(posted, !posted.get("reviewed").is_empty(), quote.price(), &changes));
    let draft: Draft<O::Command> = O::draft(&asked, &known, key.clone(), quote).map_err(anyhow::Error::from)?;
    let token = draft.review(ctx.account(), ctx.user(), O::ROW.name, &ctx.app.key);
    let wrong = again.is_some() || !state.errors.is_empty() || state.refusal.is_some();
    let form_key = key.as_str().to_owned();
    let html = pages::review(
        ctx.viewer,
        ReviewProps::<O::Form> { known, asked, checked, funds, form_key, token, again, state },
    );
    Ok(if wrong { respond::invalid(html) } else { respond::page(html) })
}
