use time::macros::datetime;

use super::kind::WORDS;
use super::{DetailProps, Filter, Handled, Message, ObjectKind, Props, Show, detail, page};
use ui::Viewer;
use ui::testing::{EVIL, both};

fn message() -> Message {
    Message {
        id: 7,
        msg_id: "4711".to_owned(),
        queued_at: datetime!(2026-11-21 12:41 UTC),
        received_at: datetime!(2026-11-21 12:42 UTC),
        acknowledged_at: None,
        text: "kage.dk has been registered and activated".to_owned(),
        kind: "registered_and_activated".to_owned(),
        object_kind: ObjectKind::Domain,
        object: "kage.dk".to_owned(),
        result: Some(true),
        risk: Some("BLUE".to_owned()),
        operation_id: Some("0199".to_owned()),
        flagged: None,
        handled: None,
    }
}

fn shown(rows: Vec<Message>) -> impl Fn(Viewer) -> String {
    move |viewer| {
        let total = u64::try_from(rows.len()).unwrap();
        let props = Props {
            rows: rows.clone(),
            total,
            page: 1,
            pages: 1,
            has_any: true,
            queue_owned: true,
            ..Props::default()
        };
        page(viewer, props)
    }
}

#[test]
fn a_message_is_shown_in_the_registrys_words_and_explained() {
    let [da, en] = both(shown(vec![message()]));
    assert!(da.contains("kage.dk has been registered and activated") && da.contains("Ansøgningen er imødekommet"));
    assert!(
        en.contains("The application succeeded") && en.contains("Risk BLUE") && en.contains("href=\"/messages/7\"")
    );
    assert!(en.contains("href=\"/whois/domains/kage.dk\""));
    assert!(en.contains("action=\"/messages/7/handled\""));
    assert!(en.contains("name=\"return_to\" value=\"/somewhere?page=2\""), "back to the same list");
}

#[test]
fn objects_link_to_their_pages() {
    let link = |object_kind, object: &str| {
        both(shown(vec![Message { object_kind, object: object.to_owned(), ..message() }]))[1].clone()
    };
    assert!(link(ObjectKind::Contact, "NA1234-DK").contains("href=\"/whois/contacts/NA1234-DK\""));
    assert!(link(ObjectKind::Host, "ns1.kage.dk").contains("href=\"/whois/hosts/ns1.kage.dk\""));
    assert!(!link(ObjectKind::None, "").contains("<td data-label=\"Object\"><a"));
}

#[test]
fn a_flagged_message_says_why_and_a_handled_one_by_whom() {
    let flagged =
        Message { kind: "other".to_owned(), flagged: Some("it brings something new".to_owned()), ..message() };
    let handled = Handled { at: datetime!(2026-11-21 12:50 UTC), by: "ida@nordisk.example".to_owned() };
    let [da, en] = both(shown(vec![flagged, Message { id: 8, handled: Some(handled), ..message() }]));
    assert!(da.contains("Kræver et menneske") && da.contains("it brings something new"));
    assert!(en.contains("ida@nordisk.example, 21 Nov 2026 13:50"));
    assert!(!en.contains("/messages/8/handled"));
}

#[test]
fn an_administrator_is_led_to_the_queue_and_others_are_told_whom_to_ask() {
    let queue = |is_administrator| {
        let [_, en] = both(|viewer| page(viewer, Props { page: 1, pages: 1, is_administrator, ..Props::default() }));
        (en.contains("href=\"/administration/message-queue\""), en.contains("An administrator of your account"))
    };
    assert_eq!(queue(true), (true, false));
    assert_eq!(queue(false), (false, true));
    assert!(!both(shown(Vec::new()))[1].contains("stay in the registry"));
}

#[test]
fn every_empty_list_says_what_to_do() {
    assert!(both(shown(Vec::new()))[1].contains("Every message is handled"));
    let with = |filter: Filter, total, has_any| {
        both(|viewer| {
            page(
                viewer,
                Props {
                    total,
                    page: 3,
                    pages: 1,
                    filter: filter.clone(),
                    has_any,
                    queue_owned: true,
                    ..Props::default()
                },
            )
        })[1]
            .clone()
    };
    let flagged = Filter { show: Show::Flagged, ..Filter::default() };
    assert!(with(flagged.clone(), 0, true).contains("No message matches"));
    assert!(with(flagged, 4, true).contains("href=\"/messages?show=flagged\""));
    assert!(with(Filter::default(), 0, false).contains("No messages yet"));
}

#[test]
fn the_detail_page_tells_everything() {
    let raw_xml = "<epp><response><result code=\"1301\"/></response></epp>".to_owned();
    let [da, en] = both(|viewer| detail(viewer, DetailProps { message: message(), raw_xml: raw_xml.clone() }));
    assert!(da.contains("Besked 4711") && da.contains("den ligger stadig i registrets kø"));
    assert!(
        en.contains("href=\"/operations/0199\"") && en.contains("Carried out") && en.contains("Blue: known or Danish")
    );
    assert!(en.contains("&lt;epp&gt;\n  &lt;response&gt;\n    &lt;result code=\"1301\"/&gt;"), "{en}");
    let handled = Some(Handled { at: datetime!(2026-11-21 12:50 UTC), by: "ida".to_owned() });
    let done = both(|viewer| {
        detail(
            viewer,
            DetailProps { message: Message { handled: handled.clone(), ..message() }, raw_xml: String::new() },
        )
    });
    assert!(!done[1].contains("/messages/7/handled"));
}

#[test]
fn free_text_is_escaped() {
    let evil = Message {
        msg_id: EVIL.to_owned(),
        text: EVIL.to_owned(),
        kind: EVIL.to_owned(),
        object: EVIL.to_owned(),
        risk: Some(EVIL.to_owned()),
        operation_id: Some(EVIL.to_owned()),
        flagged: Some(EVIL.to_owned()),
        handled: Some(Handled { at: datetime!(2026-11-21 12:50 UTC), by: EVIL.to_owned() }),
        ..message()
    };
    both(shown(vec![evil.clone(), Message { handled: None, ..evil.clone() }]));
    both(|viewer| detail(viewer, DetailProps { message: evil.clone(), raw_xml: format!("<a>{EVIL}</a>") }));
    let filter = Filter { kind: EVIL.to_owned(), q: EVIL.to_owned(), show: Show::All };
    both(|viewer| {
        page(
            viewer,
            Props {
                filter: filter.clone(),
                kind_choices: vec![EVIL.to_owned()],
                has_any: true,
                pages: 2,
                page: 1,
                ..Props::default()
            },
        )
    });
}

/// The kinds stand in another crate, so their source is read: each needs an explanation here.
#[test]
fn every_kind_of_message_is_explained() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/registry/src/messages/kind.rs");
    let source = std::fs::read_to_string(source).unwrap();
    let kinds: Vec<&str> = source
        .lines()
        .filter_map(|line| {
            let (_, rest) = line.trim().split_once(" = \"")?;
            rest.contains("\", ").then(|| rest.split('"').next()).flatten()
        })
        .collect();
    assert!(kinds.len() > 30, "{kinds:?}");
    let missing: Vec<_> = kinds.iter().filter(|kind| !WORDS.contains(kind)).collect();
    assert!(missing.is_empty(), "no explanation for {missing:?}");
}
