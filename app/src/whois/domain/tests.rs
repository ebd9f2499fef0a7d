use dk::{DomainName, MetaRole, MetaRoles};
use time::macros::datetime;

use super::{Advisory, Authorization, Domain, DsData, NameServer, Portal, Props, Role, View, invalid_page, page};
use crate::whois::object::testing::{
    HOSTILE, NOW, fresh, hostile, hostile_party, hostile_statuses, hostile_timeline, hostile_unknown, indexed,
    rendered, viewer,
};
use crate::whois::object::{Freshness, History, Party, Status};
use ui::explain::{self, Outage};

fn props(name: &str, view: View) -> Props {
    Props { name: DomainName::parse(name).unwrap(), view, application: None, timeline: History::default() }
}

fn html(props: Props) -> String {
    rendered(|lang| page(viewer(lang, MetaRoles::ALL), props.clone()))
}

fn found(domain: Domain) -> String {
    html(props("blåbærgrød.dk", View::Found(Box::new(domain))))
}

fn active() -> Domain {
    Domain {
        yours: true,
        registrant: Some(Party::new("GSA42-DK")),
        sponsor: Some(Party::new("REG-100001")),
        ex_date: Some(datetime!(2026-12-31 22:59:59 UTC)),
        auto_renew: Some(true),
        statuses: vec![Status::new("ok")],
        ..Domain::new(fresh())
    }
}

#[test]
fn an_active_name_shows_dates_by_the_danish_calendar() {
    let html = found(active());
    assert!(html.contains("31 December 2026") && html.contains("end of day") && html.contains("Expires in 40 days"));
    assert!(html.contains("xn--blbrgrd-fxak7p.dk") && html.contains("The registry answered in 21 ms, at 14:02."));
    assert!(html.contains("/whois/contacts/GSA42-DK") && !html.contains("/whois/contacts/REG-100001"));
    assert!(html.contains("Registrar-managed") && html.contains("(your account)"));
}

#[test]
fn a_name_to_be_deleted_says_when_and_whether_it_can_be_restored() {
    let advisories =
        vec![Advisory { word: "pendingDeletionDate".to_owned(), date: Some(datetime!(2026-12-20 23:00 UTC)) }];
    let lost = Domain { statuses: vec![Status::new("pendingDelete")], advisories, ..active() };
    let html = found(lost.clone());
    assert!(html.contains("Will be deleted on 21 December 2026") && html.contains("does not mark it as restorable"));
    assert!(!html.contains("Is renewed automatically") && !html.contains("Expires in 40 days"));
    let restorable = found(Domain { rgp_statuses: vec!["redemptionPeriod".to_owned()], ..lost });
    assert!(
        restorable.contains("Until then it can be restored") && restorable.contains("<code>redemptionPeriod</code>")
    );
}

#[test]
fn the_registry_may_be_out_of_reach() {
    let html = found(Domain { freshness: indexed(), signed: Some(true), ..active() });
    assert!(html.contains("The registry does not answer") && html.contains("20 Nov 2026 14:00 (yesterday)"));
    assert!(html.contains("does not keep the DS records"));
    let html = self::html(props("a.dk", View::Unanswered(Outage::Busy)));
    assert!(html.contains("All of your account"));
}

#[test]
fn only_registrars_are_offered_to_register_what_is_available() {
    let available = || props("ledigt.dk", View::NotRegistered { available: Some(true), reason: None, ms: Some(3) });
    assert!(html(available()).contains("/whois/register?domain_name=ledigt.dk"));
    let payer = rendered(|lang| page(viewer(lang, MetaRoles::of(&[MetaRole::Payer])), available()));
    assert!(!payer.contains("/whois/register") && payer.contains("meta-role Registrar"));
    let applied = Props { application: Some("7".to_owned()), ..available() };
    let applied = html(applied);
    assert!(applied.contains("/operations/7") && !applied.contains("/whois/register"));
}

#[test]
fn a_name_that_is_not_registered_says_why_it_cannot_be() {
    let of = |available, reason: Option<&str>| {
        html(props("a.dk", View::NotRegistered { available, reason: reason.map(str::to_owned), ms: None }))
    };
    assert!(of(Some(false), Some("Enqueued")).contains("Somebody has applied for the name"));
    assert!(of(Some(false), Some("Offered for pos. on waiting list")).contains("Register with code"));
    assert!(of(Some(false), Some("Reserved")).contains("Reserved"));
    assert!(of(None, None).contains("could not be found out"));
}

#[test]
fn an_offer_on_the_waiting_list_is_no_registration() {
    let advisories = vec![Advisory { word: "offeredOnWaitingList".to_owned(), date: None }];
    let offer = Domain { sponsor: Some(Party::new("DKHM1-DK")), advisories, ..Domain::new(fresh()) };
    assert!(offer.is_offer());
    let html = found(offer);
    assert!(html.contains("Register with code") && !html.contains("Name servers") && !html.contains("older model"));
}

#[test]
fn strangers_names_are_shown_as_the_registry_shows_them() {
    let html = found(Domain { yours: false, sponsor: Some(Party::new("DKHM1-DK")), ..active() });
    assert!(html.contains("shows your account what it shows to strangers") && html.contains("Registrant-managed"));
    assert!(!html.contains("Timeline") && !html.contains("In your portfolio"));
}

#[test]
fn a_refusal_carries_the_registrys_words() {
    let refused = |lang| {
        let refusal = explain::refusal(lang, 2400, "Internal error.", "BIRK-1", "SV-1", &[]);
        page(viewer(lang, MetaRoles::ALL), props("a.dk", View::Refused(refusal)))
    };
    let html = rendered(refused);
    assert!(html.contains("Internal error.") && html.contains("BIRK-1") && html.contains("SV-1"));
}

#[test]
fn something_that_is_no_name_is_explained() {
    let error = DomainName::parse(HOSTILE).unwrap_err();
    rendered(|lang| invalid_page(viewer(lang, MetaRoles::ALL), HOSTILE, &error));
}

fn hostile_domain(freshness: Freshness) -> Domain {
    Domain {
        yours: true,
        roid: Some(hostile()),
        registrant: Some(hostile_party()),
        registrant_validated: Some(false),
        roles: vec![Role { role: hostile(), party: hostile_party() }],
        sponsor: Some(hostile_party()),
        cr_id: Some(hostile()),
        up_id: Some(hostile()),
        cr_date: Some(NOW),
        up_date: Some(NOW),
        ex_date: Some(NOW),
        tr_date: Some(NOW),
        statuses: hostile_statuses(),
        rgp_statuses: vec![hostile()],
        auto_renew: Some(false),
        vid: Some(true),
        advisories: vec![Advisory { word: hostile(), date: Some(NOW) }, Advisory { word: hostile(), date: None }],
        name_servers: vec![NameServer {
            name: hostile(),
            administrator: Some(hostile()),
            addresses: vec![hostile()],
            confirmed_at: Some(NOW),
        }],
        subordinate_hosts: vec![hostile()],
        ds_records: vec![DsData { key_tag: 1, algorithm: 99, digest_type: 99, digest: hostile() }],
        signed: Some(true),
        authorizations: vec![Authorization { operation: hostile(), expires_at: NOW }],
        other: vec![(hostile(), hostile())],
        unknown: hostile_unknown(),
        portal: Portal { reference: hostile(), po_number: hostile(), account_code: hostile() },
        ..Domain::new(freshness)
    }
}

#[test]
fn nothing_that_the_registry_sends_comes_alive() {
    for freshness in [fresh(), indexed()] {
        let view = View::Found(Box::new(hostile_domain(freshness)));
        let props = Props { application: Some(hostile()), timeline: hostile_timeline(), ..props("a.dk", view) };
        let html = html(props);
        assert!(html.matches("&lt;script&gt;alert(1)").count() > 25);
    }
    html(props("a.dk", View::NotRegistered { available: Some(false), reason: Some(hostile()), ms: Some(1) }));
}
