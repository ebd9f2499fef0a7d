//! `host:delete` (Punktum dk EPP specification § delete host).

use std::sync::Arc;

use dk::{Act, HostName};
use epp::ResultCode;
use epp::host::Delete;

use super::data;
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::world::message::MessageData;
use crate::world::{Ref, Tx, status};

/// Deletes a name server that no domain name uses, and tells its sponsor.
pub(in crate::flows) fn run(tx: &mut Tx<'_>, call: &Call<'_>, command: &Delete) -> Answer {
    // verify
    let unknown = || Refusal::unknown("Host does not exist");
    let name = HostName::parse(&command.name).map_err(|_| unknown())?;
    // load
    let world = tx.world();
    let host = Arc::clone(world.host(name.unicode()).ok_or_else(unknown)?);
    // check
    let own = data::administers(world, call, &host) || data::subordinate(world, call, &host);
    if !own || !call.may(Act::DeleteHost) {
        return Err(Refusal::no_privilege());
    }
    if world.host_linked(&host.name) {
        let text = "Nameserver has active domains, cannot be deleted";
        return Err(Refusal::new(ResultCode::ASSOCIATION_PROHIBITS_OPERATION, text));
    }
    if status::host(world, &host).iter().any(|s| s.starts_with("pending")) {
        let code = ResultCode::STATUS_PROHIBITS_OPERATION;
        return Err(Refusal::new(code, code.standard_message().unwrap_or_default()));
    }
    // change
    tx.remove(Ref::Host(host.name.clone()));
    let text = format!("The name server {} has been deleted", host.name);
    tx.send(&host.sponsor.clone(), text, MessageData::Host(host));
    // respond
    Ok(Reply::done())
}
