//! Attempts: each sending of an operation, with its own client transaction id.

use serde_json::Value;
use time::OffsetDateTime;
use uuid::Uuid;

use super::read::operations;
use crate::base::Base;
use crate::db::Tx;
use crate::entry::{Attempt, Operation, State};

/// How long until an operation that is being sent is looked at for the first time, in seconds.
const LOOK_AFTER: f64 = 5.0;

/// What a verdict says about its attempt.
#[derive(Clone, Debug, Default)]
pub(super) struct Noted {
    pub verdict: Option<&'static str>,
    pub code: Option<i32>,
    pub sv_trid: Option<String>,
    pub note: Option<String>,
    pub ended_at: Option<OffsetDateTime>,
}

/// Another attempt than the one that a verdict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Other {
    pub n: i32,
    /// Whether it is decided, too.
    pub granted: bool,
}

/// The client transaction id of an operation's `n`th attempt: unique, at most 64 characters, and Birk's own by its look.
pub(super) fn cl_trid(operation: Uuid, n: i32) -> String {
    let first = format!("{OURS}{}", operation.simple());
    if n <= 1 { first } else { format!("{first}-{n}") }
}

/// How the transaction ids of every command of Birk begin.
pub(crate) const OURS: &str = "birk-";

/// Commits a new attempt: the operation is on its way. `None` where the claim is another one's by now, or the operation is
/// no longer planned.
pub(super) async fn begin(
    base: &Base,
    planned: &Operation,
    claim: i64,
    session: Option<(&str, i64)>,
    before: Option<Value>,
    masked: &str,
) -> sqlx::Result<Option<Operation>> {
    let (slot, fence) = session.unzip();
    let n = planned.attempt + 1;
    let mut tx = base.db().account(planned.account).await?;
    let sent_at = sqlx::query_scalar!(
        "with sent as (
             update operation set state = 'sent', version = version + 1, attempt = $3, cl_trid = $4, request_frame = $5,
                 sent_at = clock_timestamp(), next_check_at = clock_timestamp() + make_interval(secs => $10), claim_until = null
             where operation_id = $1 and claim = $2 and state = 'planned' and attempt = $3 - 1
             returning operation_id, account_id, sent_at)
         insert into attempt (operation_id, n, account_id, cl_trid, holder, slot, fence, before, sent_at)
         select operation_id, $3, account_id, $4, $6, $7, $8, $9, sent_at from sent
         returning sent_at",
        planned.id,
        claim,
        n,
        cl_trid(planned.id, n),
        masked,
        base.instance(),
        slot,
        fence,
        before,
        LOOK_AFTER,
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(sent_at) = sent_at {
        base.set_now(sent_at);
    }
    tx.commit().await?;
    Ok(sent_at.map(|sent_at| Operation {
        state: State::Sent,
        version: planned.version + 1,
        attempt: n,
        cl_trid: cl_trid(planned.id, n),
        request_frame: Some(masked.to_owned()),
        sent_at: Some(sent_at),
        ..planned.clone()
    }))
}

/// The verdict about an attempt that stands.
pub(super) async fn verdict(tx: &mut Tx, operation: Uuid, n: i32) -> sqlx::Result<Option<String>> {
    let verdict = sqlx::query_scalar!("select verdict from attempt where operation_id = $1 and n = $2", operation, n)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(verdict.flatten())
}

/// Writes what became known about an attempt; what is not said stays, and so does the registry's decision. Gives the verdict
/// as it stands then.
pub(super) async fn note(tx: &mut Tx, operation: Uuid, n: i32, noted: &Noted) -> sqlx::Result<Option<String>> {
    let verdict = sqlx::query_scalar!(
        "update attempt set code = coalesce($4, code), sv_trid = coalesce($5, sv_trid), note = coalesce($6, note),
             ended_at = coalesce(ended_at, case when $7::timestamptz is not null then greatest($7, sent_at) end),
             verdict = case when verdict in ('granted', 'rejected') then verdict else coalesce($3, verdict) end
         where operation_id = $1 and n = $2 returning verdict",
        operation,
        n,
        noted.verdict,
        noted.code,
        noted.sv_trid,
        noted.note,
        noted.ended_at,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(verdict.flatten())
}

/// An operation's attempts, oldest first.
///
/// # Errors
/// Where the database refuses.
pub async fn attempts(tx: &mut Tx, operation: Uuid) -> sqlx::Result<Vec<Attempt>> {
    sqlx::query_as!(
        Attempt,
        "select n, cl_trid, before, sent_at, ended_at, verdict, code, sv_trid, note from attempt
         where operation_id = $1 order by n",
        operation
    )
    .fetch_all(&mut **tx)
    .await
}

/// The operation, and the number of its attempt, with a client transaction id.
pub(crate) async fn by_cl_trid(tx: &mut Tx, cl_trid: &str) -> sqlx::Result<Option<(Operation, i32)>> {
    let found = sqlx::query!("select operation_id, n from attempt where cl_trid = $1", cl_trid)
        .fetch_optional(&mut **tx)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let row = operations!("where operation_id = $1", found.operation_id).fetch_one(&mut **tx).await?;
    Ok(Some((row.into(), found.n)))
}

/// Another attempt of the operation than the `n`th that the registry accepted, a decided one first.
pub(super) async fn other_accepted(tx: &mut Tx, operation: &Operation, n: i32) -> sqlx::Result<Option<Other>> {
    sqlx::query_as!(
        Other,
        r#"select n, verdict = 'granted' or (verdict = 'accepted' and code not in (1001, 1501)) as "granted!" from attempt
           where operation_id = $1 and n <> $2 and verdict in ('accepted', 'executed', 'granted')
           order by 2 desc, n limit 1"#,
        operation.id,
        n
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Whether an attempt was repeated without proof of what became of it.
pub(super) async fn repeated(tx: &mut Tx, operation: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from attempt where operation_id = $1 and verdict = 'repeated') as "repeated!""#,
        operation
    )
    .fetch_one(&mut **tx)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_attempt_has_an_id_of_its_own_that_fits() {
        let id = Uuid::from_u128(u128::MAX);
        assert_eq!(cl_trid(id, 1), format!("birk-{}", id.simple()));
        assert_eq!(cl_trid(id, 2), format!("birk-{}-2", id.simple()));
        assert!(cl_trid(id, i32::MAX).len() <= 64);
    }
}
