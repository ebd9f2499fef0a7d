//! What the registry's risk colours mean.

use dk::RiskColour;

use crate::{Lang, Tone};

crate::texts! {
    /// The meanings.
    struct T;
    green { en: "Foreign registrant, no identity check needed", da: "Udenlandsk registrant, identitetskontrol er ikke nødvendig" }
    blue { en: "Identity confirmed already, or a Danish registrant who still has to confirm it", da: "Identiteten er allerede bekræftet, eller en dansk registrant, som mangler at bekræfte den" }
    yellow { en: "Foreign registrant, identity must be confirmed", da: "Udenlandsk registrant, identiteten skal bekræftes" }
    red { en: "Foreign registrant, identity must be confirmed", da: "Udenlandsk registrant, identiteten skal bekræftes" }
    not_available { en: "The registry could not assess the risk; identity must be confirmed", da: "Registret kunne ikke vurdere risikoen; identiteten skal bekræftes" }
    risk(word: &str) { en: "Risk {word}", da: "Risiko {word}" }
}

/// The words on the badge.
pub(super) fn label(lang: Lang, word: &str) -> String {
    T(lang).risk(word)
}

/// The plain meaning; `None` for a word that Birk does not know.
pub(super) fn meaning(lang: Lang, word: &str) -> Option<&'static str> {
    let t = T(lang);
    Some(match RiskColour::from_word(word) {
        RiskColour::Green => t.green(),
        RiskColour::Blue => t.blue(),
        RiskColour::Yellow => t.yellow(),
        RiskColour::Red => t.red(),
        RiskColour::NotAvailable => t.not_available(),
        RiskColour::Other(_) => return None,
    })
}

/// The colour.
pub(super) fn tone(word: &str) -> Tone {
    match RiskColour::from_word(word) {
        RiskColour::Green => Tone::Ok,
        RiskColour::Blue => Tone::Info,
        RiskColour::Yellow | RiskColour::NotAvailable => Tone::Warn,
        RiskColour::Red => Tone::Bad,
        RiskColour::Other(_) => Tone::Plain,
    }
}
