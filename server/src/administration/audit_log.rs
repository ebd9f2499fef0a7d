//! The audit log.

use app::administration::audit_log::{Filter, Line, Outcome, Props, page, read};
use axum::extract::RawQuery;
use serde_json::Value;
use ui::FormState;

use crate::access::AuditLogPage;
use crate::context::Ctx;
use crate::db::Tx;
use crate::query::{self, PER_PAGE, given};
use crate::registry::{Paging, containing};
use crate::respond::{self, PageError, PageResult};

pub async fn show(mut ctx: Ctx<AuditLogPage>, RawQuery(asked): RawQuery) -> PageResult {
    let fields = query::fields(asked.as_deref());
    let (filter, errors) = read(&fields, ctx.lang());
    let paging = query::paging(&fields);
    let mut tx = ctx.tx().await?;
    let (rows, total) = lines(&mut tx, &filter, paging).await?;
    let action_choices =
        sqlx::query_scalar!("select distinct action from audit_line order by 1").fetch_all(&mut *tx).await?;
    tx.commit().await?;
    let props = Props {
        rows,
        total: u64::try_from(total).unwrap_or(0),
        page: u64::try_from(paging.page).unwrap_or(1),
        pages: u64::try_from((total + PER_PAGE - 1) / PER_PAGE).unwrap_or(1).max(1),
        action_choices,
    };
    Ok(respond::page(page(ctx.viewer, props, &FormState::with_errors(fields, errors))))
}

/// Two queries, however many lines.
async fn lines(tx: &mut Tx, filter: &Filter, paging: Paging) -> Result<(Vec<Line>, i64), PageError> {
    let actor = given(&filter.actor).map(|actor| containing(&actor));
    let action = given(&filter.action);
    let outcome = filter.outcome.map(|outcome| outcome.word().to_owned());
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from audit_line
           where ($1::text is null or actor ilike $1) and ($2::text is null or action = $2)
             and ($3::text is null or outcome = $3) and ($4::timestamptz is null or at >= $4)
             and ($5::timestamptz is null or at < $5)"#,
        actor,
        action,
        outcome,
        filter.since(),
        filter.before()
    )
    .fetch_one(&mut **tx)
    .await?;
    let rows = sqlx::query!(
        "select at, actor, address, action, object, outcome, detail from audit_line
         where ($1::text is null or actor ilike $1) and ($2::text is null or action = $2)
           and ($3::text is null or outcome = $3) and ($4::timestamptz is null or at >= $4)
           and ($5::timestamptz is null or at < $5)
         order by at desc, line_id desc limit $6 offset $7",
        actor,
        action,
        outcome,
        filter.since(),
        filter.before(),
        paging.limit(),
        paging.offset()
    )
    .fetch_all(&mut **tx)
    .await?;
    let rows = rows.into_iter().map(|row| Line {
        at: row.at,
        actor: row.actor,
        address: row.address.map(|network| network.ip()),
        action: row.action,
        object: row.object,
        outcome: Outcome::parse(&row.outcome).unwrap_or(Outcome::Failed),
        detail: detail(&row.detail),
    });
    Ok((rows.collect(), total))
}

/// Names and values of a JSON object.
fn detail(detail: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    detail
        .as_object()
        .map(|map| map.iter().map(|(name, value)| (name.clone(), text(value))).collect())
        .unwrap_or_default()
}
