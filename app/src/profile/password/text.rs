use ui::Lang;

ui::texts! {
    /// The words of the password section.
    pub(super) struct T;
    title { en: "Password", da: "Adgangskode" }
    current { en: "Current password", da: "Nuværende adgangskode" }
    new_one { en: "New password", da: "Ny adgangskode" }
    new_hint(shortest: usize, longest: usize) {
        en: "{shortest} to {longest} characters, spaces and any letters included; nothing else is asked of it, except that it is not your e-mail address. Four or five random words, or what your password manager suggests, is best.",
        da: "{shortest} til {longest} tegn, også mellemrum og alle bogstaver; andet kræves der ikke, blot at den ikke er din e-mailadresse. Fire-fem tilfældige ord, eller det din adgangskodemanager foreslår, er bedst.",
    }
    repeat { en: "Repeat new password", da: "Gentag ny adgangskode" }
    save { en: "Change password", da: "Skift adgangskode" }
    ends_sessions { en: "Where you are signed in elsewhere, those sessions end.", da: "Er du logget ind andre steder, slutter de sessioner." }
    missing { en: "Fill in this field.", da: "Udfyld feltet." }
    too_short(has: usize, shortest: usize) { en: "It has {has} characters; at least {shortest} are needed.", da: "Den har {has} tegn; der skal mindst {shortest} til." }
    too_long(longest: usize) { en: "At most {longest} characters.", da: "Højst {longest} tegn." }
    is_email { en: "Your e-mail address cannot be your password.", da: "Din e-mailadresse kan ikke være din adgangskode." }
    unlike { en: "It is not the same as the new password above.", da: "Den er ikke magen til den nye adgangskode ovenfor." }
    wrong { en: "This is not your current password.", da: "Det er ikke din nuværende adgangskode." }
    done { en: "Your password is changed.", da: "Din adgangskode er skiftet." }
}

/// What to say once it is kept.
pub const fn done(lang: Lang) -> &'static str {
    T(lang).done()
}
