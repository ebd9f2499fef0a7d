ui::texts! {
    /// The words of a contact's page.
    pub(super) struct T;
    yours { en: "In your portfolio", da: "I jeres portefølje" }
    sole { en: "Sole proprietorship", da: "Enkeltmandsvirksomhed" }
    verified { en: "Verified", da: "Verificeret" }
    not_verified { en: "Not verified", da: "Ikke verificeret" }
    validated { en: "Identity checked", da: "Identitet kontrolleret" }
    not_validated { en: "Identity not checked", da: "Identitet ikke kontrolleret" }
    stranger {
        en: "Not in your portfolio: this is what the registry shows your account.",
        da: "Ikke i jeres portefølje: dette er, hvad registret viser jeres konto.",
    }

    identity { en: "Name and address", da: "Navn og adresse" }
    identity_loc { en: "Name and address, local form", da: "Navn og adresse, lokal form" }
    identity_int { en: "Name and address, international form", da: "Navn og adresse, international form" }
    kind { en: "Type", da: "Type" }
    name { en: "Name", da: "Navn" }
    org { en: "Organisation", da: "Organisation" }
    attention { en: "Attention", da: "Attention" }
    address { en: "Address", da: "Adresse" }
    country { en: "Country", da: "Land" }
    cvr { en: "CVR number", da: "CVR-nummer" }
    foreign_number { en: "Company or VAT number", da: "Virksomheds- eller momsnummer" }
    p_number { en: "P-number", da: "P-nummer" }
    ean { en: "EAN number", da: "EAN-nummer" }
    sole_text { en: "Its e-mail address is not shown in public.", da: "Dens e-mailadresse vises ikke offentligt." }

    reach { en: "Telephone and e-mail", da: "Telefon og e-mail" }
    voice { en: "Telephone", da: "Telefon" }
    mobile { en: "Mobile", da: "Mobil" }
    fax { en: "Fax", da: "Fax" }
    email { en: "E-mail", da: "E-mail" }
    masked {
        en: "The registry hides the real address from accounts that have nothing to do with this contact.",
        da: "Registret skjuler den rigtige adresse for konti, der ikke har noget med denne kontakt at gøre.",
    }
    secondary_email { en: "Secondary e-mail", da: "Sekundær e-mail" }
    secondary_text { en: "Shown in public.", da: "Vises offentligt." }

    verification { en: "Verification", da: "Verificering" }
    responsible(who: &str) { en: "{who} sees to it", da: "{who} står for den" }
    responsible_label { en: "Seen to by", da: "Varetages af" }
    identity_check { en: "Identity", da: "Identitet" }
    both_checks { en: "Identity and e-mail address", da: "Identitet og e-mailadresse" }
    email_check { en: "E-mail address", da: "E-mailadresse" }
    confirm { en: "New e-mail address", da: "Ny e-mailadresse" }
    confirm_secondary { en: "New secondary e-mail address", da: "Ny sekundær e-mailadresse" }
    confirm_text {
        en: "waits for confirmation; the present address stays until then",
        da: "afventer bekræftelse; indtil da gælder den nuværende adresse",
    }
    deadline { en: "Deadline:", da: "Frist:" }
    verify_before(what: &str, date: &str) { en: "{what} must be verified before {date}", da: "{what} skal verificeres inden {date}" }

    registry { en: "At the registry", da: "Hos registret" }
    management { en: "Managed by", da: "Administreres af" }
    created { en: "Created", da: "Oprettet" }
    changed { en: "Last changed", da: "Senest ændret" }
    transferred { en: "Transferred", da: "Flyttet" }
    roid { en: "Registry's object id", da: "Registrets objekt-id" }

    not_found { en: "No such contact", da: "Ingen sådan kontakt" }
    not_found_text {
        en: "The registry knows no contact with this handle. It deletes contacts that nothing has used for 14 days.",
        da: "Registret kender ingen kontakt med dette handle. Det sletter kontakter, som intet har brugt i 14 dage.",
    }
    not_shown { en: "Not shown to your account", da: "Vises ikke for jeres konto" }
    not_shown_text {
        en: "The registry shows a contact to those who have to do with it, and to everybody only while it is the registrant of a domain name. It may also not exist.",
        da: "Registret viser en kontakt for dem, der har med den at gøre, og for alle kun, mens den er registrant for et domænenavn. Måske findes den slet ikke.",
    }
    registrar_account {
        en: "This is a registrar account. The registry tells nothing about the accounts of others.",
        da: "Dette er en registratorkonto. Registret oplyser intet om andres konti.",
    }
    invalid { en: "Not a WHOIS handle", da: "Ikke et WHOIS-handle" }
}
