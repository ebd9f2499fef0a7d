//! Proxy and payer of a registrant-managed name (Punktum dk EPP specification § add contact, § remove contact).

use dk::{Act, AnyHandle};
use epp::ResultCode;
use epp::domain::{DomainContact, Update};

use super::{Draft, PENDING_APPROVAL, no_privilege};
use crate::flows::Refusal;
use crate::world::{Domain, Key, World};

/// A contact that the command removes from a role and adds to it.
pub(super) fn both_ways(command: &Update) -> Option<String> {
    command.add.contacts.iter().find(|contact| command.rem.contacts.contains(contact)).map(|contact| contact.id.clone())
}

/// The contacts of the command in a role. There is one of each; the registry has no technical contacts and ignores them.
fn named<'c>(draft: &Draft<'_>, given: &'c [DomainContact], role: &str) -> Result<Option<&'c str>, Refusal> {
    let policy = |text: &str| Refusal::new(ResultCode::PARAMETER_VALUE_POLICY, text);
    if draft.before.registrar_managed() && given.iter().any(|contact| contact.role != "tech") {
        return Err(policy("Specifying contacts for registrar managed domains is not allowed"));
    }
    if given.iter().any(|contact| !matches!(contact.role.as_str(), "admin" | "billing" | "tech")) {
        return Err(policy("Role not permitted"));
    }
    let mut of_role = given.iter().filter(|contact| contact.role == role).map(|contact| contact.id.trim());
    match (of_role.next(), of_role.next()) {
        (_, Some(_)) => Err(Refusal::new(ResultCode::AUTHORIZATION_ERROR, "Repeated remove")),
        (one, None) => Ok(one),
    }
}

fn holder<'d>(domain: &'d mut Domain, role: &str) -> &'d mut Option<Key> {
    if role == "admin" { &mut domain.admin } else { &mut domain.billing }
}

/// Takes a role from its holder: it falls back to the registrant.
pub(super) fn remove(world: &World, draft: &mut Draft<'_>, role: &str) -> Result<(), Refusal> {
    let Some(given) = named(draft, &draft.command.rem.contacts, role)? else { return Ok(()) };
    let allowed = draft.standing.admin || (role == "billing" && draft.standing.billing);
    if !draft.call.may(Act::ChangeRoles) || !allowed {
        return Err(no_privilege());
    }
    draft.check_state(world)?;
    let handle = find(world, given)?;
    let held = holder(&mut draft.after, role);
    match held {
        None => Err(Refusal::new(ResultCode::PARAMETER_VALUE_POLICY, "Role not permitted")),
        Some(held) if *held != handle => {
            let code = ResultCode::ASSOCIATION_PROHIBITS_OPERATION;
            Err(Refusal::new(code, code.standard_message().unwrap_or_default()))
        }
        Some(_) => {
            *held = None;
            Ok(())
        }
    }
}

/// Gives a role to somebody, who has to accept it unless it is a registrar; a proxy needs the registrant's consent as well.
pub(super) fn add(world: &World, draft: &mut Draft<'_>, role: &str) -> Result<(), Refusal> {
    let Some(given) = named(draft, &draft.command.add.contacts, role)? else { return Ok(()) };
    let for_itself = role == "billing" && given == &**draft.call.account();
    if !draft.call.may(Act::ChangeRoles) || !(draft.standing.admin || for_itself) {
        return Err(no_privilege());
    }
    draft.check_state(world)?;
    let handle = find(world, given)?;
    if holder(&mut draft.after, role).as_ref() == Some(&handle) {
        let code = ResultCode::OBJECT_EXISTS;
        return Err(Refusal::new(code, code.standard_message().unwrap_or_default()));
    }
    if role == "admin" {
        draft.ask(Some(PENDING_APPROVAL)).admin = Some(handle);
    } else if world.account(&handle).is_some() {
        draft.after.billing = Some(handle);
    } else {
        draft.ask(None).billing = Some(handle);
    }
    Ok(())
}

fn find(world: &World, given: &str) -> Result<Key, Refusal> {
    let unknown = || Refusal::unknown("Contact not found");
    let handle = AnyHandle::parse(given).map_err(|_| unknown())?;
    let account = world.account(handle.as_str()).map(|account| account.handle.clone());
    account.or_else(|| world.contact(handle.as_str()).map(|contact| contact.handle.clone())).ok_or_else(unknown)
}
