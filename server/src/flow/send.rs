//! What a form brings back: on to its review, or sent as it was reviewed.

use app::flow::{self as pages, Confirm, OperationForm, TYPED_NAME};
use axum::extract::RawPathParams;
use ui::{FieldErrors, FormState, urls};

use super::open::{Shown, read, reviewed, sent_as, shown};
use super::outcome::outcome;
use super::{Operation, drafts, object, quote};
use crate::context::Ctx;
use crate::registry::RegistryError;
use crate::registry::order::{Draft, FormKey};
use crate::respond::{self, PageError, PageResult};

pub(super) async fn post<O: Operation>(ctx: Ctx<O>, params: RawPathParams) -> PageResult {
    let object = object(&params);
    let confirm = <O::Form as OperationForm>::CONFIRM;
    match (ctx.fields.get("step"), confirm) {
        ("send", _) => send::<O>(ctx, &object).await,
        _ => to_review::<O>(ctx, &object).await,
    }
}

/// Reads what was typed and keeps it for its review, which has an address of its own.
async fn to_review<O: Operation>(mut ctx: Ctx<O>, object: &str) -> PageResult {
    let typed = ctx.fields.clone();
    let key = match FormKey::posted(typed.get("form_key")) {
        // A form that was sent before, and is filled in anew: what it asks for now is something else.
        Some(key) if sent_as::<O, _>(&mut ctx, &key).await?.is_none() => key,
        _ => FormKey::new(&ctx.app.clock),
    };
    let known = O::load(&mut ctx, object, &typed).await?;
    if let Err(errors) = read::<O, _>(&ctx, &typed, &known) {
        return shown::<O, _>(ctx, known, key, FormState::with_errors(typed, errors), Shown::Wrong).await;
    }
    drafts::keep(&ctx, &key, ctx.path(), &typed).await?;
    Ok(respond::go_to(&format!("{}?review={}", ctx.path(), key.as_str())))
}

/// Sends what was reviewed.
async fn send<O: Operation>(mut ctx: Ctx<O>, object: &str) -> PageResult {
    let posted = ctx.fields.clone();
    let Some(key) = FormKey::posted(posted.get("form_key")) else { return keyless::<O>(ctx, object).await };
    let token = posted.get("reviewed");
    let by = ctx.by();
    let journal = ctx.app.registry.journal();
    let confirm = <O::Form as OperationForm>::CONFIRM;
    // Whatever has changed since: sent before is sent. (Without a review, the journal sees that by itself.)
    if confirm != Confirm::AtOnce
        && let Some(sent) = journal.sent(&by, &key, token).await.map_err(trouble)?
    {
        return outcome::<O>(ctx, object, key, None, sent).await;
    }
    let kept = match confirm {
        Confirm::AtOnce => None,
        Confirm::Review | Confirm::TypeTheName => drafts::kept(&ctx, &key, ctx.path()).await?,
    };
    let typed = kept.unwrap_or_else(|| posted.clone());
    let known = O::load(&mut ctx, object, &typed).await?;
    // A double click: what is seen by now may be the first one's work, and "nothing was sent" would be untrue.
    if let Some(id) = sent_as::<O, _>(&mut ctx, &key).await?.filter(|_| confirm != Confirm::AtOnce) {
        return Ok(respond::go_to(&urls::operation(&id.to_string())));
    }
    let asked = match read::<O, _>(&ctx, &typed, &known) {
        Ok(asked) => asked,
        Err(errors) => {
            return shown::<O, _>(ctx, known, key, FormState::with_errors(typed, errors), Shown::Wrong).await;
        }
    };
    let name = <O::Form as OperationForm>::object(&known, &asked);
    if confirm == Confirm::TypeTheName && !is_name(posted.get(TYPED_NAME), &name) {
        let mut errors = FieldErrors::default();
        errors.add(TYPED_NAME, pages::name_differs(ctx.lang(), &name));
        let state = FormState::with_errors(posted, errors);
        return reviewed::<O, _>(ctx, known, asked, key, None, state).await;
    }
    let barred = <O::Form as OperationForm>::barred(ctx.lang(), ctx.app.clock.now(), &known);
    if barred.is_some() {
        return shown::<O, _>(ctx, known, key, FormState::of(typed), Shown::Wrong).await;
    }
    let quote = quote::<O, O>(&ctx).await?;
    let changes = <O::Form as OperationForm>::changes(&asked, &known);
    let draft: Draft<O::Command> = O::draft(&asked, &known, key.clone(), quote).map_err(anyhow::Error::from)?;
    let draft = draft.changes(changes);
    let order = match confirm {
        Confirm::AtOnce => draft.order_at_once(by, &ctx.app.key),
        Confirm::Review | Confirm::TypeTheName => draft.order(by, &ctx.app.key, token),
    };
    let Ok(order) = order else {
        // What was typed may have come without a review: it is kept for the one that follows.
        drafts::keep(&ctx, &key, ctx.path(), &typed).await?;
        return reviewed::<O, _>(ctx, known, asked, key, Some(&posted), FormState::of(typed)).await;
    };
    let submitted = journal.submit(order).await.map_err(trouble)?;
    outcome::<O>(ctx, object, key, Some(typed), submitted).await
}

/// A form without its key: shown with everything that was typed, never sent.
async fn keyless<O: Operation>(mut ctx: Ctx<O>, object: &str) -> PageResult {
    let typed = ctx.fields.clone();
    let known = O::load(&mut ctx, object, &typed).await?;
    let key = FormKey::new(&ctx.app.clock);
    let refusal = Some(pages::needs_review(ctx.lang()));
    let state = FormState { fields: typed, refusal, ..FormState::default() };
    shown::<O, _>(ctx, known, key, state, Shown::Wrong).await
}

/// Whether that is the object's name: case and surrounding space do not matter, nor which form of an international name it is.
fn is_name(typed: &str, name: &str) -> bool {
    let same = |name: &str| {
        dk::HostName::parse(name).map_or_else(|_| name.trim().to_lowercase(), |name| name.ascii().to_owned())
    };
    same(typed) == same(name)
}

fn trouble(error: RegistryError) -> PageError {
    match error {
        RegistryError::Database(error) => error.into(),
        error => {
            tracing::warn!(%error, "an operation was not planned");
            PageError::RegistryDown
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_name_is_typed_in_either_form() {
        assert!(is_name(" Rødgrød.dk\u{a0}", "rødgrød.dk") && is_name("xn--rdgrd-vuad.dk", "rødgrød.dk"));
        assert!(is_name("ab1-dk", "AB1-DK") && !is_name("rodgrod.dk", "rødgrød.dk") && !is_name("", "a.dk"));
    }
}
