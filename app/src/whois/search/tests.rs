use dk::{MetaRole, MetaRoles, SearchTerm};
use time::macros::datetime;

use super::{Found, MOST_TERMS, Props, Row, page, parse};
use crate::whois::object::testing::{HOSTILE, NOW, hostile, rendered, viewer};
use ui::explain::Outage;
use ui::{Fields, Lang};

fn typed(query: &str) -> Fields {
    let mut fields = Fields::default();
    fields.set("q", query);
    fields
}

fn row(term: &str, answer: Found) -> Row {
    Row::new(SearchTerm::parse(term), answer)
}

fn html(props: Props, roles: MetaRoles) -> String {
    rendered(|lang| page(viewer(lang, roles), props.clone()))
}

#[test]
fn terms_are_read_in_their_order_and_wrong_ones_kept() {
    let request = parse(&typed("  b.dk, -a.dk\nREG-100001 b.dk  "));
    assert_eq!(request.query, "b.dk, -a.dk\nREG-100001 b.dk");
    let terms: Vec<_> = request.terms.iter().map(ToString::to_string).collect();
    assert_eq!(terms, ["b.dk", "-a.dk", "REG-100001"]);
    assert_eq!(parse(&Fields::default()), super::Request::default());
}

#[test]
fn five_hundred_terms_are_looked_up_and_the_rest_counted() {
    let names: Vec<String> = (0..MOST_TERMS + 3).map(|n| format!("navn{n}.dk")).collect();
    let request = parse(&typed(&names.join(" ")));
    assert_eq!((request.terms.len(), request.terms_dropped), (500, 3));
}

#[test]
fn reasons_of_a_check_become_answers() {
    assert_eq!(Found::of_domain_check(true, None), Found::Available);
    assert_eq!(Found::of_domain_check(false, Some("In Use")), Found::InUse);
    assert_eq!(Found::of_domain_check(false, Some("Enqueued")), Found::Enqueued);
    assert_eq!(Found::of_domain_check(false, Some("Offered for pos. on waiting list")), Found::OfferedOnWaitingList);
    assert_eq!(Found::of_domain_check(false, Some("Reserved")), Found::Taken);
    assert_eq!(Found::of_domain_check(false, None), Found::Taken);
}

#[test]
fn who_has_not_asked_reads_what_can_be_looked_up() {
    let html = html(Props::default(), MetaRoles::ALL);
    assert!(html.contains("What you can look up") && !html.contains("<table"));
}

#[test]
fn only_registrars_are_offered_to_register() {
    let props = Props {
        query: "ledigt.dk tilbudt.dk".to_owned(),
        rows: vec![row("ledigt.dk", Found::Available), row("tilbudt.dk", Found::OfferedOnWaitingList)],
        registry_ms: Some(24),
        ..Props::default()
    };
    let registrar = html(props.clone(), MetaRoles::of(&[MetaRole::Registrar]));
    assert!(
        registrar.contains("/whois/register?domain_name=ledigt.dk")
            && registrar.contains("Register tilbudt.dk with code")
    );
    assert!(registrar.contains("2 domain names · the registry took 24 ms"));
    assert!(!html(props, MetaRoles::of(&[MetaRole::Payer])).contains("/whois/register"));
}

#[test]
fn what_cannot_be_looked_up_is_listed_with_its_reason() {
    let props = Props {
        query: "-b.dk a.dk".to_owned(),
        terms_dropped: 12,
        rows: vec![row("-b.dk", Found::Unanswered), row("a.dk", Found::InUse)],
        ..Props::default()
    };
    let html = html(props, MetaRoles::ALL);
    assert!(html.contains("1 could not be looked up") && html.contains("begin or end with a hyphen"));
    assert!(html.contains("1 answer") && html.contains("12 more were not looked up"));
}

#[test]
fn an_outage_says_what_is_known_all_the_same() {
    let mut known = row("a.dk", Found::Yours);
    known.statuses = vec!["ok".to_owned()];
    known.index_confirmed_at = Some(datetime!(2026-11-21 11:02 UTC));
    let props = Props {
        query: "a.dk b.dk".to_owned(),
        rows: vec![known, row("b.dk", Found::Unanswered)],
        outage: Some(Outage::Unreachable { since: NOW }),
        ..Props::default()
    };
    let html = html(props, MetaRoles::ALL);
    assert!(html.contains("The registry does not answer") && html.contains("1 of 2 have an answer"));
    assert!(
        html.contains("From Birk&#x27;s index, confirmed 2 h ago")
            || html.contains("From Birk's index, confirmed 2 h ago")
    );
}

#[test]
fn nothing_typed_comes_alive() {
    let full = Row {
        reason: Some(hostile()),
        name: Some(hostile()),
        statuses: vec![hostile()],
        expires_at: Some(NOW),
        managed_by: Some(hostile()),
        index_confirmed_at: Some(NOW),
        ..row("a.dk", Found::Taken)
    };
    let query = format!("a.dk </textarea>{HOSTILE}");
    let rows = vec![full, row(HOSTILE, Found::Unanswered)];
    let html = html(Props { query, rows, ..Props::default() }, MetaRoles::ALL);
    assert_eq!(html.matches("</textarea>").count(), 1);
    let rows = vec![row(HOSTILE, Found::Unanswered)];
    self::html(Props { query: hostile(), rows, ..Props::default() }, MetaRoles::ALL);
}

#[test]
fn what_every_contact_has_is_not_repeated() {
    let statuses = ["linked", "serverDeleteProhibited", "serverTransferProhibited"].map(str::to_owned).to_vec();
    let contact = |term| Row {
        statuses: statuses.clone(),
        ..row(term, Found::Contact { verification: None, validated: Some(true) })
    };
    let html =
        html(Props { query: "x".to_owned(), rows: vec![contact("GSA42-DK")], ..Props::default() }, MetaRoles::ALL);
    assert!(
        html.contains("<code>linked</code>")
            && !html.contains("serverDeleteProhibited")
            && html.contains("Contact · verified")
    );
}

#[test]
fn the_answer_while_typing_is_short_in_both_languages() {
    let reasons = ["In use", "Enqueued", "Offered for pos. on waiting list"];
    let taken = reasons.into_iter().map(Some).chain([None]).map(|reason| (false, reason));
    for (available, reason) in taken.chain([(true, None)]) {
        let said = |lang| super::answer_label(lang, available, reason);
        assert_ne!(said(Lang::Da), said(Lang::En), "{reason:?}");
    }
}
