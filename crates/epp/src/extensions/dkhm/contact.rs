//! What a client says about a contact.

use super::{VerificationRequest, write_optional};
use crate::{
    extensions::CommandExtensions,
    xml::{read::Read, write::XmlWriter},
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
