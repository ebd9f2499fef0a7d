//! Every sending of an operation, and what became of it.

use time::OffsetDateTime;

use super::text::A;
use ui::{Lang, TimelineItem, Tone};

/// One sending, under its own client transaction id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Counted from 1.
    pub n: i32,
    /// Its client transaction id.
    pub cl_trid: String,
    /// When it was sent.
    pub sent_at: OffsetDateTime,
    /// When its answer came, or the connection ended without one.
    pub ended_at: Option<OffsetDateTime>,
    /// What became of it.
    pub fate: Fate,
    /// The code of its answer.
    pub code: Option<i32>,
    /// Whether its connection ended without an answer.
    pub lost: bool,
}

/// What became of a sending: the journal's verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// Nothing is known yet.
    UnderWay,
    /// Not a byte of it left.
    NotSent,
    /// Its answer was lost.
    Lost,
    /// The registry did not carry it out.
    NotExecuted,
    /// A person said that the registry did not carry it out.
    ToldNotExecuted,
    /// Asking showed that the registry carried it out.
    Executed,
    /// A person said that the registry carried it out.
    ToldExecuted,
    /// The registry took it in.
    Accepted,
    /// The registry refused it.
    Refused,
    /// The registry's message granted it.
    Granted,
    /// It was rejected.
    Rejected,
    /// Asking showed that the object is another's.
    Taken,
    /// Something that this version does not know.
    Other,
}

impl Fate {
    /// Every one that the journal knows.
    pub const ALL: [Self; 12] = [
        Self::UnderWay,
        Self::NotSent,
        Self::Lost,
        Self::NotExecuted,
        Self::ToldNotExecuted,
        Self::Executed,
        Self::ToldExecuted,
        Self::Accepted,
        Self::Refused,
        Self::Granted,
        Self::Rejected,
        Self::Taken,
    ];

    /// Reads the journal's word; none while it is under way.
    pub fn from_word(word: Option<&str>) -> Self {
        match word {
            None => Self::UnderWay,
            Some("not_sent") => Self::NotSent,
            // Sent again without proof, since twice is the same as once.
            Some("lost" | "repeated") => Self::Lost,
            Some("not_executed") => Self::NotExecuted,
            Some("executed") => Self::Executed,
            Some("accepted") => Self::Accepted,
            Some("refused") => Self::Refused,
            Some("granted") => Self::Granted,
            Some("rejected") => Self::Rejected,
            Some("taken") => Self::Taken,
            Some(_) => Self::Other,
        }
    }

    /// The same, where it is a person's word.
    pub const fn told_by_person(self) -> Self {
        match self {
            Self::NotExecuted => Self::ToldNotExecuted,
            Self::Executed => Self::ToldExecuted,
            other => other,
        }
    }

    /// Whether the registry took it in, as far as is known.
    pub const fn was_accepted(self) -> bool {
        matches!(self, Self::Executed | Self::ToldExecuted | Self::Accepted | Self::Granted | Self::Rejected)
    }

    pub(super) const fn words(self, lang: Lang) -> &'static str {
        let t = A(lang);
        match self {
            Self::UnderWay => t.under_way(),
            Self::NotSent => t.not_sent(),
            Self::Lost => t.lost(),
            Self::NotExecuted => t.not_executed(),
            Self::ToldNotExecuted => t.not_executed_told(),
            Self::Executed => t.executed(),
            Self::ToldExecuted => t.executed_told(),
            Self::Accepted => t.accepted(),
            Self::Refused => t.refused(),
            Self::Granted => t.granted(),
            Self::Rejected => t.rejected(),
            Self::Taken => t.taken(),
            Self::Other => t.other(),
        }
    }

    const fn tone(self) -> Tone {
        match self {
            Self::Executed | Self::ToldExecuted | Self::Accepted | Self::Granted => Tone::Ok,
            Self::Lost => Tone::Warn,
            Self::Refused | Self::Rejected | Self::Taken => Tone::Bad,
            Self::UnderWay | Self::NotSent | Self::NotExecuted | Self::ToldNotExecuted | Self::Other => Tone::Plain,
        }
    }
}

/// The sendings as events.
pub(super) fn items(lang: Lang, attempts: &[Attempt]) -> impl Iterator<Item = TimelineItem> {
    let count = attempts.len();
    attempts.iter().map(move |attempt| item(lang, attempt, A(lang).sending(attempt.n, count)))
}

fn item(lang: Lang, attempt: &Attempt, title: String) -> TimelineItem {
    let words = attempt.fate.words(lang);
    let detail = attempt.code.map_or_else(|| words.to_owned(), |code| format!("{words} ({code})"));
    TimelineItem {
        at: attempt.sent_at,
        title,
        detail,
        changes: Vec::new(),
        copy: Some(attempt.cl_trid.clone()),
        href: None,
        tone: attempt.fate.tone(),
    }
}

/// The client transaction ids to compare with the registry's statement where it took in two sendings.
pub(super) fn to_compare(attempts: &[Attempt]) -> Vec<String> {
    let accepted: Vec<_> = attempts.iter().filter(|attempt| attempt.fate.was_accepted()).collect();
    let shown = if accepted.len() > 1 { accepted } else { attempts.iter().collect() };
    shown.into_iter().map(|attempt| attempt.cl_trid.clone()).collect()
}
