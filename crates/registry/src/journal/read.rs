//! Reading operations.

use dk::Money;
use ipnetwork::IpNetwork;
use rust_decimal::Decimal;
use serde_json::Value;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::db::{AccountId, Tx, UserId};
use crate::entry::{Actor, Operation, Outcome, PortalFields, State};
use crate::messages::ObjectKind;
use crate::order::{FormKey, idempotency_key};
use crate::page::{Page, Paging, containing};

/// Which operations to list.
#[derive(Clone, Debug, Default)]
pub struct OperationFilter {
    /// Part of the object's name, tracking number, transaction ids, notes, or the actor's e-mail.
    pub q: Option<String>,
    /// Kind, such as `domain.create`.
    pub kind: Option<String>,
    /// States; empty for all.
    pub states: Vec<State>,
    /// Where applications stand for people: `active`, `awaiting_verification`, `rejected` (by a message, or because
    /// the name is another's), `closed` (by a person), `not_sent`, or a
    /// state's word.
    pub standing: Option<String>,
    /// Which page.
    pub paging: Paging,
}

/// A row as the database has it: every query of operations selects these columns.
pub(crate) struct OperationRow {
    pub operation_id: Uuid,
    pub account_id: i64,
    pub user_id: Option<i64>,
    pub actor: String,
    pub kind: String,
    pub object_kind: String,
    pub object: String,
    pub parent_id: Option<Uuid>,
    pub cl_trid: String,
    pub attempt: i32,
    pub sv_trid: Option<String>,
    pub tracking_no: Option<String>,
    pub request: Value,
    pub state: String,
    pub version: i32,
    pub result_code: Option<i32>,
    pub result_text: Option<String>,
    pub outcome: Value,
    pub request_frame: Option<String>,
    pub response_frame: Option<String>,
    pub expected_debit: Option<Decimal>,
    pub reference: String,
    pub po_number: String,
    pub account_code: String,
    pub planned_at: OffsetDateTime,
    pub sent_at: Option<OffsetDateTime>,
    pub answered_at: Option<OffsetDateTime>,
    pub settled_at: Option<OffsetDateTime>,
    pub next_check_at: Option<OffsetDateTime>,
    pub checks: i32,
    pub needs_person: Option<String>,
    pub address: Option<IpNetwork>,
    pub feature: String,
    pub changes: Value,
}

impl From<OperationRow> for Operation {
    fn from(row: OperationRow) -> Self {
        Self {
            id: row.operation_id,
            account: AccountId(row.account_id),
            actor: Actor { user: row.user_id.map(UserId), name: row.actor },
            kind: row.kind,
            object_kind: ObjectKind::parse(&row.object_kind),
            object: row.object,
            parent: row.parent_id,
            cl_trid: row.cl_trid,
            attempt: row.attempt,
            sv_trid: row.sv_trid,
            tracking_no: row.tracking_no,
            request: row.request,
            state: State::parse(&row.state),
            version: row.version,
            result_code: row.result_code,
            result_text: row.result_text,
            outcome: serde_json::from_value::<Outcome>(row.outcome).unwrap_or_default(),
            request_frame: row.request_frame,
            response_frame: row.response_frame,
            expected_debit: row.expected_debit.and_then(|amount| Money::from_decimal(amount).ok()),
            fields: PortalFields { reference: row.reference, po_number: row.po_number, account_code: row.account_code },
            planned_at: row.planned_at,
            sent_at: row.sent_at,
            answered_at: row.answered_at,
            settled_at: row.settled_at,
            next_check_at: row.next_check_at,
            checks: row.checks,
            needs_person: row.needs_person,
            address: row.address.map(|network| network.ip()),
            feature: row.feature,
            changes: serde_json::from_value(row.changes).unwrap_or_default(),
        }
    }
}

/// One query of operations: the columns of [`OperationRow`], then the literals that follow `from operation`.
macro_rules! operations {
    ($first:literal $(+ $rest:literal)* $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            $crate::journal::read::OperationRow,
            "select operation_id, account_id, user_id, actor, kind, object_kind, object, parent_id, cl_trid, attempt, sv_trid, tracking_no, request, \
             state, version, result_code, result_text, outcome, request_frame, response_frame, expected_debit, reference, \
             po_number, account_code, planned_at, sent_at, answered_at, settled_at, next_check_at, checks, needs_person, \
             address, feature, changes from operation " + $first $(+ $rest)*
            $(, $argument)*
        )
    };
}
pub(crate) use operations;

// The count and the page go by one condition, and the query macros want literals: `$condition` with `$1` to `$4`.
macro_rules! matching {
    ($tx:expr, $paging:expr, $condition:literal, $($argument:expr),+ $(,)?) => {{
        let total = sqlx::query_scalar!(
            "select count(*) as \"count!\" from operation where " + $condition,
            $($argument),+
        )
        .fetch_one(&mut **$tx)
        .await?;
        let rows = operations!(
            "where " + $condition + " order by planned_at desc, operation_id desc limit $5 offset $6",
            $($argument),+,
            $paging.limit(),
            $paging.offset(),
        )
        .fetch_all(&mut **$tx)
        .await?;
        Page::new(rows.into_iter().map(Operation::from).collect(), total, $paging)
    }};
}

/// The account's operations that match, newest first. Two queries.
///
/// # Errors
/// Where the database refuses.
pub async fn recent(tx: &mut Tx, filter: &OperationFilter) -> sqlx::Result<Page<Operation>> {
    let q = filter.q.as_deref().filter(|q| !q.trim().is_empty()).map(containing);
    let states: Vec<String> = filter.states.iter().map(|state| state.as_str().to_owned()).collect();
    Ok(matching!(
        tx,
        filter.paging,
        "($1::text is null or object ilike $1 or tracking_no ilike $1 or cl_trid ilike $1 or sv_trid ilike $1
           or reference ilike $1 or po_number ilike $1 or account_code ilike $1 or actor ilike $1)
         and ($2::text is null or kind = $2) and (cardinality($3::text[]) = 0 or state = any($3))
         and ($4::text is null or $4 = case
             when state = 'refused' and (outcome ? 'message_kind' or outcome ? 'taken') then 'rejected'
             when state = 'refused' and outcome->'not_sent'->>'word' = 'abandoned' then 'closed'
             when state = 'refused' and outcome ? 'not_sent' then 'not_sent'
             when state = 'done' and outcome->>'activated' = 'false' then 'awaiting_verification'
             when state = 'done' then 'active' else state end)",
        q,
        filter.kind,
        &states,
        filter.standing,
    ))
}

/// One operation.
///
/// # Errors
/// Where the database refuses.
pub async fn get(tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<Operation>> {
    let row = operations!("where operation_id = $1", id).fetch_optional(&mut **tx).await?;
    Ok(row.map(Operation::from))
}

/// The operation that a user's form became, by the feature that sent it and the form's key.
///
/// # Errors
/// Where the database refuses.
pub async fn of_form(tx: &mut Tx, user: UserId, feature: &str, key: &FormKey) -> sqlx::Result<Option<Uuid>> {
    let key = idempotency_key(user, feature, key);
    sqlx::query_scalar!("select operation_id from operation where idempotency_key = $1", key)
        .fetch_optional(&mut **tx)
        .await
}

/// The operations that belong to another, oldest first.
///
/// # Errors
/// Where the database refuses.
pub async fn children(tx: &mut Tx, parent: Uuid) -> sqlx::Result<Vec<Operation>> {
    let rows =
        operations!("where parent_id = $1 order by planned_at, operation_id", parent).fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(Operation::from).collect())
}

/// An object's newest operations, newest first, at most `limit`.
///
/// # Errors
/// Where the database refuses.
pub async fn history(tx: &mut Tx, kind: ObjectKind, object: &str, limit: i64) -> sqlx::Result<Vec<Operation>> {
    let rows = operations!(
        "where object_kind = $1 and object = $2 order by planned_at desc limit $3",
        kind.as_str(),
        object,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Operation::from).collect())
}
