//! `host.create`: registers a name server (RFC 5732 §3.2.1; Punktum dk EPP specification § create host).
//!
//! Proof after a lost answer: a host that the account created, not before the command, was created by it; a host name that
//! can be registered was not. A host in other hands proves that the command had no effect: the registry refuses a second
//! registration of the same host name at once.

use dk::{AnyHandle, GlueAddress, HostName};
use epp::host::{Addr, Create};
use epp::{CommandBody, Response};
use serde::{Deserialize, Serialize};
use time::Duration;

use super::{Accepted, Ask, Execute, Proof, Secrets, Unwritable};
use crate::db::Tx;
use crate::registry::RegistryError;
use crate::registry::index::{self, HostRow, source};
use crate::registry::journal::{Operation, Outcome, State};
use crate::registry::messages::ObjectKind;
use crate::registry::query::Availability;

const CLOCK_TOLERANCE: Duration = Duration::minutes(10);

/// A new name server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostCreate {
    /// Host name.
    pub host: HostName,
    /// Glue, where the host serves the `.dk` domain that it lies under.
    #[serde(default)]
    pub addresses: Vec<GlueAddress>,
    /// Who shall administer it; the account itself if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub administrator: Option<AnyHandle>,
}

impl Execute for HostCreate {
    const OBJECT_KIND: ObjectKind = ObjectKind::Host;

    fn object(&self) -> String {
        self.host.unicode().to_owned()
    }

    fn body(&self, _secrets: &Secrets) -> Result<CommandBody, Unwritable> {
        let create = Create {
            name: self.host.unicode().to_owned(),
            addrs: self.addresses.iter().map(|address| Addr::from(address.get())).collect(),
            requested_ns_admin: self.administrator.as_ref().map(|handle| handle.as_str().to_owned()),
        };
        Ok(create.into())
    }

    fn accepted(&self, _response: &Response) -> Accepted {
        Accepted::default()
    }

    async fn prove(&self, ask: &Ask<'_>, operation: &Operation) -> Proof {
        let name = self.host.unicode();
        match ask.host(name).await {
            Ok(info) => {
                let began = operation.sent_at.is_some_and(|sent| info.value.cr_date >= sent - CLOCK_TOLERANCE);
                let pending = info.value.statuses.iter().any(|status| status.value == "pendingCreate");
                if [&info.value.cr_id, &info.value.cl_id].into_iter().any(|id| id == ask.handle) && began {
                    let accepted = Accepted { outcome: Outcome::default(), ..Accepted::default() };
                    return Proof::Executed { pending, accepted: Box::new(accepted) };
                }
                // Sent again, it is refused with "Host already exists", which is the truth.
                Proof::NotExecuted
            }
            Err(RegistryError::NotFound(_)) => match ask.check_host(name).await {
                Ok(Availability::Available) => Proof::NotExecuted,
                Ok(_) => Proof::Unknown("the host exists but is not shown".to_owned()),
                Err(error) => error.into(),
            },
            Err(error) => error.into(),
        }
    }

    async fn index(&self, tx: &mut Tx, operation: &Operation) -> sqlx::Result<()> {
        let name = self.host.unicode();
        let pending = operation.state == State::Pending;
        match operation.state {
            State::Done | State::Pending => {
                let own = sqlx::query_scalar!("select handle from account").fetch_optional(&mut **tx).await?;
                let row = HostRow {
                    name: name.to_owned(),
                    ascii_name: self.host.ascii().to_owned(),
                    addresses: self.addresses.iter().map(|address| address.get().to_string()).collect(),
                    administrator: self.administrator.as_ref().map(|handle| handle.as_str().to_owned()).or(own),
                    statuses: vec![if pending { "pendingCreate" } else { "ok" }.to_owned()],
                    source: source::OPERATION.to_owned(),
                    confirmed_at: operation.settled_at.or(operation.answered_at),
                };
                index::put_host(tx, operation.account, &row).await
            }
            State::Refused => {
                let announced = index::host(tx, name).await?.is_some_and(|row| row.statuses == ["pendingCreate"]);
                if announced { index::forget_host(tx, name).await } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }
}
