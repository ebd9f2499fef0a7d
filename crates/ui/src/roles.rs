//! The meta-roles in words (Punktum dk registrar portal specification § Meta-Roles).

use dk::MetaRole;

use crate::Lang;

crate::texts! {
    /// Names and explanations of the meta-roles.
    struct T;
    administrator { en: "Administrator", da: "Administrator" }
    registrar { en: "Registrar", da: "Registrator (Registrar)" }
    proxy { en: "Proxy", da: "Fuldmægtig (Proxy)" }
    payer { en: "Payer", da: "Betaler (Payer)" }
    name_servers { en: "Name Server Administrator", da: "Navneserver\u{AD}administrator (Name Server Administrator)" }
    administrator_may {
        en: "Manages the registrar account: its users, its defaults, its allowed IP addresses, and sees the audit log.",
        da: "Administrerer registratorkontoen: dens brugere, standardindstillinger og tilladte IP-adresser, og ser revisionsloggen.",
    }
    registrar_may {
        en: "Registers domain names and transfers them to the account.",
        da: "Registrerer domænenavne og flytter dem til kontoen.",
    }
    proxy_may {
        en: "Administers domain names and contacts: automatic renewal, change of registrant, deletion, restoration and transfer codes.",
        da: "Administrerer domænenavne og kontakter: automatisk fornyelse, skift af registrant, sletning, genaktivering og koder til flytning.",
    }
    payer_may {
        en: "Renews domain names, sees the balance and manages the prepaid account.",
        da: "Fornyer domænenavne, ser saldoen og administrerer forudbetalingskontoen.",
    }
    name_servers_may {
        en: "Manages name servers, which of them a domain name uses, and its DS records.",
        da: "Administrerer navneservere, hvilke af dem et domænenavn bruger, og dets DS-poster.",
    }
}

/// The role's name; in Danish with the registry's own word beside it.
pub const fn name(lang: Lang, role: MetaRole) -> &'static str {
    let t = T(lang);
    match role {
        MetaRole::Administrator => t.administrator(),
        MetaRole::Registrar => t.registrar(),
        MetaRole::Proxy => t.proxy(),
        MetaRole::Payer => t.payer(),
        MetaRole::NameServerAdministrator => t.name_servers(),
    }
}

/// What the role allows.
pub const fn explained(lang: Lang, role: MetaRole) -> &'static str {
    let t = T(lang);
    match role {
        MetaRole::Administrator => t.administrator_may(),
        MetaRole::Registrar => t.registrar_may(),
        MetaRole::Proxy => t.proxy_may(),
        MetaRole::Payer => t.payer_may(),
        MetaRole::NameServerAdministrator => t.name_servers_may(),
    }
}
