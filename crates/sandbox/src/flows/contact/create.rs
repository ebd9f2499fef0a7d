//! `contact:create` (Punktum dk EPP specification § create contact).

use dk::Act;
use epp::contact::{Create, CreateData};
use epp::{ResData, ResultCode};

use super::data;
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::world::{Contact, Tx};

/// Creates a contact, or with `auto` gives back the one that is equal in all that counts.
pub(in crate::flows) fn run(tx: &mut Tx<'_>, call: &Call<'_>, command: &Create) -> Answer {
    // verify
    let account = tx.world().account(call.account()).ok_or_else(Refusal::internal)?;
    let contact = data::contact(call, account, command)?;
    let forced = match command.id.trim() {
        "auto" => false,
        "force" => true,
        _ => return Err(Refusal::policy()),
    };
    // load
    if let Some(existing) = tx.world().contact_like(&contact).filter(|_| !forced) {
        let existing = Contact::clone(existing);
        let reply = created("Contact already exists. Please re-use.", &existing);
        if existing.idle_since.is_some() {
            // Whoever is pointed to it has time to use it.
            tx.put_contact(existing);
        }
        return Ok(reply);
    }
    // check
    if !call.may(Act::CreateContact) {
        return Err(Refusal::no_privilege());
    }
    // change
    let handle = tx.next_handle(&contact.name);
    let contact = Contact { handle, ..contact };
    tx.put_contact(contact.clone());
    // respond
    Ok(created("Contact created.", &contact))
}

fn created(text: &str, contact: &Contact) -> Reply {
    let mut reply = Reply::new(ResultCode::OK, text);
    reply.data = Some(ResData::ContactCreate(CreateData { id: contact.handle.to_string(), cr_date: contact.created }));
    reply
}
