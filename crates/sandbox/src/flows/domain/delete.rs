//! `domain:delete` (Punktum dk EPP specification § delete domain).

use dk::timers::ROLE_ACCEPTANCE;
use dk::{Act, DomainName, Money};
use epp::ResultCode;
use epp::domain::Delete;

use crate::flows::rights::{holds, holds_role};
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::processing::life_cycle;
use crate::world::domain::{DomainState, PendingUpdate, SuspensionCause};
use crate::world::{Domain, Tx, World, status};

/// Suspends a name at once and marks it for deletion in 30 days, until when it can be restored. A message tells when it is
/// gone.
pub(in crate::flows) fn run(tx: &mut Tx<'_>, call: &Call<'_>, command: &Delete) -> Answer {
    // verify
    let not_found = || Refusal::unknown("Domain not found");
    let name = DomainName::parse(&command.name).map_err(|_| not_found())?;
    // load
    let domain = tx.world().domain(name.unicode()).cloned().ok_or_else(not_found)?;
    // check
    if !call.may(Act::DeleteDomain) || !holds_role(tx.world(), call, &domain, domain.admin.as_ref()) {
        return Err(Refusal::no_privilege());
    }
    deletable(tx.world(), &domain)?;
    // change
    if domain.registrar_managed() || holds(tx.world(), call, &domain.registrant) {
        life_cycle::cancel(tx, &domain, call.transaction);
    } else {
        ask(tx, call, &domain)?;
    }
    // respond
    Ok(Reply::new(ResultCode::PENDING, "Command completed successfully; action pending"))
}

/// On a registrant-managed name the registrant has to agree to what the proxy wants (§ Privilege Matrix).
fn ask(tx: &mut Tx<'_>, call: &Call<'_>, domain: &Domain) -> Result<(), Refusal> {
    if domain.pending.is_some() {
        return Err(Refusal::prohibited());
    }
    let pending = PendingUpdate {
        registrant: None,
        admin: None,
        billing: None,
        delegation: None,
        deletion: true,
        by_checks: false,
        fee: Money::default(),
        until: Some(call.now + ROLE_ACCEPTANCE),
        requested_by: call.transaction.clone(),
    };
    tx.put_domain(Domain { pending: Some(Box::new(pending)), ..domain.clone() });
    Ok(())
}

fn deletable(world: &World, domain: &Domain) -> Result<(), Refusal> {
    match &domain.state {
        // The period has ended, and with it the time for a delete command.
        DomainState::Suspended(suspension) if suspension.cause == SuspensionCause::Expired => {
            return Err(Refusal::policy());
        }
        DomainState::Suspended(_) => {
            let text = "Domain delete already pending.";
            return Err(Refusal::new(ResultCode::STATUS_PROHIBITS_OPERATION, text));
        }
        DomainState::Enqueued | DomainState::Provisioning { .. } => return Err(Refusal::prohibited()),
        DomainState::AwaitingVerification | DomainState::Active => {}
    }
    if status::registrant_failed(world, domain) {
        return Err(Refusal::prohibited());
    }
    if status::superordinate_in_use(world, domain) {
        let code = ResultCode::ASSOCIATION_PROHIBITS_OPERATION;
        return Err(Refusal::new(code, "Object association prohibits operation"));
    }
    Ok(())
}
