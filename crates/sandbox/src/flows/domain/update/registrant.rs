//! Change of registrant (Punktum dk EPP specification § change registrant).

use std::sync::Arc;

use dk::{Act, AnyHandle, Billable};
use epp::ResultCode;

use super::{Draft, PENDING_APPROVAL, prohibited};
use crate::flows::domain::elements::check_confirmation;
use crate::flows::{Answer, Refusal, Reply};
use crate::processing::{passes_at_once, requests, verification};
use crate::world::contact::Check;
use crate::world::domain::PendingUpdate;
use crate::world::{Contact, Domain, Tx, World};

/// Makes a contact the registrant, at once if nothing has to be checked or asked any more. The fee is charged on success,
/// whatever the balance.
pub(super) fn change(tx: &mut Tx<'_>, draft: &Draft<'_>, given: &str) -> Answer {
    // check
    let world = tx.world();
    let (call, before) = (draft.call, &draft.before);
    let managed = before.registrar_managed();
    let role = if managed { draft.standing.registrar } else { draft.standing.admin };
    // A registrar holds the rights over its own portfolio only, and that includes the registrant of the name.
    let holds_registrant =
        !managed || world.contact(&before.registrant).is_some_and(|contact| contact.sponsor == *call.account());
    if !call.may(Act::ChangeRegistrant) || !role || !holds_registrant {
        return Err(refused("No privilege. You are not authorized to change registrant"));
    }
    draft.check_state(world)?;
    check_confirmation(call, draft.command.order_confirmation_token.as_deref())?;
    let registrant = check_registrant(world, before, given)?;
    if before.pending.is_some() {
        return Err(prohibited());
    }
    // change
    let today = dk::local_time::local_date(call.now);
    let mut pending = PendingUpdate {
        registrant: Some(registrant.handle.clone()),
        admin: None,
        billing: None,
        delegation: None,
        deletion: false,
        by_checks: managed,
        fee: call.settings.prices.price(Billable::ChangeRegistrant, today).unwrap_or_default(),
        until: None,
        requested_by: call.transaction.clone(),
    };
    if managed && passes_at_once(&registrant) {
        requests::change_registrant_now(tx, before, &registrant, &pending);
        return Ok(Reply::done());
    }
    if !managed {
        pending.until = Some(call.now + dk::timers::ROLE_ACCEPTANCE);
    }
    tx.put_domain(Domain { pending: Some(Box::new(pending)), updated: Some(call.now), ..Domain::clone(before) });
    if managed {
        verification::begin(tx, call.settings, &registrant);
    }
    // respond
    let text = if managed { "Command completed. Pending registrant accept" } else { PENDING_APPROVAL };
    Ok(Reply::new(ResultCode::PENDING, text))
}

/// The new registrant must be a contact under the same management as the name, who has not failed the checks.
fn check_registrant(world: &World, domain: &Domain, given: &str) -> Result<Arc<Contact>, Refusal> {
    const UNFIT: &str = "The given handle/user ID cannot be used as registrant";
    let given = given.trim();
    if given.is_empty() {
        return Err(Refusal::required("domain:registrant"));
    }
    let unknown = || Refusal::unknown("Contact not found");
    let handle = AnyHandle::parse(given).map_err(|_| unknown())?;
    if handle.registrar().is_some() || world.linked_to(handle.as_str()).is_some() {
        let text = "Bad userid. User is in a registrar group";
        return Err(Refusal::new(ResultCode::STATUS_PROHIBITS_OPERATION, text));
    }
    let contact = world.contact(handle.as_str()).cloned().ok_or_else(unknown)?;
    if contact.sponsor != domain.sponsor || contact.handle == domain.registrant {
        return Err(refused(UNFIT));
    }
    if contact.verification.identity == Check::Rejected {
        return Err(refused(&format!("{UNFIT}, due to missing/rejected ID control")));
    }
    Ok(contact)
}

fn refused(text: &str) -> Refusal {
    Refusal::new(ResultCode::AUTHORIZATION_ERROR, text)
}
