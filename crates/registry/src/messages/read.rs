//! The poll inbox.

use time::OffsetDateTime;
use uuid::Uuid;

use super::{Kind, ObjectKind};
use crate::db::Tx;
use crate::page::{Page, Paging, containing};

/// A message as Birk keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Birk's key.
    pub id: i64,
    /// The registry's number.
    pub msg_id: String,
    /// When the registry queued it.
    pub queued_at: OffsetDateTime,
    /// When Birk read it.
    pub received_at: OffsetDateTime,
    /// The registry's words, English.
    pub text: String,
    /// What it says.
    pub kind: Kind,
    /// Kind of object.
    pub object_kind: ObjectKind,
    /// Name or handle; empty without an object.
    pub object: String,
    /// Outcome of a pending operation, where the message brings one.
    pub pa_result: Option<bool>,
    /// `GREEN`, `BLUE`, `YELLOW`, `RED` or `N/A`, for registrations.
    pub risk: Option<String>,
    /// The operation whose outcome it brings.
    pub operation_id: Option<Uuid>,
    /// The whole answer with authorization tokens masked.
    pub raw_xml: String,
    /// Why it could not be applied.
    pub flagged: Option<String>,
    /// When Birk took it out of the registry's queue.
    pub acknowledged_at: Option<OffsetDateTime>,
    /// When a person marked it handled.
    pub handled_at: Option<OffsetDateTime>,
    /// Who did.
    pub handled_by: Option<String>,
}

/// Which messages to list.
#[derive(Clone, Debug, Default)]
pub struct MessageFilter {
    /// Part of the text or of the object's name.
    pub q: Option<String>,
    /// Kind.
    pub kind: Option<Kind>,
    /// Kind of object.
    pub object_kind: Option<ObjectKind>,
    /// Handled, unhandled, or either.
    pub handled: Option<bool>,
    /// Only those that could not be applied.
    pub flagged: bool,
    /// Which page.
    pub paging: Paging,
}

/// How many messages wait for a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not yet handled.
    pub unhandled: i64,
    /// Of these, those that could not be applied.
    pub flagged: i64,
}

/// What [`mark_handled`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handled {
    /// Marked now.
    Now,
    /// Somebody had marked it before; that stays.
    Before,
    /// The account has no such message.
    Unknown,
}

macro_rules! message {
    ($row:expr) => {
        Message {
            id: $row.message_id,
            msg_id: $row.msg_id,
            queued_at: $row.queued_at,
            received_at: $row.received_at,
            text: $row.text,
            kind: Kind::parse(&$row.kind),
            object_kind: ObjectKind::parse(&$row.object_kind),
            object: $row.object,
            pa_result: $row.pa_result,
            risk: $row.risk,
            operation_id: $row.operation_id,
            raw_xml: $row.raw_xml,
            flagged: $row.flagged,
            acknowledged_at: $row.acknowledged_at,
            handled_at: $row.handled_at,
            handled_by: $row.handled_by,
        }
    };
}

/// The account's messages, newest first. Two queries, however many rows.
///
/// # Errors
/// Where the database refuses.
pub async fn list(tx: &mut Tx, filter: &MessageFilter) -> sqlx::Result<Page<Message>> {
    let q = filter.q.as_deref().filter(|q| !q.trim().is_empty()).map(containing);
    let kind = filter.kind.map(Kind::as_str);
    let object_kind = filter.object_kind.map(ObjectKind::as_str);
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from poll_message
           where ($1::text is null or text ilike $1 or object ilike $1) and ($2::text is null or kind = $2)
           and ($3::text is null or object_kind = $3) and ($4::bool is null or (handled_at is not null) = $4)
           and (not $5 or flagged is not null)"#,
        q,
        kind,
        object_kind,
        filter.handled,
        filter.flagged,
    )
    .fetch_one(&mut **tx)
    .await?;
    let rows = sqlx::query!(
        "select message_id, msg_id, queued_at, received_at, text, kind, object_kind, object, pa_result, risk, operation_id,
                raw_xml, flagged, acknowledged_at, handled_at, handled_by
         from poll_message
         where ($1::text is null or text ilike $1 or object ilike $1) and ($2::text is null or kind = $2)
           and ($3::text is null or object_kind = $3) and ($4::bool is null or (handled_at is not null) = $4)
           and (not $5 or flagged is not null)
         order by queued_at desc, message_id desc limit $6 offset $7",
        q,
        kind,
        object_kind,
        filter.handled,
        filter.flagged,
        filter.paging.limit(),
        filter.paging.offset(),
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Page::new(rows.into_iter().map(|row| message!(row)).collect(), total, filter.paging))
}

/// One message.
///
/// # Errors
/// Where the database refuses.
pub async fn get(tx: &mut Tx, id: i64) -> sqlx::Result<Option<Message>> {
    let row = sqlx::query!(
        "select message_id, msg_id, queued_at, received_at, text, kind, object_kind, object, pa_result, risk, operation_id,
                raw_xml, flagged, acknowledged_at, handled_at, handled_by
         from poll_message where message_id = $1",
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| message!(row)))
}

/// The newest messages about an object, newest first, at most `limit`.
///
/// # Errors
/// Where the database refuses.
pub async fn of_object(tx: &mut Tx, kind: ObjectKind, object: &str, limit: i64) -> sqlx::Result<Vec<Message>> {
    let rows = sqlx::query!(
        "select message_id, msg_id, queued_at, received_at, text, kind, object_kind, object, pa_result, risk, operation_id,
                raw_xml, flagged, acknowledged_at, handled_at, handled_by
         from poll_message where object_kind = $1 and object = $2
         order by queued_at desc, message_id desc limit $3",
        kind.as_str(),
        object,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| message!(row)).collect())
}

/// How many messages wait for a person.
///
/// # Errors
/// Where the database refuses.
pub async fn counts(tx: &mut Tx) -> sqlx::Result<Counts> {
    sqlx::query_as!(
        Counts,
        r#"select count(*) as "unhandled!", count(*) filter (where flagged is not null) as "flagged!"
           from poll_message where handled_at is null"#
    )
    .fetch_one(&mut **tx)
    .await
}

/// Marks a message as handled by a person.
///
/// # Errors
/// Where the database refuses.
pub async fn mark_handled(tx: &mut Tx, id: i64, by: &str, at: OffsetDateTime) -> sqlx::Result<Handled> {
    let marked = sqlx::query!(
        "update poll_message set handled_at = $3, handled_by = $2 where message_id = $1 and handled_at is null",
        id,
        by,
        at
    )
    .execute(&mut **tx)
    .await?
    .rows_affected();
    if marked == 1 {
        return Ok(Handled::Now);
    }
    let known = sqlx::query_scalar!("select 1 as \"one!\" from poll_message where message_id = $1", id)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(if known.is_some() { Handled::Before } else { Handled::Unknown })
}

/// The words of the kinds that the account has messages of, in alphabetical order.
///
/// # Errors
/// Where the database refuses.
pub async fn kinds(tx: &mut Tx) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!("select distinct kind from poll_message order by 1").fetch_all(&mut **tx).await
}
