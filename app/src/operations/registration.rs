//! What is known of a registration beyond what every operation has.

use dk::RiskColour;
use time::OffsetDateTime;

/// An application for a domain name.
#[derive(Clone, Debug, Default)]
pub struct Registration {
    /// The registry's number.
    pub tracking_no: Option<String>,
    /// The registry's risk assessment.
    pub risk: Option<RiskColour>,
    /// Until when the registrant must be verified, for [`State::AwaitingVerification`](super::State::AwaitingVerification),
    /// where it is known.
    pub verify_before: Option<OffsetDateTime>,
    /// The registrant's handle; none while the contact has not been created.
    pub registrant: Option<String>,
    /// The registrant's name, where it is known.
    pub registrant_name: Option<String>,
    /// Whether a contact was asked for that the registry had already.
    pub registrant_reused: bool,
    /// The name servers, U-labels.
    pub name_servers: Vec<String>,
    /// The DS records as zone-file data (`12345 13 2 ABCD…`).
    pub ds: Vec<String>,
    /// Whether it renews itself; none where that was not said.
    pub auto_renew: Option<bool>,
    /// Whether an authorization code for the waiting list was sent. The code itself is never shown.
    pub used_code: bool,
    /// Why the registry's final message rejected it, if it did.
    pub rejection: Option<Rejection>,
    /// The evidence of the registrant's acceptance.
    pub consent: Option<Consent>,
}

/// Why the registry rejected an application that it had taken in: the kind of its final message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rejection {
    /// Somebody else has the name.
    Taken,
    /// The registrant is not managed by the registrar.
    ModelMismatch,
    /// The registrant did not accept the terms in time.
    TermsNotAccepted,
    /// Cancelled, without a reason.
    Cancelled,
    /// A reason that Birk does not know; the message has it.
    #[default]
    Other,
}

/// The evidence of the registrant's acceptance.
#[derive(Clone, Debug)]
pub struct Consent {
    /// When the registrant accepted.
    pub accepted_at: OffsetDateTime,
    /// How, in words; none for a way that this version does not know.
    pub method: Option<&'static str>,
    /// Which version of the terms.
    pub terms_version: String,
    /// When it was recorded.
    pub recorded_at: OffsetDateTime,
    /// Who recorded it.
    pub recorded_by: String,
}
