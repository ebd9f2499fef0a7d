//! What an operation's page is given.

use std::net::IpAddr;

use dk::{Act, Change, Money};
use time::OffsetDateTime;

use super::attempts::Attempt;
use super::decision::{Asked, WantedContact};
use super::object::Object;
use super::registration::Registration;
use super::state::{NotSent, State, Waiting};
use ui::Refusal;

/// What the page shows. [`Props::new`] gives one of which the rest is unknown.
#[derive(Clone, Debug)]
pub struct Props {
    /// Id of the journal's operation, as in the address.
    pub id: String,
    /// What was asked for; none where only a later version of Birk knows it.
    pub act: Option<Act>,
    /// On what.
    pub object: Object,
    /// Where it stands.
    pub state: State,
    /// When it was asked for.
    pub asked_at: OffsetDateTime,
    /// Who asked for it, such as an e-mail address.
    pub asked_by: String,
    /// From where; none where that was not kept.
    pub address: Option<IpAddr>,
    /// Through which feature of the portal; empty where that was not kept.
    pub feature: String,
    /// What it changes, as it was reviewed.
    pub changes: Vec<Change>,
    /// The operation that it is a step of.
    pub parent: Option<Step>,
    /// Its own steps, oldest first.
    pub steps: Vec<Step>,
    /// Its sendings, oldest first.
    pub attempts: Vec<Attempt>,
    /// Whether the registry accepted two of them.
    pub accepted_twice: bool,
    /// What it waits for, for [`State::Planned`].
    pub waiting: Option<Waiting>,
    /// When it was sent (last, where it was sent again).
    pub sent_at: Option<OffsetDateTime>,
    /// When the registry answered.
    pub answered_at: Option<OffsetDateTime>,
    /// When it was settled for good.
    pub settled_at: Option<OffsetDateTime>,
    /// What is only a registration's; none for all other acts.
    pub registration: Option<Registration>,
    /// The contact that was asked for, for the creation of one.
    pub contact: Option<WantedContact>,
    /// Whether an identical contact existed and is used instead.
    pub reused: bool,
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
    /// The command as sent, secrets masked.
    pub request_frame: Option<String>,
    /// The answer as received, secrets masked.
    pub response_frame: Option<String>,
    /// The registry's final message.
    pub message: Option<DecidingMessage>,
    /// Whether asking showed that the object is another's, for [`State::Rejected`] without a message.
    pub found_taken: bool,
    /// Whether it is a person who said that it was carried out, and the registry has not shown it since, for
    /// [`State::Done`] and [`State::Pending`].
    pub told_by_person: bool,
    /// Whether a person's word settled it, confirmed or not.
    pub settled_by_person: bool,
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
    /// The act whose meta-roles may settle it: of a step, that of the operation which waits for it.
    pub settled_like: Option<Act>,
    /// Whether the viewer has one of them.
    pub may_decide: bool,
    /// Changes with every change of the operation. The page's script loads the page anew when the event `state` has other
    /// data than this.
    pub version: String,
}

/// An operation that belongs to another: one of its steps, or the one that it is a step of.
#[derive(Clone, Debug)]
pub struct Step {
    /// Id of the journal's operation, as in the address.
    pub id: String,
    /// What was asked for.
    pub act: Option<Act>,
    /// On what.
    pub object: Object,
    /// Where it stands.
    pub state: State,
    /// Whether a person must decide about it.
    pub needs_person: bool,
    /// When it came to stand so, as far as that is known.
    pub at: OffsetDateTime,
    /// Who closed it, for [`State::Closed`].
    pub closed_by: Option<String>,
}

/// The registry's final message about an operation.
#[derive(Clone, Debug)]
pub struct DecidingMessage {
    /// Birk's id of it, for the link; none where it is gone.
    pub id: Option<i64>,
    /// When the registry wrote it.
    pub at: OffsetDateTime,
    /// In the registry's words.
    pub text: String,
}

impl Props {
    /// The question that a person must answer now.
    pub(super) fn open_question(&self) -> Option<&Asked> {
        self.asked.as_ref().filter(|_| self.state.is_open())
    }

    /// What it is about, as the title says it: a contact that has no handle yet by its name.
    pub(super) fn about(&self) -> String {
        let named = self.contact.as_ref().map(WantedContact::called);
        if self.object.name.is_empty() { named.unwrap_or_default() } else { self.object.name.clone() }
    }

    /// An operation of which nothing else is known.
    pub fn new(
        id: String,
        act: Option<Act>,
        object: Object,
        state: State,
        asked_at: OffsetDateTime,
        asked_by: String,
    ) -> Self {
        Self {
            id,
            act,
            object,
            state,
            asked_at,
            asked_by,
            address: None,
            feature: String::new(),
            changes: Vec::new(),
            parent: None,
            steps: Vec::new(),
            attempts: Vec::new(),
            accepted_twice: false,
            waiting: None,
            sent_at: None,
            answered_at: None,
            settled_at: None,
            registration: None,
            contact: None,
            reused: false,
            reference: String::new(),
            po_number: String::new(),
            account_code: String::new(),
            price: None,
            refunded: false,
            result_code: None,
            result_text: None,
            cl_trid: None,
            sv_trid: None,
            request_frame: None,
            response_frame: None,
            message: None,
            found_taken: false,
            told_by_person: false,
            settled_by_person: false,
            found_by_asking: false,
            closed_by: None,
            refusal: None,
            not_sent: None,
            checks: 0,
            next_check_at: None,
            asked: None,
            settled_like: act,
            may_decide: false,
            version: String::new(),
        }
    }
}
