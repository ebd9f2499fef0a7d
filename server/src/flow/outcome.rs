//! What became of what was sent.

use app::flow as pages;
use ui::{Fields, FormState, urls};

use super::open::{Shown, shown};
use super::{Operation, drafts};
use crate::context::Ctx;
use crate::operations::{self, refused};
use crate::registry::journal::{self, State, Submitted};
use crate::registry::order::FormKey;
use crate::respond::{self, PageError, PageResult};

/// On to the operation. What the registry refuses at once, and what another operation stands in the way of, is shown with
/// what was typed, to be changed and sent anew: `typed`, where the form has only now been sent.
pub(super) async fn outcome<O: Operation>(
    ctx: Ctx<O>,
    object: &str,
    key: FormKey,
    typed: Option<Fields>,
    submitted: Submitted,
) -> PageResult {
    let operation = match (&submitted, typed) {
        (Submitted::Conflict(_), _) => return Err(PageError::Conflict),
        (Submitted::Open(open), typed) => {
            let (lang, id) = (ctx.lang(), open.id.to_string());
            let act = open.act().unwrap_or(<O::Form as pages::OperationForm>::ACT);
            let stands = operations::sentence(lang, open, &steps(&ctx, open).await?);
            let refusal = pages::already_open(lang, act, &open.object, &id, &stands);
            let typed = typed.unwrap_or_else(|| ctx.fields.clone());
            return again::<O>(
                ctx,
                object,
                key,
                FormState { fields: typed, refusal: Some(refusal), ..FormState::default() },
            )
            .await;
        }
        (Submitted::New(operation), Some(typed)) if operation.state == State::Refused => {
            drafts::forget(&ctx, &key).await?;
            let steps = steps(&ctx, operation).await?;
            let refusal = Some(refused::of(&ctx.who, operation, &steps));
            let fields = O::continued(typed, &steps);
            // The refused operation keeps its key; what is sent next is another one.
            let key = FormKey::new(&ctx.app.clock);
            return again::<O>(ctx, object, key, FormState { fields, refusal, ..FormState::default() }).await;
        }
        (Submitted::New(operation) | Submitted::Same(operation), _) => operation,
    };
    drafts::forget(&ctx, &key).await?;
    Ok(respond::go_to(&urls::operation(&operation.id.to_string())))
}

async fn steps<F>(ctx: &Ctx<F>, operation: &journal::Operation) -> Result<Vec<journal::Operation>, PageError> {
    let mut tx = ctx.app.db.reading(ctx.account()).await?;
    let steps = journal::children(&mut tx, operation.id).await?;
    tx.commit().await?;
    Ok(steps)
}

async fn again<O: Operation>(mut ctx: Ctx<O>, object: &str, key: FormKey, state: FormState) -> PageResult {
    let known = O::load(&mut ctx, object, &state.fields).await?;
    shown::<O, _>(ctx, known, key, state, Shown::Wrong).await
}
