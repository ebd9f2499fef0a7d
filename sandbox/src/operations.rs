//! What other parties do at the registry: everything the control page offers.

use dk::{DomainName, Money, Operation};
use time::{Duration, OffsetDateTime};

use crate::clock::ClockState;
use crate::config::Seed;
use crate::handle::seeded;
use crate::processing::email::{self, Bounce};
use crate::processing::life_cycle::{self, Return};
use crate::processing::transfer::{self, Approval};
use crate::processing::verification::{self, Which};
use crate::processing::{hosts, requests, waiting_list};
use crate::registry::Registry;
use crate::store::StoreError;
use crate::world::account::Purpose;
use crate::world::contact::Risk;
use crate::world::domain::{DomainState, SuspensionCause};
use crate::world::{Account, Contact, Key, REGISTRY, Tx, status};

/// Why an operation could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// There is no such object.
    #[error("{0} does not exist")]
    Unknown(String),
    /// The object is in no state for it.
    #[error("{0}")]
    Impossible(String),
    /// The state cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

async fn change<R>(registry: &Registry, change: impl FnOnce(&mut Tx<'_>) -> Result<R, Problem>) -> Result<R, Problem> {
    let (result, sequence) = registry.write(change)?;
    registry.settled(sequence).await?;
    Ok(result)
}

/// Moves the clock forward and gives the new time.
///
/// # Errors
/// A negative duration, or the state cannot be written.
pub async fn advance(registry: &Registry, by: Duration) -> Result<OffsetDateTime, Problem> {
    if by.is_negative() {
        return Err(Problem::Impossible("the clock only moves forward".to_owned()));
    }
    let sequence = registry.advance(by)?;
    registry.settled(sequence).await?;
    Ok(registry.clock.now())
}

/// Pays money into an account (negative: takes it out) and gives the new balance.
///
/// # Errors
/// No such account.
pub async fn fill(registry: &Registry, account: &str, amount: Money) -> Result<Money, Problem> {
    change(registry, |tx| {
        tx.book(account, amount, Purpose::Deposit, None).ok_or_else(|| Problem::Unknown(account.to_owned()))
    })
    .await
}

/// Changes an account: its settings, limits and allowlist.
///
/// # Errors
/// No such account.
pub async fn change_account(
    registry: &Registry,
    handle: &str,
    edit: impl FnOnce(&mut Account),
) -> Result<Account, Problem> {
    change(registry, |tx| {
        let found = tx.world().account(handle).cloned().ok_or_else(|| Problem::Unknown(handle.to_owned()))?;
        let mut account = Account::clone(&found);
        edit(&mut account);
        tx.put_account(account.clone());
        Ok(account)
    })
    .await
}

/// What becomes of a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The registrant passed.
    Complete(Which),
    /// The documents were refused.
    Reject,
    /// The deadline counts as passed.
    Expire,
    /// The checks begin, as at a registration.
    Begin,
    /// The checks under way are called off.
    Cancel,
}

/// Decides a contact's verification.
///
/// # Errors
/// No such contact, or nothing to decide.
pub async fn verify(registry: &Registry, handle: &str, decision: Decision) -> Result<(), Problem> {
    let settings = &registry.settings;
    change(registry, |tx| {
        let contact = tx.world().contact(handle).cloned().ok_or_else(|| Problem::Unknown(handle.to_owned()))?;
        let done = match decision {
            Decision::Complete(which) => verification::complete(tx, handle, which),
            Decision::Reject => verification::reject(tx, handle),
            Decision::Expire => verification::expire(tx, handle),
            Decision::Cancel => verification::cancel(tx, handle),
            Decision::Begin => {
                verification::begin(tx, settings, &contact);
                tx.world().contact(handle).is_some_and(|now| **now != *contact)
            }
        };
        if done { Ok(()) } else { Err(Problem::Impossible(format!("nothing is open for {handle}"))) }
    })
    .await
}

/// Confirms or drops a change of e-mail address that is under way.
///
/// # Errors
/// No such contact, or no change is under way.
pub async fn confirm_email(registry: &Registry, handle: &str, secondary: bool, ok: bool) -> Result<(), Problem> {
    change(registry, |tx| {
        if email::settle(tx, handle, secondary, ok) {
            return Ok(());
        }
        Err(Problem::Impossible(format!("no change of e-mail address is under way for {handle}")))
    })
    .await
}

/// Lets mail to a contact come back.
///
/// # Errors
/// No such contact, or it has no secondary address.
pub async fn bounce_email(registry: &Registry, handle: &str, secondary: bool, reason: Bounce) -> Result<(), Problem> {
    change(registry, |tx| {
        if email::bounce(tx, handle, secondary, reason) {
            return Ok(());
        }
        Err(Problem::Impossible(format!("{handle} has no such e-mail address")))
    })
    .await
}

/// Changes a contact's data as its register knows it better.
///
/// # Errors
/// No such contact.
pub async fn correct_contact(
    registry: &Registry,
    handle: &str,
    edit: impl FnOnce(&mut Contact),
) -> Result<(), Problem> {
    change(registry, |tx| {
        let contact = tx.world().contact(handle).cloned().ok_or_else(|| Problem::Unknown(handle.to_owned()))?;
        let mut contact = Contact::clone(&contact);
        edit(&mut contact);
        (contact.updated_by, contact.updated) = (Some(Key::from(REGISTRY)), Some(tx.now));
        verification::tell_of_update(tx, contact);
        Ok(())
    })
    .await
}

/// Plans the outcome of a contact's next risk assessment; none leaves it to the rules.
///
/// # Errors
/// No such contact.
pub async fn plan_risk(registry: &Registry, handle: &str, risk: Option<Risk>) -> Result<(), Problem> {
    change(registry, |tx| {
        let contact = tx.world().contact(handle).cloned().ok_or_else(|| Problem::Unknown(handle.to_owned()))?;
        tx.put_contact(Contact { planned_risk: risk, ..Contact::clone(&contact) });
        Ok(())
    })
    .await
}

/// Answers for everybody whose acceptance a new host awaits.
///
/// # Errors
/// The host awaits nothing.
pub async fn answer_host(registry: &Registry, name: &str, accepted: bool) -> Result<(), Problem> {
    let name = Key::from(name);
    change(registry, |tx| {
        if hosts::answer(tx, &name, accepted) {
            return Ok(());
        }
        Err(Problem::Impossible(format!("{name} awaits nobody's acceptance")))
    })
    .await
}

/// Answers for everybody whose answer a pending update of a name awaits: its registrant, a new proxy, a new payer.
///
/// # Errors
/// No such name, or nobody was asked.
pub async fn answer_domain(registry: &Registry, name: &str, accepted: bool) -> Result<(), Problem> {
    let name = Key::from(name);
    change(registry, |tx| {
        if requests::answer(tx, &name, accepted) {
            return Ok(());
        }
        Err(Problem::Impossible(format!("{name} awaits nobody's answer")))
    })
    .await
}

/// Lets a registrar take a name over, as with a token that its present registrar or registrant gave.
///
/// # Errors
/// No such name or account, the name is theirs already, or its application is not decided yet.
pub async fn transfer(registry: &Registry, name: &str, to: &str) -> Result<(), Problem> {
    let (name, to) = (Key::from(name), Key::from(to));
    let prices = &registry.settings.prices;
    change(registry, |tx| {
        let domain = tx.world().domain(&name).cloned().ok_or_else(|| Problem::Unknown(name.to_string()))?;
        if domain.sponsor == to || domain.state == DomainState::Enqueued {
            return Err(Problem::Impossible(format!("{name} cannot be transferred to {to} now")));
        }
        let price = prices.price(Operation::Transfer, dk::local_time::local_date(tx.now)).unwrap_or_default();
        let by = if domain.registrar_managed() { domain.sponsor.clone() } else { domain.registrant.clone() };
        let done = transfer::carry_out(tx, &name, &to, Approval { by_token: true, by }, price);
        done.map(|_| ()).ok_or_else(|| Problem::Unknown(to.to_string()))
    })
    .await
}

/// Lets somebody join a name's waiting list and gives their code. A name that nobody has is offered to them at once,
/// others when they are deleted.
///
/// # Errors
/// No `.dk` name.
pub async fn wait_for(registry: &Registry, name: &str) -> Result<String, Problem> {
    let name = DomainName::parse(name).map_err(|error| Problem::Impossible(error.to_string()))?;
    let [a, b, c, d, ..] = registry.chance.bytes();
    let code = format!("{:08x}", u32::from_be_bytes([a, b, c, d]));
    change(registry, |tx| {
        waiting_list::join(tx, &Key::from(name.unicode()), code.clone());
        Ok(code)
    })
    .await
}

/// Suspends a name for the registry's reasons, or for an unpaid bill; it is deleted after 30 days.
///
/// # Errors
/// No such name, it is suspended already or still applied for, or the cause does not fit it.
pub async fn suspend_domain(registry: &Registry, name: &str, cause: SuspensionCause) -> Result<(), Problem> {
    change(registry, |tx| {
        let domain = tx.world().domain(name).cloned().ok_or_else(|| Problem::Unknown(name.to_owned()))?;
        let fits = match cause {
            SuspensionCause::Payment | SuspensionCause::Unconfirmed => !domain.registrar_managed(),
            SuspensionCause::Registry => true,
            SuspensionCause::Deleted | SuspensionCause::Expired | SuspensionCause::Verification => false,
        };
        if !fits || domain.suspension().is_some() || domain.state == DomainState::Enqueued {
            return Err(Problem::Impossible(format!("{name} cannot be suspended so")));
        }
        life_cycle::block(tx, &domain, cause);
        Ok(())
    })
    .await
}

/// Lifts a suspension that no command can undo: the name is as it was before.
///
/// # Errors
/// No such name, or it is not suspended for a reason of the registry's.
pub async fn lift_suspension(registry: &Registry, name: &str) -> Result<(), Problem> {
    change(registry, |tx| {
        let domain = tx.world().domain(name).cloned().ok_or_else(|| Problem::Unknown(name.to_owned()))?;
        if life_cycle::lift(tx, &domain) {
            return Ok(());
        }
        Err(Problem::Impossible(format!("{name} is not suspended by the registry")))
    })
    .await
}

/// Takes a cancellation back at the registry's counter: the name is active again and paid for another year.
///
/// # Errors
/// No such name, or nothing can be taken back.
pub async fn stop_deletion(registry: &Registry, name: &str) -> Result<(), Problem> {
    change(registry, |tx| {
        let domain = tx.world().domain(name).cloned().ok_or_else(|| Problem::Unknown(name.to_owned()))?;
        if !status::in_redemption(tx.world(), &domain) {
            return Err(Problem::Impossible(format!("nothing can be taken back for {name}")));
        }
        life_cycle::bring_back(tx, &registry.settings, &domain, Return::Extended);
        Ok(())
    })
    .await
}

/// Begins again with a new world at the present time of the sandbox; open sessions and waiting faults end.
///
/// # Errors
/// The state cannot be written.
pub async fn reset(registry: &Registry, seed: Seed, clock: Option<ClockState>) -> Result<(), Problem> {
    let clock = crate::clock::Clock::new(clock.unwrap_or_else(|| registry.clock.state()));
    let sequence = registry.replace(seeded(seed, &clock), clock.state())?;
    registry.faults.remove(None);
    registry.settled(sequence).await?;
    Ok(())
}
