//! Words for facts: who somebody is, where, and which method signs.

use dk::{Country, DigestType, DsAlgorithm, Management, UserType};

use crate::Lang;

crate::texts! {
    /// Words for facts.
    struct T;
    company { en: "Company", da: "Virksomhed" }
    public_organization { en: "Public organisation", da: "Offentlig myndighed" }
    association { en: "Association", da: "Forening" }
    individual { en: "Private person", da: "Privatperson" }
    registrar { en: "Managed by the registrar", da: "Administreres af registratoren" }
    registrant { en: "Managed by the registrant", da: "Administreres af registranten" }
    by_registrar { en: "the registrar", da: "registratoren" }
    by_registry { en: "the registry", da: "registret" }
}

/// A word for the kind of a contact.
pub fn user_type(lang: Lang, user_type: UserType) -> &'static str {
    let t = T(lang);
    match user_type {
        UserType::Company => t.company(),
        UserType::PublicOrganization => t.public_organization(),
        UserType::Association => t.association(),
        UserType::Individual => t.individual(),
    }
}

/// A word for the management model.
pub fn management(lang: Lang, management: Management) -> &'static str {
    match management {
        Management::Registrar => T(lang).registrar(),
        Management::Registrant => T(lang).registrant(),
    }
}

/// Who sees to a verification: `registrar`, `registry`, or whatever the registry says.
pub fn party_responsible(lang: Lang, word: &str) -> String {
    match word.trim() {
        "registrar" => T(lang).by_registrar().to_owned(),
        "registry" => T(lang).by_registry().to_owned(),
        other => other.to_owned(),
    }
}

/// A country's name from its two letters; the letters themselves where no country has them.
pub fn country(lang: Lang, code: &str) -> String {
    Country::parse(code).map_or_else(
        |_| code.to_owned(),
        |country| match lang {
            Lang::Da => country.danish().to_owned(),
            Lang::En => country.english().to_owned(),
        },
    )
}

/// `13 (ECDSAP256SHA256)`; only the number where the name is not known.
pub fn ds_algorithm(number: u8) -> String {
    DsAlgorithm::from_number(number)
        .map_or_else(|| number.to_string(), |known| format!("{number} ({})", known.mnemonic()))
}

/// `2 (SHA-256)`; only the number where the name is not known.
pub fn ds_digest_type(number: u8) -> String {
    DigestType::from_number(number)
        .map_or_else(|| number.to_string(), |known| format!("{number} ({})", known.mnemonic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_words_are_kept() {
        assert_eq!(country(Lang::Da, "de"), "Tyskland");
        assert_eq!(country(Lang::Da, "XX"), "XX");
        assert_eq!(party_responsible(Lang::En, "registry"), "the registry");
        assert_eq!(party_responsible(Lang::En, "somebody"), "somebody");
        assert_eq!(ds_algorithm(13), "13 (ECDSAP256SHA256)");
        assert_eq!(ds_algorithm(99), "99");
    }
}
