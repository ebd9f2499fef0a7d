//! Actions in plain words. Their names are the features' in the server's access table, and the command line's.

use std::borrow::Cow;

use crate::Lang;

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

actions! {
    "Alive" { en: "Asked whether Birk runs", da: "Spurgte, om Birk kører" }
    "Ready" { en: "Asked whether Birk is ready", da: "Spurgte, om Birk er klar" }
    "Metrics" { en: "Read the measurements", da: "Læste måletal" }
    "Asset" { en: "Fetched a style or script", da: "Hentede en stil eller et script" }
    "LoginPage" { en: "Opened the sign-in page", da: "Åbnede login-siden" }
    "Login" { en: "Signed in", da: "Loggede ind" }
    "Logout" { en: "Signed out", da: "Loggede ud" }
    "Preferences" { en: "Switched language or appearance", da: "Skiftede sprog eller udseende" }
    "Home" { en: "Opened the front page", da: "Åbnede forsiden" }
    "SearchPage" { en: "Opened WHOIS search", da: "Åbnede WHOIS-søgning" }
    "Search" { en: "Looked up many names", da: "Slog mange navne op" }
    "Availability" { en: "Asked whether a name is free", da: "Spurgte, om et navn er ledigt" }
    "DomainPage" { en: "Opened a domain name", da: "Åbnede et domænenavn" }
    "ContactPage" { en: "Opened a contact", da: "Åbnede en kontakt" }
    "HostPage" { en: "Opened a name server", da: "Åbnede en navneserver" }
    "PortfolioPage" { en: "Opened the portfolio", da: "Åbnede porteføljen" }
    "RegisterPage" { en: "Opened the registration form", da: "Åbnede registreringsformularen" }
    "Register" { en: "Registered a domain name", da: "Registrerede et domænenavn" }
    "ApplicationsPage" { en: "Opened the applications", da: "Åbnede ansøgningerne" }
    "ApplicationPage" { en: "Opened an application", da: "Åbnede en ansøgning" }
    "ApplicationEvents" { en: "Followed an application", da: "Fulgte en ansøgning" }
    "ApplicationDecision" { en: "Decided about an uncertain application", da: "Afgjorde en uvis ansøgning" }
    "MessagesPage" { en: "Opened the messages", da: "Åbnede beskederne" }
    "MessagePage" { en: "Opened a message", da: "Åbnede en besked" }
    "MessageHandled" { en: "Marked a message as handled", da: "Markerede en besked som behandlet" }
    "IpWhitelistPage" { en: "Opened IP whitelisting", da: "Åbnede IP-whitelisting" }
    "IpWhitelistAdd" { en: "Admitted a network", da: "Tillod et netværk" }
    "IpWhitelistRemove" { en: "Removed a network", da: "Fjernede et netværk" }
    "AuditLogPage" { en: "Opened the audit log", da: "Åbnede revisionsloggen" }
    "MessageQueuePage" { en: "Opened the message queue", da: "Åbnede beskedkøen" }
    "MessageQueue" { en: "Decided who owns the message queue", da: "Bestemte, hvem der ejer beskedkøen" }
    "PrepaidPage" { en: "Opened the prepaid account", da: "Åbnede den forudbetalte konto" }
    "ProfilePage" { en: "Opened the own profile", da: "Åbnede egen profil" }
    "ProfileName" { en: "Changed the own name", da: "Ændrede eget navn" }
    "ProfileLanguage" { en: "Changed the own language", da: "Ændrede eget sprog" }
    "ProfilePassword" { en: "Changed the own password", da: "Ændrede egen adgangskode" }
    "account.create" { en: "Account created by the operator", da: "Konto oprettet af driften" }
    "account.epp_password" { en: "EPP password set by the operator", da: "EPP-adgangskode sat af driften" }
    "account.own_queue" { en: "Message queue taken over by the operator", da: "Beskedkø overtaget af driften" }
    "user.create" { en: "Portal user created by the operator", da: "Portalbruger oprettet af driften" }
    "user.reset" { en: "Password reset by the operator", da: "Adgangskode nulstillet af driften" }
    "allowlist.add" { en: "Network admitted by the operator", da: "Netværk tilladt af driften" }
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
            assert!(da != *name && en != *name && da != en, "{name}");
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
                (rest.starts_with("GET \"") || rest.starts_with("POST \"")).then_some(name)
            })
            .collect();
        assert!(features.len() > 30, "{features:?}");
        let missing: Vec<_> = features.iter().filter(|name| known(Lang::En, name).is_none()).collect();
        assert!(missing.is_empty(), "no words for {missing:?}");
    }
}
