ui::texts! {
    /// The words of the audit log.
    pub(super) struct T;
    title { en: "Audit log", da: "Revisionslog" }
    lead { en: "Who did what in your account, from where, and how it went. Lines are added, never changed.", da: "Hvem der har gjort hvad i kontoen, hvorfra, og hvordan det gik. Linjer tilføjes, de ændres aldrig." }
    filter_label { en: "Filter the audit log", da: "Filtrér revisionsloggen" }
    count_one { en: "1 line", da: "1 linje" }
    count(number: &str) { en: "{number} lines", da: "{number} linjer" }
    at { en: "When", da: "Hvornår" }
    actor { en: "Who", da: "Hvem" }
    action { en: "Action", da: "Handling" }
    object { en: "Object", da: "Objekt" }
    outcome { en: "Outcome", da: "Udfald" }
    from { en: "From", da: "Fra" }
    to { en: "To", da: "Til" }
    every_action { en: "All", da: "Alle" }
    every_outcome { en: "All", da: "Alle" }
    done { en: "Done", da: "Gjort" }
    refused { en: "Refused", da: "Afvist" }
    failed { en: "Failed", da: "Fejlet" }
    system { en: "Birk itself", da: "Birk selv" }
    operator { en: "The operator (command line)", da: "Driften (kommandolinje)" }
    sent_from(address: &str) { en: "from {address}", da: "fra {address}" }
    why { en: "Reason", da: "Årsag" }
    count_in_a_minute { en: "Times within a minute, so far", da: "Gange inden for et minut, indtil nu" }
    details { en: "Details", da: "Detaljer" }
    not_a_date { en: "This is not a date.", da: "Det er ikke en dato." }
    wrong_order { en: "The last day lies before the first.", da: "Den sidste dag ligger før den første." }
    nothing_at_all { en: "Nothing has been done in this account yet.", da: "Intet er gjort i kontoen endnu." }
    nothing_matches { en: "No line matches the filter.", da: "Ingen linje passer til filteret." }
    past_the_end { en: "There is nothing on this page: the list is shorter.", da: "Der er intet på denne side: listen er kortere." }
    first_page { en: "To the first page", da: "Til første side" }
    show_all { en: "Show the whole log", da: "Vis hele loggen" }
}
