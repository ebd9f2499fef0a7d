//! What is wrong with an e-mail address, a DS record, an IP address, a password, a token.

use dk::{AuthorizationTokenError, DsError, EmailError, GlueError, PasswordError, WaitingListCodeError};

use super::{excerpt, host, shown};
use crate::Lang;

crate::texts! {
    /// What can be wrong with an e-mail address.
    struct Email;
    empty { en: "Enter an e-mail address.", da: "Angiv en e-mailadresse." }
    at { en: "An e-mail address has an @, as in navn@eksempel.dk.", da: "En e-mailadresse har et @ som i navn@eksempel.dk." }
    local { en: "Something is missing before the @.", da: "Der mangler noget før @." }
    local_long(len: usize) {
        en: "{len} characters stand before the @; at most 64 are allowed.",
        da: "Der står {len} tegn før @; højst 64 er tilladt.",
    }
    character(what: &str, position: usize) {
        en: "The character {what} in position {position} is not allowed before the @.",
        da: "Tegnet {what} på plads {position} er ikke tilladt før @.",
    }
    dot {
        en: "Before the @, a dot can stand neither first nor last nor beside another.",
        da: "Før @ kan et punktum hverken stå først, sidst eller ved siden af et andet.",
    }
    bad_host(why: &str) { en: "What follows the @ is wrong: {why}", da: "Det, der står efter @, er forkert: {why}" }
    long(len: usize) {
        en: "The address takes {len} characters; at most 254 are allowed.",
        da: "Adressen fylder {len} tegn; højst 254 er tilladt.",
    }
    other { en: "This is not an e-mail address.", da: "Dette er ikke en e-mailadresse." }
}

/// What is wrong with an e-mail address.
pub fn email(lang: Lang, error: &EmailError) -> String {
    let t = Email(lang);
    match error {
        EmailError::Empty => t.empty().to_owned(),
        EmailError::NoAt => t.at().to_owned(),
        EmailError::NoLocalPart => t.local().to_owned(),
        EmailError::LocalPartTooLong { len } => t.local_long(*len),
        EmailError::BadCharacter { character, position } => t.character(&shown(*character), *position),
        EmailError::MisplacedDot => t.dot().to_owned(),
        EmailError::BadHost(error) => t.bad_host(&host(lang, error)),
        EmailError::TooLong { len } => t.long(*len),
        _ => t.other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with a DS record.
    struct Ds;
    empty { en: "Enter a DS record.", da: "Angiv en DS-record." }
    fields {
        en: "A DS record has four fields: key tag, algorithm, digest type and digest, as in 12345 13 2 49FD46E6…",
        da: "En DS-record har fire felter: key tag, algoritme, digest-type og digest som i 12345 13 2 49FD46E6…",
    }
    kind(found: &str) {
        en: "This is a {found} record. The registry takes DS records; your DNS provider's page or dnssec-dsfromkey gives them.",
        da: "Dette er en {found}-record. Registret tager imod DS-records; dem får du hos din DNS-udbyder eller med dnssec-dsfromkey.",
    }
    owner(owner: &str) { en: "This record belongs to {owner}, not to this domain name.", da: "Denne record hører til {owner}, ikke til dette domænenavn." }
    tag(value: &str) {
        en: "“{value}” is not a key tag: a number from 0 to 65535.",
        da: "“{value}” er ikke et key tag: et tal fra 0 til 65535.",
    }
    algorithm(value: &str) {
        en: "“{value}” is not an algorithm that .dk takes. Use 13 (ECDSAP256SHA256), 8 (RSASHA256) or 15 (ED25519), for example.",
        da: "“{value}” er ikke en algoritme, som .dk tager imod. Brug fx 13 (ECDSAP256SHA256), 8 (RSASHA256) eller 15 (ED25519).",
    }
    digest_type(value: &str) {
        en: "“{value}” is not a digest type that .dk takes. Use 2 (SHA-256) or 4 (SHA-384).",
        da: "“{value}” er ikke en digest-type, som .dk tager imod. Brug 2 (SHA-256) eller 4 (SHA-384).",
    }
    length(len: usize, expected: usize) {
        en: "The digest has {len} hexadecimal digits; its type needs {expected}.",
        da: "Digesten har {len} hexadecimale cifre; typen kræver {expected}.",
    }
    character(what: &str, position: usize) {
        en: "The character {what} in position {position} of the digest is not a hexadecimal digit (0-9, A-F).",
        da: "Tegnet {what} på plads {position} i digesten er ikke et hexadecimalt ciffer (0-9, A-F).",
    }
    other { en: "This is not a DS record.", da: "Dette er ikke en DS-record." }
}

/// What is wrong with a DS record.
pub fn ds(lang: Lang, error: &DsError) -> String {
    let t = Ds(lang);
    match error {
        DsError::Empty => t.empty().to_owned(),
        DsError::MissingFields => t.fields().to_owned(),
        DsError::WrongType { found } => t.kind(&excerpt(found)),
        DsError::WrongOwner { owner } => t.owner(&excerpt(owner)),
        DsError::BadKeyTag { value } => t.tag(&excerpt(value)),
        DsError::BadAlgorithm { value } => t.algorithm(&excerpt(value)),
        DsError::BadDigestType { value } => t.digest_type(&excerpt(value)),
        DsError::BadDigestLength { len, expected } => t.length(*len, *expected),
        DsError::BadDigestCharacter { character, position } => t.character(&shown(*character), *position),
        _ => t.other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with a name server's address.
    struct Glue;
    empty { en: "Enter an IP address.", da: "Angiv en IP-adresse." }
    address(input: &str) { en: "“{input}” is not an IPv4 or IPv6 address.", da: "“{input}” er ikke en IPv4- eller IPv6-adresse." }
    private(address: &str, block: &str) {
        en: "{address} cannot be reached from the internet: it lies in {block}. Enter a public address.",
        da: "{address} kan ikke nås fra internettet: den ligger i {block}. Angiv en offentlig adresse.",
    }
    outside(address: &str) {
        en: "{address} is not a public IPv6 address: those lie in 2000::/3.",
        da: "{address} er ikke en offentlig IPv6-adresse: de ligger i 2000::/3.",
    }
    other { en: "This address cannot be used.", da: "Denne adresse kan ikke bruges." }
}

/// What is wrong with a name server's IP address.
pub fn glue(lang: Lang, error: &GlueError) -> String {
    let t = Glue(lang);
    match error {
        GlueError::Empty => t.empty().to_owned(),
        GlueError::NotAnAddress { input } => t.address(&excerpt(input)),
        GlueError::NotPublic { address, block } => t.private(&address.to_string(), block),
        GlueError::NotAllocated { address } => t.outside(&address.to_string()),
        _ => t.other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with a password at the registry.
    struct Password;
    short(len: usize) { en: "The password has {len} characters; at least 8 are needed.", da: "Adgangskoden har {len} tegn; der skal mindst være 8." }
    long(len: usize) { en: "The password has {len} characters; at most 64 are allowed.", da: "Adgangskoden har {len} tegn; højst 64 er tilladt." }
    character(position: usize) {
        en: "The character in position {position} is not allowed. Use a-z, A-Z, digits and usual signs, but no spaces.",
        da: "Tegnet på plads {position} er ikke tilladt. Brug a-z, A-Z, cifre og almindelige tegn, men ingen mellemrum.",
    }
    classes(found: usize) {
        en: "The password has {found} of the four kinds small letter, capital letter, digit and sign; three are needed.",
        da: "Adgangskoden har {found} af de fire slags lille bogstav, stort bogstav, ciffer og tegn; der skal være tre.",
    }
    other { en: "The registry does not take this password.", da: "Registret tager ikke imod denne adgangskode." }
}

/// What is wrong with a password for the registry's EPP service.
pub fn password(lang: Lang, error: &PasswordError) -> String {
    let t = Password(lang);
    match error {
        PasswordError::TooShort { len } => t.short(*len),
        PasswordError::TooLong { len } => t.long(*len),
        PasswordError::BadCharacter { position } => t.character(*position),
        PasswordError::TooFewClasses { found } => t.classes(*found),
        _ => t.other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with authorization codes and other tokens. They never repeat what was typed.
    struct Token;
    empty { en: "Enter the authorization code.", da: "Angiv godkendelseskoden." }
    shape {
        en: "An authorization code has three parts between hyphens, as in REG-TRANSFER-… Copy all of it.",
        da: "En godkendelseskode har tre dele mellem bindestreger som i REG-TRANSFER-… Kopiér det hele.",
    }
    role {
        en: "An authorization code begins with REG or OWN.",
        da: "En godkendelseskode begynder med REG eller OWN.",
    }
    operation {
        en: "The middle part of an authorization code is TRANSFER (or, from earlier times, REDEL).",
        da: "Den midterste del af en godkendelseskode er TRANSFER (eller, fra tidligere tid, REDEL).",
    }
    length(len: usize) {
        en: "The last part of an authorization code has 32 characters; this has {len}. Copy all of it.",
        da: "Den sidste del af en godkendelseskode har 32 tegn; denne har {len}. Kopiér det hele.",
    }
    hexadecimal(position: usize) {
        en: "Character {position} of the last part cannot be right: it has only 0-9 and a-f.",
        da: "Tegn {position} i den sidste del kan ikke være rigtigt: den har kun 0-9 og a-f.",
    }
    other { en: "This is not an authorization code.", da: "Dette er ikke en godkendelseskode." }
    list_empty { en: "Enter the waiting-list code.", da: "Angiv ventelistekoden." }
    list_length(len: usize) {
        en: "A waiting-list code has 8 characters; this has {len}.",
        da: "En ventelistekode har 8 tegn; denne har {len}.",
    }
    list_hexadecimal(position: usize) {
        en: "Character {position} cannot be right: a waiting-list code has only 0-9 and A-F.",
        da: "Tegn {position} kan ikke være rigtigt: en ventelistekode har kun 0-9 og A-F.",
    }
    list_other { en: "This is not a waiting-list code.", da: "Dette er ikke en ventelistekode." }
}

/// What is wrong with an authorization token.
pub fn authorization_token(lang: Lang, error: &AuthorizationTokenError) -> String {
    let t = Token(lang);
    match error {
        AuthorizationTokenError::Empty => t.empty().to_owned(),
        AuthorizationTokenError::BadShape => t.shape().to_owned(),
        AuthorizationTokenError::UnknownRole => t.role().to_owned(),
        AuthorizationTokenError::UnknownOperation => t.operation().to_owned(),
        AuthorizationTokenError::WrongLength { len } => t.length(*len),
        AuthorizationTokenError::NotHexadecimal { position } => t.hexadecimal(*position),
        _ => t.other().to_owned(),
    }
}

/// What is wrong with a waiting-list code.
pub fn waiting_list_code(lang: Lang, error: &WaitingListCodeError) -> String {
    let t = Token(lang);
    match error {
        WaitingListCodeError::Empty => t.list_empty().to_owned(),
        WaitingListCodeError::WrongLength { len } => t.list_length(*len),
        WaitingListCodeError::NotHexadecimal { position } => t.list_hexadecimal(*position),
        _ => t.list_other().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use dk::{AuthorizationToken, DsRecord, EppPassword, GlueAddress, WaitingListCode};

    use super::*;

    #[test]
    fn addresses_say_which_side_is_wrong() {
        let of = |input: &str| email(Lang::En, &dk::Email::parse(input).unwrap_err());
        assert!(of("navn").contains("has an @"));
        assert!(of("@eksempel.dk").contains("before the @"));
        assert!(of("a@192.0.2.1").contains("follows the @"));
        let glue_of = |input: &str| glue(Lang::En, &GlueAddress::parse(input).unwrap_err());
        assert!(glue_of("10.0.0.1").contains("10.0.0.0/8"));
        assert!(glue_of("x").contains("“x”"));
    }

    #[test]
    fn a_key_is_not_taken_for_a_ds_record() {
        let error = DsRecord::parse("eksempel.dk. 3600 IN DNSKEY 257 3 13 abc").unwrap_err();
        assert!(ds(Lang::Da, &error).contains("DNSKEY-record"));
        let error = DsRecord::parse("12345 13 2 49FD").unwrap_err();
        assert!(ds(Lang::En, &error).contains("4 hexadecimal digits; its type needs 64"));
        assert!(ds(Lang::En, &DsRecord::parse("1 2 3 ab").unwrap_err()).contains("algorithm"));
    }

    #[test]
    fn secrets_are_never_repeated() {
        let secret = "Hemmelighed";
        let said = [
            password(Lang::Da, &EppPassword::parse(&format!("{secret}æ")).unwrap_err()),
            authorization_token(Lang::Da, &AuthorizationToken::parse(&format!("REG-TRANSFER-{secret}")).unwrap_err()),
            waiting_list_code(Lang::Da, &WaitingListCode::parse(secret).unwrap_err()),
        ];
        assert!(said.iter().all(|said| !said.is_empty() && !said.contains(secret)), "{said:?}");
    }
}
