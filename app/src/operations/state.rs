//! Where an operation stands.

use dk::{Act, RiskColour};

use super::text::S;
use ui::explain::Outage;
use ui::{Lang, Tone};

/// Where an operation stands, as people need it: the journal's state and what is known of the outcome in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Committed, waiting to be sent (`planned`).
    Planned,
    /// Sent, not answered (`sent`).
    Sent,
    /// The registry took it in (1001) and decides later (`pending`).
    Pending,
    /// Carried out (`done`). A name that was applied for is registered and works.
    Done,
    /// Of a registration: carried out, but the name does not work before the registrant is verified (`done`, not activated).
    AwaitingVerification,
    /// Taken in and rejected or cancelled by the registry's final message; or the object was found to be another's (`refused`,
    /// decided by a message or by that).
    Rejected,
    /// Refused at once, with a result code (`refused`).
    Refused,
    /// Never sent (`refused`, with a reason why it was not sent).
    NotSent,
    /// Closed by a person who found that it came to nothing, or does not want it any more (`refused`, abandoned).
    Closed,
    /// Sent, but the answer was lost (`uncertain`).
    Uncertain,
}

impl State {
    /// Every state, in the order of an operation's life.
    pub const ALL: [Self; 10] = [
        Self::Planned,
        Self::Sent,
        Self::Pending,
        Self::Uncertain,
        Self::AwaitingVerification,
        Self::Done,
        Self::Rejected,
        Self::Refused,
        Self::NotSent,
        Self::Closed,
    ];

    /// The word in a list's address (`?state=`).
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Sent => "sent",
            Self::Pending => "pending",
            Self::Done => "active",
            Self::AwaitingVerification => "awaiting_verification",
            Self::Rejected => "rejected",
            Self::Refused => "refused",
            Self::NotSent => "not_sent",
            Self::Closed => "closed",
            Self::Uncertain => "uncertain",
        }
    }

    /// Reads the word; `None` for any other.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether more will be heard of the operation itself. The page of an open one follows its progress.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Sent | Self::Pending | Self::Uncertain)
    }

    /// A few words for a badge. Registrations have words of their own for what the name is then.
    pub const fn label(self, lang: Lang, act: Option<Act>) -> &'static str {
        let t = S(lang);
        let registration = matches!(act, Some(Act::CreateDomain));
        match self {
            Self::Planned => t.planned(),
            Self::Sent if registration => t.sent_unanswered(),
            Self::Sent => t.sent(),
            Self::Pending if registration => t.pending(),
            Self::Pending => t.decided_later(),
            Self::Done if registration => t.active(),
            Self::Done => t.done(),
            Self::AwaitingVerification => t.awaiting(),
            Self::Rejected => t.rejected(),
            Self::Refused => t.refused(),
            Self::NotSent => t.not_sent(),
            Self::Closed => t.closed(),
            Self::Uncertain => t.uncertain(),
        }
    }

    /// How good that is.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Closed => Tone::Plain,
            Self::Planned | Self::Sent | Self::Pending => Tone::Info,
            Self::Done => Tone::Ok,
            Self::AwaitingVerification | Self::Uncertain => Tone::Warn,
            Self::Rejected | Self::Refused | Self::NotSent => Tone::Bad,
        }
    }
}

/// What a planned operation waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Waiting {
    /// Its turn: a free session at the registry.
    Turn,
    /// The same, once more: an earlier sending came to nothing.
    TurnAgain,
    /// Its new contact: it is sent when that is created, and does not lapse before.
    Contact,
}

/// Why an operation was never sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// The registry could not be used.
    Outage(Outage),
    /// The server stopped before sending, and by the time it was back the operation was too old to be sent unasked.
    TooOld,
    /// The contact that it needs could not be created; the refusal says why.
    ContactRefused,
    /// Somebody gave up the contact that it needs, of which it is not known whether it exists.
    ContactGivenUp {
        /// Who, such as an e-mail address; may be empty.
        by: String,
    },
    /// It was lost on the way and is proven not to have been executed, but too old to be sent again.
    NotExecuted,
    /// Another reason, which is in the log.
    Other,
}

/// The short risk badge: the registry's word and its colour.
pub(crate) fn risk_tone(risk: &RiskColour) -> Tone {
    match risk {
        RiskColour::Green => Tone::Ok,
        RiskColour::Blue => Tone::Info,
        RiskColour::Yellow | RiskColour::NotAvailable => Tone::Warn,
        RiskColour::Red => Tone::Bad,
        RiskColour::Other(_) => Tone::Plain,
    }
}
