//! The user's password. A new one ends every other session at once.

use app::profile::{Posted, password};
use ui::{FormState, urls};

use crate::access::ProfilePassword;
use crate::audit::{self, Audit, Reason};
use crate::auth::session;
use crate::auth::throttle::Buckets;
use crate::context::Ctx;
use crate::respond::{PageError, PageResult};

pub async fn save(mut ctx: Ctx<ProfilePassword>) -> PageResult {
    let request = match password::parse(&ctx.fields, ctx.lang(), &ctx.who.email) {
        Ok(request) => request,
        Err(errors) => {
            let state = FormState::with_errors(ctx.fields.clone(), errors);
            return super::again(ctx, Posted::Password, state).await;
        }
    };
    let buckets = Buckets::new(&ctx.app.key, &ctx.who.email, ctx.address);
    if !is_current(&mut ctx, &buckets, request.current.clone()).await? {
        ctx.refused(Reason::WrongCurrentPassword).await?;
        let state = FormState::with_errors(ctx.fields.clone(), password::wrong_current(ctx.lang()));
        return super::again(ctx, Posted::Password, state).await;
    }
    let hash = ctx.app.passwords.hash(request.new.clone(), &ctx.app.clock).await.map_err(anyhow::Error::from)?;
    let sign_in = ctx.sign_in();
    let now = sign_in.seen;
    let mut change = ctx.change().await?;
    buckets.succeeded(&mut change).await?;
    sqlx::query!(
        "update portal_user set password_hash = $2, password_changed_at = $3 where user_id = $1",
        ctx.user().0,
        hash,
        now
    )
    .execute(&mut **change)
    .await?;
    change.commit(Audit::default()).await?;
    session::renew(&ctx.session, &session::SignIn { began: now, ..sign_in }).await?;
    ctx.done(urls::PROFILE, password::done(ctx.lang()).to_owned()).await
}

/// Whether `password` is the user's. Guesses count like failed sign-ins: an open session must not be a way around them.
async fn is_current(ctx: &mut Ctx<ProfilePassword>, buckets: &Buckets, password: String) -> Result<bool, PageError> {
    let now = ctx.app.clock.now();
    let mut tx = ctx.app.db.shared().await?;
    let counted = buckets.count(&mut tx, now).await?;
    tx.commit().await?;
    if let Some(until) = counted.until {
        audit::locks(&ctx.app.db, &counted, Some(&ctx.acting()), ctx.address).await?;
        let wait = std::time::Duration::try_from(until - now).unwrap_or_default();
        return Err(PageError::TooMany(wait));
    }
    let mut tx = ctx.tx().await?;
    let hash = sqlx::query_scalar!("select password_hash from portal_user where user_id = $1", ctx.user().0)
        .fetch_one(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(ctx.app.passwords.verify(password, Some(hash)).await.map_err(anyhow::Error::from)?)
}
