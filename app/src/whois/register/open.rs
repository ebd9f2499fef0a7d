//! Another application for the same name is still undecided.

use crate::operations::State;
use ui::{Lang, Refusal, urls};

ui::texts! {
    struct T;
    title(name: &str) { en: "An application for {name} is already under way", da: "En ansøgning om {name} er allerede i gang" }
    explanation(stands: &str) {
        en: "Nothing was sent: a second application would cost a second time. {stands}",
        da: "Intet er sendt: en ansøgning mere ville også koste en gang mere. {stands}",
    }
    waits { en: "The first one waits to be sent.", da: "Den første venter på at blive sendt." }
    sent { en: "The first one has been sent, and its answer is awaited.", da: "Den første er sendt, og svaret afventes." }
    pending {
        en: "Punktum dk has taken the first one in and decides about it.",
        da: "Punktum dk har modtaget den første og behandler den.",
    }
    uncertain {
        en: "The answer to the first one was lost, and Birk is finding out what became of it.",
        da: "Svaret på den første gik tabt, og Birk er ved at finde ud af, hvad der blev af den.",
    }
    asked {
        en: "What became of the first one, only a person can find out: the question is on its page.",
        da: "Hvad der blev af den første, kan kun et menneske finde ud af: spørgsmålet står på dens side.",
    }
    look { en: "See the application", da: "Se ansøgningen" }
}

/// The refusal that leads to the application under way, which stands at `state`; `asked` where a person must decide about it.
pub fn already_open(lang: Lang, name: &str, id: &str, state: State, asked: bool) -> Refusal {
    let t = T(lang);
    let stands = match state {
        _ if asked => t.asked(),
        State::Planned => t.waits(),
        State::Sent => t.sent(),
        State::Uncertain => t.uncertain(),
        // What is decided does not stand in the way.
        _ => t.pending(),
    };
    Refusal {
        title: t.title(name),
        explanation: t.explanation(stands),
        next_step: Some((t.look().to_owned(), Some(urls::operation(id)))),
        ..Refusal::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_how_the_first_one_stands_and_leads_there() {
        let says = |state, asked| {
            let [da, en] = [Lang::Da, Lang::En].map(|lang| already_open(lang, "kage.dk", "7", state, asked));
            assert_eq!(en.next_step.unwrap().1.as_deref(), Some("/operations/7"));
            assert_ne!(da.explanation, en.explanation);
            assert!(en.title.contains("kage.dk") && en.explanation.starts_with("Nothing was sent"));
            en.explanation
        };
        assert!(says(State::Pending, false).contains("Punktum dk") && says(State::Pending, false).contains("decides"));
        assert!(says(State::Uncertain, false).contains("Birk is finding out"));
        assert!(says(State::Planned, false).contains("waits to be sent"));
        assert!(says(State::Sent, false).contains("its answer is awaited"));
        assert!(says(State::Uncertain, true).contains("only a person"));
    }
}
