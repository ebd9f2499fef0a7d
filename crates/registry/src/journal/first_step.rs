//! What must be done before an operation: the contact that a registration waits for.

use dk::Act;

use super::claim::{self, Claimed};
use super::execute::send;
use super::{Journal, read};
use crate::RegistryError;
use crate::base::Base;
use crate::entry::{NotSent, Operation, State};
use crate::operations::{DomainCreate, Registrant, Request};

/// How an operation stands before it is sent.
pub(super) enum Prepared {
    /// It can be sent.
    Ready(Box<Operation>),
    /// Its first step is open: it goes on when that is settled, or another server has it.
    NotYet,
    /// It will never be sent.
    Never(NotSent),
}

/// Does what must be done before an operation.
pub(super) async fn prepare(journal: &Journal, claimed: &Claimed) -> Result<Prepared, RegistryError> {
    let operation = &claimed.operation;
    let create = match operation.typed() {
        Ok(Request::DomainCreate(create)) if create.registrant == Registrant::Created => *create,
        Ok(_) => return Ok(Prepared::Ready(Box::new(operation.clone()))),
        Err(error) => return Ok(Prepared::Never(NotSent::new("unwritable", error.to_string()))),
    };
    let Some(first) = first_step(&journal.base, operation).await? else {
        return Ok(Prepared::Never(NotSent::new("unwritable", "the contact's operation is missing")));
    };
    if first.state == State::Planned
        && let Some(mut step) = claim::planned(&journal.base, operation.account, first.id).await?
    {
        step.waited_for = claimed.waited_for;
        // A step has none before it.
        if let Some(begun) = journal.running.begin(first.id) {
            begun.end(send(&journal.base, &step, step.operation.clone()).await);
        }
    }
    // Perhaps it was being sent already.
    if let Some(done) = journal.running.done(first.id) {
        done.await;
    }
    let Some(first) = first_step(&journal.base, operation).await? else { return Ok(Prepared::NotYet) };
    match first.state {
        State::Done => with_registrant(&journal.base, claimed, create, &first.object).await,
        State::Refused => Ok(Prepared::Never(NotSent::new("first_refused", first.result_text.unwrap_or_default()))),
        _ => Ok(Prepared::NotYet),
    }
}

async fn first_step(base: &Base, operation: &Operation) -> Result<Option<Operation>, RegistryError> {
    let mut tx = base.db().account(operation.account).await?;
    let children = read::children(&mut tx, operation.id).await?;
    tx.commit().await?;
    Ok(children.into_iter().find(|child| child.act() == Some(Act::CreateContact)))
}

/// Writes the new contact's handle into the request.
async fn with_registrant(
    base: &Base,
    claimed: &Claimed,
    create: DomainCreate,
    handle: &str,
) -> Result<Prepared, RegistryError> {
    let operation = &claimed.operation;
    let Ok(handle) = dk::Handle::parse(handle) else {
        return Ok(Prepared::Never(NotSent::new("unwritable", format!("{handle:?} is no handle"))));
    };
    let request = Request::from(DomainCreate { registrant: Registrant::Handle(handle), ..create });
    let request = serde_json::to_value(&request).unwrap_or_default();
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
