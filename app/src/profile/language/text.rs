use ui::Lang;

ui::texts! {
    /// The words of the language section.
    pub(super) struct T;
    title { en: "Language and appearance", da: "Sprog og udseende" }
    language { en: "Language", da: "Sprog" }
    theme { en: "Appearance", da: "Udseende" }
    system { en: "As the system", da: "Som systemet" }
    system_hint { en: "Follows your device, also at night", da: "Følger din enhed, også om natten" }
    light { en: "Light", da: "Lyst" }
    dark { en: "Dark", da: "Mørkt" }
    save { en: "Save language and appearance", da: "Gem sprog og udseende" }
    done { en: "Language and appearance are saved.", da: "Sprog og udseende er gemt." }
}

/// What to say once it is kept.
pub const fn done(lang: Lang) -> &'static str {
    T(lang).done()
}
