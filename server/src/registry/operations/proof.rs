//! Proofs after a lost answer.

use epp::{domain, host};
use time::OffsetDateTime;

use super::Accepted;
use crate::db::AccountId;
use crate::registry::query::{Answer, Availability};
use crate::registry::{Registry, RegistryError};

/// What is known about an operation whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The registry executed the command.
    Executed {
        /// Whether the outcome is still open (as after 1001).
        pending: bool,
        /// What is known of it.
        accepted: Box<Accepted>,
    },
    /// The registry did not execute the command, or executing it twice is the same as once: it may be sent again.
    NotExecuted,
    /// Neither can be told yet.
    Unknown(String),
    /// Neither will ever be told by asking: a person must decide. The word names the case.
    NeedsPerson(&'static str),
}

impl From<RegistryError> for Proof {
    fn from(error: RegistryError) -> Self {
        Self::Unknown(error.to_string())
    }
}

/// Questions to the registry on behalf of an account.
#[derive(Debug)]
pub struct Ask<'a> {
    pub(in crate::registry) registry: &'a Registry,
    pub(in crate::registry) account: AccountId,
    /// The account's own handle.
    pub handle: &'a str,
    /// When it asks.
    pub now: OffsetDateTime,
}

impl Ask<'_> {
    /// Whether a name is free.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub async fn check_domain(&self, name: &str) -> Result<Availability, RegistryError> {
        let mut answers = self.registry.check_domains(self.account, &[name.to_owned()]).await;
        answers.pop().map_or(Err(missing(name)), |item| item.result)
    }

    /// Whether a host name is free.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub async fn check_host(&self, name: &str) -> Result<Availability, RegistryError> {
        let mut answers = self.registry.check_hosts(self.account, &[name.to_owned()]).await;
        answers.pop().map_or(Err(missing(name)), |item| item.result)
    }

    /// A domain.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub async fn domain(&self, name: &str) -> Result<Answer<domain::InfoData>, RegistryError> {
        self.registry.domain_info(self.account, name, None).await
    }

    /// A host.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub async fn host(&self, name: &str) -> Result<Answer<host::InfoData>, RegistryError> {
        self.registry.host_info(self.account, name).await
    }
}

fn missing(name: &str) -> RegistryError {
    RegistryError::Protocol { reason: format!("the answer leaves out {name}"), cl_trid: String::new() }
}
