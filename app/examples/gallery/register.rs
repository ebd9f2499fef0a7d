//! Registering a domain name, and following applications.

use app::whois::applications::{
    self, Asked, Attempt, Consent, CreatedContact, DecidingMessage, Fate, Filter, ListProps, NotSent, Question,
    Rejection, Row, State, Waiting,
};
use app::whois::register::{self, Availability, ConsentMethod, KnownContact, Props, ReviewProps};
use app::{Fields, FormState, Funds, Refusal, Viewer};
use dk::{Management, Money, RiskColour, VerificationStatus};
use time::{Duration, OffsetDateTime};

use super::{Sample, at};

/// The pages of this area.
pub fn pages() -> Vec<(&'static str, Sample)> {
    vec![
        ("register", empty),
        ("register-errors", wrong),
        ("register-doubled-hour", doubled),
        ("register-refused", refused),
        ("register-review", review_new),
        ("register-review-handle", review_handle),
        ("register-review-taken", review_taken),
        ("applications", list),
        ("applications-empty", list_empty),
        ("applications-none-match", list_none_match),
        ("application-pending", pending),
        ("application-awaiting", awaiting),
        ("application-active", active),
        ("application-rejected", rejected),
        ("application-refused", contact_refused),
        ("application-uncertain", uncertain),
        ("application-decision", decision),
        ("application-message-missing", message_missing),
        ("application-found-taken", found_taken),
        ("application-sent-twice", sent_twice),
        ("application-waiting", waiting),
    ]
}

const MINUTE: Duration = Duration::MINUTE;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn funds(balance: i64) -> Funds {
    Funds { price: Money::from_kroner(50).ok(), balance: Money::from_kroner(balance).ok(), sees_balance: true }
}

fn known(handle: &str, name: &str, place: &str) -> KnownContact {
    KnownContact {
        handle: handle.to_owned(),
        name: name.to_owned(),
        place: place.to_owned(),
        management: Some(Management::Registrar),
        verification: Some(VerificationStatus::Completed),
    }
}

fn props() -> Props {
    Props {
        registrar_handle: "REG-100001".to_owned(),
        registrar_name: "Nordisk Domæne ApS".to_owned(),
        auto_renew_default: true,
        name_servers: vec!["ns1.nordisk.example".to_owned(), "ns2.nordisk.example".to_owned()],
        contacts: vec![
            known("GSA42-DK", "Grød & Sønner ApS", "Aarhus C"),
            known("ÅØ7-DK", "Åse Østergaard", "Ærøskøbing"),
        ],
        terms_version: Some("15".to_owned()),
        funds: funds(8_420),
        form_key: "sample".to_owned(),
    }
}

fn form(viewer: Viewer, state: &FormState) -> String {
    register::page(at(viewer, "/whois/register"), props(), state)
}

fn empty(viewer: Viewer) -> String {
    form(viewer, &FormState::default())
}

fn wrong(viewer: Viewer) -> String {
    let fields = fields(&[
        ("domain_name", "rødgrød-med-fløde.com"),
        ("reference", "K-20412"),
        ("registrant_kind", "new"),
        ("contact_user_type", "company"),
        ("contact_country", "DK"),
        ("contact_organisation", "Grød & Sønner ApS"),
        ("contact_cvr", "24210376"),
        ("contact_street", "Åboulevarden 12, 3. tv.\nBaghuset"),
        ("contact_postal_code", "800"),
        ("contact_city", "Aarhus C"),
        ("contact_email", "post(at)groed.example"),
        ("contact_phone", "+45 1234"),
        ("name_servers", "ns1.nordisk.example"),
        ("ds_records", "rødgrød.dk. IN DS 12345 13 2 ABC"),
        ("accepted_at", "2026-10-21T10:15"),
    ]);
    let errors = register::parse(&fields, viewer.lang, viewer.now, true).err().unwrap_or_default();
    form(viewer, &FormState::with_errors(fields, errors))
}

fn doubled(mut viewer: Viewer) -> String {
    viewer.now -= Duration::days(20);
    let fields = fields(&[
        ("domain_name", "blåbærgrød.dk"),
        ("registrant_kind", "handle"),
        ("registrant_handle", "GSA42-DK"),
        ("name_servers", "ns1.nordisk.example\nns2.nordisk.example"),
        ("accepted_at", "2026-10-25T02:30"),
        ("consent_method", "online_form"),
        ("terms_version", "15"),
    ]);
    let errors = register::parse(&fields, viewer.lang, viewer.now, true).err().unwrap_or_default();
    form(viewer, &FormState::with_errors(fields, errors))
}

fn good(kind: &[(&str, &str)]) -> Fields {
    let mut pairs = vec![
        ("csrf_token", "sample"),
        ("step", "review"),
        ("form_key", "sample"),
        ("domain_name", "blåbærgrød.dk"),
        ("auto_renew", "true"),
        ("reference", "K-20412"),
        ("po_number", ""),
        ("account_code", "Konto 4711 <grød>"),
        ("name_servers", "ns1.nordisk.example\nns2.nordisk.example\nns.bærfarm.dk"),
        ("ds_records", "12345 13 2 2BB183AF5F22588179A53B0A98631FAD1A2921182BB183AF5F22588179A53B0A"),
        ("accepted_at", "2026-11-21T10:15"),
        ("consent_method", "online_form"),
        ("terms_version", "15"),
    ];
    pairs.extend(kind);
    fields(&pairs)
}

fn refused(viewer: Viewer) -> String {
    let danish = viewer.lang == app::Lang::Da;
    let say = |en: &str, da: &str| if danish { da.to_owned() } else { en.to_owned() };
    let refusal = Refusal {
        title: say("Not enough money on the account", "Der er ikke penge nok på kontoen"),
        explanation: say(
            "The registration costs 50.00 DKK and the balance is 12.00 DKK: 38.00 DKK is missing. Nothing was registered.",
            "Registreringen koster 50,00 kr., og saldoen er 12,00 kr.: der mangler 38,00 kr. Intet er registreret.",
        ),
        next_step: Some((say("Go to Prepaid", "Gå til Forudbetalt"), Some("/prepaid".to_owned()))),
        code: Some(2104),
        registry_text: Some("Insufficient credit. Domain cannot be created.".to_owned()),
        cl_trid: Some("birk-0192f3a1".to_owned()),
        sv_trid: Some("5A3D9C1E-8B1F-4F0A-9D8C-2D6E0A4F1B77".to_owned()),
    };
    let fields = good(&[("registrant_kind", "handle"), ("registrant_handle", "GSA42-DK")]);
    let state = FormState { refusal: Some(refusal), ..FormState::of(fields) };
    register::page(at(viewer, "/whois/register"), Props { funds: funds(12), ..props() }, &state)
}

fn review(
    viewer: Viewer,
    fields: &Fields,
    registrant: Option<KnownContact>,
    availability: Availability,
    funds: Funds,
) -> String {
    let request = match register::parse(fields, viewer.lang, viewer.now, true) {
        Ok(request) => request,
        Err(errors) => return form(viewer, &FormState::with_errors(fields.clone(), errors)),
    };
    let props = ReviewProps {
        request,
        registrant,
        availability,
        funds,
        registrar: ("REG-100001".to_owned(), "Nordisk Domæne ApS".to_owned()),
        form_key: "sample".to_owned(),
    };
    register::review(at(viewer, "/whois/register"), props, fields)
}

fn review_new(viewer: Viewer) -> String {
    let fields = good(&[
        ("registrant_kind", "new"),
        ("contact_user_type", "company"),
        ("contact_country", "DK"),
        ("contact_organisation", "Grød & Sønner ApS"),
        ("contact_name", "Åse Østergaard"),
        ("contact_cvr", "24210375"),
        ("contact_street", "Åboulevarden 12, 3. tv.\nBaghuset"),
        ("contact_postal_code", "8000"),
        ("contact_city", "Aarhus C"),
        ("contact_email", "post@groed.example"),
        ("contact_phone", "33 64 60 60"),
        ("contact_match", "auto"),
    ]);
    review(viewer, &fields, None, Availability::Available, funds(8_420))
}

fn review_handle(viewer: Viewer) -> String {
    let mut fields =
        good(&[("registrant_kind", "handle"), ("registrant_handle", "GSA42-DK"), ("authorization_code", "deadbeef")]);
    fields.set("domain_name", "straße.dk");
    let contact = known("GSA42-DK", "Grød & Sønner ApS", "Aarhus C");
    let poor = Funds { sees_balance: false, ..funds(12) };
    review(viewer, &fields, Some(contact), Availability::OfferedOnWaitingList, poor)
}

fn review_taken(viewer: Viewer) -> String {
    let fields = good(&[("registrant_kind", "handle"), ("registrant_handle", "XYZ1-DK")]);
    review(viewer, &fields, None, Availability::InUse, funds(8_420))
}

fn row(now: OffsetDateTime, n: i64, domain: &str, state: State, risk: Option<RiskColour>) -> Row {
    Row {
        id: format!("0192f3a1-0000-7000-8000-{n:012}"),
        domain: domain.to_owned(),
        sent_at: now - MINUTE * (i32::try_from(n * n * 37).unwrap_or(1)),
        by: "registrar@nordisk.example".to_owned(),
        tracking_no: Some(format!("20261121{n:05}")),
        state,
        risk,
        waiting: None,
        needs_person: false,
        next_check_at: None,
        reference: format!("K-{}", 20_412 - n),
    }
}

fn rows(now: OffsetDateTime) -> Vec<Row> {
    let long = "meget-langt-domænenavn-med-rigtig-mange-bogstaver-i-sig-blåbær.dk";
    vec![
        Row { tracking_no: None, ..row(now, 0, "nyt-navn.dk", State::Planned, None) },
        Row { tracking_no: None, ..row(now, 1, "straks.dk", State::Sent, None) },
        row(now, 2, "blåbærgrød.dk", State::Pending, None),
        Row {
            tracking_no: None,
            next_check_at: Some(now + MINUTE),
            ..row(now, 3, "tabt-svar.dk", State::Uncertain, None)
        },
        Row { needs_person: true, tracking_no: None, ..row(now, 4, long, State::Uncertain, None) },
        Row {
            waiting: Some(Waiting::Contact),
            tracking_no: None,
            ..row(now, 11, "venter-på-kontakt.dk", State::Planned, None)
        },
        row(now, 5, "mangler-id.dk", State::AwaitingVerification, Some(RiskColour::Blue)),
        row(now, 6, "utland.dk", State::AwaitingVerification, Some(RiskColour::Red)),
        row(now, 7, "færdig.dk", State::Active, Some(RiskColour::Green)),
        row(now, 8, "optaget.dk", State::Rejected, None),
        Row { tracking_no: None, ..row(now, 9, "ingen-penge.dk", State::Refused, None) },
        Row { tracking_no: None, reference: String::new(), ..row(now, 10, "nede.dk", State::NotSent, None) },
    ]
}

fn list(viewer: Viewer) -> String {
    let rows = rows(viewer.now);
    let props = ListProps { rows, filter: Filter::default(), page: 2, pages: 7, total: 1_204, may_register: true };
    applications::list(at(viewer, "/applications"), props)
}

fn list_empty(viewer: Viewer) -> String {
    applications::list(at(viewer, "/applications"), ListProps { may_register: true, ..ListProps::default() })
}

fn list_none_match(viewer: Viewer) -> String {
    let filter = Filter { q: "findes ikke".to_owned(), state: Some(State::Rejected) };
    applications::list(at(viewer, "/applications"), ListProps { filter, may_register: true, ..ListProps::default() })
}

fn application(viewer: &Viewer, state: State) -> applications::Props {
    let now = viewer.now;
    let id = "0192f3a1-7d42-7c11-9e8b-3a5f6c7d8e9f".to_owned();
    applications::Props {
        sent_at: Some(now - MINUTE * 3 + Duration::seconds(2)),
        answered_at: Some(now - MINUTE * 3 + Duration::seconds(3)),
        tracking_no: Some("2026112100042".to_owned()),
        registrant: Some("GSA42-DK".to_owned()),
        registrant_name: Some("Grød & Sønner ApS".to_owned()),
        created_contact: Some(CreatedContact {
            named_by_person: false,
            at: now - MINUTE * 3 + Duration::seconds(1),
            handle: "GSA42-DK".to_owned(),
            reused: false,
        }),
        name_servers: vec!["ns1.nordisk.example".to_owned(), "ns2.nordisk.example".to_owned()],
        auto_renew: Some(true),
        consent: Some(Consent {
            accepted_at: now - MINUTE * 167,
            method: Some(ConsentMethod::OnlineForm),
            terms_version: "15".to_owned(),
            recorded_at: now - MINUTE * 3,
            recorded_by: "registrar@nordisk.example".to_owned(),
        }),
        reference: "K-20412".to_owned(),
        account_code: "4711".to_owned(),
        price: Money::from_kroner(50).ok(),
        result_code: Some(1001),
        result_text: Some("Create domain pending for blåbærgrød.dk".to_owned()),
        cl_trid: Some("birk-0192f3a17d427c119e8b3a5f6c7d8e9f".to_owned()),
        sv_trid: Some("5A3D9C1E-8B1F-4F0A-9D8C-2D6E0A4F1B77-2026112100042".to_owned()),
        may_decide: true,
        version: "3".to_owned(),
        ..applications::Props::new(
            id,
            "blåbærgrød.dk".to_owned(),
            state,
            now - MINUTE * 3,
            "registrar@nordisk.example".to_owned(),
        )
    }
}

fn shown(viewer: Viewer, props: applications::Props) -> String {
    applications::page(at(viewer, "/applications"), props, &FormState::default())
}

fn settled(viewer: &Viewer, state: State, text: &str, rejection: Rejection) -> applications::Props {
    let at = viewer.now - MINUTE;
    let message = DecidingMessage { id: Some(17), at, text: text.to_owned(), rejection };
    applications::Props { settled_at: Some(at), message: Some(message), ..application(viewer, state) }
}

fn pending(viewer: Viewer) -> String {
    let props = application(&viewer, State::Pending);
    shown(viewer, props)
}

fn awaiting(viewer: Viewer) -> String {
    let text = "blåbærgrød.dk has been registered, but not activated due to pending ID and/or data check";
    let mut props = settled(&viewer, State::AwaitingVerification, text, Rejection::Other);
    props.risk = Some(RiskColour::Blue);
    props.verify_before = Some(viewer.now + Duration::days(25));
    shown(viewer, props)
}

fn active(viewer: Viewer) -> String {
    let text = "blåbærgrød.dk has been registered and activated";
    let mut props = settled(&viewer, State::Active, text, Rejection::Other);
    props.risk = Some(RiskColour::Green);
    props.used_code = true;
    props.ds = vec!["12345 13 2 2BB183AF5F22588179A53B0A98631FAD1A2921182BB183AF5F22588179A53B0A".to_owned()];
    shown(viewer, props)
}

fn rejected(viewer: Viewer) -> String {
    let text = "The application for blåbærgrød.dk has been rejected, as the domain was already taken";
    let mut props = settled(&viewer, State::Rejected, text, Rejection::Taken);
    props.refunded = true;
    shown(viewer, props)
}

fn contact_refused(viewer: Viewer) -> String {
    let mut props = application(&viewer, State::NotSent);
    (props.sent_at, props.answered_at, props.result_code, props.result_text, props.sv_trid) =
        (None, None, None, None, None);
    (props.tracking_no, props.registrant, props.created_contact) = (None, None, None);
    props.not_sent = Some(NotSent::ContactRefused);
    props.refusal = Some(Refusal {
        title: "Invalid CVR number".to_owned(),
        explanation: "CVR 24210375".to_owned(),
        code: Some(2005),
        registry_text: Some("Invalid CVR number".to_owned()),
        ..Refusal::default()
    });
    shown(viewer, props)
}

fn lost(viewer: &Viewer) -> applications::Props {
    let mut props = application(viewer, State::Uncertain);
    (props.answered_at, props.result_code, props.result_text, props.sv_trid, props.tracking_no) =
        (None, None, None, None, None);
    props.checks = 2;
    props.next_check_at = Some(viewer.now + MINUTE);
    props
}

fn uncertain(viewer: Viewer) -> String {
    let props = lost(&viewer);
    shown(viewer, props)
}

fn decision(viewer: Viewer) -> String {
    let mut props = lost(&viewer);
    (props.registrant, props.created_contact, props.next_check_at) = (None, None, None);
    props.asked = Some(Asked {
        question: Question::ForcedContact,
        contact: Some(applications::AskedContact {
            name: "Anna Schmidt".to_owned(),
            street: vec!["Hafenstrasse 12".to_owned()],
            postal_code: "24937".to_owned(),
            city: "Flensburg".to_owned(),
            country: "DE".to_owned(),
            email: "anna@example.de".to_owned(),
            ..applications::AskedContact::default()
        }),
        accepted: false,
        cl_trid: "birk-0192f3a17d427c119e8b3a5f6c7d8ea0".to_owned(),
    });
    shown(viewer, props)
}

fn message_missing(viewer: Viewer) -> String {
    let mut props = application(&viewer, State::Pending);
    props.asked = Some(Asked {
        question: Question::MessageMissing,
        contact: None,
        accepted: true,
        cl_trid: "birk-0192f3a17d427c119e8b3a5f6c7d8e9f".to_owned(),
    });
    shown(viewer, props)
}

fn found_taken(viewer: Viewer) -> String {
    let mut props = lost(&viewer);
    (props.state, props.found_taken, props.settled_at) = (State::Rejected, true, Some(viewer.now - MINUTE));
    shown(viewer, props)
}

fn sent_twice(viewer: Viewer) -> String {
    let mut props = application(&viewer, State::Pending);
    let attempt = |n: i32, fate, code| Attempt {
        n,
        cl_trid: format!("birk-0192f3a17d427c119e8b3a5f6c7d8e9f-{n}"),
        sent_at: viewer.now - MINUTE * (4 - n),
        ended_at: Some(viewer.now - MINUTE * (4 - n)),
        fate,
        code,
        lost: false,
    };
    props.attempts = vec![attempt(1, Fate::Accepted, Some(1001)), attempt(2, Fate::Accepted, Some(1001))];
    props.accepted_twice = true;
    shown(viewer, props)
}

fn waiting(viewer: Viewer) -> String {
    let mut props = lost(&viewer);
    (props.state, props.sent_at, props.registrant, props.created_contact) = (State::Planned, None, None, None);
    props.waiting = Some(Waiting::Contact);
    shown(viewer, props)
}
