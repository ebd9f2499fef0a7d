//! Actions in plain words. Their names are the features' in the server's access table, and the command line's.

use std::borrow::Cow;

use ui::Lang;

macro_rules! actions {
    ($($name:literal { en: $en:literal, da: $da:literal })*) => {
        fn known(lang: Lang, name: &str) -> Option<&'static str> {
            Some(match (name, lang) {
                $(($name, Lang::En) => $en, ($name, Lang::Da) => $da,)*
                _ => return None,
            })
        }

        #[cfg(test)]
        const NAMES: &[&str] = &[$($name),*];
    };
}

/// What an action is in plain words; a name that is not known is shown as it is.
pub fn action_label(lang: Lang, name: &str) -> Cow<'_, str> {
    known(lang, name).map_or(Cow::Borrowed(name), Cow::Borrowed)
}

// What was attempted: the outcome beside it says how it went.
actions! {
    "Alive" { en: "Check that Birk runs", da: "Kontrol af, at Birk kører" }
    "Ready" { en: "Check that Birk is ready", da: "Kontrol af, at Birk er klar" }
    "Metrics" { en: "Reading of the measurements", da: "Læsning af måletal" }
    "Asset" { en: "Style or script fetched", da: "Stil eller script hentet" }
    "LoginPage" { en: "Sign-in page", da: "Login-siden" }
    "Login" { en: "Sign-in", da: "Login" }
    "Logout" { en: "Sign-out", da: "Log ud" }
    "Preferences" { en: "Switch of language or appearance", da: "Skift af sprog eller udseende" }
    "Home" { en: "Front page", da: "Forsiden" }
    "SearchPage" { en: "WHOIS search", da: "WHOIS-søgning" }
    "Search" { en: "Look-up of many names", da: "Opslag af mange navne" }
    "Availability" { en: "Check whether a name is free", da: "Kontrol af, om et navn er ledigt" }
    "DomainPage" { en: "Look-up of a domain name", da: "Opslag af et domænenavn" }
    "ContactPage" { en: "Look-up of a contact", da: "Opslag af en kontakt" }
    "HostPage" { en: "Look-up of a name server", da: "Opslag af en navneserver" }
    "PortfolioPage" { en: "Portfolio", da: "Portefølje" }
    "RegisterPage" { en: "Registration form", da: "Registreringsformular" }
    "Register" { en: "Registration of a domain name", da: "Registrering af et domænenavn" }
    "RenewPage" { en: "Renewal page", da: "Fornyelsesside" }
    "Renew" { en: "Renewal of a domain name", da: "Fornyelse af et domænenavn" }
    "ApplicationsPage" { en: "Applications", da: "Ansøgninger" }
    "ApplicationPage" { en: "Application", da: "Ansøgning" }
    "OperationPage" { en: "Operation", da: "Handling" }
    "OperationEvents" { en: "Following of an operation", da: "Opfølgning på en handling" }
    "OperationDecision" { en: "Decision about an uncertain operation", da: "Afgørelse om en uvis handling" }
    "MessagesPage" { en: "Messages", da: "Beskeder" }
    "MessagePage" { en: "Message", da: "Besked" }
    "MessageHandled" { en: "Message marked as handled", da: "Besked markeret som behandlet" }
    "IpWhitelistPage" { en: "IP whitelisting", da: "IP-whitelisting" }
    "IpWhitelistAdd" { en: "Network added to the IP whitelist", da: "Netværk tilføjet til IP-whitelisten" }
    "IpWhitelistRemove" { en: "Network removed from the IP whitelist", da: "Netværk fjernet fra IP-whitelisten" }
    "AuditLogPage" { en: "Audit log", da: "Revisionslog" }
    "MessageQueuePage" { en: "Message queue", da: "Beskedkø" }
    "MessageQueue" { en: "Ownership of the message queue", da: "Ejerskab af beskedkøen" }
    "PrepaidPage" { en: "Prepaid account", da: "Forudbetalt konto" }
    "ProfilePage" { en: "Own profile", da: "Egen profil" }
    "ProfileName" { en: "Own name", da: "Eget navn" }
    "ProfileLanguage" { en: "Own language", da: "Eget sprog" }
    "ProfilePassword" { en: "Own password", da: "Egen adgangskode" }
    "portal.use" { en: "Use of the portal", da: "Brug af portalen" }
    // As it was called before every act had the same page.
    "ApplicationDecision" { en: "Decision about an uncertain application", da: "Afgørelse om en uvis ansøgning" }
    "account.create" { en: "Account created by the operator", da: "Konto oprettet af driften" }
    "account.epp_password" { en: "EPP password set by the operator", da: "EPP-adgangskode sat af driften" }
    "account.own_queue" { en: "Message queue taken over by the operator", da: "Beskedkø overtaget af driften" }
    "user.create" { en: "Portal user created by the operator", da: "Portalbruger oprettet af driften" }
    "user.reset" { en: "Password reset by the operator", da: "Adgangskode nulstillet af driften" }
    "allowlist.add" { en: "Network added by the operator", da: "Netværk tilføjet af driften" }
    "allowlist.remove" { en: "Network removed by the operator", da: "Netværk fjernet af driften" }
    "portfolio.seed" { en: "Demo portfolio loaded", da: "Demoportefølje indlæst" }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_have_words_and_strangers_stay_as_they_are() {
        for name in NAMES {
            let (da, en) = (action_label(Lang::Da, name), action_label(Lang::En, name));
            assert!(!da.is_empty() && en != *name, "{name}");
        }
        assert_eq!(NAMES.iter().collect::<BTreeSet<_>>().len(), NAMES.len());
        assert_eq!(action_label(Lang::Da, "SomethingNew"), "SomethingNew");
    }

    /// The access table stands in another crate, so its source is read: every feature in it needs words here.
    #[test]
    fn every_feature_of_the_access_table_has_words() {
        let table = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/src/access.rs");
        let source = std::fs::read_to_string(table).unwrap();
        let features: Vec<&str> = source
            .lines()
            .filter_map(|line| {
                let (name, rest) = line.trim().split_once(" = ")?;
                let (method, _) = rest.split_once(" \"/")?;
                matches!(method, "Get" | "Post").then_some(name)
            })
            .collect();
        assert!(features.len() > 30, "{features:?}");
        let missing: Vec<_> = features.iter().filter(|name| known(Lang::En, name).is_none()).collect();
        assert!(missing.is_empty(), "no words for {missing:?}");
    }
}
