//! Verdicts, written with everything that follows from them, in one transaction.

use std::time::Duration;

use dk::Money;
use time::OffsetDateTime;
use uuid::Uuid;

use super::attempt::{self, other_accepted};
use super::read::operations;
use super::verdict::{Scales, Verdict, weigh};
use crate::base::Base;
use crate::db::Tx;
use crate::entry::{NotSent, Operation, Outcome, State};
use crate::operations::{Exclusive, Request};

/// When something becomes known, and how long a decision may take that is not known then.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    /// By the database's clock.
    pub now: OffsetDateTime,
    /// For commands that do not say themselves.
    pub decision: Duration,
}

impl Moment {
    /// Now.
    pub(crate) fn now(base: &Base) -> Self {
        Self { now: base.now(), decision: base.limits().decision }
    }
}

/// What came of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The operation is another than before.
    Moved,
    /// It is noted on its attempt at most.
    Noted,
    /// It says the opposite of what is known, and changed nothing.
    Contradicts,
}

/// Writes a verdict about the `n`th attempt of an operation, and what follows from it: expected debit or refund, index,
/// erased secrets. Gives the operation as it is then.
///
/// # Errors
/// Where the database refuses; [`sqlx::Error::RowNotFound`] where there is no such operation.
pub(crate) async fn record(
    tx: &mut Tx,
    id: Uuid,
    n: i32,
    verdict: Verdict,
    at: Moment,
) -> sqlx::Result<(Operation, Effect)> {
    let operation = lock(tx, id).await?;
    record_in(tx, operation, n, verdict, at).await
}

/// As [`record`], but only while the operation is as `known`: `None` where anything has become known about it since.
///
/// # Errors
/// As [`record`].
pub(crate) async fn record_if(
    tx: &mut Tx,
    known: &Operation,
    verdict: Verdict,
    at: Moment,
) -> sqlx::Result<Option<Operation>> {
    let operation = lock(tx, known.id).await?;
    if operation.version != known.version || operation.attempt != known.attempt {
        return Ok(None);
    }
    let n = operation.attempt;
    let (operation, effect) = record_in(tx, operation, n, verdict, at).await?;
    Ok((effect == Effect::Moved).then_some(operation))
}

/// Notes that an operation will not be sent. Only whoever holds its claim may say so, and only while it is planned: `None`
/// otherwise.
///
/// # Errors
/// Where the database refuses.
pub(crate) async fn record_not_sent(
    tx: &mut Tx,
    id: Uuid,
    claim: i64,
    reason: NotSent,
    at: Moment,
) -> sqlx::Result<Option<Operation>> {
    let held = sqlx::query_scalar!(
        "select claim from operation where operation_id = $1 and claim = $2 and state = 'planned' for update",
        id,
        claim
    )
    .fetch_optional(&mut **tx)
    .await?;
    if held.is_none() {
        return Ok(None);
    }
    let mut operation = lock(tx, id).await?;
    operation.outcome.merge(Outcome { not_sent: Some(reason), ..Outcome::default() });
    operation.state = State::Refused;
    operation.next_check_at = None;
    operation.settled_at = Some(at.now);
    keep(tx, &mut operation, State::Planned, at.now).await?;
    Ok(Some(operation))
}

async fn record_in(
    tx: &mut Tx,
    mut operation: Operation,
    n: i32,
    verdict: Verdict,
    Moment { now, decision }: Moment,
) -> sqlx::Result<(Operation, Effect)> {
    let before = operation.state;
    let (other, repeated) = match operation.attempt {
        ..=1 => (None, false),
        _ => (other_accepted(tx, &operation, n).await?, attempt::repeated(tx, operation.id).await?),
    };
    let decision = operation.typed().ok().and_then(|request| request.decided_within()).unwrap_or(decision);
    let stands = attempt::verdict(tx, operation.id, n).await?;
    let request = operation.typed().ok();
    let scales = Scales { n, request: request.as_ref(), stands, repeated, other, now, decision };
    let mut weighed = weigh(&mut operation, verdict, &scales);
    if weighed.contradicts {
        return Ok((operation, Effect::Contradicts));
    }
    let stands = attempt::note(tx, operation.id, n, &weighed.noted).await?;
    if let (Ok(request), Some(verdict)) = (operation.typed(), weighed.noted.verdict)
        && let Some(refunded) =
            money(tx, &operation, &request, n, [verdict, stands.as_deref().unwrap_or(verdict)], now).await?
    {
        operation.outcome.refunded = refunded.then_some(true);
        weighed.moved = true;
    }
    if weighed.moved {
        keep(tx, &mut operation, before, now).await?;
    }
    Ok((operation, if weighed.moved { Effect::Moved } else { Effect::Noted }))
}

/// Writes a changed operation, and what follows for the index and for what waits for it.
async fn keep(tx: &mut Tx, operation: &mut Operation, before: State, now: OffsetDateTime) -> sqlx::Result<()> {
    operation.version += 1;
    write(tx, operation).await?;
    follow(tx, operation, now).await?;
    if operation.state != before {
        metrics::counter!("birk_operations_total", "kind" => operation.kind.clone(), "state" => operation.state.as_str())
            .increment(1);
        tracing::info!(
            operation = %operation.id, kind = operation.kind, object = operation.object, state = operation.state.as_str(),
            attempt = operation.attempt, code = operation.result_code, "operation recorded"
        );
    }
    Ok(())
}

async fn lock(tx: &mut Tx, id: Uuid) -> sqlx::Result<Operation> {
    operations!("where operation_id = $1 for update", id).fetch_one(&mut **tx).await.map(Operation::from)
}

async fn write(tx: &mut Tx, operation: &Operation) -> sqlx::Result<()> {
    // Secrets are needed only for sending again.
    let erase = !matches!(operation.state, State::Planned | State::Sent | State::Uncertain);
    let excludes = operation.typed().ok().and_then(|request| request.excludes());
    let clears = match operation.typed().map(|request| request.exclusive()) {
        Ok(Exclusive::UntilAnswered) => operation.state == State::Pending || operation.state.is_final(),
        _ => operation.state.is_final(),
    };
    sqlx::query!(
        "update operation set object = $2, sv_trid = $3, tracking_no = $4, state = $5, version = $6, result_code = $7,
             result_text = $8, outcome = $9, request_frame = $10, response_frame = $11, answered_at = $12, settled_at = $13,
             next_check_at = $14, needs_person = $15, secrets = case when $16 then null else secrets end,
             attempt = $18, cl_trid = $19, negatives = 0,
             -- One that had counted as settled and is open again excludes others again, unless another one is there by now.
             excludes = case when $17 then null
                 else coalesce(excludes, (select $20::text where not exists (select 1 from operation o where o.excludes = $20))) end
         where operation_id = $1",
        operation.id,
        operation.object,
        operation.sv_trid,
        operation.tracking_no,
        operation.state.as_str(),
        operation.version,
        operation.result_code,
        operation.result_text,
        serde_json::to_value(&operation.outcome).unwrap_or_default(),
        operation.request_frame,
        operation.response_frame,
        operation.answered_at,
        operation.settled_at,
        operation.next_check_at,
        operation.needs_person,
        erase,
        clears,
        operation.attempt,
        operation.cl_trid,
        excludes,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Debit and refund of an attempt, by what became known of it now and by what stands; says whether it is paid back, where
/// that has changed. The registry pays an application back that comes to nothing.
async fn money(
    tx: &mut Tx,
    operation: &Operation,
    request: &Request,
    n: i32,
    verdicts: [&str; 2],
    now: OffsetDateTime,
) -> sqlx::Result<Option<bool>> {
    let (Some(billable), Some(amount)) = (request.act().charge(), operation.expected_debit) else { return Ok(None) };
    let (billable, accepts) =
        (billable.as_str(), |verdict: &&str| matches!(*verdict, "accepted" | "executed" | "granted"));
    if verdicts.iter().any(accepts) {
        expect(tx, operation, n, billable, amount, now).await?;
    }
    if verdicts.iter().any(|verdict| matches!(*verdict, "rejected" | "not_executed" | "taken")) {
        return Ok(take_back(tx, operation, n, billable, "refund", now).await?.then_some(true));
    }
    if verdicts.iter().all(accepts) {
        // It counted as come to nothing before: so it is not paid back after all.
        return Ok(take_back(tx, operation, n, &format!("{billable}.refund"), "undone", now).await?.then_some(false));
    }
    Ok(None)
}

/// The index, and the operation that waits for this one.
async fn follow(tx: &mut Tx, operation: &Operation, now: OffsetDateTime) -> sqlx::Result<()> {
    match operation.parent {
        Some(parent) if operation.state == State::Refused => {
            Box::pin(refuse_parent(tx, operation, parent, now)).await?
        }
        Some(parent) if operation.state == State::Done => {
            sqlx::query!(
                "update operation set next_check_at = $2 where operation_id = $1 and state = 'planned'",
                parent,
                now
            )
            .execute(&mut **tx)
            .await?;
        }
        _ => {}
    }
    let Ok(request) = operation.typed() else { return Ok(()) };
    request.index(tx, operation).await
}

/// What waits for a step that came to nothing will not be sent: known at once, not at the next look.
async fn refuse_parent(tx: &mut Tx, first: &Operation, parent: Uuid, now: OffsetDateTime) -> sqlx::Result<()> {
    let waiting = operations!("where operation_id = $1 and state = 'planned' for update", parent);
    let Some(row) = waiting.fetch_optional(&mut **tx).await? else { return Ok(()) };
    let mut waiting = Operation::from(row);
    let given_up = first.outcome.not_sent.as_ref().filter(|not_sent| not_sent.word == "abandoned");
    let reason = match given_up {
        Some(not_sent) => NotSent::new("first_given_up", not_sent.detail.clone()),
        None => NotSent::new("first_refused", first.result_text.clone().unwrap_or_default()),
    };
    waiting.outcome.merge(Outcome { not_sent: Some(reason), ..Outcome::default() });
    waiting.state = State::Refused;
    waiting.next_check_at = None;
    waiting.settled_at = Some(now);
    keep(tx, &mut waiting, State::Planned, now).await
}

async fn expect(
    tx: &mut Tx,
    operation: &Operation,
    n: i32,
    billable: &str,
    amount: Money,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into expected_debit (account_id, operation_id, attempt, billable, object, amount, at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (operation_id, attempt, billable) do nothing",
        operation.account.0,
        operation.id,
        n,
        billable,
        operation.object,
        amount.as_decimal(),
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes back what was written as `billable`, under that name and `word`; says whether there was something.
async fn take_back(
    tx: &mut Tx,
    operation: &Operation,
    n: i32,
    billable: &str,
    word: &str,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let taken_back = sqlx::query!(
        "insert into expected_debit (account_id, operation_id, attempt, billable, object, amount, at)
         select account_id, operation_id, attempt, billable || '.' || $5, object, -amount, $4 from expected_debit
         where operation_id = $1 and attempt = $2 and billable = $3
         on conflict (operation_id, attempt, billable) do nothing",
        operation.id,
        n,
        billable,
        now,
        word
    )
    .execute(&mut **tx)
    .await?;
    Ok(taken_back.rows_affected() == 1)
}
