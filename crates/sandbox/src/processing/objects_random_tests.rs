//! Contacts and hosts at random: whatever clients, contacts and the registry do in whatever order, what is kept agrees.

use std::collections::HashSet;

use epp::contact::{Change, Phone, PostalChange, PostalKind};
use epp::extensions::dkhm::VerificationRequest;
use epp::host::AddRem;
use epp::{contact, host};
use time::Duration;

use super::email::Bounce;
use super::verification::Which;
use crate::chance::Chance;
use crate::operations::{self, Decision};
use crate::trial::{
    Trial, application, contact_update, dane, danish_company, german, german_company, host_create, host_update,
};
use crate::world::contact::{Check, Responsible};
use crate::world::domain::DomainState;
use crate::world::{Contact, Host, REGISTRY, World, status};

const HOSTS: [&str; 5] = ["ns1.a.dk", "ns2.a.dk", "ns1.ny.example", "ns1.nordisk.example", "ns1.foreign.example"];
const ADDRESSES: [&str; 4] = ["185.20.205.1", "185.20.205.2", "2a0d:5600:8:14::1", "10.0.0.1"];
const DOMAINS: [&str; 3] = ["a.dk", "b.dk", "c.dk"];
const ACCOUNTS: [&str; 2] = ["REG-100001", "REG-100002"];

struct Life {
    trial: Trial,
    dice: Chance,
    contacts: Vec<String>,
}

impl Life {
    fn roll(&self, sides: usize) -> usize {
        usize::from(u16::from_le_bytes([self.dice.bytes()[0], self.dice.bytes()[1]])) % sides
    }

    fn pick<T: Copy>(&self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }

    /// A handle that is or was a contact's, or an account's.
    fn handle(&self) -> String {
        match self.roll(8) {
            0 => self.pick(&ACCOUNTS).to_owned(),
            1 => REGISTRY.to_owned(),
            _ => {
                // Old ones are mostly forgotten.
                let back = self.roll(self.contacts.len().clamp(1, 3));
                self.contacts.iter().rev().nth(back).map_or_else(|| REGISTRY.to_owned(), Clone::clone)
            }
        }
    }

    /// One thing of all that can happen. Refusals are as good as anything.
    async fn step(mut self) -> Self {
        match self.roll(16) {
            0 => self.create_contact(),
            1..=3 => self.update_contact(),
            4 => self.state_checks(),
            5 => drop(self.trial.send(self.new_host())),
            6 | 7 => drop(self.trial.send(self.changed_host())),
            8 => drop(self.trial.send(host::Delete { name: self.pick(&HOSTS).into() })),
            9 => self.register(),
            _ => self.others().await,
        }
        let days = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 14, 26];
        self.trial.advance(Duration::minutes(1) + Duration::days(self.pick(&days)));
        let other = self.roll(10) == 0;
        Self { trial: if other { self.trial.of_foreigner() } else { self.trial.of_dane() }, ..self }
    }

    fn create_contact(&mut self) {
        let kinds: [fn() -> contact::Create; 4] = [dane, danish_company, german, german_company];
        let mut contact = self.pick(&kinds)();
        contact.id = self.pick(&["auto", "force"]).into();
        if self.roll(4) == 0 {
            contact.postal[0].addr.street = vec!["Ukendt 1".into()];
        }
        if self.roll(5) == 0 {
            contact.dkhm.management = Some("registrant".into());
        }
        let handle = self.trial.contact(contact);
        self.contacts.push(handle);
    }

    fn update_contact(&self) {
        let handle = self.handle();
        let mut update = contact_update(&handle);
        let mut change = Change::default();
        match self.roll(6) {
            0 => change.email = Some(self.pick(&["a@example.dk", "b@example.dk"]).into()),
            1 => update.dkhm.secondary_email = Some(self.pick(&["c@example.dk", "d@example.dk"]).into()),
            2 => change.voice = Some(Phone::new(self.pick(&["", "+45.33646001"]))),
            3 => {
                let mut postal = self.pick(&[german as fn() -> contact::Create, dane])().postal.remove(0);
                postal.addr.street = vec![self.pick(&["Vej 1", "Vej 2"]).into()];
                let (kind, addr) = (postal.kind, Some(postal.addr));
                change.postal.push(PostalChange { kind, name: None, org: None, addr });
            }
            4 => {
                let name = Some(self.pick(&["Ny Navn", "Gammelt Navn"]).into());
                change.postal.push(PostalChange { kind: PostalKind::Loc, name, org: None, addr: None });
            }
            _ => update.dkhm.cvr = Some(self.pick(&["", "30725549", "DE123456789"]).into()),
        }
        update.chg = Some(change);
        let _ = self.trial.send(update);
    }

    fn state_checks(&self) {
        let mut update = contact_update(&self.handle());
        let word = || Some(self.pick(&["true", "false"]).to_owned());
        update.dkhm.contact_verification =
            Some(VerificationRequest { responsible: None, verified_id: word(), verified_email: word() });
        let _ = self.trial.send(update);
    }

    fn new_host(&self) -> host::Create {
        let asked = (self.roll(3) == 0).then(|| self.handle());
        host::Create { requested_ns_admin: asked, ..host_create(self.pick(&HOSTS), &[self.pick(&ADDRESSES)]) }
    }

    fn changed_host(&self) -> host::Update {
        let some = || {
            let address: std::net::IpAddr = self.pick(&ADDRESSES).parse().unwrap();
            AddRem { addrs: if self.roll(2) == 0 { vec![address.into()] } else { Vec::new() }, statuses: Vec::new() }
        };
        let asked = (self.roll(2) == 0).then(|| self.handle());
        host::Update { add: some(), rem: some(), requested_ns_admin: asked, ..host_update(self.pick(&HOSTS)) }
    }

    fn register(&self) {
        let name = self.pick(&DOMAINS);
        let mut command = application(name, &self.handle());
        command.order_confirmation_token = Some(self.trial.registry.clock.now().unix_timestamp().to_string());
        command.ns[0] = self.pick(&HOSTS).into();
        let _ = self.trial.send(command);
        let _ = self.trial.send(epp::domain::Delete { name: self.pick(&DOMAINS).into() });
    }

    /// What contacts, administrators and the registry do.
    async fn others(&self) {
        let (registry, handle) = (&self.trial.registry, self.handle());
        let yes = self.roll(3) != 0;
        match self.roll(7) {
            0 | 1 => {
                let all = [
                    Decision::Begin,
                    Decision::Expire,
                    Decision::Cancel,
                    Decision::Complete(Which::Both),
                    Decision::Complete(Which::Identity),
                    Decision::Complete(Which::Email),
                    Decision::Reject,
                ];
                drop(operations::verify(registry, &handle, self.pick(&all)).await);
            }
            2 => drop(operations::confirm_email(registry, &handle, self.roll(2) == 0, yes).await),
            3 => drop(operations::bounce_email(registry, &handle, yes, self.pick(&Bounce::ALL)).await),
            4 => drop(operations::correct_contact(registry, &handle, |c| c.city = "Ribe".into()).await),
            5 => {
                for host in HOSTS {
                    drop(operations::answer_host(registry, host, yes).await);
                }
            }
            _ => {
                let who = if yes { Responsible::Registrar } else { Responsible::Registry };
                drop(operations::change_account(registry, self.pick(&ACCOUNTS), |a| a.verification = who).await);
            }
        }
    }

    fn check(&self) {
        self.trial.registry.read(|world, now| {
            assert_eq!(world.next_due(now), None);
            world.contacts().for_each(|contact| check_contact(world, contact, now));
            world.hosts().for_each(|host| check_host(world, host, now));
            for domain in world.domains() {
                let registrant = world.contact(&domain.registrant);
                let registrant = registrant.unwrap_or_else(|| panic!("{} has no registrant", domain.name));
                let v = &registrant.verification;
                let passed = v.identity == Check::Completed && v.email == Check::Completed;
                assert!(!(passed && domain.state == DomainState::AwaitingVerification), "{} waits", domain.name);
            }
        });
    }
}

fn check_contact(world: &World, contact: &Contact, now: time::OffsetDateTime) {
    let handle = &contact.handle;
    let used = world.contact_linked(handle) || *handle == REGISTRY;
    assert_eq!(contact.idle_since.is_none(), used, "{handle}");
    assert!(contact.due().is_none_or(|due| due > now), "{handle}");
    assert!(contact.idle_since.is_none_or(|since| since <= now), "{handle}");
    let v = &contact.verification;
    let open = [v.identity, v.email].iter().any(|check| check.pending())
        || v.confirm_email.is_some()
        || v.confirm_secondary_email.is_some();
    assert!(open || contact.deletion().is_none_or(|at| at > now), "{handle} should be gone");
    assert!(contact.localized || contact.name.is_ascii() && contact.city.is_ascii(), "{handle}");
    assert_eq!(contact.danish() && !contact.user_type.is_individual(), contact.cvr.is_some() && contact.danish());
}

fn check_host(world: &World, host: &Host, now: time::OffsetDateTime) {
    let mut seen = HashSet::new();
    let statuses = status::host(world, host);
    assert!(statuses.iter().all(|status| seen.insert(*status)), "{statuses:?}");
    assert!(!seen.contains("ok") || statuses.iter().all(|s| ["ok", "linked"].contains(s)), "{statuses:?}");
    assert!(!seen.contains("pendingCreate") || !seen.contains("pendingUpdate"), "{statuses:?}");
    assert!(!seen.contains("pendingDelete") || !seen.contains("serverDeleteProhibited"), "{statuses:?}");
    assert!(host.due().is_none_or(|due| due > now), "{}", host.name);
    for handle in host.handles() {
        assert!(world.contact(handle).is_some() || world.account(handle).is_some(), "{handle} of {}", host.name);
    }
    assert!(host.addresses.iter().all(|address| dk::GlueAddress::new(*address).is_ok()));
}

#[tokio::test]
async fn whatever_happens_contacts_and_hosts_agree() {
    let mut told = HashSet::new();
    for seed in 0..12 {
        let trial = Trial::new();
        let mut life = Life { trial, dice: Chance::new(Some(seed)), contacts: Vec::new() };
        for _ in 0..120 {
            life = life.step().await;
            life.check();
        }
        for account in ACCOUNTS {
            life.trial.registry.read(|world, _| told.extend(world.queue(account).map(|m| kind_of(&m.text))));
        }
    }
    // Nearly everything that contacts and hosts are told of has happened.
    assert!(told.len() > 24, "{told:#?}");
}

/// A message without what it is about.
fn kind_of(text: &str) -> String {
    let names = |word: &str| word.contains(['.', '@']) || word.bytes().any(|b| b.is_ascii_digit());
    text.split(' ').map(|word| if names(word) { "%" } else { word }).collect::<Vec<_>>().join(" ")
}
