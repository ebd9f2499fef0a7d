use ui::Lang;

ui::texts! {
    /// The words of the name section.
    pub(super) struct T;
    title { en: "Name", da: "Navn" }
    name { en: "Your name", da: "Dit navn" }
    name_hint { en: "Shown to your colleagues and in the audit log. The registry does not get it.", da: "Vises for dine kolleger og i revisionsloggen. Registret får det ikke." }
    save { en: "Save name", da: "Gem navn" }
    done { en: "Your name is saved.", da: "Dit navn er gemt." }
}

/// What to say once it is kept.
pub const fn done(lang: Lang) -> &'static str {
    T(lang).done()
}
