//! What messages mean for operations and for the index.

use dk::HostName;
use epp::object::PanData;
use epp::{ResData, Response};
use time::OffsetDateTime;

use crate::db::{AccountId, Tx};
use crate::entry::{Operation, State};
use crate::index::{self, DomainRow, keep_contact, keep_domain, keep_host, source};
use crate::journal::{Effect, Message, Moment, OURS, Verdict, by_cl_trid, record};
use crate::messages::{Kind, ObjectKind, Subject};

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

/// What is known beside the message itself.
#[derive(Clone, Copy, Debug)]
pub struct Applying {
    pub account: AccountId,
    pub message_id: i64,
    /// When the registry was asked for it: what it says of an object was not older than its queueing, and no newer than this.
    pub asked_at: OffsetDateTime,
    pub moment: Moment,
}

/// Applies a message to operations and index. Gives what a person should look at nevertheless.
///
/// # Errors
/// [`Unfit`]; the caller takes back what was done.
pub async fn apply(
    tx: &mut Tx,
    response: &Response,
    subject: &Subject,
    text: &str,
    applying: &Applying,
) -> Result<Option<String>, Unfit> {
    let remark = match pan_data(response) {
        Some(pan) => outcome(tx, response, pan, subject, text, applying).await?,
        None => None,
    };
    let extensions = &response.extensions;
    let (account, at) = (applying.account, applying.asked_at);
    match &response.data {
        Some(ResData::DomainInfo(info)) if subject.kind != Kind::DomainDeleted => {
            keep_domain(tx, account, info, extensions, source::POLL, at).await?;
        }
        Some(ResData::ContactInfo(info)) if subject.kind != Kind::ContactDeleted => {
            keep_contact(tx, account, info, extensions, source::POLL, at).await?;
        }
        Some(ResData::HostInfo(info)) if subject.kind != Kind::HostDeleted => {
            keep_host(tx, account, info, extensions, source::POLL, at).await?;
        }
        Some(ResData::Unknown { name, problem, .. }) => {
            let problem = problem.as_deref().unwrap_or("Birk does not know it");
            return Err(Unfit::Message(format!("the message brings {name}, which cannot be read: {problem}")));
        }
        _ => {}
    }
    consequences(tx, account, subject, at).await?;
    Ok(remark)
}

/// Brings the registry's decision to the operation that waits for it.
async fn outcome(
    tx: &mut Tx,
    response: &Response,
    pan: &PanData,
    subject: &Subject,
    text: &str,
    applying: &Applying,
) -> Result<Option<String>, Unfit> {
    let Some(cl_trid) = &pan.cl_trid else { return Ok(None) };
    let Some((operation, n)) = by_cl_trid(tx, cl_trid).await? else {
        // Where it is not Birk's, another client of the account sent it.
        let lost = cl_trid.starts_with(OURS);
        return Ok(lost.then(|| format!("Birk must have sent {cl_trid}, but knows no such operation")));
    };
    fits(&operation, subject)?;
    let message = Message {
        success: pan.result,
        kind: subject.kind,
        text: text.to_owned(),
        risk: response.extensions.dkhm.risk_assessment.as_deref().map(|risk| risk.trim().to_owned()),
    };
    let given_up = operation.state == State::Refused && pan.result;
    let (after, effect) = record(tx, operation.id, n, Verdict::Decided(Box::new(message)), applying.moment).await?;
    if effect == Effect::Contradicts {
        let (state, result) = (after.state.as_str(), if pan.result { "success" } else { "failure" });
        return Err(Unfit::Message(format!("the message tells of {result}, but the operation is {state} already")));
    }
    sqlx::query!("update poll_message set operation_id = $2 where message_id = $1", applying.message_id, operation.id)
        .execute(&mut **tx)
        .await?;
    let corrected = "the operation had counted as not executed; this message corrects that";
    Ok((effect == Effect::Moved && given_up).then(|| corrected.to_owned()))
}

/// Whether a message can be about an operation of ours: this version knows its kind, and it is about the same object.
fn fits(operation: &Operation, subject: &Subject) -> Result<(), Unfit> {
    let (kind, object) = (&operation.kind, &operation.object);
    if operation.typed().is_err() {
        return Err(Unfit::Message(format!("this version of Birk does not know operations of the kind {kind}")));
    }
    if operation.object_kind != subject.object_kind {
        let other = subject.object_kind.as_str();
        return Err(Unfit::Message(format!("the outcome of {kind} came with {other} data")));
    }
    let same = |name: &str| HostName::parse(name).map_or_else(|_| name.to_lowercase(), |name| name.ascii().to_owned());
    if !object.is_empty() && same(object) != same(&subject.object) {
        let other = &subject.object;
        return Err(Unfit::Message(format!("the outcome of {kind} for {object} came with data of {other}")));
    }
    Ok(())
}

async fn consequences(tx: &mut Tx, account: AccountId, subject: &Subject, at: OffsetDateTime) -> Result<(), Unfit> {
    let object = subject.object.as_str();
    match (subject.object_kind, subject.kind) {
        (ObjectKind::Domain, Kind::DomainDeleted | Kind::PortfolioRemoved) => {
            index::forget_domain(tx, object, at).await?
        }
        (ObjectKind::Domain, Kind::PortfolioAdded | Kind::RegisteredAndActivated | Kind::RegisteredNotActivated) => {
            let ascii = dk::DomainName::parse(object).map_err(|error| Unfit::Message(format!("{object}: {error}")))?;
            if index::domain(tx, object).await?.is_none() {
                let row = DomainRow { source: source::POLL.to_owned(), ..DomainRow::named(object, ascii.ascii()) };
                index::put_domain(tx, account, &row).await?;
            }
        }
        (ObjectKind::Domain, Kind::Activated) => activated(tx, object).await?,
        (ObjectKind::Contact, Kind::ContactDeleted) => index::forget_contact(tx, object, at).await?,
        (ObjectKind::Host, Kind::HostDeleted | Kind::HostNotRegistered) => index::forget_host(tx, object, at).await?,
        _ => {}
    }
    if subject.object_kind == ObjectKind::Domain {
        // A message may be old: the registry is asked how the domain stands now.
        index::mark_for_refresh(tx, object, at).await?;
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
