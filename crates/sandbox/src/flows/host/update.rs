//! `host:update` (Punktum dk EPP specification § update host).

use std::net::IpAddr;

use dk::timers::ROLE_ACCEPTANCE;
use dk::{Act, HostName};
use epp::ResultCode;
use epp::host::Update;

use super::data;
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::world::host::{HostApproval, dk_parent};
use crate::world::{Host, Tx, World, status};

/// Changes a name server's addresses, and asks for another administrator. Either all of it happens or nothing.
pub(in crate::flows) fn run(tx: &mut Tx<'_>, call: &Call<'_>, command: &Update) -> Answer {
    // verify
    let removed = command.rem.addrs.iter().map(data::parsed).collect::<Result<Vec<_>, _>>()?;
    command.add.addrs.iter().try_for_each(|given| data::parsed(given).map(|_| ()))?;
    let unsupported =
        command.new_name.is_some() || !command.add.statuses.is_empty() || !command.rem.statuses.is_empty();
    if unsupported {
        let code = ResultCode::UNIMPLEMENTED_OPTION;
        return Err(Refusal::new(code, code.standard_message().unwrap_or_default()));
    }
    // load
    let world = tx.world();
    let host = find(world, &command.name)?;
    // check
    may_change(world, call, &host, command)?;
    let requested = data::administrator(world, call, command.requested_ns_admin.as_deref())?;
    if requested.is_none() && command.add.addrs.is_empty() && removed.is_empty() {
        return Err(Refusal::required("host:add"));
    }
    let addresses = addresses(world, &host, command, &removed)?;
    // change
    let mut host = Host { addresses, updated_by: Some(call.account().clone()), updated: Some(call.now), ..host };
    let mut pending = false;
    if let Some((admin, ask)) = requested {
        // A new request takes the place of the one before.
        (host.awaiting, pending) = (None, ask);
        if ask {
            host.awaiting = Some(HostApproval {
                registrant: false,
                admin: true,
                accepted: None,
                new_admin: Some(admin),
                until: call.now + ROLE_ACCEPTANCE,
                requested_by: call.transaction.clone(),
            });
        } else {
            host.admin = admin;
        }
    }
    tx.put_host(host);
    // respond
    Ok(if pending {
        Reply::new(ResultCode::PENDING, "Command completed successfully; action pending")
    } else {
        Reply::done()
    })
}

fn find(world: &World, given: &str) -> Result<Host, Refusal> {
    let unknown = || Refusal::unknown("Unknown host");
    let name = HostName::parse(given).map_err(|_| unknown())?;
    world.host(name.unicode()).map(|host| Host::clone(host)).ok_or_else(unknown)
}

/// Only its administrator changes a host, or the registrar of the name that it lies under; nobody while it waits to be
/// registered or deleted.
fn may_change(world: &World, call: &Call<'_>, host: &Host, command: &Update) -> Result<(), Refusal> {
    let own = data::administers(world, call, host) || data::subordinate(world, call, host);
    let asks_for_administrator = command.requested_ns_admin.is_some();
    // Whatever asks for nothing is an address change that lacks its addresses.
    let changes_addresses = !command.add.addrs.is_empty() || !command.rem.addrs.is_empty() || !asks_for_administrator;
    let may = (!asks_for_administrator || call.may(Act::ChangeHostAdministrator))
        && (!changes_addresses || call.may(Act::ChangeHostAddresses));
    if !own || !may {
        return Err(Refusal::no_privilege());
    }
    if status::host(world, host).iter().any(|s| matches!(*s, "pendingCreate" | "pendingDelete")) {
        let code = ResultCode::STATUS_PROHIBITS_OPERATION;
        return Err(Refusal::new(code, code.standard_message().unwrap_or_default()));
    }
    Ok(())
}

/// The addresses after the change: added ones must be public and new, removed ones there, and a name server that serves
/// the name it lies under needs one (Punktum dk name service specification § Glue Records).
fn addresses(world: &World, host: &Host, command: &Update, removed: &[IpAddr]) -> Result<Vec<IpAddr>, Refusal> {
    let mut found = host.addresses.clone();
    for given in &command.add.addrs {
        let address = data::public(given)?;
        if found.contains(&address) {
            return Err(Refusal::new(ResultCode::PARAMETER_VALUE_RANGE, "Host IP address already exists"));
        }
        found.push(address);
    }
    for address in removed {
        let Some(index) = found.iter().position(|a| a == address) else {
            return Err(Refusal::unknown("Host IP address not found"));
        };
        found.remove(index);
    }
    if found.is_empty() && !removed.is_empty() && serves_its_parent(world, host) {
        let text = "Not enough ip addresses after change. Minimum one needed.";
        return Err(Refusal::new(ResultCode::STATUS_PROHIBITS_OPERATION, text));
    }
    Ok(found)
}

fn serves_its_parent(world: &World, host: &Host) -> bool {
    let parent = dk_parent(&host.name).and_then(|name| world.domain(name));
    parent.is_some_and(|domain| domain.name_servers.contains(&host.name))
}
