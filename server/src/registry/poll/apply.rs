//! What messages mean for operations and for the index.

use epp::object::PanData;
use epp::{ResData, Response};
use time::OffsetDateTime;

use crate::db::{AccountId, Tx};
use crate::registry::index::heard::{keep_contact, keep_domain, keep_host};
use crate::registry::index::{self, DomainRow, source};
use crate::registry::journal::{Message, Operation, State, Verdict, by_cl_trid, record};
use crate::registry::messages::{Kind, ObjectKind, Subject};

/// Why a message cannot be applied.
#[derive(Debug)]
pub enum Unfit {
    /// The database refused a part of it.
    Database(sqlx::Error),
    /// It contradicts what Birk knows, or is not understood.
    Message(String),
}

impl From<sqlx::Error> for Unfit {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// The outcome of a pending action that a message brings.
pub fn pan_data(response: &Response) -> Option<&PanData> {
    match &response.data {
        Some(ResData::DomainPan(pan) | ResData::ContactPan(pan) | ResData::HostPan(pan)) => Some(pan),
        _ => None,
    }
}

/// Applies a message to operations and index.
///
/// # Errors
/// [`Unfit`]; the caller takes back what was done.
pub async fn apply(
    tx: &mut Tx,
    account: AccountId,
    response: &Response,
    subject: &Subject,
    text: &str,
    message_id: i64,
    now: OffsetDateTime,
) -> Result<(), Unfit> {
    if let Some(pan) = pan_data(response) {
        outcome(tx, response, pan, subject, text, message_id, now).await?;
    }
    let extensions = &response.extensions;
    match &response.data {
        Some(ResData::DomainInfo(info)) if subject.kind != Kind::DomainDeleted => {
            keep_domain(tx, account, info, extensions, source::POLL, now).await?;
        }
        Some(ResData::ContactInfo(info)) if subject.kind != Kind::ContactDeleted => {
            keep_contact(tx, account, info, extensions, source::POLL, now).await?;
        }
        Some(ResData::HostInfo(info)) if subject.kind != Kind::HostDeleted => {
            keep_host(tx, account, info, extensions, source::POLL, now).await?;
        }
        Some(ResData::Unknown { name, problem, .. }) => {
            let problem = problem.as_deref().unwrap_or("Birk does not know it");
            return Err(Unfit::Message(format!("the message brings {name}, which cannot be read: {problem}")));
        }
        _ => {}
    }
    consequences(tx, account, subject, now).await
}

/// Brings the registry's decision to the operation that waits for it.
async fn outcome(
    tx: &mut Tx,
    response: &Response,
    pan: &PanData,
    subject: &Subject,
    text: &str,
    message_id: i64,
    now: OffsetDateTime,
) -> Result<(), Unfit> {
    let Some(cl_trid) = &pan.cl_trid else { return Ok(()) };
    // Another client of the account may have sent it.
    let Some(operation) = by_cl_trid(tx, cl_trid).await? else { return Ok(()) };
    if operation.object_kind != subject.object_kind {
        let (kind, object) = (&operation.kind, subject.object_kind.as_str());
        return Err(Unfit::Message(format!("the outcome of {kind} came with {object} data")));
    }
    let message = Message {
        success: pan.result,
        kind: subject.kind,
        text: text.to_owned(),
        risk: response.extensions.dkhm.risk_assessment.as_deref().map(|risk| risk.trim().to_owned()),
    };
    let (after, changed) = record(tx, operation.id, Verdict::Decided(Box::new(message)), now).await?;
    if !changed && !agrees(&after, pan.result) {
        let (state, result) = (after.state.as_str(), if pan.result { "success" } else { "failure" });
        return Err(Unfit::Message(format!("the message tells of {result}, but the operation is {state} already")));
    }
    sqlx::query!("update poll_message set operation_id = $2 where message_id = $1", message_id, operation.id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

fn agrees(operation: &Operation, success: bool) -> bool {
    operation.state == if success { State::Done } else { State::Refused }
}

async fn consequences(tx: &mut Tx, account: AccountId, subject: &Subject, now: OffsetDateTime) -> Result<(), Unfit> {
    let object = subject.object.as_str();
    match (subject.object_kind, subject.kind) {
        (ObjectKind::Domain, Kind::DomainDeleted | Kind::PortfolioRemoved) => index::forget_domain(tx, object).await?,
        (ObjectKind::Domain, Kind::PortfolioAdded | Kind::RegisteredAndActivated | Kind::RegisteredNotActivated) => {
            let ascii = dk::DomainName::parse(object).map_err(|error| Unfit::Message(format!("{object}: {error}")))?;
            if index::domain(tx, object).await?.is_none() {
                let row = DomainRow { source: source::POLL.to_owned(), ..DomainRow::named(object, ascii.ascii()) };
                index::put_domain(tx, account, &row).await?;
            }
        }
        (ObjectKind::Domain, Kind::Activated) => activated(tx, object).await?,
        (ObjectKind::Contact, Kind::ContactDeleted) => index::forget_contact(tx, object).await?,
        (ObjectKind::Host, Kind::HostDeleted | Kind::HostNotRegistered) => index::forget_host(tx, object).await?,
        _ => {}
    }
    if subject.object_kind == ObjectKind::Domain {
        // A message may be old: the registry is asked how the domain stands now.
        index::mark_for_refresh(tx, object, now).await?;
    }
    Ok(())
}

/// A domain that waited for its registrant's verification works now.
async fn activated(tx: &mut Tx, domain: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update operation set outcome = outcome || '{\"activated\": true}', version = version + 1
         where operation_id = (select operation_id from operation
             where kind = 'domain.create' and object_kind = 'domain' and object = $1 and state = 'done'
             order by planned_at desc limit 1)",
        domain
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
