//! The answer about a name while it is being typed.

use dk::UnavailableReason;

use ui::{Lang, explain};

ui::texts! {
    struct T;
    available { en: "Available", da: "Ledigt" }
    taken { en: "Not available", da: "Ikke ledigt" }
}

/// A check's answer in a few words.
pub fn answer_label(lang: Lang, available: bool, reason: Option<&str>) -> String {
    match reason {
        _ if available => T(lang).available().to_owned(),
        Some(reason) => explain::unavailable_reason(lang, &UnavailableReason::from_word(reason)).label.to_string(),
        None => T(lang).taken().to_owned(),
    }
}
