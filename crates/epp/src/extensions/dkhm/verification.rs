//! Verification of a contact's identity and electronic mail addresses.

use time::OffsetDateTime;

use super::child;
use crate::{
    datetime, ns,
    xml::{
        read::{Element, Read, boolean},
        write::{self, XmlWriter},
    },
};

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

impl VerificationRequest {
    pub(super) fn read(element: Element<'_, '_>) -> Self {
        let text = |name| child(element, name).map(Element::token);
        Self {
            responsible: text("responsible"),
            verified_id: text("verified_id"),
            verified_email: text("verified_email"),
        }
    }

    pub(super) fn write(&self, w: &mut XmlWriter) {
        w.object("dkhm:contact_verification", ns::DKHM, |w| {
            w.optional("dkhm:responsible", self.responsible.as_deref());
            w.optional("dkhm:verified_id", self.verified_id.as_deref());
            w.optional("dkhm:verified_email", self.verified_email.as_deref());
        });
    }
}

impl ContactVerification {
    pub(super) fn read(element: Element<'_, '_>) -> Read<Self> {
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

    pub(super) fn write(&self, w: &mut XmlWriter) {
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
