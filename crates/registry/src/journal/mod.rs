//! The operation journal: nothing with side effects reaches the registry but through here.
//!
//! An operation is committed as `planned` before anything is sent, as `sent` right before the first byte of each attempt,
//! and with what became of it afterwards:
//!
//! ```text
//! planned → sent → done | pending → done | refused
//!              ↘ refused
//!              ↘ uncertain → done | pending | refused | planned (proven not executed: sent again, as another attempt)
//! ```
//!
//! Several servers share it, and any of them may stall at any moment. Two numbers keep their stories apart: a *claim* is the
//! right to send an operation or to ask about it, an *attempt* is one sending under its own client transaction id. What is
//! written under an older claim changes nothing; what becomes known about an older attempt is noted there.
//!
//! - `submit` plans and starts an operation, once for each idempotency key; what excludes others is an index's business.
//! - `claim` and `attempt` keep the two numbers.
//! - `execute` sends.
//! - `verdict` says what can become known, `record` writes it with everything that follows, in one transaction.
//! - `read` lists and shows operations.
//! - `decide` takes a person's word for what no question to the registry can settle.

mod attempt;
mod claim;
mod decide;
mod execute;
mod first_step;
mod outcome;
mod read;
mod record;
mod running;
mod submit;
mod verdict;

use dk::Money;
use time::OffsetDateTime;
use uuid::Uuid;

pub use attempt::{Attempt, attempts};
pub(crate) use attempt::{OURS, by_cl_trid};
pub(crate) use claim::{Claimed, due, release, release_in, renew, still_held};
pub use decide::{Decided, Decision};
pub(crate) use execute::carry;
pub use outcome::{NotSent, Outcome};
pub use read::{OperationFilter, children, get, history, recent};
pub(crate) use record::{Effect, Moment, record, record_if, record_not_sent};
pub(crate) use running::Running;
pub use submit::{Journal, Submitted};
pub(crate) use verdict::{Message, Verdict};

use super::messages::ObjectKind;
use super::operations::{Request, Secrets};
use crate::db::{AccountId, UserId};

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The portal user; none for the system.
    pub user: Option<UserId>,
    /// The e-mail at that time; `birk` for the system.
    pub name: String,
}

/// State of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Committed, not yet sent.
    Planned,
    /// On its way: sent, not answered.
    Sent,
    /// Carried out.
    Done,
    /// Accepted; the registry's decision follows in a message.
    Pending,
    /// Refused by the registry, or never sent (see [`Outcome::not_sent`]).
    Refused,
    /// Sent, but the answer was lost; Birk is finding out.
    Uncertain,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 6] = [Self::Planned, Self::Sent, Self::Done, Self::Pending, Self::Refused, Self::Uncertain];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Sent => "sent",
            Self::Done => "done",
            Self::Pending => "pending",
            Self::Refused => "refused",
            Self::Uncertain => "uncertain",
        }
    }

    /// Reads the word in the database; the database has no other.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == word).unwrap_or(Self::Uncertain)
    }

    /// Planned or on its way: wait a moment.
    pub fn is_running(self) -> bool {
        matches!(self, Self::Planned | Self::Sent)
    }

    /// Nothing more will be heard of it.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Refused)
    }
}

/// What registrars note for themselves; the registry never sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortalFields {
    /// Free text.
    pub reference: String,
    /// Purchase order number.
    pub po_number: String,
    /// Account code.
    pub account_code: String,
}

/// How the registrant agreed to the terms: kept as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// When.
    pub accepted_at: OffsetDateTime,
    /// How, such as `web_form` or `signed_paper`.
    pub method: String,
    /// Which version of the terms.
    pub terms_version: String,
}

/// An operation to be planned.
#[derive(Clone, Debug)]
pub struct NewOperation {
    /// Name of the form, such as `register`.
    pub form: String,
    /// The form's own random key, from a hidden field: the same key is the same operation.
    pub form_key: String,
    /// What is asked of the registry.
    pub request: Request,
    /// Its secret parts.
    pub secrets: Secrets,
    /// The price that the person confirmed, DKK.
    pub expected_debit: Option<Money>,
    /// The registrar's own notes.
    pub fields: PortalFields,
    /// How the registrant agreed; goes with `domain.create`.
    pub consent: Option<Consent>,
    /// An operation that this one belongs to.
    pub parent: Option<Uuid>,
    /// What must be done before, such as the contact for [`Registrant::Created`](super::operations::Registrant).
    pub first: Option<Box<NewOperation>>,
}

impl NewOperation {
    /// An operation without secrets, price, notes or consent.
    pub fn new(form: impl Into<String>, form_key: impl Into<String>, request: impl Into<Request>) -> Self {
        Self {
            form: form.into(),
            form_key: form_key.into(),
            request: request.into(),
            secrets: Secrets::none(),
            expected_debit: None,
            fields: PortalFields::default(),
            consent: None,
            parent: None,
            first: None,
        }
    }
}

/// An operation as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Birk's key.
    pub id: Uuid,
    /// The account.
    pub account: AccountId,
    /// Who asked for it.
    pub actor: Actor,
    /// Object and command, such as `domain.create`.
    pub kind: String,
    /// Kind of object.
    pub object_kind: ObjectKind,
    /// Name or handle; empty while it is not known.
    pub object: String,
    /// An operation that this one belongs to.
    pub parent: Option<Uuid>,
    /// The client transaction id of its newest attempt, or of its first.
    pub cl_trid: String,
    /// The number of its newest attempt; 0 before the first.
    pub attempt: i32,
    /// The registry's transaction id.
    pub sv_trid: Option<String>,
    /// The registry's number of the application.
    pub tracking_no: Option<String>,
    /// The request, as JSON of the kind's type; see [`Operation::typed`].
    pub request: serde_json::Value,
    /// State.
    pub state: State,
    /// Raised by every change.
    pub version: i32,
    /// The code of the registry's answer, as received.
    pub result_code: Option<i32>,
    /// The text of the registry's answer.
    pub result_text: Option<String>,
    /// What else is known.
    pub outcome: Outcome,
    /// The command as sent, secrets masked.
    pub request_frame: Option<String>,
    /// The answer as received, secrets masked.
    pub response_frame: Option<String>,
    /// The price that the person confirmed, DKK.
    pub expected_debit: Option<Money>,
    /// The registrar's own notes.
    pub fields: PortalFields,
    /// Committed.
    pub planned_at: OffsetDateTime,
    /// Sent (last, where it was sent again).
    pub sent_at: Option<OffsetDateTime>,
    /// Answered.
    pub answered_at: Option<OffsetDateTime>,
    /// Settled for good.
    pub settled_at: Option<OffsetDateTime>,
    /// When Birk looks after it next: asks the registry about an `uncertain` one, or an overdue `pending` one.
    pub next_check_at: Option<OffsetDateTime>,
    /// How often Birk has asked.
    pub checks: i32,
    /// Why a person must decide; see [`Decision`].
    pub needs_person: Option<String>,
}

impl Operation {
    /// The typed request.
    ///
    /// # Errors
    /// Where this version does not know the kind, or the content is not of that kind.
    pub fn typed(&self) -> Result<Request, super::operations::Unwritable> {
        Request::read(&self.kind, &self.request)
    }
}
