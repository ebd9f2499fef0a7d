use std::collections::BTreeMap;

use dk::{Cvr, DomainName, Ean, Email, HostName, Phone};
use time::Duration;
use time::macros::datetime;

use super::*;
use crate::portfolio;
use crate::world::domain::SuspensionCause;

const NOW: OffsetDateTime = datetime!(2026-08-03 08:00 UTC);

#[test]
fn the_danish_registrar_has_sixty_names_in_every_state() {
    let world = world(NOW);
    let portfolio = portfolio::of(&world, DANISH, NOW);
    assert_eq!(portfolio.domains.len(), 60);
    let mut phases: BTreeMap<&str, usize> = BTreeMap::new();
    for domain in &portfolio.domains {
        *phases.entry(domain.phase).or_default() += 1;
    }
    let expected = [("active", 49), ("awaiting_verification", 2), ("enqueued", 2), ("suspended", 7)];
    assert_eq!(phases.into_iter().collect::<Vec<_>>(), expected);
    let count = |matches: fn(&portfolio::DomainView) -> bool| portfolio.domains.iter().filter(|d| matches(d)).count();
    assert_eq!(count(|d| d.redemption), 5);
    assert_eq!(count(|d| d.suspension_cause == Some(SuspensionCause::Verification)), 2);
    assert_eq!(count(|d| d.management == "registrant"), 5);
    assert!(count(|d| !d.ds.is_empty()) >= 15);
    assert!(count(|d| d.phase == "active" && !d.auto_renew) >= 4);
    assert!(count(|d| d.phase == "active" && d.expires_at < NOW + Duration::days(62)) >= 8);
    for check in ["notRequired", "pending", "expired", "completed", "rejected"] {
        assert!(portfolio.contacts.iter().any(|c| c.identity == check), "{check}");
    }
    assert!(portfolio.contacts.iter().any(|c| c.locked.is_some() && c.confirm_email.is_none()));
    assert!(portfolio.contacts.iter().any(|c| c.confirm_email.is_some()));
}

#[test]
fn every_object_would_pass_the_registrys_own_rules() {
    let world = world(NOW);
    for domain in world.domains() {
        assert_eq!(DomainName::parse(&domain.name).map(|n| n.unicode().to_owned()), Ok(domain.name.to_string()));
        assert!(world.contact(&domain.registrant).is_some(), "{}", domain.name);
        assert!((2..=7).contains(&domain.name_servers.len()), "{}", domain.name);
        assert!(domain.name_servers.iter().all(|host| world.host(host).is_some_and(|h| h.active())), "{}", domain.name);
        assert!(domain.created < NOW && domain.created < domain.expires, "{}", domain.name);
        assert_eq!(domain.expires, dk::local_time::end_of_day(dk::local_time::local_date(domain.expires)));
        for ds in &domain.ds {
            assert_eq!(ds.digest.len(), 64);
        }
    }
    for host in world.hosts() {
        assert_eq!(HostName::parse(&host.name).map(|n| n.unicode().to_owned()), Ok(host.name.to_string()));
        assert!(host.addresses.iter().all(|a| dk::GlueAddress::new(*a).is_ok()), "{}", host.name);
    }
    for contact in world.contacts() {
        let handle = &contact.handle;
        assert_eq!(dk::Handle::parse(handle).map(|h| h.as_str().to_owned()), Ok(handle.to_string()));
        for phone in contact.voice.iter().chain(&contact.mobile) {
            assert_eq!(Phone::parse(phone).map(|p| p.as_str().to_owned()), Ok(phone.clone()), "{handle}");
        }
        for email in std::iter::once(&contact.email).chain(&contact.secondary_email) {
            assert_eq!(Email::parse(email).map(|e| e.as_str().to_owned()), Ok(email.clone()), "{handle}");
        }
        if contact.danish() {
            let organisation = !contact.user_type.is_individual();
            assert_eq!(contact.cvr.as_deref().map(|c| Cvr::parse(c).is_ok()), organisation.then_some(true), "{handle}");
        }
        assert!(contact.ean.as_deref().is_none_or(|ean| Ean::parse(ean).is_ok()), "{handle}");
        let country = dk::Country::parse(&contact.country).unwrap();
        let code = contact.postal_code.as_deref().unwrap();
        assert!(dk::PostalCode::parse(country, code).is_ok(), "{handle}: {code}");
        assert!(contact.localized || contact.name.is_ascii(), "{handle}");
    }
}

#[test]
fn the_same_time_gives_the_same_world_and_nothing_is_due_yet() {
    let (one, other) = (world(NOW), world(NOW));
    assert!(one.snapshot().count() > 100);
    let sorted = |world: &World| {
        let mut lines: Vec<String> = world.snapshot().map(|c| serde_json::to_string(&c).unwrap()).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&one), sorted(&other));
    for start in
        [NOW, datetime!(2026-12-31 22:59:58 UTC), datetime!(2027-02-28 23:30 UTC), datetime!(2028-02-29 12:00 UTC)]
    {
        assert_eq!(world(start).next_due(start), None, "{start}");
    }
}

#[test]
fn both_registrars_start_with_ten_thousand_kroner() {
    let world = bare_world(NOW);
    for handle in [DANISH, FOREIGN] {
        assert_eq!(world.account(handle).map(|a| a.balance.to_string()).as_deref(), Some("10000.00"));
        assert_eq!(world.statement(handle).count(), 1);
    }
    assert!(world.user("EPP-100002").is_some_and(|u| u.password.matches("Sandbox-100002")));
    assert_eq!(world.offer("waiting-list.dk").map(|o| o.token.as_str()), Some(WAITING_LIST_CODE));
    for name in ["dk-hostmaster.dk", "punktum.dk", "eksempel.dk", "æøåöäüé.dk"] {
        assert!(world.domain(name).is_some_and(|d| !d.registrar_managed()), "{name}");
    }
}
