ui::texts! {
    /// The portfolio's words.
    pub(super) struct T;
    title { en: "Portfolio", da: "Portefølje" }
    lead { en: "The domain names of your account, as Birk last heard of them from the registry.", da: "Kontoens domænenavne, som Birk senest har hørt om dem fra registret." }
    count_one { en: "1 domain name", da: "1 domænenavn" }
    count(number: &str) { en: "{number} domain names", da: "{number} domænenavne" }
    register { en: "Register domain name", da: "Registrér domænenavn" }
    search { en: "Search", da: "Søg" }
    search_label { en: "Filter the portfolio", da: "Filtrér porteføljen" }
    search_hint { en: "Name, registrant, reference, PO number or account code", da: "Navn, registrant, reference, rekvisitionsnummer eller kontokode" }
    all_statuses { en: "All", da: "Alle" }
    domain { en: "Domain name", da: "Domænenavn" }
    status { en: "Status", da: "Status" }
    registrant { en: "Registrant", da: "Registrant" }
    expires { en: "Expires", da: "Udløber" }
    created { en: "Registered", da: "Registreret" }
    signed { en: "DNSSEC", da: "DNSSEC" }
    reference { en: "Reference", da: "Reference" }
    confirmed { en: "Confirmed", da: "Bekræftet" }
    renews { en: "Renews automatically", da: "Fornyes automatisk" }
    expires_itself { en: "Is not renewed", da: "Fornyes ikke" }
    renews_meaning { en: "Renewed by the registry at the expiry date", da: "Fornyes af registret på udløbsdatoen" }
    expires_meaning { en: "Suspended at the expiry date unless renewed before", da: "Suspenderes på udløbsdatoen, hvis det ikke fornyes forinden" }
    is_signed { en: "Signed", da: "Signeret" }
    not_signed { en: "Unsigned", da: "Usigneret" }
    not_confirmed { en: "Not yet", da: "Ikke endnu" }
    po_number(number: &str) { en: "PO {number}", da: "Rekvisitionsnr. {number}" }
    account_code(code: &str) { en: "Account code {code}", da: "Kontokode {code}" }
    nothing_at_all { en: "No domain names yet. Names that you register or transfer to your account appear here by themselves.", da: "Ingen domænenavne endnu. Navne, som I registrerer eller flytter til kontoen, dukker selv op her." }
    nothing_matches { en: "No domain name matches the filter.", da: "Intet domænenavn passer til filteret." }
    past_the_end { en: "There is nothing on this page: the list is shorter.", da: "Der er intet på denne side: listen er kortere." }
    first_page { en: "To the first page", da: "Til første side" }
    clear { en: "Show the whole portfolio", da: "Vis hele porteføljen" }
    look_up { en: "Look up a domain name", da: "Slå et domænenavn op" }
}
