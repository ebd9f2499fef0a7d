ui::texts! {
    /// The words of the form.
    pub(super) struct T;
    title { en: "Register domain name", da: "Registrér domænenavn" }
    lead {
        en: "You read everything once more before it is sent. The registry decides within minutes as a rule; you follow it under Applications.",
        da: "Du ser det hele igennem, før det sendes. Registret afgør det som regel inden for minutter; du følger det under Ansøgninger.",
    }

    card_domain { en: "Domain name", da: "Domænenavn" }
    registrar { en: "Registrar", da: "Registrator" }
    management { en: "Management", da: "Administration" }
    by_registrar { en: "By the registrar, as for all new domain names", da: "Af registratoren, som alle nye domænenavne" }
    period { en: "Registration period", da: "Registreringsperiode" }
    one_year { en: "1 year", da: "1 år" }
    domain_name { en: "Domain name", da: "Domænenavn" }
    domain_name_hint { en: "With .dk, such as blåbærgrød.dk.", da: "Med .dk, fx blåbærgrød.dk." }
    authorization_code { en: "Authorization code for the waiting list", da: "Godkendelseskode til ventelisten" }
    authorization_code_hint {
        en: "Only for a name that is offered to the first on its waiting list: the 8 characters that they were given.",
        da: "Kun til et navn, der er tilbudt den første på ventelisten: de 8 tegn, vedkommende har fået.",
    }
    auto_renew { en: "At expiry", da: "Ved udløb" }
    renew { en: "Renew automatically", da: "Forny automatisk" }
    renew_hint { en: "A year at a time, paid from the prepaid account.", da: "Et år ad gangen, betalt fra den forudbetalte konto." }
    expire { en: "Let it expire", da: "Lad det udløbe" }
    expire_hint { en: "It is suspended at expiry and deleted 30 days later.", da: "Det suspenderes ved udløb og slettes 30 dage senere." }

    card_notes { en: "Your own notes", da: "Jeres egne noter" }
    notes_lead {
        en: "Kept in Birk and searchable there. The registry never sees them.",
        da: "Gemmes i Birk, hvor der kan søges på dem. Registret ser dem aldrig.",
    }
    reference { en: "Reference", da: "Reference" }
    po_number { en: "PO number", da: "PO-nummer" }
    account_code { en: "Account code", da: "Kontokode" }

    card_registrant { en: "Registrant", da: "Registrant" }
    registrant_kind { en: "Who shall hold the domain name?", da: "Hvem skal have domænenavnet?" }
    kind_handle { en: "A contact that exists", da: "En kontakt, der findes" }
    kind_handle_hint { en: "By its WHOIS handle.", da: "Med sit WHOIS-handle." }
    kind_new { en: "A new contact", da: "En ny kontakt" }
    kind_new_hint { en: "Created before the application is sent.", da: "Oprettes, før ansøgningen sendes." }
    existing_contact { en: "The contact that exists", da: "Kontakten, der findes" }
    registrant_handle { en: "WHOIS handle", da: "WHOIS-handle" }
    registrant_handle_hint {
        en: "Such as ABC12-DK. It must be a contact managed by the registrar.",
        da: "Fx ABC12-DK. Kontakten skal administreres af registratoren.",
    }
    find_contact { en: "Find a handle (opens a new tab)", da: "Find et handle (åbner en ny fane)" }
    new_contact { en: "The new contact", da: "Den nye kontakt" }

    card_name_servers { en: "Name servers", da: "Navneservere" }
    name_servers { en: "Name servers, one a line", da: "Navneservere, én pr. linje" }
    name_servers_hint {
        en: "2 to 7, all registered at Punktum dk. They need not answer for the name yet.",
        da: "2 til 7, alle registreret hos Punktum dk. De behøver ikke at svare for navnet endnu.",
    }
    ds { en: "DNSSEC: DS records", da: "DNSSEC: DS-records" }
    ds_records { en: "DS records, one a line", da: "DS-records, én pr. linje" }
    ds_records_hint {
        en: "Up to 5, as your signer prints them: key tag, algorithm, digest type, digest. Leave empty if the zone is not signed.",
        da: "Op til 5, som din signer skriver dem: key tag, algoritme, digest-type, digest. Lad feltet være tomt, hvis zonen ikke er signeret.",
    }

    card_accepted { en: "Punktum dk's agreement accepted", da: "Punktum dk's aftale accepteret" }
    accepted_lead {
        en: "The registrant must have accepted Punktum dk's terms before you apply. Birk keeps your answers as evidence and sends the time to the registry.",
        da: "Registranten skal have accepteret Punktum dk's vilkår, før du ansøger. Birk gemmer dine svar som dokumentation og sender tidspunktet til registret.",
    }
    accepted_at { en: "Date and time of acceptance", da: "Dato og tidspunkt for accepten" }
    accepted_at_hint(earliest: &str, latest: &str) {
        en: "When the registrant accepted, in Danish time: from {earliest} to {latest}.",
        da: "Da registranten accepterede, i dansk tid: fra {earliest} til {latest}.",
    }
    accepted_fold { en: "Clocks showed this time twice. Which one?", da: "Uret viste dette tidspunkt to gange. Hvilket?" }
    accepted_fold_hint { en: "Summer time ended that night.", da: "Sommertiden sluttede den nat." }
    fold_earlier(zone: &str) { en: "The first time ({zone}, summer time)", da: "Første gang ({zone}, sommertid)" }
    fold_later(zone: &str) { en: "The second time ({zone}, standard time)", da: "Anden gang ({zone}, normaltid)" }
    consent_method { en: "How it was accepted", da: "Hvordan det blev accepteret" }
    choose { en: "Choose …", da: "Vælg …" }
    terms_version { en: "Version of the terms", da: "Vilkårenes version" }
    terms_version_hint(last: &str) {
        en: "The one the registrant accepted. Last time: {last}.",
        da: "Den, registranten accepterede. Sidste gang: {last}.",
    }
    terms_version_plain { en: "The one the registrant accepted.", da: "Den, registranten accepterede." }
}

ui::texts! {
    /// The words of the new contact.
    pub(super) struct C;
    user_type { en: "Type", da: "Type" }
    user_type_hint { en: "Cannot be changed later.", da: "Kan ikke ændres senere." }
    organisation { en: "Name of the organisation", da: "Virksomhedens, myndighedens eller foreningens navn" }
    organisation_hint { en: "Leave empty for a private person.", da: "Lad feltet være tomt for en privatperson." }
    name { en: "Name", da: "Navn" }
    name_hint {
        en: "A private person's full name; for an organisation, the person letters go to (attention), if any.",
        da: "Privatpersonens fulde navn; for en organisation eventuelt den person, breve går til (att.).",
    }
    cvr { en: "CVR number", da: "CVR-nummer" }
    cvr_hint {
        en: "Required of Danish organisations; elsewhere the VAT number, if there is one.",
        da: "Skal udfyldes for danske organisationer; i andre lande momsnummeret, hvis der er et.",
    }
    p_number { en: "P-number", da: "P-nummer" }
    p_number_hint { en: "Where the CVR number has several production units.", da: "Hvor CVR-nummeret har flere produktionsenheder." }
    ean { en: "EAN number", da: "EAN-nummer" }
    ean_hint { en: "For electronic invoices.", da: "Til elektroniske fakturaer." }
    sole_proprietorship { en: "Sole proprietorship", da: "Enkeltmandsvirksomhed" }
    sole_proprietorship_hint {
        en: "Only outside Denmark. Its e-mail address is not published, as the owner is a private person.",
        da: "Kun uden for Danmark. E-mailadressen offentliggøres ikke, da ejeren er en privatperson.",
    }
    country { en: "Country", da: "Land" }
    street { en: "Street and number", da: "Vej og nummer" }
    street_hint { en: "Up to three lines.", da: "Op til tre linjer." }
    postal_code { en: "Postal code", da: "Postnummer" }
    city { en: "City", da: "By" }
    region { en: "State or region", da: "Stat eller region" }
    address { en: "Address", da: "Adresse" }
    email { en: "E-mail", da: "E-mail" }
    email_hint { en: "The registry writes to this address.", da: "Registret skriver til denne adresse." }
    secondary_email { en: "Secondary e-mail", da: "Sekundær e-mail" }
    secondary_email_hint { en: "Shown in WHOIS for organisations instead of the first one.", da: "Vises i WHOIS for organisationer i stedet for den første." }
    phone { en: "Phone", da: "Telefon" }
    phone_hint { en: "With country code, such as +45 33 64 60 00.", da: "Med landekode, fx +45 33 64 60 00." }
    mobile { en: "Mobile phone", da: "Mobiltelefon" }
    verified { en: "We have verified the identity and the e-mail address", da: "Vi har verificeret identiteten og e-mailadressen" }
    verified_hint {
        en: "The registry takes one answer for both. Tick only if both are done; otherwise the registry checks the registrant.",
        da: "Registret tager ét svar for begge dele. Sæt kun kryds, hvis begge er gjort; ellers kontrollerer registret registranten.",
    }
    verification { en: "Verification", da: "Verifikation" }
    match_label { en: "If the registry has an identical contact", da: "Hvis registret har en identisk kontakt" }
    match_auto { en: "Use it again", da: "Brug den igen" }
    match_auto_hint { en: "Recommended: also safe if the answer is lost on the way.", da: "Anbefales: også sikkert, hvis svaret går tabt undervejs." }
    match_force { en: "Create another one all the same", da: "Opret alligevel en ny" }
    match_force_hint {
        en: "If the answer is lost on the way, you will have to find out yourself whether it was created.",
        da: "Går svaret tabt undervejs, må du selv finde ud af, om den blev oprettet.",
    }
}

ui::texts! {
    /// The words of the review.
    pub(super) struct R;
    available { en: "Available", da: "Ledigt" }
    in_use { en: "Registered", da: "Optaget" }
    enqueued { en: "Applied for", da: "Ansøgt" }
    offered { en: "Offered to the waiting list", da: "Tilbudt ventelisten" }
    not_available { en: "Not available", da: "Ikke ledigt" }
    unknown { en: "Not checked", da: "Ikke undersøgt" }
    in_use_title { en: "This name is registered already", da: "Navnet er allerede registreret" }
    in_use_text {
        en: "An application for it would be rejected, so it cannot be sent. Choose another name.",
        da: "En ansøgning ville blive afvist, så den kan ikke sendes. Vælg et andet navn.",
    }
    enqueued_title { en: "Somebody has applied for this name already", da: "Der er allerede ansøgt om navnet" }
    enqueued_text {
        en: "You can send the application, but it is rejected if the earlier one succeeds.",
        da: "Du kan godt sende ansøgningen, men den afvises, hvis den tidligere går igennem.",
    }
    offered_title { en: "This name is offered to the first on its waiting list", da: "Navnet er tilbudt den første på ventelisten" }
    offered_without_code {
        en: "It can only be registered with the authorization code that they were given. Go back and type it.",
        da: "Det kan kun registreres med den godkendelseskode, vedkommende har fået. Gå tilbage, og skriv den.",
    }
    offered_with_code {
        en: "The registry checks the authorization code when the application is sent.",
        da: "Registret kontrollerer godkendelseskoden, når ansøgningen sendes.",
    }
    taken_title { en: "This name cannot be registered", da: "Navnet kan ikke registreres" }
    taken_text(reason: &str) { en: "The registry says: {reason}.", da: "Registret siger: {reason}." }
    unknown_text {
        en: "You can still try to send the application. If the registry cannot be reached then, nothing is sent and nothing is charged, and Birk tells you so.",
        da: "Du kan stadig prøve at sende ansøgningen. Kan registret ikke nås, bliver intet sendt eller trukket, og det siger Birk.",
    }
    sent_as(ascii: &str) { en: "In DNS: {ascii}", da: "I DNS: {ascii}" }
    sharp_s(other: &str) {
        en: "ß is a letter of its own: this is another name than {other}.",
        da: "ß er et selvstændigt bogstav: det er et andet navn end {other}.",
    }
    code_given { en: "Given; not shown here", da: "Angivet; vises ikke her" }
    none { en: "None", da: "Ingen" }
    not_signed { en: "None: the zone is not signed", da: "Ingen: zonen er ikke signeret" }
    renews { en: "Renewed automatically", da: "Fornyes automatisk" }
    expires { en: "Expires after the year", da: "Udløber efter året" }
    new_contact { en: "New contact", da: "Ny kontakt" }
    attention { en: "Attention", da: "Att." }
    handle_unknown { en: "Not known in Birk. The registry knows whether it exists.", da: "Kendes ikke i Birk. Registret ved, om den findes." }
    verified_contact { en: "Verified", da: "Verificeret" }
    verified_by_us { en: "Identity and e-mail address verified by us", da: "Identitet og e-mailadresse verificeret af os" }
    to_be_verified { en: "Not verified by us: the registry may ask the registrant to identify themselves", da: "Ikke verificeret af os: registret kan bede registranten om at identificere sig" }
    consent(who: &str, when: &str, zone: &str, version: &str) {
        en: "{who} accepted Punktum dk's terms (version {version}) on {when} {zone}.",
        da: "{who} accepterede Punktum dk's vilkår (version {version}) den {when} {zone}.",
    }
    consent_how(method: &str) { en: "How: {method}.", da: "Hvordan: {method}." }
    consent_ahead_title { en: "That time has not come yet", da: "Tidspunktet er ikke kommet endnu" }
    consent_ahead {
        en: "Send the application only if the registrant has really accepted.",
        da: "Send kun ansøgningen, hvis registranten virkelig har accepteret.",
    }
}
