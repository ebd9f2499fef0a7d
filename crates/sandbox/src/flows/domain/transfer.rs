//! `domain:transfer` (Punktum dk EPP specification § transfer domain): the new registrar asks, and has the name at once.

use std::sync::Arc;

use dk::{Act, AuthorizationToken, Billable, DomainName, Money, TokenRole};
use epp::domain::{Transfer, TransferData};
use epp::{ResData, ResultCode};

use super::update::Standing;
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::processing::transfer::{self, Approval};
use crate::world::domain::{AuthorizedOperation, DomainState, SuspensionCause};
use crate::world::{Domain, Key, REGISTRY, Tx, World, message, status};

/// Takes a name over: by a token, or from the registry where the registrar holds a role in a registrant-managed name. The
/// period stays as it is.
pub(in crate::flows) fn run(tx: &mut Tx<'_>, call: &Call<'_>, command: &Transfer) -> Answer {
    // verify
    if command.op != "request" {
        return Err(Refusal::new(ResultCode::UNIMPLEMENTED_COMMAND, "Unimplemented"));
    }
    let not_found = || Refusal::unknown("Cannot change registrar on non-existent domain");
    let name = DomainName::parse(&command.name).map_err(|_| not_found())?;
    // load
    let domain = tx.world().domain(name.unicode()).cloned().ok_or_else(not_found)?;
    // check
    if !call.may(Act::TransferDomain) {
        return Err(unauthorized("No privilege. You are not authorized to transfer domain"));
    }
    let approval = match command.auth_info.as_ref().map(|token| token.expose().trim()) {
        Some(token) => check_token(tx.world(), call, &domain, token)?,
        None => check_role(tx.world(), call, &domain)?,
    };
    check_state(tx.world(), &domain)?;
    let price = check_funds(tx.world(), call)?;
    // change
    let done = transfer::carry_out(tx, &domain.name, call.account(), approval, price).ok_or_else(Refusal::internal)?;
    // respond
    Ok(Reply::data(ResData::DomainTransfer(object(&done))))
}

/// A transfer as answers and messages show it.
pub(in crate::flows) fn object(transfer: &message::Transfer) -> TransferData {
    TransferData {
        name: transfer.domain.to_string(),
        tr_status: if transfer.by_token { "clientApproved" } else { "serverApproved" }.to_owned(),
        re_id: transfer.requested_by.to_string(),
        re_date: transfer.at,
        ac_id: Some(transfer.approved_by.to_string()),
        ac_date: Some(transfer.at),
        ex_date: None,
    }
}

/// The token must be valid, for this name, and for this operation.
fn check_token(world: &World, call: &Call<'_>, domain: &Arc<Domain>, given: &str) -> Result<Approval, Refusal> {
    let not_eligible = || unauthorized("Object is not eligible for transfer, no valid authinfo token");
    let token = AuthorizationToken::parse(given).map_err(|_| not_eligible())?;
    let owner = world.domain_of_token(token.expose()).ok_or_else(not_eligible)?;
    let mut held = owner.authorizations(call.now).filter(|held| held.token == token.expose());
    let held = held.next().ok_or_else(not_eligible)?;
    if owner.name != domain.name || held.operation != AuthorizedOperation::Transfer {
        let text = "Supplied authinfo token is not valid for this domain/operation";
        return Err(Refusal::new(ResultCode::INVALID_AUTHORIZATION_INFORMATION, text));
    }
    if domain.sponsor == *call.account() {
        let code = ResultCode::STATUS_PROHIBITS_OPERATION;
        return Err(Refusal::new(code, code.standard_message().unwrap_or_default()));
    }
    let by = match token.role() {
        TokenRole::Registrar => domain.sponsor.clone(),
        TokenRole::Proxy => domain.admin.clone().unwrap_or_else(|| domain.registrant.clone()),
        _ => domain.registrant.clone(),
    };
    Ok(Approval { by_token: true, by })
}

/// Without a token: only from the registry, by who holds a role already.
fn check_role(world: &World, call: &Call<'_>, domain: &Arc<Domain>) -> Result<Approval, Refusal> {
    if domain.registrar_managed() {
        return Err(Refusal::new(ResultCode::OBJECT_EXISTS, "Domain is already registrar managed."));
    }
    if !Standing::of(world, call, domain).any() {
        let text = "No NSA for domain is member of this registrar group";
        return Err(Refusal::new(ResultCode::ASSOCIATION_PROHIBITS_OPERATION, text));
    }
    Ok(Approval { by_token: false, by: Key::from(REGISTRY) })
}

fn check_state(world: &World, domain: &Domain) -> Result<(), Refusal> {
    let refused = |text: &str| Err(Refusal::new(ResultCode::NOT_ELIGIBLE_FOR_TRANSFER, text));
    let unverified = "Registrant has not been id validated";
    match &domain.state {
        DomainState::Enqueued | DomainState::Provisioning { .. } => {
            return refused("Object is not ready for transfer at this time");
        }
        DomainState::AwaitingVerification => return refused(unverified),
        DomainState::Suspended(suspension) => match suspension.cause {
            SuspensionCause::Deleted | SuspensionCause::Expired => {}
            SuspensionCause::Verification => return refused(unverified),
            SuspensionCause::Payment => return refused("Domain has unpaid invoices"),
            SuspensionCause::Unconfirmed | SuspensionCause::Registry => return refused("Domain is blocked"),
        },
        DomainState::Active => {}
    }
    if domain.vid && !domain.registrar_managed() {
        return refused("Domain is locked");
    }
    if status::registrant_unverified(world, domain) {
        return refused(unverified);
    }
    Ok(())
}

fn check_funds(world: &World, call: &Call<'_>) -> Result<Money, Refusal> {
    let price = call.settings.prices.price(Billable::Transfer, dk::local_time::local_date(call.now));
    let price = price.ok_or_else(Refusal::internal)?;
    let account = world.account(call.account()).ok_or_else(Refusal::internal)?;
    if account.balance < price {
        return Err(Refusal::new(ResultCode::BILLING_FAILURE, "Billing failure"));
    }
    Ok(price)
}

fn unauthorized(text: &str) -> Refusal {
    Refusal::new(ResultCode::AUTHORIZATION_ERROR, text)
}
