//! Texts that the registry is known to send with a code, where they say more than the code.

use super::codes::Verdict;
use crate::Lang;

crate::texts! {
    /// Explanations of known texts.
    struct T;
    host { en: "A name server is not registered", da: "En navneserver er ikke registreret" }
    host_text(host: &str) {
        en: "{host} is not known to the registry.",
        da: "Registret kender ikke {host}.",
    }
    host_next { en: "Check the spelling, or register the name server first.", da: "Se stavemåden efter, eller registrér navneserveren først." }
    inactive { en: "A name server cannot be used", da: "En navneserver kan ikke bruges" }
    inactive_text(host: &str) {
        en: "{host} is not registered, or not active yet.",
        da: "{host} er ikke registreret eller ikke aktiv endnu.",
    }
    inactive_next { en: "Choose another name server, or wait until it is active.", da: "Vælg en anden navneserver, eller vent, til den er aktiv." }
    confirmation { en: "The time of acceptance is too far off", da: "Tidspunktet for accepten ligger for langt væk" }
    confirmation_text {
        en: "The registrant's acceptance may be at most 30 days old, and at most 24 hours ahead.",
        da: "Registrantens accept må højst være 30 dage gammel og højst ligge 24 timer fremme.",
    }
    confirmation_next {
        en: "Enter the true time of acceptance; if it is older, have the registrant accept again.",
        da: "Angiv det rigtige tidspunkt for accepten; er den ældre, må registranten acceptere igen.",
    }
    no_confirmation { en: "The acceptance is missing", da: "Accepten mangler" }
    no_confirmation_text {
        en: "The registry needs the time at which the registrant accepted its terms.",
        da: "Registret skal have tidspunktet for, hvornår registranten accepterede dets vilkår.",
    }
    registrar_registrant { en: "A registrar cannot be the registrant", da: "En registrator kan ikke være registrant" }
    registrar_registrant_text {
        en: "A handle that begins with REG- is a registrar account. The registrant must be a WHOIS handle of your portfolio.",
        da: "Et handle, der begynder med REG-, er en registratorkonto. Registranten skal være et WHOIS-handle fra jeres portefølje.",
    }
    model { en: "The registrant is not managed by you", da: "Registranten administreres ikke af jer" }
    model_text {
        en: "New names are managed by the registrar, and so must their registrant be. This contact is managed by itself or by another registrar.",
        da: "Nye navne administreres af registratoren, og det skal deres registrant også. Denne kontakt administrerer sig selv eller administreres af en anden registrator.",
    }
    model_next { en: "Create the registrant as a new contact.", da: "Opret registranten som en ny kontakt." }
    unverified { en: "The registrant is not verified", da: "Registranten er ikke verificeret" }
    unverified_text {
        en: "The identity check of this contact is missing or was rejected.",
        da: "Identitetskontrollen af denne kontakt mangler eller blev afvist.",
    }
    list { en: "The waiting-list code is missing or wrong", da: "Ventelistekoden mangler eller er forkert" }
    list_text {
        en: "The name is offered to the first on its waiting list. Only the code that they were sent can register it.",
        da: "Navnet er tilbudt den første på ventelisten. Kun den kode, som vedkommende har fået, kan registrere det.",
    }
    list_next { en: "Enter the eight characters of the code.", da: "Angiv kodens otte tegn." }
    cvr { en: "The CVR number is not right", da: "CVR-nummeret er ikke rigtigt" }
    cvr_text { en: "No company has this CVR number.", da: "Ingen virksomhed har dette CVR-nummer." }
    cvr_next { en: "Check the number at virk.dk.", da: "Se nummeret efter på virk.dk." }
    cvr_name_text {
        en: "The name is not the one that the company register (CVR) has for this number.",
        da: "Navnet er ikke det, CVR-registret har for dette nummer.",
    }
    cvr_name_next { en: "Write the name exactly as it stands at virk.dk.", da: "Skriv navnet, præcis som det står på virk.dk." }
    p_number { en: "The P-number is missing", da: "P-nummeret mangler" }
    p_number_text {
        en: "The company has several production units; the P-number tells which one is meant.",
        da: "Virksomheden har flere produktionsenheder; P-nummeret siger, hvilken der er tale om.",
    }
    cvr_down { en: "The CVR number could not be checked", da: "CVR-nummeret kunne ikke kontrolleres" }
    cvr_down_text {
        en: "The registry cannot reach the company register just now. Nothing was created.",
        da: "Registret kan ikke nå CVR-registret lige nu. Intet er oprettet.",
    }
    cvr_down_next { en: "Try again in a while.", da: "Prøv igen om lidt." }
    same_value { en: "Identity and e-mail must be verified together", da: "Identitet og e-mail skal verificeres samlet" }
    same_value_text {
        en: "When a contact is created, either both are verified or none.",
        da: "Når en kontakt oprettes, er enten begge dele verificeret eller ingen af dem.",
    }
    deleted { en: "It is being deleted already", da: "Det er allerede ved at blive slettet" }
    deleted_text { en: "A deletion has been asked for before.", da: "Der er bedt om sletning før." }
    missing { en: "A value is missing", da: "En oplysning mangler" }
    missing_text(what: &str) { en: "The registry needs a value for {what}.", da: "Registret skal have en værdi for {what}." }
}

/// The explanation of `text`, if it is known.
pub(super) fn verdict(lang: Lang, code: u16, text: &str) -> Option<Verdict> {
    let t = T(lang);
    let after = |prefix: &str| text.strip_prefix(prefix).map(str::trim).filter(|rest| !rest.is_empty());
    let has = |part: &str| text.contains(part);
    Some(match code {
        2003 if has("orderconfirmationToken") => {
            Verdict::bad(t.no_confirmation(), t.no_confirmation_text(), t.confirmation_next())
        }
        2003 => {
            let what = after("Value required for ")?.trim_start_matches("extension.dkhm:");
            Verdict::bad(t.missing(), t.missing_text(what), "")
        }
        2004 if has("orderconfirmationToken") => {
            Verdict::bad(t.confirmation(), t.confirmation_text(), t.confirmation_next())
        }
        2004 => {
            let host = after("Invalid or inactive nameserver:")?;
            Verdict::bad(t.inactive(), t.inactive_text(host), t.inactive_next())
        }
        2005 if has("Name and CVR number") => Verdict::bad(t.cvr(), t.cvr_name_text(), t.cvr_name_next()),
        2005 if has("Invalid CVR number") => Verdict::bad(t.cvr(), t.cvr_text(), t.cvr_next()),
        2005 if has("pnumber") => Verdict::bad(t.p_number(), t.p_number_text(), t.cvr_next()),
        2201 if has("Registrar handle is not permitted") => {
            Verdict::bad(t.registrar_registrant(), t.registrar_registrant_text(), t.model_next())
        }
        2201 if has("ID control") => Verdict::bad(t.unverified(), t.unverified_text(), ""),
        2202 if has("Invalid authorization information") => Verdict::bad(t.list(), t.list_text(), t.list_next()),
        2303 => {
            let host = after("Host not found:")?;
            Verdict::bad(t.host(), t.host_text(host), t.host_next())
        }
        2304 if has("delete already pending") => Verdict::bad(t.deleted(), t.deleted_text(), ""),
        2305 if has("without handling by registrar") => Verdict::bad(t.model(), t.model_text(), t.model_next()),
        2306 if has("Same value required") => Verdict::bad(t.same_value(), t.same_value_text(), ""),
        2400 if has("verify CVR") => Verdict::bad(t.cvr_down(), t.cvr_down_text(), t.cvr_down_next()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_not_known_are_left_to_their_code() {
        for (code, text) in [
            (2004, "To few active hosts"),
            (2003, "Required parameter missing"),
            (2303, "Host not found: "),
            (9999, ""),
        ] {
            assert_eq!(verdict(Lang::En, code, text), None, "{text}");
        }
    }

    #[test]
    fn the_texts_of_an_application_are_known() {
        for (code, text) in [
            (2003, "Value required for extension.dkhm:orderconfirmationToken"),
            (2004, "dkhm:orderconfirmationToken: >1< exceeds allowed threshold"),
            (2004, "Invalid or inactive nameserver: ns1.a.dk"),
            (2201, "Registrar handle is not permitted for registrant role."),
            (2202, "Invalid authorization information"),
            (2305, "Specified user handle not permitted without handling by registrar"),
            (2005, "You need to specify pnumber"),
            (2400, "Unable to verify CVR number. Please try again later."),
        ] {
            let (da, en) = (verdict(Lang::Da, code, text).unwrap(), verdict(Lang::En, code, text).unwrap());
            assert_ne!(da.explanation, en.explanation, "{text}");
        }
    }
}
