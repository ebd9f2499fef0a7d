//! `host:create` (Punktum dk EPP specification § create host).

use std::net::IpAddr;

use dk::timers::ROLE_ACCEPTANCE;
use dk::{Act, HostError, HostName};
use epp::host::{Create, CreateData};
use epp::{ResData, ResultCode};

use super::data;
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::world::host::HostApproval;
use crate::world::{Host, Key, REGISTRY, Tx, World};

/// Registers a name server. It waits where its parent's registrant or another administrator must agree.
pub(in crate::flows) fn run(tx: &mut Tx<'_>, call: &Call<'_>, command: &Create) -> Answer {
    // verify
    let name = host_name(&command.name)?;
    // load and check
    let world = tx.world();
    if world.host(name.unicode()).is_some() {
        return Err(Refusal::new(ResultCode::OBJECT_EXISTS, "Host already exists"));
    }
    let requested = data::administrator(world, call, command.requested_ns_admin.as_deref())?;
    let (admin, ask_admin) = requested.unwrap_or_else(|| (call.account().clone(), false));
    let (sponsor, ask_registrant) = parent(world, call, &name)?;
    let addresses = addresses(&name, command)?;
    if !call.may(Act::CreateHost) {
        return Err(Refusal::no_privilege());
    }
    // change
    let awaiting = (ask_admin || ask_registrant).then(|| HostApproval {
        registrant: ask_registrant,
        admin: ask_admin,
        accepted: None,
        new_admin: None,
        until: call.now + ROLE_ACCEPTANCE,
        requested_by: call.transaction.clone(),
    });
    tx.put_host(Host {
        name: Key::from(name.unicode()),
        addresses,
        admin,
        sponsor,
        created_by: call.account().clone(),
        created: call.now,
        updated_by: None,
        updated: None,
        awaiting,
        doomed: false,
    });
    // respond
    Ok(if ask_registrant {
        Reply::new(ResultCode::PENDING, "Command completed. Pending registrant approval.")
    } else if ask_admin {
        Reply::new(ResultCode::PENDING, "Command completed. Pending approval by nameserver contact")
    } else {
        Reply::data(ResData::HostCreate(CreateData { name: name.unicode().to_owned(), cr_date: call.now }))
    })
}

fn host_name(given: &str) -> Result<HostName, Refusal> {
    HostName::parse(given).map_err(|error| {
        let text = match error {
            HostError::BadTld { .. } => "Invalid TLD in host name.",
            _ => "Invalid host name.",
        };
        Refusal::new(ResultCode::PARAMETER_VALUE_SYNTAX, text)
    })
}

/// The sponsor, and whether the registrant must be asked: where the host lies under a registrant-managed `.dk` name.
fn parent(world: &World, call: &Call<'_>, name: &HostName) -> Result<(Key, bool), Refusal> {
    let account = call.account();
    let Some(parent) = name.dk_parent() else { return Ok((account.clone(), false)) };
    let parent = world.domain(parent.unicode()).ok_or_else(|| Refusal::unknown("Domain does not exist"))?;
    if parent.registrar_managed() {
        let own = parent.sponsor == *account;
        return if own { Ok((account.clone(), false)) } else { Err(Refusal::no_privilege()) };
    }
    let own = parent.admin.as_ref() == Some(account)
        || world.contact(&parent.registrant).is_some_and(|registrant| registrant.created_by == *account);
    Ok((Key::from(REGISTRY), !own))
}

/// Hosts under `.dk` may become name servers of the name above them and therefore need an address; every address must be
/// public.
fn addresses(name: &HostName, command: &Create) -> Result<Vec<IpAddr>, Refusal> {
    if name.dk_parent().is_some() && command.addrs.is_empty() {
        return Err(Refusal::required("host:addr"));
    }
    let mut found = Vec::new();
    for given in &command.addrs {
        let address = data::public(given)?;
        if !found.contains(&address) {
            found.push(address);
        }
    }
    Ok(found)
}
