//! Portfolio and messages.

use app::Viewer;
use app::whois::messages::{self, DetailProps, Handled, Message, ObjectKind, Show};
use app::whois::portfolio::{self, Filter, Row, Sort};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::{Sample, at};

/// The samples.
pub fn pages() -> Vec<(&'static str, Sample)> {
    vec![
        ("portfolio", full),
        ("portfolio-nothing-matches", nothing_matches),
        ("portfolio-empty", nothing),
        ("messages", inbox),
        ("messages-queue-off", queue_off),
        ("messages-empty", all_handled),
        ("message", message),
    ]
}

fn row(name: &str, statuses: &[&str], expires_at: OffsetDateTime) -> Row {
    Row {
        name: name.to_owned(),
        ascii_name: dk::DomainName::parse(name).map_or_else(|_| name.to_owned(), |name| name.ascii().to_owned()),
        statuses: statuses.iter().map(|status| (*status).to_owned()).collect(),
        registrant: Some("NA1234-DK".to_owned()),
        registrant_name: Some("Nordisk Bageri A/S".to_owned()),
        created_at: Some(datetime!(2024-11-30 09:00 UTC)),
        expires_at: Some(expires_at),
        auto_renew: Some(true),
        confirmed_at: Some(datetime!(2026-11-21 11:40 UTC)),
        ..Row::default()
    }
}

fn rows() -> Vec<Row> {
    let later = datetime!(2027-08-31 21:59:59 UTC);
    vec![
        Row {
            signed: true,
            reference: "Kunde 4711".to_owned(),
            po_number: "2026-118".to_owned(),
            ..row("blåbærgrød.dk", &["serverRenewProhibited"], later)
        },
        Row {
            auto_renew: Some(false),
            ..row(
                "eksempel-med-et-ret-langt-navn-som-stadig-skal-kunne-vises.dk",
                &["ok"],
                datetime!(2026-11-30 22:59:59 UTC),
            )
        },
        Row {
            auto_renew: Some(false),
            delete_at: Some(datetime!(2026-12-12 22:59:59 UTC)),
            ..row(
                "glemt.dk",
                &["pendingDelete", "redemptionPeriod", "serverHold", "serverRenewProhibited", "serverUpdateProhibited"],
                datetime!(2026-11-12 22:59:59 UTC),
            )
        },
        Row {
            expires_at: None,
            auto_renew: None,
            confirmed_at: None,
            created_at: None,
            registrant_name: None,
            ..row(
                "nyt-navn.dk",
                &["pendingCreate", "serverDeleteProhibited", "serverRenewProhibited", "serverTransferProhibited"],
                later,
            )
        },
        Row { account_code: "WEB-07".to_owned(), ..row("rugbrød.dk", &["ok"], datetime!(2027-01-15 22:59:59 UTC)) },
        row("uden-navneservere.dk", &["inactive", "pendingUpdate"], later),
        row("ukendt.dk", &["somethingNew"], later),
    ]
}

fn full(viewer: Viewer) -> String {
    let filter = Filter { sort: Sort::parse("expires"), ..Filter::default() };
    let status_choices =
        ["inactive", "ok", "pendingCreate", "pendingDelete", "redemptionPeriod"].map(str::to_owned).to_vec();
    let props =
        portfolio::Props { rows: rows(), total: 1_204, page: 2, pages: 25, filter, status_choices, may_register: true };
    portfolio::page(at(viewer, "/portfolio"), props)
}

fn nothing_matches(viewer: Viewer) -> String {
    let filter = Filter { q: "<script>alert(1)</script>".to_owned(), status: "ok".to_owned(), sort: Sort::default() };
    let props = portfolio::Props { filter, page: 1, pages: 1, may_register: true, ..portfolio::Props::default() };
    portfolio::page(at(viewer, "/portfolio"), props)
}

fn nothing(viewer: Viewer) -> String {
    let props = portfolio::Props { page: 1, pages: 1, may_register: true, ..portfolio::Props::default() };
    portfolio::page(at(viewer, "/portfolio"), props)
}

fn told(id: i64, kind: &str, object_kind: ObjectKind, object: &str, text: &str) -> Message {
    let queued_at = datetime!(2026-11-21 12:41 UTC) - Duration::hours(7 * (90 - id));
    Message {
        id,
        msg_id: (48_120_000 + id).to_string(),
        queued_at,
        received_at: queued_at + Duration::seconds(12),
        acknowledged_at: Some(queued_at + Duration::seconds(13)),
        text: text.to_owned(),
        kind: kind.to_owned(),
        object_kind,
        object: object.to_owned(),
        result: None,
        risk: None,
        application_id: None,
        flagged: None,
        handled: None,
    }
}

fn registered() -> Message {
    Message {
        result: Some(true),
        risk: Some("BLUE".to_owned()),
        application_id: Some("0199f2a1-7c3e-7d3a-9d6e-3a54f2a1b0c9".to_owned()),
        ..told(
            90,
            "registered_not_activated",
            ObjectKind::Domain,
            "blåbærgrød.dk",
            "blåbærgrød.dk has been registered, but not activated due to pending ID and/or data check",
        )
    }
}

fn received() -> Vec<Message> {
    vec![
        registered(),
        Message {
            flagged: Some("the message has a kind of object that is not known".to_owned()),
            ..told(89, "other", ObjectKind::None, "", "A message about something new")
        },
        told(
            88,
            "name_servers_changed",
            ObjectKind::Domain,
            "rugbrød.dk",
            "Name servers has been changed for rugbrød.dk, from ns1.nordisk.example, ns2.nordisk.example to ns1.andre.example, ns2.andre.example",
        ),
        Message {
            handled: Some(Handled { at: datetime!(2026-11-20 08:02 UTC), by: "Åse Østergaard".to_owned() }),
            ..told(
                87,
                "email_bounced",
                ObjectKind::Contact,
                "NA1234-DK",
                "Email delivery (failed) bad_checksum for the primary email, info@bageri.example, of NA1234-DK. Please review and correct the email address.",
            )
        },
        Message {
            result: Some(true),
            ..told(
                86,
                "host_registered",
                ObjectKind::Host,
                "ns1.blåbærgrød.dk",
                "The name server ns1.blåbærgrød.dk has been registered, as the registrant has approved it",
            )
        },
    ]
}

fn kinds() -> Vec<String> {
    [
        "cancelled",
        "domain_deleted",
        "email_bounced",
        "host_registered",
        "name_servers_changed",
        "other",
        "registered_not_activated",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn inbox(viewer: Viewer) -> String {
    let filter = messages::Filter { show: Show::All, ..messages::Filter::default() };
    let props = messages::Props {
        rows: received(),
        total: 112,
        page: 1,
        pages: 3,
        filter,
        kind_choices: kinds(),
        has_any: true,
        queue_owned: true,
        is_administrator: true,
    };
    messages::page(at(viewer, "/messages"), props)
}

fn queue_off(viewer: Viewer) -> String {
    let rows = vec![Message { acknowledged_at: None, ..registered() }];
    let props = messages::Props {
        rows,
        total: 1,
        page: 1,
        pages: 1,
        kind_choices: kinds(),
        has_any: true,
        is_administrator: true,
        ..messages::Props::default()
    };
    messages::page(at(viewer, "/messages"), props)
}

fn all_handled(viewer: Viewer) -> String {
    let props =
        messages::Props { page: 1, pages: 1, kind_choices: kinds(), has_any: true, ..messages::Props::default() };
    messages::page(at(viewer, "/messages"), props)
}

fn message(viewer: Viewer) -> String {
    const ANSWER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><response>\
        <result code=\"1301\"><msg>Command completed successfully; ack to dequeue</msg></result>\
        <msgQ count=\"12\" id=\"48120090\"><qDate>2026-11-21T12:41:00.0Z</qDate><msg>blåbærgrød.dk has been registered, but not \
        activated due to pending ID and/or data check</msg></msgQ><resData>\
        <domain:panData xmlns:domain=\"urn:ietf:params:xml:ns:domain-1.0\"><domain:name paResult=\"1\">blåbærgrød.dk</domain:name>\
        <domain:paTRID><clTRID>birk-0199f2a17c3e</clTRID><svTRID>0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9</svTRID></domain:paTRID>\
        <domain:paDate>2026-11-21T12:40:58.0Z</domain:paDate></domain:panData></resData><extension>\
        <dkhm:risk_assessment xmlns:dkhm=\"urn:dkhm:params:xml:ns:dkhm-4.5\">BLUE</dkhm:risk_assessment></extension>\
        <trID><clTRID>birk-poll-77</clTRID><svTRID>1A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9</svTRID></trID></response></epp>";
    let viewer = Viewer { path: "/messages/90".to_owned(), ..at(viewer, "/messages") };
    messages::detail(viewer, DetailProps { message: registered(), raw_xml: ANSWER.to_owned() })
}
