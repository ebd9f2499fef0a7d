//! Claims: one server at a time sends an operation, or asks about it. A claim is a number that grows with each new holder:
//! what is written under an older number changes nothing, however long its holder was away.

use std::time::Duration;

use uuid::Uuid;

use super::read::operations;
use crate::base::Base;
use crate::db::{AccountId, Tx};
use crate::entry::Operation;
use crate::operations::Request;

/// An operation that this server has claimed.
#[derive(Clone, Debug)]
pub(crate) struct Claimed {
    pub operation: Operation,
    /// Sealed.
    pub secrets: Option<Vec<u8>>,
    pub claim: i64,
    /// Whether steps must be done before.
    pub has_steps: bool,
    /// Whether a form waits for it: then it is told at once that nothing can be sent.
    pub waited_for: bool,
}

/// Operations of an account taken up in one turn.
const BATCH: i64 = 20;

/// Claims what is due and nobody else's, of the kinds that this version knows. What waits for a first step is not due
/// before that is settled.
pub(crate) async fn due(base: &Base, tx: &mut Tx) -> sqlx::Result<Vec<Claimed>> {
    let kinds: Vec<String> = Request::ACTS.iter().map(|act| act.as_str().to_owned()).collect();
    let taken = sqlx::query!(
        r#"update operation set claim = claim + 1, claim_holder = $1, claim_until = clock_timestamp() + make_interval(secs => $2)
         where operation_id in (
             select operation_id from operation p
             where state in ('planned', 'sent', 'uncertain', 'pending') and needs_person is null and kind = any($3)
               and next_check_at <= clock_timestamp() and (claim_until is null or claim_until <= clock_timestamp())
               and not (state = 'planned' and exists (select 1 from operation c
                   where c.parent_id = p.operation_id and c.state not in ('done', 'refused')))
             order by next_check_at limit $4 for update skip locked)
         returning operation_id, claim, secrets,
             exists (select 1 from operation c where c.parent_id = operation.operation_id) as "has_steps!""#,
        base.instance(),
        base.limits().claim.as_secs_f64(),
        &kinds,
        BATCH,
    )
    .fetch_all(&mut **tx)
    .await?;
    let ids: Vec<Uuid> = taken.iter().map(|row| row.operation_id).collect();
    let rows = operations!("where operation_id = any($1)", &ids).fetch_all(&mut **tx).await?;
    let mut operations: Vec<Operation> = rows.into_iter().map(Operation::from).collect();
    let claimed = taken.into_iter().filter_map(|row| {
        let at = operations.iter().position(|operation| operation.id == row.operation_id)?;
        let operation = operations.swap_remove(at);
        Some(Claimed { operation, secrets: row.secrets, claim: row.claim, has_steps: row.has_steps, waited_for: false })
    });
    Ok(claimed.collect())
}

/// Claims a planned operation that is this server's already, or nobody's.
pub(crate) async fn planned(base: &Base, account: AccountId, id: Uuid) -> sqlx::Result<Option<Claimed>> {
    let mut tx = base.db().account(account).await?;
    let taken = sqlx::query!(
        r#"update operation set claim = claim + 1, claim_holder = $2, claim_until = clock_timestamp() + make_interval(secs => $3)
         where operation_id = $1 and state = 'planned'
           and (claim_holder = $2 or claim_until is null or claim_until <= clock_timestamp())
         returning claim, secrets,
             exists (select 1 from operation c where c.parent_id = operation.operation_id) as "has_steps!""#,
        id,
        base.instance(),
        base.limits().claim.as_secs_f64(),
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(taken) = taken else { return Ok(None) };
    let row = operations!("where operation_id = $1", id).fetch_one(&mut *tx).await?;
    tx.commit().await?;
    Ok(Some(Claimed {
        operation: row.into(),
        secrets: taken.secrets,
        claim: taken.claim,
        has_steps: taken.has_steps,
        waited_for: false,
    }))
}

/// Keeps a claim for longer; `false` where it is another one's by now.
pub(crate) async fn renew(base: &Base, claimed: &Claimed) -> sqlx::Result<bool> {
    let mut tx = base.db().account(claimed.operation.account).await?;
    let renewed = sqlx::query!(
        "update operation set claim_until = clock_timestamp() + make_interval(secs => $3)
         where operation_id = $1 and claim = $2",
        claimed.operation.id,
        claimed.claim,
        base.limits().claim.as_secs_f64(),
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(renewed.rows_affected() == 1)
}

/// Holds `tx` to a claim: `false` where it is another one's by now. While `tx` lasts, nobody can take it.
pub(crate) async fn still_held(tx: &mut Tx, claimed: &Claimed) -> sqlx::Result<bool> {
    let held = sqlx::query_scalar!(
        "select claim from operation where operation_id = $1 and claim = $2 for update",
        claimed.operation.id,
        claimed.claim
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(held.is_some())
}

/// Gives a claim back; the operation is due again after `pause`, unless it is settled by then.
pub(crate) async fn release(base: &Base, claimed: &Claimed, pause: Duration) -> sqlx::Result<()> {
    let mut tx = base.db().account(claimed.operation.account).await?;
    release_in(&mut tx, claimed, Due::After(pause)).await?;
    tx.commit().await
}

/// When an operation whose claim is given back is due again, unless it is settled by then.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Due {
    /// So much later.
    After(Duration),
    /// So much later, and it counts that the registry was asked.
    Asked(Duration),
    /// As it is written: what became known of it says when.
    AsWritten,
}

/// [`release`] within a transaction.
pub(crate) async fn release_in(tx: &mut Tx, claimed: &Claimed, due: Due) -> sqlx::Result<()> {
    let (pause, asked) = match due {
        Due::After(pause) => (Some(pause), false),
        Due::Asked(pause) => (Some(pause), true),
        Due::AsWritten => (None, false),
    };
    sqlx::query!(
        "update operation set claim_until = null, checks = checks + $4::int,
             next_check_at = case when state in ('done', 'refused') or $3::float8 is null then next_check_at
                 else clock_timestamp() + make_interval(secs => $3) end
         where operation_id = $1 and claim = $2",
        claimed.operation.id,
        claimed.claim,
        pause.map(|pause| pause.as_secs_f64()),
        i32::from(asked),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
