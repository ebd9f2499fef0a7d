//! Domain names: the registry's own, and portfolios in every state.

use std::sync::Arc;

use dk::Billable;
use dk::expiry::{add_months, last_of_month, redemption_ends_at};
use dk::local_time::{end_of_day, local_date};
use time::{Duration, OffsetDateTime};

use super::contacts::handle;
use super::{DANISH, FOREIGN, WAITING_LIST_CODE};
use crate::config::built_in_prices;
use crate::world::application::{Application, Offer};
use crate::world::domain::{
    Authorization, AuthorizedOperation, DomainState, DsData, Suspension, SuspensionCause, Transaction,
};
use crate::world::message::MessageData;
use crate::world::{Domain, Key, REGISTRY, Tx};

const REGISTRY_SERVERS: &[&str] =
    &["auth01.ns.dk-hostmaster.dk", "auth02.ns.dk-hostmaster.dk", "auth03.ns.dk-hostmaster.dk"];
const DANISH_SERVERS: &[&str] = &["ns1.nordisk.example", "ns2.nordisk.example"];
const OWN_SERVERS: &[&str] = &["ns1.nordisk-domæne.dk", "ns2.nordisk-domæne.dk", "ns3.nordisk-domæne.dk"];
const FOREIGN_SERVERS: &[&str] = &["ns1.foreign.example", "ns2.foreign.example"];

/// Active names that renew by themselves, with registrant and months until they expire.
const ACTIVE: &[(&str, &str, i32)] = &[
    ("nordisk-domæne.dk", handle::FACTORY, 10),
    ("kornblomst.dk", handle::BAKERY, 3),
    ("kornblomst-brød.dk", handle::BAKERY, 4),
    ("rugbrød-og-kærlighed.dk", handle::BAKERY, 5),
    ("surdej.dk", handle::BAKERY, 6),
    ("havnebykommune.dk", handle::COUNCIL, 7),
    ("havneby-bibliotek.dk", handle::COUNCIL, 8),
    ("havneby-svømmehal.dk", handle::COUNCIL, 9),
    ("visit-havneby.dk", handle::COUNCIL, 10),
    ("grønnehaver.dk", handle::GARDENS, 11),
    ("kolonihavefest.dk", handle::GARDENS, 12),
    ("mette-sørensen.dk", handle::PERSON, 3),
    ("strikkeklubben-odense.dk", handle::PERSON, 4),
    ("æblegrød.dk", handle::PERSON, 5),
    ("lundstradgard.dk", handle::SWEDISH, 6),
    ("trädgård.dk", handle::SWEDISH, 7),
    ("plantor.dk", handle::SWEDISH, 8),
    ("flensburg-ferie.dk", handle::GERMAN, 9),
    ("anna-schmidt.dk", handle::GERMAN, 10),
    ("danishweaving.dk", handle::AMERICAN, 11),
    ("weaving.dk", handle::AMERICAN, 12),
    ("kajakk.dk", handle::NORWEGIAN, 3),
    ("kajakkforening.dk", handle::NORWEGIAN, 4),
    ("vestjysk-fabrik.dk", handle::FACTORY, 5),
    ("vjf.dk", handle::FACTORY, 6),
    ("fabrikken-holstebro.dk", handle::FACTORY, 7),
    ("stålogbeton.dk", handle::FACTORY, 8),
    ("harbourtea.dk", handle::MOVING, 9),
    ("te-fra-havnen.dk", handle::MOVING, 10),
    ("straße-nach-norden.dk", handle::GERMAN, 11),
    ("9-til-5.dk", handle::PERSON, 12),
    ("café-üben.dk", handle::GERMAN, 5),
    ("hygge-og-høst.dk", handle::GARDENS, 6),
    ("a1.dk", handle::FACTORY, 7),
];

/// Active names that expire within two months; the last two will not renew.
const EXPIRING: &[(&str, &str, i32, bool)] = &[
    ("brødbilen.dk", handle::BAKERY, 0, true),
    ("jul-i-havneby.dk", handle::COUNCIL, 0, true),
    ("høstmarked.dk", handle::GARDENS, 1, true),
    ("strikkefestival.dk", handle::PERSON, 1, true),
    ("kajaktur.dk", handle::NORWEGIAN, 1, true),
    ("fabriksudsalg.dk", handle::FACTORY, 1, true),
    ("sommer-kampagne.dk", handle::FACTORY, 0, false),
    ("gammel-kampagne.dk", handle::FACTORY, 1, false),
    // Will not renew either, but there is time.
    ("festival-2025.dk", handle::COUNCIL, 6, false),
    ("engangsprojekt.dk", handle::PERSON, 8, false),
];

/// Suspended names: registrant, cause, days since.
const SUSPENDED: &[(&str, &str, SuspensionCause, i64)] = &[
    ("lukket-butik.dk", handle::BAKERY, SuspensionCause::Deleted, 2),
    ("solgt-forretning.dk", handle::FACTORY, SuspensionCause::Deleted, 14),
    ("afsluttet-projekt.dk", handle::COUNCIL, SuspensionCause::Deleted, 27),
    ("glemt-fornyelse.dk", handle::PERSON, SuspensionCause::Expired, 9),
    ("udløbet-kampagne.dk", handle::FACTORY, SuspensionCause::Expired, 20),
    ("lise-bæk.dk", handle::EXPIRED, SuspensionCause::Verification, 14),
    ("poulnord.dk", handle::REJECTED, SuspensionCause::Verification, 4),
];

/// Names that wait for their registrant's checks.
const AWAITING: &[&str] = &["jens-ålborg.dk", "møllestien.dk"];

/// Applications under way: registrant, hours until they are decided.
const ENQUEUED: &[(&str, &str, i64)] = &[("nyt-brød.dk", handle::BAKERY, 48), ("ny-kajak.dk", handle::NORWEGIAN, 120)];

/// Registrant-managed names in which the Danish registrar holds a role: the payer's, the proxy's, or the name servers'.
const REGISTRANT_MANAGED: &[(&str, bool, bool, i32)] = &[
    ("inger-kær.dk", true, false, 4),
    ("kær-keramik.dk", true, true, 7),
    ("viborg-vævning.dk", false, true, 9),
    ("domkirkekoret.dk", true, false, 1),
    ("torvet6.dk", false, true, 11),
];

const FOREIGN_NAMES: &[(&str, &str, i32)] = &[
    ("copenhagenbikes.dk", handle::BRITISH, 1),
    ("bikerental.dk", handle::BRITISH, 5),
    ("cykelferie.dk", handle::BRITISH, 9),
    ("claire-dubois.dk", handle::FRENCH, 3),
    ("bretagne.dk", handle::FRENCH, 12),
];

pub(super) fn seed_registry(tx: &mut Tx<'_>) {
    for (name, months) in [("dk-hostmaster.dk", 8), ("punktum.dk", 5), ("eksempel.dk", 11)] {
        let signed =
            Domain { ds: vec![ds(name)], ..domain(tx.now, name, REGISTRY, REGISTRY, months, REGISTRY_SERVERS) };
        tx.put_domain(Domain { created: tx.now - Duration::days(9_900), ..signed });
    }
    tx.put_domain(domain(tx.now, "æøåöäüé.dk", REGISTRY, REGISTRY, 7, REGISTRY_SERVERS));
    let token = WAITING_LIST_CODE.to_owned();
    tx.put_offer(Offer { domain: Key::from("waiting-list.dk"), token, until: None, waiting: Vec::new() });
}

pub(super) fn seed_portfolio(tx: &mut Tx<'_>) {
    let now = tx.now;
    for (index, (name, registrant, months)) in ACTIVE.iter().enumerate() {
        let servers = if index == 0 { OWN_SERVERS } else { DANISH_SERVERS };
        let mut domain = domain(now, name, registrant, DANISH, *months, servers);
        if index % 2 == 0 {
            domain.ds.push(ds(name));
        }
        domain.updated = (index % 3 == 0).then(|| now - Duration::days(30 + i64::try_from(index).unwrap_or_default()));
        if *name == "surdej.dk" {
            domain.authorization = Some(authorization(now));
        }
        tx.put_domain(domain);
    }
    for (name, registrant, months, auto_renew) in EXPIRING {
        let domain = domain(now, name, registrant, DANISH, *months, DANISH_SERVERS);
        tx.put_domain(Domain { auto_renew: *auto_renew, ..domain });
    }
    for row in SUSPENDED {
        suspended(tx, row);
    }
    for name in AWAITING {
        awaiting(tx, name);
    }
    for (index, row) in ENQUEUED.iter().enumerate() {
        enqueued(tx, index, row);
    }
    for (name, billing, admin, months) in REGISTRANT_MANAGED {
        let mut domain = domain(now, name, handle::OWNER, REGISTRY, *months, DANISH_SERVERS);
        domain.billing = billing.then(|| Key::from(DANISH));
        domain.admin = admin.then(|| Key::from(DANISH));
        domain.vid = *name == "torvet6.dk";
        tx.put_domain(domain);
    }
    for (name, registrant, months) in FOREIGN_NAMES {
        tx.put_domain(domain(now, name, registrant, FOREIGN, *months, FOREIGN_SERVERS));
    }
    announce_pending_check(tx);
}

fn suspended(tx: &mut Tx<'_>, row: &(&str, &str, SuspensionCause, i64)) {
    let (name, registrant, cause, days) = *row;
    let since = tx.now - Duration::days(days);
    let domain = domain(tx.now, name, registrant, DANISH, 0, DANISH_SERVERS);
    let requested_by = (cause == SuspensionCause::Deleted).then(|| transaction(&format!("demo-delete-{days}"), 0xDE1));
    let deletion = redemption_ends_at(since);
    // A deleted or expired name's period has ended; a registrant who failed the checks has only just begun one.
    let (created, expires) = if cause.restorable() {
        (domain.created, end_of_day(local_date(since)))
    } else {
        (tx.now - Duration::days(days + 25), month_end(tx.now, 11))
    };
    // A deleted name renewed itself before; one whose registrant was never verified has not been active yet.
    let (awaiting, auto_renew) = (!cause.restorable(), cause == SuspensionCause::Deleted);
    tx.put_domain(Domain {
        auto_renew: false,
        created,
        expires,
        updated: Some(since),
        state: DomainState::Suspended(Suspension { cause, deletion, requested_by, awaiting, auto_renew }),
        ..domain
    });
}

fn awaiting(tx: &mut Tx<'_>, name: &str) {
    let domain = domain(tx.now, name, handle::PENDING, DANISH, 12, DANISH_SERVERS);
    let state = DomainState::AwaitingVerification;
    tx.put_domain(Domain { created: tx.now - Duration::days(13), state, ..domain });
}

fn enqueued(tx: &mut Tx<'_>, index: usize, row: &(&str, &str, i64)) {
    let (name, registrant, hours) = *row;
    let number = tx.next_tracking_number();
    let domain = domain(tx.now, name, registrant, DANISH, 12, DANISH_SERVERS);
    let received = tx.now - Duration::minutes(20);
    tx.put_domain(Domain { created: received, state: DomainState::Enqueued, ..domain });
    let mut transaction = transaction(&format!("demo-create-{}", index + 1), 0xC0);
    transaction.server = format!("{}-{number}", transaction.server);
    let price = built_in_prices().price(Billable::Create, local_date(tx.now));
    tx.put_application(Application {
        tracking_number: number,
        domain: Key::from(name),
        holds_name: true,
        paid: price.unwrap_or_default(),
        transaction,
        received,
        due: tx.now + Duration::hours(hours),
    });
}

/// The messages that the Danish registrar has not read yet.
fn announce_pending_check(tx: &mut Tx<'_>) {
    let account = Key::from(DANISH);
    for (handle, text) in [
        (handle::PENDING, "JA105-DK has to complete the mandatory ID and data check - registry"),
        (
            handle::MOVING,
            "HTL114-DK has to confirm the new primary email, orders@harbour.example, to complete the update - registry",
        ),
        (handle::REJECTED, "The mandatory ID check of PN107-DK was rejected - registry"),
    ] {
        if let Some(contact) = tx.world().contact(handle).cloned() {
            tx.send(&account, text.to_owned(), MessageData::Contact(contact));
        }
    }
    if let Some(domain) = tx.world().domain("surdej.dk").map(Arc::clone) {
        tx.send(&account, "surdej.dk has been updated".to_owned(), MessageData::Domain(domain));
    }
}

fn domain(now: OffsetDateTime, name: &str, registrant: &str, sponsor: &str, months: i32, servers: &[&str]) -> Domain {
    let expires = month_end(now, months);
    // Some age, different for each name but never younger than the period that runs.
    let years = 1 + i32::try_from(name.len() % 6).unwrap_or_default();
    let day = add_months(local_date(expires), -12 * years);
    let created =
        end_of_day(day) - Duration::days(i64::try_from(name.len() % 20).unwrap_or_default() + 1) - Duration::hours(11);
    Domain {
        name: Key::from(name),
        registrant: Key::from(registrant),
        sponsor: Key::from(sponsor),
        admin: None,
        billing: None,
        name_servers: servers.iter().map(|server| Key::from(*server)).collect(),
        ds: Vec::new(),
        created: created.min(now - Duration::days(1)),
        updated: None,
        expires,
        auto_renew: true,
        vid: false,
        authorization: None,
        redelegation: None,
        pending: None,
        waiting: Box::default(),
        state: DomainState::Active,
    }
}

/// The end of the month so many months ahead.
fn month_end(now: OffsetDateTime, months: i32) -> OffsetDateTime {
    end_of_day(last_of_month(add_months(local_date(now), months)))
}

fn ds(name: &str) -> DsData {
    // Any digest will do, as long as it differs from name to name and stays the same.
    let sum = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let digest = format!("{sum:016x}").repeat(4);
    DsData { key_tag: u16::try_from(sum % 65_536).unwrap_or_default(), algorithm: 13, digest_type: 2, digest }
}

fn authorization(now: OffsetDateTime) -> Authorization {
    let token = "REG-TRANSFER-0123456789abcdef0123456789abcdef".to_owned();
    let expires = now + dk::timers::AUTHORIZATION_TOKEN - Duration::days(4);
    Authorization { token, operation: AuthorizedOperation::Transfer, expires }
}

fn transaction(client: &str, number: u32) -> Transaction {
    let server = format!("7E0A6C5C-0000-4000-8000-{number:012X}");
    Transaction { account: Key::from(DANISH), client: Some(client.to_owned()), server }
}
