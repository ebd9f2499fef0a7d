ui::texts! {
    /// The words of the pages that stand where something went wrong.
    pub(super) struct T;
    what_now { en: "What you can do", da: "Det kan du gøre" }
    to_search { en: "Go to WHOIS search", da: "Gå til WHOIS-søgning" }
    to_login { en: "Go to sign-in", da: "Gå til log ind" }
    to_profile { en: "See your meta-roles", da: "Se dine metaroller" }
    to_portfolio { en: "Go to the portfolio", da: "Gå til porteføljen" }
    reference { en: "Reference for support", da: "Reference til support" }
    still_there { en: "What you typed is still in the page before this one: use your browser's Back button.", da: "Det, du skrev, står stadig på siden før denne: brug browserens tilbageknap." }

    forbidden_title { en: "Your meta-roles do not allow this", da: "Dine metaroller tillader ikke dette" }
    forbidden { en: "The page exists, but your user may not open it. Nothing was changed.", da: "Siden findes, men din bruger må ikke åbne den. Intet er ændret." }
    forbidden_do {
        en: "If it belongs to your work, ask an administrator of your registrar account to give you the meta-role that it needs. It holds from your next click on.",
        da: "Hører den til dit arbejde, så bed en administrator af jeres registratorkonto om at give dig den metarolle, der skal til. Den gælder fra dit næste klik.",
    }

    missing_title { en: "There is nothing to see here", da: "Her er der ikke noget at se" }
    missing {
        en: "The address is not one of this portal's, or what it names is not among what your account can open.",
        da: "Adressen er ikke en af portalens, eller det, den nævner, er ikke blandt det, jeres konto kan åbne.",
    }
    missing_check { en: "Check the address, if you typed it or followed an old link.", da: "Se adressen efter, hvis du har skrevet den selv eller fulgt et gammelt link." }
    missing_search { en: "Look for the domain name, handle or name server in the search.", da: "Find domænenavnet, handlet eller navneserveren via søgningen." }

    conflict_title { en: "This form was already sent", da: "Formularen er allerede sendt" }
    conflict {
        en: "It was sent before with other content, and only that first time counts. What you sent now was not carried out.",
        da: "Den er sendt før med et andet indhold, og kun den første gang gælder. Det, du sendte nu, er ikke udført.",
    }
    conflict_see { en: "See what came of the first time, under Applications or on the object's own page.", da: "Se, hvad der kom ud af den første gang, under Ansøgninger eller på objektets egen side." }
    conflict_new { en: "If you need both, open the form anew and send it from there.", da: "Har du brug for begge dele, så åbn formularen på ny, og send den derfra." }

    large_title { en: "That was too much at once", da: "Det var for meget på én gang" }
    large { en: "What you sent is larger than any form of this portal. Nothing was carried out.", da: "Det, du sendte, er større end nogen formular i portalen. Intet er udført." }
    large_do { en: "Divide it into smaller parts; the search takes up to 500 names at a time.", da: "Del det op i mindre dele; søgningen tager op til 500 navne ad gangen." }

    not_a_form_title { en: "That could not be read", da: "Det kunne ikke læses" }
    not_a_form { en: "What was sent is not a form of this portal. Nothing was carried out.", da: "Det, der blev sendt, er ikke en formular fra portalen. Intet er udført." }
    not_a_form_do { en: "Open the page again and send its form from there.", da: "Åbn siden igen, og send dens formular derfra." }

    forged_title { en: "The form had expired", da: "Formularen var udløbet" }
    forged {
        en: "Nothing was sent. Each form can be sent only from the session it was shown in, and that one is no longer the same: you may have signed in or out in another tab.",
        da: "Intet er sendt. En formular kan kun sendes fra den session, den blev vist i, og det er ikke længere den samme: du har måske logget ind eller ud i en anden fane.",
    }
    forged_back { en: "Go back, reload the page, and send the form again.", da: "Gå tilbage, genindlæs siden, og send formularen igen." }
    forged_typed { en: "Copy longer texts before you reload; your browser may forget them.", da: "Kopiér længere tekster, før du genindlæser; browseren glemmer dem måske." }

    address_title { en: "Not from this address", da: "Ikke fra denne adresse" }
    address_before { en: "Your account does not admit the IP address ", da: "Jeres konto tillader ikke IP-adressen " }
    address_after { en: ". Nothing was carried out.", da: ". Intet er udført." }
    address_network { en: "Use a network that your account admits, such as the office or its VPN.", da: "Brug et netværk, som jeres konto tillader, for eksempel kontorets eller dets VPN." }
    address_ask {
        en: "Or ask an administrator of your account to add this address under Administration, IP whitelisting.",
        da: "Eller bed en administrator af jeres konto om at tilføje adressen under Administration, IP-whitelisting.",
    }

    many_title { en: "That went too fast", da: "Det gik for hurtigt" }
    many { en: "There were more requests from you than the portal takes in so short a time. The last one was not carried out.", da: "Der kom flere forespørgsler fra dig, end portalen tager imod på så kort tid. Den sidste er ikke udført." }
    many_seconds(seconds: u64) { en: "Wait {seconds} seconds, then try again.", da: "Vent {seconds} sekunder, og prøv så igen." }
    many_minutes(minutes: u64) { en: "Wait {minutes} minutes, then try again.", da: "Vent {minutes} minutter, og prøv så igen." }

    registry_title { en: "The registry does not answer at the moment", da: "Registret svarer ikke i øjeblikket" }
    registry {
        en: "Birk is running, but could not reach the registry, so this could not be looked up there. Birk keeps trying by itself.",
        da: "Birk kører, men kunne ikke få fat i registret, så dette kunne ikke slås op der. Birk bliver selv ved med at prøve.",
    }
    registry_works {
        en: "Portfolio, applications and messages still work: they show what was last confirmed.",
        da: "Portefølje, ansøgninger og beskeder virker stadig: de viser det senest bekræftede.",
    }
    registry_again { en: "Try again in a few minutes.", da: "Prøv igen om nogle minutter." }
    registry_twice {
        en: "If you were sending something, look under Applications before you send it again.",
        da: "Var du ved at sende noget, så se under Ansøgninger, før du sender det igen.",
    }

    database_title { en: "Birk cannot work at the moment", da: "Birk kan ikke arbejde i øjeblikket" }
    database { en: "Its database does not answer. This is on our side, not yours.", da: "Dens database svarer ikke. Det er hos os, ikke hos dig." }
    database_again { en: "Try again in a minute.", da: "Prøv igen om et minut." }
    database_twice {
        en: "If you were sending something, look afterwards whether it went through before you send it again.",
        da: "Var du ved at sende noget, så se bagefter, om det gik igennem, før du sender det igen.",
    }

    internal_title { en: "Something went wrong on our side", da: "Noget gik galt hos os" }
    internal { en: "The page could not be made. The cause is in Birk's log.", da: "Siden kunne ikke laves. Årsagen står i Birks log." }
    internal_again { en: "Try again. If it happens again, tell support the reference below.", da: "Prøv igen. Sker det igen, så giv support referencen herunder." }
}
