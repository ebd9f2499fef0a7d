//! The way to the registry: all that it offers, and the work in the background.

use std::time::Duration;

use dk::Money;
use epp::{Secret, contact, domain, host};
use time::OffsetDateTime;
use tokio::sync::broadcast::{self, error::RecvError};
use uuid::Uuid;

use crate::balance::{self, Balance};
use crate::base::Base;
use crate::clock::Clock;
use crate::db::{AccountId, Db};
use crate::journal::Journal;
use crate::questions::{self, Checked, Received};
use crate::seal::SecretKey;
use crate::{Credentials, Priority, RegistryConfig, RegistryError, jobs, poll, refresh, settle, wake};

/// The way to the registry. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct Registry {
    base: Base,
    journal: Journal,
}

/// Waits for changes of one operation.
#[derive(Debug)]
pub struct Follower {
    changes: broadcast::Receiver<Option<Uuid>>,
    operation: Uuid,
}

impl Follower {
    /// Comes back when the operation, or a step of it, may have changed since the follower was made or last came back. Changes
    /// while the database's connection is lost are told when it is back.
    pub async fn changed(&mut self) {
        loop {
            match self.changes.recv().await {
                Ok(Some(other)) if other != self.operation => {}
                Ok(_) | Err(RecvError::Lagged(_)) => return,
                // Only when the server is gone.
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}

/// Background work.
impl Registry {
    /// The way to the registry; nothing is opened yet.
    pub fn new(config: RegistryConfig, db: Db, clock: Clock, key: SecretKey) -> Self {
        let base = Base::new(config, db, clock, key);
        let journal = Journal::new(base.clone());
        Self { base, journal }
    }

    /// Starts the background work: settling, polling, refreshing. It ends with [`Registry::shutdown`].
    pub fn start(&self) {
        let (base, limits, stopping) = (&self.base, self.base.limits(), self.base.stopping());
        jobs::every("settle", limits.settle, stopping, &self.journal, settle::turn);
        jobs::every("probe", limits.pause, stopping, base, probe);
        jobs::every("refresh", limits.refresh, stopping, base, refresh::turn);
        jobs::run("poll", stopping, base, poll::supervise);
        jobs::run("wake", stopping, base, wake::listen);
    }

    /// Stops taking on work, waits for what is under way (at most `limit`), and ends the EPP sessions. What is not answered
    /// by then is settled by the next server.
    pub async fn shutdown(&self, limit: Duration) {
        self.base.stopping().cancel();
        self.base.tasks().close();
        if tokio::time::timeout(limit, self.base.tasks().wait()).await.is_err() {
            tracing::warn!("commands are still unanswered; they will be settled after the restart");
        }
        self.base.close_idle().await;
    }
}

/// What changes something, and how things stand.
impl Registry {
    /// The operation journal.
    pub fn journal(&self) -> Journal {
        self.journal.clone()
    }

    /// Since when the registry cannot be reached, and why; `None` while it can, as far as is known.
    pub fn outage(&self) -> Option<(OffsetDateTime, String)> {
        self.base.outage()
    }

    /// How Birk signs in for an account.
    ///
    /// # Errors
    /// [`RegistryError::Account`].
    pub async fn credentials(&self, account: AccountId) -> Result<Credentials, RegistryError> {
        self.base.credentials(account).await
    }

    /// Follows an operation, at whichever server it changes.
    pub fn follow(&self, operation: Uuid) -> Follower {
        Follower { changes: self.base.changes(), operation }
    }

    /// Looks into the account's message queue now instead of at the next turn.
    pub fn poll_soon(&self, account: AccountId) {
        self.base.poll_soon(account);
    }

    /// The balance, at most a minute old and never older than the last debit. Where the registry does not answer, the last
    /// one known, with the trouble.
    ///
    /// # Errors
    /// [`RegistryError`] where no balance is known.
    pub async fn balance(&self, account: AccountId) -> Result<Balance, RegistryError> {
        balance::now(&self.base, account).await
    }

    /// The last balance known, without waiting for the registry; an old one is asked for in the background.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn last_balance(&self, account: AccountId) -> Result<Option<Balance>, RegistryError> {
        balance::last(&self.base, account).await
    }
}

/// Questions of a person who waits.
impl Registry {
    /// Which domain names can be registered, in the order asked. Names are spread over few commands and over the
    /// account's sessions; a command that fails leaves the others' answers.
    pub async fn check_domains(&self, account: AccountId, names: &[String]) -> Vec<Checked> {
        questions::check_domains(&self.base, account, names).await
    }

    /// Which host names can be registered, as [`Registry::check_domains`].
    pub async fn check_hosts(&self, account: AccountId, names: &[String]) -> Vec<Checked> {
        questions::check_hosts(&self.base, account, names).await
    }

    /// Which handles are free, as [`Registry::check_domains`]: one that is taken is a contact.
    pub async fn check_contacts(&self, account: AccountId, handles: &[String]) -> Vec<Checked> {
        questions::check_contacts(&self.base, account, handles).await
    }

    /// A domain, by U-label or A-label. A token shows what only its holder may see.
    ///
    /// # Errors
    /// [`RegistryError`]; [`RegistryError::NotFound`] where it is not registered.
    pub async fn domain_info(
        &self,
        account: AccountId,
        name: &str,
        token: Option<Secret>,
    ) -> Result<Received<domain::InfoData>, RegistryError> {
        questions::domain_info(&self.base, account, name, token, Priority::Interactive).await
    }

    /// A contact.
    ///
    /// # Errors
    /// As [`Registry::domain_info`].
    pub async fn contact_info(
        &self,
        account: AccountId,
        handle: &str,
    ) -> Result<Received<contact::InfoData>, RegistryError> {
        questions::contact_info(&self.base, account, handle, Priority::Interactive).await
    }

    /// A host, by U-label or A-label.
    ///
    /// # Errors
    /// As [`Registry::domain_info`].
    pub async fn host_info(&self, account: AccountId, name: &str) -> Result<Received<host::InfoData>, RegistryError> {
        questions::host_info(&self.base, account, name, Priority::Interactive).await
    }

    /// The account's balance as the registry states it now; see [`Registry::balance`] for the one to show.
    ///
    /// # Errors
    /// As [`Registry::domain_info`].
    pub async fn ask_balance(&self, account: AccountId) -> Result<Received<Money>, RegistryError> {
        questions::balance(&self.base, account).await
    }
}

/// During an outage, finds out when the registry is back, so that nobody has to wait for that.
async fn probe(base: Base) -> anyhow::Result<bool> {
    let link = base.link();
    if link.health.outage().is_some() && link.health.admit().is_ok() {
        match link.connector.connect().await {
            Ok(session) => {
                link.health.succeeded();
                session.close().await;
            }
            Err(error) => {
                link.health.failed(link.clock.now(), error.to_string());
            }
        }
    }
    Ok(false)
}
