ui::texts! {
    /// The words of the messages.
    pub(super) struct T;
    title { en: "Messages", da: "Beskeder" }
    lead { en: "What the registry has told your account, newest first.", da: "Hvad registret har meddelt kontoen, nyeste først." }
    filter_label { en: "Filter the messages", da: "Filtrér beskederne" }
    show { en: "Which", da: "Hvilke" }
    unhandled { en: "Not handled", da: "Ikke behandlede" }
    all { en: "All", da: "Alle" }
    flagged_only { en: "Need a person", da: "Kræver et menneske" }
    kind { en: "About", da: "Om" }
    every_kind { en: "Everything", da: "Alt" }
    search { en: "Search", da: "Søg" }
    search_hint { en: "Part of the text, a name or a handle", da: "En del af teksten, et navn eller et handle" }
    count_one { en: "1 message", da: "1 besked" }
    count(number: &str) { en: "{number} messages", da: "{number} beskeder" }
    received { en: "Received", da: "Modtaget" }
    message { en: "Message", da: "Besked" }
    object { en: "Object", da: "Objekt" }
    handling { en: "Handling", da: "Behandling" }
    mark_handled { en: "Mark handled", da: "Markér behandlet" }
    of_message(number: &str) { en: ": message {number}", da: ": besked {number}" }
    handled { en: "Handled", da: "Behandlet" }
    handled_by(by: &str, when: &str) { en: "{by}, {when}", da: "{by}, {when}" }
    not_handled { en: "Not handled", da: "Ikke behandlet" }
    needs_person { en: "Needs a person", da: "Kræver et menneske" }
    could_not_apply { en: "Birk could not act on it:", da: "Birk kunne ikke selv handle på den:" }
    domain { en: "Domain name", da: "Domænenavn" }
    contact { en: "Contact", da: "Kontakt" }
    host { en: "Name server", da: "Navneserver" }
    nothing_at_all { en: "No messages yet. The registry writes here when an application is decided and when something changes for your domain names, contacts and name servers.", da: "Ingen beskeder endnu. Registret skriver her, når en ansøgning er afgjort, og når noget ændrer sig for jeres domænenavne, kontakter og navneservere." }
    all_handled { en: "Every message is handled.", da: "Alle beskeder er behandlet." }
    nothing_matches { en: "No message matches the filter.", da: "Ingen besked passer til filteret." }
    past_the_end { en: "There is nothing on this page: the list is shorter.", da: "Der er intet på denne side: listen er kortere." }
    first_page { en: "To the first page", da: "Til første side" }
    show_all { en: "Show all messages", da: "Vis alle beskeder" }
    search_domain { en: "Look up a domain name", da: "Slå et domænenavn op" }
    queue_off_title { en: "Messages are shown, but stay in the registry's queue.", da: "Beskederne vises, men bliver i registrets kø." }
    queue_off_administrator { en: "The registry hands out one message at a time, so only the oldest one is read until you say that Birk owns the queue.", da: "Registret udleverer én besked ad gangen, så kun den ældste læses, indtil du bestemmer, at Birk ejer køen." }
    queue_off_others { en: "The registry hands out one message at a time, so newer ones may be waiting there. An administrator of your account can let Birk own the queue.", da: "Registret udleverer én besked ad gangen, så nyere kan ligge og vente. En administrator for kontoen kan lade Birk eje køen." }
    queue_link { en: "Decide who owns the queue", da: "Bestem, hvem der ejer køen" }
    back { en: "Messages", da: "Beskeder" }
    detail_title(number: &str) { en: "Message {number}", da: "Besked {number}" }
    facts { en: "Facts", da: "Fakta" }
    registrys_words { en: "The registry's words", da: "Registrets ord" }
    msg_id { en: "Message number (msgID)", da: "Beskednummer (msgID)" }
    queued_at { en: "Queued by the registry", da: "Lagt i kø af registret" }
    received_at { en: "Read by Birk", da: "Læst af Birk" }
    acknowledged_at { en: "Acknowledged", da: "Kvitteret" }
    not_acknowledged { en: "Not yet: it is still in the registry's queue", da: "Ikke endnu: den ligger stadig i registrets kø" }
    result { en: "Result", da: "Resultat" }
    result_good { en: "Carried out", da: "Gennemført" }
    result_bad { en: "Not carried out", da: "Ikke gennemført" }
    risk_badge(word: &str) { en: "Risk {word}", da: "Risiko {word}" }
    risk { en: "Risk assessment", da: "Risikovurdering" }
    operation { en: "Operation", da: "Handling" }
    operation_link { en: "See what was asked for", da: "Se, hvad der blev bestilt" }
    raw { en: "The registry's answer (XML)", da: "Registrets svar (XML)" }
    raw_masked { en: "Authorization codes are masked.", da: "Godkendelseskoder er maskeret." }
}
