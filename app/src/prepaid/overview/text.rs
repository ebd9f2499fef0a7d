ui::texts! {
    /// The words of the prepaid account.
    pub(super) struct T;
    nav { en: "Prepaid account", da: "Forudbetalt konto" }
    title { en: "Prepaid account", da: "Forudbetalt konto" }
    balance { en: "Balance", da: "Saldo" }
    as_of(when: &str) { en: "The registry's figure, {when}", da: "Registrets tal, {when}" }
    may_be_debited(debits: &str) {
        en: "Operations under way may have taken up to {debits} from this balance already, or still take it; what goes beyond that is listed at once as unexplained.",
        da: "Handlinger i gang kan allerede have trukket op til {debits} på saldoen eller trække det endnu; hvad der ligger derudover, vises straks som uforklaret.",
    }
    may_come_back(refunds: &str) {
        en: "Operations under way may bring up to {refunds} back to this balance; what goes beyond that is listed at once as unexplained.",
        da: "Handlinger i gang kan føre op til {refunds} tilbage til saldoen; hvad der ligger derudover, vises straks som uforklaret.",
    }
    may_go_either_way(debits: &str, refunds: &str) {
        en: "Operations under way may have taken up to {debits} from this balance already, or still take it, and may bring up to {refunds} back; what goes beyond that is listed at once as unexplained.",
        da: "Handlinger i gang kan allerede have trukket op til {debits} på saldoen eller trække det endnu og kan føre op til {refunds} tilbage; hvad der ligger derudover, vises straks som uforklaret.",
    }
    uncertain_applications { en: "Applications whose answer was lost", da: "Ansøgninger, hvis svar gik tabt" }
    pending_applications { en: "Pending applications", da: "Ansøgninger under behandling" }
    refund_of_create { en: "Refund of a registration", da: "Tilbageførsel af registrering" }
    refund_of_renew { en: "Refund of a renewal", da: "Tilbageførsel af fornyelse" }
    refund_of_restore { en: "Refund of a restoration", da: "Tilbageførsel af genopretning" }
    refund_of_transfer { en: "Refund of a transfer", da: "Tilbageførsel af forhandlerskifte" }
    refund_of_change_registrant { en: "Refund of a change of registrant", da: "Tilbageførsel af overdragelse" }
    refund_undone(refund: &str) { en: "{refund}: not made after all", da: "{refund}: skete alligevel ikke" }
    refresh { en: "Ask the registry again", da: "Spørg registret igen" }
    unknown_balance { en: "Not known", da: "Kendes ikke" }
    unknown_explained { en: "The registry has not told Birk the balance yet.", da: "Registret har endnu ikke oplyst saldoen til Birk." }
    last_known { en: "What you see is the last balance known.", da: "Her ses den senest kendte saldo." }
    level_fine { en: "Above every alert threshold", da: "Over alle varslingsgrænser" }
    level_low(amount: &str) { en: "At or below {amount}", da: "På eller under {amount}" }
    level_empty { en: "Nothing left", da: "Kontoen er tom" }
    level_negative { en: "Overdrawn", da: "I minus" }
    negative_title { en: "The account is overdrawn.", da: "Kontoen er i minus." }
    negative { en: "Registrations and transfers are refused. Renewals go through and make the debt larger. The registry expects the account to be brought in order within 15 days; otherwise it may end the contract.", da: "Registreringer og flytninger afvises. Fornyelser gennemføres og gør gælden større. Registret forventer, at kontoen bringes i orden inden 15 dage; ellers kan det opsige aftalen." }
    empty_title { en: "The account is empty.", da: "Kontoen er tom." }
    empty { en: "Registrations and transfers are refused until funds arrive. Renewals go through and overdraw the account.", da: "Registreringer og flytninger afvises, indtil der er penge på kontoen. Fornyelser gennemføres og trækker kontoen i minus." }
    alerts { en: "Alerts", da: "Varslinger" }
    alerts_explained { en: "The registry sends an alert when the balance comes down to one of these.", da: "Registret sender en varsling, når saldoen når ned på en af disse grænser." }
    threshold(amount: &str) { en: "{amount} or less", da: "{amount} eller derunder" }
    reached { en: "Reached", da: "Nået" }
    not_reached { en: "Not reached", da: "Ikke nået" }
    prices { en: "Prices in force", da: "Gældende priser" }
    prices_explained { en: "Birk's price list, including VAT. The registry's own debit decides.", da: "Birks prisliste, inklusive moms. Det er registrets egen debitering, der gælder." }
    operation { en: "Operation", da: "Handling" }
    price { en: "Price", da: "Pris" }
    since(date: &str) { en: "Since {date}", da: "Siden {date}" }
    next_price { en: "Next change", da: "Næste ændring" }
    next_price_value(amount: &str, date: &str) { en: "{amount} from {date}", da: "{amount} fra {date}" }
    no_next { en: "None known", da: "Ingen kendt" }
    refused { en: "Refused when funds lack", da: "Afvises ved manglende dækning" }
    yes { en: "Yes", da: "Ja" }
    no { en: "No, the balance may go negative", da: "Nej, saldoen kan blive negativ" }
    no_price { en: "Not in the list", da: "Ikke på listen" }
    no_prices { en: "Birk has no price list yet. The operator imports one with the command birk prices import.", da: "Birk har endnu ingen prisliste. Driften indlæser en med kommandoen birk prices import." }
    create { en: "Registration, 1 year", da: "Registrering, 1 år" }
    renew { en: "Renewal, 1 year", da: "Fornyelse, 1 år" }
    restore { en: "Restoration", da: "Gendannelse" }
    restore_note(total: &str) { en: "{total} in all with the year's renewal", da: "{total} i alt med et års fornyelse" }
    transfer { en: "Transfer to you", da: "Flytning til jer" }
    change_registrant { en: "Change of registrant", da: "Skift af registrant" }
    debits { en: "Expected debits", da: "Forventede debiteringer" }
    debits_explained { en: "What Birk has ordered at the registry and expects to be charged for, newest first.", da: "Hvad Birk har bestilt hos registret og forventer debiteret, nyeste først." }
    when { en: "When", da: "Hvornår" }
    object { en: "Object", da: "Objekt" }
    amount { en: "Amount", da: "Beløb" }
    under_way { en: "Under way", da: "I gang" }
    under_way_note { en: "Given back if the registry rejects the application", da: "Føres tilbage, hvis registret afviser ansøgningen" }
    refund { en: "Given back", da: "Ført tilbage" }
    no_debits { en: "Nothing has been charged through Birk yet.", da: "Intet er debiteret gennem Birk endnu." }
    past_the_end { en: "There is nothing on this page: the list is shorter.", da: "Der er intet på denne side: listen er kortere." }
    first_page { en: "To the first page", da: "Til første side" }
    movement_title { en: "The balance moved in a way that is unexplained.", da: "Saldoen har ændret sig på en måde, der er uforklaret." }
    movement_between(amount: &str, from: &str, until: &str) { en: "By {amount} between {from} and {until}.", da: "Med {amount} mellem {from} og {until}." }
    movement_until(amount: &str, until: &str) { en: "By {amount} until {until}.", da: "Med {amount} indtil {until}." }
    movement_why { en: "Neither Birk's price list nor an operation under way explains it. It may be funds added, an automatic renewal, an operation outside Birk, or a price that differs from the list.", da: "Hverken Birks prisliste eller en handling i gang forklarer det. Det kan være en indbetaling, en automatisk fornyelse, en handling uden om Birk eller en pris, der afviger fra listen." }
    add_funds { en: "Add funds", da: "Sæt penge ind" }
    add_funds_intro { en: "Funds are added at the registry, in Danish kroner. They show here as soon as the registry has booked them.", da: "Penge sættes ind hos registret i danske kroner. De vises her, så snart registret har bogført dem." }
    sandbox_funds { en: "In the sandbox: fill the account on the control page", da: "I testmiljøet: fyld kontoen på styresiden" }
    by_card { en: "Credit card", da: "Betalingskort" }
    by_card_how { en: "In the registry's own portal.", da: "I registrets egen portal." }
    by_fik { en: "Payment slip (FIK)", da: "Indbetalingskort (FIK)" }
    by_fik_how { en: "For Danish registrars: pay with the FIK code that the registry has given your account.", da: "For danske registratorer: betal med den FIK-kode, registret har givet kontoen." }
    by_bank { en: "Bank transfer", da: "Bankoverførsel" }
    by_bank_how(handle: &str) { en: "For registrars abroad: transfer to the IBAN that the registry has told you, and state your registrar account, {handle}. The registry books transfers by hand during its opening hours.", da: "For udenlandske registratorer: overfør til det IBAN-nummer, registret har oplyst, og angiv registratorkontoen, {handle}. Registret bogfører overførsler manuelt i sin åbningstid." }
}
