//! What is wrong with a number that has rules of its own, a postal code, a country, an amount.

use dk::{CompanyNumberError, CvrError, EanError, IbanError, MoneyError, PNumberError, PhoneError, PostalCodeError};

use super::{excerpt, shown};
use crate::Lang;

crate::texts! {
    /// What can be wrong with numbers of companies.
    struct Company;
    cvr_empty { en: "Enter the CVR number.", da: "Angiv CVR-nummeret." }
    cvr_digit(what: &str) {
        en: "A CVR number has digits only; {what} is none.",
        da: "Et CVR-nummer består kun af cifre; {what} er ikke et ciffer.",
    }
    cvr_length(len: usize) { en: "A CVR number has 8 digits; this has {len}.", da: "Et CVR-nummer har 8 cifre; dette har {len}." }
    cvr_check {
        en: "This CVR number cannot exist: its check digit does not fit. Look for a digit that was mistyped or swapped.",
        da: "Dette CVR-nummer kan ikke findes: kontrolcifret passer ikke. Se efter et ciffer, der er tastet forkert eller byttet om.",
    }
    empty { en: "Enter the company's number.", da: "Angiv virksomhedens nummer." }
    long(len: usize) {
        en: "The number has {len} characters; the registry takes at most 50.",
        da: "Nummeret har {len} tegn; registret tager højst imod 50.",
    }
    p_empty { en: "Enter the P-number.", da: "Angiv P-nummeret." }
    p_digit(what: &str) {
        en: "A P-number has digits only; {what} is none.",
        da: "Et P-nummer består kun af cifre; {what} er ikke et ciffer.",
    }
    p_length(len: usize) { en: "A P-number has 10 digits; this has {len}.", da: "Et P-nummer har 10 cifre; dette har {len}." }
    ean_empty { en: "Enter the EAN number.", da: "Angiv EAN-nummeret." }
    ean_digit(what: &str) {
        en: "An EAN number has digits only; {what} is none.",
        da: "Et EAN-nummer består kun af cifre; {what} er ikke et ciffer.",
    }
    ean_length(len: usize) { en: "An EAN number has 13 digits; this has {len}.", da: "Et EAN-nummer har 13 cifre; dette har {len}." }
    ean_check {
        en: "This EAN number cannot exist: its check digit does not fit. Look for a digit that was mistyped or swapped.",
        da: "Dette EAN-nummer kan ikke findes: kontrolcifret passer ikke. Se efter et ciffer, der er tastet forkert eller byttet om.",
    }
    other { en: "This number is not valid.", da: "Dette nummer er ikke gyldigt." }
}

/// What is wrong with a CVR number.
pub fn cvr(lang: Lang, error: &CvrError) -> String {
    let t = Company(lang);
    match error {
        CvrError::Empty => t.cvr_empty().to_owned(),
        CvrError::NotDigit { character } => t.cvr_digit(&shown(*character)),
        CvrError::WrongLength { len } => t.cvr_length(*len),
        CvrError::CheckFailed => t.cvr_check().to_owned(),
        _ => t.other().to_owned(),
    }
}

/// What is wrong with a company's number: Danish (CVR) or foreign.
pub fn company_number(lang: Lang, error: &CompanyNumberError) -> String {
    let t = Company(lang);
    match error {
        CompanyNumberError::Empty => t.empty().to_owned(),
        CompanyNumberError::TooLong { len } => t.long(*len),
        CompanyNumberError::Cvr(error) => cvr(lang, error),
        _ => t.other().to_owned(),
    }
}

/// What is wrong with a P-number.
pub fn p_number(lang: Lang, error: &PNumberError) -> String {
    let t = Company(lang);
    match error {
        PNumberError::Empty => t.p_empty().to_owned(),
        PNumberError::NotDigit { character } => t.p_digit(&shown(*character)),
        PNumberError::WrongLength { len } => t.p_length(*len),
        _ => t.other().to_owned(),
    }
}

/// What is wrong with an EAN number.
pub fn ean(lang: Lang, error: &EanError) -> String {
    let t = Company(lang);
    match error {
        EanError::Empty => t.ean_empty().to_owned(),
        EanError::NotDigit { character } => t.ean_digit(&shown(*character)),
        EanError::WrongLength { len } => t.ean_length(*len),
        EanError::CheckFailed => t.ean_check().to_owned(),
        _ => t.other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with a telephone number.
    struct Phone;
    empty { en: "Enter a telephone number.", da: "Angiv et telefonnummer." }
    character(what: &str, position: usize) {
        en: "The character {what} in position {position} does not belong in a telephone number.",
        da: "Tegnet {what} på plads {position} hører ikke til i et telefonnummer.",
    }
    no_country {
        en: "Begin with the country code, such as +45 33 64 11 10.",
        da: "Begynd med landekoden, fx +45 33 64 11 10.",
    }
    unknown_country { en: "No country has this country code.", da: "Intet land har denne landekode." }
    plan(number: &str) {
        en: "{number} cannot be a telephone number in its country. Check country code and digits.",
        da: "{number} kan ikke være et telefonnummer i det land. Se landekode og cifre efter.",
    }
    dot {
        en: "The dot does not stand after the country code, as in +45.33641110.",
        da: "Punktummet står ikke efter landekoden som i +45.33641110.",
    }
    long(len: usize) {
        en: "The number takes {len} characters; the registry takes at most 17.",
        da: "Nummeret fylder {len} tegn; registret tager højst imod 17.",
    }
    other { en: "This is not a telephone number.", da: "Dette er ikke et telefonnummer." }
}

/// What is wrong with a telephone number.
pub fn phone(lang: Lang, error: &PhoneError) -> String {
    let t = Phone(lang);
    match error {
        PhoneError::Empty => t.empty().to_owned(),
        PhoneError::BadCharacter { character, position } => t.character(&shown(*character), *position),
        PhoneError::NoCountryCode => t.no_country().to_owned(),
        PhoneError::UnknownCountryCode => t.unknown_country().to_owned(),
        PhoneError::NotInNumberingPlan { number } => t.plan(&excerpt(number)),
        PhoneError::MisplacedDot => t.dot().to_owned(),
        PhoneError::TooLong { len } => t.long(*len),
        _ => t.other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with postal codes and countries.
    struct Place;
    code_empty { en: "Enter the postal code.", da: "Angiv postnummeret." }
    four { en: "A Danish postal code has four digits.", da: "Et dansk postnummer har fire cifre." }
    code_long(len: usize) {
        en: "The postal code has {len} characters; the registry takes at most 16.",
        da: "Postnummeret har {len} tegn; registret tager højst imod 16.",
    }
    code_other { en: "This is not a postal code.", da: "Dette er ikke et postnummer." }
}

/// What is wrong with a postal code.
pub fn postal_code(lang: Lang, error: &PostalCodeError) -> String {
    let t = Place(lang);
    match error {
        PostalCodeError::Empty => t.code_empty().to_owned(),
        PostalCodeError::NotFourDigits => t.four().to_owned(),
        PostalCodeError::TooLong { len } => t.code_long(*len),
        _ => t.code_other().to_owned(),
    }
}

crate::texts! {
    /// What can be wrong with amounts and bank accounts.
    struct Amount;
    empty { en: "Enter an amount.", da: "Angiv et beløb." }
    character(what: &str, position: usize) {
        en: "The character {what} in position {position} does not belong in an amount.",
        da: "Tegnet {what} på plads {position} hører ikke til i et beløb.",
    }
    number { en: "This is not an amount, such as 1,250.00.", da: "Dette er ikke et beløb, fx 1.250,00." }
    grouping {
        en: "The separators of thousands do not stand before every third digit, as in 1,250.00.",
        da: "Tusindtalsskilletegnene står ikke før hvert tredje ciffer som i 1.250,00.",
    }
    precise { en: "An amount has at most two decimals.", da: "Et beløb har højst to decimaler." }
    large { en: "The amount is too large.", da: "Beløbet er for stort." }
    iban_empty { en: "Enter the IBAN.", da: "Angiv IBAN-nummeret." }
    iban_format {
        en: "An IBAN is two letters, two digits and up to 30 letters and digits, such as DK50 0040 0440 1162 43.",
        da: "Et IBAN-nummer er to bogstaver, to cifre og op til 30 bogstaver og cifre, fx DK50 0040 0440 1162 43.",
    }
    iban_check {
        en: "This IBAN cannot exist: its check digits do not fit. Look for a character that was mistyped or swapped.",
        da: "Dette IBAN-nummer kan ikke findes: kontrolcifrene passer ikke. Se efter et tegn, der er tastet forkert eller byttet om.",
    }
    iban_country(country: &str) { en: "“{country}” is not a country with IBANs.", da: "“{country}” er ikke et land med IBAN-numre." }
    iban_structure(country: &str) {
        en: "An IBAN from “{country}” has another length or order of letters and digits.",
        da: "Et IBAN-nummer fra “{country}” har en anden længde eller rækkefølge af bogstaver og cifre.",
    }
    iban_other { en: "This is not an IBAN.", da: "Dette er ikke et IBAN-nummer." }
}

/// What is wrong with an amount of money.
pub fn money(lang: Lang, error: &MoneyError) -> String {
    let t = Amount(lang);
    match error {
        MoneyError::Empty => t.empty().to_owned(),
        MoneyError::BadCharacter { character, position } => t.character(&shown(*character), *position),
        MoneyError::BadGrouping => t.grouping().to_owned(),
        MoneyError::TooPrecise => t.precise().to_owned(),
        MoneyError::TooLarge => t.large().to_owned(),
        _ => t.number().to_owned(),
    }
}

/// What is wrong with an IBAN.
pub fn iban(lang: Lang, error: &IbanError) -> String {
    let t = Amount(lang);
    match error {
        IbanError::Empty => t.iban_empty().to_owned(),
        IbanError::BadFormat => t.iban_format().to_owned(),
        IbanError::CheckFailed => t.iban_check().to_owned(),
        IbanError::UnknownCountry { country } => t.iban_country(&excerpt(country)),
        IbanError::WrongStructure { country } => t.iban_structure(&excerpt(country)),
        _ => t.iban_other().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use dk::{Country, Cvr, Ean, Iban, Money, NumberStyle, PNumber, PostalCode};

    use super::*;

    #[test]
    fn numbers_say_what_was_found_and_what_is_needed() {
        assert_eq!(cvr(Lang::En, &Cvr::parse("1234567").unwrap_err()), "A CVR number has 8 digits; this has 7.");
        assert!(cvr(Lang::Da, &Cvr::parse("24210376").unwrap_err()).contains("kontrolcifret"));
        assert!(cvr(Lang::Da, &Cvr::parse("2421037x").unwrap_err()).contains("“x”"));
        assert!(ean(Lang::Da, &Ean::parse("5798009780691").unwrap_err()).contains("kontrolcifret"));
        assert_eq!(p_number(Lang::En, &PNumber::parse("123").unwrap_err()), "A P-number has 10 digits; this has 3.");
        assert!(iban(Lang::En, &Iban::parse("DK5100400440116243").unwrap_err()).contains("check digits"));
    }

    #[test]
    fn phone_numbers_say_how_they_are_written() {
        let of = |input: &str| phone(Lang::En, &dk::Phone::parse(input).unwrap_err());
        assert!(of("33641110").contains("+45"));
        assert!(of("+45 12").contains("cannot be a telephone number"));
    }

    #[test]
    fn places_and_amounts_are_explained() {
        let code = PostalCode::parse(Country::DENMARK, "210").unwrap_err();
        assert!(postal_code(Lang::Da, &code).contains("fire cifre"));
        assert!(money(Lang::Da, &Money::parse("1,234", NumberStyle::Danish).unwrap_err()).contains("decimaler"));
    }
}
