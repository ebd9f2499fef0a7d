//! Contacts that belong to an account (Punktum dk registrar portal specification § Linked WHOIS Handles).
//!
//! Since November 2025 a linked contact gives the account no rights: roles stand on the account's own handle. It follows
//! the account's data, and it cannot become the registrant of a name.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};

use super::Served;
use super::call::{Call, Failure};
use crate::world::contact::{Check, Verification};
use crate::world::message::MessageData;
use crate::world::{Account, Contact, Domain, Host, Key, Tx, World};

#[derive(Serialize)]
struct View {
    handle: Key,
    name: String,
    email: String,
    secondary_email: Option<String>,
    /// Whether it is the account's own handle, which cannot be unlinked.
    own: bool,
}

#[derive(Serialize)]
struct Handles {
    linked: Vec<View>,
    candidates: Vec<View>,
}

fn view(contact: &Contact) -> View {
    let (name, email) = (contact.name.clone(), contact.email.clone());
    View { handle: contact.handle.clone(), name, email, secondary_email: contact.secondary_email.clone(), own: false }
}

fn handles(world: &World, account: &Account) -> Handles {
    let own = View {
        handle: account.handle.clone(),
        name: account.name.clone(),
        email: account.email.clone(),
        secondary_email: account.particulars.secondary_email.clone(),
        own: true,
    };
    let linked = account.particulars.linked.iter().filter_map(|handle| world.contact(handle));
    let mut candidates: Vec<View> =
        world.contacts().filter(|contact| fits(world, account, contact)).map(|contact| view(contact)).collect();
    candidates.sort_by(|a, b| a.handle.cmp(&b.handle));
    Handles { linked: std::iter::once(own).chain(linked.map(|contact| view(contact))).collect(), candidates }
}

/// Whether a contact can be linked: its data are the account's, and it belongs to nobody yet.
fn fits(world: &World, account: &Account, contact: &Contact) -> bool {
    contact.user_type == account.user_type
        && contact.name == account.name
        && contact.cvr == account.vat
        && contact.street == account.street
        && contact.city == account.city
        && contact.postal_code.as_deref().unwrap_or_default() == account.postal_code
        && contact.country == account.country
        && contact.email == account.email
        && (contact.sponsor == account.handle || !contact.registrar_managed())
        && world.linked_to(&contact.handle).is_none()
        && world.domains_of(&contact.handle).next().is_none()
}

pub(super) async fn list(call: Call) -> Served {
    let account = call.account()?;
    Ok(Json(call.registry().read(|world, _| handles(world, &account))).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    handle: String,
}

/// Writes the account's list of linked contacts and answers with all of them.
async fn relinked(
    call: &Call,
    status: StatusCode,
    relink: impl FnOnce(&mut Tx<'_>, &Account, &mut BTreeSet<Key>) -> Result<(), Failure>,
) -> Served {
    let shown = call
        .change(|tx, before| {
            let mut account = before.clone();
            relink(tx, before, &mut account.particulars.linked)?;
            tx.put_account(account.clone());
            Ok(handles(tx.world(), &account))
        })
        .await?;
    Ok((status, Json(shown)).into_response())
}

pub(super) async fn link(call: Call, given: Result<Json<Wanted>, JsonRejection>) -> Served {
    let wanted = given?.0.handle.trim().to_uppercase();
    relinked(&call, StatusCode::OK, |tx, account, linked| {
        let contact = tx.world().contact(&wanted).ok_or_else(|| Failure::unknown(&wanted))?;
        if linked.contains(wanted.as_str()) {
            return Err(Failure::conflict(format!("{wanted} is linked already")));
        }
        if !fits(tx.world(), account, contact) {
            return Err(Failure::field("handle", "its data are not the account's, or it is used otherwise"));
        }
        linked.insert(contact.handle.clone());
        Ok(())
    })
    .await
}

pub(super) async fn unlink(call: Call, Path((_, handle)): Path<(String, String)>) -> Served {
    relinked(&call, StatusCode::OK, |_, account, linked| {
        let handle = handle.to_uppercase();
        if account.handle == *handle {
            return Err(Failure::conflict("the account's own handle stays"));
        }
        if linked.remove(handle.as_str()) { Ok(()) } else { Err(Failure::unknown(&handle)) }
    })
    .await
}

/// Makes a contact with the account's data and links it.
pub(super) async fn create(call: Call) -> Served {
    relinked(&call, StatusCode::CREATED, |tx, account, linked| {
        let handle = tx.next_handle(&account.name);
        let unchecked = (Check::NotRequired, Check::NotRequired);
        let contact = Contact {
            handle: handle.clone(),
            user_type: account.user_type,
            name: String::new(),
            attention: None,
            localized: account.country == "DK",
            street: Vec::new(),
            city: String::new(),
            state_or_province: None,
            postal_code: None,
            country: account.country.clone(),
            voice: None,
            mobile: None,
            email: String::new(),
            secondary_email: None,
            cvr: None,
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
                identity: unchecked.0,
                email: unchecked.1,
                confirm_email: None,
                confirm_secondary_email: None,
            },
            idle_since: None,
            planned_risk: None,
        };
        tx.put_contact(with_data_of(account, contact));
        linked.insert(handle);
        Ok(())
    })
    .await
}

fn with_data_of(account: &Account, contact: Contact) -> Contact {
    let more = &account.particulars;
    Contact {
        user_type: account.user_type,
        name: account.name.clone(),
        attention: more.attention.clone(),
        localized: account.country == "DK",
        street: account.street.clone(),
        city: account.city.clone(),
        postal_code: Some(account.postal_code.clone()).filter(|code| !code.is_empty()),
        country: account.country.clone(),
        voice: Some(account.phone.clone()),
        mobile: more.mobile.clone(),
        email: account.email.clone(),
        secondary_email: more.secondary_email.clone(),
        cvr: account.vat.clone(),
        p_number: more.p_number.clone(),
        ..contact
    }
}

/// Lets the linked contacts follow the account's data, and tells of each.
pub(super) fn follow(tx: &mut Tx<'_>, before: &Account, after: &Account) {
    for handle in &after.particulars.linked {
        let Some(contact) = tx.world().contact(handle).cloned() else { continue };
        let contact = Contact::clone(&contact);
        if with_data_of(before, contact.clone()) == with_data_of(after, contact.clone()) {
            continue;
        }
        let (updated_by, updated) = (Some(after.handle.clone()), Some(tx.now));
        let contact = Contact { updated_by, updated, ..with_data_of(after, contact) };
        tx.put_contact(contact.clone());
        let text = format!("The contact information has been updated for {handle}");
        tx.send(&after.handle, text, MessageData::Contact(Arc::new(contact)));
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Merge {
    /// The contacts that go.
    from: Vec<String>,
    /// The one that stays: a linked contact, or the account's own handle.
    into: String,
}

/// Collapses linked contacts into one: their roles go over to it, and they are linked no more.
pub(super) async fn merge(call: Call, given: Result<Json<Merge>, JsonRejection>) -> Served {
    let Merge { from, into } = given?.0;
    let from: BTreeSet<String> = from.iter().map(|handle| handle.trim().to_uppercase()).collect();
    let into = Key::from(into.trim().to_uppercase());
    relinked(&call, StatusCode::OK, |tx, account, linked| {
        if into != account.handle && !linked.contains(&into) {
            return Err(Failure::field("into", "is not linked to the account"));
        }
        if from.is_empty() || from.contains(&*into) || !from.iter().all(|handle| linked.contains(handle.as_str())) {
            return Err(Failure::field("from", "are linked contacts other than the one that stays"));
        }
        for handle in &from {
            hand_over(tx, handle, &into);
            linked.remove(handle.as_str());
        }
        Ok(())
    })
    .await
}

fn hand_over(tx: &mut Tx<'_>, from: &str, into: &Key) {
    let swap = |role: Option<Key>| role.map(|role| if *role == *from { into.clone() } else { role });
    let names: Vec<Key> = tx.world().domains_with_role(from).cloned().collect();
    for name in names {
        let Some(domain) = tx.world().domain(&name).map(|domain| Domain::clone(domain)) else { continue };
        let (admin, billing) = (swap(domain.admin.clone()), swap(domain.billing.clone()));
        tx.put_domain(Domain { admin, billing, updated: Some(tx.now), ..domain });
    }
    let hosts: Vec<Key> = tx.world().hosts_of(from).cloned().collect();
    for name in hosts {
        let Some(host) = tx.world().host(&name).map(|host| Host::clone(host)) else { continue };
        let admin = if *host.admin == *from { into.clone() } else { host.admin.clone() };
        tx.put_host(Host { admin, updated: Some(tx.now), ..host });
    }
}
