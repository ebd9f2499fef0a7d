//! Language and theme.

use app::profile::{Posted, language};
use serde_json::json;
use ui::{FormState, urls};

use crate::access::ProfileLanguage;
use crate::audit::Audit;
use crate::context::Ctx;
use crate::guest;
use crate::respond::PageResult;
use crate::viewer::theme_word;

pub async fn save(ctx: Ctx<ProfileLanguage>) -> PageResult {
    let request = match language::parse(&ctx.fields, ctx.lang()) {
        Ok(request) => request,
        Err(errors) => {
            let state = FormState::with_errors(ctx.fields.clone(), errors);
            return super::again(ctx, Posted::Language, state).await;
        }
    };
    let mut change = ctx.change().await?;
    let (language, theme) = (request.language.code(), theme_word(request.theme));
    sqlx::query!("update portal_user set language = $2, theme = $3 where user_id = $1", ctx.user().0, language, theme)
        .execute(&mut **change)
        .await?;
    change.commit(Audit::default().with(json!({ "language": language, "theme": theme }))).await?;
    let mut response = ctx.done(urls::PROFILE, language::done(request.language).to_owned()).await?;
    guest::remember(&mut response, request.language, request.theme, ctx.app.over_tls);
    Ok(response)
}
