//! What happens next with an operation, as lists say it: half a line.

use dk::{Act, RiskColour};
use time::OffsetDateTime;

use super::state::{State, Waiting};
use ui::{Lang, local};

ui::texts! {
    /// For every act.
    struct T;
    planned { en: "It waits for its turn at the registry.", da: "Den venter på sin tur hos registret." }
    planned_contact { en: "It waits for its new contact.", da: "Den venter på sin nye kontakt." }
    sent { en: "Wait for the registry's answer.", da: "Vent på registrets svar." }
    pending { en: "Wait: Punktum dk decides.", da: "Vent: Punktum dk afgør den." }
    done { en: "Nothing more to do.", da: "Der skal ikke gøres mere." }
    awaiting { en: "The registrant must complete the ID check.", da: "Registranten skal gennemføre ID-kontrollen." }
    awaiting_danish { en: "The Danish registrant must complete the ID or data check.", da: "Den danske registrant skal gennemføre ID- eller datakontrollen." }
    awaiting_foreign { en: "The foreign registrant must complete the ID or data check.", da: "Den udenlandske registrant skal gennemføre ID- eller datakontrollen." }
    rejected { en: "See why.", da: "Se hvorfor." }
    refused { en: "See why, and try again.", da: "Se hvorfor, og prøv igen." }
    not_sent { en: "Do it again if it is still wanted.", da: "Gør det igen, hvis det stadig ønskes." }
    closed { en: "Closed by a person.", da: "Lukket af en medarbejder." }
    uncertain { en: "Birk asks the registry what became of it.", da: "Birk spørger registret, hvad der blev af den." }
    uncertain_at(time: &str) { en: "Birk asks the registry again at {time}.", da: "Birk spørger registret igen kl. {time}." }
    decide { en: "Find out at the registry, then tell Birk.", da: "Find ud af det hos registret, og sig det så til Birk." }
}

ui::texts! {
    /// Where a registration has more to say.
    struct R;
    rejected { en: "See why, or choose another name.", da: "Se hvorfor, eller vælg et andet navn." }
    refused { en: "See why, and apply again.", da: "Se hvorfor, og ansøg igen." }
    not_sent { en: "Apply again if it is still wanted.", da: "Ansøg igen, hvis den stadig ønskes." }
    closed { en: "Closed by a person. Apply again if it is still wanted.", da: "Lukket af en medarbejder. Ansøg igen, hvis den stadig ønskes." }
}

/// What a list knows of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// What was asked for.
    pub act: Option<Act>,
    /// Where it stands.
    pub state: State,
    /// The registry's risk assessment, of a registration.
    pub risk: Option<&'a RiskColour>,
    /// What it waits for ([`State::Planned`] only).
    pub waiting: Option<Waiting>,
    /// Whether a person must decide, about it or about a step of it.
    pub needs_person: bool,
    /// When the registry is asked next ([`State::Uncertain`] only).
    pub next_check_at: Option<OffsetDateTime>,
}

impl Standing<'_> {
    /// A sentence.
    pub fn next(self, lang: Lang) -> String {
        let t = T(lang);
        if self.needs_person && self.state.is_open() {
            return t.decide().to_owned();
        }
        if let (State::Uncertain, Some(at)) = (self.state, self.next_check_at) {
            return t.uncertain_at(&local::time_of_day(at));
        }
        let own = (self.act == Some(Act::CreateDomain)).then(|| self.of_registration(R(lang))).flatten();
        own.unwrap_or_else(|| self.plain(t)).to_owned()
    }

    fn plain(self, t: T) -> &'static str {
        match self.state {
            State::Planned if self.waiting == Some(Waiting::Contact) => t.planned_contact(),
            State::Planned => t.planned(),
            State::Sent => t.sent(),
            State::Pending => t.pending(),
            State::Done => t.done(),
            State::AwaitingVerification => match self.risk {
                Some(RiskColour::Blue) => t.awaiting_danish(),
                Some(RiskColour::Red | RiskColour::Yellow) => t.awaiting_foreign(),
                _ => t.awaiting(),
            },
            State::Rejected => t.rejected(),
            State::Refused => t.refused(),
            State::NotSent => t.not_sent(),
            State::Closed => t.closed(),
            State::Uncertain => t.uncertain(),
        }
    }

    fn of_registration(self, t: R) -> Option<&'static str> {
        match self.state {
            State::Rejected => Some(t.rejected()),
            State::Refused => Some(t.refused()),
            State::NotSent => Some(t.not_sent()),
            State::Closed => Some(t.closed()),
            _ => None,
        }
    }
}
