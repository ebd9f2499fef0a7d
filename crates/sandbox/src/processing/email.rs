//! Changes of e-mail addresses that await their confirmation, and mail that could not be delivered (Punktum dk NIS2
//! documentation; Poll Message Reference Guide).

use std::sync::Arc;

use dk::timers::EMAIL_CONFIRMATION;

use super::outcome;
use super::verification::{self, Which};
use crate::world::contact::{Check, EmailChange, Responsible};
use crate::world::domain::Transaction;
use crate::world::message::{MessageData, ObjectKind};
use crate::world::{Contact, Key, REGISTRY, Tx};

/// Who asks for confirmations: a responsible registrar has verified the addresses that it sends.
const WHO: Responsible = Responsible::Registry;

/// Asks a contact to confirm a new address; a change that is still under way is dropped before.
pub fn ask(tx: &mut Tx<'_>, transaction: &Transaction, handle: &Key, secondary: bool, address: String) {
    settle(tx, handle, secondary, false);
    let Some(contact) = tx.world().contact(handle).cloned() else { return };
    let mut contact = Contact::clone(&contact);
    let text = if secondary {
        format!("{handle} has to confirm new secondary email, {address}, to complete the update - {}", WHO.word())
    } else {
        format!("{handle} has to confirm the new primary email, {address}, to complete the update - {}", WHO.word())
    };
    let change = EmailChange { address, until: tx.now + EMAIL_CONFIRMATION, requested_by: transaction.clone() };
    let v = &mut contact.verification;
    *(if secondary { &mut v.confirm_secondary_email } else { &mut v.confirm_email }) = Some(change);
    tx.put_contact(contact.clone());
    tx.send(&contact.sponsor.clone(), text, MessageData::Contact(Arc::new(contact)));
}

/// Confirms or drops a change of e-mail address that is under way. Gives false if none is.
pub fn settle(tx: &mut Tx<'_>, handle: &str, secondary: bool, confirmed: bool) -> bool {
    let Some(contact) = tx.world().contact(handle).cloned() else { return false };
    let mut contact = Contact::clone(&contact);
    let v = &mut contact.verification;
    let change = if secondary { v.confirm_secondary_email.take() } else { v.confirm_email.take() };
    let Some(EmailChange { address, requested_by, .. }) = change else { return false };
    let (key, account, checked) = (contact.handle.clone(), contact.sponsor.clone(), v.email);
    match (confirmed, secondary) {
        (true, false) => {
            contact.email.clone_from(&address);
            if checked == Check::NotRequired {
                contact.verification.email = Check::Completed;
            }
        }
        (true, true) => contact.secondary_email = Some(address.clone()),
        (false, _) => {}
    }
    if confirmed {
        (contact.updated_by, contact.updated) = (Some(Key::from(REGISTRY)), Some(tx.now));
    }
    tx.put_contact(contact);
    let (kind, who) = (kind(secondary), WHO.word());
    let text = if confirmed {
        format!("{key} has confirmed the new {kind} email, {address} - {who}")
    } else {
        format!("The new {kind} email, {address}, was not confirmed for {key} - {who}")
    };
    let data = outcome(tx, ObjectKind::Contact, &key, confirmed, &requested_by);
    tx.send(&account, text, data);
    if confirmed && !secondary && matches!(checked, Check::Pending { .. } | Check::Expired) {
        // Whoever confirms the address has passed the check of it.
        verification::complete(tx, handle, Which::Email);
    }
    true
}

/// Why a message could not be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounce {
    /// Refused as unwanted.
    Antispam,
    /// Damaged on the way.
    BadChecksum,
    /// The receiver's mail system is not set up for it.
    Config,
    /// Refused.
    Failed,
    /// No reason was given.
    Unknown,
}

impl Bounce {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::Antispam, Self::BadChecksum, Self::Config, Self::Failed, Self::Unknown];

    /// The registry's word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Antispam => "antispam",
            Self::BadChecksum => "bad_checksum",
            Self::Config => "config",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}

/// Tells the sponsor that mail to a contact came back. Gives false if the contact has no such address.
pub fn bounce(tx: &mut Tx<'_>, handle: &str, secondary: bool, reason: Bounce) -> bool {
    let Some(contact) = tx.world().contact(handle).cloned() else { return false };
    let address = if secondary { contact.secondary_email.clone() } else { Some(contact.email.clone()) };
    let Some(address) = address else { return false };
    let (kind, reason, key) = (kind(secondary), reason.word(), &contact.handle);
    let text = format!(
        "Email delivery (failed) {reason} for the {kind} email, {address}, of {key}. \
         Please review and correct the email address."
    );
    tx.send(&contact.sponsor.clone(), text, MessageData::Contact(contact));
    true
}

fn kind(secondary: bool) -> &'static str {
    if secondary { "secondary" } else { "primary" }
}
