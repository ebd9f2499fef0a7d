//! Who owns the registry's message queue: only then does Birk acknowledge messages.

use app::administration::message_queue::{self as page, Owned, Props};
use serde_json::json;
use ui::{FormState, urls};

use crate::access::{MessageQueue, MessageQueuePage};
use crate::audit::Audit;
use crate::context::Ctx;
use crate::respond::{self, PageError, PageResult};

pub async fn show(mut ctx: Ctx<MessageQueuePage>) -> PageResult {
    let state = ctx.opened_form().await?;
    shown(ctx, &state).await.map(respond::page)
}

pub async fn decide(ctx: Ctx<MessageQueue>) -> PageResult {
    let request = match page::parse(&ctx.fields, ctx.lang()) {
        Ok(request) => request,
        Err(errors) => {
            let state = FormState::with_errors(ctx.fields.clone(), errors);
            return shown(ctx, &state).await.map(respond::invalid);
        }
    };
    let since = request.owned.then(|| ctx.app.clock.now());
    let by = request.owned.then(|| ctx.who.email.clone());
    let mut change = ctx.change().await?;
    sqlx::query!(
        "update account set queue_owned_since = $2, queue_owned_by = $3 where account_id = $1",
        ctx.account().0,
        since,
        by
    )
    .execute(&mut **change)
    .await?;
    change.commit(Audit::of(ctx.who.account_handle.clone()).with(json!({ "owned": request.owned }))).await?;
    ctx.app.registry.poll_soon(ctx.account());
    ctx.done(urls::MESSAGE_QUEUE, page::done(ctx.lang(), request.owned).to_owned()).await
}

async fn shown<F>(mut ctx: Ctx<F>, state: &FormState) -> Result<String, PageError> {
    let mut tx = ctx.tx().await?;
    let row = sqlx::query!(
        r#"select queue_owned_since, queue_owned_by,
               (select max(received_at) from poll_message) as last_poll_at,
               (select count(*) from poll_message where acknowledged_at is null) as "unacknowledged!"
           from account where account_id = $1"#,
        ctx.account().0
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    let props = Props {
        owned: row.queue_owned_since.map(|since| Owned { since, by: row.queue_owned_by.unwrap_or_default() }),
        last_poll_at: row.last_poll_at,
        unacknowledged: u64::try_from(row.unacknowledged).unwrap_or(0),
    };
    Ok(page::page(ctx.viewer, props, state))
}
