//! Search, domain, contact and host pages.
#![expect(clippy::expect_used, reason = "a mistake in a sample must show at once")]

use app::explain::{self, Outage};
use app::whois::object::{Freshness, Party, Status, Unknown, UsedBy};
use app::whois::{contact, domain, host, search};
use app::{TimelineItem, Tone, Viewer};
use dk::{DomainName, HostName, SearchTerm, VerificationStatus};
use time::OffsetDateTime;
use time::macros::datetime;

use super::{Sample, at};

/// The samples.
pub fn pages() -> Vec<(&'static str, Sample)> {
    vec![
        ("search", |viewer| search::page(at(viewer, "/whois"), search::Props::default())),
        ("search-answers", |viewer| search::page(at(viewer, "/whois"), answers())),
        ("search-one", |viewer| search::page(at(viewer, "/whois"), one())),
        ("search-outage", |viewer| search::page(at(viewer, "/whois"), outage())),
        ("domain", |viewer| page(viewer, "blåbærgrød.dk", domain::View::Found(Box::new(own())))),
        ("domain-deleted", |viewer| page(viewer, "nedlagt.dk", domain::View::Found(Box::new(deleted())))),
        ("domain-stranger", |viewer| bare(viewer, "punktum.dk", domain::View::Found(Box::new(foreign())))),
        ("domain-index", |viewer| page(viewer, "blåbærgrød.dk", domain::View::Found(Box::new(indexed())))),
        ("domain-available", |viewer| bare(viewer, "rødgrød.dk", not_registered(Some(true), None))),
        ("domain-enqueued", |viewer| applied(viewer, "rødgrød.dk", not_registered(Some(false), Some("Enqueued")))),
        ("domain-offered", |viewer| bare(viewer, "waiting-list.dk", domain::View::Found(Box::new(offered())))),
        ("domain-unanswered", |viewer| bare(viewer, "eksempel.dk", domain::View::Unanswered(down()))),
        ("domain-invalid", |viewer: Viewer| {
            let error = DomainName::parse("blå_bær.dk").expect_err("an underscore is not allowed");
            domain::invalid_page(at(viewer, "/whois"), "blå_bær.dk", &error)
        }),
        ("contact", |viewer| person(viewer, "GSA42-DK", contact::View::Found(Box::new(company())), true)),
        ("contact-pending", |viewer| person(viewer, "MM7-DK", contact::View::Found(Box::new(unverified())), true)),
        ("contact-not-shown", |viewer: Viewer| {
            let refusal =
                explain::refusal(viewer.lang, 2201, "Unauthorized", "BIRK-01JD2X7", "6E3F9A30-8F4B-4A6E", &[]);
            person(viewer, "XX1-DK", contact::View::NotShown(refusal), false)
        }),
        ("contact-not-found", |viewer| person(viewer, "NIX1-DK", contact::View::NotFound, false)),
        ("host", |viewer| server(viewer, "ns1.blåbærgrød.dk", host::View::Found(Box::new(name_server())), true)),
        ("host-not-found", |viewer| server(viewer, "ns9.example.com", host::View::NotFound, false)),
    ]
}

const NOW: OffsetDateTime = datetime!(2026-11-21 13:02 UTC);

fn fresh() -> Freshness {
    Freshness::Answered { ms: 21, at: NOW }
}

fn down() -> Outage {
    Outage::Unreachable { since: datetime!(2026-11-21 12:41 UTC) }
}

fn name(text: &str) -> DomainName {
    DomainName::parse(text).expect("a name of the samples")
}

fn row(term: &str, answer: search::Answer) -> search::Row {
    search::Row::new(SearchTerm::parse(term), answer)
}

fn answers() -> search::Props {
    use search::Answer;
    let contact = |verification: &str| Answer::Contact {
        verification: Some(VerificationStatus::from_word(verification)),
        validated: None,
    };
    let query = "blåbærgrød.dk rødgrød.dk frugtgrød.dk punktum.dk waiting-list.dk kø.dk GSA42-DK XX1-DK ns1.nordisk.example -b.dk 192.0.2.1";
    search::Props {
        query: query.to_owned(),
        terms_dropped: 12,
        rows: vec![
            search::Row {
                name: Some("Grød & Sønner ApS".to_owned()),
                statuses: vec!["ok".to_owned()],
                expires_at: Some(datetime!(2026-12-31 22:59:59 UTC)),
                managed_by: Some("REG-100001".to_owned()),
                index_confirmed_at: Some(datetime!(2026-11-21 10:40 UTC)),
                ..row("blåbærgrød.dk", Answer::Yours)
            },
            row("rødgrød.dk", Answer::Available),
            row("frugtgrød.dk", Answer::Available),
            search::Row {
                reason: Some("In use".to_owned()),
                statuses: vec!["serverTransferProhibited".to_owned(), "serverUpdateProhibited".to_owned()],
                expires_at: Some(datetime!(2027-03-31 21:59:59 UTC)),
                managed_by: Some("DKHM1-DK".to_owned()),
                ..row("punktum.dk", Answer::InUse)
            },
            search::Row {
                reason: Some("Offered for pos. on waiting list".to_owned()),
                ..row("waiting-list.dk", Answer::OfferedOnWaitingList)
            },
            search::Row { reason: Some("Enqueued".to_owned()), ..row("kø.dk", Answer::Enqueued) },
            search::Row {
                name: Some("Grød & Sønner ApS".to_owned()),
                managed_by: Some("REG-100001".to_owned()),
                ..row("GSA42-DK", contact("completed"))
            },
            row("XX1-DK", Answer::NotShown),
            search::Row {
                managed_by: Some("REG-100001".to_owned()),
                ..row("ns1.nordisk.example", Answer::Host { yours: true })
            },
            row("-b.dk", Answer::Unanswered),
            row("192.0.2.1", Answer::Unanswered),
        ],
        registry_ms: Some(24),
        outage: None,
    }
}

fn one() -> search::Props {
    let row = row("rødgrød.dk", search::Answer::Available);
    search::Props {
        query: "rødgrød.dk".to_owned(), rows: vec![row], registry_ms: Some(18), ..search::Props::default()
    }
}

fn outage() -> search::Props {
    let mut known = row("blåbærgrød.dk", search::Answer::Yours);
    known.expires_at = Some(datetime!(2026-12-31 22:59:59 UTC));
    known.index_confirmed_at = Some(datetime!(2026-11-20 10:40 UTC));
    let rows = vec![known, row("rødgrød.dk", search::Answer::Unanswered)];
    search::Props {
        query: "blåbærgrød.dk\nrødgrød.dk".to_owned(),
        rows,
        outage: Some(down()),
        ..search::Props::default()
    }
}

fn timeline() -> Vec<TimelineItem> {
    let item = |at, title: &str, detail: &str, tone| TimelineItem {
        at,
        title: title.to_owned(),
        detail: detail.to_owned(),
        copy: None,
        href: Some("/messages/4".to_owned()),
        tone,
    };
    vec![
        item(
            datetime!(2026-11-21 13:00 UTC),
            "blåbærgrød.dk has been registered and activated",
            "the registry",
            Tone::Plain,
        ),
        item(
            datetime!(2026-11-21 12:58 UTC),
            "Registration: accepted, decision follows",
            "registrar@nordisk.example · 1001 Create domain pending for blåbærgrød.dk",
            Tone::Info,
        ),
    ]
}

fn page(viewer: Viewer, of: &str, view: domain::View) -> String {
    let props = domain::Props { name: name(of), view, application: None, timeline: timeline() };
    domain::page(at(viewer, "/whois"), props)
}

fn bare(viewer: Viewer, of: &str, view: domain::View) -> String {
    domain::page(at(viewer, "/whois"), domain::Props { name: name(of), view, application: None, timeline: Vec::new() })
}

fn applied(viewer: Viewer, of: &str, view: domain::View) -> String {
    let application = Some("01939f2e-6a0b".to_owned());
    domain::page(at(viewer, "/whois"), domain::Props { name: name(of), view, application, timeline: Vec::new() })
}

fn not_registered(available: Option<bool>, reason: Option<&str>) -> domain::View {
    domain::View::NotRegistered { available, reason: reason.map(str::to_owned), ms: Some(19) }
}

fn party(handle: &str, name: &str) -> Party {
    Party {
        handle: handle.to_owned(),
        name: Some(name.to_owned()),
        confirmed_at: Some(datetime!(2026-11-20 08:00 UTC)),
    }
}

fn account() -> Party {
    Party { confirmed_at: None, ..party("REG-100001", "Nordisk Domæne ApS") }
}

fn own() -> domain::Domain {
    domain::Domain {
        yours: true,
        roid: Some("BLÅBÆRGRØD_DK-DK".to_owned()),
        registrant: Some(party("GSA42-DK", "Grød & Sønner ApS")),
        registrant_validated: Some(true),
        sponsor: Some(account()),
        cr_id: Some("REG-100001".to_owned()),
        up_id: Some("REG-100001".to_owned()),
        cr_date: Some(datetime!(2012-01-12 09:15 UTC)),
        up_date: Some(datetime!(2026-11-21 13:00 UTC)),
        ex_date: Some(datetime!(2026-12-31 22:59:59 UTC)),
        statuses: vec![Status::new("ok")],
        auto_renew: Some(true),
        vid: Some(false),
        name_servers: vec![
            name_server_of("ns1.blåbærgrød.dk", &["185.129.100.11", "2a01:630::11"]),
            name_server_of("ns2.nordisk.example", &[]),
        ],
        subordinate_hosts: vec!["ns1.blåbærgrød.dk".to_owned()],
        ds_records: vec![domain::DsData {
            key_tag: 4711,
            algorithm: 13,
            digest_type: 2,
            digest: "4F9A0C".repeat(10) + "AB12",
        }],
        authorizations: vec![domain::Authorization {
            operation: "transfer".to_owned(),
            expires_at: datetime!(2026-12-05 13:05 UTC),
        }],
        other: vec![("dkhm:url".to_owned(), "https://self.punktum.dk/".to_owned())],
        unknown: vec![Unknown {
            namespace: "urn:dkhm:params:xml:ns:dkhm-5.0".to_owned(),
            name: "grade".to_owned(),
            problem: None,
        }],
        portal: domain::Portal {
            reference: "K-20391".to_owned(),
            po_number: "4500-17".to_owned(),
            account_code: String::new(),
        },
        ..domain::Domain::new(fresh())
    }
}

fn name_server_of(name: &str, addresses: &[&str]) -> domain::NameServer {
    domain::NameServer {
        name: name.to_owned(),
        administrator: Some("REG-100001".to_owned()),
        addresses: addresses.iter().map(|text| (*text).to_owned()).collect(),
        confirmed_at: Some(datetime!(2026-11-20 08:00 UTC)),
    }
}

fn deleted() -> domain::Domain {
    let statuses =
        ["pendingDelete", "serverHold", "serverRenewProhibited", "serverDeleteProhibited"].map(Status::new).into();
    domain::Domain {
        statuses,
        rgp_statuses: vec!["redemptionPeriod".to_owned()],
        auto_renew: Some(false),
        registrant_validated: Some(false),
        ex_date: Some(datetime!(2026-11-30 22:59:59 UTC)),
        advisories: vec![domain::Advisory {
            word: "pendingDeletionDate".to_owned(),
            date: Some(datetime!(2026-12-20 23:00 UTC)),
        }],
        ds_records: Vec::new(),
        authorizations: Vec::new(),
        subordinate_hosts: Vec::new(),
        ..own()
    }
}

fn foreign() -> domain::Domain {
    domain::Domain {
        roid: Some("PUNKTUM_DK-DK".to_owned()),
        registrant: Some(Party::new("DKHM1-DK")),
        registrant_validated: Some(true),
        roles: vec![domain::Role { role: "admin".to_owned(), party: Party::new("ABC123-DK") }],
        sponsor: Some(Party::new("DKHM1-DK")),
        cr_date: Some(datetime!(1999-01-12 09:15 UTC)),
        ex_date: Some(datetime!(2027-03-31 21:59:59 UTC)),
        statuses: vec![
            Status::new("serverTransferProhibited"),
            Status { word: "clientHold".to_owned(), text: Some("Held".to_owned()) },
        ],
        name_servers: vec![domain::NameServer {
            name: "auth01.ns.dk-hostmaster.dk".to_owned(),
            ..domain::NameServer::default()
        }],
        ..domain::Domain::new(fresh())
    }
}

fn indexed() -> domain::Domain {
    domain::Domain {
        freshness: Freshness::Index { confirmed_at: Some(datetime!(2026-11-21 10:40 UTC)), outage: down() },
        ds_records: Vec::new(),
        signed: Some(true),
        authorizations: Vec::new(),
        roid: None,
        vid: None,
        registrant_validated: None,
        up_date: None,
        ..own()
    }
}

fn offered() -> domain::Domain {
    domain::Domain {
        roid: Some("WAITING_LIST_DK-DK".to_owned()),
        sponsor: Some(Party::new("DKHM1-DK")),
        advisories: vec![domain::Advisory { word: "offeredOnWaitingList".to_owned(), date: None }],
        ..domain::Domain::new(fresh())
    }
}

fn used_by() -> Vec<UsedBy> {
    let used = |domain: &str, statuses: &[&str]| UsedBy {
        domain: domain.to_owned(),
        role: "registrant".to_owned(),
        statuses: statuses.iter().map(|word| (*word).to_owned()).collect(),
        expires_at: Some(datetime!(2026-12-31 22:59:59 UTC)),
        confirmed_at: Some(datetime!(2026-11-20 08:00 UTC)),
    };
    vec![used("blåbærgrød.dk", &["ok"]), used("nedlagt.dk", &["pendingDelete", "redemptionPeriod"])]
}

fn person(viewer: Viewer, handle: &str, view: contact::View, used: bool) -> String {
    let domains = if used { used_by() } else { Vec::new() };
    let timeline = if used { timeline() } else { Vec::new() };
    let props = contact::Props { handle: handle.to_owned(), view, domains, domains_total: 14, timeline };
    contact::page(at(viewer, "/whois"), props)
}

fn company() -> contact::Contact {
    contact::Contact {
        yours: true,
        roid: Some("GSA42-DK".to_owned()),
        user_type: Some("company".to_owned()),
        validated: Some(true),
        postal: vec![contact::Postal {
            kind: "loc".to_owned(),
            name: "Åse Grød".to_owned(),
            org: Some("Grød & Sønner ApS".to_owned()),
            street: vec!["Nørregade 12, 2. th.".to_owned()],
            postal_code: Some("8000".to_owned()),
            city: "Aarhus C".to_owned(),
            state: None,
            country: "DK".to_owned(),
        }],
        voice: Some("+45.33641110".to_owned()),
        mobile: Some("+45.20123456".to_owned()),
        email: Some("ase@groed-og-soenner.example".to_owned()),
        secondary_email: Some("info@groed-og-soenner.example".to_owned()),
        cvr: Some("24210375".to_owned()),
        p_number: Some("1006410698".to_owned()),
        ean: Some("5798009780690".to_owned()),
        sole_proprietorship: Some(false),
        management: Some("registrar".to_owned()),
        verification: Some(contact::Verification {
            responsible: Some("registry".to_owned()),
            id: Some(check(true, "completed", None)),
            email: Some(check(true, "notRequired", None)),
            ..contact::Verification::default()
        }),
        statuses: ["linked", "serverDeleteProhibited", "serverTransferProhibited"].map(Status::new).into(),
        cl_id: Some("REG-100001".to_owned()),
        cr_id: Some("REG-100001".to_owned()),
        cr_date: Some(datetime!(2025-03-02 09:15 UTC)),
        ..contact::Contact::new(fresh())
    }
}

fn check(verified: bool, status: &str, expires_at: Option<OffsetDateTime>) -> contact::Check {
    contact::Check { verified, status: Some(status.to_owned()), responsible: None, expires_at }
}

fn unverified() -> contact::Contact {
    let deadline = Some(datetime!(2026-12-16 22:59:59 UTC));
    contact::Contact {
        user_type: Some("individual".to_owned()),
        validated: Some(false),
        postal: vec![contact::Postal {
            kind: "int".to_owned(),
            name: "Max Mustermann".to_owned(),
            street: vec!["Lange Strasse 4".to_owned(), "Hinterhaus".to_owned()],
            postal_code: Some("20095".to_owned()),
            city: "Hamburg".to_owned(),
            country: "DE".to_owned(),
            ..contact::Postal::default()
        }],
        email: Some("anonymous@punktum.dk".to_owned()),
        cvr: None,
        p_number: None,
        ean: None,
        sole_proprietorship: None,
        verification: Some(contact::Verification {
            responsible: Some("registrar".to_owned()),
            id: Some(check(false, "pending", deadline)),
            email: Some(check(false, "pending", deadline)),
            confirm_email: Some(contact::Confirmation {
                email: "max@mustermann.example".to_owned(),
                status: Some("pending".to_owned()),
                responsible: Some("registry".to_owned()),
                expires_at: Some(datetime!(2026-11-23 12:00 UTC)),
            }),
            confirm_secondary_email: None,
        }),
        ..company()
    }
}

fn server(viewer: Viewer, of: &str, view: host::View, used: bool) -> String {
    let domains = if used { used_by() } else { Vec::new() };
    let domains = domains.into_iter().map(|domain| UsedBy { role: String::new(), ..domain }).collect();
    let timeline = if used { timeline() } else { Vec::new() };
    let name = HostName::parse(of).expect("a host of the samples");
    host::page(at(viewer, "/whois"), host::Props { name, view, domains, domains_total: 2, timeline })
}

fn name_server() -> host::Host {
    host::Host {
        yours: true,
        roid: Some("NS1_BLÅBÆRGRØD_DK-DK".to_owned()),
        addresses: vec!["185.129.100.11".to_owned(), "2a01:630:0:40:b1a::11".to_owned()],
        administrator: Some(account()),
        requested_administrator: Some(Party::new("NSA12-DK")),
        statuses: ["linked", "pendingUpdate", "serverDeleteProhibited"].map(Status::new).into(),
        cl_id: Some("REG-100001".to_owned()),
        cr_id: Some("REG-100001".to_owned()),
        cr_date: Some(datetime!(2014-06-01 08:00 UTC)),
        ..host::Host::new(fresh())
    }
}
