//! The answer about a name while it is being typed.

use super::Answer;
use crate::Lang;

crate::texts! {
    struct T;
    available { en: "Available", da: "Ledigt" }
    in_use { en: "In use", da: "Optaget" }
    enqueued { en: "Somebody has applied for it", da: "Der er allerede søgt om det" }
    offered { en: "Offered to the first on its waiting list: a code is needed", da: "Tilbudt den første på ventelisten: det kræver en kode" }
    taken { en: "Not available", da: "Ikke ledigt" }
}

/// The answer in a few words.
pub fn answer_label(lang: Lang, answer: &Answer) -> String {
    let t = T(lang);
    match answer {
        Answer::Available => t.available(),
        Answer::InUse | Answer::Yours => t.in_use(),
        Answer::Enqueued => t.enqueued(),
        Answer::OfferedOnWaitingList => t.offered(),
        _ => t.taken(),
    }
    .to_owned()
}
