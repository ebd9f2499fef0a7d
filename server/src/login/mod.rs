//! Sign-in, sign-out, and what strangers may set.

mod sign_in;

use app::login::{self, Outcome, Props, Why};
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use ui::{FormState, Lang, Theme};

use crate::access::{Home, Login, LoginPage, Logout, Preferences};
use crate::audit::Audit;
use crate::context::{Ctx, Guest};
use crate::guest;
use crate::respond::{self, PageError, PageResult};
use crate::routes::Routes;
use crate::viewer::{theme_of, theme_word};
use sign_in::{Attempt, safe_path};

pub(crate) fn mount(routes: Routes) -> Routes {
    routes.at(LoginPage, show).at(Login, sign_in).at(Logout, sign_out).at(Preferences, preferences).at(Home, home)
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    next: String,
    #[serde(default)]
    why: String,
}

async fn home(_ctx: Ctx<Home>) -> PageResult {
    Ok(respond::go_to(ui::urls::SEARCH))
}

async fn show(ctx: Guest<LoginPage>, Query(asked): Query<Asked>) -> PageResult {
    let why = match asked.why.as_str() {
        "expired" => Some(Why::Expired),
        "kept" => Some(Why::Kept),
        "again" => Some(Why::Again),
        _ => None,
    };
    let next = safe_path(&asked.next).to_owned();
    if ctx.who.is_some() && why != Some(Why::Again) {
        return Ok(respond::go_to(&next));
    }
    // Signing in is done outside the tabs, also where it is asked for again.
    let viewer = ui::Viewer { user: None, nav: Vec::new(), balance: None, ..ctx.viewer };
    Ok(respond::page(login::page(viewer, Props { next, why, outcome: None }, &FormState::default())))
}

async fn sign_in(ctx: Guest<Login>) -> PageResult {
    let next = safe_path(ctx.fields.get("next")).to_owned();
    let (email, password) = (ctx.fields.get("email"), ctx.fields.get("password"));
    let (status, outcome) = match sign_in::attempt(&ctx.app, &ctx.session, ctx.address, email, password).await? {
        Attempt::Welcome(sign_in) => {
            // The header shows the balance: have it asked for by the time the first page is read.
            if let Err(error) = ctx.app.registry.last_balance(sign_in.account).await {
                tracing::debug!(%error, "the balance could not be asked for");
            }
            return Ok(respond::go_to(&next));
        }
        Attempt::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, Outcome::Wrong),
        Attempt::Locked(until) => (StatusCode::TOO_MANY_REQUESTS, Outcome::Locked { until }),
        Attempt::AddressRefused(address) => (StatusCode::FORBIDDEN, Outcome::AddressRefused(address.to_string())),
    };
    let state = FormState::of(ctx.fields.without(&["password"]));
    let viewer = ui::Viewer { user: None, nav: Vec::new(), balance: None, ..ctx.viewer };
    Ok(respond::page_with(status, login::page(viewer, Props { next, why: None, outcome: Some(outcome) }, &state)))
}

async fn sign_out(ctx: Guest<Logout>) -> PageResult {
    ctx.session.flush().await?;
    // Whoever leaves has left, whatever becomes of the line.
    if let Err(error) = said(&ctx).await {
        tracing::error!(%error, "the audit line of a sign-out could not be written");
    }
    Ok(respond::go_to(ui::urls::LOGIN))
}

async fn said(ctx: &Guest<Logout>) -> Result<(), PageError> {
    match ctx.change().await? {
        Some(change) => change.commit(Audit::default()).await,
        None => Ok(()),
    }
}

/// Language and theme: in this browser, and for the user where one is signed in.
async fn preferences(ctx: Guest<Preferences>) -> PageResult {
    let lang = Lang::from_code(ctx.fields.get("lang")).unwrap_or(ctx.viewer.lang);
    let theme = match ctx.fields.get("theme") {
        "" => ctx.viewer.theme,
        word => theme_of(word),
    };
    if let (Some(who), Some(mut change)) = (&ctx.who, ctx.change().await?) {
        sqlx::query!(
            "update portal_user set language = $2, theme = $3 where user_id = $1",
            who.user.0,
            lang.code(),
            theme_word(theme)
        )
        .execute(&mut **change)
        .await?;
        change.commit(Audit::default().with(json!({ "language": lang.code(), "theme": theme_word(theme) }))).await?;
    }
    Ok(remembered(&ctx, lang, theme))
}

fn remembered(ctx: &Guest<Preferences>, lang: Lang, theme: Theme) -> Response {
    let back = match ctx.fields.get("return_to") {
        path if path.starts_with("/login") => path.to_owned(),
        path => safe_path(path).to_owned(),
    };
    let mut response = respond::go_to(&back);
    guest::remember(&mut response, lang, theme, ctx.app.over_tls);
    response
}
