//! What other parties do at the registry: everything the control page offers.

mod domains;

use dk::Money;
pub use domains::{
    answer_domain, authorize, choose_roles, decide_application, lapse_offer, lift_suspension, lock_domain, redelegate,
    register, stop_deletion, suspend_domain, transfer, wait_for,
};
use time::{Duration, OffsetDateTime};

use crate::clock::{Clock, ClockState};
use crate::config::Seed;
use crate::demo;
use crate::processing::email::{self, Bounce};
use crate::processing::hosts;
use crate::processing::verification::{self, Which};
use crate::registry::Registry;
use crate::store::StoreError;
use crate::world::account::Purpose;
use crate::world::contact::Risk;
use crate::world::host::Asked;
use crate::world::{Account, Contact, Key, REGISTRY, Tx};

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

/// Lets the clock run on from where it is, or makes it stand still.
///
/// # Errors
/// The state cannot be written.
pub async fn run_clock(registry: &Registry, running: bool) -> Result<(), Problem> {
    change(registry, |tx| {
        let now = registry.clock.now();
        let state = if running {
            let clock = Clock::new(ClockState::running_from(now));
            // Fractions of a second must not set it back.
            if clock.now() < now { clock.advance(Duration::SECOND) } else { clock.state() }
        } else {
            ClockState::Frozen { at: now }
        };
        registry.clock.restore(state);
        tx.put_clock(state);
        Ok(())
    })
    .await
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

/// Answers for everybody whose acceptance a host awaits.
///
/// # Errors
/// The host awaits nothing.
pub async fn answer_host(registry: &Registry, name: &str, accepted: bool) -> Result<(), Problem> {
    answer_host_as(registry, name, None, accepted).await
}

/// Answers for one of those whose acceptance a host awaits, or for all of them.
///
/// # Errors
/// The host awaits nothing, or not from them.
pub async fn answer_host_as(registry: &Registry, name: &str, by: Option<Asked>, accepted: bool) -> Result<(), Problem> {
    let name = Key::from(name);
    change(registry, |tx| {
        if hosts::answer(tx, &name, by, accepted) {
            return Ok(());
        }
        let whose = by.map_or("anybody", Asked::word);
        Err(Problem::Impossible(format!("{name} does not await the acceptance of {whose}")))
    })
    .await
}

/// Begins again with a new world at the present time of the sandbox; open sessions and waiting faults end.
///
/// # Errors
/// The state cannot be written.
pub async fn reset(registry: &Registry, seed: Seed, clock: Option<ClockState>) -> Result<(), Problem> {
    let clock = Clock::new(clock.unwrap_or_else(|| registry.clock.state()));
    let sequence = registry.replace(demo::seeded(seed, &clock), clock.state())?;
    registry.faults.remove(None);
    registry.settled(sequence).await?;
    Ok(())
}
