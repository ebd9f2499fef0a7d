ui::texts! {
    /// The words of a name server's page.
    pub(super) struct T;
    is_host { en: "Name server", da: "Navneserver" }
    yours { en: "Administered by your account", da: "Administreres af jeres konto" }
    facts { en: "Name server", da: "Navneserver" }
    addresses { en: "Addresses", da: "Adresser" }
    no_addresses {
        en: "None. The registry keeps addresses only where a name server lies below a .dk name that it serves.",
        da: "Ingen. Registret gemmer kun adresser, hvor en navneserver ligger under et .dk-navn, som den selv betjener.",
    }
    administrator { en: "Administrator", da: "Administrator" }
    administrator_text { en: "Name server administrator: may change and delete it.", da: "Navneserveradministrator: kan ændre og slette den." }
    requested { en: "Asked to become administrator", da: "Bedt om at blive administrator" }
    requested_text { en: "Has not answered yet; until then nothing changes.", da: "Har ikke svaret endnu; indtil da ændres intet." }
    parent { en: "Below the domain name", da: "Under domænenavnet" }
    sponsor { en: "Managed by", da: "Administreres af" }
    created { en: "Registered", da: "Registreret" }
    changed { en: "Last changed", da: "Senest ændret" }
    transferred { en: "Transferred", da: "Flyttet" }
    roid { en: "Registry's object id", da: "Registrets objekt-id" }
    not_found { en: "Not registered as a name server", da: "Ikke registreret som navneserver" }
    not_found_text {
        en: "The registry knows no name server of this name. A domain name can only use name servers that are registered there.",
        da: "Registret kender ingen navneserver med dette navn. Et domænenavn kan kun bruge navneservere, der er registreret der.",
    }
    invalid { en: "Not a host name", da: "Ikke et værtsnavn" }
}
