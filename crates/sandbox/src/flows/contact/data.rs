//! Reading a contact's data and checking it against the registry's rules.

use dk::{Country, Cvr, Ean, Email, Management, PNumber, Phone, PostalCode, UserType};
use epp::ResultCode;
use epp::contact::{Create, PostalInfo, PostalKind};
use epp::extensions::dkhm::{ContactData, VerificationRequest};

use crate::flows::{Call, Refusal};
use crate::registers::{self, CvrAnswer};
use crate::world::contact::{Check, Register, Responsible, Verification};
use crate::world::{Account, Contact, Key, REGISTRY};

/// The contact that a command describes, still without a handle.
pub(super) fn contact(call: &Call<'_>, account: &Account, command: &Create) -> Result<Contact, Refusal> {
    let extra = &command.dkhm;
    let user_type = user_type(extra)?;
    let postal = postal(command)?;
    let country = Country::parse(&postal.addr.cc).map_err(|_| Refusal::bad_value("contact:cc", &postal.addr.cc))?;
    let (name, attention) = names(user_type, postal)?;
    let postal_code = postal_code(country, postal)?;
    if command.auth_info.is_none() {
        return Err(Refusal::required("contact:authInfo"));
    }
    let sole_proprietorship = sole_proprietorship(user_type, country, extra)?;
    let (cvr, p_number, ean) = numbers(user_type, country, &name, extra)?;
    let registrar_managed = management(extra)? == Management::Registrar;
    let responsible = if registrar_managed { account.verification } else { Responsible::Registry };
    let locked = organisation_register(country, cvr.as_deref());
    let mut contact = Contact {
        handle: Key::from(""),
        user_type,
        name,
        attention,
        localized: postal.kind == PostalKind::Loc,
        street: postal.addr.street.iter().filter_map(|line| text(line)).collect(),
        city: text(&postal.addr.city).ok_or_else(|| Refusal::required("contact:city"))?,
        state_or_province: postal.addr.sp.as_deref().and_then(text),
        postal_code,
        country: country.as_str().to_owned(),
        voice: command.voice.as_ref().map(|p| phone("contact:voice", &p.number)).transpose()?.flatten(),
        mobile: extra.mobilephone.as_deref().map(|p| phone("dkhm:mobilephone", p)).transpose()?.flatten(),
        email: email("contact:email", &command.email)?.ok_or_else(|| Refusal::required("contact:email"))?,
        secondary_email: email("dkhm:secondaryEmail", extra.secondary_email.as_deref().unwrap_or_default())?,
        cvr,
        p_number,
        ean,
        sole_proprietorship,
        sponsor: if registrar_managed { call.account().clone() } else { Key::from(REGISTRY) },
        created_by: call.account().clone(),
        created: call.now,
        updated_by: None,
        updated: None,
        locked,
        verification: verification(responsible),
        idle_since: None,
        planned_risk: None,
    };
    if claims_verified(extra.contact_verification.as_ref())? {
        accept_verification(&mut contact);
    }
    Ok(contact)
}

fn text(given: &str) -> Option<String> {
    let given = given.trim();
    (!given.is_empty()).then(|| given.to_owned())
}

fn user_type(extra: &ContactData) -> Result<UserType, Refusal> {
    let given = extra.user_type.as_deref().ok_or_else(|| Refusal::required("extension.dkhm:userType"))?;
    UserType::parse(given).map_err(|_| Refusal::bad_value("dkhm:userType", given))
}

/// Picks the form of name and address that the registry keeps: localized for Denmark, internationalized for other
/// countries, and whatever is there if only one is given (§ Address Handling).
fn postal(command: &Create) -> Result<&PostalInfo, Refusal> {
    for postal in command.postal.iter().filter(|p| p.kind == PostalKind::Int) {
        let lines = [&postal.name, &postal.addr.city].into_iter().chain(&postal.addr.street).chain(&postal.org);
        if let Some(line) = lines.into_iter().chain(&postal.addr.sp).find(|line| !line.is_ascii()) {
            return Err(Refusal::bad_value("contact:postalInfo", line));
        }
    }
    let danish = command.postal.iter().any(|p| p.addr.cc.trim().eq_ignore_ascii_case("DK"));
    let wanted = kind_for(if danish { "DK" } else { "" });
    let found = command.postal.iter().find(|p| p.kind == wanted).or_else(|| command.postal.first());
    let postal = found.ok_or_else(|| Refusal::required("contact:postalInfo"))?;
    let lines = [("contact:name", &postal.name), ("contact:city", &postal.addr.city)];
    let lines = lines.into_iter().chain(postal.org.iter().map(|l| ("contact:org", l)));
    let lines = lines.chain(postal.addr.sp.iter().map(|l| ("contact:sp", l)));
    for (element, line) in lines.chain(postal.addr.street.iter().map(|l| ("contact:street", l))) {
        if line.chars().count() > 255 {
            return Err(Refusal::bad_value(element, line));
        }
    }
    if let Some(extra) = postal.addr.street.get(3) {
        return Err(Refusal::bad_value("contact:street", extra));
    }
    Ok(postal)
}

/// The form that counts for an address in a country.
pub(super) fn kind_for(country: &str) -> PostalKind {
    if country.trim().eq_ignore_ascii_case("DK") { PostalKind::Loc } else { PostalKind::Int }
}

/// Legal name and attention: for organisations with both elements the organisation is the name.
fn names(user_type: UserType, postal: &PostalInfo) -> Result<(String, Option<String>), Refusal> {
    let name = text(&postal.name).ok_or_else(|| Refusal::required("contact:name"))?;
    match postal.org.as_deref().and_then(text) {
        Some(_) if user_type.is_individual() => Err(Refusal::policy()),
        Some(org) => Ok((org, Some(name))),
        None => Ok((name, None)),
    }
}

fn postal_code(country: Country, postal: &PostalInfo) -> Result<Option<String>, Refusal> {
    let Some(given) = postal.addr.pc.as_deref().and_then(text) else { return Ok(None) };
    let code = PostalCode::parse(country, &given).map_err(|_| Refusal::bad_value("contact:pc", &given))?;
    Ok(Some(code.as_str().to_owned()))
}

fn phone(element: &str, given: &str) -> Result<Option<String>, Refusal> {
    let given = given.trim();
    if given.is_empty() {
        return Ok(None);
    }
    let bad = || Refusal::bad_value(element, given);
    let digits = |part: &str, max: usize| (1..=max).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let (country, national) = given.strip_prefix('+').and_then(|rest| rest.split_once('.')).ok_or_else(bad)?;
    if !digits(country, 3) || !digits(national, 14) {
        return Err(bad());
    }
    Phone::parse(given).map(|phone| Some(phone.as_str().to_owned())).map_err(|_| bad())
}

fn email(element: &str, given: &str) -> Result<Option<String>, Refusal> {
    let given = given.trim();
    if given.is_empty() {
        return Ok(None);
    }
    Email::parse(given).map(|email| Some(email.as_str().to_owned())).map_err(|_| Refusal::bad_value(element, given))
}

pub(super) fn boolean(element: &str, given: &str) -> Result<bool, Refusal> {
    match given.trim() {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        other => Err(Refusal::bad_value(element, other)),
    }
}

fn sole_proprietorship(user_type: UserType, country: Country, extra: &ContactData) -> Result<bool, Refusal> {
    let Some(given) = extra.sole_proprietorship.as_deref() else { return Ok(false) };
    let value = boolean("dkhm:sole_proprietorship", given)?;
    // In Denmark the register of companies knows it.
    if user_type.may_state_sole_proprietorship(country) { Ok(value) } else { Err(Refusal::policy()) }
}

fn management(extra: &ContactData) -> Result<Management, Refusal> {
    let Some(given) = extra.management.as_deref() else { return Ok(Management::Registrar) };
    Management::parse(given).map_err(|_| Refusal::bad_value("dkhm:management", given))
}

type Numbers = (Option<String>, Option<String>, Option<String>);

/// CVR or VAT number, production unit and EAN (§ CVR / VAT Number Indication).
fn numbers(user_type: UserType, country: Country, name: &str, extra: &ContactData) -> Result<Numbers, Refusal> {
    let cvr = cvr(user_type, country, extra)?;
    let p_number = match extra.pnumber.as_deref().and_then(text) {
        None => None,
        Some(_) if user_type.is_individual() => return Err(Refusal::policy()),
        Some(_) if cvr.is_none() => return Err(Refusal::required("extension.dkhm:CVR")),
        Some(given) => {
            let number = PNumber::parse(&given).map_err(|_| Refusal::bad_value("dkhm:pnumber", &given))?;
            Some(number.as_str().to_owned())
        }
    };
    let ean = match extra.ean.as_deref().and_then(text) {
        None => None,
        Some(_) if !user_type.may_have_ean(country) => return Err(Refusal::policy()),
        Some(given) => {
            let bad = || Refusal::bad_value("dkhm:EAN", &given);
            let ean = Ean::parse(&given).map_err(|_| bad())?.as_str().to_owned();
            // Whom a registrar serves gets no invoice from the registry.
            if management(extra)? == Management::Registrant && !registers::ean_belongs(&ean, cvr.as_deref()) {
                return Err(bad());
            }
            Some(ean)
        }
    };
    if let Some(number) = cvr.as_deref().filter(|_| country.is_denmark()) {
        let refused = |text: &str| Refusal::new(ResultCode::PARAMETER_VALUE_SYNTAX, text);
        match registers::cvr(number, name) {
            CvrAnswer::Match => {}
            CvrAnswer::OtherName => return Err(refused("Name and CVR number does not match")),
            CvrAnswer::SeveralUnits if p_number.is_none() => return Err(refused("You need to specify pnumber")),
            CvrAnswer::SeveralUnits => {}
            CvrAnswer::Unavailable => {
                let text = "Unable to verify CVR number. Please try again later.";
                return Err(Refusal::new(ResultCode::COMMAND_FAILED, text));
            }
        }
    }
    Ok((cvr, p_number, ean))
}

fn cvr(user_type: UserType, country: Country, extra: &ContactData) -> Result<Option<String>, Refusal> {
    let given = extra.cvr.as_deref().and_then(text);
    match given {
        None if user_type.requires_cvr(country) => Err(Refusal::required("extension.dkhm:CVR")),
        None => Ok(None),
        Some(_) if !user_type.may_have_cvr() => Err(Refusal::policy()),
        Some(given) if country.is_denmark() => match Cvr::parse(&given) {
            Ok(number) => Ok(Some(number.as_str().to_owned())),
            Err(_) => Err(Refusal::new(ResultCode::PARAMETER_VALUE_SYNTAX, "Invalid CVR number")),
        },
        Some(given) if given.chars().count() > 50 => Err(Refusal::bad_value("dkhm:CVR", &given)),
        Some(given) => Ok(Some(given)),
    }
}

/// The register that holds an organisation's data, once its number has been found there.
fn organisation_register(country: Country, cvr: Option<&str>) -> Option<Register> {
    let number = cvr?;
    match country {
        country if country.is_denmark() => Some(Register::Cvr),
        country => registers::vies(country.as_str(), number).then_some(Register::Vies),
    }
}

fn verification(responsible: Responsible) -> Verification {
    let (identity, email) = (Check::NotRequired, Check::NotRequired);
    Verification { responsible, identity, email, confirm_email: None, confirm_secondary_email: None }
}

/// Whether the registrar states that it has verified the contact: both or neither.
fn claims_verified(request: Option<&VerificationRequest>) -> Result<bool, Refusal> {
    let Some(request) = request else { return Ok(false) };
    let identity = boolean("dkhm:verified_id", request.verified_id.as_deref().unwrap_or("false"))?;
    let email = boolean("dkhm:verified_email", request.verified_email.as_deref().unwrap_or("false"))?;
    if identity == email {
        return Ok(identity);
    }
    let text = "Same value required for both verified_id and verified_email.";
    Err(Refusal::new(ResultCode::PARAMETER_VALUE_POLICY, text))
}

/// Takes the registrar's word, except for a Dane who is in no register: there the registry has to look itself.
fn accept_verification(contact: &mut Contact) {
    if contact.danish() && contact.locked.is_none() {
        if !registers::person_known(&contact.street) {
            return;
        }
        contact.locked = Some(Register::Cpr);
    }
    contact.verification.identity = Check::Completed;
    contact.verification.email = Check::Completed;
}
