//! `contact:update` (Punktum dk EPP specification § update contact; NIS2 documentation).

use dk::{Act, AnyHandle};
use epp::ResultCode;
use epp::contact::Update;
use epp::extensions::dkhm::VerificationRequest;

use super::{data, wanted};
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::processing::email;
use crate::processing::verification::{self, Which};
use crate::world::contact::Responsible;
use crate::world::{Contact, Key, Tx, World};

/// Changes a contact's data. A new e-mail address waits for its confirmation where the registry verifies.
pub(in crate::flows) fn run(tx: &mut Tx<'_>, call: &Call<'_>, command: &Update) -> Answer {
    // verify
    if !command.add.is_empty() || !command.rem.is_empty() {
        let code = ResultCode::UNIMPLEMENTED_OPTION;
        return Err(Refusal::new(code, code.standard_message().unwrap_or_default()));
    }
    if command.chg.is_none() && command.dkhm == epp::extensions::dkhm::ContactData::default() {
        return Err(Refusal::required("contact:chg"));
    }
    let claim = claim(command.dkhm.contact_verification.as_ref())?;
    // load
    let world = tx.world();
    let not_found = || Refusal::unknown("Contact not found");
    let handle = AnyHandle::parse(&command.id).map_err(|_| not_found())?;
    let present = Contact::clone(world.contact(handle.as_str()).ok_or_else(not_found)?);
    // check
    may_change(world, call, &present)?;
    let wanted = wanted::after(&present, command)?;
    check_claim(world, &present, command)?;
    let registrant = world.domains_of(&present.handle).next().is_some();
    if let Some(field) = wanted::locked_field(&present, &wanted, registrant) {
        return Err(locked(field));
    }
    let account = world.account(call.account()).ok_or_else(Refusal::internal)?;
    let wanted = data::contact(call, account, &wanted)?;
    // change
    let responsible = world.responsible(&present);
    let pending = keep(tx, call, &present, wanted, responsible);
    for (which, value) in claim {
        verification::state(tx, call.settings, &present.handle, which, value);
    }
    // respond
    Ok(if pending {
        Reply::new(ResultCode::PENDING, "Command completed. Pending e-mail-address verification.")
    } else {
        Reply::done()
    })
}

fn locked(field: &str) -> Refusal {
    let text = format!("You do not have permissions to modify field: {field}");
    Refusal::new(ResultCode::STATUS_PROHIBITS_OPERATION, text)
}

/// A registrar changes the contacts that it manages, and its own ones that hold no domain name (§ Privilege Matrix).
fn may_change(world: &World, call: &Call<'_>, contact: &Contact) -> Result<(), Refusal> {
    if !call.may(Act::UpdateContact) {
        return Err(Refusal::no_privilege());
    }
    let account = call.account();
    let own_profile = contact.created_by == *account && world.domains_of(&contact.handle).next().is_none();
    if contact.sponsor == *account || (!contact.registrar_managed() && own_profile) {
        return Ok(());
    }
    Err(Refusal::new(ResultCode::COMMAND_FAILED, "You are not authorized to change that contact"))
}

/// What the registrar states about its own checks.
fn claim(request: Option<&VerificationRequest>) -> Result<Vec<(Which, bool)>, Refusal> {
    let Some(request) = request else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for (which, element, given) in [
        (Which::Identity, "dkhm:verified_id", &request.verified_id),
        (Which::Email, "dkhm:verified_email", &request.verified_email),
    ] {
        if let Some(given) = given {
            found.push((which, data::boolean(element, given)?));
        }
    }
    Ok(found)
}

/// Only the registrar that is responsible states checks, alone, and not while the registry looks at the identity itself.
fn check_claim(world: &World, present: &Contact, command: &Update) -> Result<(), Refusal> {
    if command.dkhm.contact_verification.is_none() {
        return Ok(());
    }
    let change = command.chg.as_ref();
    let email = change.is_some_and(|change| change.email.is_some()) || command.dkhm.secondary_email.is_some();
    let address = change.is_some_and(|change| change.postal.iter().any(|postal| postal.addr.is_some()));
    let together: Vec<&str> = [(email, "email"), (address, "address")].iter().filter(|p| p.0).map(|p| p.1).collect();
    if !together.is_empty() {
        let text =
            format!("Multiple operations perfomed in one request: (contact_verification, {})", together.join(", "));
        return Err(Refusal::new(ResultCode::DATA_MANAGEMENT_POLICY_VIOLATION, text));
    }
    let ongoing = present.verification.identity.pending() && present.verification.responsible == Responsible::Registry;
    if world.responsible(present) == Responsible::Registry || ongoing {
        return Err(locked("dkhm:contact_verification"));
    }
    Ok(())
}

/// Keeps the data and lets the checks follow. Says whether a new e-mail address awaits its confirmation.
fn keep(tx: &mut Tx<'_>, call: &Call<'_>, present: &Contact, wanted: Contact, responsible: Responsible) -> bool {
    let handle = &present.handle;
    let moved = wanted.street != present.street
        || wanted.city != present.city
        || wanted.state_or_province != present.state_or_province
        || wanted.postal_code != present.postal_code
        || wanted.country != present.country;
    let (email, secondary) = (wanted.email.clone(), wanted.secondary_email.clone());
    let registry = responsible == Responsible::Registry;
    let mut kept = Contact {
        handle: handle.clone(),
        sponsor: present.sponsor.clone(),
        created_by: present.created_by.clone(),
        created: present.created,
        updated_by: present.updated_by.clone(),
        updated: present.updated,
        locked: present.locked.or(wanted.locked),
        verification: present.verification.clone(),
        idle_since: present.idle_since,
        planned_risk: present.planned_risk,
        ..wanted
    };
    if registry {
        // The addresses in use stay until the new ones are confirmed; a second one can be given up at once.
        kept.email.clone_from(&present.email);
        kept.secondary_email = secondary.as_ref().and(present.secondary_email.clone());
    }
    if kept != *present {
        (kept.updated_by, kept.updated) = (Some(call.account().clone()), Some(call.now));
        verification::tell_of_update(tx, kept);
    }
    let mut pending = false;
    if registry {
        if moved {
            verification::reassess(tx, call.settings, handle);
        }
        let new = [(false, Some(email), Some(&present.email)), (true, secondary, present.secondary_email.as_ref())];
        for (second, wanted, old) in new {
            if let Some(address) = wanted.filter(|wanted| Some(wanted) != old) {
                email::ask(tx, call.transaction, handle, second, address);
                pending = true;
            }
        }
    } else {
        // A registrar that is responsible has verified what it sends.
        let done = [(moved, Which::Identity), (email != present.email, Which::Email)];
        done.into_iter().filter(|(changed, _)| *changed).for_each(|(_, which)| trust(tx, call, handle, which));
    }
    pending
}

fn trust(tx: &mut Tx<'_>, call: &Call<'_>, handle: &Key, which: Which) {
    let registrys = |v: &crate::world::contact::Verification| {
        v.identity.pending() && v.responsible == Responsible::Registry && which == Which::Identity
    };
    if tx.world().contact(handle).is_some_and(|contact| !registrys(&contact.verification)) {
        verification::state(tx, call.settings, handle, which, true);
    }
}
