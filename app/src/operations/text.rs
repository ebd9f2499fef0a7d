ui::texts! {
    /// The words of the page.
    pub(super) struct T;
    operation { en: "Operation", da: "Handling" }
    operations { en: "Operations", da: "Handlinger" }
    applications { en: "Applications", da: "Ansøgninger" }
    needs_you { en: "Needs a decision", da: "Kræver en afgørelse" }
    next { en: "What happens next", da: "Hvad sker der nu" }
    look_again { en: "Look again", da: "Se efter igen" }
    timeline { en: "What has happened", da: "Hvad der er sket" }
    twice { en: "The registry accepted two sendings.", da: "Registret tog imod to afsendelser." }
    twice_how {
        en: "Birk had taken one of them for not carried out. See on the statement of your registrar account at Punktum dk whether a fee was booked twice, and contact support with both clTRIDs.",
        da: "Birk havde regnet den ene for ikke udført. Se på forhandlerkontoens kontoudtog hos Punktum dk, om et gebyr er trukket to gange, og kontakt support med begge clTRID.",
    }

    changes { en: "What it changes", da: "Hvad den ændrer" }
    contact { en: "The contact", da: "Kontakten" }
    steps { en: "Steps", da: "Trin" }
    order { en: "Who asked for it", da: "Hvem der har bestilt den" }
    part_of { en: "A step of", da: "Et trin i" }
    asked_by { en: "Asked for by", da: "Bestilt af" }
    asked_at { en: "When", da: "Hvornår" }
    address { en: "From IP address", da: "Fra IP-adresse" }
    through { en: "Through", da: "Via" }
    price { en: "Confirmed price", da: "Bekræftet pris" }
    given_back { en: "Given back", da: "Ført tilbage" }

    answer { en: "What the registry said", da: "Hvad registret svarede" }
    code { en: "Code", da: "Kode" }
    text { en: "Text", da: "Tekst" }
    final_message { en: "Final message", da: "Endelig besked" }
    to_message { en: "To the message", da: "Til beskeden" }
    frames { en: "EPP command and answer (XML)", da: "EPP-kommando og -svar (XML)" }
    frames_masked { en: "Passwords and authorization codes are masked.", da: "Adgangskoder og autorisationskoder er maskeret." }
    request { en: "The command as sent", da: "Kommandoen, som den blev sendt" }
    response { en: "The registry's answer", da: "Registrets svar" }

    notes { en: "Your own notes", da: "Jeres egne noter" }
    reference { en: "Reference", da: "Reference" }
    po_number { en: "PO number", da: "PO-nummer" }
    account_code { en: "Account code", da: "Kontokode" }
}

ui::texts! {
    /// Where an operation stands.
    pub(super) struct S;
    planned { en: "Waiting to be sent", da: "Venter på at blive sendt" }
    sent { en: "Sent", da: "Sendt" }
    sent_unanswered { en: "Sent, not answered", da: "Sendt, ikke besvaret" }
    pending { en: "Pending", da: "Under behandling" }
    decided_later { en: "Waits for the registry's decision", da: "Afventer Punktum dk's afgørelse" }
    active { en: "Active", da: "Aktivt" }
    done { en: "Carried out", da: "Gennemført" }
    awaiting { en: "Awaiting verification", da: "Afventer verificering" }
    rejected { en: "Rejected", da: "Afslået" }
    refused { en: "Refused", da: "Afvist" }
    not_sent { en: "Not sent", da: "Ikke sendt" }
    closed { en: "Closed", da: "Lukket" }
    uncertain { en: "Answer lost", da: "Svar mistet" }
}

ui::texts! {
    /// The sendings, one by one.
    pub(super) struct A;
    sending(n: i32, count: usize) { en: "Sending {n} of {count}", da: "Afsendelse {n} af {count}" }
    under_way { en: "No answer yet", da: "Endnu intet svar" }
    not_sent { en: "Not sent: nothing of it left Birk", da: "Ikke sendt: intet af den forlod Birk" }
    lost { en: "The answer was lost", da: "Svaret gik tabt" }
    not_executed { en: "The registry did not carry it out", da: "Registret udførte den ikke" }
    not_executed_told { en: "Not carried out, by a person's word", da: "Ikke udført, siger en medarbejder" }
    executed { en: "Found by asking: the registry carried it out", da: "Fundet ved at spørge: registret udførte den" }
    executed_told { en: "Carried out, by a person's word", da: "Udført, siger en medarbejder" }
    accepted { en: "The registry accepted it", da: "Registret tog imod den" }
    refused { en: "The registry refused it", da: "Registret afviste den" }
    granted { en: "Punktum dk granted it", da: "Punktum dk imødekom den" }
    rejected { en: "Rejected: it came to nothing", da: "Afslået: den blev ikke til noget" }
    taken { en: "Found by asking: what it is about is somebody else's", da: "Fundet ved at spørge: det, den handler om, er en andens" }
    other { en: "Not known to this version of Birk", da: "Kendes ikke af denne version af Birk" }
}

ui::texts! {
    /// What happened.
    pub(super) struct L;
    asked { en: "Asked for", da: "Bestilt" }
    found { en: "Found by asking the registry", da: "Fundet ved at spørge registret" }
    by_person { en: "By a person's word", da: "Efter en medarbejders ord" }
    sent { en: "Sent to the registry", da: "Sendt til registret" }
    answered { en: "The registry answered", da: "Registret svarede" }
    answer_lost { en: "The answer was lost", da: "Svaret gik tabt" }
    asked_again(at: &str) { en: "The registry is asked again at {at}.", da: "Registret bliver spurgt igen {at}." }
    message { en: "Final message from the registry", da: "Endelig besked fra registret" }
}
