//! How a registrant accepts the registry's terms.

use ui::Lang;

ui::texts! {
    /// The ways of accepting.
    struct T;
    online_form { en: "Online form", da: "Formular på nettet" }
    by_email { en: "E-mail", da: "E-mail" }
    in_writing { en: "In writing, signed", da: "Skriftligt, underskrevet" }
    by_phone { en: "By phone", da: "Telefonisk" }
    otherwise { en: "In another way", da: "På anden måde" }
}

/// How the registrant agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConsentMethod {
    /// On a web page.
    OnlineForm,
    /// By e-mail.
    Email,
    /// On paper, signed.
    InWriting,
    /// By telephone.
    Phone,
    /// In another way.
    Other,
}

impl ConsentMethod {
    /// Every method, in the form's order.
    pub const ALL: [Self; 5] = [Self::OnlineForm, Self::Email, Self::InWriting, Self::Phone, Self::Other];

    /// The word that the form posts and the consent record keeps.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OnlineForm => "online_form",
            Self::Email => "email",
            Self::InWriting => "in_writing",
            Self::Phone => "phone",
            Self::Other => "other",
        }
    }

    /// Reads the word; `None` for any other.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == word)
    }

    /// A few words for it.
    pub const fn words(self, lang: Lang) -> &'static str {
        let t = T(lang);
        match self {
            Self::OnlineForm => t.online_form(),
            Self::Email => t.by_email(),
            Self::InWriting => t.in_writing(),
            Self::Phone => t.by_phone(),
            Self::Other => t.otherwise(),
        }
    }
}
