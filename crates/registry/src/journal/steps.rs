//! What must be done before an operation: its steps, such as the contact that a registration waits for.

use dk::Act;

use super::claim::{self, Claimed};
use super::execute::send;
use super::{Journal, read};
use crate::RegistryError;
use crate::base::Base;
use crate::entry::{NotSent, Operation, State};

/// How an operation stands before it is sent.
pub(super) enum Prepared {
    /// It can be sent.
    Ready(Box<Operation>),
    /// A step is open: it goes on when that is settled, or another server has it.
    NotYet,
    /// It will never be sent.
    Never(NotSent),
}

/// Does what must be done before an operation: one step after the other.
pub(super) async fn prepare(journal: &Journal, claimed: &Claimed) -> Result<Prepared, RegistryError> {
    let operation = &claimed.operation;
    if !claimed.has_steps {
        return Ok(Prepared::Ready(Box::new(operation.clone())));
    }
    let mut made = Vec::new();
    for step in steps(&journal.base, operation).await? {
        let Some(step) = carried(journal, claimed, step).await? else { return Ok(Prepared::NotYet) };
        match (step.state, step.act()) {
            (State::Done, Some(act)) => made.push((act, step.object)),
            (State::Refused, _) => {
                return Ok(Prepared::Never(NotSent::new("first_refused", step.result_text.unwrap_or_default())));
            }
            _ => return Ok(Prepared::NotYet),
        }
    }
    take_over(&journal.base, claimed, &made).await
}

async fn steps(base: &Base, operation: &Operation) -> Result<Vec<Operation>, RegistryError> {
    let mut tx = base.db().account(operation.account).await?;
    let steps = read::children(&mut tx, operation.id).await?;
    tx.commit().await?;
    Ok(steps)
}

/// Sends a step that is only planned, or waits for whoever does; gives it as it stands then.
async fn carried(journal: &Journal, claimed: &Claimed, step: Operation) -> Result<Option<Operation>, RegistryError> {
    if step.state == State::Planned
        && let Some(mut taken) = claim::planned(&journal.base, step.account, step.id).await?
    {
        taken.waited_for = claimed.waited_for;
        // A step has none before it.
        if let Some(begun) = journal.running.begin(step.id) {
            begun.end(send(&journal.base, &taken, taken.operation.clone()).await);
        }
    }
    // Perhaps it was being sent already.
    if let Some(done) = journal.running.done(step.id) {
        done.await;
    }
    let mut tx = journal.base.db().account(step.account).await?;
    let step = read::get(&mut tx, step.id).await?;
    tx.commit().await?;
    Ok(step)
}

/// Writes what the steps have made into the request.
async fn take_over(base: &Base, claimed: &Claimed, made: &[(Act, String)]) -> Result<Prepared, RegistryError> {
    let operation = &claimed.operation;
    let request = match operation.typed().and_then(|request| request.complete(made)) {
        Ok(request) => serde_json::to_value(&request).unwrap_or_default(),
        Err(error) => return Ok(Prepared::Never(NotSent::new("unwritable", error.to_string()))),
    };
    let mut tx = base.db().account(operation.account).await?;
    let changed = sqlx::query!(
        "update operation set request = $3, version = version + 1
         where operation_id = $1 and claim = $2 and state = 'planned' returning version",
        operation.id,
        claimed.claim,
        request
    )
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    let Some(changed) = changed else { return Ok(Prepared::NotYet) };
    Ok(Prepared::Ready(Box::new(Operation { request, version: changed.version, ..operation.clone() })))
}
