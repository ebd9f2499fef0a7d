//! `contact.create`: creates a contact (RFC 5733 §3.2.1; Punktum dk EPP specification § create contact).
//!
//! Proof after a lost answer: none is needed in mode `auto`, since repeating it answers with the contact that the first
//! attempt made. In mode `force` every attempt makes another contact and contacts cannot be listed: only a message about a
//! new contact with the same data proves one (the registry sends it where the contact must be verified), else a person must
//! decide.

use dk::Act;
use epp::contact::{Address, Create, InfoData, Phone, PostalInfo, PostalKind};
use epp::extensions::dkhm::{ContactData, VerificationRequest};
use epp::{CommandBody, ResData, Response, ResultCode};
use serde::{Deserialize, Serialize};

use super::{Accepted, Answering, Ask, Evidence, Exclusive, Execute, Incomplete, Proof, Resend, Secrets, Unwritable};
use crate::RegistryError;
use crate::db::Tx;
use crate::entry::{Operation, Outcome, State};
use crate::index::{self, ContactRow, source};
use crate::messages::Kind;

/// The registry's clock is expected to lie behind Birk's by no more than this where it is only a matter of words.
const APART: time::Duration = time::Duration::MINUTE;

/// What happens when an equal contact exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactMode {
    /// It is used.
    #[default]
    Auto,
    /// Another one is created.
    Force,
}

/// A new contact. Empty optional texts are left out of the command.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ContactCreate {
    /// What happens when an equal contact exists.
    pub mode: ContactMode,
    /// `company`, `public_organization`, `association` or `individual`.
    pub user_type: String,
    /// Person's name; for organisations the person of contact, or the organisation's name where no person is given.
    pub name: String,
    /// Organisation's name; forbidden for individuals.
    pub organisation: Option<String>,
    /// Up to three lines.
    pub street: Vec<String>,
    /// City.
    pub city: String,
    /// State or province.
    pub state: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// ISO 3166-1, two letters.
    pub country: String,
    /// Telephone, `+CC.N`.
    pub voice: Option<String>,
    /// Mobile telephone, `+CC.N`.
    pub mobile: Option<String>,
    /// Electronic mail.
    pub email: String,
    /// Second electronic mail address.
    pub secondary_email: Option<String>,
    /// CVR or VAT number.
    pub cvr: Option<String>,
    /// Production unit number.
    pub pnumber: Option<String>,
    /// EAN (GLN) number.
    pub ean: Option<String>,
    /// For companies outside Denmark.
    pub sole_proprietorship: Option<bool>,
    /// `registrar` or `registrant`; the account's default if absent.
    pub management: Option<String>,
    /// What the registrar has verified: identity and e-mail, always the same value.
    pub verified: Option<bool>,
    /// `registrar` or `registry`: who verifies.
    pub responsible: Option<String>,
}

impl Execute for ContactCreate {
    const ACT: Act = Act::CreateContact;
    // Its handle is not known before: the mode takes care of equal ones.
    const EXCLUSIVE: Exclusive = Exclusive::No;
    const RESEND: Resend = Resend::Usual;
    const SECRETS: &'static [&'static str] = &[];
    const REFUSED_TWICE: &'static [ResultCode] = &[];
    const DECIDED_LATER: bool = false;
    const DECIDED_WITHIN: Option<std::time::Duration> = None;

    fn object(&self) -> String {
        String::new()
    }

    fn body(&self, _secrets: &Secrets) -> Result<CommandBody, Unwritable> {
        let create = Create {
            id: match self.mode {
                ContactMode::Auto => "auto".to_owned(),
                ContactMode::Force => "force".to_owned(),
            },
            postal: vec![self.postal()],
            voice: given(&self.voice).map(Phone::new),
            email: self.email.clone(),
            dkhm: ContactData {
                user_type: Some(self.user_type.clone()),
                cvr: given(&self.cvr),
                ean: given(&self.ean),
                pnumber: given(&self.pnumber),
                mobilephone: given(&self.mobile),
                secondary_email: given(&self.secondary_email),
                sole_proprietorship: self.sole_proprietorship.map(|sole| sole.to_string()),
                management: given(&self.management),
                contact_verification: self.verification(),
            },
            ..Create::default()
        };
        Ok(create.into())
    }

    fn before(&self) -> Option<CommandBody> {
        None
    }

    fn accepted(&self, response: &Response) -> Result<Accepted, Incomplete> {
        let Some(ResData::ContactCreate(created)) = &response.data else { return Err(Incomplete("the new handle")) };
        let reused = response.msg().contains("already exists");
        let outcome = Outcome { reused: Some(reused), ..Outcome::default() };
        Ok(Accepted { object: Some(created.id.clone()), tracking_no: None, outcome })
    }

    /// A contact that an earlier attempt made is none that existed before.
    async fn again(&self, mut answering: Answering<'_>, sent: &Operation, mut accepted: Accepted) -> Accepted {
        if let (Some(true), Some(handle)) = (accepted.outcome.reused, &accepted.object) {
            let created = answering.contact_created(handle).await;
            accepted.outcome.reused = created.map(|created| created < sent.planned_at - APART);
        }
        accepted
    }

    fn decided(&self, _: Kind) -> Outcome {
        Outcome::default()
    }

    async fn prove(&self, ask: &Ask<'_>, evidence: &Evidence) -> Result<Proof, RegistryError> {
        match self.mode {
            ContactMode::Auto => Ok(Proof::Repeatable),
            ContactMode::Force => Ok(match ask.told_of_contact(evidence, |info| self.is(info)).await? {
                Some(handle) => {
                    let outcome = Outcome { reused: Some(false), ..Outcome::default() };
                    let accepted = Accepted { object: Some(handle), tracking_no: None, outcome };
                    Proof::Executed { pending: false, accepted: Box::new(accepted) }
                }
                None => Proof::NeedsPerson("contact_force"),
            }),
        }
    }

    async fn index(&self, tx: &mut Tx, operation: &Operation) -> sqlx::Result<()> {
        if operation.state != State::Done || operation.object.is_empty() {
            return Ok(());
        }
        let known = index::contact(tx, &operation.object).await?;
        // A person named it, so it has just been looked up: the registry knows better.
        if operation.outcome.settled_by.as_deref() == Some("person") && known.is_some() {
            return Ok(());
        }
        let known = known.unwrap_or_default();
        let row = ContactRow {
            handle: operation.object.clone(),
            name: self.name.clone(),
            organisation: given(&self.organisation).unwrap_or_default(),
            user_type: Some(self.user_type.clone()),
            email: Some(self.email.clone()),
            country: Some(self.country.clone()),
            city: Some(self.city.clone()),
            cvr: given(&self.cvr),
            management: given(&self.management).or(known.management),
            source: source::OPERATION.to_owned(),
            confirmed_at: operation.settled_at,
            verified: known.verified,
            verification: known.verification,
            verify_before: known.verify_before,
        };
        index::put_contact(tx, operation.account, &row).await
    }
}

impl ContactCreate {
    /// Whether this is what the registry says about a contact.
    fn is(&self, info: &InfoData) -> bool {
        info.email == self.email
            && info.postal.iter().any(|postal| {
                postal.name == self.name && postal.addr.city == self.city && postal.org == given(&self.organisation)
            })
    }

    /// Name and address in the form that the registry uses: `loc` for Danish ones, `int` for others. `int` is 7-bit ASCII
    /// (RFC 5733 §2.4); the registry falls back to `loc` where only that is given.
    fn postal(&self) -> PostalInfo {
        let addr = Address {
            street: self.street.iter().filter(|line| !line.is_empty()).cloned().collect(),
            city: self.city.clone(),
            sp: given(&self.state),
            pc: given(&self.postal_code),
            cc: self.country.clone(),
        };
        let org = given(&self.organisation);
        let texts = addr.street.iter().chain([&self.name, &addr.city]).chain(&org).chain(&addr.sp).chain(&addr.pc);
        let ascii = texts.into_iter().all(|text| text.is_ascii());
        let kind = if self.country != "DK" && ascii { PostalKind::Int } else { PostalKind::Loc };
        PostalInfo { kind, name: self.name.clone(), org, addr }
    }

    fn verification(&self) -> Option<VerificationRequest> {
        let verified = self.verified.map(|verified| verified.to_string());
        (verified.is_some() || self.responsible.is_some()).then(|| VerificationRequest {
            responsible: self.responsible.clone(),
            verified_id: verified.clone(),
            verified_email: verified,
        })
    }
}

fn given(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(country: &str, city: &str) -> ContactCreate {
        ContactCreate { name: "A B".into(), city: city.into(), country: country.into(), ..ContactCreate::default() }
    }

    #[test]
    fn the_address_goes_in_the_form_that_the_registry_uses() {
        assert_eq!(contact("DK", "Aarhus").postal().kind, PostalKind::Loc);
        assert_eq!(contact("FR", "Lyon").postal().kind, PostalKind::Int);
        assert_eq!(contact("FR", "Orléans").postal().kind, PostalKind::Loc);
    }

    #[test]
    fn verification_states_one_value_for_both() {
        assert_eq!(contact("DK", "Aarhus").verification(), None);
        let verified = ContactCreate { verified: Some(true), ..contact("DK", "Aarhus") }.verification().unwrap();
        assert_eq!(verified.verified_id, verified.verified_email);
    }
}
