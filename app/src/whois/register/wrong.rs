ui::texts! {
    /// What can be wrong with the form.
    pub(super) struct Wrong;
    user_type_missing { en: "Choose what kind of contact it is.", da: "Vælg, hvilken slags kontakt det er." }
    organisation_missing { en: "Enter the organisation's name.", da: "Angiv organisationens navn." }
    name_missing { en: "Enter the person's name.", da: "Angiv personens navn." }
    street_missing { en: "Enter street and number.", da: "Angiv vej og nummer." }
    city_missing { en: "Enter the city.", da: "Angiv byen." }
    time_missing {
        en: "Enter when the registrant accepted Punktum dk's agreement.",
        da: "Angiv, hvornår registranten accepterede Punktum dk's aftale.",
    }
    method_missing { en: "Choose how the agreement was accepted.", da: "Vælg, hvordan aftalen blev accepteret." }
    terms_missing { en: "Enter the version of the terms that was accepted.", da: "Angiv den version af vilkårene, der blev accepteret." }
    country { en: "Choose a country from the list.", da: "Vælg et land fra listen." }
    in_line(what: &str, why: &str) { en: "{what}: {why}", da: "{what}: {why}" }
    in_record(number: usize, why: &str) { en: "Record {number}: {why}", da: "Record {number}: {why}" }

    registrar_as_registrant {
        en: "A REG-handle is a registrar account and cannot be registrant. Use a contact's handle, such as ABC12-DK, or create a new contact.",
        da: "Et REG-handle er en registratorkonto og kan ikke være registrant. Brug en kontakts handle, fx ABC12-DK, eller opret en ny kontakt.",
    }
    wrong_model(handle: &str) {
        en: "{handle} is managed by its registrant. A domain name managed by the registrar needs a registrant who is so too: choose another contact or create a new one.",
        da: "{handle} administreres af registranten selv. Et domænenavn, som registratoren administrerer, skal have en registrant, som registratoren også administrerer: vælg en anden kontakt, eller opret en ny.",
    }
    verification_rejected(handle: &str) {
        en: "The identity check of {handle} was rejected, so it cannot be registrant.",
        da: "Identitetskontrollen af {handle} er afvist, så den kan ikke være registrant.",
    }
    verification_expired(handle: &str) {
        en: "The identity check of {handle} has expired, so it cannot be registrant before it is verified.",
        da: "Fristen for identitetskontrol af {handle} er udløbet, så den kan ikke være registrant, før den er verificeret.",
    }

    organisation_of_individual {
        en: "A private person has no organisation. Clear the field, or choose another type.",
        da: "En privatperson har ingen organisation. Ryd feltet, eller vælg en anden type.",
    }
    cvr_required { en: "A Danish organisation needs its CVR number.", da: "En dansk virksomhed, myndighed eller forening skal have sit CVR-nummer med." }
    cvr_of_individual {
        en: "A private person has no CVR number. Clear the field, or choose another type.",
        da: "En privatperson har intet CVR-nummer. Ryd feltet, eller vælg en anden type.",
    }
    p_number_not_danish {
        en: "Only Danish companies, public organizations and associations have a P-number. Clear the field.",
        da: "Kun danske virksomheder, offentlige myndigheder og foreninger har et P-nummer. Ryd feltet.",
    }
    p_number_needs_cvr { en: "A P-number needs the CVR number that it belongs to.", da: "Et P-nummer kræver det CVR-nummer, det hører til." }
    ean_not_danish {
        en: "Only Danish companies, public organizations and associations have an EAN number. Clear the field.",
        da: "Kun danske virksomheder, offentlige myndigheder og foreninger har et EAN-nummer. Ryd feltet.",
    }
    sole_proprietorship {
        en: "Only for organisations outside Denmark. For Danish ones the registry reads it from the CVR register.",
        da: "Kun for organisationer uden for Danmark. For danske læser registret det i CVR-registret.",
    }
    street_lines(n: usize) { en: "{n} lines. At most three are allowed.", da: "{n} linjer. Der må højst være tre." }
    line_too_long(most: usize) { en: "A line has at most {most} characters.", da: "En linje må højst have {most} tegn." }
    not_ascii(letter: char) {
        en: "Addresses outside Denmark are kept without national letters: write {letter} with plain letters a–z.",
        da: "Adresser uden for Danmark gemmes uden særlige bogstaver: skriv {letter} med almindelige bogstaver a–z.",
    }

    ds_twice(number: usize) { en: "Record {number} is there twice.", da: "Record {number} er der to gange." }
    too_many_ds(n: usize, most: usize) { en: "{n} DS records. At most {most} are allowed.", da: "{n} DS-records. Der må højst være {most}." }
}
