//! What an application's page is given.

use dk::{Money, RiskColour};
use time::OffsetDateTime;

use super::attempts::Attempt;
use super::decision::Asked;
use super::state::{NotSent, Rejection, State, Waiting};
use crate::whois::consent::ConsentMethod;
use ui::Refusal;

/// What the page shows. [`Props::new`] gives one of which the rest is unknown.
#[derive(Clone, Debug)]
pub struct Props {
    /// Id of the journal's operation, as in the address.
    pub id: String,
    /// U-label.
    pub domain: String,
    /// Where it stands.
    pub state: State,
    /// When it was asked for.
    pub asked_at: OffsetDateTime,
    /// Who asked for it, such as an e-mail address.
    pub asked_by: String,
    /// Its sendings, oldest first.
    pub attempts: Vec<Attempt>,
    /// The sendings of its new contact, oldest first.
    pub contact_attempts: Vec<Attempt>,
    /// Whether the registry accepted two of the application's.
    pub accepted_twice: bool,
    /// What it waits for, for [`State::Planned`].
    pub waiting: Option<Waiting>,
    /// When it was sent (last, where it was sent again).
    pub sent_at: Option<OffsetDateTime>,
    /// When the registry answered.
    pub answered_at: Option<OffsetDateTime>,
    /// When it was settled for good.
    pub settled_at: Option<OffsetDateTime>,
    /// The registry's number.
    pub tracking_no: Option<String>,
    /// The registry's risk assessment.
    pub risk: Option<RiskColour>,
    /// Until when the registrant must be verified, for [`State::AwaitingVerification`], where it is known.
    pub verify_before: Option<OffsetDateTime>,
    /// The registrant's handle; none while the contact has not been created.
    pub registrant: Option<String>,
    /// The registrant's name, where it is known.
    pub registrant_name: Option<String>,
    /// The contact that was created for this application; none where an existing handle was given.
    pub created_contact: Option<CreatedContact>,
    /// The name servers, U-labels.
    pub name_servers: Vec<String>,
    /// The DS records as zone-file data (`12345 13 2 ABCD…`).
    pub ds: Vec<String>,
    /// Whether it renews itself; none where that was not said.
    pub auto_renew: Option<bool>,
    /// Whether an authorization code for the waiting list was sent. The code itself is never shown.
    pub used_code: bool,
    /// The evidence of the registrant's acceptance.
    pub consent: Option<Consent>,
    /// The registrar's reference; may be empty.
    pub reference: String,
    /// Purchase order number; may be empty.
    pub po_number: String,
    /// Account code; may be empty.
    pub account_code: String,
    /// The price that was confirmed.
    pub price: Option<Money>,
    /// Whether the price has been given back.
    pub refunded: bool,
    /// The code of the registry's answer.
    pub result_code: Option<u16>,
    /// The text of the registry's answer.
    pub result_text: Option<String>,
    /// The client transaction id; none before the first sending.
    pub cl_trid: Option<String>,
    /// The registry's transaction id.
    pub sv_trid: Option<String>,
    /// The registry's final message.
    pub message: Option<DecidingMessage>,
    /// Whether asking showed that the name is another's, for [`State::Rejected`] without a message.
    pub found_taken: bool,
    /// Whether it is a person who said that it was carried out, and the registry has not shown it since, for
    /// [`State::Active`] and [`State::Pending`].
    pub told_by_person: bool,
    /// Whether its outcome was found by asking the registry.
    pub found_by_asking: bool,
    /// Who closed it, for [`State::Closed`].
    pub closed_by: Option<String>,
    /// The refusal in plain words, for [`State::Refused`] and [`NotSent::ContactRefused`].
    pub refusal: Option<Refusal>,
    /// Why it was never sent, for [`State::NotSent`].
    pub not_sent: Option<NotSent>,
    /// How often the registry has been asked what became of it, for [`State::Uncertain`].
    pub checks: u32,
    /// When the registry is asked next, for [`State::Uncertain`].
    pub next_check_at: Option<OffsetDateTime>,
    /// What only a person can settle, while it is open.
    pub asked: Option<Asked>,
    /// Whether the viewer may settle it and register (meta-role Registrar).
    pub may_decide: bool,
    /// Changes with every change of the operation. The page's script loads the page anew when the event `state` has other
    /// data than this.
    pub version: String,
}

/// A contact that was created as the first step of an application.
#[derive(Clone, Debug)]
pub struct CreatedContact {
    /// When the registry answered, or a person named it.
    pub at: OffsetDateTime,
    /// Whether a person named it.
    pub named_by_person: bool,
    /// The handle that it was given.
    pub handle: String,
    /// Whether an equal contact existed and is used instead.
    pub reused: bool,
}

/// The evidence of the registrant's acceptance.
#[derive(Clone, Debug)]
pub struct Consent {
    /// When the registrant accepted.
    pub accepted_at: OffsetDateTime,
    /// How; none for a word that this version does not know.
    pub method: Option<ConsentMethod>,
    /// Which version of the terms.
    pub terms_version: String,
    /// When it was recorded.
    pub recorded_at: OffsetDateTime,
    /// Who recorded it.
    pub recorded_by: String,
}

/// The registry's final message about an application.
#[derive(Clone, Debug)]
pub struct DecidingMessage {
    /// Birk's id of it, for the link; none where it is gone.
    pub id: Option<i64>,
    /// When the registry wrote it.
    pub at: OffsetDateTime,
    /// In the registry's words.
    pub text: String,
    /// Why the application was rejected, if it was.
    pub rejection: Rejection,
}

impl Props {
    /// The question that a person must answer now.
    pub(super) fn open_question(&self) -> Option<&Asked> {
        self.asked.as_ref().filter(|_| self.state.is_open())
    }

    /// Why it was rejected, if it was.
    pub(super) fn rejection(&self) -> Rejection {
        match &self.message {
            Some(message) => message.rejection,
            None if self.found_taken => Rejection::Taken,
            None => Rejection::Other,
        }
    }

    /// An application of which nothing else is known.
    pub fn new(id: String, domain: String, state: State, asked_at: OffsetDateTime, asked_by: String) -> Self {
        Self {
            id,
            domain,
            state,
            asked_at,
            asked_by,
            attempts: Vec::new(),
            contact_attempts: Vec::new(),
            accepted_twice: false,
            waiting: None,
            sent_at: None,
            answered_at: None,
            settled_at: None,
            tracking_no: None,
            risk: None,
            verify_before: None,
            registrant: None,
            registrant_name: None,
            created_contact: None,
            name_servers: Vec::new(),
            ds: Vec::new(),
            auto_renew: None,
            used_code: false,
            consent: None,
            reference: String::new(),
            po_number: String::new(),
            account_code: String::new(),
            price: None,
            refunded: false,
            result_code: None,
            result_text: None,
            cl_trid: None,
            sv_trid: None,
            message: None,
            found_taken: false,
            told_by_person: false,
            found_by_asking: false,
            closed_by: None,
            refusal: None,
            not_sent: None,
            checks: 0,
            next_check_at: None,
            asked: None,
            may_decide: false,
            version: String::new(),
        }
    }
}
