//! Keeping a message: stored as it came, applied in the same transaction.

use epp::Response;
use time::OffsetDateTime;

use super::apply::{self, Applying, Unfit};
use super::fetch::Fetched;
use crate::base::Base;
use crate::db::{AccountId, Tx};
use crate::journal::Moment;
use crate::messages::{Kind, ObjectKind, Subject};
use crate::pool::lease::{Lease, still_held};
use crate::{RegistryError, credentials};

/// A message that is stored.
#[derive(Clone, Debug)]
pub struct Kept {
    pub message_id: i64,
    pub msg_id: String,
    /// Whether it was not known before.
    pub new: bool,
    /// What it is about.
    pub subject: Subject,
}

/// What of a message goes into its row.
pub struct Row<'a> {
    msg_id: &'a str,
    queued_at: OffsetDateTime,
    text: &'a str,
    subject: Subject,
    response: Option<&'a Response>,
    frame: String,
    problem: Option<String>,
}

/// Stores and applies a message in one transaction. What cannot be applied is stored nevertheless, with the reason. `None`
/// where another server polls by now.
///
/// # Errors
/// Where the database refuses, or fails for the moment; the message stays in the queue.
pub async fn keep(
    base: &Base,
    account: AccountId,
    lease: &Lease,
    fetched: &Fetched,
    asked_at: OffsetDateTime,
) -> Result<Option<Kept>, RegistryError> {
    let now = base.now();
    let Some(row) = row(fetched) else { return Ok(None) };
    let mut tx = base.db().account(account).await?;
    if !still_held(&mut tx, lease, base.instance()).await? {
        return Ok(None);
    }
    let user = credentials::read(&mut tx, base.link().config.environment).await?.epp_user;
    let environment = base.link().config.environment.as_str();
    let kept = insert(&mut tx, account, environment, &user, &row, now).await?;
    if kept.new {
        let flagged = match &row.problem {
            Some(problem) => Some(problem.clone()),
            None => {
                let applying = Applying { account, message_id: kept.message_id, asked_at, moment: Moment::now(base) };
                try_apply(&mut tx, &row, &applying).await?
            }
        };
        if let Some(reason) = flagged {
            tracing::warn!(account = account.0, msg_id = row.msg_id, reason, "a person must look at a poll message");
            metrics::counter!("birk_poll_flagged_total").increment(1);
            sqlx::query!("update poll_message set flagged = $2 where message_id = $1", kept.message_id, reason)
                .execute(&mut *tx)
                .await?;
        }
        metrics::counter!("birk_poll_messages_total", "kind" => row.subject.kind.as_str()).increment(1);
        metrics::histogram!("birk_poll_lag_seconds").record((now - row.queued_at).as_seconds_f64().max(0.0));
    }
    tx.commit().await?;
    Ok(Some(kept))
}

fn row(fetched: &Fetched) -> Option<Row<'_>> {
    match fetched {
        Fetched::Empty => None,
        Fetched::Message(exchange) => {
            let response = &exchange.response;
            let queue = response.msg_q.as_ref()?;
            let text = queue.msg.as_deref().unwrap_or_default();
            Some(Row {
                msg_id: &queue.id,
                queued_at: queue.q_date.unwrap_or(OffsetDateTime::UNIX_EPOCH),
                text,
                subject: Subject::of(response, text),
                response: Some(response),
                frame: exchange.response_xml_masked(),
                problem: response.data.is_none().then(|| "the registry's message is about no object".to_owned()),
            })
        }
        Fetched::Unreadable { msg_id, problem, frame } => Some(Row {
            msg_id,
            // Without a date: the number alone must tell it from others.
            queued_at: OffsetDateTime::UNIX_EPOCH,
            text: "",
            subject: Subject { kind: Kind::Other, object_kind: ObjectKind::None, object: String::new() },
            response: None,
            frame: frame.clone(),
            problem: Some(format!("the registry's message is not readable: {problem}")),
        }),
    }
}

async fn insert(
    tx: &mut Tx,
    account: AccountId,
    environment: &str,
    user: &str,
    row: &Row<'_>,
    now: OffsetDateTime,
) -> sqlx::Result<Kept> {
    let pan = row.response.and_then(apply::pan_data);
    let risk = row.response.and_then(|response| response.extensions.dkhm.risk_assessment.as_deref());
    let inserted = sqlx::query_scalar!(
        "insert into poll_message (account_id, environment, epp_user, msg_id, queued_at, received_at, text, kind, object_kind,
             object, pa_result, pa_cl_trid, pa_sv_trid, risk, raw_xml)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         on conflict (environment, epp_user, msg_id, queued_at) do nothing returning message_id",
        account.0,
        environment,
        user,
        row.msg_id,
        row.queued_at,
        now,
        row.text,
        row.subject.kind.as_str(),
        row.subject.object_kind.as_str(),
        row.subject.object,
        pan.map(|pan| pan.result),
        pan.and_then(|pan| pan.cl_trid.as_deref()),
        pan.map(|pan| pan.sv_trid.as_str()),
        risk.map(str::trim),
        row.frame,
    )
    .fetch_optional(&mut **tx)
    .await?;
    let (msg_id, subject) = (row.msg_id.to_owned(), row.subject.clone());
    if let Some(message_id) = inserted {
        return Ok(Kept { message_id, msg_id, new: true, subject });
    }
    let message_id = sqlx::query_scalar!(
        "select message_id from poll_message
         where environment = $1 and epp_user = $2 and msg_id = $3 and queued_at = $4",
        environment,
        user,
        row.msg_id,
        row.queued_at
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Kept { message_id, msg_id, new: false, subject })
}

/// Applies a message; gives what a person should look at: why it could not be applied (then nothing of it is), or what is
/// strange about it.
///
/// # Errors
/// Where the database fails for the moment: the message itself may be in order, and comes again.
async fn try_apply(tx: &mut Tx, row: &Row<'_>, applying: &Applying) -> sqlx::Result<Option<String>> {
    let Some(response) = row.response else { return Ok(None) };
    sqlx::query!("savepoint apply").execute(&mut **tx).await?;
    let reason = match apply::apply(tx, response, &row.subject, row.text, applying).await {
        Ok(remark) => return Ok(remark),
        Err(Unfit::Database(error)) if is_passing(&error) => return Err(error),
        Err(Unfit::Database(error)) => format!("it could not be applied: {error}"),
        Err(Unfit::Message(reason)) => reason,
    };
    sqlx::query!("rollback to savepoint apply").execute(&mut **tx).await?;
    Ok(Some(reason))
}

/// Whether the database failed for reasons that lie outside the message: a lost connection (class 08), a deadlock or another
/// transaction's work (40), too little of something (53), an operator's intervention (57), or no connection at all.
fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| ["08", "40", "53", "57"].iter().any(|class| code.starts_with(class)))
        }
        sqlx::Error::RowNotFound
        | sqlx::Error::TypeNotFound { .. }
        | sqlx::Error::ColumnDecode { .. }
        | sqlx::Error::Encode(_)
        | sqlx::Error::Decode(_) => false,
        _ => true,
    }
}

/// The queue was empty when it was asked: what is stored and counts as not acknowledged is gone from it all the same. Its
/// acknowledgement was not written down, because a server died in between.
///
/// # Errors
/// Where the database refuses.
pub async fn all_gone(base: &Base, account: AccountId, asked_at: OffsetDateTime) -> sqlx::Result<()> {
    let mut tx = base.db().account(account).await?;
    sqlx::query!(
        "update poll_message set acknowledged_at = clock_timestamp() where acknowledged_at is null and received_at < $1",
        asked_at
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_not_blamed_for_a_lost_connection() {
        assert!(is_passing(&sqlx::Error::PoolTimedOut));
        assert!(is_passing(&sqlx::Error::Io(std::io::Error::other("gone"))));
        assert!(!is_passing(&sqlx::Error::RowNotFound));
    }
}
