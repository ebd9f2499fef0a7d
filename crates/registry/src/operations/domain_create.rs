//! `domain.create`: applies for a domain (RFC 5731 §3.2.1; Punktum dk EPP specification § create domain).
//!
//! The registry answers every correct application with 1001, and decides later with one poll message. Proof after a lost
//! answer, beside that message: a domain of ours, with our registrant, made since, which was free right before, is its work.
//! A name that can be registered was not applied for, or the application has been rejected, which the message queue tells. A
//! name in other hands is decided: whatever became of the command, it came to nothing.

use dk::{Act, DomainName, DsRecord, Handle, NameServers};
use epp::domain::{Check, Create, Period};
use epp::extensions::secdns::{DsData, SecDns};
use epp::{CommandBody, Response, ResultCode};
use serde::{Deserialize, Serialize};
use time::Duration;

use super::{AUTH_INFO, Accepted, Ask, Evidence, Exclusive, Execute, Incomplete, Proof, Resend, Secrets, Unwritable};
use crate::RegistryError;
use crate::db::Tx;
use crate::entry::{Operation, Outcome, State};
use crate::index::{self, DomainRow, source};
use crate::messages::Kind;
use crate::questions::Availability;

/// A DS record.
pub type Ds = DsRecord;

/// Who shall hold the domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Registrant {
    /// An existing contact.
    Handle(Handle),
    /// The contact that the operation's first step creates.
    Created,
}

/// An application for a domain. A waiting list token goes into [`Secrets`] under [`AUTH_INFO`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DomainCreate {
    /// The name.
    pub domain: DomainName,
    /// Who shall hold it.
    pub registrant: Registrant,
    /// Two to seven registered hosts.
    pub name_servers: NameServers,
    /// DNSSEC.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ds: Vec<DsRecord>,
    /// Whether it renews itself; the account's default if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto_renew: Option<bool>,
    /// When the registrant accepted the registry's terms, in seconds since 1970 (`orderconfirmationToken`).
    pub accepted_at: i64,
}

impl Execute for DomainCreate {
    const ACT: Act = Act::CreateDomain;
    const EXCLUSIVE: Exclusive = Exclusive::UntilDecided;
    const RESEND: Resend = Resend::Usual;
    const SECRETS: &'static [&'static str] = &[AUTH_INFO];
    const REFUSED_TWICE: &'static [ResultCode] = &[ResultCode::OBJECT_EXISTS];
    const DECIDED_LATER: bool = true;
    const DECIDED_WITHIN: Option<std::time::Duration> = None;

    fn object(&self) -> String {
        self.domain.unicode().to_owned()
    }

    fn body(&self, secrets: &Secrets) -> Result<CommandBody, Unwritable> {
        let Registrant::Handle(registrant) = &self.registrant else {
            return Err(Unwritable("the registrant has not been created".to_owned()));
        };
        let create = Create {
            name: self.domain.unicode().to_owned(),
            period: Some(Period::one_year()),
            ns: self.host_names(),
            registrants: vec![registrant.as_str().to_owned()],
            auth_info: secrets.get(AUTH_INFO).cloned(),
            order_confirmation_token: Some(self.accepted_at.to_string()),
            auto_renew: self.auto_renew.map(|auto_renew| auto_renew.to_string()),
            sec_dns: (!self.ds.is_empty()).then(|| SecDns::from(self.ds.iter().map(ds_data).collect::<Vec<_>>())),
            ..Create::default()
        };
        Ok(create.into())
    }

    fn before(&self) -> Option<CommandBody> {
        Some(Check { names: vec![self.domain.unicode().to_owned()] }.into())
    }

    fn accepted(&self, response: &Response) -> Result<Accepted, Incomplete> {
        let dkhm = &response.extensions.dkhm;
        Ok(Accepted {
            object: None,
            tracking_no: dkhm.tracking_no.clone(),
            outcome: Outcome { registrant_validated: dkhm.registrant_validated, ..Outcome::default() },
        })
    }

    fn decided(&self, message: Kind) -> Outcome {
        let activated = match message {
            Kind::RegisteredAndActivated => Some(true),
            Kind::RegisteredNotActivated => Some(false),
            _ => None,
        };
        Outcome { activated, ..Outcome::default() }
    }

    async fn prove(&self, ask: &Ask<'_>, evidence: &Evidence) -> Result<Proof, RegistryError> {
        let name = self.domain.unicode();
        if ask.check_domain(name).await? == Availability::Available {
            return Ok(Proof::NotExecuted);
        }
        let info = match ask.domain(name).await {
            Ok(info) => info,
            // Enqueued, but not shown: perhaps somebody else's application, perhaps ours.
            Err(RegistryError::NotFound(_)) => {
                return Ok(Proof::Unknown(format!("an application for {name} is enqueued")));
            }
            Err(error) => return Err(error),
        };
        let since = evidence.after_it_began(info.value.cr_date);
        let ours = info.value.cl_id == ask.handle;
        if !ours || !since || evidence.was_in_use() {
            return Ok(Proof::Taken);
        }
        if evidence.others {
            return Ok(Proof::Unknown(format!("another application for {name} was accepted meanwhile")));
        }
        if self.registrant_handle() != info.value.registrant.as_deref() {
            return Ok(Proof::NeedsPerson("domain_with_another_registrant"));
        }
        let pending = info.value.statuses.iter().any(|status| status.value == "pendingCreate");
        let outcome = Outcome {
            activated: (!pending).then(|| !info.value.statuses.iter().any(|status| status.value == "serverHold")),
            registrant_validated: info.extensions.dkhm.registrant_validated,
            ..Outcome::default()
        };
        let tracking_no = info.extensions.dkhm.tracking_no.clone();
        Ok(Proof::Executed { pending, accepted: Box::new(Accepted { object: None, tracking_no, outcome }) })
    }

    async fn index(&self, tx: &mut Tx, operation: &Operation) -> sqlx::Result<()> {
        let name = self.domain.unicode();
        let present = index::domain(tx, name).await?;
        match operation.state {
            State::Pending if present.as_ref().is_some_and(is_announced) => {
                index::put_own_fields(tx, name, &operation.fields).await
            }
            // What the account has already is not touched by an application for it, which will be rejected.
            State::Pending if present.is_some() => Ok(()),
            // The registry has told of it already; what it does not know is added.
            State::Done if present.as_ref().is_some_and(|row| !is_announced(row)) => {
                index::put_own_fields(tx, name, &operation.fields).await?;
                index::mark_for_refresh(tx, name, operation.settled_at.unwrap_or(operation.planned_at)).await
            }
            State::Pending | State::Done => {
                let mut row = present.unwrap_or_else(|| DomainRow::named(name, self.domain.ascii()));
                self.fill(tx, &mut row, operation).await?;
                index::put_domain(tx, operation.account, &row).await
            }
            // A rejected application leaves nothing behind but the row that announced it, if no other one did.
            State::Refused if present.as_ref().is_some_and(is_announced) && !others_pending(tx, operation).await? => {
                index::forget_domain(tx, name, operation.settled_at.unwrap_or(operation.planned_at)).await
            }
            _ => Ok(()),
        }
    }

    fn complete(self, made: &[(Act, String)]) -> Result<Self, Unwritable> {
        let [(Act::CreateContact, handle)] = made else { return Ok(self) };
        let handle = Handle::parse(handle).map_err(|_| Unwritable(format!("{handle:?} is no handle")))?;
        Ok(Self { registrant: Registrant::Handle(handle), ..self })
    }
}

impl DomainCreate {
    /// The registrant's handle, once it is known.
    pub fn registrant_handle(&self) -> Option<&str> {
        match &self.registrant {
            Registrant::Handle(handle) => Some(handle.as_str()),
            Registrant::Created => None,
        }
    }

    fn host_names(&self) -> Vec<String> {
        self.name_servers.as_slice().iter().map(|host| host.unicode().to_owned()).collect()
    }

    async fn fill(&self, tx: &mut Tx, row: &mut DomainRow, operation: &Operation) -> sqlx::Result<()> {
        row.sponsor = sqlx::query_scalar!("select handle from account").fetch_optional(&mut **tx).await?;
        row.registrant = self.registrant_handle().map(str::to_owned);
        if let Some(registrant) = &row.registrant {
            let contact = index::contact(tx, registrant).await?;
            row.registrant_name = contact
                .map(|c| if c.organisation.is_empty() { c.name } else { c.organisation })
                .or(row.registrant_name.take());
        }
        row.management = Some("registrar".to_owned());
        row.name_servers = self.host_names();
        row.signed = !self.ds.is_empty();
        row.auto_renew = self.auto_renew.or(row.auto_renew);
        row.reference.clone_from(&operation.fields.reference);
        row.po_number.clone_from(&operation.fields.po_number);
        row.account_code.clone_from(&operation.fields.account_code);
        row.source = source::OPERATION.to_owned();
        row.statuses = match (operation.state, operation.outcome.activated) {
            (State::Done, Some(true)) => vec!["ok".to_owned()],
            (State::Done, Some(false)) => vec!["serverHold".to_owned()],
            _ => vec!["pendingCreate".to_owned()],
        };
        // The registry knows the dates: it is asked as soon as the application is decided.
        let wait = if operation.state == State::Done { Duration::ZERO } else { Duration::HOUR };
        row.refresh_at = operation.settled_at.or(operation.answered_at).map(|at| at + wait);
        Ok(())
    }
}

fn is_announced(row: &DomainRow) -> bool {
    row.statuses.iter().any(|status| status == "pendingCreate")
}

async fn others_pending(tx: &mut Tx, operation: &Operation) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from operation where kind = $1 and object = $2 and operation_id <> $3
               and state in ('sent', 'pending', 'uncertain')) as "others!""#,
        operation.kind,
        operation.object,
        operation.id
    )
    .fetch_one(&mut **tx)
    .await
}

fn ds_data(ds: &DsRecord) -> DsData {
    DsData {
        key_tag: ds.key_tag(),
        alg: ds.algorithm().number(),
        digest_type: ds.digest_type().number(),
        digest: ds.digest().to_owned(),
        key: None,
    }
}
