//! What a poll message is about: its object data first, its text second (Punktum dk Poll Message Reference Guide).

use epp::{ResData, Response};
use serde::{Deserialize, Serialize};

/// Kinds of objects that messages are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// A domain name.
    Domain,
    /// A contact.
    Contact,
    /// A name server.
    Host,
    /// None that Birk knows.
    None,
}

impl ObjectKind {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Contact => "contact",
            Self::Host => "host",
            Self::None => "none",
        }
    }

    /// Reads the word in the database; an unknown one is [`ObjectKind::None`].
    pub fn parse(word: &str) -> Self {
        match word {
            "domain" => Self::Domain,
            "contact" => Self::Contact,
            "host" => Self::Host,
            _ => Self::None,
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $object:ident, $pattern:expr;)*) => {
        /// What a message says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind {
            $($(#[$doc])* $name,)*
            /// Anything else. It is kept and shown in the registry's words.
            Other,
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)* Self::Other];

            /// The word in the database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* Self::Other => "other" }
            }

            /// Reads the word in the database; an unknown one is [`Kind::Other`].
            pub fn parse(word: &str) -> Self {
                match word { $($word => Self::$name,)* _ => Self::Other }
            }

            /// What kind of message about an object of kind `object` has the text `text`.
            pub fn of(object: ObjectKind, text: &str) -> Self {
                $(if object == ObjectKind::$object && $pattern.iter().all(|part: &&str| text.contains(*part)) {
                    return Self::$name;
                })*
                Self::Other
            }
        }
    };
}

// The order matters: the first line whose parts all occur in the text wins.
kinds! {
    /// An application succeeded but the domain waits for the registrant's verification.
    RegisteredNotActivated = "registered_not_activated", Domain, ["has been registered, but not activated"];
    /// An application succeeded.
    RegisteredAndActivated = "registered_and_activated", Domain, ["has been registered and activated"];
    /// An application was rejected: somebody else has the name.
    RejectedTaken = "rejected_taken", Domain, ["The application for", "rejected", "already taken"];
    /// An application was rejected: the registrant is not managed by the registrar.
    RejectedMismatch = "rejected_mismatch", Domain, ["The application for", "rejected", "mismatched"];
    /// An application was cancelled: the registrant did not accept the terms in time.
    CancelledTerms = "cancelled_terms", Domain, ["The application for", "cancelled", "terms and conditions"];
    /// An application was cancelled for another reason.
    Cancelled = "cancelled", Domain, ["The application for", "has been cancelled"];
    /// A suspended domain works again.
    Activated = "activated", Domain, ["has been activated"];
    /// The registrar is no longer the payer.
    BillingContactRemoved = "billing_contact_removed", Domain, ["has been removed as billing contact for"];
    /// DS records changed.
    DsChanged = "ds_changed", Domain, ["DS records has been changed for"];
    /// Name servers changed.
    NameServersChanged = "name_servers_changed", Domain, ["Name servers has been changed for"];
    /// The registrant changed.
    RegistrantChanged = "registrant_changed", Domain, ["The registrant has been changed to"];
    /// A change of registrant failed.
    RegistrantNotChanged = "registrant_not_changed", Domain, ["The registrant has not been changed to"];
    /// The domain came to the account.
    PortfolioAdded = "portfolio_added", Domain, ["has been added to your portfolio"];
    /// The domain left the account.
    PortfolioRemoved = "portfolio_removed", Domain, ["has been removed from your portfolio"];
    /// A deletion was undone with a restoration.
    Restored = "restored", Domain, ["has been restored", "cancellation stopped"];
    /// A deletion was undone.
    Extended = "extended", Domain, ["has been extended", "cancellation stopped"];
    /// The domain is deleted for good.
    DomainDeleted = "domain_deleted", Domain, ["has been deleted"];
    /// Something else about the domain changed.
    DomainUpdated = "domain_updated", Domain, ["has been updated"];
    /// Contact data changed.
    ContactUpdated = "contact_updated", Contact, ["contact information has been updated"];
    /// A new e-mail address waits for confirmation.
    EmailToConfirm = "email_to_confirm", Contact, ["has to confirm", "new primary email"];
    /// A new second e-mail address waits for confirmation.
    SecondaryEmailToConfirm = "secondary_email_to_confirm", Contact, ["has to confirm", "new secondary email"];
    /// A new e-mail address is confirmed.
    EmailConfirmed = "email_confirmed", Contact, ["has confirmed the new primary email"];
    /// A new second e-mail address is confirmed.
    SecondaryEmailConfirmed = "secondary_email_confirmed", Contact, ["has confirmed the new secondary email"];
    /// A new e-mail address was not confirmed in time.
    EmailNotConfirmed = "email_not_confirmed", Contact, ["The new primary email", "was not confirmed"];
    /// A new second e-mail address was not confirmed in time.
    SecondaryEmailNotConfirmed = "secondary_email_not_confirmed", Contact, ["The new secondary email", "was not confirmed"];
    /// A verification starts.
    CheckStarted = "check_started", Contact, ["has to complete the mandatory"];
    /// A verification's time is over.
    CheckExpired = "check_expired", Contact, ["The mandatory", "has expired"];
    /// A verification succeeded.
    CheckCompleted = "check_completed", Contact, ["has completed the mandatory"];
    /// A verification was refused.
    CheckRejected = "check_rejected", Contact, ["The mandatory", "was rejected"];
    /// A verification was cancelled.
    CheckCancelled = "check_cancelled", Contact, ["The mandatory", "was cancelled"];
    /// Mail to the contact came back.
    EmailBounced = "email_bounced", Contact, ["Email delivery"];
    /// The contact is deleted.
    ContactDeleted = "contact_deleted", Contact, ["has been deleted"];
    /// A name server is registered.
    HostRegistered = "host_registered", Host, ["has been registered"];
    /// A name server was refused, or not accepted in time.
    HostNotRegistered = "host_not_registered", Host, ["has not been registered"];
    /// Somebody accepted to administer a name server.
    HostRoleAccepted = "host_role_accepted", Host, ["manager role for", "has been accepted by"];
    /// Somebody refused to administer a name server, or did not accept in time.
    HostRoleRefused = "host_role_refused", Host, ["manager role for", "by"];
    /// A name server is deleted.
    HostDeleted = "host_deleted", Host, ["has been deleted"];
}

impl Kind {
    /// Whether somebody at the registrar should look at it: something failed, was lost, or has a deadline.
    pub fn needs_attention(self) -> bool {
        matches!(
            self,
            Self::RegisteredNotActivated
                | Self::RejectedTaken
                | Self::RejectedMismatch
                | Self::CancelledTerms
                | Self::Cancelled
                | Self::RegistrantNotChanged
                | Self::PortfolioRemoved
                | Self::DomainDeleted
                | Self::EmailNotConfirmed
                | Self::SecondaryEmailNotConfirmed
                | Self::CheckStarted
                | Self::CheckExpired
                | Self::CheckRejected
                | Self::EmailBounced
                | Self::HostNotRegistered
                | Self::HostRoleRefused
        )
    }
}

/// What a message is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What it says.
    pub kind: Kind,
    /// Kind of object.
    pub object_kind: ObjectKind,
    /// Name or handle; empty for [`ObjectKind::None`].
    pub object: String,
}

impl Subject {
    /// Reads a message's object data, and by its kind the text.
    pub fn of(response: &Response, text: &str) -> Self {
        let (object_kind, object) = match &response.data {
            Some(ResData::DomainPan(pan)) => (ObjectKind::Domain, pan.object.as_str()),
            Some(ResData::DomainInfo(info)) => (ObjectKind::Domain, info.name.as_str()),
            Some(ResData::DomainTransfer(transfer)) => (ObjectKind::Domain, transfer.name.as_str()),
            Some(ResData::ContactPan(pan)) => (ObjectKind::Contact, pan.object.as_str()),
            Some(ResData::ContactInfo(info)) => (ObjectKind::Contact, info.id.as_str()),
            Some(ResData::HostPan(pan)) => (ObjectKind::Host, pan.object.as_str()),
            Some(ResData::HostInfo(info)) => (ObjectKind::Host, info.name.as_str()),
            _ => (ObjectKind::None, ""),
        };
        Self { kind: Kind::of(object_kind, text), object_kind, object: object.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registrys_texts_have_their_kinds() {
        let domain = [
            ("eksempel.dk has been registered and activated", Kind::RegisteredAndActivated),
            (
                "eksempel.dk has been registered, but not activated due to pending ID and/or data check",
                Kind::RegisteredNotActivated,
            ),
            ("The application for eksempel.dk has been rejected, as the domain was already taken", Kind::RejectedTaken),
            (
                "The application for eksempel.dk has been rejected, as the user and domain handling mismatched",
                Kind::RejectedMismatch,
            ),
            ("The application for eksempel.dk has been cancelled", Kind::Cancelled),
            (
                "The application for eksempel.dk has been cancelled, as the registrant has not accepted our terms and \
                 conditions in time",
                Kind::CancelledTerms,
            ),
            ("eksempel.dk has been activated", Kind::Activated),
            ("eksempel.dk has been restored, extended and cancellation stopped", Kind::Restored),
            ("eksempel.dk has been extended and cancellation stopped", Kind::Extended),
            ("eksempel.dk has been deleted", Kind::DomainDeleted),
            ("REG-100001 has been removed as billing contact for eksempel.dk", Kind::BillingContactRemoved),
            ("Something new about eksempel.dk", Kind::Other),
        ];
        for (text, kind) in domain {
            assert_eq!(Kind::of(ObjectKind::Domain, text), kind, "{text}");
        }
        let contact = [
            (
                "AB1-DK has to confirm the new primary email, a@b.dk, to complete the update - registry",
                Kind::EmailToConfirm,
            ),
            (
                "AB1-DK has to confirm new secondary email, a@b.dk, to complete the update - registry",
                Kind::SecondaryEmailToConfirm,
            ),
            ("The mandatory ID and data check of AB1-DK has expired - registry", Kind::CheckExpired),
            ("AB1-DK has been deleted", Kind::ContactDeleted),
        ];
        for (text, kind) in contact {
            assert_eq!(Kind::of(ObjectKind::Contact, text), kind, "{text}");
        }
        let host = [
            (
                "The name server ns1.a.dk has been registered, as the registrant has approved it and REG-100001 has accepted \
                 the name server manager role",
                Kind::HostRegistered,
            ),
            (
                "The name server ns1.a.dk has not been registered, as the name server manager role was not accepted in time",
                Kind::HostNotRegistered,
            ),
            (
                "The name server manager role for ns1.a.dk has not been accepted by AB1-DK in time",
                Kind::HostRoleRefused,
            ),
            ("The name server manager role for ns1.a.dk has been accepted by AB1-DK", Kind::HostRoleAccepted),
        ];
        for (text, kind) in host {
            assert_eq!(Kind::of(ObjectKind::Host, text), kind, "{text}");
        }
        assert_eq!(Kind::of(ObjectKind::None, "eksempel.dk has been deleted"), Kind::Other);
    }

    #[test]
    fn every_kind_reads_back_from_its_word() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.as_str()), *kind);
        }
    }
}
