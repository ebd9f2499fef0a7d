//! Questions to the registry. None changes anything there; a question whose session broke is asked once more. What they bring
//! goes into the index.

mod heard;

use std::time::Duration;

use dk::Money;
use epp::client::{Exchange, SendError, Uncertain};
use epp::object::Checked as Item;
use epp::{Command, CommandBody, Disconnect, Extensions, ResData, Response, ResultCode, Secret, contact, domain, host};
use futures_util::future::join_all;
use time::OffsetDateTime;
use tracing::{Instrument, Span};

use self::heard::Heard;
use crate::base::Base;
use crate::db::AccountId;
use crate::error::Refusal;
use crate::pool::Trust;
use crate::{Priority, RegistryError};

/// An answer with what is worth showing about it.
#[derive(Clone, Debug)]
pub struct Received<T> {
    /// The object data.
    pub value: T,
    /// What the registry added. [`Extensions::unknown`] lists what this version does not know.
    pub extensions: Extensions,
    /// From the command's first byte to the answer's last.
    pub round_trip: Duration,
    /// When it was asked: the object was not older than this.
    pub at: OffsetDateTime,
    /// The command's transaction id.
    pub cl_trid: String,
    /// The registry's transaction id.
    pub sv_trid: String,
}

/// Whether a name can be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Availability {
    /// It can.
    Available,
    /// It cannot, with the registry's reason (`In use`, `Enqueued` …).
    Taken(Option<String>),
}

/// One of several names.
#[derive(Clone, Debug)]
pub struct Checked {
    /// As it was asked.
    pub name: String,
    /// The answer, or why there is none; the other names are not concerned.
    pub result: Result<Availability, RegistryError>,
}

/// Which domain names can be registered, in the order asked. Names are spread over few commands and over the account's
/// sessions; a command that fails leaves the others' answers.
pub async fn check_domains(base: &Base, account: AccountId, names: &[String]) -> Vec<Checked> {
    check(
        base,
        account,
        names,
        |names| domain::Check { names }.into(),
        |data| match data {
            ResData::DomainCheck(data) => Some(data.items),
            _ => None,
        },
    )
    .await
}

/// Which host names can be registered, as [`check_domains`].
pub async fn check_hosts(base: &Base, account: AccountId, names: &[String]) -> Vec<Checked> {
    check(
        base,
        account,
        names,
        |names| host::Check { names }.into(),
        |data| match data {
            ResData::HostCheck(data) => Some(data.items),
            _ => None,
        },
    )
    .await
}

/// Which handles are free, as [`check_domains`].
pub async fn check_contacts(base: &Base, account: AccountId, handles: &[String]) -> Vec<Checked> {
    check(
        base,
        account,
        handles,
        |ids| contact::Check { ids }.into(),
        |data| match data {
            ResData::ContactCheck(data) => Some(data.items),
            _ => None,
        },
    )
    .await
}

/// A domain, by U-label or A-label. A token shows what only its holder may see.
///
/// # Errors
/// [`RegistryError`]; [`RegistryError::NotFound`] where it is not registered.
pub async fn domain_info(
    base: &Base,
    account: AccountId,
    name: &str,
    token: Option<Secret>,
    priority: Priority,
) -> Result<Received<domain::InfoData>, RegistryError> {
    let asked_at = base.now();
    let info = domain::Info { name: name.to_owned(), auth_info: token, ..domain::Info::default() };
    let answer = ask(base, account, info.into(), priority, |data| match data {
        ResData::DomainInfo(info) => Some(*info),
        _ => None,
    })
    .await;
    let heard = heard::domain(base.db().clone(), account, name.to_owned(), Heard::of(&answer, asked_at));
    hear(base, priority, heard).await;
    answer
}

/// A contact.
///
/// # Errors
/// As [`domain_info`].
pub async fn contact_info(
    base: &Base,
    account: AccountId,
    handle: &str,
    priority: Priority,
) -> Result<Received<contact::InfoData>, RegistryError> {
    let asked_at = base.now();
    let info = contact::Info { id: handle.to_owned(), auth_info: None };
    let answer = ask(base, account, info.into(), priority, |data| match data {
        ResData::ContactInfo(info) => Some(*info),
        _ => None,
    })
    .await;
    let heard = heard::contact(base.db().clone(), account, handle.to_owned(), Heard::of(&answer, asked_at));
    hear(base, priority, heard).await;
    answer
}

/// A host, by U-label or A-label.
///
/// # Errors
/// As [`domain_info`].
pub async fn host_info(
    base: &Base,
    account: AccountId,
    name: &str,
    priority: Priority,
) -> Result<Received<host::InfoData>, RegistryError> {
    let asked_at = base.now();
    let info = host::Info { name: name.to_owned() };
    let answer = ask(base, account, info.into(), priority, |data| match data {
        ResData::HostInfo(info) => Some(info),
        _ => None,
    })
    .await;
    let heard = heard::host(base.db().clone(), account, name.to_owned(), Heard::of(&answer, asked_at));
    hear(base, priority, heard).await;
    answer
}

/// The account's balance as the registry states it now.
///
/// # Errors
/// As [`domain_info`].
pub async fn balance(base: &Base, account: AccountId) -> Result<Received<Money>, RegistryError> {
    ask(base, account, CommandBody::Balance, Priority::Interactive, |data| match data {
        ResData::Balance(info) => Money::from_decimal(info.balance).ok(),
        _ => None,
    })
    .await
}

/// Lets the index know of an answer: in the background where a person waits.
async fn hear(base: &Base, priority: Priority, heard: impl Future<Output = ()> + Send + 'static) {
    if priority == Priority::Interactive {
        tokio::spawn(base.tasks().track_future(heard));
    } else {
        heard.await;
    }
}

async fn check(
    base: &Base,
    account: AccountId,
    names: &[String],
    command: fn(Vec<String>) -> CommandBody,
    items: fn(ResData) -> Option<Vec<Item>>,
) -> Vec<Checked> {
    let batches = names.chunks(base.limits().check_batch.max(1)).map(|batch| async move {
        let answer = ask(base, account, command(batch.to_vec()), Priority::Interactive, items).await;
        batch.iter().map(|name| find(name, &answer)).collect::<Vec<_>>()
    });
    join_all(batches).await.into_iter().flatten().collect()
}

async fn ask<T: Send + 'static>(
    base: &Base,
    account: AccountId,
    body: CommandBody,
    priority: Priority,
    read: fn(ResData) -> Option<T>,
) -> Result<Received<T>, RegistryError> {
    let at = base.now();
    let (exchange, cl_trid) = exchange(base, account, body, priority).await?;
    let Response { data, extensions, tr_id, .. } = exchange.response;
    let value = data.and_then(read).ok_or_else(|| RegistryError::Protocol {
        reason: "it lacks the object data".to_owned(),
        cl_trid: cl_trid.clone(),
    })?;
    let round_trip = exchange.round_trip;
    Ok(Received { value, extensions, round_trip, at, cl_trid, sv_trid: tr_id.sv })
}

/// Sends a command without side effects, in a task of its own: whoever stops waiting does not spoil the session.
///
/// # Errors
/// As [`domain_info`].
pub async fn exchange(
    base: &Base,
    account: AccountId,
    body: CommandBody,
    priority: Priority,
) -> Result<(Exchange, String), RegistryError> {
    let asking = repeatable(base.clone(), account, body, priority);
    let task = tokio::spawn(base.tasks().track_future(asking.instrument(Span::current())));
    let waited = base.limits().page;
    let limit = if priority == Priority::Interactive { waited } else { waited.max(base.limits().response * 2) };
    match tokio::time::timeout(limit, task).await {
        Ok(Ok(result)) => result,
        Ok(Err(error)) => Err(RegistryError::Broken { reason: error.to_string() }),
        Err(_) => Err(RegistryError::Slow { waited }),
    }
}

async fn repeatable(
    base: Base,
    account: AccountId,
    body: CommandBody,
    priority: Priority,
) -> Result<(Exchange, String), RegistryError> {
    let pool = base.pool(account).await?;
    let mut again = true;
    loop {
        let trust = if again { Trust::Any } else { Trust::Proven };
        let mut session = pool.lend(priority, trust).await?;
        let cl_trid = base.link().cl_trid();
        let answer = session.send(&Command::new(body.clone(), cl_trid.clone())).await;
        drop(session);
        match answer {
            Ok(exchange) if again && worth_repeating(&exchange.response) => {}
            Ok(exchange) => return accepted(exchange, &cl_trid).map(|exchange| (exchange, cl_trid)),
            Err(error) if again && broke(&error) => {}
            Err(error) => return Err(lost(&error, cl_trid)),
        }
        again = false;
    }
}

/// The name's line of a check's answer. The registry writes U-labels and lower case, whatever was asked.
fn find(name: &str, answer: &Result<Received<Vec<Item>>, RegistryError>) -> Checked {
    let result = match answer {
        Ok(answer) => {
            let wanted = same_form(name);
            let item = answer.value.iter().find(|item| item.object == name || same_form(&item.object) == wanted);
            item.map(|item| match item.available {
                true => Availability::Available,
                false => Availability::Taken(item.reason.clone()),
            })
            .ok_or_else(|| RegistryError::Protocol {
                reason: format!("it leaves out {name}"),
                cl_trid: answer.cl_trid.clone(),
            })
        }
        Err(error) => Err(error.clone()),
    };
    Checked { name: name.to_owned(), result }
}

fn same_form(name: &str) -> String {
    dk::HostName::parse(name).map_or_else(|_| name.to_lowercase(), |name| name.ascii().to_owned())
}

/// A failure because the server goes down, or one whose code the end of the session has hidden: a fresh session may know
/// better.
fn worth_repeating(response: &Response) -> bool {
    let outcome = response.code().outcome();
    let goes_down = response.results.iter().any(|result| result.disconnect() == Some(Disconnect::ServerShutdown));
    !response.is_success() && outcome.session_closed && (outcome.ambiguous || goes_down)
}

fn broke(error: &SendError) -> bool {
    match error {
        SendError::NotSent(epp::client::NotSent::TooLong { .. }) => false,
        SendError::NotSent(_) => true,
        SendError::Uncertain(uncertain) => matches!(uncertain, Uncertain::Closed | Uncertain::Frame(_)),
        SendError::Protocol { .. } => false,
    }
}

fn accepted(exchange: Exchange, cl_trid: &str) -> Result<Exchange, RegistryError> {
    if exchange.response.is_success() {
        return Ok(exchange);
    }
    let refusal = Box::new(Refusal::of(&exchange.response, cl_trid));
    Err(match refusal.code {
        ResultCode::OBJECT_DOES_NOT_EXIST => RegistryError::NotFound(refusal),
        _ => RegistryError::Refused(refusal),
    })
}

/// A question whose answer was lost for good.
pub fn lost(error: &SendError, cl_trid: String) -> RegistryError {
    match error {
        SendError::Uncertain(Uncertain::Timeout(waited)) => RegistryError::Slow { waited: *waited },
        SendError::Uncertain(Uncertain::Parse { error, .. }) => {
            RegistryError::Protocol { reason: error.to_string(), cl_trid }
        }
        SendError::Uncertain(Uncertain::Unexpected { .. }) | SendError::Protocol { .. } => {
            RegistryError::Protocol { reason: "it is not the answer to the command".to_owned(), cl_trid }
        }
        SendError::NotSent(epp::client::NotSent::TooLong { .. }) => {
            RegistryError::Protocol { reason: error.to_string(), cl_trid }
        }
        _ => RegistryError::Broken { reason: error.to_string() },
    }
}
