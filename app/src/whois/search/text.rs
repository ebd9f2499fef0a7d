ui::texts! {
    /// The words of the search page.
    pub(super) struct T;
    nav { en: "Search", da: "Søg" }
    title { en: "WHOIS search", da: "WHOIS-søgning" }
    title_of(query: &str) { en: "{query} · WHOIS search", da: "{query} · WHOIS-søgning" }
    label { en: "Domain names, WHOIS handles or name servers", da: "Domænenavne, WHOIS-handles eller navneservere" }
    hint(most: usize) {
        en: "Domain name, WHOIS handle or name server. Up to {most} at once, one a line or separated by spaces or commas.",
        da: "Domænenavn, WHOIS-handle eller navneserver. Op til {most} ad gangen, ét pr. linje eller adskilt af mellemrum eller komma.",
    }
    search { en: "Search", da: "Søg" }

    // Nothing asked yet.
    hints { en: "What you can look up", da: "Det kan du slå op" }
    domain { en: "Domain name", da: "Domænenavn" }
    domain_hint {
        en: "Is it free, whose is it, when does it expire? With its own letters or as xn--; .dk may be left out.",
        da: "Er det ledigt, hvis er det, hvornår udløber det? Med dets egne bogstaver eller som xn--; .dk kan udelades.",
    }
    contact { en: "WHOIS handle", da: "WHOIS-handle" }
    contact_hint { en: "A contact: who it is, whether it is verified, what uses it.", da: "En kontakt: hvem det er, om den er verificeret, hvad der bruger den." }
    host { en: "Name server", da: "Navneserver" }
    host_hint { en: "Its addresses, its administrator, the names it serves.", da: "Dens adresser, dens administrator, de navne, den betjener." }
    list { en: "A whole list", da: "En hel liste" }
    list_hint(most: usize) {
        en: "Paste up to {most} names, from a spreadsheet or an e-mail. Web and e-mail addresses are cut down to their domain name.",
        da: "Indsæt op til {most} navne, fx fra et regneark eller en e-mail. Web- og e-mailadresser skæres ned til deres domænenavn.",
    }
    examples { en: "for example", da: "fx" }

    // Answers.
    answer { en: "1 answer", da: "1 svar" }
    answers(n: &str) { en: "{n} answers", da: "{n} svar" }
    one_domain { en: "1 domain name", da: "1 domænenavn" }
    domains(n: &str) { en: "{n} domain names", da: "{n} domænenavne" }
    one_contact { en: "1 contact", da: "1 kontakt" }
    contacts(n: &str) { en: "{n} contacts", da: "{n} kontakter" }
    one_host { en: "1 name server", da: "1 navneserver" }
    hosts(n: &str) { en: "{n} name servers", da: "{n} navneservere" }
    one_registrar { en: "1 registrar account", da: "1 registratorkonto" }
    registrars(n: &str) { en: "{n} registrar accounts", da: "{n} registratorkonti" }
    took(ms: &str) { en: "the registry took {ms} ms", da: "registret brugte {ms} ms" }
    object { en: "Object", da: "Objekt" }
    result { en: "Answer", da: "Svar" }
    expires { en: "Expires", da: "Udløber" }
    managed_by { en: "Managed by", da: "Administreres af" }
    action { en: "Action", da: "Handling" }
    copy_free(n: &str) { en: "Copy the {n} available names", da: "Kopiér de {n} ledige navne" }

    available { en: "Available", da: "Ledigt" }
    yours { en: "Yours", da: "Jeres" }
    yours_active { en: "Yours, active", da: "Jeres, aktivt" }
    in_use { en: "In use", da: "I brug" }
    enqueued { en: "Applied for", da: "Ansøgt" }
    offered { en: "Offered on waiting list", da: "Tilbudt på venteliste" }
    taken { en: "Not available", da: "Ikke ledigt" }
    is_contact { en: "Contact", da: "Kontakt" }
    contact_state(state: &str) { en: "Contact · {state}", da: "Kontakt · {state}" }
    verified { en: "verified", da: "verificeret" }
    not_verified { en: "not verified", da: "ikke verificeret" }
    is_host { en: "Name server", da: "Navneserver" }
    your_host { en: "Name server, yours", da: "Navneserver, jeres" }
    is_registrar { en: "Registrar account", da: "Registratorkonto" }
    your_registrar { en: "Your account", da: "Jeres konto" }
    registrar_note { en: "The registry tells nothing about the accounts of others.", da: "Registret oplyser intet om andres konti." }
    not_found { en: "Not found", da: "Findes ikke" }
    not_found_note { en: "The registry does not know it.", da: "Registret kender det ikke." }
    not_shown { en: "Not shown", da: "Vises ikke" }
    not_shown_note {
        en: "It may exist, but the registry does not show it to your account.",
        da: "Den findes måske, men registret viser den ikke for jeres konto.",
    }
    refused { en: "Refused", da: "Afvist" }
    unanswered { en: "No answer", da: "Intet svar" }
    registry_says { en: "Registry:", da: "Registret:" }
    index_age(ago: &str) { en: "From Birk's index, confirmed {ago}", da: "Fra Birks indeks, bekræftet {ago}" }
    by_you { en: "your account", da: "jeres konto" }
    by_registrant { en: "The registrant", da: "Registranten" }
    register { en: "Register", da: "Registrér" }
    register_this(name: &str) { en: "Register {name}", da: "Registrér {name}" }
    register_with_code { en: "Register with code", da: "Registrér med kode" }
    register_with_code_this(name: &str) { en: "Register {name} with code", da: "Registrér {name} med kode" }
    open { en: "Open", da: "Åbn" }
    open_this(name: &str) { en: "Open {name}", da: "Åbn {name}" }

    // What was not looked up.
    one_invalid { en: "1 could not be looked up", da: "1 kunne ikke slås op" }
    invalid(n: &str) { en: "{n} could not be looked up", da: "{n} kunne ikke slås op" }
    typed { en: "As typed", da: "Som skrevet" }
    why { en: "Why", da: "Hvorfor" }
    dropped_title(n: &str) { en: "{n} more were not looked up", da: "{n} mere blev ikke slået op" }
    dropped(most: &str) { en: "One search takes {most}. Search again for the rest.", da: "Én søgning tager {most}. Søg igen efter resten." }
    partial(answered: &str, asked: &str) {
        en: "{answered} of {asked} have an answer; the others are marked.",
        da: "{answered} af {asked} har fået svar; de øvrige er markeret.",
    }
    still_works {
        en: "Portfolio, applications and messages work as usual.",
        da: "Portefølje, ansøgninger og beskeder virker som sædvanligt.",
    }
    nothing { en: "Nothing in this can be looked up.", da: "Intet af dette kan slås op." }
}
