//! What is typed into the form of an operation, kept under the form's key from its review until it is sent.

use ui::Fields;

use crate::auth::csrf;
use crate::context::Ctx;
use crate::db::Tx;
use crate::registry::order::FormKey;
use crate::respond::PageError;

const PURPOSE: &str = "form draft";
/// Seconds for which it is kept: 12 hours, a working day.
const KEPT_FOR: f64 = 43_200.0;
/// So many a user may have, each as large as a form may be; older ones go.
const MOST: i64 = 50;
/// Fields that belong to one showing of a form.
const PASSING: [&str; 6] = [csrf::FIELD, "form_key", "step", "reviewed", app::flow::SEEN, app::flow::SEEN_PRICE];

/// Keeps what was typed into the form of `path`; what was kept under its key before is replaced.
///
/// # Errors
/// Where the database or the cipher refuses.
pub(super) async fn keep<F>(ctx: &Ctx<F>, key: &FormKey, path: &str, typed: &Fields) -> Result<(), PageError> {
    let plain = serde_json::to_vec(typed.without(&PASSING).pairs()).map_err(anyhow::Error::from)?;
    let sealed = ctx.app.key.seal(&ctx.app.clock, PURPOSE, &plain).map_err(anyhow::Error::from)?;
    let mut tx = ctx.app.db.account(ctx.account()).await?;
    sqlx::query!(
        "insert into form_draft (account_id, user_id, form_key, path, fields) values ($1, $2, $3, $4, $5)
         on conflict (user_id, form_key) do update
             set path = excluded.path, fields = excluded.fields, kept_at = clock_timestamp()",
        ctx.account().0,
        ctx.user().0,
        key.as_str(),
        path,
        sealed
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "delete from form_draft where user_id = $1 and form_draft_id in
             (select form_draft_id from form_draft where user_id = $1 order by kept_at desc offset $2)",
        ctx.user().0,
        MOST
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(())
}

/// What the user has typed into this form of `path`; none where it is not kept (any longer).
///
/// # Errors
/// Where the database refuses, or what is kept cannot be opened.
pub(super) async fn kept<F>(ctx: &Ctx<F>, key: &FormKey, path: &str) -> Result<Option<Fields>, PageError> {
    let mut tx = ctx.app.db.account(ctx.account()).await?;
    let sealed = sqlx::query_scalar!(
        "select fields from form_draft where user_id = $1 and form_key = $2 and path = $3",
        ctx.user().0,
        key.as_str(),
        path
    )
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    let Some(sealed) = sealed else { return Ok(None) };
    let plain = ctx.app.key.open(PURPOSE, &sealed).map_err(anyhow::Error::from)?;
    let pairs: Vec<(String, String)> = serde_json::from_slice(&plain).map_err(anyhow::Error::from)?;
    Ok(Some(Fields::from_pairs(pairs)))
}

/// Forgets what was typed: it has been sent.
///
/// # Errors
/// Where the database refuses.
pub(super) async fn forget<F>(ctx: &Ctx<F>, key: &FormKey) -> Result<(), PageError> {
    let mut tx = ctx.app.db.account(ctx.account()).await?;
    sqlx::query!("delete from form_draft where user_id = $1 and form_key = $2", ctx.user().0, key.as_str())
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Drops what the account of `tx` has kept for too long.
///
/// # Errors
/// Where the database refuses.
pub(crate) async fn forget_old(tx: &mut Tx) -> sqlx::Result<()> {
    sqlx::query!("delete from form_draft where kept_at < clock_timestamp() - make_interval(secs => $1)", KEPT_FOR)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
