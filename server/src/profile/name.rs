//! The user's name.

use app::profile::{Posted, name};
use ui::{FormState, urls};

use crate::access::ProfileName;
use crate::context::Ctx;
use crate::respond::PageResult;

pub async fn save(mut ctx: Ctx<ProfileName>) -> PageResult {
    let request = match name::parse(&ctx.fields, ctx.lang()) {
        Ok(request) => request,
        Err(errors) => {
            let state = FormState::with_errors(ctx.fields.clone(), errors);
            return super::again(ctx, Posted::Name, state).await;
        }
    };
    let mut tx = ctx.tx().await?;
    sqlx::query!("update portal_user set name = $2 where user_id = $1", ctx.user().0, request.name)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    ctx.done(urls::PROFILE, name::done(ctx.lang()).to_owned()).await
}
