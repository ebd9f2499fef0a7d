//! Contacts of every kind and in every state of verification.

use dk::UserType::{self, Association, Company, Individual, PublicOrganization};
use dk::local_time::{end_of_day, local_date};
use time::{Duration, OffsetDateTime};

use super::{DANISH, FOREIGN};
use crate::world::contact::{Check, EmailChange, Register, Responsible, Verification};
use crate::world::domain::Transaction;
use crate::world::{Contact, Key, REGISTRY, Tx};

/// Kind, handle, name, street, postal code and city, country, telephone, e-mail.
type Row = (UserType, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const REGISTRYS: Row = (
    Company,
    REGISTRY,
    "Punktum dk A/S",
    "Ørestads Boulevard 108, 11.",
    "2300 København S",
    "DK",
    "+45.33646000",
    "punktum@punktum.dk",
);

const BAKERY: Row = (
    Company,
    "BKA101-DK",
    "Bageriet Kornblomst ApS",
    "Algade 14",
    "4000 Roskilde",
    "DK",
    "+45.46351010",
    "post@kornblomst.example",
);
const COUNCIL: Row = (
    PublicOrganization,
    "HK102-DK",
    "Havneby Kommune",
    "Rådhuspladsen 1",
    "6792 Rømø",
    "DK",
    "+45.74755000",
    "it@havneby.example",
);
const GARDENS: Row = (
    Association,
    "FGH103-DK",
    "Foreningen Grønne Haver",
    "Kolonivej 7",
    "9000 Aalborg",
    "DK",
    "+45.98131415",
    "formand@groennehaver.example",
);
const PERSON: Row = (
    Individual,
    "MS104-DK",
    "Mette Sørensen",
    "Birkevej 22",
    "5000 Odense C",
    "DK",
    "+45.66112233",
    "mette@soerensen.example",
);
const PENDING: Row = (
    Individual,
    "JA105-DK",
    "Jens Ålborg",
    "Møllestien 3",
    "8000 Aarhus C",
    "DK",
    "+45.86131313",
    "jens@aalborg.example",
);
const EXPIRED: Row =
    (Individual, "LB106-DK", "Lise Bæk", "Skovvej 9", "3400 Hillerød", "DK", "+45.48221100", "lise@baek.example");
const REJECTED: Row =
    (Individual, "PN107-DK", "Poul Nord", "Strandvejen 88", "2900 Hellerup", "DK", "+45.39621000", "poul@nord.example");
const SWEDISH: Row = (
    Company,
    "LTA108-DK",
    "Lunds Trädgård AB",
    "Stora Södergatan 5",
    "222 23 Lund",
    "SE",
    "+46.462118800",
    "info@tradgard.example",
);
const GERMAN: Row = (
    Individual,
    "AS109-DK",
    "Anna Schmidt",
    "Hafenstrasse 12",
    "24937 Flensburg",
    "DE",
    "+49.461123450",
    "anna@schmidt.example",
);
const AMERICAN: Row = (
    Company,
    "DWC110-DK",
    "Danish Weaving Co",
    "120 Main Street",
    "57101 Sioux Falls",
    "US",
    "+1.6053390000",
    "hello@weaving.example",
);
const NORWEGIAN: Row = (
    Association,
    "NKF111-DK",
    "Norsk Kajakkforening",
    "Strandgata 4",
    "0150 Oslo",
    "NO",
    "+47.22330011",
    "styret@kajakk.example",
);
const FACTORY: Row = (
    Company,
    "VFA112-DK",
    "Vestjysk Fabrik A/S",
    "Industrivej 40",
    "7500 Holstebro",
    "DK",
    "+45.97401020",
    "kontor@fabrik.example",
);
const UNUSED: Row =
    (Individual, "KH113-DK", "Kirsten Holm", "Engvej 2", "6000 Kolding", "DK", "+45.75521000", "kirsten@holm.example");
const MOVING: Row = (
    Company,
    "HTL114-DK",
    "Harbour Tea Ltd",
    "3 Quay Road",
    "BS1 4DJ Bristol",
    "GB",
    "+44.1179460001",
    "tea@harbour.example",
);
const NAME_SERVER_ADMIN: Row = (
    Individual,
    "OD115-DK",
    "Ole Driftmand",
    "Serverparken 1",
    "2750 Ballerup",
    "DK",
    "+45.44661122",
    "ole@drift.example",
);
const OWNER: Row =
    (Individual, "IK116-DK", "Inger Kær", "Torvet 6", "8800 Viborg", "DK", "+45.86621000", "inger@kaer.example");
const BRITISH: Row = (
    Company,
    "CBL201-DK",
    "Copenhagen Bikes Ltd",
    "8 Station Road",
    "CB1 2JW Cambridge",
    "GB",
    "+44.1223460000",
    "ride@bikes.example",
);
const FRENCH: Row = (
    Individual,
    "CD202-DK",
    "Claire Dubois",
    "5 rue du Port",
    "29200 Brest",
    "FR",
    "+33.298443300",
    "claire@dubois.example",
);

/// The handles that the demo's domains and hosts name.
pub(super) mod handle {
    pub const BAKERY: &str = super::BAKERY.1;
    pub const COUNCIL: &str = super::COUNCIL.1;
    pub const GARDENS: &str = super::GARDENS.1;
    pub const PERSON: &str = super::PERSON.1;
    pub const PENDING: &str = super::PENDING.1;
    pub const EXPIRED: &str = super::EXPIRED.1;
    pub const REJECTED: &str = super::REJECTED.1;
    pub const SWEDISH: &str = super::SWEDISH.1;
    pub const GERMAN: &str = super::GERMAN.1;
    pub const AMERICAN: &str = super::AMERICAN.1;
    pub const NORWEGIAN: &str = super::NORWEGIAN.1;
    pub const FACTORY: &str = super::FACTORY.1;
    pub const MOVING: &str = super::MOVING.1;
    pub const NAME_SERVER_ADMIN: &str = super::NAME_SERVER_ADMIN.1;
    pub const OWNER: &str = super::OWNER.1;
    pub const BRITISH: &str = super::BRITISH.1;
    pub const FRENCH: &str = super::FRENCH.1;
}

pub(super) fn seed_registry(tx: &mut Tx<'_>) {
    let mut contact = verified(row(tx.now, &REGISTRYS, REGISTRY, 9_000));
    contact.cvr = Some("24210375".into());
    contact.locked = Some(Register::Cvr);
    contact.created_by = Key::from(REGISTRY);
    tx.put_contact(contact);
}

pub(super) fn seed_portfolio(tx: &mut Tx<'_>) {
    let now = tx.now;
    for contact in danish_organisations(now).into_iter().chain(danish_persons(now)).chain(foreigners(now)) {
        tx.put_contact(contact);
    }
    let mut british = verified(row(now, &BRITISH, FOREIGN, 700));
    british.cvr = Some("GB987654321".into());
    tx.put_contact(british);
    tx.put_contact(row(now, &FRENCH, FOREIGN, 300));
    for (contact, age) in [(&NAME_SERVER_ADMIN, 800), (&OWNER, 2_400)] {
        let contact = Contact { locked: Some(Register::Cpr), ..verified(row(now, contact, REGISTRY, age)) };
        tx.put_contact(Contact { created_by: Key::from(DANISH), ..contact });
    }
}

fn danish_organisations(now: OffsetDateTime) -> [Contact; 4] {
    let organisation = |data: &Row, cvr: &str, age| Contact {
        cvr: Some(cvr.into()),
        locked: Some(Register::Cvr),
        ..verified(row(now, data, DANISH, age))
    };
    let bakery = organisation(&BAKERY, "30725549", 1_900);
    let council = Contact {
        ean: Some("5798000001015".into()),
        attention: Some("Digitalisering og IT".into()),
        ..organisation(&COUNCIL, "41884843", 2_900)
    };
    let gardens = Contact {
        secondary_email: Some("kasserer@groennehaver.example".into()),
        ..organisation(&GARDENS, "12460058", 900)
    };
    let factory = Contact {
        ean: Some("5798000002029".into()),
        p_number: Some("1006410698".into()),
        attention: Some("Bogholderiet".into()),
        mobile: Some("+45.20304050".into()),
        ..organisation(&FACTORY, "38886118", 3_300)
    };
    [bakery, council, gardens, factory]
}

fn danish_persons(now: OffsetDateTime) -> [Contact; 5] {
    let until = end_of_day(local_date(now).saturating_add(Duration::days(12)));
    let mut person = verified(row(now, &PERSON, DANISH, 1_500));
    person.locked = Some(Register::Cpr);
    person.mobile = Some("+45.21222324".into());
    let checked = |data: &Row, age, check| {
        let mut contact = row(now, data, DANISH, age);
        (contact.verification.identity, contact.verification.email) = (check, check);
        contact
    };
    let mut rejected = checked(&REJECTED, 60, Check::Completed);
    rejected.verification.identity = Check::Rejected;
    [
        person,
        checked(&PENDING, 13, Check::Pending { until }),
        checked(&EXPIRED, 40, Check::Expired),
        rejected,
        row(now, &UNUSED, DANISH, 5),
    ]
}

fn foreigners(now: OffsetDateTime) -> [Contact; 5] {
    let mut swedish = verified(row(now, &SWEDISH, DANISH, 1_100));
    swedish.cvr = Some("SE556012579001".into());
    swedish.locked = Some(Register::Vies);
    let american = Contact { sole_proprietorship: true, ..row(now, &AMERICAN, DANISH, 400) };
    let mut norwegian = verified(row(now, &NORWEGIAN, DANISH, 600));
    norwegian.secondary_email = Some("kasserer@kajakk.example".into());
    let mut moving = verified(row(now, &MOVING, DANISH, 250));
    moving.verification.confirm_email = Some(EmailChange {
        address: "orders@harbour.example".into(),
        until: now + dk::timers::EMAIL_CONFIRMATION - Duration::hours(6),
        requested_by: Transaction {
            account: Key::from(DANISH),
            client: Some("demo-email-change".into()),
            server: "7E0A6C5C-0000-4000-8000-00000000E114".into(),
        },
    });
    [swedish, row(now, &GERMAN, DANISH, 90), american, norwegian, moving]
}

fn row(now: OffsetDateTime, data: &Row, sponsor: &str, age_in_days: i64) -> Contact {
    let (user_type, handle, name, street, place, country, voice, email) = *data;
    let (postal_code, city) = split_place(place);
    Contact {
        handle: Key::from(handle),
        user_type,
        name: name.into(),
        attention: None,
        localized: country == "DK" || !name.is_ascii() || !street.is_ascii(),
        street: vec![street.into()],
        city: city.into(),
        state_or_province: (country == "US").then(|| "South Dakota".into()),
        postal_code: Some(postal_code.into()),
        country: country.into(),
        voice: Some(voice.into()),
        mobile: None,
        email: email.into(),
        secondary_email: None,
        cvr: None,
        p_number: None,
        ean: None,
        sole_proprietorship: false,
        sponsor: Key::from(sponsor),
        created_by: Key::from(sponsor),
        created: now - Duration::days(age_in_days),
        updated_by: None,
        updated: None,
        locked: None,
        verification: Verification {
            responsible: Responsible::Registry,
            identity: Check::NotRequired,
            email: Check::NotRequired,
            confirm_email: None,
            confirm_secondary_email: None,
        },
        idle_since: None,
        planned_risk: None,
    }
}

/// The last word is the city, or with Danish ones all after the four digits.
fn split_place(place: &str) -> (&str, &str) {
    let digits = place.split_once(' ').filter(|(code, _)| code.len() == 4 && code.bytes().all(|b| b.is_ascii_digit()));
    let five = place.split_once(' ').filter(|(code, _)| code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit()));
    digits.or(five).or_else(|| place.rsplit_once(' ')).unwrap_or(("", place))
}

fn verified(mut contact: Contact) -> Contact {
    contact.verification.identity = Check::Completed;
    contact.verification.email = Check::Completed;
    contact
}
