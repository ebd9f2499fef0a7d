ui::texts! {
    /// Words that the pages of domains, contacts and hosts share.
    pub(super) struct T;
    back { en: "WHOIS search", da: "WHOIS-søgning" }
    answered(ms: &str, time: &str) { en: "The registry answered in {ms} ms, at {time}.", da: "Registret svarede på {ms} ms kl. {time}." }
    index(at: &str, ago: &str) {
        en: "This is what Birk's index knows; the registry last confirmed it {at} ({ago}). It may have changed since.",
        da: "Dette er, hvad Birks indeks ved; registret bekræftede det senest {at} ({ago}). Det kan have ændret sig siden.",
    }
    index_own {
        en: "This is what Birk's index knows from what was done here; the registry has not confirmed it yet.",
        da: "Dette er, hvad Birks indeks ved fra det, der er gjort her; registret har ikke bekræftet det endnu.",
    }
    still_works { en: "Portfolio, applications and messages work as usual.", da: "Portefølje, ansøgninger og beskeder virker som sædvanligt." }
    not_known { en: "Birk's index does not know it either.", da: "Birks indeks kender det heller ikke." }
    try_again { en: "Try again", da: "Prøv igen" }
    new_search { en: "New search", da: "Ny søgning" }

    statuses { en: "Statuses", da: "Statusser" }
    no_statuses { en: "The registry gives no statuses.", da: "Registret oplyser ingen statusser." }
    registry_adds(text: &str) { en: "The registry adds: {text}", da: "Registret tilføjer: {text}" }
    index_age(ago: &str) { en: "from Birk's index, confirmed {ago}", da: "fra Birks indeks, bekræftet {ago}" }
    your_account { en: "your account", da: "jeres konto" }

    more { en: "More in the registry's answer", da: "Mere i registrets svar" }
    more_hint { en: "Elements of earlier versions, or such as this version of Birk does not know.", da: "Elementer fra tidligere versioner eller sådanne, som denne version af Birk ikke kender." }
    not_read { en: "not known to this version of Birk", da: "kendes ikke af denne version af Birk" }
    not_readable(why: &str) { en: "could not be read: {why}", da: "kunne ikke læses: {why}" }

    timeline { en: "Timeline", da: "Tidslinje" }
    message { en: "Message from the registry", da: "Besked fra registret" }
    all_operations { en: "All operations", da: "Alle handlinger" }
    all_messages { en: "All messages", da: "Alle beskeder" }
    timeline_empty { en: "Nothing has been done here through Birk, and no message has come.", da: "Her er intet gjort gennem Birk, og der er ikke kommet nogen besked." }

    used_by { en: "Domain names in your portfolio that use it", da: "Domænenavne i jeres portefølje, der bruger den" }
    used_by_count(shown: &str, total: &str) { en: "{shown} of {total}, from Birk's index", da: "{shown} af {total}, fra Birks indeks" }
    used_by_index { en: "from Birk's index", da: "fra Birks indeks" }
    used_by_none { en: "No domain name in your portfolio uses it.", da: "Intet domænenavn i jeres portefølje bruger den." }
    all_of_them { en: "Show all in the portfolio", da: "Vis alle i porteføljen" }
    domain { en: "Domain name", da: "Domænenavn" }
    role { en: "As", da: "Som" }
    status { en: "Status", da: "Status" }
    expires { en: "Expires", da: "Udløber" }
    confirmed { en: "Confirmed", da: "Bekræftet" }
    registrant { en: "registrant", da: "registrant" }
    admin { en: "proxy", da: "fuldmægtig" }
    billing { en: "payer", da: "betaler" }

    managed_registrar { en: "Registrar-managed", da: "Registratoradministreret" }
    managed_registrant { en: "Registrant-managed", da: "Selvadministreret" }
    the_registrant { en: "The registrant, directly at the registry", da: "Registranten selv, direkte hos registret" }
    registrar_manages { en: "The registrar administers it for the registrant.", da: "Registratoren administrerer det for registranten." }
    registrant_manages {
        en: "An older model: no new names since 1 July 2026, and it ends on 30 June 2028.",
        da: "En ældre model: ingen nye navne siden 1. juli 2026, og den ophører 30. juni 2028.",
    }
    created_by(who: &str) { en: "by {who}", da: "af {who}" }
    yes { en: "Yes", da: "Ja" }
    no { en: "No", da: "Nej" }
}
