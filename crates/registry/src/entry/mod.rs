//! What the journal keeps of an operation, and of each time that it was sent: data, of which everything knows that plans, sends,
//! judges or shows operations.

mod outcome;

use std::net::IpAddr;

use dk::{Act, Change, Money};
use serde_json::Value;
use time::OffsetDateTime;
use uuid::Uuid;

pub use outcome::{NotSent, Outcome};

use crate::db::{AccountId, UserId};
use crate::messages::ObjectKind;

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

/// An operation as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Birk's key.
    pub id: Uuid,
    /// The account.
    pub account: AccountId,
    /// Who asked for it.
    pub actor: Actor,
    /// The word of its [`Act`], such as `domain.create`.
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
    pub request: Value,
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
    /// Why a person must decide; see [`Decision`](crate::journal::Decision).
    pub needs_person: Option<String>,
    /// From where it was asked for; none for what was asked for before this was kept.
    pub address: Option<IpAddr>,
    /// The portal's feature through which it was asked for; empty likewise.
    pub feature: String,
    /// What it shall change, as it was reviewed.
    pub changes: Vec<Change>,
}

impl Operation {
    /// What was asked for; none where a later version of Birk planned it, which knows more.
    pub fn act(&self) -> Option<Act> {
        Act::parse(&self.kind).ok()
    }
}

/// One sending.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// Counted from 1.
    pub n: i32,
    /// Its client transaction id.
    pub cl_trid: String,
    /// The answer to the question that was asked right before.
    pub before: Option<Value>,
    /// Right before its first byte, by the database's clock.
    pub sent_at: OffsetDateTime,
    /// When the answer came, or the connection ended without one; none while it is under way.
    pub ended_at: Option<OffsetDateTime>,
    /// What became of it: `not_sent`, `lost`, `not_executed`, `repeated` (sent again, since twice is the same as once),
    /// `executed`, `accepted`, `refused`, `granted`, `rejected`, `taken`; none while it is under way.
    pub verdict: Option<String>,
    /// The code of its answer.
    pub code: Option<i32>,
    /// The registry's transaction id.
    pub sv_trid: Option<String>,
    /// What else was heard of it.
    pub note: Option<String>,
}
