//! Contact, billing and public information, and the defaults of an account (Punktum dk registrar portal specification
//! § Registrar Account).

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::response::IntoResponse;
use dk::{CompanyNumber, Country, Ean, Management, Money, PNumber, UserType};
use ipnetwork::IpNetwork;
use serde::{Deserialize, Serialize};

use super::Served;
use super::call::{Call, Failure};
use super::fields::Problems;
use super::handles;
use crate::world::account::{Billing, Language, PublicInformation};
use crate::world::contact::Responsible;
use crate::world::{Account, Key};

type Body<T> = Result<Json<T>, JsonRejection>;

/// An account as its registrar sees it; never a secret.
#[derive(Serialize)]
struct View {
    handle: Key,
    balance: Money,
    contact_information: ContactInformation,
    billing_information: Billing,
    public_information: PublicInformation,
    registration_settings: RegistrationSettings,
    allowlists: Allowlists,
    session_limit: u16,
}

#[derive(Serialize)]
struct ContactInformation {
    user_type: UserType,
    vat: Option<String>,
    p_number: Option<String>,
    name: String,
    attention: Option<String>,
    street: Vec<String>,
    postal_code: String,
    city: String,
    country: String,
    phone: String,
    mobile: Option<String>,
    fax: Option<String>,
    email: String,
    secondary_email: Option<String>,
    language: Language,
}

#[derive(Serialize)]
struct RegistrationSettings {
    management: Management,
    auto_renew: bool,
    verification: Responsible,
}

#[derive(Serialize)]
struct Allowlists {
    epp: BTreeSet<IpNetwork>,
    das: BTreeSet<IpNetwork>,
    dsu: BTreeSet<IpNetwork>,
}

fn view(account: Account) -> View {
    let more = *account.particulars;
    View {
        handle: account.handle,
        balance: account.balance,
        contact_information: ContactInformation {
            user_type: account.user_type,
            vat: account.vat,
            p_number: more.p_number,
            name: account.name,
            attention: more.attention,
            street: account.street,
            postal_code: account.postal_code,
            city: account.city,
            country: account.country,
            phone: account.phone,
            mobile: more.mobile,
            fax: more.fax,
            email: account.email,
            secondary_email: more.secondary_email,
            language: more.language,
        },
        billing_information: more.billing,
        public_information: more.public,
        registration_settings: RegistrationSettings {
            management: Management::Registrar,
            auto_renew: account.auto_renew,
            verification: account.verification,
        },
        allowlists: Allowlists { epp: account.allowlist, das: more.das_allowlist, dsu: more.dsu_allowlist },
        session_limit: account.session_limit,
    }
}

pub(super) async fn show(call: Call) -> Served {
    Ok(Json(view(call.account()?)).into_response())
}

/// Writes the account that `edit` makes and shows it.
async fn edited(call: &Call, edit: impl FnOnce(&mut Account) -> Result<(), Failure>) -> Served {
    let account = call
        .change(|tx, before| {
            let mut after = before.clone();
            edit(&mut after)?;
            tx.put_account(after.clone());
            handles::follow(tx, before, &after);
            Ok(after)
        })
        .await?;
    Ok(Json(view(account)).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContactChange {
    user_type: Option<UserType>,
    vat: Option<String>,
    p_number: Option<String>,
    name: Option<String>,
    attention: Option<String>,
    street: Option<Vec<String>>,
    postal_code: Option<String>,
    city: Option<String>,
    country: Option<String>,
    phone: Option<String>,
    mobile: Option<String>,
    fax: Option<String>,
    email: Option<String>,
    secondary_email: Option<String>,
    language: Option<Language>,
}

/// Changes the account's data, and with it that of all contacts that are linked to it.
pub(super) async fn change_contact(call: Call, given: Body<ContactChange>) -> Served {
    let given = given?.0;
    edited(&call, |account| {
        let mut problems = Problems::default();
        contact_data(account, given, &mut problems);
        problems.check()
    })
    .await
}

fn contact_data(account: &mut Account, given: ContactChange, problems: &mut Problems) {
    account.user_type = given.user_type.unwrap_or(account.user_type);
    if account.user_type.is_individual() {
        problems.add("user_type", "a registrar is no individual");
    }
    problems.needed("name", given.name, &mut account.name);
    problems.street("street", given.street, &mut account.street);
    problems.country("country", given.country, &mut account.country);
    problems.postal_code("postal_code", &account.country, given.postal_code, &mut account.postal_code);
    problems.needed("city", given.city, &mut account.city);
    let (mut phone, mut email) = (Some(account.phone.clone()), Some(account.email.clone()));
    problems.phone("phone", given.phone, &mut phone);
    problems.email("email", given.email, &mut email);
    match (phone, email) {
        (Some(phone), Some(email)) => (account.phone, account.email) = (phone, email),
        (phone, email) => {
            for (name, absent) in [("phone", phone.is_none()), ("email", email.is_none())] {
                if absent {
                    problems.add(name, "is needed");
                }
            }
        }
    }
    vat(account, given.vat, problems);
    let more = &mut account.particulars;
    if let Some(given) = given.p_number {
        more.p_number = match given.trim() {
            "" => None,
            number => problems.take("p_number", PNumber::parse(number)).map(|number| number.as_str().to_owned()),
        };
    }
    problems.text("attention", given.attention, &mut more.attention);
    problems.phone("mobile", given.mobile, &mut more.mobile);
    problems.phone("fax", given.fax, &mut more.fax);
    problems.email("secondary_email", given.secondary_email, &mut more.secondary_email);
    more.language = given.language.unwrap_or(more.language);
}

fn vat(account: &mut Account, given: Option<String>, problems: &mut Problems) {
    let wanted = given.or_else(|| account.vat.clone()).unwrap_or_default();
    let Ok(country) = Country::parse(&account.country) else { return };
    account.vat = match wanted.trim() {
        "" if country.is_denmark() => {
            problems.add("vat", "is needed in Denmark");
            None
        }
        "" => None,
        number => problems.take("vat", CompanyNumber::parse(country, number)).map(|number| number.as_str().to_owned()),
    };
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BillingChange {
    name: Option<String>,
    attention: Option<String>,
    street: Option<Vec<String>>,
    postal_code: Option<String>,
    city: Option<String>,
    country: Option<String>,
    email: Option<String>,
    ean: Option<String>,
    reference: Option<String>,
}

pub(super) async fn change_billing(call: Call, given: Body<BillingChange>) -> Served {
    let given = given?.0;
    edited(&call, |account| {
        let mut problems = Problems::default();
        let billing = &mut account.particulars.billing;
        problems.text("name", given.name, &mut billing.name);
        problems.text("attention", given.attention, &mut billing.attention);
        problems.street("street", given.street, &mut billing.street);
        problems.text("city", given.city, &mut billing.city);
        if let Some(country) = given.country {
            billing.country = match country.trim() {
                "" => None,
                code => problems.take("country", Country::parse(code)).map(|country| country.as_str().to_owned()),
            };
        }
        problems.text("postal_code", given.postal_code, &mut billing.postal_code);
        problems.email("email", given.email, &mut billing.email);
        if let Some(ean) = given.ean {
            billing.ean = match ean.trim() {
                "" => None,
                number => problems.take("ean", Ean::parse(number)).map(|ean| ean.as_str().to_owned()),
            };
        }
        problems.text("reference", given.reference, &mut billing.reference);
        problems.check()
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PublicChange {
    listed: Option<bool>,
    name: Option<String>,
    website: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    dnssec: Option<String>,
}

pub(super) async fn change_public(call: Call, given: Body<PublicChange>) -> Served {
    let given = given?.0;
    edited(&call, |account| {
        let mut problems = Problems::default();
        let public = &mut account.particulars.public;
        public.listed = given.listed.unwrap_or(public.listed);
        problems.text("name", given.name, &mut public.name);
        if let Some(site) = given.website.as_deref().map(str::trim).filter(|site| !site.is_empty())
            && !["https://", "http://"].iter().any(|scheme| site.len() > scheme.len() && site.starts_with(scheme))
        {
            problems.add("website", "is no address of a web site");
        }
        problems.text("website", given.website, &mut public.website);
        problems.email("email", given.email, &mut public.email);
        problems.phone("phone", given.phone, &mut public.phone);
        problems.text("dnssec", given.dnssec, &mut public.dnssec);
        problems.check()
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsChange {
    management: Option<Management>,
    auto_renew: Option<bool>,
    verification: Option<Responsible>,
}

/// Holds for what is registered, created or transferred from now on.
pub(super) async fn change_settings(call: Call, given: Body<SettingsChange>) -> Served {
    let given = given?.0;
    edited(&call, |account| {
        if given.management == Some(Management::Registrant) {
            return Err(Failure::field("management", "new domain names are registrar-managed only since 2026-07-01"));
        }
        account.auto_renew = given.auto_renew.unwrap_or(account.auto_renew);
        account.verification = given.verification.unwrap_or(account.verification);
        Ok(())
    })
    .await
}
