//! What the answers to info commands mean for the index.

use epp::{contact, domain, host};
use time::OffsetDateTime;

use super::Received;
use crate::RegistryError;
use crate::db::{AccountId, Db};
use crate::index::{self, source};

/// What an info command brought.
pub(super) enum Heard<T> {
    /// The object.
    Shown(Box<Received<T>>),
    /// That there was none when it was asked.
    Gone(OffsetDateTime),
    /// Nothing.
    Silence,
}

impl<T: Clone> Heard<T> {
    /// What an answer brought.
    pub(super) fn of(answer: &Result<Received<T>, RegistryError>, asked_at: OffsetDateTime) -> Self {
        match answer {
            Ok(answer) => Self::Shown(Box::new(answer.clone())),
            Err(RegistryError::NotFound(_)) => Self::Gone(asked_at),
            Err(_) => Self::Silence,
        }
    }
}

/// After a domain's info.
pub(super) async fn domain(db: Db, account: AccountId, name: String, heard: Heard<domain::InfoData>) {
    let name = dk::DomainName::parse(&name).map_or(name, |name| name.unicode().to_owned());
    let kept = async {
        let mut tx = db.account(account).await?;
        match heard {
            Heard::Shown(answer) => {
                index::keep_domain(&mut tx, account, &answer.value, &answer.extensions, source::INFO, answer.at)
                    .await?;
            }
            Heard::Gone(at) => {
                // What is only announced is not known at the registry yet.
                let row = index::domain(&mut tx, &name).await?;
                if row.is_some_and(|row| !row.statuses.iter().any(|status| status == "pendingCreate")) {
                    index::forget_domain(&mut tx, &name, at).await?;
                }
            }
            Heard::Silence => return Ok(()),
        }
        tx.commit().await
    };
    warn(kept.await, &name);
}

/// After a contact's info.
pub(super) async fn contact(db: Db, account: AccountId, handle: String, heard: Heard<contact::InfoData>) {
    let kept = async {
        let mut tx = db.account(account).await?;
        match heard {
            Heard::Shown(answer) => {
                index::keep_contact(&mut tx, account, &answer.value, &answer.extensions, source::INFO, answer.at)
                    .await?;
            }
            Heard::Gone(at) => index::forget_contact(&mut tx, &handle, at).await?,
            Heard::Silence => return Ok(()),
        }
        tx.commit().await
    };
    warn(kept.await, &handle);
}

/// After a host's info.
pub(super) async fn host(db: Db, account: AccountId, name: String, heard: Heard<host::InfoData>) {
    let name = dk::HostName::parse(&name).map_or(name, |name| name.unicode().to_owned());
    let kept = async {
        let mut tx = db.account(account).await?;
        match heard {
            Heard::Shown(answer) => {
                index::keep_host(&mut tx, account, &answer.value, &answer.extensions, source::INFO, answer.at).await?;
            }
            Heard::Gone(at) => index::forget_host(&mut tx, &name, at).await?,
            Heard::Silence => return Ok(()),
        }
        tx.commit().await
    };
    warn(kept.await, &name);
}

fn warn(kept: sqlx::Result<()>, object: &str) {
    if let Err(error) = kept {
        tracing::warn!(%error, object, "the index could not be updated");
    }
}
