//! The words of where an operation stands and what comes next.

ui::texts! {
    /// For every act.
    pub(super) struct N;
    leave { en: "You may leave this page: Birk goes on by itself.", da: "Du kan roligt forlade siden: Birk fortsætter selv." }
    planned { en: "It waits for its turn at the registry and is then sent by itself.", da: "Den venter på sin tur hos registret og sendes så af sig selv." }
    planned_how {
        en: "It is saved, and is sent as soon as a connection to the registry is free: once, even if Birk is restarted meanwhile.",
        da: "Den er gemt og sendes, så snart en forbindelse til registret er ledig: én gang, også selv om Birk genstartes imens.",
    }
    planned_lapses { en: "If that takes too long, it lapses, and this page says so.", da: "Tager det for lang tid, bortfalder den, og så står det her på siden." }
    planned_again { en: "It waits to be sent again, which happens by itself.", da: "Den venter på at blive sendt igen, og det sker af sig selv." }
    planned_again_how {
        en: "The earlier sending came to nothing: the registry did not carry it out. It is sent again, with a transaction ID of its own, as soon as a connection to the registry is free.",
        da: "Den tidligere afsendelse blev ikke til noget: registret udførte den ikke. Den sendes igen med sit eget transaktions-id, så snart en forbindelse til registret er ledig.",
    }
    planned_contact { en: "It waits for its new contact and is sent as soon as that exists.", da: "Den venter på sin nye kontakt og sendes, så snart kontakten findes." }
    planned_contact_how {
        en: "It is not certain yet that the contact exists. What needs the contact waits for it, and does not lapse meanwhile.",
        da: "Det er endnu ikke sikkert, at kontakten findes. Det, der har brug for kontakten, venter på den og bortfalder ikke imens.",
    }
    sent { en: "It has been sent; the registry's answer has not come yet.", da: "Den er sendt; registrets svar er ikke kommet endnu." }
    sent_again { en: "It has been sent again; the registry's answer has not come yet.", da: "Den er sendt igen; registrets svar er ikke kommet endnu." }
    sent_how { en: "That takes a few seconds as a rule. Do not send it once more.", da: "Det tager som regel nogle få sekunder. Send den ikke en gang til." }
    pending { en: "Punktum dk has taken it in and decides about it; a message brings the decision.", da: "Punktum dk har modtaget den og behandler den; afgørelsen kommer i en besked." }
    told { en: "A person settled it: the registry carried it out.", da: "En medarbejder har afgjort det: registret gennemførte den." }
    told_how(object: &str) {
        en: "The registry has not confirmed it to Birk yet. The page of {object} shows what the registry says now.",
        da: "Registret har endnu ikke bekræftet det over for Birk. Siden for {object} viser, hvad registret siger nu.",
    }
    told_pending { en: "A person settled it: the registry carried it out, and Birk asks how it stands.", da: "En medarbejder har afgjort det: registret gennemførte den, og Birk spørger, hvordan det står til." }
    told_pending_how { en: "The final message decides, as soon as it comes.", da: "Den endelige besked afgør sagen, så snart den kommer." }
    done { en: "The registry has carried it out; nothing more has to be done.", da: "Registret har gennemført den; der skal ikke gøres mere." }
    reused { en: "The registry had an identical contact; it is used.", da: "Registret havde en identisk kontakt; den bruges." }
    rejected {
        en: "Punktum dk took it in, but has rejected it, so nothing was changed; the final message says why.",
        da: "Punktum dk modtog den, men har afslået den, så intet er ændret; den endelige besked siger hvorfor.",
    }
    taken(object: &str) { en: "It came to nothing: {object} is somebody else's.", da: "Den blev ikke til noget: {object} er en andens." }
    taken_lost { en: "The answer was lost, and Birk found that out by asking the registry.", da: "Svaret gik tabt, og Birk fandt ud af det ved at spørge registret." }
    taken_unheard {
        en: "Punktum dk's final message has not come, and Birk found that out by asking the registry.",
        da: "Punktum dk's endelige besked er ikke kommet, og Birk fandt ud af det ved at spørge registret.",
    }
    taken_money {
        en: "The statement of your registrar account at Punktum dk shows whether a fee was booked and paid back.",
        da: "Forhandlerkontoens kontoudtog hos Punktum dk viser, om et gebyr er trukket og ført tilbage.",
    }
    refunded { en: "The price has been given back.", da: "Prisen er ført tilbage." }
    not_refunded { en: "Whether the price has been given back shows on the account statement.", da: "Om prisen er ført tilbage, fremgår af kontoudtoget." }
    refused {
        en: "The registry refused it, so nothing was changed; put right what the refusal says, and try again.",
        da: "Registret afviste den, så intet er ændret; ret det, afvisningen nævner, og prøv igen.",
    }
    not_sent {
        en: "It was not sent, so nothing was changed; do it again if it is still wanted.",
        da: "Den blev ikke sendt, så intet er ændret; gør det igen, hvis det stadig ønskes.",
    }
    not_sent_too_old {
        en: "Birk stopped before it could be sent. When Birk was back, too much time had passed to send it without asking you.",
        da: "Birk stoppede, før den kunne sendes. Da Birk var tilbage, var der gået for lang tid til at sende den uden at spørge dig.",
    }
    not_sent_contact { en: "The contact that it needs could not be created.", da: "Den kontakt, den har brug for, kunne ikke oprettes." }
    not_sent_given_up_title { en: "It was not sent.", da: "Den blev ikke sendt." }
    not_sent_given_up_by(by: &str) {
        en: "{by} gave up the new contact that it needs. It is not certain whether the contact was created: it may exist at the registry.",
        da: "{by} opgav den nye kontakt, den har brug for. Det er uvist, om kontakten blev oprettet: den kan findes hos registret.",
    }
    not_sent_given_up {
        en: "Somebody gave up the new contact that it needs. It is not certain whether the contact was created: it may exist at the registry.",
        da: "Nogen opgav den nye kontakt, den har brug for. Det er uvist, om kontakten blev oprettet: den kan findes hos registret.",
    }
    not_sent_not_executed {
        en: "It was lost on the way to the registry, and by the time that was certain, it was too old to be sent again.",
        da: "Den gik tabt på vej til registret, og da det stod fast, var den for gammel til at blive sendt igen.",
    }
    not_sent_other { en: "Something went wrong before it could be sent; the details are in the log.", da: "Noget gik galt, før den kunne sendes; detaljerne er i loggen." }
    closed_by(by: &str) {
        en: "{by} closed it, since it came to nothing or is not wanted any more; nothing more is sent.",
        da: "{by} har lukket den, da den ikke blev til noget eller ikke længere ønskes; der sendes ikke mere.",
    }
    closed {
        en: "A person closed it, since it came to nothing or is not wanted any more; nothing more is sent.",
        da: "En medarbejder har lukket den, da den ikke blev til noget eller ikke længere ønskes; der sendes ikke mere.",
    }
    uncertain { en: "It was sent, but the answer was lost; Birk asks the registry what became of it.", da: "Den blev sendt, men svaret gik tabt; Birk spørger registret, hvad der blev af den." }
    uncertain_once {
        en: "Nothing is sent twice: it is sent again only once it is proven that the registry did not carry it out. Do not ask for the same again meanwhile.",
        da: "Intet sendes to gange: det sendes kun igen, når det er bevist, at registret ikke har udført det. Bed ikke om det samme igen imens.",
    }
    uncertain_at(time: &str, checks: u32) { en: "The registry is asked again at {time}; asked so far: {checks} times.", da: "Registret bliver spurgt igen kl. {time}; spurgt indtil nu: {checks} gange." }
    uncertain_soon { en: "The registry is asked again in a moment.", da: "Registret bliver spurgt igen om lidt." }
    decide { en: "The answer was lost, and only a person can find out what happened.", da: "Svaret gik tabt, og kun et menneske kan finde ud af, hvad der skete." }
    decide_contact {
        en: "It is not certain whether the new contact was created, and only a person can find out.",
        da: "Det er uvist, om den nye kontakt blev oprettet, og kun et menneske kan finde ud af det.",
    }
    decide_unanswered {
        en: "It is not certain whether the new contact was created, and Birk does not go on unasked.",
        da: "Det er uvist, om den nye kontakt blev oprettet, og Birk fortsætter ikke uden at spørge.",
    }
    decide_pending {
        en: "Punktum dk has taken it in, and only a person can find out what became of it.",
        da: "Punktum dk har modtaget den, og kun et menneske kan finde ud af, hvad der blev af den.",
    }
    decide_pending_how {
        en: "It is never sent again. If the final message still comes, that decides.",
        da: "Den sendes aldrig igen. Kommer den endelige besked alligevel, er det den, der afgør sagen.",
    }
    decide_how { en: "Until the question below is answered, nothing is sent.", da: "Indtil spørgsmålet nedenfor er besvaret, sendes intet." }
}
