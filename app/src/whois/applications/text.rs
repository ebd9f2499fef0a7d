ui::texts! {
    /// The words of the list and the page.
    pub(super) struct T;
    title { en: "Applications", da: "Ansøgninger" }
    title_of(domain: &str) { en: "Application for {domain}", da: "Ansøgning om {domain}" }
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
    tracking_no { en: "Tracking number", da: "Sagsnummer" }
    number(number: &str) { en: "No. {number}", da: "Nr. {number}" }
    reference { en: "Reference", da: "Reference" }
    risk_badge(word: &str) { en: "Risk {word}", da: "Risiko {word}" }
    needs_you { en: "Needs a decision", da: "Kræver en afgørelse" }

    next { en: "What happens next", da: "Hvad sker der nu" }
    look_again { en: "Look again", da: "Se efter igen" }
    timeline { en: "What has happened", da: "Hvad der er sket" }
    to_domain { en: "To the domain name", da: "Til domænenavnet" }
    apply_again { en: "Apply again", da: "Ansøg igen" }
    twice { en: "The registry accepted two sendings of this application.", da: "Registret tog imod to afsendelser af denne ansøgning." }
    twice_how {
        en: "Birk had taken one of them for not carried out. See on the statement of your registrar account at Punktum dk whether the fee was booked twice, and contact support with both clTRIDs.",
        da: "Birk havde regnet den ene for ikke udført. Se på forhandlerkontoens kontoudtog hos Punktum dk, om gebyret er trukket to gange, og kontakt support med begge clTRID.",
    }

    application { en: "The application", da: "Ansøgningen" }
    registrant { en: "Registrant", da: "Registrant" }
    reused { en: "The registry had an identical contact; it is used.", da: "Registret havde en identisk kontakt; den bruges." }
    no_contact { en: "No contact was created.", da: "Der blev ikke oprettet en kontakt." }
    choose_another { en: "Register another name", da: "Registrér et andet navn" }
    contact_not_created { en: "The contact has no handle yet.", da: "Kontakten har endnu intet handle." }
    name_servers { en: "Name servers", da: "Navneservere" }
    ds { en: "DS records", da: "DS-records" }
    period { en: "Registration period", da: "Registreringsperiode" }
    one_year { en: "1 year", da: "1 år" }
    auto_renew { en: "At expiry", da: "Ved udløb" }
    renews { en: "Renewed automatically", da: "Fornyes automatisk" }
    expires { en: "Expires after the year", da: "Udløber efter året" }
    authorization_code { en: "Authorization code for the waiting list", da: "Godkendelseskode til ventelisten" }
    code_given { en: "Given; never shown", da: "Angivet; vises aldrig" }
    price { en: "Price", da: "Pris" }
    given_back { en: "Given back", da: "Ført tilbage" }
    asked_by { en: "Applied for by", da: "Ansøgt af" }

    answer { en: "What the registry said", da: "Hvad registret svarede" }
    code { en: "Code", da: "Kode" }
    text { en: "Text", da: "Tekst" }
    final_message { en: "Final message", da: "Endelig besked" }
    to_message { en: "To the message", da: "Til beskeden" }

    consent { en: "Punktum dk's agreement accepted", da: "Punktum dk's aftale accepteret" }
    no_consent { en: "Nothing about the registrant's acceptance is kept in Birk.", da: "Birk har intet gemt om registrantens accept." }
    accepted_at { en: "Accepted", da: "Accepteret" }
    consent_method { en: "How", da: "Hvordan" }
    unknown_method { en: "Not known", da: "Ukendt" }
    terms_version { en: "Version of the terms", da: "Vilkårenes version" }
    recorded { en: "Recorded", da: "Registreret i Birk" }

    notes { en: "Your own notes", da: "Jeres egne noter" }
    po_number { en: "PO number", da: "PO-nummer" }
    account_code { en: "Account code", da: "Kontokode" }
    none { en: "None", da: "Ingen" }
}

ui::texts! {
    /// Where an application stands.
    pub(super) struct S;
    planned { en: "Waiting to be sent", da: "Venter på at blive sendt" }
    sent { en: "Sent, not answered", da: "Sendt, ikke besvaret" }
    pending { en: "Pending", da: "Under behandling" }
    active { en: "Active", da: "Aktivt" }
    awaiting { en: "Awaiting verification", da: "Afventer verifikation" }
    rejected { en: "Rejected", da: "Afslået" }
    refused { en: "Refused", da: "Afvist" }
    not_sent { en: "Not sent", da: "Ikke sendt" }
    closed { en: "Closed", da: "Lukket" }
    uncertain { en: "Answer lost", da: "Svar mistet" }
}

ui::texts! {
    /// What happens next.
    pub(super) struct N;
    planned_short { en: "It waits for its turn at the registry.", da: "Den venter på sin tur hos registret." }
    planned_contact_short { en: "It waits for its new contact.", da: "Den venter på sin nye kontakt." }
    sent_short { en: "Wait for the registry's answer.", da: "Vent på registrets svar." }
    pending_short { en: "Wait: the registry decides.", da: "Vent: registret afgør den." }
    active_short { en: "Nothing more to do.", da: "Der skal ikke gøres mere." }
    awaiting_short { en: "The registrant must complete the identity check.", da: "Registranten skal gennemføre identitetskontrollen." }
    awaiting_danish_short { en: "The Danish registrant must complete the ID or data check.", da: "Den danske registrant skal gennemføre ID- eller datakontrollen." }
    awaiting_foreign_short { en: "The foreign registrant must complete the ID or data check.", da: "Den udenlandske registrant skal gennemføre ID- eller datakontrollen." }
    rejected_short { en: "See why, or choose another name.", da: "Se hvorfor, eller vælg et andet navn." }
    refused_short { en: "See why, and apply again.", da: "Se hvorfor, og ansøg igen." }
    not_sent_short { en: "Apply again if it is still wanted.", da: "Ansøg igen, hvis den stadig ønskes." }
    closed_short { en: "Closed by a person. Apply again if it is still wanted.", da: "Lukket af en medarbejder. Ansøg igen, hvis den stadig ønskes." }
    uncertain_short { en: "Birk asks the registry what became of it.", da: "Birk spørger registret, hvad der blev af den." }
    uncertain_short_at(time: &str) { en: "Birk asks the registry again at {time}.", da: "Birk spørger registret igen kl. {time}." }
    decide_short { en: "Find out at the registry, then tell Birk.", da: "Find ud af det hos registret, og sig det så til Birk." }

    leave { en: "You may leave this page: Birk goes on by itself.", da: "Du kan roligt forlade siden: Birk fortsætter selv." }
    planned_title { en: "The application waits for its turn at the registry.", da: "Ansøgningen venter på sin tur hos registret." }
    planned {
        en: "It is saved, and is sent as soon as a connection to the registry is free: once, even if Birk is restarted meanwhile.",
        da: "Den er gemt og sendes, så snart en forbindelse til registret er ledig: én gang, også selv om Birk genstartes imens.",
    }
    planned_lapses { en: "If that takes too long, it lapses, and this page says so.", da: "Tager det for lang tid, bortfalder den, og så står det her på siden." }
    planned_again_title { en: "The application waits to be sent again.", da: "Ansøgningen venter på at blive sendt igen." }
    planned_again {
        en: "The earlier sending came to nothing: the registry did not carry it out. It is sent again, with a transaction ID of its own, as soon as a connection to the registry is free.",
        da: "Den tidligere afsendelse blev ikke til noget: registret udførte den ikke. Den sendes igen med sit eget transaktions-id, så snart en forbindelse til registret er ledig.",
    }
    planned_contact_title { en: "The application waits for its new contact.", da: "Ansøgningen venter på sin nye kontakt." }
    planned_contact {
        en: "It is not certain yet that the contact exists. The application is sent as soon as it is, and does not lapse meanwhile.",
        da: "Det er endnu ikke sikkert, at kontakten findes. Ansøgningen sendes, så snart det er det, og bortfalder ikke imens.",
    }
    sent_title { en: "The application has been sent, its answer has not come yet.", da: "Ansøgningen er sendt, svaret er ikke kommet endnu." }
    sent { en: "That takes a few seconds as a rule. Do not send it once more.", da: "Det tager som regel nogle få sekunder. Send den ikke en gang til." }
    pending_title { en: "The registry has taken the application in and decides about it.", da: "Registret har modtaget ansøgningen og behandler den." }
    pending {
        en: "Its decision comes as one final message, within minutes as a rule. It says whether the name is registered, and whether the registrant must be verified first.",
        da: "Afgørelsen kommer som én endelig besked, som regel inden for minutter. Den siger, om navnet er registreret, og om registranten først skal verificeres.",
    }
    active_title { en: "The domain name is registered and works.", da: "Domænenavnet er registreret og virker." }
    active { en: "Nothing more has to be done.", da: "Der skal ikke gøres mere." }
    told_title { en: "A person settled it: the registry carried the application out.", da: "En medarbejder har afgjort det: registret gennemførte ansøgningen." }
    told {
        en: "The registry has not confirmed it to Birk yet. The domain name's own page shows what the registry says now.",
        da: "Registret har endnu ikke bekræftet det over for Birk. Domænenavnets egen side viser, hvad registret siger nu.",
    }
    told_pending {
        en: "Birk asks the registry how the name stands. The final message decides, as soon as it comes.",
        da: "Birk spørger registret, hvordan det står til med navnet. Den endelige besked afgør sagen, så snart den kommer.",
    }
    active_blue {
        en: "BLUE: the registrant, Danish or foreign, has completed the ID and data check. Nothing more has to be done.",
        da: "BLUE: registranten, dansk eller udenlandsk, har gennemført ID- og datakontrollen. Der skal ikke gøres mere.",
    }
    active_green {
        en: "GREEN: the registrant lives abroad, an ID check is not needed, and the data check is completed. Nothing more has to be done.",
        da: "GREEN: registranten er udenlandsk, ID-kontrol er ikke nødvendig, og datakontrollen er gennemført. Der skal ikke gøres mere.",
    }
    awaiting_title { en: "The domain name is registered, but does not work yet.", da: "Domænenavnet er registreret, men virker ikke endnu." }
    awaiting { en: "The registrant must be verified first.", da: "Registranten skal først verificeres." }
    awaiting_blue {
        en: "BLUE: the registrant is Danish and must complete the ID or data check, or both, before the name is activated.",
        da: "BLUE: registranten er dansk og skal gennemføre ID- eller datakontrollen eller begge, før navnet aktiveres.",
    }
    awaiting_red {
        en: "RED or YELLOW: the registrant lives abroad and must complete the ID or data check, or both, before the name is activated.",
        da: "RED eller YELLOW: registranten er udenlandsk og skal gennemføre ID- eller datakontrollen eller begge, før navnet aktiveres.",
    }
    awaiting_unknown {
        en: "N/A: the registry could not assess the risk. The registrant must complete the ID check before the name can be activated.",
        da: "N/A: registret kunne ikke vurdere risikoen. Registranten skal gennemføre ID-kontrollen, før navnet kan aktiveres.",
    }
    deadline(date: &str) {
        en: "It must be done by {date}; otherwise the name is suspended, and deleted 30 days later.",
        da: "Det skal ske senest {date}; ellers suspenderes navnet og slettes 30 dage senere.",
    }
    no_deadline {
        en: "If it is not done in time, the name is suspended, and deleted 30 days later. The contact's page shows the deadline.",
        da: "Sker det ikke i tide, suspenderes navnet og slettes 30 dage senere. Kontaktens side viser fristen.",
    }
    verify_yourself {
        en: "Punktum dk asks the registrant by e-mail. If your account verifies its registrants itself, it is you who must do it. A message comes when it is done.",
        da: "Punktum dk beder registranten om det pr. e-mail. Verificerer jeres konto selv sine registranter, er det jer, der skal gøre det. Der kommer en besked, når det er sket.",
    }
    rejected_title { en: "The registry has rejected the application.", da: "Registret har afslået ansøgningen." }
    rejected { en: "The final message says why.", da: "Den endelige besked siger hvorfor." }
    rejected_taken { en: "Somebody else has the name already. Choose another one.", da: "En anden har allerede navnet. Vælg et andet." }
    taken_title {
        en: "The application came to nothing: the name is somebody else's.",
        da: "Ansøgningen blev ikke til noget: navnet er en andens.",
    }
    taken_lost {
        en: "The answer to the application was lost, and when Birk asked, the registry showed the name as somebody else's.",
        da: "Svaret på ansøgningen gik tabt, og da Birk spurgte, viste registret navnet som en andens.",
    }
    taken_unheard {
        en: "Punktum dk's final message has not come, and when Birk asked, the registry showed the name as somebody else's.",
        da: "Punktum dk's endelige besked er ikke kommet, og da Birk spurgte, viste registret navnet som en andens.",
    }
    taken_money {
        en: "The statement of your registrar account at Punktum dk shows whether a fee was booked and paid back.",
        da: "Forhandlerkontoens kontoudtog hos Punktum dk viser, om et gebyr er trukket og ført tilbage.",
    }
    taken_another { en: "Choose another name.", da: "Vælg et andet navn." }
    rejected_model {
        en: "The registrant is not managed by the registrar, as the domain name would be. Apply again with a contact that your account manages, or with a new one.",
        da: "Registranten er ikke forhandlerhåndteret, sådan som domænenavnet ville blive det. Ansøg igen med en kontakt, som jeres konto håndterer, eller med en ny.",
    }
    rejected_terms {
        en: "The registrant did not accept the registry's terms in time. Apply again when they have accepted.",
        da: "Registranten accepterede ikke registrets vilkår i tide. Ansøg igen, når de er accepteret.",
    }
    rejected_cancelled { en: "The registry cancelled it without giving a reason. Apply again, or ask Punktum dk.", da: "Registret annullerede den uden at give en grund. Ansøg igen, eller spørg Punktum dk." }
    refunded { en: "The price has been given back.", da: "Prisen er ført tilbage." }
    not_refunded { en: "Whether the price has been given back shows on the account statement.", da: "Om prisen er ført tilbage, fremgår af kontoudtoget." }
    refused_title { en: "The registry refused the application.", da: "Registret afviste ansøgningen." }
    refused { en: "Nothing was registered and nothing charged. Put right what the refusal says, and apply again.", da: "Intet er registreret, og intet er trukket. Ret det, afvisningen nævner, og ansøg igen." }
    not_sent_title { en: "The application was not sent.", da: "Ansøgningen blev ikke sendt." }
    not_sent { en: "Nothing was registered and nothing charged. Apply again if it is still wanted.", da: "Intet er registreret, og intet er trukket. Ansøg igen, hvis den stadig ønskes." }
    not_sent_too_old {
        en: "Birk stopped before it could send the application. When it was back, too much time had passed to send it without asking you.",
        da: "Birk stoppede, før ansøgningen kunne sendes. Da Birk var tilbage, var der gået for lang tid til at sende den uden at spørge dig.",
    }
    not_sent_contact { en: "The registrant's contact could not be created.", da: "Registrantens kontakt kunne ikke oprettes." }
    not_sent_given_up_by(by: &str) {
        en: "{by} gave up its new contact, which the application needs. It is not certain whether the contact was created: it may exist at the registry.",
        da: "{by} opgav den nye kontakt, som ansøgningen har brug for. Det er uvist, om kontakten blev oprettet: den kan findes hos registret.",
    }
    not_sent_given_up {
        en: "Somebody gave up its new contact, which the application needs. It is not certain whether the contact was created: it may exist at the registry.",
        da: "Nogen opgav den nye kontakt, som ansøgningen har brug for. Det er uvist, om kontakten blev oprettet: den kan findes hos registret.",
    }
    not_sent_not_executed {
        en: "It was lost on the way to the registry, and by the time that was certain, it was too old to be sent again.",
        da: "Den gik tabt på vej til registret, og da det stod fast, var den for gammel til at blive sendt igen.",
    }
    not_sent_other { en: "Something went wrong before it could be sent; the details are in the log.", da: "Noget gik galt, før den kunne sendes; detaljerne er i loggen." }
    closed_title { en: "A person closed the application.", da: "En medarbejder har lukket ansøgningen." }
    closed_by(by: &str) {
        en: "{by} decided that it came to nothing, or that it is not wanted any more. Nothing more is sent.",
        da: "{by} afgjorde, at den ikke blev til noget, eller at den ikke længere ønskes. Der sendes ikke mere.",
    }
    closed { en: "It came to nothing, or is not wanted any more. Nothing more is sent.", da: "Den blev ikke til noget eller ønskes ikke længere. Der sendes ikke mere." }
    closed_money {
        en: "Whether a fee was booked and paid back shows on the statement of your registrar account at Punktum dk. Apply again if the name is still wanted.",
        da: "Om et gebyr er trukket og ført tilbage, fremgår af forhandlerkontoens kontoudtog hos Punktum dk. Ansøg igen, hvis navnet stadig ønskes.",
    }
    uncertain_title { en: "The application was sent, but the answer was lost.", da: "Ansøgningen blev sendt, men svaret gik tabt." }
    uncertain { en: "Birk does not know yet whether the registry took it in, and is finding out by asking.", da: "Birk ved endnu ikke, om registret tog imod den, og er ved at finde ud af det ved at spørge." }
    uncertain_once {
        en: "Nothing is sent twice: it is sent again only once it is proven that the registry did not carry it out. Do not apply for the name again meanwhile.",
        da: "Intet sendes to gange: det sendes kun igen, når det er bevist, at registret ikke har udført det. Ansøg ikke om navnet igen imens.",
    }
    uncertain_at(time: &str, checks: u32) { en: "The registry is asked again at {time}; asked so far: {checks} times.", da: "Registret bliver spurgt igen kl. {time}; spurgt indtil nu: {checks} gange." }
    uncertain_soon { en: "The registry is asked again in a moment.", da: "Registret bliver spurgt igen om lidt." }
    decide_title { en: "The answer was lost, and only a person can find out what happened.", da: "Svaret gik tabt, og kun et menneske kan finde ud af, hvad der skete." }
    decide_contact_title {
        en: "It is not certain whether the new contact was created, and only a person can find out.",
        da: "Det er uvist, om den nye kontakt blev oprettet, og kun et menneske kan finde ud af det.",
    }
    decide_unanswered_title {
        en: "It is not certain whether the new contact was created, and Birk does not go on unasked.",
        da: "Det er uvist, om den nye kontakt blev oprettet, og Birk fortsætter ikke uden at spørge.",
    }
    decide_pending_title {
        en: "Punktum dk has taken the application in, and only a person can find out what became of it.",
        da: "Punktum dk har modtaget ansøgningen, og kun et menneske kan finde ud af, hvad der blev af den.",
    }
    decide_pending {
        en: "It is never sent again. If the final message still comes, that decides.",
        da: "Den sendes aldrig igen. Kommer den endelige besked alligevel, er det den, der afgør sagen.",
    }
    decide { en: "Answer the question below; until then nothing is sent.", da: "Besvar spørgsmålet nedenfor; indtil da sendes intet." }
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
    taken { en: "Found by asking: the name is somebody else's", da: "Fundet ved at spørge: navnet er en andens" }
    contact(n: i32, count: usize) { en: "Contact: sending {n} of {count}", da: "Kontakt: afsendelse {n} af {count}" }
    contact_once { en: "Contact sent to the registry", da: "Kontakt sendt til registret" }
    other { en: "Not known to this version of Birk", da: "Kendes ikke af denne version af Birk" }
}

ui::texts! {
    /// What happened.
    pub(super) struct L;
    asked { en: "Applied for", da: "Ansøgt" }
    contact_created { en: "Contact created", da: "Kontakt oprettet" }
    contact_named { en: "A person named the contact", da: "En medarbejder angav kontakten" }
    contact_given_up { en: "A person gave up the contact", da: "En medarbejder opgav kontakten" }
    found { en: "Found by asking the registry", da: "Fundet ved at spørge registret" }
    by_person { en: "By a person's word", da: "Efter en medarbejders ord" }
    contact_reused { en: "Identical contact found and used", da: "Identisk kontakt fundet og brugt" }
    sent { en: "Sent to the registry", da: "Sendt til registret" }
    answered { en: "The registry answered", da: "Registret svarede" }
    answer_lost { en: "The answer was lost", da: "Svaret gik tabt" }
    asked_again(at: &str) { en: "The registry is asked again at {at}.", da: "Registret bliver spurgt igen {at}." }
    message { en: "Final message from the registry", da: "Endelig besked fra registret" }
}
