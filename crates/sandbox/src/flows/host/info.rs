//! `host:info`.

use dk::HostName;
use epp::ResData;
use epp::host::{Info, InfoData};
use epp::object::Status;

use crate::flows::{Answer, Call, Refusal, Reply};
use crate::world::domain::roid;
use crate::world::{Host, World, status};

/// Shows a host; its administrator only to those with a relation to it (§ Host Info).
pub(in crate::flows) fn run(world: &World, call: &Call<'_>, command: &Info) -> Answer {
    // load
    let not_found = || Refusal::unknown("Host not found");
    let name = HostName::parse(&command.name).map_err(|_| not_found())?;
    let host = world.host(name.unicode()).ok_or_else(not_found)?;
    // respond
    let mut reply = Reply::data(ResData::HostInfo(object(world, host)));
    let account = call.account();
    let own_contact = world.contact(&host.admin).is_some_and(|contact| contact.sponsor == *account);
    if host.sponsor == *account || host.admin == *account || own_contact {
        reply.extensions.dkhm.contact = Some(host.admin.to_string());
        reply.extensions.dkhm.requested_ns_admin = host.requested_admin().map(ToString::to_string);
    }
    Ok(reply)
}

/// The object data.
pub(in crate::flows) fn object(world: &World, host: &Host) -> InfoData {
    InfoData {
        name: host.name.to_string(),
        roid: roid(&host.name),
        statuses: status::host(world, host).into_iter().map(Status::new).collect(),
        addrs: host.addresses.iter().copied().map(Into::into).collect(),
        cl_id: host.sponsor.to_string(),
        cr_id: host.created_by.to_string(),
        cr_date: host.created,
        up_id: host.updated_by.as_ref().map(ToString::to_string),
        up_date: host.updated,
        tr_date: None,
    }
}
