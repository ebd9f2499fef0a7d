//! `contact:info`.

use dk::AnyHandle;
use epp::ResData;
use epp::contact::{Address, Info, InfoData, Phone, PostalInfo, PostalKind};
use epp::extensions::dkhm::{ConfirmEmail, ContactVerification, Response, Verified};
use epp::object::Status;

use crate::flows::rights::related_to_contact;
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::world::contact::{Check, EmailChange, Responsible};
use crate::world::{Contact, World, status};

/// What strangers see instead of an e-mail address.
const MASKED: &str = "anonymous@punktum.dk";

/// Shows a contact: all of it to those with a relation to it, the public part of a registrant to everyone.
pub(in crate::flows) fn run(world: &World, call: &Call<'_>, command: &Info) -> Answer {
    // load
    let not_found = || Refusal::unknown("Contact not found");
    let handle = AnyHandle::parse(&command.id).map_err(|_| not_found())?;
    let contact = world.contact(handle.as_str()).ok_or_else(not_found)?;
    // check
    let related = related_to_contact(world, call, contact);
    if !related && world.domains_of(&contact.handle).next().is_none() {
        return Err(Refusal::unauthorized());
    }
    // respond
    let mut reply = Reply::data(ResData::ContactInfo(Box::new(object(world, contact, related))));
    reply.extensions.dkhm = extension(world, contact, related);
    Ok(reply)
}

/// The object data.
pub(in crate::flows) fn object(world: &World, contact: &Contact, related: bool) -> InfoData {
    // Of organisations the registry keeps name and attention; on the wire these are organisation and name.
    let (name, org) = match &contact.attention {
        Some(attention) => (attention.clone(), Some(contact.name.clone())),
        None => (contact.name.clone(), None),
    };
    let addr = Address {
        street: contact.street.clone(),
        city: contact.city.clone(),
        sp: contact.state_or_province.clone(),
        pc: contact.postal_code.clone(),
        cc: contact.country.clone(),
    };
    let kind = if contact.localized { PostalKind::Loc } else { PostalKind::Int };
    InfoData {
        id: contact.handle.to_string(),
        roid: contact.handle.to_string(),
        statuses: status::contact(world, contact).into_iter().map(Status::new).collect(),
        postal: vec![PostalInfo { kind, name, org, addr }],
        voice: contact.voice.as_deref().filter(|_| related).map(Phone::new),
        fax: None,
        email: if related { contact.email.clone() } else { MASKED.to_owned() },
        cl_id: contact.sponsor.to_string(),
        cr_id: contact.created_by.to_string(),
        cr_date: contact.created,
        up_id: contact.updated_by.as_ref().map(ToString::to_string),
        up_date: contact.updated,
        tr_date: None,
        auth_info: None,
    }
}

/// The registry's own elements.
pub(in crate::flows) fn extension(world: &World, contact: &Contact, related: bool) -> Response {
    // The second address is public for organisations, unless one person stands behind them.
    let public_email = !contact.user_type.is_individual() && !contact.sole_proprietorship;
    Response {
        contact_validated: Some(contact.validated()),
        user_type: Some(contact.user_type.as_str().to_owned()),
        cvr: contact.cvr.clone(),
        ean: contact.ean.clone().filter(|_| related),
        pnumber: contact.p_number.clone(),
        mobilephone: contact.mobile.clone().filter(|_| related),
        secondary_email: contact.secondary_email.clone().filter(|_| related || public_email),
        sole_proprietorship: Some(contact.sole_proprietorship),
        contact_verification: Some(verification(world, contact, related)),
        ..Response::default()
    }
}

fn verification(world: &World, contact: &Contact, related: bool) -> ContactVerification {
    let v = &contact.verification;
    let confirm = |change: &Option<EmailChange>| change.as_ref().filter(|_| related).map(awaited);
    ContactVerification {
        responsible: Some(world.responsible(contact).word().to_owned()),
        verified_id: Some(verified(v.identity, v.responsible)),
        verified_email: Some(verified(v.email, v.responsible)),
        confirm_email: confirm(&v.confirm_email),
        confirm_secondary_email: confirm(&v.confirm_secondary_email),
    }
}

fn verified(check: Check, responsible: Responsible) -> Verified {
    Verified {
        value: check == Check::Completed,
        status: Some(check.word().to_owned()),
        responsible: check.pending().then(|| responsible.word().to_owned()),
        exp_date: check.deadline(),
    }
}

fn awaited(change: &EmailChange) -> ConfirmEmail {
    ConfirmEmail {
        email: change.address.clone(),
        status: Some("pending".to_owned()),
        responsible: Some(Responsible::Registry.word().to_owned()),
        exp_date: Some(change.until),
    }
}
