//! Where an application stands.

use dk::RiskColour;

use super::text::S;
use ui::explain::Outage;
use ui::{Lang, Tone};

/// Where an application stands, as people need it: the journal's state and what is known of the outcome in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Committed, waiting to be sent (`planned`).
    Planned,
    /// Sent, not answered (`sent`).
    Sent,
    /// The registry took it in (1001) and decides later (`pending`).
    Pending,
    /// Registered, and the name works (`done`, activated; or verified since).
    Active,
    /// Registered, but the name does not work before the registrant is verified (`done`, not activated).
    AwaitingVerification,
    /// Taken in and rejected or cancelled by the registry's final message; or the name was found to be another's (`refused`,
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
    /// Every state, in the order of an application's life.
    pub const ALL: [Self; 10] = [
        Self::Planned,
        Self::Sent,
        Self::Pending,
        Self::Uncertain,
        Self::AwaitingVerification,
        Self::Active,
        Self::Rejected,
        Self::Refused,
        Self::NotSent,
        Self::Closed,
    ];

    /// The word in the list's address (`?state=`).
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Sent => "sent",
            Self::Pending => "pending",
            Self::Active => "active",
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

    /// Whether more will be heard of the application itself. The page of an open one follows its progress.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Sent | Self::Pending | Self::Uncertain)
    }

    /// A few words for a badge.
    pub(super) const fn label(self, lang: Lang) -> &'static str {
        let t = S(lang);
        match self {
            Self::Planned => t.planned(),
            Self::Sent => t.sent(),
            Self::Pending => t.pending(),
            Self::Active => t.active(),
            Self::AwaitingVerification => t.awaiting(),
            Self::Rejected => t.rejected(),
            Self::Refused => t.refused(),
            Self::NotSent => t.not_sent(),
            Self::Closed => t.closed(),
            Self::Uncertain => t.uncertain(),
        }
    }

    pub(super) const fn tone(self) -> Tone {
        match self {
            Self::Closed => Tone::Plain,
            Self::Planned | Self::Sent | Self::Pending => Tone::Info,
            Self::Active => Tone::Ok,
            Self::AwaitingVerification | Self::Uncertain => Tone::Warn,
            Self::Rejected | Self::Refused | Self::NotSent => Tone::Bad,
        }
    }
}

/// What a planned application waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Waiting {
    /// Its turn: a free session at the registry.
    Turn,
    /// The same, once more: an earlier sending came to nothing.
    TurnAgain,
    /// Its new contact: it is sent when that is created, and does not lapse before.
    Contact,
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

/// Why an application was never sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// The registry could not be used.
    Outage(Outage),
    /// The server stopped before sending, and by the time it was back the application was too old to be sent unasked.
    TooOld,
    /// The registrant's contact could not be created; the refusal says why.
    ContactRefused,
    /// Somebody gave up the registrant's contact, of which it is not known whether it exists.
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
pub(super) fn risk_tone(risk: &RiskColour) -> Tone {
    match risk {
        RiskColour::Green => Tone::Ok,
        RiskColour::Blue => Tone::Info,
        RiskColour::Yellow | RiskColour::NotAvailable => Tone::Warn,
        RiskColour::Red => Tone::Bad,
        RiskColour::Other(_) => Tone::Plain,
    }
}
