//! Changes of hands at random, as part of the lives at random: servers, DS records, tokens, transfers, roles, answers.

use epp::domain::{AuthInfoChange, DomainContact, Parts, Transfer};
use epp::extensions::secdns::{self, DsData, SecDns};

use super::life::Life;
use super::*;
use crate::processing::requests;
use crate::world::domain::DomainState;
use crate::world::{Contact, Key, REGISTRY};

const SERVERS: [&str; 5] =
    ["ns3.nordisk.example", "ns2.nordisk.example", "ns1.a.dk", "ns1.foreign.example", "ns2.foreign.example"];
const ACCOUNTS: [&str; 2] = ["REG-100001", "REG-100002"];

/// How many things [`step`] knows.
pub(super) const STEPS: usize = 9;

/// One of them. Refusals are as good as anything.
pub(super) async fn step(life: &Life, name: &str, which: usize) {
    let registry = &life.trial.registry;
    let update = || Update { name: name.into(), ..Update::default() };
    let one = || vec![SERVERS[life.roll(SERVERS.len())].to_owned()];
    match which {
        0 => drop(life.trial.send(Update { add: Parts { ns: one(), ..Parts::default() }, ..update() })),
        1 => {
            let (add, rem) = (Parts { ns: one(), ..Parts::default() }, Parts { ns: one(), ..Parts::default() });
            drop(life.trial.send(Update { add, rem, ..update() }));
        }
        2 => {
            let key_tag = if life.roll(2) == 0 { 1 } else { 2 };
            let record = DsData { key_tag, alg: 13, digest_type: 2, digest: "0f".repeat(32), key: None };
            let all = life.roll(2) == 0;
            let rem = Some(secdns::Remove { all, ..secdns::Remove::default() });
            let add = Some(SecDns::from(vec![record]));
            let sec_dns = Some(secdns::Update { rem, add, ..secdns::Update::default() });
            drop(life.trial.send(Update { sec_dns, ..update() }));
        }
        3 => {
            let words = ["autotransfer", "autoredel"];
            let auth_info = Some(AuthInfoChange::set(words[life.roll(words.len())]));
            drop(life.trial.send(Update { auth_info, ..update() }));
        }
        4 => {
            let held = |held: &crate::world::domain::Authorization| held.token.as_str().into();
            let token = registry.read(|world, now| world.domain(name)?.authorizations(now).next().map(held));
            drop(life.trial.send(Transfer::request(name, token)));
        }
        5 => drop(operations::transfer(registry, name, ACCOUNTS[life.roll(2)]).await),
        6 => to_registrant(life, name),
        7 => {
            let role = if life.roll(2) == 0 { "admin" } else { "billing" };
            let handles = [ACCOUNTS[0].to_owned(), ACCOUNTS[1].to_owned(), life.contact()];
            let contacts = vec![DomainContact { role: role.into(), id: handles[life.roll(3)].clone() }];
            let parts = Parts { contacts, ..Parts::default() };
            let command = update();
            drop(life.trial.send(match life.roll(3) {
                0 => Update { rem: parts, ..command },
                _ => Update { add: parts, ..command },
            }));
        }
        _ => {
            let accepted = life.roll(2) == 0;
            life.trial.change(|tx| requests::answer(tx, &Key::from(name), accepted));
        }
    }
}

/// The name becomes one that its registrant manages, as old ones are, with the caller as proxy.
fn to_registrant(life: &Life, name: &str) {
    let settled = |world: &crate::world::World| {
        let domain = world.domain(name)?;
        (domain.pending.is_none() && domain.state == DomainState::Active).then_some(())
    };
    if life.roll(2) == 0 || life.trial.registry.read(|world, _| settled(world)).is_none() {
        return;
    }
    let handle = life.trial.contact(german());
    life.trial.change(|tx| {
        let contact = Contact::clone(tx.world().contact(&handle).unwrap());
        tx.put_contact(Contact { sponsor: Key::from(REGISTRY), ..contact });
    });
    life.trial.edit_domain(name, |domain| {
        domain.sponsor = Key::from(REGISTRY);
        domain.registrant = Key::from(handle.as_str());
        (domain.admin, domain.billing) = (Some(Key::from(ACCOUNTS[0])), None);
    });
}

/// What holds of every name that is registered.
pub(super) fn check(world: &crate::world::World, domain: &crate::world::Domain) {
    let count = domain.name_servers.len();
    assert!((2..=7).contains(&count), "{:?}", domain.name_servers);
    assert!(domain.name_servers.iter().all(|name| world.host_linked(name)));
    assert!(domain.ds.len() <= dk::ds::MAX_DS_RECORDS);
    assert!(domain.registrar_managed() != (domain.sponsor == *REGISTRY));
    assert!(!domain.registrar_managed() || (domain.admin.is_none() && domain.billing.is_none()));
    if let Some(registrant) = world.contact(&domain.registrant) {
        assert_eq!(registrant.sponsor, domain.sponsor, "registrant and name are under the same management");
        assert!(world.contact_linked(&registrant.handle));
    }
    for held in domain.authorization.iter().chain(domain.redelegation.as_deref()) {
        assert_eq!(world.domain_of_token(&held.token).map(|found| &found.name), Some(&domain.name));
    }
    if let Some(pending) = &domain.pending {
        assert!(pending.by_checks || pending.until.is_some());
        for handle in pending.registrant.iter().chain(&pending.admin).chain(&pending.billing) {
            assert!(world.domains_awaiting(handle).any(|name| *name == domain.name));
        }
    }
}
