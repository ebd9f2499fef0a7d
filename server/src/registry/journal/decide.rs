//! A person's word for what no question to the registry can settle.

use uuid::Uuid;

use super::record::{Verdict, record, redo};
use super::{Actor, Journal, Operation, State, read};
use crate::db::AccountId;
use crate::registry::RegistryError;

/// What a person decides about an operation that [needs one](Operation::needs_person).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It was executed; for a contact, this is its handle.
    Executed {
        /// Name or handle, where the journal does not know it.
        object: Option<String>,
    },
    /// It was not executed, and shall be sent again.
    SendAgain,
    /// It was not executed, or nobody cares any more.
    GiveUp,
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq)]
pub enum Decided {
    /// It holds.
    Now(Operation),
    /// The operation needs no person (any more).
    TooLate(Operation),
    /// The account has no such operation.
    Unknown,
}

impl Journal {
    /// Applies a person's decision.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn decide(
        &self,
        account: AccountId,
        actor: &Actor,
        id: Uuid,
        decision: Decision,
    ) -> Result<Decided, RegistryError> {
        let now = self.registry.clock().now();
        let mut tx = self.registry.db().account(account).await?;
        let Some(operation) = read::get(&mut tx, id).await? else { return Ok(Decided::Unknown) };
        if operation.state != State::Uncertain || operation.needs_person.is_none() {
            return Ok(Decided::TooLate(operation));
        }
        let by = actor.name.clone();
        let (executed, object) = match decision {
            Decision::SendAgain => {
                let again = redo(&mut tx, &operation, now).await?;
                tx.commit().await?;
                if !again {
                    return Ok(Decided::TooLate(operation));
                }
                self.start(account, id);
                return self.wait(account, id, self.registry.limits().submit).await.map(Decided::Now);
            }
            Decision::Executed { object } => (true, object),
            Decision::GiveUp => (false, None),
        };
        let (operation, changed) = record(&mut tx, id, Verdict::Person { executed, object, by }, now).await?;
        tx.commit().await?;
        Ok(if changed { Decided::Now(operation) } else { Decided::TooLate(operation) })
    }
}
