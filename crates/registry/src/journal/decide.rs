//! A person's word for what no question to the registry can settle.

use serde_json::json;
use uuid::Uuid;

use super::record::record_if;
use super::verdict::Verdict;
use super::{Journal, Moment, claim, read};
use crate::audit::{self, Line};
use crate::entry::{Operation, State};
use crate::operations::{CLOCK_TOLERANCE, Request};
use crate::order::{By, Deciding};
use crate::{Priority, RegistryError, questions};

/// What a person decides about an operation that [needs one](Operation::needs_person).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It was executed; for a contact, this is its handle.
    Executed {
        /// Name or handle, where the journal does not know it.
        object: Option<String>,
    },
    /// It was not executed, and shall be sent again. Not for what the registry has accepted already.
    SendAgain,
    /// It was not executed, or nobody cares any more.
    GiveUp,
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq)]
pub enum Decided {
    /// It holds.
    Now(Operation),
    /// The operation needs no person (any more): somebody else, or the registry, was faster. This is what it became.
    TooLate(Operation),
    /// The object that the person named is not the operation's work: the registry does not know it, it is another one's, was
    /// there before, or has other data. Nothing was changed.
    NotThat(Operation),
    /// This version of Birk does not know operations of this kind: nothing was changed.
    UnknownKind(Operation),
    /// The account has no such operation.
    Unknown,
}

impl Journal {
    /// Applies a person's decision, if the operation is still as it was when they were asked. An object that they name is
    /// looked up at the registry first.
    ///
    /// # Errors
    /// Where the database refuses, or the registry cannot be asked about the object that was named: nothing was changed.
    pub async fn decide(&self, by: &By<Deciding>, id: Uuid, decision: Decision) -> Result<Decided, RegistryError> {
        let account = by.account;
        let mut tx = self.base.db().account(account).await?;
        let Some(operation) = read::get(&mut tx, id).await? else { return Ok(Decided::Unknown) };
        if operation.needs_person.is_none() || (decision == Decision::SendAgain && operation.state != State::Uncertain)
        {
            return Ok(Decided::TooLate(operation));
        }
        tx.commit().await?;
        let Ok(request) = operation.typed() else { return Ok(Decided::UnknownKind(operation)) };
        if let Decision::Executed { object: Some(object) } = &decision
            && !self.made(&operation, &request, object).await?
        {
            return Ok(Decided::NotThat(operation));
        }
        let mut tx = self.base.db().account(account).await?;
        let verdict = match &decision {
            Decision::SendAgain => Verdict::NotExecuted,
            Decision::Executed { object } => {
                Verdict::Person { executed: true, object: object.clone(), by: by.name.clone() }
            }
            Decision::GiveUp => Verdict::Person { executed: false, object: None, by: by.name.clone() },
        };
        let Some(decided) = record_if(&mut tx, &operation, verdict, Moment::now(&self.base)).await? else {
            let now = read::get(&mut tx, id).await?.unwrap_or(operation);
            return Ok(Decided::TooLate(now));
        };
        audit::write(&mut tx, line(by, &decided, &decision)).await?;
        tx.commit().await?;
        if decision != Decision::SendAgain {
            return Ok(Decided::Now(decided));
        }
        if let Some(claimed) = claim::planned(&self.base, account, id).await? {
            self.start(claimed);
        }
        self.wait(account, id, self.base.limits().submit).await.map(Decided::Now)
    }

    /// Whether the object that a person named can be the operation's work.
    async fn made(&self, operation: &Operation, request: &Request, object: &str) -> Result<bool, RegistryError> {
        let Request::ContactCreate(create) = request else { return Ok(object == operation.object) };
        let info = match questions::contact_info(&self.base, operation.account, object, Priority::Interactive).await {
            Ok(info) => info.value,
            Err(RegistryError::NotFound(_) | RegistryError::Refused(_)) => return Ok(false),
            Err(error) => return Err(error),
        };
        let mut tx = self.base.db().account(operation.account).await?;
        let row = sqlx::query!(
            r#"select (select handle from account) as "own?",
                   exists (select 1 from operation where object_kind = 'contact' and object = $1 and operation_id <> $2) as "claimed!""#,
            object,
            operation.id
        )
        .fetch_one(&mut *tx)
        .await?;
        tx.commit().await?;
        let since = info.cr_date >= operation.planned_at - CLOCK_TOLERANCE;
        Ok(since && !row.claimed && row.own.as_deref() == Some(info.cl_id.as_str()) && create.email == info.email)
    }
}

/// The audit log's line of a decision.
fn line<'a>(by: &'a By<Deciding>, decided: &'a Operation, decision: &Decision) -> Line<'a> {
    let word = match decision {
        Decision::Executed { .. } => "executed",
        Decision::SendAgain => "send_again",
        Decision::GiveUp => "give_up",
    };
    Line {
        account: by.account,
        user: Some(by.user),
        actor: &by.name,
        address: Some(by.address),
        action: by.feature,
        object: &decided.object,
        detail: json!({ "decision": word, "operation": decided.id, "act": decided.kind }),
        outcome: audit::Outcome::Done,
    }
}
