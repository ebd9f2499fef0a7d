//! A contact that may become registrant, as far as Birk's index knows it.

use dk::{Management, VerificationStatus};

use super::wrong::Wrong;
use ui::{FieldErrors, Lang};

/// A contact, as Birk's index knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownContact {
    /// Its handle.
    pub handle: String,
    /// Name of the organisation or the person.
    pub name: String,
    /// City and country, or what is known of them; may be empty.
    pub place: String,
    /// Who manages it, where that is known.
    pub management: Option<Management>,
    /// Where its verification stands, where that is known.
    pub verification: Option<VerificationStatus>,
}

/// What is wrong with the chosen handle by what the index knows about it: a contact that its registrant manages, or whose
/// identity was refused, cannot hold a domain that the registrar manages (the registry's answers 2305 and 2201).
///
/// # Errors
/// What is wrong with `registrant_handle`, in `lang`.
pub fn check_registrant(contact: &KnownContact, lang: Lang) -> Result<(), FieldErrors> {
    let t = Wrong(lang);
    let mut errors = FieldErrors::default();
    if contact.management == Some(Management::Registrant) {
        errors.add("registrant_handle", t.wrong_model(&contact.handle));
    }
    match &contact.verification {
        Some(VerificationStatus::Rejected) => errors.add("registrant_handle", t.verification_rejected(&contact.handle)),
        Some(VerificationStatus::Expired) => errors.add("registrant_handle", t.verification_expired(&contact.handle)),
        _ => {}
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}
