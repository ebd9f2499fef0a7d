//! What the registry adds to its responses.

use time::OffsetDateTime;

use super::{ContactVerification, write_element, write_optional};
use crate::{
    Secret, datetime, ns,
    xml::{
        read::{Element, Read, boolean, missing},
        write::{self, XmlWriter, bit},
    },
};

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

impl Response {
    /// Takes in one element; `false` if it is not known.
    pub(crate) fn read(&mut self, element: Element<'_, '_>) -> Read<bool> {
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

    pub(crate) fn write(&self, w: &mut XmlWriter) {
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
