//! The words of the question that only a person can answer, and of what comes of the answer.

ui::texts! {
    /// The question that only a person can answer.
    pub(super) struct D;
    title { en: "What did the registry do?", da: "Hvad gjorde registret?" }
    contact {
        en: "The new contact was to be created even if the registry has an identical one, and the answer was lost. The registry has no list of contacts and tells of a new one only where it must be verified, so Birk cannot prove whether it exists.",
        da: "Den nye kontakt skulle oprettes, også selv om registret har en identisk, og svaret gik tabt. Registret har ingen liste over kontakter og fortæller kun om en ny, hvis den skal verificeres, så Birk kan ikke bevise, om den findes.",
    }
    contact_how {
        en: "Look for it in Punktum dk's registrar portal, or ask Punktum dk with this clTRID.",
        da: "Se efter den i Punktum dk's forhandlerportal, eller spørg Punktum dk med dette clTRID.",
    }
    unanswered {
        en: "Birk has sent the new contact to the registry without getting an answer that it can use, and does not go on unasked. The contact may exist or not.",
        da: "Birk har sendt den nye kontakt til registret uden at få et svar, der kan bruges, og fortsætter ikke uden at spørge. Kontakten kan findes eller ej.",
    }
    unanswered_how {
        en: "Sending it again is safe: if the contact exists by now, the registry answers with it. If there is still no answer, ask Punktum dk with this clTRID.",
        da: "Det er uden risiko at sende den igen: findes kontakten nu, svarer registret med den. Kommer der stadig intet svar, så spørg Punktum dk med dette clTRID.",
    }
    asked_contact { en: "The contact that was asked for", da: "Den kontakt, der skulle oprettes" }
    name { en: "Name", da: "Navn" }
    organisation { en: "Organisation", da: "Organisation" }
    street { en: "Street", da: "Adresse" }
    city { en: "Postal code and city", da: "Postnummer og by" }
    country { en: "Country", da: "Land" }
    email { en: "E-mail", da: "E-mail" }
    send_again { en: "Send it again", da: "Send den igen" }
    send_again_hint {
        en: "If the contact exists after all, the registry uses it: there is never a second one.",
        da: "Findes kontakten alligevel, bruger registret den: der bliver aldrig to.",
    }
    not_wanted { en: "It is not wanted any more", da: "Den ønskes ikke længere" }
    give_up_reused_hint {
        en: "The contact is not sent again, and what waits for it is not sent at all. The contact may exist at the registry all the same.",
        da: "Kontakten sendes ikke igen, og det, der venter på den, sendes slet ikke. Kontakten kan alligevel findes hos registret.",
    }
    contact_executed { en: "The contact was created", da: "Kontakten blev oprettet" }
    contact_executed_hint { en: "Give its user ID. What waits for the contact is then sent with it.", da: "Angiv dens bruger-id. Så sendes det, der venter på kontakten." }
    handle { en: "User ID of the contact (WHOIS handle)", da: "Kontaktens bruger-id (WHOIS-handle)" }
    handle_hint { en: "Such as ABC12-DK; needed if it was created.", da: "Fx ABC12-DK; skal angives, hvis den blev oprettet." }
    domain {
        en: "The name is in other hands, and no message from the registry has explained what became of this application.",
        da: "Navnet er i andre hænder, og ingen besked fra registret har forklaret, hvad der blev af denne ansøgning.",
    }
    statement_how {
        en: "Look at the statement of your registrar account at Punktum dk: was a fee booked for the name, and was it paid back? Otherwise ask Punktum dk with this clTRID.",
        da: "Se på forhandlerkontoens kontoudtog hos Punktum dk: er der trukket et gebyr for navnet, og er det ført tilbage? Spørg ellers Punktum dk med dette clTRID.",
    }
    shown_how {
        en: "Compare what the registry shows now with what was asked for. Otherwise ask Punktum dk with this clTRID.",
        da: "Sammenlign det, registret viser nu, med det, der blev bestilt. Spørg ellers Punktum dk med dette clTRID.",
    }
    message_missing {
        en: "Punktum dk took it in, but its final message is overdue, and the registry no longer shows anything of it.",
        da: "Punktum dk modtog den, men den endelige besked er udeblevet, og registret viser ikke længere noget til den.",
    }
    message_missing_how {
        en: "Look on the statement of your registrar account at Punktum dk whether the fee was paid back, and in the system that read the messages before, if there is one. Otherwise ask Punktum dk with this clTRID.",
        da: "Se på forhandlerkontoens kontoudtog hos Punktum dk, om gebyret er ført tilbage, og i det system, der eventuelt har læst beskederne før. Spørg ellers Punktum dk med dette clTRID.",
    }
    message_elsewhere_how {
        en: "Look for its message in the system that read the messages before, if there is one. Otherwise ask Punktum dk with this clTRID.",
        da: "Se efter dens besked i det system, der eventuelt har læst beskederne før. Spørg ellers Punktum dk med dette clTRID.",
    }
    queue {
        en: "The registry shows nothing of it. It may have been decided already: only a message would tell, and Birk may not read your account's message queue.",
        da: "Registret viser intet til den. Den kan være afgjort allerede: kun en besked ville sige det, og Birk må ikke læse kontoens beskedkø.",
    }
    queue_how {
        en: "Look for its message in the system that reads the queue, and look at the statement of your registrar account at Punktum dk: was a fee booked for the name, and was it paid back?",
        da: "Se efter dens besked i det system, der læser køen, og se på forhandlerkontoens kontoudtog hos Punktum dk: er der trukket et gebyr for navnet, og er det ført tilbage?",
    }
    queue_elsewhere_how { en: "Look for its message in the system that reads the queue.", da: "Se efter dens besked i det system, der læser køen." }
    flagged {
        en: "The registry sent a message about it that Birk could not act on by itself.",
        da: "Registret har sendt en besked om den, som Birk ikke selv kunne handle på.",
    }
    flagged_how { en: "Look at that message first: it says what happened.", da: "Se på beskeden først: den siger, hvad der skete." }
    registrant {
        en: "The name is now registered to your account, but with another registrant than the one in this application.",
        da: "Navnet er nu registreret under jeres konto, men med en anden registrant end den i ansøgningen.",
    }
    registrant_how {
        en: "Find out who registered it: somebody in Punktum dk's registrar portal or in another system, or was the registrant changed afterwards? Punktum dk can tell with this clTRID.",
        da: "Find ud af, hvem der registrerede det: nogen i Punktum dk's forhandlerportal eller i et andet system, eller er det overdraget bagefter? Punktum dk kan svare ud fra dette clTRID.",
    }
    unknown {
        en: "The answer was lost, and Birk has asked the registry for an hour without finding out whether it was carried out.",
        da: "Svaret gik tabt, og Birk har i en time spurgt registret uden at finde ud af, om den blev gennemført.",
    }
    other { en: "Birk cannot find out by itself whether the registry carried it out.", da: "Birk kan ikke selv finde ud af, om registret gennemførte den." }
    other_how { en: "Ask Punktum dk with this clTRID.", da: "Spørg Punktum dk med dette clTRID." }
    to_flagged { en: "Messages that need a person", da: "Beskeder, der kræver handling" }
    to_object(object: &str) { en: "What the registry shows of {object}", da: "Hvad registret viser om {object}" }
    to_messages(object: &str) { en: "Every message about {object}", da: "Alle beskeder om {object}" }
    what_happened { en: "What have you found out?", da: "Hvad har du fundet ud af?" }
    executed { en: "The registry carried it out", da: "Registret gennemførte den" }
    executed_hint { en: "Birk closes it as carried out, by your word.", da: "Birk afslutter den som gennemført på dit ord." }
    domain_executed { en: "The name was registered by this application", da: "Navnet blev registreret ved denne ansøgning" }
    domain_executed_hint {
        en: "Birk closes the application as carried out, takes the name into the portfolio, and asks the registry how it stands.",
        da: "Birk afslutter ansøgningen som gennemført, tager navnet med i porteføljen og spørger registret, hvordan det står til.",
    }
    nothing { en: "It came to nothing", da: "Den blev ikke til noget" }
    nothing_hint { en: "Birk closes it. You can ask for it again if it is still wanted.", da: "Birk lukker den. I kan bestille den igen, hvis den stadig ønskes." }
    domain_nothing_hint {
        en: "Birk closes the application and expects its fee to be paid back. You can apply again if the name is still wanted.",
        da: "Birk lukker ansøgningen og forventer, at gebyret føres tilbage. I kan ansøge igen, hvis navnet stadig ønskes.",
    }
    not_executed { en: "The registry did nothing: send it again", da: "Registret gjorde intet: send igen" }
    not_executed_hint {
        en: "The same command is sent once more. If it had been carried out after all, it would then be there twice.",
        da: "Den samme kommando sendes en gang til. Var den alligevel udført, ville den så være der to gange.",
    }
    give_up { en: "It came to nothing, or is not wanted any more", da: "Den blev ikke til noget eller ønskes ikke længere" }
    give_up_hint { en: "Nothing more is sent, and Birk closes it.", da: "Der sendes ikke mere, og Birk lukker den." }
    give_up_contact_hint {
        en: "The contact is not created again, and what waits for it is not sent at all. The contact may exist at the registry all the same.",
        da: "Kontakten oprettes ikke igen, og det, der venter på den, sendes slet ikke. Kontakten kan alligevel findes hos registret.",
    }
    save { en: "Settle it", da: "Afgør det" }
    ask_somebody(role: &str) { en: "A colleague with the {role} role must settle it.", da: "En kollega med rollen {role} skal afgøre det." }
    ask_anybody { en: "A colleague who has a role must settle it.", da: "En kollega, der har en rolle, skal afgøre det." }
    ask_nobody {
        en: "This version of Birk does not know operations of this kind; it takes a newer one to settle it.",
        da: "Denne version af Birk kender ikke handlinger af den slags; der skal en nyere til at afgøre det.",
    }
}

ui::texts! {
    /// What to tell somebody about the answer that they gave.
    pub(super) struct B;
    decided { en: "Your answer is saved.", da: "Dit svar er gemt." }
    unknown_kind {
        en: "This version of Birk does not know operations of this kind, so nothing was changed.",
        da: "Denne version af Birk kender ikke handlinger af den slags, så intet er ændret.",
    }
    look_again {
        en: "Something became known meanwhile, so your answer changed nothing. Look at the question as it is now.",
        da: "Der kom nyt frem imens, så dit svar ændrede ikke noget. Se på spørgsmålet, som det lyder nu.",
    }
    not_that_contact {
        en: "This cannot be the contact: it must belong to your account, have been created since it was asked for, and have the e-mail address asked for. No other operation may have it as its new contact.",
        da: "Det kan ikke være kontakten: den skal høre til jeres konto, være oprettet efter bestillingen og have den e-mailadresse, der blev angivet. Den må ikke være den nye kontakt i en anden handling.",
    }
    contact_not_asked {
        en: "Nothing was changed: the registry could not be asked about this user ID. Try again later.",
        da: "Intet er ændret: registret kunne ikke spørges om dette bruger-id. Prøv igen senere.",
    }
    nothing_asked(now: &str) {
        en: "Nothing is asked about this now, so your answer changed nothing. {now}",
        da: "Der er intet at afgøre nu, så dit svar ændrede ikke noget. {now}",
    }
    meanwhile(now: &str) {
        en: "It was settled meanwhile, so your answer changed nothing. {now}",
        da: "Det blev afgjort imens, så dit svar ændrede ikke noget. {now}",
    }
}
