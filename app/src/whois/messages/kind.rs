//! What each kind of message means and what to do about it, in plain words.

use ui::{Lang, Tone};

macro_rules! kinds {
    ($($word:literal $tone:ident $label_en:literal / $label_da:literal, $en:literal / $da:literal;)*) => {
        /// What Birk knows of a kind.
        pub(super) fn of(lang: Lang, word: &str) -> Option<Kind> {
            Some(match (word, lang) {
                $(
                    ($word, Lang::En) => Kind { label: $label_en, meaning: $en, tone: Tone::$tone },
                    ($word, Lang::Da) => Kind { label: $label_da, meaning: $da, tone: Tone::$tone },
                )*
                _ => return None,
            })
        }

        /// Every kind that Birk can explain.
        #[cfg(test)]
        pub(super) const WORDS: &[&str] = &[$($word),*];
    };
}

/// A kind in plain words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// In a few words.
    pub label: &'static str,
    /// What it means, and what to do.
    pub meaning: &'static str,
    /// How it went.
    pub tone: Tone,
}

kinds! {
    "registered_not_activated" Warn "Registered, not active" / "Registreret, ikke aktivt",
        "The name is registered, but does not work until the registrant has completed the registry's check." /
        "Navnet er registreret, men virker først, når registranten har gennemført registrets kontrol.";
    "registered_and_activated" Ok "Registered and active" / "Registreret og aktivt",
        "The application succeeded and the name works." / "Ansøgningen er imødekommet, og navnet virker.";
    "rejected_taken" Bad "Rejected: taken" / "Afvist: optaget",
        "Somebody else had the name first. The fee is given back." / "En anden havde navnet først. Gebyret føres tilbage.";
    "rejected_mismatch" Bad "Rejected: wrong model" / "Afvist: forkert model",
        "The registrant is not managed by your account in the way the application said. Check the registrant and apply again." /
        "Registranten administreres ikke af kontoen på den måde, ansøgningen sagde. Kontrollér registranten, og ansøg igen.";
    "cancelled_terms" Bad "Cancelled: terms not accepted" / "Annulleret: vilkår ikke accepteret",
        "The registrant did not accept the registry's terms in time. Apply again with a new agreement." /
        "Registranten accepterede ikke registrets vilkår i tide. Ansøg igen med en ny aftale.";
    "cancelled" Bad "Application cancelled" / "Ansøgning annulleret",
        "The registry cancelled the application." / "Registret har annulleret ansøgningen.";
    "activated" Ok "Activated" / "Aktiveret", "The name works now." / "Navnet virker nu.";
    "billing_contact_removed" Warn "No longer payer" / "Ikke længere betaler",
        "Your account no longer pays for this name." / "Kontoen betaler ikke længere for navnet.";
    "ds_changed" Info "DS records changed" / "DS-records ændret",
        "The name's DNSSEC records were changed." / "Navnets DS-records er ændret.";
    "name_servers_changed" Info "Name servers changed" / "Navneservere ændret",
        "The name uses other name servers now." / "Navnet bruger nu andre navneservere.";
    "registrant_changed" Info "Registrant changed" / "Registrant ændret",
        "The change of registrant is carried out." / "Skiftet af registrant er gennemført.";
    "registrant_not_changed" Bad "Registrant not changed" / "Registrant ikke ændret",
        "The change of registrant failed because the new registrant's check was not completed." /
        "Skiftet af registrant mislykkedes, fordi kontrollen af den nye registrant ikke blev gennemført.";
    "portfolio_added" Ok "Transferred to you" / "Flyttet til jer",
        "The name belongs to your account's portfolio now." / "Navnet hører nu til kontoens portefølje.";
    "portfolio_removed" Warn "Transferred away" / "Flyttet væk",
        "Another registrar or the registrant manages the name now." / "En anden registrator eller registranten administrerer nu navnet.";
    "restored" Ok "Restored" / "Gendannet",
        "The name is taken back from deletion and extended." / "Navnet er reddet fra sletning og forlænget.";
    "extended" Ok "Deletion stopped" / "Sletning stoppet",
        "The name is extended and will not be deleted." / "Navnet er forlænget og slettes ikke.";
    "domain_deleted" Warn "Domain name deleted" / "Domænenavn slettet",
        "The name is deleted and no longer yours." / "Navnet er slettet og ikke længere jeres.";
    "domain_updated" Info "Domain name changed" / "Domænenavn ændret",
        "Something about the name changed at the registry." / "Noget ved navnet er ændret i registret.";
    "contact_updated" Info "Contact changed" / "Kontakt ændret",
        "The contact's details changed at the registry." / "Kontaktens oplysninger er ændret i registret.";
    "email_to_confirm" Warn "E-mail waits for confirmation" / "E-mail mangler bekræftelse",
        "The contact must confirm the new e-mail address within 48 hours; until then the old one holds." /
        "Kontakten skal bekræfte den nye e-mailadresse inden 48 timer; indtil da gælder den gamle.";
    "secondary_email_to_confirm" Warn "Second e-mail waits for confirmation" / "Sekundær e-mail mangler bekræftelse",
        "The contact must confirm the new second e-mail address within 48 hours; until then the old one holds." /
        "Kontakten skal bekræfte den nye sekundære e-mailadresse inden 48 timer; indtil da gælder den gamle.";
    "email_confirmed" Ok "E-mail confirmed" / "E-mail bekræftet",
        "The new e-mail address holds now." / "Den nye e-mailadresse gælder nu.";
    "secondary_email_confirmed" Ok "Second e-mail confirmed" / "Sekundær e-mail bekræftet",
        "The new second e-mail address holds now." / "Den nye sekundære e-mailadresse gælder nu.";
    "email_not_confirmed" Bad "E-mail not confirmed" / "E-mail ikke bekræftet",
        "The new e-mail address was not confirmed in time; the old one still holds. Change it again if it is needed." /
        "Den nye e-mailadresse blev ikke bekræftet i tide; den gamle gælder stadig. Skift den igen, hvis det er nødvendigt.";
    "secondary_email_not_confirmed" Bad "Second e-mail not confirmed" / "Sekundær e-mail ikke bekræftet",
        "The new second e-mail address was not confirmed in time; the old one still holds. Change it again if it is needed." /
        "Den nye sekundære e-mailadresse blev ikke bekræftet i tide; den gamle gælder stadig. Skift den igen, hvis det er nødvendigt.";
    "check_started" Warn "Check to complete" / "Kontrol skal gennemføres",
        "The contact must complete the registry's check before its deadline, or their domain names are suspended." /
        "Kontakten skal gennemføre registrets kontrol inden fristen, ellers suspenderes kontaktens domænenavne.";
    "check_expired" Bad "Check expired" / "Kontrol udløbet",
        "The check was not completed in time: the contact's domain names are suspended and will be deleted." /
        "Kontrollen blev ikke gennemført i tide: kontaktens domænenavne suspenderes og slettes siden.";
    "check_completed" Ok "Check completed" / "Kontrol gennemført",
        "The contact has completed the registry's check." / "Kontakten har gennemført registrets kontrol.";
    "check_rejected" Bad "Check rejected" / "Kontrol afvist",
        "The registry did not accept the contact's documents. Help them to send better ones." /
        "Registret godkendte ikke kontaktens dokumenter. Hjælp dem med at sende nogle bedre.";
    "check_cancelled" Info "Check cancelled" / "Kontrol annulleret",
        "The contact no longer has to complete the check." / "Kontakten skal ikke længere gennemføre kontrollen.";
    "email_bounced" Bad "E-mail comes back" / "E-mail kommer retur",
        "The registry's mail does not reach the contact. Correct the address." /
        "Registrets post når ikke frem til kontakten. Ret adressen.";
    "contact_deleted" Info "Contact deleted" / "Kontakt slettet",
        "The registry deleted the contact because nothing used it." / "Registret har slettet kontakten, fordi intet brugte den.";
    "host_registered" Ok "Name server registered" / "Navneserver registreret",
        "The name server can be used now." / "Navneserveren kan bruges nu.";
    "host_not_registered" Bad "Name server not registered" / "Navneserver ikke registreret",
        "It was refused, or not accepted in time. Create it again when the people concerned agree." /
        "Den blev afvist eller ikke accepteret i tide. Opret den igen, når de berørte er enige.";
    "host_role_accepted" Ok "Name server role accepted" / "Navneserverrolle accepteret",
        "Somebody else administers the name server now." / "En anden administrerer nu navneserveren.";
    "host_role_refused" Bad "Name server role refused" / "Navneserverrolle afvist",
        "The new administrator refused or did not answer in time; nothing changed." /
        "Den nye administrator afviste eller svarede ikke i tide; intet er ændret.";
    "host_deleted" Info "Name server deleted" / "Navneserver slettet",
        "The name server no longer exists at the registry." / "Navneserveren findes ikke længere i registret.";
}

ui::texts! {
    struct Unknown;
    label { en: "Other", da: "Andet" }
}

/// A kind in a few words; what Birk does not know is "other".
pub(super) fn label(lang: Lang, word: &str) -> &'static str {
    of(lang, word).map_or_else(|| Unknown(lang).label(), |kind| kind.label)
}
