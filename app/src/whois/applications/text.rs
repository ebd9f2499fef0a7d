ui::texts! {
    /// The words of the list.
    pub(super) struct T;
    title { en: "Applications", da: "Ansøgninger" }
    lead { en: "What was applied for, what came of it, and what comes next.", da: "Hvad der er ansøgt om, hvad der kom ud af det, og hvad der nu skal ske." }
    register { en: "Register domain name", da: "Registrér domænenavn" }
    filter_label { en: "Filter the applications", da: "Filtrér ansøgningerne" }
    q { en: "Search", da: "Søg" }
    q_hint { en: "Name, tracking number, reference, PO number, account code, person.", da: "Navn, sagsnummer, reference, PO-nummer, kontokode, person." }
    state { en: "State", da: "Tilstand" }
    every_state { en: "All states", da: "Alle tilstande" }
    none_match { en: "No application matches.", da: "Ingen ansøgning passer." }
    show_all { en: "Show all applications", da: "Vis alle ansøgninger" }
    none_yet { en: "Nothing has been applied for yet. Register a domain name, and you can follow it here.", da: "Der er ikke ansøgt om noget endnu. Registrér et domænenavn, så kan du følge det her." }
    none_yet_reader {
        en: "Nothing has been applied for yet. A colleague with the Registrar role can register domain names.",
        da: "Der er ikke ansøgt om noget endnu. En kollega med rollen Registrator kan registrere domænenavne.",
    }
    count(n: &str) { en: "{n} in all", da: "{n} i alt" }
    domain { en: "Domain name", da: "Domænenavn" }
    next_step { en: "Next step", da: "Næste skridt" }
    asked { en: "Sent", da: "Sendt" }
    number(number: &str) { en: "No. {number}", da: "Nr. {number}" }
    reference { en: "Reference", da: "Reference" }
    risk_badge(word: &str) { en: "Risk {word}", da: "Risiko {word}" }
    needs_you { en: "Needs a decision", da: "Kræver en afgørelse" }
}
