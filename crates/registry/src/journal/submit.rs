//! Planning operations, once for each idempotency key.

use std::time::Duration;

use dk::{Change, Money};
use ipnetwork::IpNetwork;
use rust_decimal::Decimal;
use serde_json::json;
use tokio::time::Instant;
use uuid::Uuid;

use super::claim::Claimed;
use super::read::{self, operations};
use super::{Journal, attempt};
use crate::RegistryError;
use crate::audit::{self, Line};
use crate::base::Base;
use crate::db::{AccountId, Tx};
use crate::entry::Operation;
use crate::operations::Request;
use crate::order::{By, Consent, FormKey, Known, Order, Plan, idempotency_key, posted_hash};
use crate::seal::same;

/// How often an operation that another server sends is looked at.
const LOOK: Duration = Duration::from_millis(200);

/// What became of a submitted form. Where the operation's state [is running](super::State::is_running), the answer has not
/// come within the time that a form waits; the operation goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum Submitted {
    /// It is a new operation.
    New(Operation),
    /// The same form was submitted before: this is what became of it.
    Same(Operation),
    /// The form's key was used for something else before; nothing was planned.
    Conflict(Operation),
    /// Another operation of the kind on the same object is undecided; nothing was planned.
    Open(Operation),
}

impl Submitted {
    /// The operation, or the one that stands in the way.
    pub fn operation(&self) -> &Operation {
        match self {
            Self::New(operation) | Self::Same(operation) | Self::Conflict(operation) | Self::Open(operation) => {
                operation
            }
        }
    }
}

impl Journal {
    /// Plans an operation, sends it, and waits for the answer as long as a form may. The sending does not depend on the
    /// caller: it goes on when the browser is gone.
    ///
    /// # Errors
    /// [`RegistryError::Stopping`] and such: nothing was planned. [`RegistryError::Database`]: it may have been planned all the
    /// same, where only the commit's answer was lost; submitting the same form again tells. Whatever happens at the registry is
    /// in the operation.
    pub async fn submit<R: Known>(&self, order: Order<R>) -> Result<Submitted, RegistryError> {
        // In a box: callers are pages, whose futures would grow by all of this.
        Box::pin(self.submit_plan(order.plan)).await
    }

    async fn submit_plan(&self, plan: Plan) -> Result<Submitted, RegistryError> {
        if self.base.stopping().is_cancelled() {
            return Err(RegistryError::Stopping);
        }
        let limit = self.base.limits().submit;
        match self.plan(&plan).await? {
            Planned::New(claimed) => {
                let planned = claimed.operation.clone();
                self.start(*claimed);
                // It goes on, whether or not it can be read just now.
                let waited = self.wait(plan.account, planned.id, limit).await;
                Ok(Submitted::New(waited.unwrap_or(planned)))
            }
            Planned::Same(id) => self.wait(plan.account, id, limit).await.map(Submitted::Same),
            Planned::Conflict(operation) => Ok(Submitted::Conflict(*operation)),
            Planned::Open(operation) => Ok(Submitted::Open(*operation)),
        }
    }

    /// What became of a form whose review has been sent before, whatever a new review of it would say: the same
    /// ([`Submitted::Same`]), or another one under the same key ([`Submitted::Conflict`]). None where it never was.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn sent<R>(&self, by: &By<R>, key: &FormKey, reviewed: &str) -> Result<Option<Submitted>, RegistryError> {
        let key = idempotency_key(by.user, by.feature, key);
        let mut tx = self.base.db().account(by.account).await?;
        let found = standing(&mut tx, &key, posted_hash(reviewed).as_deref(), None).await?;
        tx.commit().await?;
        Ok(match found {
            Some(Planned::Same(id)) => {
                Some(Submitted::Same(self.wait(by.account, id, self.base.limits().submit).await?))
            }
            Some(Planned::Conflict(operation)) => Some(Submitted::Conflict(*operation)),
            _ => None,
        })
    }

    /// Waits until an operation is no longer running, at most `limit`, and gives it as it stands then.
    ///
    /// # Errors
    /// Where the database refuses, or there is no such operation.
    pub async fn wait(&self, account: AccountId, id: Uuid, limit: Duration) -> Result<Operation, RegistryError> {
        let until = Instant::now() + limit;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if let Some(done) = self.running.done(id)
                && let Ok(Some(operation)) = tokio::time::timeout(left, done).await
                && !operation.state.is_running()
            {
                return Ok(operation);
            }
            let mut tx = self.base.db().account(account).await?;
            let operation = read::get(&mut tx, id).await?.ok_or(sqlx::Error::RowNotFound)?;
            tx.commit().await?;
            let left = until.saturating_duration_since(Instant::now());
            if !operation.state.is_running() || left.is_zero() {
                return Ok(operation);
            }
            tokio::time::sleep(left.min(LOOK)).await;
        }
    }

    async fn plan(&self, plan: &Plan) -> Result<Planned, RegistryError> {
        loop {
            // What stood in the way may be settled by the time it is looked at: then the way is free.
            if let Some(planned) = self.try_plan(plan).await? {
                return Ok(planned);
            }
        }
    }

    /// Operation, steps, evidence and the audit log's line, in one transaction.
    async fn try_plan(&self, plan: &Plan) -> Result<Option<Planned>, RegistryError> {
        let (id, key) = (self.base.clock().uuid(), &self.base.link().key);
        let secrets = plan.secrets.seal(key, self.base.clock(), id)?;
        let mut tx = self.base.db().account(plan.account).await?;
        let row = Row {
            id,
            request: &plan.request,
            parent: None,
            key: plan.key.clone(),
            secrets: secrets.clone(),
            price: plan.price,
            changes: &plan.changes,
        };
        let mut rows = vec![row];
        for (n, step) in (1..).zip(&plan.steps) {
            let (id, key) = (self.base.clock().uuid(), format!("{}/{n}", plan.key));
            rows.push(Row {
                id,
                request: step,
                parent: Some(rows[0].id),
                key,
                secrets: None,
                price: None,
                changes: &[],
            });
        }
        for row in &rows {
            if !insert(&self.base, &mut tx, plan, row).await? {
                let excludes = row.request.excludes();
                let standing = standing(&mut tx, &row.key, Some(&plan.hash), excludes.as_deref()).await?;
                tx.rollback().await?;
                return Ok(standing);
            }
        }
        if let Some(consent) = &plan.consent {
            keep_consent(&mut tx, plan, id, consent).await?;
        }
        audit::write(&mut tx, line(plan, id, &plan.request.object())).await?;
        let operation = read::get(&mut tx, id).await?.ok_or(sqlx::Error::RowNotFound)?;
        // Whatever this server's own clock says.
        self.base.set_now(operation.planned_at);
        tx.commit().await?;
        let has_steps = !plan.steps.is_empty();
        let claimed = Claimed { operation, secrets, claim: FIRST_CLAIM, has_steps, waited_for: true };
        Ok(Some(Planned::New(Box::new(claimed))))
    }
}

/// The number of the claim under which an operation is planned.
const FIRST_CLAIM: i64 = 1;

enum Planned {
    New(Box<Claimed>),
    Same(Uuid),
    Conflict(Box<Operation>),
    Open(Box<Operation>),
}

/// An operation, or a step of one.
struct Row<'a> {
    id: Uuid,
    request: &'a Request,
    parent: Option<Uuid>,
    key: String,
    /// Sealed.
    secrets: Option<Vec<u8>>,
    price: Option<Money>,
    changes: &'a [Change],
}

/// Inserts a planned operation, claimed by this server; `false` where its key, or an operation that excludes it, stands in
/// the way. A concurrent transaction with the same key, or for the same object, is waited for.
async fn insert(base: &Base, tx: &mut Tx, plan: &Plan, row: &Row<'_>) -> sqlx::Result<bool> {
    let inserted = sqlx::query!(
        "insert into operation (operation_id, account_id, user_id, actor, kind, object_kind, object, parent_id, cl_trid,
             idempotency_key, payload_hash, request, secrets, expected_debit, reference, po_number, account_code, excludes,
             planned_at, next_check_at, claim, claim_holder, claim_until, address, feature, changes)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
             clock_timestamp(), clock_timestamp(), $19, $20, clock_timestamp() + make_interval(secs => $21), $22, $23, $24)
         on conflict do nothing",
        row.id,
        plan.account.0,
        plan.user.0,
        plan.name,
        row.request.act().as_str(),
        row.request.act().object().as_str(),
        row.request.object(),
        row.parent,
        attempt::cl_trid(row.id, 1),
        row.key,
        plan.hash.as_slice(),
        serde_json::to_value(row.request).unwrap_or_default(),
        row.secrets,
        row.price.map(Decimal::from),
        plan.fields.reference,
        plan.fields.po_number,
        plan.fields.account_code,
        row.request.excludes(),
        FIRST_CLAIM,
        base.instance(),
        base.limits().claim.as_secs_f64(),
        IpNetwork::from(plan.address),
        plan.feature,
        serde_json::to_value(row.changes).unwrap_or_default(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// What stands in the way under a form's key, or by what it excludes; none where nothing does (any longer).
async fn standing(
    tx: &mut Tx,
    key: &str,
    hash: Option<&[u8]>,
    excludes: Option<&str>,
) -> sqlx::Result<Option<Planned>> {
    let same_key = sqlx::query!("select operation_id, payload_hash from operation where idempotency_key = $1", key)
        .fetch_optional(&mut **tx)
        .await?;
    if let Some(found) = same_key {
        if hash.is_some_and(|hash| same(&found.payload_hash, hash)) {
            return Ok(Some(Planned::Same(found.operation_id)));
        }
        let operation = read::get(tx, found.operation_id).await?.ok_or(sqlx::Error::RowNotFound)?;
        return Ok(Some(Planned::Conflict(Box::new(operation))));
    }
    let open = operations!("where excludes = $1", excludes).fetch_optional(&mut **tx).await?;
    Ok(open.map(|open| Planned::Open(Box::new(open.into()))))
}

/// The audit log's line of an operation that is asked for.
fn line<'a>(plan: &'a Plan, id: Uuid, object: &'a str) -> Line<'a> {
    Line {
        account: plan.account,
        user: Some(plan.user),
        actor: &plan.name,
        address: Some(plan.address),
        action: plan.feature,
        object,
        detail: json!({ "operation": id, "act": plan.act().as_str(), "price": plan.price.map(|price| price.to_string()) }),
        outcome: audit::Outcome::Done,
    }
}

async fn keep_consent(tx: &mut Tx, plan: &Plan, operation: Uuid, consent: &Consent) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into consent (account_id, operation_id, domain, accepted_at, method, terms_version, recorded_at, recorded_by)
         values ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7)",
        plan.account.0,
        operation,
        plan.request.object(),
        consent.accepted_at,
        consent.method,
        consent.terms_version,
        plan.name
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
