//! The user's name.

use app::profile::{Posted, name};
use serde_json::json;
use ui::{FormState, urls};

use crate::access::ProfileName;
use crate::audit::Audit;
use crate::context::Ctx;
use crate::respond::PageResult;

pub async fn save(ctx: Ctx<ProfileName>) -> PageResult {
    let request = match name::parse(&ctx.fields, ctx.lang()) {
        Ok(request) => request,
        Err(errors) => {
            let state = FormState::with_errors(ctx.fields.clone(), errors);
            return super::again(ctx, Posted::Name, state).await;
        }
    };
    let mut change = ctx.change().await?;
    sqlx::query!("update portal_user set name = $2 where user_id = $1", ctx.user().0, request.name)
        .execute(&mut **change)
        .await?;
    change.commit(Audit::default().with(json!({ "name": request.name }))).await?;
    ctx.done(urls::PROFILE, name::done(ctx.lang()).to_owned()).await
}
