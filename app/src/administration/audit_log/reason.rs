//! What a line's detail says, in plain words: why something was refused or broke. The reasons are the server's.

use std::borrow::Cow;

use super::text::T;
use ui::Lang;

macro_rules! reasons {
    ($($word:literal { en: $en:literal, da: $da:literal })*) => {
        fn known(lang: Lang, word: &str) -> Option<&'static str> {
            Some(match (word, lang) {
                $(($word, Lang::En) => $en, ($word, Lang::Da) => $da,)*
                _ => return None,
            })
        }
    };
}

/// What a reason is in plain words; one that is not known is shown as it is.
pub fn reason_label(lang: Lang, word: &str) -> Cow<'_, str> {
    known(lang, word).map_or(Cow::Borrowed(word), Cow::Borrowed)
}

/// The words for a detail's name; none for a name that is shown as it is.
pub(super) fn name_label(lang: Lang, name: &str) -> Option<&'static str> {
    match name {
        WHY => Some(T(lang).why()),
        "count" => Some(T(lang).count_in_a_minute()),
        _ => None,
    }
}

/// The name of the detail that holds a reason.
pub(super) const WHY: &str = "why";

reasons! {
    "wrong password" { en: "The password was wrong.", da: "Adgangskoden var forkert." }
    "sign-in of a disabled user" { en: "The user is disabled.", da: "Brugeren er deaktiveret." }
    "sign-in locked" { en: "Too many attempts. The user was locked for a quarter of an hour.", da: "For mange forsøg. Brugeren blev spærret i et kvarter." }
    "address not allowed" { en: "The IP address is not on the whitelist.", da: "IP-adressen er ikke blandt de tilladte." }
    "role missing" { en: "None of the user's roles allows it.", da: "Ingen af brugerens roller giver adgang." }
    "forged form" { en: "The form did not come from the user's own session.", da: "Formularen kom ikke fra brugerens egen session." }
    "no such object" { en: "The account has no such object.", da: "Kontoen har ikke et sådant objekt." }
    "wrong current password" { en: "The current password was wrong.", da: "Den nuværende adgangskode var forkert." }
    "sent before with other content" { en: "The same form had been sent before with other content.", da: "Samme formular var sendt før med et andet indhold." }
    "registry does not answer" { en: "The registry did not answer.", da: "Registret svarede ikke." }
    "internal error" { en: "Something went wrong in Birk. The operator's log has the cause.", da: "Noget gik galt i Birk. Årsagen står i driftens log." }
}
