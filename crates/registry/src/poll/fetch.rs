//! Asking for messages and acknowledging them.

use std::time::Instant;

use epp::client::{Exchange, SendError, Uncertain};
use epp::{Command, Poll, ResultCode};

use crate::base::Base;
use crate::db::AccountId;
use crate::error::Refusal;
use crate::pool::Trust;
use crate::questions::{self, lost};
use crate::{Priority, RegistryError};

/// What the registry had.
pub enum Fetched {
    /// Nothing.
    Empty,
    /// A message.
    Message(Box<Exchange>),
    /// Something that is no readable response, but names a message.
    Unreadable {
        /// The message's number.
        msg_id: String,
        /// What is wrong.
        problem: String,
        /// What came, secrets masked.
        frame: String,
    },
}

impl Fetched {
    /// The number of a message that cannot be what the registry meant to say: unreadable, or without its text or the object
    /// that every message is about. Asked for again it may be complete.
    pub fn doubtful(&self) -> Option<&str> {
        match self {
            Self::Empty => None,
            Self::Unreadable { msg_id, .. } => Some(msg_id),
            Self::Message(exchange) => {
                let queue = exchange.response.msg_q.as_ref()?;
                (exchange.response.data.is_none() || queue.msg.is_none()).then_some(queue.id.as_str())
            }
        }
    }
}

/// Asks for the oldest message. Asking changes nothing at the registry.
///
/// # Errors
/// [`RegistryError`].
pub async fn next(base: &Base, account: AccountId) -> Result<Fetched, RegistryError> {
    let base = base.clone();
    let tasks = base.tasks().clone();
    // In a task of its own: giving up waiting must not spoil the session.
    let task = tokio::spawn(tasks.track_future(async move {
        let pool = base.pool(account).await?;
        let mut session = pool.lend(Priority::Background, Trust::Proven).await?;
        let cl_trid = base.link().cl_trid();
        let began = Instant::now();
        let answer = session.send(&Command::new(Poll::Req, cl_trid.clone())).await;
        metrics::histogram!("birk_poll_seconds").record(began.elapsed().as_secs_f64());
        read(answer, cl_trid)
    }));
    task.await.map_err(|error| RegistryError::Broken { reason: error.to_string() })?
}

fn read(answer: Result<Exchange, SendError>, cl_trid: String) -> Result<Fetched, RegistryError> {
    match answer {
        Ok(exchange) if exchange.response.is_success() => {
            let queue = exchange.response.msg_q.as_ref();
            let waiting = queue.map_or(0, |queue| queue.count);
            metrics::gauge!("birk_poll_waiting").set(f64::from(u32::try_from(waiting).unwrap_or(u32::MAX)));
            if exchange.response.code().base() == ResultCode::NO_MESSAGES {
                return Ok(Fetched::Empty);
            }
            if queue.is_none_or(|queue| queue.id.is_empty()) {
                return Err(RegistryError::Protocol { reason: "the message has no number".to_owned(), cl_trid });
            }
            Ok(Fetched::Message(Box::new(exchange)))
        }
        Ok(exchange) => Err(RegistryError::Refused(Box::new(Refusal::of(&exchange.response, &cl_trid)))),
        Err(SendError::Uncertain(Uncertain::Parse { error, response_xml_masked })) => {
            match message_id(&response_xml_masked) {
                Some(msg_id) => {
                    Ok(Fetched::Unreadable { msg_id, problem: error.to_string(), frame: response_xml_masked })
                }
                None => Err(RegistryError::Protocol { reason: error.to_string(), cl_trid }),
            }
        }
        Err(error) => Err(lost(&error, cl_trid)),
    }
}

/// The `id` of `<msgQ>` in a frame that is otherwise unreadable, so that it does not stand in the queue for ever.
fn message_id(frame: &str) -> Option<String> {
    let (_, rest) = frame.split_once("msgQ ")?;
    let (tag, _) = rest.split_once('>')?;
    let (_, value) = tag.split_once("id=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split_once(quote).map(|(id, _)| id.to_owned()).filter(|id| !id.is_empty())
}

/// Takes a message that is stored as `message_id` out of the registry's queue. One that is gone already is as good.
///
/// # Errors
/// [`RegistryError`]; the message comes again.
pub async fn acknowledge(base: &Base, account: AccountId, message_id: i64, msg_id: &str) -> Result<(), RegistryError> {
    let ack = Poll::Ack { msg_id: msg_id.to_owned() };
    match questions::exchange(base, account, ack.into(), Priority::Background).await {
        Ok(_) | Err(RegistryError::NotFound(_)) => {}
        Err(error) => return Err(error),
    }
    let mut tx = base.db().account(account).await?;
    sqlx::query!("update poll_message set acknowledged_at = $2 where message_id = $1", message_id, base.now())
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::message_id;

    #[test]
    fn the_number_is_found_in_a_broken_frame() {
        assert_eq!(message_id("<epp><msgQ count=\"1\" id=\"123\"><qDate>").as_deref(), Some("123"));
        assert_eq!(message_id("<epp:msgQ id='7' count='1'/>").as_deref(), Some("7"));
        assert_eq!(message_id("<epp><msgQ count=\"1\">"), None);
        assert_eq!(message_id("<epp/>"), None);
    }
}
