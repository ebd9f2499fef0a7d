//! What a contact would be after an update, written as the command that would create it: so an update passes the same
//! checks as a creation.

use dk::{Country, PostalCode};
use epp::contact::{Address, Change, Create, Phone, PostalChange, PostalInfo, PostalKind, Update};
use epp::extensions::dkhm::ContactData;

use super::data;
use crate::flows::Refusal;
use crate::world::Contact;

/// The command that would create a contact as it is.
pub(super) fn present(contact: &Contact) -> Create {
    // On the wire the attention line of an organisation is its name.
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
    Create {
        id: contact.handle.to_string(),
        postal: vec![PostalInfo { kind, name, org, addr }],
        voice: contact.voice.as_deref().map(Phone::new),
        fax: None,
        email: contact.email.clone(),
        auth_info: Some("".into()),
        dkhm: ContactData {
            user_type: Some(contact.user_type.as_str().to_owned()),
            cvr: contact.cvr.clone(),
            ean: contact.ean.clone(),
            pnumber: contact.p_number.clone(),
            mobilephone: contact.mobile.clone(),
            secondary_email: contact.secondary_email.clone(),
            sole_proprietorship: contact.sole_proprietorship.then(|| "true".to_owned()),
            management: (!contact.registrar_managed()).then(|| "registrant".to_owned()),
            contact_verification: None,
        },
    }
}

/// The command that would create a contact as an update wants it.
pub(super) fn after(contact: &Contact, update: &Update) -> Result<Create, Refusal> {
    let mut wanted = present(contact);
    if let Some(change) = &update.chg {
        if let Some(postal) = chosen(contact, change)? {
            change_postal(&mut wanted.postal[0], postal);
        }
        if let Some(voice) = &change.voice {
            wanted.voice = Some(voice.clone()).filter(|voice| !voice.number.is_empty());
        }
        if let Some(email) = &change.email {
            wanted.email.clone_from(email);
        }
    }
    let (extra, given) = (&mut wanted.dkhm, &update.dkhm);
    for (kept, given) in [
        (&mut extra.user_type, &given.user_type),
        (&mut extra.cvr, &given.cvr),
        (&mut extra.ean, &given.ean),
        (&mut extra.pnumber, &given.pnumber),
        (&mut extra.mobilephone, &given.mobilephone),
        (&mut extra.secondary_email, &given.secondary_email),
        (&mut extra.sole_proprietorship, &given.sole_proprietorship),
    ] {
        if given.is_some() {
            kept.clone_from(given);
        }
    }
    let danish = wanted.postal[0].addr.cc.trim().eq_ignore_ascii_case("DK");
    if danish && given.sole_proprietorship.is_none() {
        // In Denmark the register of companies knows it.
        extra.sole_proprietorship = None;
    }
    Ok(wanted)
}

/// The form of name and address that counts, as at a creation (§ Address Handling).
fn chosen<'a>(contact: &Contact, change: &'a Change) -> Result<Option<&'a PostalChange>, Refusal> {
    for postal in change.postal.iter().filter(|postal| postal.kind == PostalKind::Int) {
        if let Some(line) = lines(postal).find(|line| !line.is_ascii()) {
            return Err(Refusal::bad_value("contact:postalInfo", line));
        }
    }
    let country =
        change.postal.iter().find_map(|postal| postal.addr.as_ref()).map_or(&contact.country, |addr| &addr.cc);
    let kind = data::kind_for(country);
    Ok(change.postal.iter().find(|postal| postal.kind == kind).or_else(|| change.postal.first()))
}

fn lines(postal: &PostalChange) -> impl Iterator<Item = &String> {
    let addr =
        postal.addr.iter().flat_map(|addr| addr.street.iter().chain(&addr.sp).chain(std::iter::once(&addr.city)));
    postal.name.iter().chain(&postal.org).chain(addr)
}

fn change_postal(wanted: &mut PostalInfo, given: &PostalChange) {
    if let Some(name) = &given.name {
        wanted.name.clone_from(name);
    }
    if let Some(org) = &given.org {
        wanted.org = Some(org.clone()).filter(|org| !org.trim().is_empty());
    }
    if let Some(addr) = &given.addr {
        wanted.addr.clone_from(addr);
    }
    let kept = [&wanted.name, &wanted.addr.city].into_iter().chain(&wanted.org).chain(&wanted.addr.street);
    let ascii = kept.chain(&wanted.addr.sp).all(|line| line.is_ascii());
    wanted.kind = if ascii { given.kind } else { PostalKind::Loc };
}

/// The first of the fields that a register or a role has locked and that differ.
pub(super) fn locked_field(contact: &Contact, wanted: &Create, registrant: bool) -> Option<&'static str> {
    let present = present(contact);
    let (old, new) = (&present.postal[0], &wanted.postal[0]);
    let legal = |postal: &PostalInfo| trimmed(postal.org.as_deref()).or_else(|| trimmed(Some(&postal.name)));
    if trimmed(wanted.dkhm.user_type.as_deref()) != trimmed(present.dkhm.user_type.as_deref()) {
        return Some("dkhm:userType");
    }
    if (registrant || contact.locked.is_some()) && legal(old) != legal(new) {
        return Some(if old.org.is_some() || new.org.is_some() { "contact:org" } else { "contact:name" });
    }
    contact.locked?;
    if !old.addr.cc.eq_ignore_ascii_case(new.addr.cc.trim()) {
        return Some("contact:cc");
    }
    if place(&old.addr) != place(&new.addr) {
        return Some("contact:addr");
    }
    let number = |given: &Option<String>| trimmed(given.as_deref());
    if number(&present.dkhm.cvr) != number(&wanted.dkhm.cvr) {
        return Some("dkhm:CVR");
    }
    // An EAN can be given later, but what is there belongs to the register.
    if contact.ean.is_some() && number(&present.dkhm.ean) != number(&wanted.dkhm.ean) {
        return Some("dkhm:EAN");
    }
    None
}

fn trimmed(given: Option<&str>) -> Option<String> {
    given.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The parts of an address apart from the country, in the form in which they are kept.
fn place(addr: &Address) -> [Option<String>; 4] {
    let street: Vec<&str> = addr.street.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let code = trimmed(addr.pc.as_deref());
    let kept = code.as_deref().and_then(|code| PostalCode::parse(Country::parse(&addr.cc).ok()?, code).ok());
    [
        Some(street.join("\n")),
        trimmed(Some(&addr.city)),
        trimmed(addr.sp.as_deref()),
        kept.map(|code| code.as_str().to_owned()).or(code),
    ]
}
