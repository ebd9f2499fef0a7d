//! Proofs after a lost answer.

use epp::{Poll, ResData, ResultCode, ServerFrame, contact, domain, host};
use time::{Duration, OffsetDateTime};

use super::{Accepted, was_in_use};
use crate::base::Base;
use crate::db::AccountId;
use crate::entry::{Attempt, Operation};
use crate::questions::{self, Availability, Received};
use crate::{Priority, RegistryError};

/// What asking the registry tells about a command whose answer was lost, or whose decision is overdue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The registry executed the command.
    Executed {
        /// Whether the outcome is still open (as after 1001).
        pending: bool,
        /// What is known of it.
        accepted: Box<Accepted>,
    },
    /// Nothing of the command can be seen.
    NotExecuted,
    /// Executing it twice is the same as once: it may be sent again.
    Repeatable,
    /// The object is certainly another one's, and was before: whatever happened to the command, it came to nothing.
    Taken,
    /// Neither can be told yet.
    Unknown(String),
    /// Neither will ever be told by asking: a person must decide. The word names the case.
    NeedsPerson(&'static str),
}

/// What is known of the attempt that is asked about.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The operation as it stands.
    pub operation: Operation,
    /// Its attempts, oldest first; the last one is in question.
    pub attempts: Vec<Attempt>,
    /// Whether another operation of Birk for the same object was accepted since the first attempt: what is seen of the object
    /// may be its work.
    pub others: bool,
}

impl Evidence {
    /// When the operation was sent first.
    pub fn sent_first(&self) -> Option<OffsetDateTime> {
        self.attempts.iter().map(|attempt| attempt.sent_at).min()
    }

    /// Since when the registry's times may be the command's: its clock may lie behind.
    pub fn began(&self) -> Option<OffsetDateTime> {
        self.sent_first().map(|sent| sent - CLOCK_TOLERANCE)
    }

    /// Whether an object with this creation date can be the command's work.
    pub fn after_it_began(&self, created: Option<OffsetDateTime>) -> bool {
        created.zip(self.began()).is_some_and(|(created, began)| created >= began)
    }

    /// What the registry said about the object right before the operation was sent first.
    pub(crate) fn before(&self) -> Option<&serde_json::Value> {
        self.attempts.iter().find_map(|attempt| attempt.before.as_ref())
    }

    /// Whether the object existed before the operation was sent first: a later look may have seen an earlier attempt's work.
    pub fn was_in_use(&self) -> bool {
        was_in_use(self.before())
    }
}

/// The registry's clock may lie so far behind Birk's when a creation date is compared with the time of sending.
pub(crate) const CLOCK_TOLERANCE: Duration = Duration::minutes(10);

/// Questions to the registry on behalf of an account.
#[derive(Debug)]
pub struct Ask<'a> {
    pub(crate) base: &'a Base,
    pub(crate) account: AccountId,
    /// The account's own handle.
    pub handle: &'a str,
}

impl Ask<'_> {
    /// Whether a name is free.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub async fn check_domain(&self, name: &str) -> Result<Availability, RegistryError> {
        let mut answers = questions::check_domains(self.base, self.account, &[name.to_owned()]).await;
        answers.pop().map_or(Err(missing(name)), |item| item.result)
    }

    /// Whether a host name is free.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub async fn check_host(&self, name: &str) -> Result<Availability, RegistryError> {
        let mut answers = questions::check_hosts(self.base, self.account, &[name.to_owned()]).await;
        answers.pop().map_or(Err(missing(name)), |item| item.result)
    }

    /// A domain.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub async fn domain(&self, name: &str) -> Result<Received<domain::InfoData>, RegistryError> {
        questions::domain_info(self.base, self.account, name, None, Priority::Interactive).await
    }

    /// Whether the account's message queue is empty now: whatever the registry had to say before is applied.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub async fn queue_is_empty(&self) -> Result<bool, RegistryError> {
        let (exchange, _) =
            questions::exchange(self.base, self.account, Poll::Req.into(), Priority::Background).await?;
        Ok(exchange.response.code().base() == ResultCode::NO_MESSAGES)
    }

    /// The handle of a new contact that a message told of since the operation began, and that no operation claims.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub async fn told_of_contact(
        &self,
        evidence: &Evidence,
        is: impl Fn(&contact::InfoData) -> bool + Send,
    ) -> Result<Option<String>, RegistryError> {
        let Some(began) = evidence.attempts.first().map(|attempt| attempt.sent_at) else { return Ok(None) };
        let mut tx = self.base.db().account(self.account).await?;
        let told = sqlx::query_scalar!(
            "select m.raw_xml from poll_message m where m.object_kind = 'contact' and m.received_at >= $1
                 and not exists (select 1 from operation o where o.object_kind = 'contact' and o.object = m.object)
             order by m.message_id",
            began
        )
        .fetch_all(&mut *tx)
        .await?;
        tx.commit().await?;
        let new = |xml: &String| match ServerFrame::from_bytes(xml.as_bytes()) {
            Ok(ServerFrame::Response(response)) => match response.data {
                Some(ResData::ContactInfo(info)) if evidence.after_it_began(Some(info.cr_date)) && is(&info) => {
                    Some(info.id)
                }
                _ => None,
            },
            _ => None,
        };
        Ok(told.iter().find_map(new))
    }

    /// A host.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub async fn host(&self, name: &str) -> Result<Received<host::InfoData>, RegistryError> {
        questions::host_info(self.base, self.account, name, Priority::Interactive).await
    }
}

fn missing(name: &str) -> RegistryError {
    RegistryError::Protocol { reason: format!("the answer leaves out {name}"), cl_trid: String::new() }
}
