//! A new contact, typed into the registration form.

use dk::{CompanyNumber, Country, Ean, Email, PNumber, Phone, PostalCode, UserType};

use super::needed::{chosen, needed, needed_text};
use super::wrong::Wrong;
use ui::{Lang, Reader, explain};

/// What to do where the registry has an equal contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ContactMode {
    /// Use it (`auto`).
    #[default]
    Auto,
    /// Create another one (`force`).
    Force,
}

/// A contact that is created before the application is sent. All that can be checked without the registry is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContact {
    /// Company, public organization, association or individual.
    pub user_type: UserType,
    /// `contact:name`: the person; for organisations the person to the attention of whom letters go, or the organisation
    /// once more where none was given. 1–255 characters.
    pub name: String,
    /// `contact:org`: always given for organisations, never for individuals; at most 255 characters.
    pub organisation: Option<String>,
    /// One to three lines, each at most 255 characters.
    pub street: Vec<String>,
    /// Given in Denmark, optional elsewhere.
    pub postal_code: Option<PostalCode>,
    /// 1–255 characters.
    pub city: String,
    /// State or province, at most 255 characters.
    pub region: Option<String>,
    /// Country.
    pub country: Country,
    /// Telephone.
    pub phone: Phone,
    /// Mobile telephone.
    pub mobile: Option<Phone>,
    /// E-mail.
    pub email: Email,
    /// Second e-mail; the one that WHOIS shows of organisations.
    pub secondary_email: Option<Email>,
    /// CVR number (always given for Danish organisations), elsewhere the VAT number of an organisation.
    pub company_number: Option<CompanyNumber>,
    /// Production unit; Danish organisations only.
    pub p_number: Option<PNumber>,
    /// For electronic invoices; Danish organisations only.
    pub ean: Option<Ean>,
    /// Stated for foreign organisations, absent for all others.
    pub sole_proprietorship: Option<bool>,
    /// Whether the registrar has verified identity and e-mail address. The registry demands one value for both
    /// (`verified_id` and `verified_email`).
    pub verified: bool,
    /// Whether an equal contact is used.
    pub mode: ContactMode,
}

impl NewContact {
    /// What the contact is called: the organisation, or the person.
    pub fn display_name(&self) -> &str {
        self.organisation.as_deref().unwrap_or(&self.name)
    }
}

/// Lines of a street address (RFC 5733 § 2.4).
const MAX_STREET_LINES: usize = 3;
/// Characters of names, streets, cities and regions (`postalLineType`, RFC 5733 § 4).
const MAX_LINE: usize = 255;

pub(super) fn read(form: &mut Reader<'_>, lang: Lang) -> Option<NewContact> {
    let t = Wrong(lang);
    let user_type = chosen(form, "contact_user_type", t.user_type_missing(), |word| UserType::parse(word).ok());
    let names = read_names(form, user_type, lang);
    let country = read_country(form, lang);
    let numbers = read_numbers(form, user_type, country, lang);
    let street = read_street(form, lang);
    let postal_code = read_postal_code(form, country, lang);
    let city = needed_text(form, "contact_city", MAX_LINE, t.city_missing());
    let region = given(form.text("contact_region", MAX_LINE));
    check_letters(form, country, lang);
    let email = needed(form, "contact_email", Email::parse, |error| explain::email(lang, &error));
    let secondary_email = form.optional("contact_secondary_email", Email::parse, |error| explain::email(lang, &error));
    // Without a country it cannot be told which numbering plan the number is under.
    let phones = country.map(|country| read_phones(form, country, lang));
    let verified = form.checked("contact_verified");
    let mode = form.choice("contact_match", read_mode);
    let (user_type, country, (name, organisation)) = (user_type?, country?, names?);
    let (numbers, (phone, mobile)) = (numbers?, phones?);
    Some(NewContact {
        user_type,
        name,
        organisation,
        street: street?,
        postal_code: postal_code?,
        city: city?,
        region,
        country,
        phone: phone?,
        mobile,
        email: email?,
        secondary_email,
        company_number: numbers.company_number,
        p_number: numbers.p_number,
        ean: numbers.ean,
        sole_proprietorship: numbers.sole_proprietorship,
        verified,
        mode: mode?,
    })
}

fn read_mode(word: &str) -> Option<ContactMode> {
    match word {
        "" | "auto" => Some(ContactMode::Auto),
        "force" => Some(ContactMode::Force),
        _ => None,
    }
}

fn read_country(form: &mut Reader<'_>, lang: Lang) -> Option<Country> {
    if form.fields().get("contact_country").trim().is_empty() {
        return Some(Country::DENMARK);
    }
    form.parse("contact_country", Country::parse, |_| Wrong(lang).country().to_owned())
}

/// `contact:name` and `contact:org`.
fn read_names(form: &mut Reader<'_>, user_type: Option<UserType>, lang: Lang) -> Option<(String, Option<String>)> {
    let Some(user_type) = user_type else {
        form.text("contact_name", MAX_LINE);
        form.text("contact_organisation", MAX_LINE);
        return None;
    };
    if user_type.is_individual() {
        let name = needed_text(form, "contact_name", MAX_LINE, Wrong(lang).name_missing());
        if !form.text("contact_organisation", MAX_LINE).is_empty() {
            form.wrong("contact_organisation", Wrong(lang).organisation_of_individual());
        }
        return name.map(|name| (name, None));
    }
    let organisation = needed_text(form, "contact_organisation", MAX_LINE, Wrong(lang).organisation_missing());
    let attention = given(form.text("contact_name", MAX_LINE));
    organisation.map(|organisation| (attention.unwrap_or_else(|| organisation.clone()), Some(organisation)))
}

#[derive(Default)]
struct Numbers {
    company_number: Option<CompanyNumber>,
    p_number: Option<PNumber>,
    ean: Option<Ean>,
    sole_proprietorship: Option<bool>,
}

fn read_numbers(
    form: &mut Reader<'_>,
    user_type: Option<UserType>,
    country: Option<Country>,
    lang: Lang,
) -> Option<Numbers> {
    let (user_type, country) = user_type.zip(country)?;
    let t = Wrong(lang);
    let company_number = read_company_number(form, user_type, country, lang);
    let p_number = form.optional("contact_p_number", PNumber::parse, |error| explain::p_number(lang, &error));
    if !form.fields().get("contact_p_number").trim().is_empty() && !user_type.may_have_ean(country) {
        form.wrong("contact_p_number", t.p_number_not_danish());
    } else if p_number.is_some() && form.fields().get("contact_cvr").trim().is_empty() {
        form.wrong("contact_p_number", t.p_number_needs_cvr());
    }
    let ean = form.optional("contact_ean", Ean::parse, |error| explain::ean(lang, &error));
    if !form.fields().get("contact_ean").trim().is_empty() && !user_type.may_have_ean(country) {
        form.wrong("contact_ean", t.ean_not_danish());
    }
    let sole = form.checked("contact_sole_proprietorship");
    let may_be_sole = user_type.may_state_sole_proprietorship(country);
    if sole && !may_be_sole {
        form.wrong("contact_sole_proprietorship", t.sole_proprietorship());
    }
    Some(Numbers { company_number, p_number, ean, sole_proprietorship: may_be_sole.then_some(sole) })
}

fn read_company_number(
    form: &mut Reader<'_>,
    user_type: UserType,
    country: Country,
    lang: Lang,
) -> Option<CompanyNumber> {
    const FIELD: &str = "contact_cvr";
    let t = Wrong(lang);
    let is_given = !form.fields().get(FIELD).trim().is_empty();
    match (is_given, user_type.requires_cvr(country), user_type.may_have_cvr()) {
        (false, true, _) => {
            form.wrong(FIELD, t.cvr_required());
            None
        }
        (true, _, false) => {
            form.wrong(FIELD, t.cvr_of_individual());
            None
        }
        _ => {
            let parse = |text: &str| CompanyNumber::parse(country, text);
            form.optional(FIELD, parse, |error| explain::company_number(lang, &error))
        }
    }
}

fn read_street(form: &mut Reader<'_>, lang: Lang) -> Option<Vec<String>> {
    const FIELD: &str = "contact_street";
    let t = Wrong(lang);
    let lines: Vec<String> = form.fields().lines(FIELD).map(str::to_owned).collect();
    let result = match lines.len() {
        0 => Err(t.street_missing().to_owned()),
        n if n > MAX_STREET_LINES => Err(t.street_lines(n)),
        _ if lines.iter().any(|line| line.chars().count() > MAX_LINE) => Err(t.line_too_long(MAX_LINE)),
        _ => Ok(lines),
    };
    form.keep(FIELD, result)
}

fn read_postal_code(form: &mut Reader<'_>, country: Option<Country>, lang: Lang) -> Option<Option<PostalCode>> {
    const FIELD: &str = "contact_postal_code";
    let country = country?;
    let parse = |text: &str| PostalCode::parse(country, text);
    if country.is_denmark() {
        return needed(form, FIELD, parse, |error| explain::postal_code(lang, &error)).map(Some);
    }
    Some(form.optional(FIELD, parse, |error| explain::postal_code(lang, &error)))
}

/// Outside Denmark the registry keeps the internationalised form, which is 7-bit ASCII (RFC 5733 § 2.4).
fn check_letters(form: &mut Reader<'_>, country: Option<Country>, lang: Lang) {
    const FIELDS: [&str; 6] = [
        "contact_name",
        "contact_organisation",
        "contact_street",
        "contact_postal_code",
        "contact_city",
        "contact_region",
    ];
    if country.is_none_or(|country| country.is_denmark()) {
        return;
    }
    for field in FIELDS {
        if let Some(letter) = form.fields().get(field).chars().find(|c| !c.is_ascii()) {
            form.wrong(field, Wrong(lang).not_ascii(letter));
        }
    }
}

fn read_phones(form: &mut Reader<'_>, country: Country, lang: Lang) -> (Option<Phone>, Option<Phone>) {
    let parse = |text: &str| Phone::parse_in(country, text);
    let phone = needed(form, "contact_phone", parse, |error| explain::phone(lang, &error));
    (phone, form.optional("contact_mobile", parse, |error| explain::phone(lang, &error)))
}

fn given(text: String) -> Option<String> {
    if text.is_empty() { None } else { Some(text) }
}
