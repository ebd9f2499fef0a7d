//! `domain:create` (Punktum dk EPP specification § create domain).

use std::sync::Arc;

use dk::name_servers::{MAX_NAME_SERVERS, MIN_NAME_SERVERS};
use dk::{Act, AnyHandle, Billable, DomainName, ExpiryDate, HostName, Money, Period, WaitingListCode};
use epp::ResultCode;
use epp::domain::Create;

use super::elements::{auto_renew, check_confirmation};
use super::update;
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::world::account::Purpose;
use crate::world::contact::Check;
use crate::world::domain::{DomainState, Transaction};
use crate::world::{Application, Contact, Domain, Key, Tx, World, status};

/// Accepts an application. It is always answered with 1001 once it is well-formed and paid for; whether the name is free
/// is decided later and told by a message.
pub(in crate::flows) fn run(tx: &mut Tx<'_>, call: &Call<'_>, command: &Create) -> Answer {
    // verify
    let name = DomainName::parse(&command.name).map_err(|_| Refusal::policy())?;
    check_confirmation(call, command.order_confirmation_token.as_deref())?;
    check_period(command)?;
    let registrant = the_registrant(command)?;
    let auto_renew = auto_renew(command.auto_renew.as_deref())?;
    // load and check
    let name_servers = check_name_servers(tx.world(), command)?;
    let ds = command.sec_dns.as_ref().map(update::check_ds).transpose()?.unwrap_or_default();
    let registrant = check_registrant(tx.world(), call, registrant)?;
    check_waiting_list(tx.world(), command, &name)?;
    if !call.may(Act::CreateDomain) {
        return Err(Refusal::no_privilege());
    }
    let price = check_funds(tx.world(), call)?;
    let account = tx.world().account(call.account()).ok_or_else(Refusal::internal)?;
    let auto_renew = auto_renew.unwrap_or(account.auto_renew);
    // change
    let name = Key::from(name.unicode());
    let tracking_number = tx.next_tracking_number();
    let holds_name = tx.world().domain(&name).is_none();
    if holds_name {
        tx.put_domain(Domain {
            name: name.clone(),
            registrant: registrant.handle.clone(),
            sponsor: call.account().clone(),
            admin: None,
            billing: None,
            name_servers,
            ds,
            created: call.now,
            updated: None,
            expires: ExpiryDate::of_new_registration(call.now, Period::ONE_YEAR).utc(),
            auto_renew,
            vid: false,
            authorization: None,
            redelegation: None,
            pending: None,
            waiting: Box::default(),
            state: DomainState::Enqueued,
        });
    }
    let server = format!("{}-{tracking_number}", call.transaction.server);
    tx.put_application(Application {
        tracking_number: tracking_number.clone(),
        domain: name.clone(),
        holds_name,
        paid: price,
        transaction: Transaction { server, ..call.transaction.clone() },
        received: call.now,
        due: call.now + call.settings.processing,
    });
    tx.book(call.account(), price.negated(), Purpose::Create, Some(name.clone()));
    // respond
    let mut reply = Reply::new(ResultCode::PENDING, format!("Create domain pending for {name}"));
    reply.extensions.dkhm.tracking_no = Some(tracking_number.to_string());
    reply.extensions.dkhm.registrant_validated = Some(registrant.validated());
    reply.tracking_number = Some(tracking_number);
    Ok(reply)
}

fn check_period(command: &Create) -> Result<(), Refusal> {
    let Some(period) = &command.period else { return Ok(()) };
    if Period::parse(&period.value, &period.unit).is_ok() {
        return Ok(());
    }
    let text = format!("Invalid period {}. Must be within range", period.value);
    Err(Refusal::new(ResultCode::SYNTAX_ERROR, text))
}

fn the_registrant(command: &Create) -> Result<&str, Refusal> {
    let range = |text: &str| Refusal::new(ResultCode::PARAMETER_VALUE_RANGE, text);
    let registrant = match command.registrants.as_slice() {
        [] => return Err(range("Too few users for contact type")),
        [one] => one.trim(),
        _ => return Err(range("Too many users for contact type")),
    };
    // Technical contacts are ignored, as the registry has no such role.
    if command.contacts.iter().any(|contact| contact.role != "tech") {
        let text = "Specifying contacts for registrar handled domains is not allowed";
        return Err(Refusal::new(ResultCode::PARAMETER_VALUE_POLICY, text));
    }
    Ok(registrant)
}

fn check_name_servers(world: &World, command: &Create) -> Result<Vec<Key>, Refusal> {
    let refused =
        |what: &str| Refusal::new(ResultCode::PARAMETER_VALUE_RANGE, format!("Invalid or inactive nameserver: {what}"));
    if let Some(by_address) = command.ns_attrs.first() {
        return Err(refused(&by_address.name));
    }
    let mut found: Vec<Key> = Vec::new();
    for given in &command.ns {
        let host = HostName::parse(given).map_err(|_| refused(given))?;
        let host = world.host(host.unicode()).filter(|h| status::can_serve(world, h)).ok_or_else(|| refused(given))?;
        if found.contains(&host.name) {
            return Err(refused(given));
        }
        found.push(host.name.clone());
    }
    if !(MIN_NAME_SERVERS..=MAX_NAME_SERVERS).contains(&found.len()) {
        return Err(refused(&command.ns.join(", ")));
    }
    Ok(found)
}

/// The registrant must exist, be a contact, have passed no check unsuccessfully, and be managed by the applicant.
fn check_registrant(world: &World, call: &Call<'_>, given: &str) -> Result<Arc<Contact>, Refusal> {
    let refused = |text: &str| Refusal::new(ResultCode::AUTHORIZATION_ERROR, text);
    let handle = AnyHandle::parse(given).map_err(|_| Refusal::unknown("Contact not found"))?;
    if handle.registrar().is_some() {
        return Err(refused("Registrar handle is not permitted for registrant role."));
    }
    let contact = world.contact(handle.as_str()).cloned().ok_or_else(|| Refusal::unknown("Contact not found"))?;
    if contact.verification.identity == Check::Rejected {
        return Err(refused("Registrant has previously failed ID-control and cannot become registrant"));
    }
    if contact.sponsor != *call.account() {
        let text = "Specified user handle not permitted without handling by registrar";
        return Err(Refusal::new(ResultCode::ASSOCIATION_PROHIBITS_OPERATION, text));
    }
    Ok(contact)
}

/// A name on offer needs the code that its first in line was given; for other names any code is ignored.
fn check_waiting_list(world: &World, command: &Create, name: &DomainName) -> Result<(), Refusal> {
    let Some(offer) = world.offer(name.unicode()) else { return Ok(()) };
    let given = command.auth_info.as_ref().and_then(|code| WaitingListCode::parse(code.expose()).ok());
    if given.is_some_and(|code| code.expose() == offer.token) {
        return Ok(());
    }
    let code = ResultCode::INVALID_AUTHORIZATION_INFORMATION;
    Err(Refusal::new(code, "Invalid authorization information"))
}

fn check_funds(world: &World, call: &Call<'_>) -> Result<Money, Refusal> {
    let today = dk::local_time::local_date(call.now);
    let price = call.settings.prices.price(Billable::Create, today).ok_or_else(Refusal::internal)?;
    let account = world.account(call.account()).ok_or_else(Refusal::internal)?;
    if account.balance < price {
        let text = "Insufficient credit. Domain cannot be created.";
        return Err(Refusal::new(ResultCode::BILLING_FAILURE, text));
    }
    Ok(price)
}
