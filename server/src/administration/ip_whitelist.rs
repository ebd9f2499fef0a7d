//! Networks that may use the portal. The list holds from the next request on.

use app::administration::ip_whitelist::{self as page, Entry, Network, Props, locks_out};
use axum::extract::Path;
use ipnetwork::IpNetwork;
use serde_json::json;
use ui::{FormState, urls};

use crate::access::{IpWhitelistAdd, IpWhitelistPage, IpWhitelistRemove};
use crate::audit::Audit;
use crate::context::Ctx;
use crate::db::Tx;
use crate::respond::{self, PageError, PageResult};

pub async fn show(mut ctx: Ctx<IpWhitelistPage>) -> PageResult {
    let state = ctx.opened_form().await?;
    shown(ctx, &state, None).await.map(respond::page)
}

pub async fn add(ctx: Ctx<IpWhitelistAdd>) -> PageResult {
    let request = match page::parse(&ctx.fields, ctx.lang()) {
        Ok(request) => request,
        Err(errors) => {
            let state = FormState::with_errors(ctx.fields.clone(), errors);
            return shown(ctx, &state, None).await.map(respond::invalid);
        }
    };
    let now = ctx.app.clock.now();
    let mut change = ctx.change().await?;
    sqlx::query!(
        "insert into allowlist_entry (account_id, network, note, created_at, created_by) values ($1, $2, $3, $4, $5)
         on conflict (account_id, network) do update set note = excluded.note",
        ctx.account().0,
        IpNetwork::from(request.network),
        request.note,
        now,
        ctx.who.email
    )
    .execute(&mut **change)
    .await?;
    change.commit(Audit::of(request.network.to_string()).with(json!({ "note": request.note }))).await?;
    ctx.done(urls::IP_WHITELIST, page::added(ctx.lang(), &request.network)).await
}

pub async fn remove(ctx: Ctx<IpWhitelistRemove>, Path(id): Path<String>) -> PageResult {
    let id: i64 = id.parse().map_err(|_| PageError::NotFound)?;
    let mut change = ctx.change().await?;
    let entries = entries(&mut change).await?;
    let entry = entries.iter().find(|entry| entry.id == id).ok_or(PageError::NotFound)?;
    if locks_out(&entries, id, ctx.address) && !ctx.fields.checked("confirm_lockout") {
        drop(change);
        return shown(ctx, &FormState::default(), Some(id)).await.map(respond::invalid);
    }
    let removed = sqlx::query!("delete from allowlist_entry where entry_id = $1", id).execute(&mut **change).await?;
    if removed.rows_affected() == 0 {
        // Somebody was faster.
        return Err(PageError::NotFound);
    }
    change.commit(Audit::of(entry.network.to_string())).await?;
    ctx.done(urls::IP_WHITELIST, page::removed(ctx.lang(), &entry.network)).await
}

async fn shown<F>(mut ctx: Ctx<F>, state: &FormState, unconfirmed: Option<i64>) -> Result<String, PageError> {
    let mut tx = ctx.tx().await?;
    let entries = entries(&mut tx).await?;
    tx.commit().await?;
    let props = Props { entries, own_address: ctx.address, unconfirmed };
    Ok(page::page(ctx.viewer, props, state))
}

async fn entries(tx: &mut Tx) -> Result<Vec<Entry>, PageError> {
    let rows =
        sqlx::query!("select entry_id, network, note, created_at, created_by from allowlist_entry order by network")
            .fetch_all(&mut **tx)
            .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Entry {
                id: row.entry_id,
                network: Network::try_from(row.network).ok()?,
                note: row.note,
                added_at: row.created_at,
                added_by: row.created_by,
            })
        })
        .collect())
}
