//! `poll`: the account's message queue (Punktum dk EPP specification § Poll and Message Queue).

use epp::extensions::dkhm;
use epp::object::PanData;
use epp::{MsgQueue, ResData, ResultCode};

use super::{Answer, Call, Refusal, Reply, contact, domain, host};
use crate::world::contact::Risk;
use crate::world::message::{MessageData, ObjectKind, Outcome};
use crate::world::{Message, Ref, Tx, World};

/// Hands out the oldest message.
pub(super) fn request(world: &World, call: &Call<'_>) -> Reply {
    let Some(message) = world.queue(call.account()).next() else {
        return Reply::new(ResultCode::NO_MESSAGES, "Command completed successfully; no messages");
    };
    let mut reply = Reply::new(ResultCode::ACK_TO_DEQUEUE, "Command completed successfully; ack to dequeue");
    reply.queue = Some(MsgQueue {
        count: count(world, call.account()),
        id: message.id.to_string(),
        q_date: Some(message.queued),
        msg: Some(message.text.clone()),
        lang: None,
    });
    attach(&mut reply, world, call, message);
    reply
}

/// Removes a message.
pub(super) fn acknowledge(tx: &mut Tx<'_>, call: &Call<'_>, id: &str) -> Answer {
    let known = id.trim().parse().ok().filter(|id| tx.world().has_message(call.account(), *id));
    let Some(id) = known else {
        return Err(Refusal::unknown("Object does not exist"));
    };
    tx.remove(Ref::Message(id));
    Ok(Reply::done())
}

/// How many messages wait and which is the oldest; none for an empty queue.
pub(super) fn queue_state(world: &World, account: &str) -> Option<MsgQueue> {
    let oldest = world.queue(account).next()?;
    let (count, id) = (count(world, account), oldest.id.to_string());
    Some(MsgQueue { count, id, q_date: None, msg: None, lang: None })
}

fn count(world: &World, account: &str) -> u64 {
    u64::try_from(world.queue_length(account)).unwrap_or(u64::MAX)
}

fn attach(reply: &mut Reply, world: &World, call: &Call<'_>, message: &Message) {
    match &message.data {
        MessageData::Domain(about) => {
            reply.data = Some(ResData::DomainInfo(Box::new(domain::info::object(world, call, about, None))));
            reply.extensions = domain::info::extensions(world, call, about);
        }
        MessageData::Contact(about) => {
            reply.data = Some(ResData::ContactInfo(Box::new(contact::info::object(world, about, true))));
            reply.extensions.dkhm = contact::info::extension(world, about, true);
        }
        MessageData::Host(about) => {
            reply.data = Some(ResData::HostInfo(host::info::object(world, about)));
        }
        MessageData::Transfer(transfer) => {
            reply.data = Some(ResData::DomainTransfer(domain::transfer::object(transfer)));
        }
        MessageData::Outcome(outcome) => {
            reply.data = Some(pan_data(outcome));
            reply.extensions.dkhm =
                dkhm::Response { risk_assessment: outcome.risk.map(risk_word), ..dkhm::Response::default() };
        }
    }
}

fn pan_data(outcome: &Outcome) -> ResData {
    let data = PanData {
        object: outcome.name.to_string(),
        result: outcome.success,
        cl_trid: outcome.client_transaction.clone(),
        sv_trid: outcome.server_transaction.clone(),
        date: outcome.decided,
    };
    match outcome.object {
        ObjectKind::Domain => ResData::DomainPan(data),
        ObjectKind::Contact => ResData::ContactPan(data),
        ObjectKind::Host => ResData::HostPan(data),
    }
}

fn risk_word(risk: Risk) -> String {
    risk.word().to_owned()
}
