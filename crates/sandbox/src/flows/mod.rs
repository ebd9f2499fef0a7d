//! What the registry answers: one flow a command, each reading verify → load → check → change → respond.

pub mod balance;
pub mod contact;
pub mod domain;
pub mod host;
pub mod login;
pub mod poll;
mod rights;

use dk::Act;
use epp::{CommandBody, Extensions, MsgQueue, ResData, Response, ResultCode, TrId};
use time::OffsetDateTime;

use crate::chance::Chance;
use crate::config::Settings;
use crate::registry::Registry;
use crate::store::{Sequence, StoreError};
use crate::world::domain::Transaction;
use crate::world::{Key, ServiceUser, Tx, World};

/// What a flow is given besides the world and the command.
#[derive(Debug)]
pub struct Call<'a> {
    /// The signed-in service user, as it is at this moment.
    pub user: &'a ServiceUser,
    /// The sandbox's settings.
    pub settings: &'a Settings,
    /// The instant of the command.
    pub now: OffsetDateTime,
    /// The command's ids.
    pub transaction: &'a Transaction,
    /// Random values.
    pub chance: &'a Chance,
}

impl Call<'_> {
    /// The caller's account.
    #[must_use]
    pub fn account(&self) -> &Key {
        &self.user.account
    }

    /// Whether the caller's meta-roles allow something (Punktum dk EPP specification § Feature and Meta-role Matrix).
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        self.user.roles.epp_may(act)
    }
}

/// A refused value is repeated up to this many characters.
const MAX_ECHO: usize = 255;

/// A successful answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// 1xxx.
    pub code: ResultCode,
    /// The registry's words.
    pub text: String,
    /// Object data.
    pub data: Option<ResData>,
    /// Extensions.
    pub extensions: Extensions,
    /// A message that the answer hands out, or the state of the queue.
    pub queue: Option<MsgQueue>,
    /// Tracking number, which is also appended to the server's transaction id.
    pub tracking_number: Option<Key>,
}

impl Reply {
    /// 1000 with the usual text.
    #[must_use]
    pub fn done() -> Self {
        Self::new(ResultCode::OK, "Command completed successfully")
    }

    /// Any success.
    #[must_use]
    pub fn new(code: ResultCode, text: impl Into<String>) -> Self {
        let (data, queue, tracking_number) = (None, None, None);
        Self { code, text: text.into(), data, extensions: Extensions::default(), queue, tracking_number }
    }

    /// 1000 with object data.
    #[must_use]
    pub fn data(data: ResData) -> Self {
        Self { data: Some(data), ..Self::done() }
    }
}

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code} {text}")]
pub struct Refusal {
    /// 2xxx.
    pub code: ResultCode,
    /// The registry's words.
    pub text: String,
}

impl Refusal {
    /// Any refusal.
    #[must_use]
    pub fn new(code: ResultCode, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }

    /// 2003 for an absent element.
    #[must_use]
    pub fn required(element: &str) -> Self {
        Self::new(ResultCode::REQUIRED_PARAMETER_MISSING, format!("Value required for {element}"))
    }

    /// 2005 for an element whose value cannot be read.
    #[must_use]
    pub fn bad_value(element: &str, value: &str) -> Self {
        let value: String = value.chars().take(MAX_ECHO).collect();
        Self::new(ResultCode::PARAMETER_VALUE_SYNTAX, format!("Bad value for {element}: >{value}<"))
    }

    /// 2306 with the usual text.
    #[must_use]
    pub fn policy() -> Self {
        Self::new(ResultCode::PARAMETER_VALUE_POLICY, "Parameter value policy error")
    }

    /// 2201 with the registry's usual text.
    #[must_use]
    pub fn no_privilege() -> Self {
        Self::new(ResultCode::AUTHORIZATION_ERROR, "No privilege")
    }

    /// 2201 as info commands put it.
    #[must_use]
    pub fn unauthorized() -> Self {
        Self::new(ResultCode::AUTHORIZATION_ERROR, "Unauthorized")
    }

    /// 2303 with a text of its own.
    #[must_use]
    pub fn unknown(text: &str) -> Self {
        Self::new(ResultCode::OBJECT_DOES_NOT_EXIST, text)
    }

    /// 2304 with the usual text.
    #[must_use]
    pub fn prohibited() -> Self {
        Self::new(ResultCode::STATUS_PROHIBITS_OPERATION, "Object status prohibits operation")
    }

    /// 2400.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(ResultCode::COMMAND_FAILED, "Internal error.")
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a command could not be kept");
        Self::internal()
    }
}

/// What comes of a command.
pub type Answer = Result<Reply, Refusal>;

/// The frame's content for an answer. The tracking number of an application follows the server's id in it.
#[must_use]
pub fn response(answer: Answer, transaction: Transaction) -> Response {
    let Transaction { client: cl, server: sv, .. } = transaction;
    match answer {
        Ok(reply) => {
            let sv = reply.tracking_number.iter().fold(sv, |sv, number| format!("{sv}-{number}"));
            let mut response = Response::new(reply.code, reply.text, TrId { cl, sv });
            (response.msg_q, response.data, response.extensions) = (reply.queue, reply.data, reply.extensions);
            response
        }
        Err(refusal) => Response::new(refusal.code, refusal.text, TrId { cl, sv }),
    }
}

/// Executes the command of a signed-in user. The answer may be given only once the changes with the number are on disk.
pub fn execute(registry: &Registry, user: &Key, transaction: &Transaction, body: &CommandBody) -> (Answer, Sequence) {
    match body {
        CommandBody::DomainCheck(c) => look(registry, user, transaction, |w, call| domain::check::run(w, call, c)),
        CommandBody::DomainInfo(c) => look(registry, user, transaction, |w, call| domain::info::run(w, call, c)),
        CommandBody::ContactCheck(c) => look(registry, user, transaction, |w, call| contact::check::run(w, call, c)),
        CommandBody::ContactInfo(c) => look(registry, user, transaction, |w, call| contact::info::run(w, call, c)),
        CommandBody::HostCheck(c) => look(registry, user, transaction, |w, call| host::check::run(w, call, c)),
        CommandBody::HostInfo(c) => look(registry, user, transaction, |w, call| host::info::run(w, call, c)),
        CommandBody::Balance => look(registry, user, transaction, balance::run),
        CommandBody::DomainCreate(c) => {
            change(registry, user, transaction, |tx, call| domain::create::run(tx, call, c))
        }
        CommandBody::DomainRenew(c) => change(registry, user, transaction, |tx, call| domain::renew::run(tx, call, c)),
        CommandBody::DomainDelete(c) => {
            change(registry, user, transaction, |tx, call| domain::delete::run(tx, call, c))
        }
        CommandBody::DomainUpdate(c) if c.restore.is_some() => {
            change(registry, user, transaction, |tx, call| domain::restore::run(tx, call, c))
        }
        CommandBody::DomainUpdate(c) => {
            change(registry, user, transaction, |tx, call| domain::update::run(tx, call, c))
        }
        CommandBody::DomainTransfer(c) => {
            change(registry, user, transaction, |tx, call| domain::transfer::run(tx, call, c))
        }
        CommandBody::ContactCreate(c) => {
            change(registry, user, transaction, |tx, call| contact::create::run(tx, call, c))
        }
        CommandBody::ContactUpdate(c) => {
            change(registry, user, transaction, |tx, call| contact::update::run(tx, call, c))
        }
        CommandBody::HostCreate(c) => change(registry, user, transaction, |tx, call| host::create::run(tx, call, c)),
        CommandBody::HostUpdate(c) => change(registry, user, transaction, |tx, call| host::update::run(tx, call, c)),
        CommandBody::HostDelete(c) => change(registry, user, transaction, |tx, call| host::delete::run(tx, call, c)),
        CommandBody::Poll(epp::Poll::Ack { msg_id }) => {
            change(registry, user, transaction, |tx, call| poll::acknowledge(tx, call, msg_id))
        }
        CommandBody::Poll(epp::Poll::Req) => {
            // What a message says must be on disk before it is handed out, or it could be handed out twice.
            let (answer, _) = look(registry, user, transaction, |w, call| Ok(poll::request(w, call)));
            (answer, registry.last_sequence())
        }
        CommandBody::Login(_) => (Err(Refusal::new(ResultCode::USE_ERROR, "Repeated logins are not permitted.")), 0),
        CommandBody::Logout => (Ok(login::logged_out()), 0),
        _ => (Err(Refusal::new(ResultCode::UNIMPLEMENTED_COMMAND, "Unimplemented")), 0),
    }
}

fn look(
    registry: &Registry,
    user: &Key,
    transaction: &Transaction,
    flow: impl FnOnce(&World, &Call<'_>) -> Answer,
) -> (Answer, Sequence) {
    let answer = registry.read(|world, now| {
        let user = world.user(user).filter(|user| user.enabled).ok_or_else(Refusal::no_privilege)?;
        let chance = &registry.chance;
        let reply = flow(world, &Call { user, settings: &registry.settings, now, transaction, chance })?;
        Ok(with_queue(reply, world, &user.account))
    });
    (answer, 0)
}

fn change(
    registry: &Registry,
    user: &Key,
    transaction: &Transaction,
    flow: impl FnOnce(&mut Tx<'_>, &Call<'_>) -> Answer,
) -> (Answer, Sequence) {
    let written = registry.write(|tx| {
        let user = tx.world().user(user).filter(|user| user.enabled).cloned().ok_or_else(Refusal::no_privilege)?;
        let (settings, chance) = (&registry.settings, &registry.chance);
        let call = Call { user: &user, settings, now: tx.now, transaction, chance };
        let reply = flow(tx, &call)?;
        Ok(with_queue(reply, tx.world(), &user.account))
    });
    match written {
        Ok((reply, sequence)) => (Ok(reply), sequence),
        Err(refusal) => (Err(refusal), 0),
    }
}

/// The state of the message queue accompanies every answer while there are messages.
fn with_queue(mut reply: Reply, world: &World, account: &str) -> Reply {
    if reply.queue.is_none() {
        reply.queue = poll::queue_state(world, account);
    }
    reply
}

/// The name under which faults and logs know a command.
#[must_use]
pub fn name(body: &CommandBody) -> &'static str {
    match body {
        CommandBody::Login(_) => "login",
        CommandBody::Logout => "logout",
        CommandBody::Poll(_) => "poll",
        CommandBody::Balance => "balance",
        CommandBody::DomainCheck(_) => "domain:check",
        CommandBody::DomainInfo(_) => "domain:info",
        CommandBody::DomainCreate(_) => "domain:create",
        CommandBody::DomainRenew(_) => "domain:renew",
        CommandBody::DomainDelete(_) => "domain:delete",
        CommandBody::DomainUpdate(_) => "domain:update",
        CommandBody::DomainTransfer(_) => "domain:transfer",
        CommandBody::ContactCheck(_) => "contact:check",
        CommandBody::ContactInfo(_) => "contact:info",
        CommandBody::ContactCreate(_) => "contact:create",
        CommandBody::ContactUpdate(_) => "contact:update",
        CommandBody::HostCheck(_) => "host:check",
        CommandBody::HostInfo(_) => "host:info",
        CommandBody::HostCreate(_) => "host:create",
        CommandBody::HostUpdate(_) => "host:update",
        CommandBody::HostDelete(_) => "host:delete",
        _ => "unimplemented",
    }
}
