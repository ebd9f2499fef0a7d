//! What others do to domain names, applications for them, and waiting lists.

use std::sync::Arc;

use dk::{AuthorizationToken, Billable, DomainName, ExpiryDate, Period, TokenOperation, TokenRole, timers};

use super::{Problem, change};
use crate::processing::applications::{self, Verdict};
use crate::processing::life_cycle::{self, Return};
use crate::processing::transfer::{self, Approval};
use crate::processing::{concerned, delegation, requests, waiting_list};
use crate::registry::Registry;
use crate::world::account::Purpose;
use crate::world::contact::{Check, Verification};
use crate::world::domain::{Authorization, AuthorizedOperation, DomainState, SuspensionCause};
use crate::world::message::MessageData;
use crate::world::{Account, Contact, Domain, Key, Tx, status};

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
        let price = prices.price(Billable::Transfer, dk::local_time::local_date(tx.now)).unwrap_or_default();
        let by = if domain.registrar_managed() { domain.sponsor.clone() } else { domain.registrant.clone() };
        let done = transfer::carry_out(tx, &name, &to, Approval { by_token: true, by }, price);
        done.map(|_| ()).ok_or_else(|| Problem::Unknown(to.to_string()))
    })
    .await
}

/// Lets whoever manages a name, its registrar or its registrant, make a token, which takes the place of one before.
///
/// # Errors
/// No such name, or its application is not decided yet.
pub async fn authorize(
    registry: &Registry,
    name: &str,
    operation: AuthorizedOperation,
) -> Result<Authorization, Problem> {
    change(registry, |tx| {
        let domain = registered(tx, name)?;
        let role = if domain.registrar_managed() { TokenRole::Registrar } else { TokenRole::Registrant };
        let scope = match operation {
            AuthorizedOperation::Transfer => TokenOperation::Transfer,
            AuthorizedOperation::Redelegation => TokenOperation::Redelegation,
        };
        let token = AuthorizationToken::from_random(role, scope, registry.chance.bytes()).expose().to_owned();
        let made = Authorization { token, operation, expires: tx.now + timers::AUTHORIZATION_TOKEN };
        let mut domain = domain;
        match operation {
            AuthorizedOperation::Transfer => domain.authorization = Some(made.clone()),
            AuthorizedOperation::Redelegation => domain.redelegation = Some(Box::new(made.clone())),
        }
        tx.put_domain(domain);
        Ok(made)
    })
    .await
}

/// A name whose application is decided.
fn registered(tx: &Tx<'_>, name: &str) -> Result<Domain, Problem> {
    let domain = tx.world().domain(name).ok_or_else(|| Problem::Unknown(name.to_owned()))?;
    if domain.state == DomainState::Enqueued {
        return Err(Problem::Impossible(format!("{name} is not registered yet")));
    }
    Ok(Domain::clone(domain))
}

/// A name that its registrant manages.
fn by_registrant(tx: &Tx<'_>, name: &str) -> Result<Domain, Problem> {
    let domain = registered(tx, name)?;
    if domain.registrar_managed() {
        return Err(Problem::Impossible(format!("{name} is managed by its registrar, who sends commands")));
    }
    Ok(domain)
}

fn tell_of_update(tx: &mut Tx<'_>, domain: &Domain, accounts: &[Key]) {
    for account in accounts {
        let data = MessageData::Domain(Arc::new(domain.clone()));
        tx.send(account, format!("{} has been updated", domain.name), data);
    }
}

/// The registrant of a name that they manage locks it against transfers, or unlocks it.
///
/// # Errors
/// No such name, or a registrar manages it.
pub async fn lock_domain(registry: &Registry, name: &str, on: bool) -> Result<(), Problem> {
    change(registry, |tx| {
        let before = by_registrant(tx, name)?;
        let domain = Domain { vid: on, updated: Some(tx.now), ..before };
        tx.put_domain(domain.clone());
        let told = concerned::interested(tx.world(), &domain);
        tell_of_update(tx, &domain, &told);
        Ok(())
    })
    .await
}

/// The registrant of a name that they manage chooses its proxy and its payer: nobody in a role is the registrant. An outer
/// none leaves a role as it is.
///
/// # Errors
/// No such name, a registrar manages it, or there is no such contact or account.
pub async fn choose_roles(
    registry: &Registry,
    name: &str,
    admin: Option<Option<String>>,
    billing: Option<Option<String>>,
) -> Result<(), Problem> {
    change(registry, |tx| {
        let before = by_registrant(tx, name)?;
        let mut after = Domain { updated: Some(tx.now), ..before.clone() };
        for (role, wanted) in [(&mut after.admin, admin), (&mut after.billing, billing)] {
            let Some(wanted) = wanted else { continue };
            if let Some(handle) = &wanted {
                let world = tx.world();
                if world.contact(handle).is_none() && world.account(handle).is_none() {
                    return Err(Problem::Unknown(handle.clone()));
                }
            }
            *role = wanted.map(Key::from).filter(|handle| *handle != before.registrant);
        }
        if (&after.admin, &after.billing) == (&before.admin, &before.billing) {
            return Err(Problem::Impossible(format!("nothing changes for {name}")));
        }
        tx.put_domain(after.clone());
        concerned::billing_lost(tx, &before, &after);
        let told = concerned::interested(tx.world(), &after);
        tell_of_update(tx, &after, &told);
        Ok(())
    })
    .await
}

/// The registrant of a name that they manage, or whoever administers its servers, moves it to others. Its DS records go.
///
/// # Errors
/// No such name, a registrar manages it, or the servers are not from two to seven registered ones.
pub async fn redelegate(registry: &Registry, name: &str, servers: &[String]) -> Result<(), Problem> {
    change(registry, |tx| {
        let before = by_registrant(tx, name)?;
        let mut wanted: Vec<Key> = Vec::new();
        for server in servers {
            let server = Key::from(server.to_lowercase());
            if !tx.world().host(&server).is_some_and(|host| status::can_serve(tx.world(), host)) {
                return Err(Problem::Unknown(server.to_string()));
            }
            if !wanted.contains(&server) {
                wanted.push(server);
            }
        }
        if !(2..=7).contains(&wanted.len()) {
            return Err(Problem::Impossible("a name has two to seven name servers".to_owned()));
        }
        let after = Domain { name_servers: wanted, ds: Vec::new(), updated: Some(tx.now), ..before.clone() };
        tx.put_domain(after.clone());
        delegation::announce(tx, &before, &after);
        Ok(())
    })
    .await
}

/// Lets a registrar register a free name for itself, at once and at its price.
///
/// # Errors
/// No `.dk` name, no such account, or the name is not free.
pub async fn register(registry: &Registry, name: &str, account: &str) -> Result<(), Problem> {
    let name = DomainName::parse(name).map_err(|error| Problem::Impossible(error.to_string()))?;
    let name = Key::from(name.unicode());
    change(registry, |tx| {
        let account = tx.world().account(account).cloned().ok_or_else(|| Problem::Unknown(account.to_owned()))?;
        if tx.world().domain(&name).is_some() || tx.world().offer(&name).is_some() {
            return Err(Problem::Impossible(format!("{name} is not free")));
        }
        let name_servers = servers_of(tx, &account.handle)
            .ok_or_else(|| Problem::Impossible(format!("{} administers no two name servers", account.handle)))?;
        let registrant = own_contact(tx, &account);
        let sponsor = account.handle.clone();
        tx.put_domain(Domain {
            name: name.clone(),
            registrant,
            sponsor: sponsor.clone(),
            admin: None,
            billing: None,
            name_servers,
            ds: Vec::new(),
            created: tx.now,
            updated: None,
            expires: ExpiryDate::of_new_registration(tx.now, Period::ONE_YEAR).utc(),
            auto_renew: account.auto_renew,
            vid: false,
            authorization: None,
            redelegation: None,
            pending: None,
            waiting: Box::default(),
            state: DomainState::Active,
        });
        life_cycle::charge(tx, &registry.settings, &sponsor, Billable::Create, Purpose::Create, &name);
        Ok(())
    })
    .await
}

/// Two servers that an account administers.
fn servers_of(tx: &Tx<'_>, account: &Key) -> Option<Vec<Key>> {
    let world = tx.world();
    let mut names: Vec<Key> = world
        .hosts()
        .filter(|host| host.admin == *account && status::can_serve(world, host))
        .map(|host| host.name.clone())
        .collect();
    names.sort_unstable();
    names.truncate(2);
    (names.len() == 2).then_some(names)
}

/// A contact with an account's own data, whose checks are passed.
fn own_contact(tx: &mut Tx<'_>, account: &Account) -> Key {
    let handle = tx.next_handle(&account.name);
    tx.put_contact(Contact {
        handle: handle.clone(),
        user_type: account.user_type,
        name: account.name.clone(),
        attention: None,
        localized: account.country == "DK",
        street: account.street.clone(),
        city: account.city.clone(),
        state_or_province: None,
        postal_code: Some(account.postal_code.clone()),
        country: account.country.clone(),
        voice: Some(account.phone.clone()),
        mobile: None,
        email: account.email.clone(),
        secondary_email: None,
        cvr: account.vat.clone(),
        p_number: None,
        ean: None,
        sole_proprietorship: false,
        sponsor: account.handle.clone(),
        created_by: account.handle.clone(),
        created: tx.now,
        updated_by: None,
        updated: None,
        locked: None,
        verification: Verification {
            responsible: account.verification,
            identity: Check::Completed,
            email: Check::Completed,
            confirm_email: None,
            confirm_secondary_email: None,
        },
        idle_since: None,
        planned_risk: None,
    });
    handle
}

/// Decides an application before its time.
///
/// # Errors
/// No such application.
pub async fn decide_application(registry: &Registry, number: &str, verdict: Verdict) -> Result<(), Problem> {
    let key = Key::from(number);
    change(registry, |tx| {
        if applications::decide_now(tx, &registry.settings, &key, verdict) {
            return Ok(());
        }
        Err(Problem::Unknown(number.to_owned()))
    })
    .await
}

/// Lets an offer lapse before its time: the next in line gets it, or else the name is free.
///
/// # Errors
/// No such offer.
pub async fn lapse_offer(registry: &Registry, name: &str) -> Result<(), Problem> {
    let key = Key::from(name);
    change(registry, |tx| {
        if tx.world().offer(name).is_none() {
            return Err(Problem::Unknown(format!("an offer of {name}")));
        }
        waiting_list::lapse(tx, &key);
        Ok(())
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
