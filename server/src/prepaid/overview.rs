//! The prepaid account: balance, prices, expected debits, and what they do not explain.

use app::prepaid::overview::{Debit, DebitObject, Movement, Props, Trouble, UnderWay, page};
use axum::extract::RawQuery;
use dk::{Act, ActObject, Money};
use ui::Lang;

use crate::access::PrepaidPage;
use crate::context::Ctx;
use crate::db::Tx;
use crate::query::{self, PER_PAGE};
use crate::registry::{Balance, RegistryError, prices, unexplained_movements};
use crate::registry_errors::{outage, refusal};
use crate::respond::{self, PageError, PageResult};

/// Unexplained movements shown.
const MOVEMENTS: i64 = 10;

pub async fn show(mut ctx: Ctx<PrepaidPage>, RawQuery(asked): RawQuery) -> PageResult {
    let lang = ctx.lang();
    let (seen, trouble) = match ctx.app.registry.balance(ctx.account()).await {
        Ok(mut balance) => {
            let trouble = balance.trouble.take().map(|error| trouble(lang, &error));
            (Some(balance), trouble)
        }
        Err(error) => (None, Some(trouble(lang, &error))),
    };
    let balance = seen.as_ref().map(|seen| (seen.amount, seen.at));
    let paging = query::paging(&query::fields(asked.as_deref()));
    let mut tx = ctx.tx().await?;
    let (debits, total) = debits(&mut tx, paging.offset()).await?;
    let props = Props {
        balance,
        under_way: seen.map(|seen| under_way(&seen)).unwrap_or_default(),
        trouble,
        movements: movements(&mut tx).await?,
        prices: prices::price_list(&mut tx, ctx.app.environment.as_str()).await?,
        debits,
        total: u64::try_from(total).unwrap_or(0),
        page: u64::try_from(paging.page).unwrap_or(1),
        pages: u64::try_from((total + PER_PAGE - 1) / PER_PAGE).unwrap_or(1).max(1),
    };
    tx.commit().await?;
    ctx.viewer.balance = balance.map(|(amount, _)| amount).or(ctx.viewer.balance);
    Ok(respond::page(page(ctx.viewer, props)))
}

/// Why there is no newer balance.
fn trouble(lang: Lang, error: &RegistryError) -> Trouble {
    match error {
        RegistryError::NotFound(said) | RegistryError::Refused(said) => Trouble::Refused(refusal(lang, said)),
        error => Trouble::Outage(outage(error).unwrap_or_default()),
    }
}

/// How far the operations that are open may explain movements.
fn under_way(seen: &Balance) -> UnderWay {
    UnderWay { debits: seen.low.negated(), refunds: seen.high }
}

async fn movements(tx: &mut Tx) -> Result<Vec<Movement>, PageError> {
    let seen = unexplained_movements(tx, MOVEMENTS).await?;
    Ok(seen.iter().map(|seen| Movement { amount: seen.unexplained, from: None, until: seen.at }).collect())
}

async fn debits(tx: &mut Tx, offset: i64) -> Result<(Vec<Debit>, i64), PageError> {
    let rows = sqlx::query!(
        r#"select d.at, d.billable, d.object, d.amount, d.operation_id, o.kind as "kind?", o.state as "state?"
           from expected_debit d left join operation o using (operation_id)
           order by d.at desc, d.debit_id desc limit $1 offset $2"#,
        PER_PAGE,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = sqlx::query_scalar!(r#"select count(*) as "total!" from expected_debit"#).fetch_one(&mut **tx).await?;
    let debits = rows.into_iter().filter_map(|row| {
        let amount = Money::from_decimal(row.amount).ok()?;
        let under_way =
            row.state.as_deref().is_some_and(|state| matches!(state, "planned" | "sent" | "pending" | "uncertain"));
        // What the registry charges for is about a domain, also where Birk knows no operation.
        let act = row.kind.as_deref().and_then(|kind| Act::parse(kind).ok());
        let object = match act.map_or(ActObject::Domain, Act::object) {
            ActObject::Domain => DebitObject::Domain(row.object),
            ActObject::Contact | ActObject::Host | ActObject::Account => DebitObject::Other(row.object),
        };
        Some(Debit { at: row.at, billable: row.billable, object, amount, under_way })
    });
    Ok((debits.collect(), total))
}
