ui::texts! {
    /// The facts.
    pub(super) struct T;
    risk_badge(word: &str) { en: "Risk {word}", da: "Risiko {word}" }
    to_domain { en: "To the domain name", da: "Til domænenavnet" }
    apply_again { en: "Apply again", da: "Ansøg igen" }
    choose_another { en: "Register another name", da: "Registrér et andet navn" }

    application { en: "The application", da: "Ansøgningen" }
    tracking_no { en: "Tracking number", da: "Sagsnummer" }
    registrant { en: "Registrant", da: "Registrant" }
    reused { en: "The registry had an identical contact; it is used.", da: "Registret havde en identisk kontakt; den bruges." }
    no_contact { en: "No contact was created.", da: "Der blev ikke oprettet en kontakt." }
    contact_not_created { en: "The contact has no user ID yet.", da: "Kontakten har endnu intet bruger-id." }
    name_servers { en: "Name servers", da: "Navneservere" }
    ds { en: "DS records", da: "DS-records" }
    period { en: "Registration period", da: "Registreringsperiode" }
    one_year { en: "1 year", da: "1 år" }
    auto_renew { en: "At expiry", da: "Ved udløb" }
    renews { en: "Renewed automatically", da: "Fornyes automatisk" }
    expires { en: "Expires after the year", da: "Udløber efter året" }
    authorization_code { en: "Waiting-list code", da: "Ventelistekode" }
    code_given { en: "Given; never shown", da: "Angivet; vises aldrig" }

    consent { en: "Punktum dk's agreement accepted", da: "Punktum dk's aftale accepteret" }
    no_consent { en: "Nothing about the registrant's acceptance is kept in Birk.", da: "Birk har intet gemt om registrantens accept." }
    accepted_at { en: "Accepted", da: "Accepteret" }
    consent_method { en: "How", da: "Hvordan" }
    unknown_method { en: "Not known", da: "Ukendt" }
    terms_version { en: "Version of the terms", da: "Vilkårenes version" }
    recorded { en: "Recorded", da: "Registreret i Birk" }
}

ui::texts! {
    /// What happens next.
    pub(super) struct N;
    pending {
        en: "Punktum dk has taken the application in and decides about it; its final message says whether the name is registered.",
        da: "Punktum dk har modtaget ansøgningen og behandler den; den endelige besked siger, om navnet er registreret.",
    }
    pending_how {
        en: "The message comes within minutes as a rule, and says as well whether the registrant must be verified first.",
        da: "Beskeden kommer som regel inden for minutter og siger også, om registranten først skal verificeres.",
    }
    active { en: "The domain name is registered and works; nothing more has to be done.", da: "Domænenavnet er registreret og virker; der skal ikke gøres mere." }
    active_blue {
        en: "BLUE: the registrant, Danish or foreign, has completed the ID and data check.",
        da: "BLUE: registranten, dansk eller udenlandsk, har gennemført ID- og datakontrollen.",
    }
    active_green {
        en: "GREEN: the registrant lives abroad, an ID check is not needed, and the data check is completed.",
        da: "GREEN: registranten er udenlandsk, ID-kontrol er ikke nødvendig, og datakontrollen er gennemført.",
    }
    awaiting {
        en: "The domain name is registered, but works only once the registrant has been verified.",
        da: "Domænenavnet er registreret, men virker først, når registranten er verificeret.",
    }
    awaiting_why { en: "The registrant must complete the ID or data check.", da: "Registranten skal gennemføre ID- eller datakontrollen." }
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
    rejected(why: &str) { en: "Punktum dk has rejected the application: {why}", da: "Punktum dk har afslået ansøgningen: {why}" }
    rejected_otherwise { en: "the final message says why.", da: "den endelige besked siger hvorfor." }
    rejected_taken { en: "somebody else has the name already, so choose another one.", da: "en anden har allerede navnet, så vælg et andet." }
    rejected_model {
        en: "the registrant is not managed by the registrar, as the domain name would be; apply again with a contact that your account manages, or with a new one.",
        da: "registranten er ikke forhandlerhåndteret, sådan som domænenavnet ville blive det; ansøg igen med en kontakt, som jeres konto håndterer, eller med en ny.",
    }
    rejected_terms {
        en: "the registrant did not accept Punktum dk's terms in time; apply again when they have.",
        da: "registranten accepterede ikke Punktum dk's vilkår i tide; ansøg igen, når de er accepteret.",
    }
    rejected_cancelled {
        en: "it was cancelled without giving a reason; apply again, or ask Punktum dk.",
        da: "den er annulleret uden angivelse af en grund; ansøg igen, eller spørg Punktum dk.",
    }
    taken {
        en: "The application came to nothing: the name is somebody else's, so choose another one.",
        da: "Ansøgningen blev ikke til noget: navnet er en andens, så vælg et andet.",
    }
    refused {
        en: "The registry refused the application, so nothing was registered and nothing charged; put right what the refusal says, and apply again.",
        da: "Registret afviste ansøgningen, så intet er registreret, og intet er trukket; ret det, afvisningen nævner, og ansøg igen.",
    }
    not_sent {
        en: "The application was not sent, so nothing was registered and nothing charged; apply again if it is still wanted.",
        da: "Ansøgningen blev ikke sendt, så intet er registreret, og intet er trukket; ansøg igen, hvis den stadig ønskes.",
    }
    closed_how { en: "Apply again if the name is still wanted.", da: "Ansøg igen, hvis navnet stadig ønskes." }
}
