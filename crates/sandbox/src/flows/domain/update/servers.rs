//! Name servers of a name (Punktum dk EPP specification § add name server, § remove name server). A change deletes all DS
//! records.

use dk::name_servers::{MAX_NAME_SERVERS, MIN_NAME_SERVERS};
use dk::{Act, HostName};
use epp::ResultCode;
use epp::domain::Update;

use super::standing::administers;
use super::{Draft, PENDING_APPROVAL, no_privilege};
use crate::flows::Refusal;
use crate::world::domain::AuthorizedOperation;
use crate::world::{Host, Key, World, host::dk_parent, status};

/// A host that the command removes and adds.
pub(super) fn both_ways(command: &Update) -> Option<String> {
    let removed: Vec<String> = command.rem.ns.iter().map(|given| normal(given)).collect();
    command.add.ns.iter().find(|given| removed.contains(&normal(given))).cloned()
}

fn normal(given: &str) -> String {
    HostName::parse(given).map_or_else(|_| given.to_owned(), |name| name.unicode().to_owned())
}

/// Whether the command is about name servers.
pub(super) fn meant(command: &Update) -> bool {
    let of = |parts: &epp::domain::Parts| !parts.ns.is_empty() || !parts.ns_attrs.is_empty();
    of(&command.add) || of(&command.rem)
}

/// Takes servers away; `token` is the authorization that the command gives for its changes of servers.
pub(super) fn remove(world: &World, draft: &mut Draft<'_>, token: Option<&str>) -> Result<(), Refusal> {
    let command = draft.command;
    if !meant(command) {
        return Ok(());
    }
    check_rights(world, draft, token)?;
    draft.check_state(world)?;
    if !command.rem.ns_attrs.is_empty() {
        return Err(Refusal::unknown("IP not supported for nameserver remove"));
    }
    for given in &command.rem.ns {
        let host = find(world, given)?;
        let place =
            draft.after.name_servers.iter().position(|name| *name == host.name).ok_or_else(|| {
                Refusal::new(ResultCode::STATUS_PROHIBITS_OPERATION, "Host / domain relation not found")
            })?;
        draft.after.name_servers.remove(place);
    }
    Ok(())
}

pub(super) fn add(world: &World, draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let command = draft.command;
    if !command.add.ns_attrs.is_empty() {
        return Err(Refusal::unknown("IP not supported for nameserver add"));
    }
    for given in &command.add.ns {
        let host = find(world, given)?;
        if draft.after.name_servers.contains(&host.name) {
            return Err(Refusal::new(ResultCode::OBJECT_EXISTS, "Host / domain relation already exists"));
        }
        if !status::can_serve(world, host) {
            return Err(range(&format!("Invalid or inactive nameserver: {given}")));
        }
        // Glue goes into the zone only for hosts of the name itself.
        if dk_parent(&host.name) == Some(&*draft.after.name) && host.addresses.is_empty() {
            return Err(Refusal::unknown("Gluerecords required on new nameserver"));
        }
        resolve(host)?;
        draft.after.name_servers.push(host.name.clone());
    }
    Ok(())
}

/// What must hold once servers have been removed and added; a change deletes the DS records.
pub(super) fn settle(world: &World, draft: &mut Draft<'_>) -> Result<(), Refusal> {
    if !meant(draft.command) {
        return Ok(());
    }
    let servers = &draft.after.name_servers;
    if servers.len() > MAX_NAME_SERVERS {
        return Err(Refusal::unknown("Too many hosts."));
    }
    if servers.len() < MIN_NAME_SERVERS {
        return Err(Refusal::new(ResultCode::DATA_MANAGEMENT_POLICY_VIOLATION, "Too few hosts."));
    }
    let active = servers.iter().filter_map(|name| world.host(name)).filter(|host| host.active()).count();
    if active < MIN_NAME_SERVERS {
        return Err(range("To few active hosts"));
    }
    if draft.after.name_servers != draft.before.name_servers {
        draft.after.ds.clear();
    }
    Ok(())
}

/// On a registrant-managed name the registrant has to agree to new name servers, unless a token says so already.
pub(super) fn ask(draft: &mut Draft<'_>) {
    let changed = draft.after.name_servers != draft.before.name_servers;
    if !changed || draft.before.registrar_managed() || draft.by_token {
        return;
    }
    let servers: Vec<Key> = std::mem::replace(&mut draft.after.name_servers, draft.before.name_servers.clone());
    let ds = std::mem::replace(&mut draft.after.ds, draft.before.ds.clone());
    draft.ask(Some(PENDING_APPROVAL)).delegation = Some((servers, ds));
}

/// Registrar and proxy may choose any servers. Others must administer all those that the command names, or hold a token and
/// administer the new ones.
fn check_rights(world: &World, draft: &mut Draft<'_>, token: Option<&str>) -> Result<(), Refusal> {
    let (call, command) = (draft.call, draft.command);
    if !call.may(Act::ChangeNameServers) {
        return Err(no_privilege());
    }
    let mine = |given: &String| find(world, given).map_or(true, |host| administers(world, call, host));
    if let Some(token) = token {
        let mut valid = draft.before.authorizations(call.now);
        if !valid.any(|held| held.operation == AuthorizedOperation::Redelegation && held.token == token) {
            let code = ResultCode::INVALID_AUTHORIZATION_INFORMATION;
            return Err(Refusal::new(code, code.standard_message().unwrap_or_default()));
        }
        draft.by_token = true;
        draft.after.redelegation = None;
        if !draft.standing.registrar && !draft.standing.admin && !command.add.ns.iter().all(mine) {
            return Err(not_theirs());
        }
        return Ok(());
    }
    if draft.standing.registrar || draft.standing.admin {
        return Ok(());
    }
    if !draft.standing.servers {
        return Err(no_privilege());
    }
    if command.rem.ns.iter().chain(&command.add.ns).all(mine) { Ok(()) } else { Err(not_theirs()) }
}

fn find<'w>(world: &'w World, given: &str) -> Result<&'w Host, Refusal> {
    let host = HostName::parse(given).ok().and_then(|name| world.host(name.unicode()));
    host.map(|host| &**host).ok_or_else(|| Refusal::unknown(&format!("Host not found: {given}")))
}

/// New servers must answer for the name. Nothing is asked over the network: the first label says how the test ends.
fn resolve(host: &Host) -> Result<(), Refusal> {
    match host.name.split('.').next().unwrap_or_default() {
        "unresolvable" => Err(Refusal::unknown("Unable to resolve nameserver.")),
        "mismatch" => Err(Refusal::unknown("SOA Serial mismatch between responses.")),
        "timeout" => Err(Refusal::unknown("Failed to query nameservers. Timed out.")),
        _ => Ok(()),
    }
}

fn range(text: &str) -> Refusal {
    Refusal::new(ResultCode::PARAMETER_VALUE_RANGE, text)
}

fn not_theirs() -> Refusal {
    range("No privilege. You are not NSA for all nameservers (old and new)")
}
