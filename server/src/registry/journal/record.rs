//! Outcomes: written once, with everything that follows from them, in one transaction.

use dk::Money;
use time::OffsetDateTime;
use uuid::Uuid;

use super::read::operations;
use super::{NotSent, Operation, Outcome, State};
use crate::db::Tx;
use crate::registry::messages::Kind;
use crate::registry::operations::Accepted;

/// What became known about an operation.
#[derive(Clone, Debug)]
pub(in crate::registry) enum Verdict {
    /// The registry answered the command.
    Answered(Box<Answered>),
    /// Nothing was sent, and nothing will be.
    NotSent(NotSent),
    /// The answer was lost.
    Lost {
        /// Why.
        reason: String,
        /// What came instead of an answer, masked.
        frame: Option<String>,
        /// When to ask first.
        check_at: OffsetDateTime,
    },
    /// Asking proved that the command was executed.
    Executed { pending: bool, accepted: Box<Accepted> },
    /// A message brought the registry's decision.
    Decided(Box<Message>),
    /// A person knows the outcome.
    Person { executed: bool, object: Option<String>, by: String },
}

/// The registry's answer.
#[derive(Clone, Debug)]
pub(in crate::registry) struct Answered {
    /// As received.
    pub code: u16,
    /// As received.
    pub text: String,
    /// What an accepting answer tells; none for a refusal.
    pub accepted: Option<Accepted>,
    /// Whether the decision is still open.
    pub pending: bool,
    /// Values that a refusal points out.
    pub values: Vec<String>,
    pub sv_trid: String,
    /// Masked.
    pub request_frame: String,
    /// Masked.
    pub response_frame: String,
}

/// The message with the registry's decision.
#[derive(Clone, Debug)]
pub(in crate::registry) struct Message {
    pub success: bool,
    pub kind: Kind,
    pub text: String,
    pub risk: Option<String>,
}

/// Writes `verdict` into an operation of the transaction's account, and what follows from it: expected debit or refund,
/// index, erased secrets. What contradicts a settled operation changes nothing. Gives the operation as it is then, and whether
/// anything changed.
///
/// # Errors
/// Where the database refuses; [`sqlx::Error::RowNotFound`] where there is no such operation.
pub(in crate::registry) async fn record(
    tx: &mut Tx,
    id: Uuid,
    verdict: Verdict,
    now: OffsetDateTime,
) -> sqlx::Result<(Operation, bool)> {
    let mut operation = lock(tx, id).await?;
    let before = operation.state;
    if !apply(&mut operation, verdict, now) {
        return Ok((operation, false));
    }
    operation.version += 1;
    write(tx, &operation).await?;
    follow(tx, &operation, now).await?;
    if operation.state != before {
        metrics::counter!("birk_operations_total", "kind" => operation.kind.clone(), "state" => operation.state.as_str())
            .increment(1);
        tracing::info!(
            operation = %operation.id, kind = operation.kind, object = operation.object, state = operation.state.as_str(),
            code = operation.result_code, "operation recorded"
        );
    }
    Ok((operation, true))
}

/// Makes an operation of which it is proven that it was not executed ready to be sent again. `false` where it has been
/// settled meanwhile.
///
/// # Errors
/// Where the database refuses.
pub(in crate::registry) async fn redo(tx: &mut Tx, operation: &Operation, now: OffsetDateTime) -> sqlx::Result<bool> {
    let changed = sqlx::query!(
        "update operation set state = 'planned', version = version + 1, next_check_at = $3, needs_person = null,
             sent_slot = null, sent_holder = null, sent_fence = null
         where operation_id = $1 and version = $2 and state in ('sent', 'uncertain')",
        operation.id,
        operation.version,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(changed.rows_affected() == 1)
}

async fn lock(tx: &mut Tx, id: Uuid) -> sqlx::Result<Operation> {
    operations!("where operation_id = $1 for update", id).fetch_one(&mut **tx).await.map(Operation::from)
}

/// Changes `operation` as `verdict` says, where its state allows; says whether it did.
fn apply(operation: &mut Operation, verdict: Verdict, now: OffsetDateTime) -> bool {
    let settled = operation.state.is_final();
    match verdict {
        Verdict::Answered(answer) => {
            operation.answered_at = Some(now);
            answered(operation, *answer, now);
            true
        }
        Verdict::NotSent(_) | Verdict::Lost { .. } | Verdict::Executed { .. } if settled => false,
        Verdict::NotSent(reason) => {
            operation.outcome.merge(Outcome { not_sent: Some(reason), ..Outcome::default() });
            settle(operation, State::Refused, now);
            true
        }
        Verdict::Lost { .. } if operation.state != State::Sent => false,
        Verdict::Lost { reason, frame, check_at } => {
            operation.state = State::Uncertain;
            operation.outcome.uncertain = Some(reason);
            operation.response_frame = frame.or(operation.response_frame.take());
            operation.next_check_at = Some(check_at);
            true
        }
        Verdict::Executed { pending, accepted } => {
            if operation.state == State::Pending && pending {
                return false;
            }
            take_accepted(operation, *accepted, "question");
            settle(operation, if pending { State::Pending } else { State::Done }, now);
            true
        }
        Verdict::Decided(message) => decided(operation, *message, now),
        Verdict::Person { .. } if operation.state != State::Uncertain => false,
        Verdict::Person { executed, object, by } => {
            if let Some(object) = object {
                operation.object = object;
            }
            let not_sent = (!executed).then(|| NotSent::new("abandoned", by));
            operation.outcome.merge(Outcome { not_sent, settled_by: Some("person".to_owned()), ..Outcome::default() });
            settle(operation, if executed { State::Done } else { State::Refused }, now);
            true
        }
    }
}

fn answered(operation: &mut Operation, answer: Answered, now: OffsetDateTime) {
    operation.result_code = Some(i32::from(answer.code));
    operation.result_text = Some(answer.text);
    operation.sv_trid = Some(answer.sv_trid).filter(|sv_trid| !sv_trid.is_empty());
    operation.request_frame = Some(answer.request_frame);
    operation.response_frame = Some(answer.response_frame);
    // A message may have brought the decision before the answer was written down: the decision stays.
    let decided = operation.state.is_final();
    match answer.accepted {
        Some(accepted) if decided => {
            operation.tracking_no = accepted.tracking_no.or(operation.tracking_no.take());
            let mut outcome = accepted.outcome;
            outcome.merge(std::mem::take(&mut operation.outcome));
            operation.outcome = outcome;
        }
        Some(accepted) => {
            take_accepted(operation, accepted, "answer");
            settle(operation, if answer.pending { State::Pending } else { State::Done }, now);
        }
        None if decided => {}
        None => {
            let settled_by = Some("answer".to_owned());
            operation.outcome.merge(Outcome { values: answer.values, settled_by, ..Outcome::default() });
            settle(operation, State::Refused, now);
        }
    }
}

fn decided(operation: &mut Operation, message: Message, now: OffsetDateTime) -> bool {
    if operation.state.is_final() || operation.sent_at.is_none() {
        return false;
    }
    let activated = match message.kind {
        Kind::RegisteredAndActivated => Some(true),
        Kind::RegisteredNotActivated => Some(false),
        _ => None,
    };
    operation.outcome.merge(Outcome {
        activated,
        risk: message.risk,
        message_kind: Some(message.kind.as_str().to_owned()),
        message: Some(message.text),
        settled_by: Some("message".to_owned()),
        ..Outcome::default()
    });
    settle(operation, if message.success { State::Done } else { State::Refused }, now);
    true
}

fn take_accepted(operation: &mut Operation, accepted: Accepted, by: &str) {
    if let Some(object) = accepted.object {
        operation.object = object;
    }
    operation.tracking_no = accepted.tracking_no.or(operation.tracking_no.take());
    operation.outcome.merge(accepted.outcome);
    operation.outcome.settled_by = Some(by.to_owned());
}

fn settle(operation: &mut Operation, state: State, now: OffsetDateTime) {
    operation.state = state;
    operation.outcome.uncertain = None;
    operation.next_check_at = None;
    operation.needs_person = None;
    if state.is_final() {
        operation.settled_at = Some(now);
    }
}

async fn write(tx: &mut Tx, operation: &Operation) -> sqlx::Result<()> {
    // Secrets are needed only for sending again.
    let erase = !matches!(operation.state, State::Planned | State::Sent | State::Uncertain);
    sqlx::query!(
        "update operation set object = $2, sv_trid = $3, tracking_no = $4, state = $5, version = $6, result_code = $7,
             result_text = $8, outcome = $9, request_frame = $10, response_frame = $11, answered_at = $12, settled_at = $13,
             next_check_at = $14, needs_person = $15, secrets = case when $16 then null else secrets end
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
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Debit, refund, index, and the operation that waits for this one.
async fn follow(tx: &mut Tx, operation: &Operation, now: OffsetDateTime) -> sqlx::Result<()> {
    let Ok(request) = operation.typed() else { return Ok(()) };
    if let (Some(billable), Some(amount)) = (request.billable(), operation.expected_debit) {
        let accepted = matches!(operation.state, State::Pending | State::Done)
            || operation.result_code.is_some_and(|code| (1000..2000).contains(&code));
        if accepted {
            expect(tx, operation, billable.as_str(), amount, now).await?;
        }
        // The registry pays an application back that comes to nothing.
        if operation.state == State::Refused {
            refund(tx, operation, billable.as_str(), now).await?;
        }
    }
    if operation.state.is_final() {
        // What waits for this operation goes on.
        sqlx::query!(
            "update operation set next_check_at = $2
             where operation_id = (select parent_id from operation where operation_id = $1) and state = 'planned'",
            operation.id,
            now
        )
        .execute(&mut **tx)
        .await?;
    }
    request.index(tx, operation).await
}

async fn expect(
    tx: &mut Tx,
    operation: &Operation,
    billable: &str,
    amount: Money,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into expected_debit (account_id, operation_id, billable, object, amount, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (operation_id, billable) do nothing",
        operation.account.0,
        operation.id,
        billable,
        operation.object,
        amount.as_decimal(),
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn refund(tx: &mut Tx, operation: &Operation, billable: &str, now: OffsetDateTime) -> sqlx::Result<()> {
    let refunded = sqlx::query!(
        "insert into expected_debit (account_id, operation_id, billable, object, amount, at)
         select account_id, operation_id, billable || '.refund', object, -amount, $3 from expected_debit
         where operation_id = $1 and billable = $2
         on conflict (operation_id, billable) do nothing",
        operation.id,
        billable,
        now
    )
    .execute(&mut **tx)
    .await?;
    if refunded.rows_affected() == 1 {
        sqlx::query!(
            "update operation set outcome = outcome || '{\"refunded\": true}' where operation_id = $1",
            operation.id
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
