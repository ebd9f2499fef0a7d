ui::texts! {
    /// The words of a domain's page.
    pub(super) struct T;
    // Under the title.
    yours { en: "In your portfolio", da: "I jeres portefølje" }
    signed { en: "DNSSEC signed", da: "DNSSEC-signeret" }
    unsigned { en: "Not signed", da: "Ikke signeret" }
    expires_badge(when: &str) { en: "Expires {when}", da: "Udløber {when}" }
    expired_badge { en: "Expired", da: "Udløbet" }
    stranger {
        en: "Another registrar's name, shown as the registry shows it to your account: more is seen only by those who have a role on it.",
        da: "En anden registrators navn, vist som registret viser det for jeres konto: mere ser kun de, der har en rolle på det.",
    }
    stranger_registrant {
        en: "Managed by its registrant; the registry shows your account what it shows to strangers.",
        da: "Administreres af registranten selv; registret viser jeres konto det, som udenforstående ser.",
    }

    // Advisories.
    deleted_on(date: &str) { en: "Will be deleted on {date}", da: "Slettes den {date}" }
    restorable {
        en: "Until then it can be restored, for a fee and one year's renewal.",
        da: "Indtil da kan det gendannes mod et gebyr og et års fornyelse.",
    }
    not_restorable {
        en: "The registry does not mark it as restorable.",
        da: "Registret angiver ikke, at det kan gendannes.",
    }
    the_registry { en: "The registry itself, until somebody registers it", da: "Registret selv, indtil nogen registrerer det" }
    offered_title { en: "Offered on the waiting list", da: "Tilbudt på ventelisten" }
    offered_until(date: &str) { en: "The offer lasts until {date}.", da: "Tilbuddet gælder til den {date}." }

    // Registration.
    registration { en: "Registration", da: "Registrering" }
    registrant { en: "Registrant", da: "Registrant" }
    validated { en: "Identity checked", da: "Identitet kontrolleret" }
    not_validated { en: "Identity not checked yet", da: "Identitet endnu ikke kontrolleret" }
    admin { en: "Proxy", da: "Fuldmægtig" }
    billing { en: "Payer", da: "Betaler" }
    other_role { en: "Other role", da: "Anden rolle" }
    managed_by { en: "Managed by", da: "Administreres af" }
    registered { en: "Registered", da: "Registreret" }
    changed { en: "Last changed", da: "Senest ændret" }
    transferred { en: "Transferred", da: "Flyttet" }
    expires { en: "Expires", da: "Udløber" }
    end_of_day { en: "end of day", da: "ved dagens slutning" }
    at_expiry { en: "At expiry", da: "Ved udløb" }
    renews { en: "Is renewed automatically", da: "Fornyes automatisk" }
    renews_text { en: "For one year, charged to the registrar's account.", da: "For ét år, trukket på registratorens konto." }
    lapses { en: "Is not renewed automatically", da: "Fornyes ikke automatisk" }
    lapses_text { en: "It is suspended at the expiry date and deleted 30 days later, unless it is renewed before.", da: "Det suspenderes på udløbsdatoen og slettes 30 dage senere, medmindre det fornyes forinden." }
    vid { en: "VID lock", da: "VID-lås" }
    vid_on { en: "On", da: "Slået til" }
    vid_on_text { en: "An older lock of the registry: it bars transfers.", da: "En ældre lås hos registret: den spærrer for flytning." }
    vid_off { en: "Off", da: "Slået fra" }
    roid { en: "Registry's object id", da: "Registrets objekt-id" }

    // Cards.
    name_servers { en: "Name servers", da: "Navneservere" }
    no_name_servers { en: "No name servers.", da: "Ingen navneservere." }
    server { en: "Server", da: "Server" }
    administrator { en: "Administrator", da: "Administrator" }
    addresses { en: "Addresses", da: "Adresser" }
    servers_age(ago: &str) {
        en: "administrators and addresses from Birk's index, confirmed {ago}",
        da: "administratorer og adresser fra Birks indeks, bekræftet {ago}",
    }
    hosts_below { en: "Name servers below this name", da: "Navneservere under dette navn" }
    dnssec { en: "DNSSEC", da: "DNSSEC" }
    no_ds { en: "No DS records: the name is not signed.", da: "Ingen DS-records: navnet er ikke signeret." }
    ds_unknown {
        en: "Signed; Birk's index does not keep the DS records.",
        da: "Signeret; Birks indeks gemmer ikke DS-records.",
    }
    key_tag { en: "Key tag", da: "Key tag" }
    algorithm { en: "Algorithm", da: "Algoritme" }
    digest_type { en: "Digest type", da: "Digest-type" }
    digest { en: "Digest", da: "Digest" }
    authorizations { en: "Authorization codes", da: "Godkendelseskoder" }
    operation { en: "For", da: "Til" }
    transfer { en: "Transfer to another registrar", da: "Flytning til en anden registrator" }
    redel { en: "Change of name servers", da: "Skift af navneservere" }
    valid_until { en: "Valid until", da: "Gælder til" }
    hidden_code { en: "The codes themselves are not shown here.", da: "Selve koderne vises ikke her." }
    portal { en: "Kept in Birk", da: "Gemt i Birk" }
    portal_hint { en: "not sent to the registry", da: "sendes ikke til registret" }
    reference { en: "Reference", da: "Reference" }
    po_number { en: "PO number", da: "PO-nummer" }
    account_code { en: "Account code", da: "Kontokode" }

    // Not registered.
    available { en: "Available", da: "Ledigt" }
    available_text { en: "Nobody has registered this name. It can be registered now, for one year.", da: "Ingen har registreret dette navn. Det kan registreres nu, for ét år." }
    ask_registrar {
        en: "Registering takes the meta-role Registrar: ask a colleague who has it.",
        da: "Registrering kræver metarollen Registrator: spørg en kollega, der har den.",
    }
    register { en: "Register…", da: "Registrér…" }
    register_with_code { en: "Register with code…", da: "Registrér med kode…" }
    not_available { en: "Not available", da: "Ikke ledigt" }
    registry_reason(reason: &str) { en: "The registry's reason: {reason}", da: "Registrets begrundelse: {reason}" }
    not_registered { en: "Not registered", da: "Ikke registreret" }
    not_registered_text {
        en: "The registry knows no such domain name. Whether it can be registered could not be found out just now.",
        da: "Registret kender ikke et sådant domænenavn. Om det kan registreres, kunne ikke afgøres lige nu.",
    }
    application { en: "Your account has applied for this name", da: "Jeres konto har ansøgt om dette navn" }
    follow { en: "Follow the application", da: "Følg ansøgningen" }
    invalid { en: "Not a .dk domain name", da: "Ikke et .dk-domænenavn" }
    new_search { en: "New search", da: "Ny søgning" }
}
