//! `host.create`: registers a name server (RFC 5732 §3.2.1; Punktum dk EPP specification § create host).
//!
//! Proof after a lost answer, beside a message: a host that the account created, not before the command, was created by it.
//! A host name that can be registered was not, or the registration has been refused since, which the message queue tells. A
//! host in other hands is decided: the registry refuses a second registration of the same host name.

use std::time::Duration;

use dk::{Act, AnyHandle, GlueAddress, HostName};
use epp::host::{Addr, Check, Create};
use epp::{CommandBody, Response, ResultCode};
use serde::{Deserialize, Serialize};

use super::{Accepted, Ask, Evidence, Exclusive, Execute, Incomplete, Proof, Resend, Secrets, Unwritable};
use crate::RegistryError;
use crate::db::Tx;
use crate::entry::{Operation, Outcome, State};
use crate::index::{self, HostRow, source};
use crate::messages::Kind;
use crate::questions::Availability;

/// The registry waits two weeks for whoever must agree.
const ACCEPTANCE: Duration = Duration::from_secs(15 * 86_400);

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
    const ACT: Act = Act::CreateHost;
    const EXCLUSIVE: Exclusive = Exclusive::UntilDecided;
    const RESEND: Resend = Resend::Usual;
    const SECRETS: &'static [&'static str] = &[];
    const REFUSED_TWICE: &'static [ResultCode] = &[ResultCode::OBJECT_EXISTS];
    const DECIDED_LATER: bool = true;
    const DECIDED_WITHIN: Option<Duration> = Some(ACCEPTANCE);

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

    fn before(&self) -> Option<CommandBody> {
        Some(Check { names: vec![self.host.unicode().to_owned()] }.into())
    }

    fn accepted(&self, _response: &Response) -> Result<Accepted, Incomplete> {
        Ok(Accepted::default())
    }

    fn decided(&self, _: Kind) -> Outcome {
        Outcome::default()
    }

    async fn prove(&self, ask: &Ask<'_>, evidence: &Evidence) -> Result<Proof, RegistryError> {
        let name = self.host.unicode();
        if ask.check_host(name).await? == Availability::Available {
            return Ok(Proof::NotExecuted);
        }
        let info = match ask.host(name).await {
            Ok(info) => info,
            Err(RegistryError::NotFound(_)) => return Ok(Proof::Unknown(format!("{name} exists but is not shown"))),
            Err(error) => return Err(error),
        };
        let ours = info.value.cr_id == ask.handle;
        if !ours || !evidence.after_it_began(Some(info.value.cr_date)) || evidence.was_in_use() {
            return Ok(Proof::Taken);
        }
        if evidence.others {
            return Ok(Proof::Unknown(format!("another registration of {name} was accepted meanwhile")));
        }
        let pending = info.value.statuses.iter().any(|status| status.value == "pendingCreate");
        Ok(Proof::Executed { pending, accepted: Box::default() })
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
                if announced {
                    index::forget_host(tx, name, operation.settled_at.unwrap_or(operation.planned_at)).await
                } else {
                    Ok(())
                }
            }
            _ => Ok(()),
        }
    }
}
