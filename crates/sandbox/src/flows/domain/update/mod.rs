//! `domain:update` (Punktum dk EPP specification § update domain): several sub-commands, made as a whole or not at all.

mod authorization;
mod registrant;
mod roles;
mod servers;
mod signatures;
mod standing;

#[cfg(test)]
mod delegation_tests;
#[cfg(test)]
mod registrant_tests;
#[cfg(test)]
mod roles_tests;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use dk::timers::ROLE_ACCEPTANCE;
use dk::{Act, DomainName, Money};
use epp::ResultCode;
use epp::domain::Update;

use self::authorization::Wish;
pub(super) use self::authorization::may_make;
pub(super) use self::signatures::check as check_ds;
pub(super) use self::standing::Standing;
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::processing::{concerned, delegation};
use crate::world::domain::{DomainState, PendingUpdate};
use crate::world::{Domain, Tx, World, status};

/// The registry's words where the registrant of the name has to agree.
const PENDING_APPROVAL: &str = "Command completed. Pending registrant approval";

/// A name on its way from what it is to what the command makes of it.
struct Draft<'a> {
    call: &'a Call<'a>,
    command: &'a Update,
    standing: Standing,
    before: Arc<Domain>,
    after: Domain,
    /// What somebody has to agree to.
    asked: Option<PendingUpdate>,
    /// Whether a token authorizes the change of name servers.
    by_token: bool,
    /// The answer's text, if somebody has to agree.
    text: &'static str,
}

/// Carries out the sub-commands in the registry's order: first the registrant, then what is removed, then what is added.
pub(in crate::flows) fn run(tx: &mut Tx<'_>, call: &Call<'_>, command: &Update) -> Answer {
    // verify
    let wish = check_form(command)?;
    let not_found = || Refusal::unknown("Domain does not exist");
    let name = DomainName::parse(&command.name).map_err(|_| not_found())?;
    // load
    let before = tx.world().domain(name.unicode()).cloned().ok_or_else(not_found)?;
    let standing = Standing::of(tx.world(), call, &before);
    let after = Domain::clone(&before);
    let text = ResultCode::PENDING.standard_message().unwrap_or_default();
    let mut draft = Draft { call, command, standing, before, after, asked: None, by_token: false, text };
    // check
    if let Some(handle) = &command.registrant {
        return registrant::change(tx, &draft, handle);
    }
    sub_commands(tx.world(), &mut draft, &wish)?;
    // change and respond
    finish(tx, draft)
}

/// What is wrong with a command whatever the name.
fn check_form(command: &Update) -> Result<Wish, Refusal> {
    if !command.add.statuses.is_empty() || !command.rem.statuses.is_empty() {
        return Err(unimplemented());
    }
    let wish = Wish::read(command)?;
    let alone = command.add.is_empty()
        && command.rem.is_empty()
        && command.auth_info.is_none()
        && command.sec_dns.is_none()
        && command.auto_renew.is_none();
    if command.registrant.is_some() && !alone {
        let text = "Change of registrant cannot be combined with other changes";
        return Err(Refusal::new(ResultCode::PARAMETER_VALUE_POLICY, text));
    }
    signatures::check_form(command)?;
    let twice = servers::both_ways(command).or_else(|| roles::both_ways(command));
    match twice {
        Some(object) => {
            let text = format!("Multiple operations perfomed in one request: ({object})");
            Err(Refusal::new(ResultCode::DATA_MANAGEMENT_POLICY_VIOLATION, text))
        }
        None => Ok(wish),
    }
}

fn sub_commands(world: &World, draft: &mut Draft<'_>, wish: &Wish) -> Result<(), Refusal> {
    let command = draft.command;
    if *command == (Update { name: command.name.clone(), ..Update::default() }) && !draft.standing.any() {
        return Err(no_privilege());
    }
    servers::remove(world, draft, wish.token())?;
    roles::remove(world, draft, "admin")?;
    roles::remove(world, draft, "billing")?;
    servers::add(world, draft)?;
    roles::add(world, draft, "admin")?;
    roles::add(world, draft, "billing")?;
    servers::settle(world, draft)?;
    signatures::remove(world, draft)?;
    signatures::add(draft)?;
    servers::ask(draft);
    authorization::carry_out(draft, wish)?;
    auto_renew(draft)
}

/// Chooses between automatic renewal and expiry, until the period ends.
fn auto_renew(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let Some(wanted) = super::elements::auto_renew(draft.command.auto_renew.as_deref())? else { return Ok(()) };
    let runs = matches!(
        draft.before.state,
        DomainState::Active | DomainState::AwaitingVerification | DomainState::Provisioning { .. }
    );
    let allowed = draft.call.may(Act::SetRenewalPolicy) && draft.standing.registrar && runs;
    if !allowed || draft.before.expires < draft.call.now {
        let text = "No privilege. You are not authorized to change auto_renew";
        return Err(Refusal::new(ResultCode::AUTHORIZATION_ERROR, text));
    }
    draft.after.auto_renew = wanted;
    Ok(())
}

fn finish(tx: &mut Tx<'_>, draft: Draft<'_>) -> Answer {
    let Draft { before, mut after, asked, text, call, .. } = draft;
    if asked.is_some() && before.pending.is_some() {
        return Err(prohibited());
    }
    let pending = asked.is_some();
    if pending {
        after.pending = asked.map(Box::new);
    }
    if after != *before {
        after.updated = Some(call.now);
        tx.put_domain(after.clone());
        concerned::billing_lost(tx, &before, &after);
        delegation::announce(tx, &before, &after);
    }
    Ok(if pending { Reply::new(ResultCode::PENDING, text) } else { Reply::done() })
}

impl Draft<'_> {
    /// Notes something that somebody has to agree to.
    fn ask(&mut self, text: Option<&'static str>) -> &mut PendingUpdate {
        if let Some(text) = text {
            self.text = text;
        }
        let call = self.call;
        self.asked.get_or_insert_with(|| PendingUpdate {
            registrant: None,
            admin: None,
            billing: None,
            delegation: None,
            deletion: false,
            by_checks: false,
            fee: Money::default(),
            until: Some(call.now + ROLE_ACCEPTANCE),
            requested_by: call.transaction.clone(),
        })
    }

    /// Refuses where the name's state bars changes of its registrant, roles, name servers and DS records.
    fn check_state(&self, world: &World) -> Result<(), Refusal> {
        let barred = self.before.state == DomainState::Enqueued
            || status::domain(world, &self.before, self.call.now).contains(&"serverUpdateProhibited");
        if barred { Err(prohibited()) } else { Ok(()) }
    }
}

/// 2304 as updates put it.
fn prohibited() -> Refusal {
    Refusal::new(ResultCode::STATUS_PROHIBITS_OPERATION, "Domain status prohibits operation")
}

/// 2201 as updates put it.
fn no_privilege() -> Refusal {
    Refusal::new(ResultCode::AUTHORIZATION_ERROR, "No privilege.")
}

/// 2102.
fn unimplemented() -> Refusal {
    let code = ResultCode::UNIMPLEMENTED_OPTION;
    Refusal::new(code, code.standard_message().unwrap_or_default())
}
