//! The user's own page: name, language, password. Each form is a feature of its own; language is the smallest.

mod language;
mod name;
mod password;

use app::profile::{Posted, Props, page};
use axum::response::Response;
use ui::FormState;

use crate::access::{ProfileLanguage, ProfileName, ProfilePage, ProfilePassword};
use crate::context::Ctx;
use crate::respond::{self, PageError, PageResult};
use crate::routes::Routes;

pub(crate) fn mount(routes: Routes) -> Routes {
    routes
        .at(ProfilePage, show)
        .at(ProfileName, name::save)
        .at(ProfileLanguage, language::save)
        .at(ProfilePassword, password::save)
}

async fn show(mut ctx: Ctx<ProfilePage>) -> PageResult {
    let props = props(&mut ctx, None).await?;
    Ok(respond::page(page(ctx.viewer, props, &FormState::default())))
}

/// The page again, with what is wrong in the form that was posted.
async fn again<F>(mut ctx: Ctx<F>, posted: Posted, state: FormState) -> Result<Response, PageError> {
    let props = props(&mut ctx, Some(posted)).await?;
    Ok(respond::invalid(page(ctx.viewer, props, &state)))
}

async fn props<F>(ctx: &mut Ctx<F>, posted: Option<Posted>) -> Result<Props, PageError> {
    let mut tx = ctx.tx().await?;
    let user = ctx.user().0;
    let last_sign_in_at = sqlx::query_scalar!("select last_sign_in_at from portal_user where user_id = $1", user)
        .fetch_one(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(Props { last_sign_in_at, posted })
}
