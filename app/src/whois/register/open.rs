//! Another application for the same name is still undecided.

use crate::{Lang, Refusal, urls};

crate::texts! {
    struct T;
    title(name: &str) { en: "An application for {name} is already under way", da: "En ansøgning om {name} er allerede i gang" }
    explanation {
        en: "Nothing was sent: a second application would be charged a second time. Wait for the first one's outcome.",
        da: "Intet er sendt: en ansøgning mere ville også koste en gang mere. Vent på den førstes udfald.",
    }
    look { en: "See the application", da: "Se ansøgningen" }
}

/// The refusal that leads to the application under way.
pub fn already_open(lang: Lang, name: &str, id: &str) -> Refusal {
    let t = T(lang);
    Refusal {
        title: t.title(name),
        explanation: t.explanation().to_owned(),
        next_step: Some((t.look().to_owned(), Some(urls::application(id)))),
        ..Refusal::default()
    }
}
