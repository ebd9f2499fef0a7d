//! What is wrong with a domain name, a host name, a handle.

use dk::{HandleError, HostError, NameError, NameServersError, SearchError};

use super::{excerpt, shown};
use crate::Lang;

crate::texts! {
    /// What can be wrong with a domain name.
    struct Name;
    empty { en: "Enter a domain name, such as eksempel.dk.", da: "Angiv et domænenavn, fx eksempel.dk." }
    not_dk { en: "Only names that end in .dk can be registered here.", da: "Kun navne, der ender på .dk, kan registreres her." }
    labels(labels: usize) {
        en: "There are {labels} parts before .dk; only one can be registered. Leave out www. and the like.",
        da: "Der står {labels} led før .dk, og kun ét kan registreres. Udelad www. og lignende.",
    }
    long(len: usize) {
        en: "The name has {len} characters before .dk; at most 63 are allowed.",
        da: "Navnet har {len} tegn før .dk; højst 63 er tilladt.",
    }
    ascii_long(len: usize) {
        en: "Written in its technical form (xn--) the name takes {len} characters; at most 63 are allowed. Make it shorter.",
        da: "Skrevet på teknisk form (xn--) fylder navnet {len} tegn; højst 63 er tilladt. Gør det kortere.",
    }
    character(what: &str, position: usize) {
        en: "The character {what} in position {position} is not allowed. A .dk name has the letters a-z, æ, ø, å, ö, ä, ü, é, ß, digits and hyphens.",
        da: "Tegnet {what} på plads {position} er ikke tilladt. Et .dk-navn består af bogstaverne a-z, æ, ø, å, ö, ä, ü, é, ß, cifre og bindestreger.",
    }
    script(what: &str, position: usize) {
        en: "The character {what} in position {position} comes from another alphabet, however much it looks like a Latin letter. Type it again.",
        da: "Tegnet {what} på plads {position} kommer fra et andet alfabet, selv om det ligner et latinsk bogstav. Skriv det igen.",
    }
    hyphen { en: "A name cannot begin or end with a hyphen.", da: "Et navn kan ikke begynde eller ende med en bindestreg." }
    hyphens {
        en: "A name cannot have hyphens in both the third and the fourth position; those are kept for technical forms.",
        da: "Et navn kan ikke have bindestreg på både tredje og fjerde plads; de pladser er forbeholdt tekniske former.",
    }
    punycode {
        en: "The part after xn-- is not a valid technical form of any name. Type the name with its own letters.",
        da: "Det, der står efter xn--, er ikke en gyldig teknisk form af noget navn. Skriv navnet med dets egne bogstaver.",
    }
    other { en: "This is not a .dk domain name.", da: "Dette er ikke et .dk-domænenavn." }
}

/// What is wrong with a domain name.
pub fn name(lang: Lang, error: &NameError) -> String {
    let t = Name(lang);
    match error {
        NameError::Empty => t.empty().to_owned(),
        NameError::NotDk => t.not_dk().to_owned(),
        NameError::TooManyLabels { labels } => t.labels(*labels),
        NameError::LabelTooLong { len } => t.long(*len),
        NameError::AsciiTooLong { len } => t.ascii_long(*len),
        NameError::BadCharacter { character, position } => t.character(&shown(*character), *position),
        NameError::MixedScripts { character, position } => t.script(&shown(*character), *position),
        NameError::LeadingOrTrailingHyphen => t.hyphen().to_owned(),
        NameError::HyphensInPositions3And4 => t.hyphens().to_owned(),
        NameError::BadPunycode => t.punycode().to_owned(),
        _ => t.other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with a host name.
    struct Host;
    empty { en: "Enter a name server, such as ns1.eksempel.dk.", da: "Angiv en navneserver, fx ns1.eksempel.dk." }
    address {
        en: "This is an IP address. Enter the name server's name, such as ns1.eksempel.dk.",
        da: "Dette er en IP-adresse. Angiv navneserverens navn, fx ns1.eksempel.dk.",
    }
    labels {
        en: "Enter the whole name, such as ns1.eksempel.dk; one part alone is not enough.",
        da: "Angiv hele navnet, fx ns1.eksempel.dk; ét led alene er ikke nok.",
    }
    gap(label: usize) {
        en: "Part {label} of the name is empty: two dots in a row, or one at the beginning.",
        da: "Led {label} i navnet er tomt: to punktummer efter hinanden eller et i begyndelsen.",
    }
    label_long(label: usize, len: usize) {
        en: "Part {label} of the name takes {len} characters; at most 63 are allowed.",
        da: "Led {label} i navnet fylder {len} tegn; højst 63 er tilladt.",
    }
    long(len: usize) {
        en: "The name takes {len} characters; at most 253 are allowed.",
        da: "Navnet fylder {len} tegn; højst 253 er tilladt.",
    }
    character(what: &str, position: usize) {
        en: "The character {what} in position {position} is not allowed in a name server's name.",
        da: "Tegnet {what} på plads {position} er ikke tilladt i en navneservers navn.",
    }
    hyphen(label: usize) {
        en: "Part {label} of the name begins or ends with a hyphen.",
        da: "Led {label} i navnet begynder eller ender med en bindestreg.",
    }
    label(label: usize) {
        en: "Part {label} of the name cannot be used in a name server's name.",
        da: "Led {label} i navnet kan ikke bruges i en navneservers navn.",
    }
    tld(tld: &str) { en: "“{tld}” is not a top-level domain.", da: "“{tld}” er ikke et topdomæne." }
    below_dk(why: &str) { en: "The .dk name that it lies under is wrong: {why}", da: "Det .dk-navn, den ligger under, er forkert: {why}" }
    other { en: "This is not a host name.", da: "Dette er ikke et værtsnavn." }
}

/// What is wrong with a host name, such as a name server's.
pub fn host(lang: Lang, error: &HostError) -> String {
    let t = Host(lang);
    match error {
        HostError::Empty => t.empty().to_owned(),
        HostError::IpAddress => t.address().to_owned(),
        HostError::TooFewLabels => t.labels().to_owned(),
        HostError::EmptyLabel { label } => t.gap(*label),
        HostError::LabelTooLong { label, len } => t.label_long(*label, *len),
        HostError::TooLong { len } => t.long(*len),
        HostError::BadCharacter { character, position } => t.character(&shown(*character), *position),
        HostError::LeadingOrTrailingHyphen { label } => t.hyphen(*label),
        HostError::BadLabel { label } => t.label(*label),
        HostError::BadTld { tld } => t.tld(&excerpt(tld)),
        HostError::BadDkName(error) => t.below_dk(&name(lang, error)),
        _ => t.other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with a handle.
    struct Handle;
    empty { en: "Enter a handle, such as ABC123-DK.", da: "Angiv et handle, fx ABC123-DK." }
    long(len: usize) {
        en: "The handle has {len} characters; at most 16 are allowed.",
        da: "Handlet har {len} tegn; højst 16 er tilladt.",
    }
    suffix { en: "A WHOIS handle ends in -DK, such as ABC123-DK.", da: "Et WHOIS-handle ender på -DK, fx ABC123-DK." }
    prefix { en: "A registrar's handle begins with REG-, such as REG-100001.", da: "En registrators handle begynder med REG-, fx REG-100001." }
    digits {
        en: "A registrar's handle has six digits after REG-, such as REG-100001.",
        da: "En registrators handle har seks cifre efter REG-, fx REG-100001.",
    }
    character(what: &str, position: usize) {
        en: "The character {what} in position {position} is not allowed. A handle has the letters A-Z and digits before -DK.",
        da: "Tegnet {what} på plads {position} er ikke tilladt. Et handle består af bogstaverne A-Z og cifre før -DK.",
    }
    service {
        en: "A service user is EPP-, DAS- or DSU- followed by a number, such as EPP-100001.",
        da: "En servicebruger er EPP-, DAS- eller DSU- efterfulgt af et nummer, fx EPP-100001.",
    }
    other { en: "This is not a handle.", da: "Dette er ikke et handle." }
}

/// What is wrong with a handle: a contact's, a registrar's or a service user's.
pub fn handle(lang: Lang, error: &HandleError) -> String {
    let t = Handle(lang);
    match error {
        HandleError::Empty => t.empty().to_owned(),
        HandleError::TooLong { len } => t.long(*len),
        HandleError::MissingSuffix => t.suffix().to_owned(),
        HandleError::MissingPrefix => t.prefix().to_owned(),
        HandleError::NotSixDigits => t.digits().to_owned(),
        HandleError::BadCharacter { character, position } => t.character(&shown(*character), *position),
        HandleError::NotServiceUser => t.service().to_owned(),
        _ => t.other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with a search term.
    struct Search;
    empty { en: "There is nothing to look up in this.", da: "Der er intet at slå op i dette." }
    other { en: "This is neither a name nor a handle.", da: "Dette er hverken et navn eller et handle." }
}

/// Why something cannot be looked up.
pub fn search(lang: Lang, error: &SearchError) -> String {
    match error {
        SearchError::Empty => Search(lang).empty().to_owned(),
        SearchError::Name(error) => name(lang, error),
        SearchError::Host(error) => host(lang, error),
        SearchError::Handle(error) => handle(lang, error),
        _ => Search(lang).other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with a set of name servers.
    struct NameServers;
    none { en: "Give at least two name servers.", da: "Angiv mindst to navneservere." }
    few { en: "One name server is not enough; give at least two.", da: "Én navneserver er ikke nok; angiv mindst to." }
    many(count: usize) {
        en: "These are {count} name servers; at most seven are allowed.",
        da: "Det er {count} navneservere; højst syv er tilladt.",
    }
    twice(host: &str) { en: "{host} stands here twice.", da: "{host} står her to gange." }
    other { en: "These name servers cannot be used together.", da: "Disse navneservere kan ikke bruges sammen." }
}

/// What is wrong with a set of name servers.
pub fn name_servers(lang: Lang, error: &NameServersError) -> String {
    let t = NameServers(lang);
    match error {
        NameServersError::TooFew { count: 0 } => t.none().to_owned(),
        NameServersError::TooFew { .. } => t.few().to_owned(),
        NameServersError::TooMany { count } => t.many(*count),
        NameServersError::Duplicate { host } => t.twice(host.unicode()),
        _ => t.other().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use dk::{DomainName, Handle, HostName};

    use super::*;

    fn of_name(input: &str) -> String {
        name(Lang::En, &DomainName::parse(input).unwrap_err())
    }

    #[test]
    fn bad_names_are_told_apart() {
        assert!(of_name("").contains("Enter a domain name"));
        assert!(of_name("example.com").contains("end in .dk"));
        assert!(of_name("www.eksempel.dk").contains("2 parts before .dk"));
        assert!(of_name(&format!("{}.dk", "a".repeat(64))).contains("64 characters"));
        assert!(of_name("a_b.dk").contains("“_” in position 2"));
        assert!(of_name("b\u{430}nk.dk").contains("another alphabet"));
        assert!(of_name("-a.dk").contains("hyphen"));
        assert!(of_name("ab--c.dk").contains("third and the fourth"));
        assert!(of_name("xn--zzzzzz99999.dk").contains("xn--"));
    }

    #[test]
    fn a_bad_host_names_the_part_at_fault() {
        let of_host = |input: &str| host(Lang::Da, &HostName::parse(input).unwrap_err());
        assert!(of_host("192.0.2.1").contains("IP-adresse"));
        assert!(of_host("ns1").contains("hele navnet"));
        assert!(of_host("ns1.-a.dk").contains("bindestreg"));
        assert!(of_host("ns..a.dk").contains("Led 2"));
    }

    #[test]
    fn a_bad_handle_is_explained_by_an_example() {
        let of_handle = |input: &str| handle(Lang::En, &Handle::parse(input).unwrap_err());
        assert!(of_handle("ABC123").contains("ends in -DK"));
        assert!(of_handle("AB_C-DK").contains("“_”"));
    }

    #[test]
    fn nothing_is_said_in_the_other_language() {
        for error in
            [NameError::Empty, NameError::NotDk, NameError::BadPunycode, NameError::TooManyLabels { labels: 2 }]
        {
            assert_ne!(name(Lang::Da, &error), name(Lang::En, &error));
        }
    }
}
