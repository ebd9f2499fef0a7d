//! The registry's own extensions (Punktum dk EPP specification § Implementation Extensions, schema dkhm-4.5).

use time::OffsetDateTime;

use super::CommandExtensions;
use crate::{
    Secret, datetime, ns,
    xml::{
        read::{Element, Read, boolean, missing},
        write::{self, XmlWriter, bit},
    },
};

/// What the registry knows about a contact beyond RFC 5733, as a client gives it. Kept as received.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactData {
    /// `company`, `public_organization`, `association` or `individual`; mandatory on create.
    pub user_type: Option<String>,
    /// CVR or VAT number, up to 50 characters.
    pub cvr: Option<String>,
    /// EAN (GLN) number for invoices, up to 30 characters.
    pub ean: Option<String>,
    /// Production unit number, up to 10 characters.
    pub pnumber: Option<String>,
    /// Mobile telephone, `+CC.NNNN`.
    pub mobilephone: Option<String>,
    /// Second electronic mail address.
    pub secondary_email: Option<String>,
    /// `true` or `false`; for companies outside Denmark.
    pub sole_proprietorship: Option<String>,
    /// `registrar` or `registrant`; only on create.
    pub management: Option<String>,
    /// What the registrar has verified.
    pub contact_verification: Option<VerificationRequest>,
}

/// `dkhm:contact_verification` as a client gives it. Kept as received.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VerificationRequest {
    /// `registrar` or `registry`; display only at the registry.
    pub responsible: Option<String>,
    /// `true` or `false`: the identity was verified.
    pub verified_id: Option<String>,
    /// `true` or `false`: the electronic mail address was verified.
    pub verified_email: Option<String>,
}

/// The registry's elements in a response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// Number of an application, the same over all the registry's channels.
    pub tracking_no: Option<String>,
    /// Whether the registrant is validated.
    pub registrant_validated: Option<bool>,
    /// Always true where it is sent at all.
    pub domain_confirmed: Option<bool>,
    /// Whether the contact is validated.
    pub contact_validated: Option<bool>,
    /// `company`, `public_organization`, `association` or `individual`.
    pub user_type: Option<String>,
    /// CVR or VAT number.
    pub cvr: Option<String>,
    /// EAN (GLN) number.
    pub ean: Option<String>,
    /// Production unit number.
    pub pnumber: Option<String>,
    /// Mobile telephone.
    pub mobilephone: Option<String>,
    /// Second electronic mail address.
    pub secondary_email: Option<String>,
    /// Whether the contact is protected like an individual.
    pub sole_proprietorship: Option<bool>,
    /// `registrar` or `registrant`.
    pub management: Option<String>,
    /// State of verification.
    pub contact_verification: Option<ContactVerification>,
    /// `GREEN`, `BLUE`, `YELLOW`, `RED` or `N/A`, in poll messages about an application.
    pub risk_assessment: Option<String>,
    /// Active authorization tokens, for those who may see them.
    pub auth_info: Vec<AuthInfo>,
    /// Whether the domain renews itself.
    pub auto_renew: Option<bool>,
    /// Whether the domain is locked by the registry's former VID service.
    pub vid: Option<bool>,
    /// Special circumstances of a domain.
    pub advisories: Vec<DomainAdvisory>,
    /// Who was asked to administer a name server.
    pub requested_ns_admin: Option<String>,
    /// Who administers a name server.
    pub contact: Option<String>,
    /// No longer sent by the registry.
    pub url: Option<String>,
    /// No longer sent by the registry; see [`DomainAdvisory`].
    pub del_date: Option<OffsetDateTime>,
    /// No longer sent by the registry; see [`AuthInfo`].
    pub auth_info_ex_date: Option<OffsetDateTime>,
}

/// State of a contact's verification.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactVerification {
    /// `registrar` or `registry`.
    pub responsible: Option<String>,
    /// Identity: name and address.
    pub verified_id: Option<Verified>,
    /// Electronic mail address.
    pub verified_email: Option<Verified>,
    /// A new address that waits for confirmation.
    pub confirm_email: Option<ConfirmEmail>,
    /// A new second address that waits for confirmation.
    pub confirm_secondary_email: Option<ConfirmEmail>,
}

/// State of one verification.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Whether it is verified.
    pub value: bool,
    /// `completed`, `notRequired`, `rejected`, `pending` or `expired`.
    pub status: Option<String>,
    /// `registrar` or `registry`.
    pub responsible: Option<String>,
    /// Until when it must be completed, while `pending`.
    pub exp_date: Option<OffsetDateTime>,
}

/// A new electronic mail address that waits for confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConfirmEmail {
    /// The new address.
    pub email: String,
    /// `pending`.
    pub status: Option<String>,
    /// `registrar` or `registry`.
    pub responsible: Option<String>,
    /// Until when it must be confirmed.
    pub exp_date: Option<OffsetDateTime>,
}

/// An authorization token of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthInfo {
    /// `transfer` or `redel`.
    pub op: String,
    /// Until when it can be used.
    pub exp_date: OffsetDateTime,
    /// The token.
    pub token: Secret,
}

/// Special circumstance of a domain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DomainAdvisory {
    /// Domain name.
    pub domain: Option<String>,
    /// `pendingDeletionDate` or `offeredOnWaitingList`.
    pub advisory: Option<String>,
    /// When the domain will be deleted.
    pub date: Option<OffsetDateTime>,
}

/// Attributes of an element; those without a value are left out.
type Attributes<'a> = [(&'a str, Option<String>)];

/// Writes an element that declares its namespace, as each of the registry's does.
fn write_element(w: &mut XmlWriter, name: &str, attributes: &Attributes<'_>, text: &str) {
    let declared = [("xmlns:dkhm", ns::DKHM)];
    let given = attributes.iter().filter_map(|(key, value)| Some((*key, value.as_deref()?)));
    let all: Vec<_> = declared.into_iter().chain(given).collect();
    w.leaf_with(&format!("dkhm:{name}"), &all, text);
}

/// Writes an element with a text, if there is one.
pub(crate) fn write_optional(w: &mut XmlWriter, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        write_element(w, name, &[], text);
    }
}

/// A child in the namespace of its parent, which is one of the two versions.
fn child<'a, 'input>(parent: Element<'a, 'input>, name: &str) -> Option<Element<'a, 'input>> {
    parent.child(parent.namespace(), name)
}

impl ContactData {
    pub(crate) fn read(extensions: &mut CommandExtensions<'_, '_>) -> Read<Self> {
        let verification = extensions.take_dkhm("contact_verification")?;
        let mut text = |name| extensions.take_dkhm_token(name);
        Ok(Self {
            user_type: text("userType")?,
            cvr: text("CVR")?,
            ean: text("EAN")?,
            pnumber: text("pnumber")?,
            mobilephone: text("mobilephone")?,
            secondary_email: text("secondaryEmail")?,
            sole_proprietorship: text("sole_proprietorship")?,
            management: text("management")?,
            contact_verification: verification.map(VerificationRequest::read),
        })
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        write_optional(w, "userType", self.user_type.as_deref());
        write_optional(w, "CVR", self.cvr.as_deref());
        write_optional(w, "EAN", self.ean.as_deref());
        write_optional(w, "pnumber", self.pnumber.as_deref());
        write_optional(w, "mobilephone", self.mobilephone.as_deref());
        write_optional(w, "secondaryEmail", self.secondary_email.as_deref());
        write_optional(w, "sole_proprietorship", self.sole_proprietorship.as_deref());
        write_optional(w, "management", self.management.as_deref());
        if let Some(verification) = &self.contact_verification {
            verification.write(w);
        }
    }
}

impl VerificationRequest {
    fn read(element: Element<'_, '_>) -> Self {
        let text = |name| child(element, name).map(Element::token);
        Self {
            responsible: text("responsible"),
            verified_id: text("verified_id"),
            verified_email: text("verified_email"),
        }
    }

    fn write(&self, w: &mut XmlWriter) {
        w.object("dkhm:contact_verification", ns::DKHM, |w| {
            w.optional("dkhm:responsible", self.responsible.as_deref());
            w.optional("dkhm:verified_id", self.verified_id.as_deref());
            w.optional("dkhm:verified_email", self.verified_email.as_deref());
        });
    }
}

impl Response {
    /// Takes in one element; `false` if it is not known.
    pub(super) fn read(&mut self, element: Element<'_, '_>) -> Read<bool> {
        let text = || Some(element.token());
        let truth = || element.value(boolean).map(Some);
        let date = || element.value(datetime::parse).map(Some);
        match element.name() {
            "trackingNo" => self.tracking_no = text(),
            "registrant_validated" => self.registrant_validated = truth()?,
            "domain_confirmed" => self.domain_confirmed = truth()?,
            "contact_validated" => self.contact_validated = truth()?,
            "userType" => self.user_type = text(),
            "CVR" => self.cvr = text(),
            "EAN" => self.ean = text(),
            "pnumber" => self.pnumber = text(),
            "mobilephone" => self.mobilephone = text(),
            "secondaryEmail" => self.secondary_email = text(),
            "sole_proprietorship" => self.sole_proprietorship = truth()?,
            "management" => self.management = text(),
            "contact_verification" => self.contact_verification = Some(ContactVerification::read(element)?),
            "risk_assessment" => self.risk_assessment = text(),
            "authInfo" => self.auth_info.push(AuthInfo::read(element)?),
            "autoRenew" => self.auto_renew = truth()?,
            "vid" => self.vid = truth()?,
            "domainAdvisory" => self.advisories.push(DomainAdvisory::read(element)?),
            "requestedNsAdmin" => self.requested_ns_admin = text(),
            "contact" => self.contact = text(),
            "url" => self.url = text(),
            "delDate" => self.del_date = date()?,
            "authInfoExDate" => self.auth_info_ex_date = date()?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    pub(super) fn write(&self, w: &mut XmlWriter) {
        write_optional(w, "trackingNo", self.tracking_no.as_deref());
        write_optional(w, "registrant_validated", self.registrant_validated.map(bit));
        write_optional(w, "domain_confirmed", self.domain_confirmed.map(bit));
        write_optional(w, "contact_validated", self.contact_validated.map(bit));
        write_optional(w, "CVR", self.cvr.as_deref());
        write_optional(w, "EAN", self.ean.as_deref());
        write_optional(w, "pnumber", self.pnumber.as_deref());
        write_optional(w, "mobilephone", self.mobilephone.as_deref());
        write_optional(w, "secondaryEmail", self.secondary_email.as_deref());
        write_optional(w, "userType", self.user_type.as_deref());
        write_optional(w, "sole_proprietorship", self.sole_proprietorship.map(write::boolean));
        write_optional(w, "management", self.management.as_deref());
        if let Some(verification) = &self.contact_verification {
            verification.write(w);
        }
        write_optional(w, "risk_assessment", self.risk_assessment.as_deref());
        self.auth_info.iter().for_each(|token| token.write(w));
        write_optional(w, "autoRenew", self.auto_renew.map(write::boolean));
        write_optional(w, "vid", self.vid.map(write::boolean));
        self.advisories.iter().for_each(|advisory| advisory.write(w));
        write_optional(w, "requestedNsAdmin", self.requested_ns_admin.as_deref());
        write_optional(w, "contact", self.contact.as_deref());
        write_optional(w, "url", self.url.as_deref());
        write_optional(w, "delDate", self.del_date.map(datetime::format).as_deref());
        write_optional(w, "authInfoExDate", self.auth_info_ex_date.map(datetime::format).as_deref());
    }
}

impl ContactVerification {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        let verified = |name| child(element, name).map(Verified::read).transpose();
        let confirm = |name| child(element, name).map(ConfirmEmail::read).transpose();
        Ok(Self {
            responsible: child(element, "responsible").map(Element::token),
            verified_id: verified("verified_id")?,
            verified_email: verified("verified_email")?,
            confirm_email: confirm("confirm_email")?,
            confirm_secondary_email: confirm("confirm_secondary_email")?,
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        w.object("dkhm:contact_verification", ns::DKHM, |w| {
            w.optional("dkhm:responsible", self.responsible.as_deref());
            for (name, verified) in
                [("dkhm:verified_id", &self.verified_id), ("dkhm:verified_email", &self.verified_email)]
            {
                if let Some(Verified { value, status, responsible, exp_date }) = verified {
                    write_state(w, name, (status, responsible, *exp_date), write::boolean(*value));
                }
            }
            for (name, confirm) in [
                ("dkhm:confirm_email", &self.confirm_email),
                ("dkhm:confirm_secondary_email", &self.confirm_secondary_email),
            ] {
                if let Some(ConfirmEmail { email, status, responsible, exp_date }) = confirm {
                    write_state(w, name, (status, responsible, *exp_date), email);
                }
            }
        });
    }
}

/// Status, who is responsible, until when.
type State<'a> = (&'a Option<String>, &'a Option<String>, Option<OffsetDateTime>);

fn write_state(w: &mut XmlWriter, name: &str, (status, responsible, exp_date): State<'_>, text: &str) {
    let exp_date = exp_date.map(datetime::format);
    let attributes = [("status", status), ("responsible", responsible), ("expdate", &exp_date)];
    let given: Vec<_> = attributes.iter().filter_map(|(key, value)| Some((*key, value.as_deref()?))).collect();
    w.leaf_with(name, &given, text);
}

impl Verified {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self {
            value: element.value(boolean)?,
            status: element.attribute("status"),
            responsible: element.attribute("responsible"),
            exp_date: element.attribute_value("expdate", datetime::parse)?,
        })
    }
}

impl ConfirmEmail {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self {
            email: element.token(),
            status: element.attribute("status"),
            responsible: element.attribute("responsible"),
            exp_date: element.attribute_value("expdate", datetime::parse)?,
        })
    }
}

impl AuthInfo {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        let exp_date = element.attribute_value("expdate", datetime::parse)?;
        Ok(Self {
            op: element.required_attribute("op")?,
            exp_date: exp_date.ok_or_else(|| missing(ns::DKHM, "authInfo@expdate"))?,
            token: element.secret(),
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        let attributes = [("op", Some(self.op.clone())), ("expdate", Some(datetime::format(self.exp_date)))];
        write_element(w, "authInfo", &attributes, self.token.expose());
    }
}

impl DomainAdvisory {
    fn read(element: Element<'_, '_>) -> Read<Self> {
        Ok(Self {
            domain: element.attribute("domain"),
            advisory: element.attribute("advisory"),
            date: element.attribute_value("date", datetime::parse)?,
        })
    }

    fn write(&self, w: &mut XmlWriter) {
        let date = self.date.map(datetime::format);
        let attributes = [("advisory", self.advisory.clone()), ("date", date), ("domain", self.domain.clone())];
        write_element(w, "domainAdvisory", &attributes, "");
    }
}
