//! Planning operations, once for each idempotency key.

use std::time::Duration;

use rust_decimal::Decimal;
use tokio::time::Instant;
use uuid::Uuid;

use super::claim::Claimed;
use super::read::{self, operations};
use super::{Consent, Journal, NewOperation, attempt};
use crate::RegistryError;
use crate::base::Base;
use crate::db::{AccountId, Tx};
use crate::entry::{Actor, Operation};
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
    pub async fn submit(
        &self,
        account: AccountId,
        actor: &Actor,
        new: NewOperation,
    ) -> Result<Submitted, RegistryError> {
        if self.base.stopping().is_cancelled() {
            return Err(RegistryError::Stopping);
        }
        let planned = self.plan(account, actor, &new).await?;
        let limit = self.base.limits().submit;
        match planned {
            Planned::New(claimed) => {
                let planned = claimed.operation.clone();
                self.start(*claimed);
                // It goes on, whether or not it can be read just now.
                let waited = self.wait(account, planned.id, limit).await;
                Ok(Submitted::New(waited.unwrap_or(planned)))
            }
            Planned::Same(id) => self.wait(account, id, limit).await.map(Submitted::Same),
            Planned::Conflict(operation) => Ok(Submitted::Conflict(*operation)),
            Planned::Open(operation) => Ok(Submitted::Open(*operation)),
        }
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

    async fn plan(&self, account: AccountId, actor: &Actor, new: &NewOperation) -> Result<Planned, RegistryError> {
        loop {
            // What stood in the way may be settled by the time it is looked at: then the way is free.
            if let Some(planned) = self.try_plan(account, actor, new).await? {
                return Ok(planned);
            }
        }
    }

    async fn try_plan(
        &self,
        account: AccountId,
        actor: &Actor,
        new: &NewOperation,
    ) -> Result<Option<Planned>, RegistryError> {
        let mut tx = self.base.db().account(account).await?;
        let id = self.base.clock().uuid();
        let row = self.row(account, actor, new, id)?;
        if !insert(&self.base, &mut tx, &row).await? {
            let standing = standing(&mut tx, &row).await?;
            tx.rollback().await?;
            return Ok(standing);
        }
        if let Some(first) = &new.first {
            let child = self.base.clock().uuid();
            let mut child_row = self.row(account, actor, first, child)?;
            child_row.parent = Some(id);
            child_row.key = format!("{}/first", row.key);
            if !insert(&self.base, &mut tx, &child_row).await? {
                let standing = standing(&mut tx, &child_row).await?;
                tx.rollback().await?;
                return Ok(standing);
            }
        }
        if let Some(consent) = &new.consent {
            keep_consent(&mut tx, account, id, &row.object, consent, actor).await?;
        }
        let operation = read::get(&mut tx, id).await?.ok_or(sqlx::Error::RowNotFound)?;
        // Whatever this server's own clock says.
        self.base.set_now(operation.planned_at);
        tx.commit().await?;
        let claimed = Claimed { operation, secrets: row.secrets, claim: FIRST_CLAIM, waited_for: true };
        Ok(Some(Planned::New(Box::new(claimed))))
    }

    fn row(&self, account: AccountId, actor: &Actor, new: &NewOperation, id: Uuid) -> Result<Row, RegistryError> {
        let (key, clock) = (&self.base.link().key, self.base.clock());
        let user = actor.user.map_or_else(|| "system".to_owned(), |user| user.0.to_string());
        Ok(Row {
            id,
            account,
            actor: actor.clone(),
            kind: new.request.act().as_str(),
            object_kind: new.request.act().object().as_str(),
            object: new.request.object(),
            parent: new.parent,
            cl_trid: attempt::cl_trid(id, 1),
            key: format!("{user}:{}:{}", new.form, new.form_key),
            hash: key.derive("payload", &payload(new)),
            request: serde_json::to_value(&new.request).unwrap_or_default(),
            secrets: new.secrets.seal(key, clock, id)?,
            expected_debit: new.expected_debit.map(Decimal::from),
            reference: new.fields.reference.clone(),
            po_number: new.fields.po_number.clone(),
            account_code: new.fields.account_code.clone(),
            excludes: new.request.excludes(),
        })
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

struct Row {
    id: Uuid,
    account: AccountId,
    actor: Actor,
    kind: &'static str,
    object_kind: &'static str,
    object: String,
    parent: Option<Uuid>,
    cl_trid: String,
    key: String,
    hash: [u8; 32],
    request: serde_json::Value,
    secrets: Option<Vec<u8>>,
    expected_debit: Option<Decimal>,
    reference: String,
    po_number: String,
    account_code: String,
    excludes: Option<String>,
}

/// What makes two forms the same: everything that was typed, secrets included.
fn payload(new: &NewOperation) -> Vec<u8> {
    let consent = new.consent.as_ref().map(|c| (c.accepted_at.unix_timestamp(), &c.method, &c.terms_version));
    let fields = (&new.fields.reference, &new.fields.po_number, &new.fields.account_code);
    let first = new.first.as_ref().map(|first| payload(first));
    let secrets = new.secrets.plain();
    serde_json::to_vec(&(new.request.act().as_str(), &new.request, secrets, fields, consent, first)).unwrap_or_default()
}

/// Inserts a planned operation, claimed by this server; `false` where its key, or an operation that excludes it, stands in
/// the way. A concurrent transaction with the same key, or for the same object, is waited for.
async fn insert(base: &Base, tx: &mut Tx, row: &Row) -> sqlx::Result<bool> {
    let inserted = sqlx::query!(
        "insert into operation (operation_id, account_id, user_id, actor, kind, object_kind, object, parent_id, cl_trid,
             idempotency_key, payload_hash, request, secrets, expected_debit, reference, po_number, account_code, excludes,
             planned_at, next_check_at, claim, claim_holder, claim_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
             clock_timestamp(), clock_timestamp(), $19, $20, clock_timestamp() + make_interval(secs => $21))
         on conflict do nothing",
        row.id,
        row.account.0,
        row.actor.user.map(|user| user.0),
        row.actor.name,
        row.kind,
        row.object_kind,
        row.object,
        row.parent,
        row.cl_trid,
        row.key,
        row.hash.as_slice(),
        row.request,
        row.secrets,
        row.expected_debit,
        row.reference,
        row.po_number,
        row.account_code,
        row.excludes,
        FIRST_CLAIM,
        base.instance(),
        base.limits().claim.as_secs_f64(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// What stands in the way of a row; none where it does no longer.
async fn standing(tx: &mut Tx, row: &Row) -> sqlx::Result<Option<Planned>> {
    let same_key = sqlx::query!("select operation_id, payload_hash from operation where idempotency_key = $1", row.key)
        .fetch_optional(&mut **tx)
        .await?;
    if let Some(found) = same_key {
        if same(&found.payload_hash, &row.hash) {
            return Ok(Some(Planned::Same(found.operation_id)));
        }
        let operation = read::get(tx, found.operation_id).await?.ok_or(sqlx::Error::RowNotFound)?;
        return Ok(Some(Planned::Conflict(Box::new(operation))));
    }
    let open = operations!("where excludes = $1", row.excludes).fetch_optional(&mut **tx).await?;
    Ok(open.map(|open| Planned::Open(Box::new(open.into()))))
}

async fn keep_consent(
    tx: &mut Tx,
    account: AccountId,
    operation: Uuid,
    domain: &str,
    consent: &Consent,
    actor: &Actor,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into consent (account_id, operation_id, domain, accepted_at, method, terms_version, recorded_at, recorded_by)
         values ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7)",
        account.0,
        operation,
        domain,
        consent.accepted_at,
        consent.method,
        consent.terms_version,
        actor.name
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
