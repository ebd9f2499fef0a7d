//! The account's own pages: prepaid, allowlist, audit log, message queue.

use app::administration::{audit_log, ip_whitelist, message_queue};
use app::explain::Outage;
use app::prepaid::overview::{self, Debit, DebitObject, Movement, Trouble};
use app::{Fields, FormState, Viewer};
use dk::{Money, Operation, Price, PriceList};
use time::Duration;
use time::macros::{date, datetime};

use super::{Sample, at};

/// The samples.
pub fn pages() -> Vec<(&'static str, Sample)> {
    vec![
        ("prepaid", prepaid),
        ("prepaid-negative", prepaid_negative),
        ("prepaid-empty", prepaid_empty),
        ("ip-whitelist", whitelist),
        ("ip-whitelist-refused", whitelist_refused),
        ("ip-whitelist-empty", whitelist_empty),
        ("audit-log", log),
        ("audit-log-refused", log_refused),
        ("message-queue", queue_owned),
        ("message-queue-not-owned", queue_not_owned),
    ]
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn kroner(amount: i64) -> Money {
    Money::from_kroner(amount).unwrap_or_default()
}

fn debits() -> Vec<Debit> {
    let debit = |hours: i64, billable: &str, name: &str, amount: i64, under_way: bool| Debit {
        at: datetime!(2026-11-21 12:58 UTC) - Duration::hours(hours),
        billable: billable.to_owned(),
        object: DebitObject::Domain(name.to_owned()),
        amount: kroner(amount),
        under_way,
    };
    vec![
        debit(0, "create", "blåbærgrød.dk", 50, true),
        debit(3, "create", "optaget.dk", -50, false),
        debit(4, "create", "optaget.dk", 50, false),
        debit(50, "renew", "rugbrød.dk", 50, false),
        debit(51, "something_new", "eksempel-med-et-ret-langt-navn-som-stadig-skal-kunne-vises.dk", 125, false),
    ]
}

fn prices() -> PriceList {
    let mut prices = PriceList::published();
    prices.insert(Price { operation: Operation::Create, valid_from: date!(2027 - 04 - 01), amount: kroner(52) });
    prices.insert(Price { operation: Operation::Renew, valid_from: date!(2027 - 04 - 01), amount: kroner(52) });
    prices
}

fn prepaid(viewer: Viewer) -> String {
    let props = overview::Props {
        balance: Some((kroner(8_420), viewer.now - Duration::minutes(1))),
        prices: prices(),
        debits: debits(),
        total: 231,
        page: 1,
        pages: 5,
        ..overview::Props::default()
    };
    overview::page(at(viewer, "/prepaid"), props)
}

fn prepaid_negative(viewer: Viewer) -> String {
    let movement = |amount, from| Movement { amount: kroner(amount), from, until: datetime!(2026-11-21 12:03 UTC) };
    let props = overview::Props {
        balance: Some((kroner(-150), viewer.now - Duration::hours(1))),
        under_way: overview::UnderWay { debits: kroner(150), refunds: kroner(50) },
        trouble: Some(Trouble::Outage(Outage::Unreachable { since: viewer.now - Duration::minutes(50) })),
        movements: vec![movement(-5, Some(datetime!(2026-11-21 11:58 UTC))), movement(1_000, None)],
        prices: prices(),
        debits: debits(),
        total: 5,
        page: 1,
        pages: 1,
    };
    overview::page(at(viewer, "/prepaid"), props)
}

fn prepaid_empty(viewer: Viewer) -> String {
    overview::page(at(viewer, "/prepaid"), overview::Props { page: 1, pages: 1, ..overview::Props::default() })
}

fn entries() -> Vec<ip_whitelist::Entry> {
    [
        (1, "192.0.2.0/24", "Kontoret i Aarhus", "admin@nordisk.example"),
        (2, "2001:db8:42::/48", "", "admin@nordisk.example"),
        (3, "0.0.0.0/0", "Til test", "cli"),
    ]
    .into_iter()
    .filter_map(|(id, network, note, added_by)| {
        Some(ip_whitelist::Entry {
            id,
            network: network.parse().ok()?,
            note: note.to_owned(),
            added_at: datetime!(2026-09-02 07:12 UTC),
            added_by: added_by.to_owned(),
        })
    })
    .collect()
}

fn whitelist(viewer: Viewer) -> String {
    let props = ip_whitelist::Props { entries: entries(), own_address: [192, 0, 2, 17].into(), unconfirmed: None };
    ip_whitelist::page(at(viewer, "/administration/ip-whitelist"), props, &FormState::default())
}

fn whitelist_refused(viewer: Viewer) -> String {
    let mut entries = entries();
    entries.truncate(2);
    let props = ip_whitelist::Props { entries, own_address: [192, 0, 2, 17].into(), unconfirmed: Some(1) };
    let typed = fields(&[("network", "198.51.100.17/24"), ("note", "Hjemme")]);
    let errors = ip_whitelist::parse(&typed, viewer.lang).err().unwrap_or_default();
    ip_whitelist::page(at(viewer, "/administration/ip-whitelist"), props, &FormState::with_errors(typed, errors))
}

fn whitelist_empty(viewer: Viewer) -> String {
    let own_address = [203, 0, 113, 9].into();
    let props = ip_whitelist::Props { own_address, ..ip_whitelist::Props::default() };
    let filled = fields(&[("network", "203.0.113.9")]);
    ip_whitelist::page(at(viewer, "/administration/ip-whitelist"), props, &FormState::of(filled))
}

fn line(
    minutes: i64,
    actor: &str,
    action: &str,
    object: &str,
    outcome: audit_log::Outcome,
    detail: &[(&str, &str)],
) -> audit_log::Line {
    audit_log::Line {
        at: datetime!(2026-11-21 13:00 UTC) - Duration::minutes(minutes * minutes),
        actor: actor.to_owned(),
        address: (actor != "cli" && actor != "birk").then(|| [192, 0, 2, 17].into()),
        action: action.to_owned(),
        object: object.to_owned(),
        outcome,
        detail: detail.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
    }
}

fn lines() -> Vec<audit_log::Line> {
    use audit_log::Outcome::{Done, Failed, Refused};
    vec![
        line(
            1,
            "registrar@nordisk.example",
            "Register",
            "blåbærgrød.dk",
            Done,
            &[("operation_id", "0199f2a1-7c3e-7d3a-9d6e-3a54f2a1b0c9"), ("price", "50.00")],
        ),
        line(5, "admin@nordisk.example", "IpWhitelistAdd", "198.51.100.0/24", Done, &[("note", "Hjemme")]),
        line(9, "registrar@nordisk.example", "Login", "", Refused, &[("why", "address not allowed")]),
        line(20, "ns@nordisk.example", "Register", "ns1.blåbærgrød.dk", Failed, &[]),
        line(60, "cli", "user.create", "payer@nordisk.example", Done, &[("roles", "payer")]),
        line(90, "birk", "SomethingNew", "", Done, &[]),
    ]
}

fn log(viewer: Viewer) -> String {
    let action_choices =
        ["IpWhitelistAdd", "Login", "Register", "SomethingNew", "user.create"].map(str::to_owned).to_vec();
    let props = audit_log::Props { rows: lines(), total: 4_711, page: 1, pages: 95, action_choices };
    audit_log::page(at(viewer, "/administration/audit-log"), props, &FormState::default())
}

fn log_refused(viewer: Viewer) -> String {
    let query = fields(&[("actor", "anna"), ("outcome", "refused"), ("from", "i går"), ("to", "2026-13-01")]);
    let (_, errors) = audit_log::read(&query, viewer.lang);
    let props = audit_log::Props { page: 1, pages: 1, ..audit_log::Props::default() };
    audit_log::page(at(viewer, "/administration/audit-log"), props, &FormState::with_errors(query, errors))
}

fn queue_owned(viewer: Viewer) -> String {
    let owned = message_queue::Owned { since: datetime!(2026-09-02 07:12 UTC), by: "admin@nordisk.example".to_owned() };
    let props = message_queue::Props {
        owned: Some(owned),
        last_poll_at: Some(viewer.now - Duration::minutes(2)),
        unacknowledged: 0,
    };
    message_queue::page(at(viewer, "/administration/message-queue"), props, &FormState::default())
}

fn queue_not_owned(viewer: Viewer) -> String {
    let props = message_queue::Props { owned: None, last_poll_at: None, unacknowledged: 1 };
    let typed = fields(&[("owned", "yes")]);
    let errors = message_queue::parse(&typed, viewer.lang).err().unwrap_or_default();
    message_queue::page(at(viewer, "/administration/message-queue"), props, &FormState::with_errors(typed, errors))
}
