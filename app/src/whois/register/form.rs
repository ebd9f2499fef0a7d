//! Reading the registration form.

use dk::ds::MAX_DS_RECORDS;
use dk::{DomainName, DsRecord, Handle, HostName, NameServers, RegistrarHandle, WaitingListCode};
use time::OffsetDateTime;

use super::accepted::{self, Acceptance};
use super::contact::{self, NewContact};
use super::needed::needed;
use super::wrong::Wrong;
use ui::{FieldErrors, Fields, Lang, Reader, explain};

/// Who shall hold the domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registrant {
    /// An existing contact. Whether it exists, the registry knows.
    Handle(Handle),
    /// A contact to be created first.
    New(Box<NewContact>),
}

/// An application for a domain: everything that can be checked without the registry is checked. The period is always
/// [`dk::Period::ONE_YEAR`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The name.
    pub domain: DomainName,
    /// The code of an offer from the waiting list: a secret.
    pub authorization_code: Option<WaitingListCode>,
    /// Whether it shall renew itself.
    pub auto_renew: bool,
    /// The registrar's reference; may be empty, at most 100 characters.
    pub reference: String,
    /// Purchase order number; may be empty, at most 100 characters.
    pub po_number: String,
    /// Account code; may be empty, at most 100 characters.
    pub account_code: String,
    /// Who shall hold it.
    pub registrant: Registrant,
    /// Two to seven.
    pub name_servers: NameServers,
    /// None to [`MAX_DS_RECORDS`], all different.
    pub ds: Vec<DsRecord>,
    /// The acceptance of the terms.
    pub accepted: Acceptance,
}

/// The longest reference, PO number and account code.
const MAX_NOTE: usize = 100;

/// Reads the form and collects ALL that is wrong with it, in the form's order. `now` bounds the time of acceptance;
/// fields of the choice that was not made (handle or new contact) are not looked at. An absent `auto_renew` takes
/// `auto_renew_default`, the account's setting.
///
/// # Errors
/// What is wrong, field by field, in `lang`.
pub fn parse(
    fields: &Fields,
    lang: Lang,
    now: OffsetDateTime,
    auto_renew_default: bool,
) -> Result<Request, FieldErrors> {
    let mut form = Reader::new(fields, lang);
    let domain = needed(&mut form, "domain_name", DomainName::parse, |error| explain::name(lang, &error));
    let code =
        form.optional("authorization_code", WaitingListCode::parse, |error| explain::waiting_list_code(lang, &error));
    let auto_renew = form.choice("auto_renew", |word| read_auto_renew(word, auto_renew_default));
    let registrant = read_registrant(&mut form, lang);
    let name_servers = read_name_servers(&mut form, lang);
    let ds = read_ds(&mut form, domain.as_ref(), lang);
    let accepted = accepted::read(&mut form, lang, now);
    let reference = form.text("reference", MAX_NOTE);
    let po_number = form.text("po_number", MAX_NOTE);
    let account_code = form.text("account_code", MAX_NOTE);
    let build = || {
        Some(Request {
            domain: domain?,
            authorization_code: code,
            auto_renew: auto_renew?,
            reference,
            po_number,
            account_code,
            registrant: registrant?,
            name_servers: name_servers?,
            ds: ds?,
            accepted: accepted?,
        })
    };
    let request = build();
    form.finish(request)
}

fn read_auto_renew(word: &str, default: bool) -> Option<bool> {
    match word {
        "true" => Some(true),
        "false" => Some(false),
        "" => Some(default),
        _ => None,
    }
}

fn read_registrant(form: &mut Reader<'_>, lang: Lang) -> Option<Registrant> {
    let kind = form.choice("registrant_kind", |word| match word {
        "" | "handle" => Some(false),
        "new" => Some(true),
        _ => None,
    })?;
    if kind {
        return contact::read(form, lang).map(|contact| Registrant::New(Box::new(contact)));
    }
    const FIELD: &str = "registrant_handle";
    if RegistrarHandle::parse(form.fields().get(FIELD)).is_ok() {
        form.wrong(FIELD, Wrong(lang).registrar_as_registrant());
        return None;
    }
    needed(form, FIELD, Handle::parse, |error| explain::handle(lang, &error)).map(Registrant::Handle)
}

fn read_name_servers(form: &mut Reader<'_>, lang: Lang) -> Option<NameServers> {
    const FIELD: &str = "name_servers";
    let words: Vec<&str> = form.fields().lines(FIELD).flat_map(|line| line.split([' ', '\t', ',', ';'])).collect();
    let (mut hosts, mut wrong) = (Vec::new(), Vec::new());
    for word in words.into_iter().filter(|word| !word.is_empty()) {
        match HostName::parse(word) {
            Ok(host) => hosts.push(host),
            Err(error) => wrong.push(Wrong(lang).in_line(word, &explain::host(lang, &error))),
        }
    }
    let result = match wrong.is_empty() {
        true => NameServers::new(hosts).map_err(|error| explain::name_servers(lang, &error)),
        false => Err(wrong.join(" ")),
    };
    form.keep(FIELD, result)
}

fn read_ds(form: &mut Reader<'_>, domain: Option<&DomainName>, lang: Lang) -> Option<Vec<DsRecord>> {
    const FIELD: &str = "ds_records";
    let t = Wrong(lang);
    let (mut records, mut wrong): (Vec<DsRecord>, Vec<String>) = (Vec::new(), Vec::new());
    let lines = form.fields().lines(FIELD).filter(|line| !line.starts_with(';'));
    for (index, line) in lines.enumerate() {
        let record = match domain {
            Some(domain) => DsRecord::parse_for(domain, line),
            None => DsRecord::parse(line),
        };
        let number = index + 1;
        match record {
            Ok(record) if records.contains(&record) => wrong.push(t.ds_twice(number)),
            Ok(record) => records.push(record),
            Err(error) => wrong.push(t.in_record(number, &explain::ds(lang, &error))),
        }
    }
    if wrong.is_empty() && records.len() > MAX_DS_RECORDS {
        wrong.push(t.too_many_ds(records.len(), MAX_DS_RECORDS));
    }
    form.keep(FIELD, if wrong.is_empty() { Ok(records) } else { Err(wrong.join(" ")) })
}
