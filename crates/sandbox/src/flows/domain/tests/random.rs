//! Lives at random: whatever clients, registrants and the registry do in whatever order, the books and the objects agree.

use std::collections::{BTreeMap, HashSet};

use super::handover;
use super::life::Life;
use super::*;
use crate::chance::Chance;
use crate::clock::{Clock, ClockState};
use crate::processing::pending;
use crate::registry::Registry;
use crate::world::domain::DomainState;
use crate::world::{Change, World};

const NAMES: [&str; 4] = ["a.dk", "b.dk", "c.dk", "d.dk"];
const ACCOUNTS: [&str; 2] = ["REG-100001", "REG-100002"];

impl Life {
    /// One thing of all that can happen. Refusals are as good as anything.
    async fn step(self) -> Self {
        let name = NAMES[self.roll(NAMES.len())];
        match self.roll(16 + handover::STEPS) {
            action @ 0..9 => self.command(name, action),
            action => self.others(name, action).await,
        }
        let days = [0, 0, 0, 0, 0, 1, 3, 20, 40, 200];
        self.trial.advance(Duration::minutes(1) + Duration::days(days[self.roll(days.len())]));
        let Self { trial, dice } = self;
        let trial = if dice.bytes()[0] % 10 == 0 { trial.of_foreigner() } else { trial.of_dane() };
        Self { trial, dice }
    }

    /// What clients do.
    fn command(&self, name: &str, action: usize) {
        let registry = &self.trial.registry;
        match action {
            0 | 1 => {
                let token = Some(self.now().unix_timestamp().to_string());
                let auto_renew = Some((self.roll(2) == 0).to_string());
                let own = ["ns1.nordisk.example".to_owned(), "ns1.a.dk".to_owned()];
                let mut command = application(name, &self.contact());
                (command.order_confirmation_token, command.auto_renew) = (token, auto_renew);
                if self.roll(3) == 0 {
                    command.ns = own.to_vec();
                }
                let _ = self.trial.send(command);
            }
            2 => {
                let expires = registry.read(|world, _| world.domain(name).map(|domain| domain.expires));
                // Often within the time for it.
                let early = expires.map(|expires| expires - Duration::days(30) - self.now()).unwrap_or_default();
                if early.is_positive() && self.roll(2) == 0 {
                    self.trial.advance(early);
                }
                let date = expires.map_or(EXPIRY, dk::local_time::local_date);
                let _ = self.trial.send(renew(name, date));
            }
            3 => drop(self.trial.send(delete(name))),
            4 => {
                let _ = self.trial.send(delete(name));
                self.trial.advance(Duration::days(3));
                let _ = self.trial.send(restore(name));
            }
            5 | 6 => drop(self.trial.send(restore(name))),
            7 => {
                let auto_renew = Some((self.roll(2) == 0).to_string());
                let _ = self.trial.send(Update { name: name.into(), auto_renew, ..Update::default() });
            }
            _ => drop(self.trial.send(host_create("ns1.a.dk", &["185.20.205.1"]))),
        }
    }

    /// What registrants and the registry do, and a client to whom they have to answer.
    async fn others(&self, name: &str, action: usize) {
        let registry = &self.trial.registry;
        match action {
            9 => {
                let all = [
                    Decision::Begin,
                    Decision::Expire,
                    Decision::Complete(Which::Both),
                    Decision::Complete(Which::Email),
                    Decision::Reject,
                ];
                let registrant = registry.read(|world, _| world.domain(name).map(|domain| domain.registrant.clone()));
                let _ =
                    operations::verify(registry, registrant.as_deref().unwrap_or_default(), all[self.roll(all.len())])
                        .await;
            }
            10 if self.roll(3) == 0 => {
                drop(operations::suspend_domain(registry, name, SuspensionCause::Registry).await)
            }
            11 => drop(operations::lift_suspension(registry, name).await),
            12 => drop(operations::stop_deletion(registry, name).await),
            13 => drop(operations::wait_for(registry, name).await),
            14 => {
                let (registrant, token) =
                    (Some(self.trial.contact(german())), Some(self.now().unix_timestamp().to_string()));
                let change =
                    Update { name: name.into(), registrant, order_confirmation_token: token, ..Update::default() };
                let _ = self.trial.send(change);
                self.trial.change(|tx| {
                    if self.roll(2) == 0 {
                        pending::cancel(tx, &name.into());
                    }
                });
            }
            10 | 15 => {}
            other => handover::step(self, name, other.saturating_sub(16)).await,
        }
    }

    fn check(&self) {
        self.trial.registry.read(|world, now| {
            assert_eq!(world.next_due(now), None);
            books_balance(world);
            for account in ACCOUNTS {
                assert!(world.queue(account).map(|message| message.queued).is_sorted(), "messages in order");
            }
            for name in NAMES {
                let Some(domain) = world.domain(name) else { continue };
                let mut seen = HashSet::new();
                let statuses = status::domain(world, domain, now);
                assert!(statuses.iter().all(|status| seen.insert(*status)), "{statuses:?}");
                assert!(!statuses.is_empty() && (statuses.len() == 1 || !seen.contains("ok")), "{statuses:?}");
                assert_eq!(seen.contains("pendingDelete"), domain.suspension().is_some());
                assert_eq!(domain.expires, dk::local_time::end_of_day(dk::local_time::local_date(domain.expires)));
                match &domain.state {
                    DomainState::Suspended(suspension) => assert!(suspension.deletion > now),
                    DomainState::Active | DomainState::AwaitingVerification => assert!(domain.expires > now),
                    DomainState::Enqueued | DomainState::Provisioning { .. } => {}
                }
                assert!(domain.expires < now + Duration::days(31 * 14), "at most fourteen months");
                assert!(world.offer(name).is_none(), "registered, and on offer");
                assert!(world.contact(&domain.registrant).is_some() || domain.state == DomainState::Enqueued);
                assert!(domain.name_servers.iter().all(|host| world.host(host).is_some()));
                handover::check(world, domain);
            }
        });
    }
}

/// Every balance is the sum of its statement, in the order of time, and no restoration goes without its year.
fn books_balance(world: &World) {
    for handle in ACCOUNTS {
        let lines: Vec<_> = world.statement(handle).cloned().collect();
        assert!(lines.iter().map(|line| line.at).is_sorted(), "{lines:#?}");
        let mut sum = dk::Money::default();
        for (index, line) in lines.iter().enumerate() {
            sum = sum.checked_add(line.amount).unwrap();
            assert_eq!(line.balance, sum);
            if line.purpose == Purpose::Restore {
                let year = &lines[index - 1];
                assert_eq!((year.purpose, year.at, &year.domain), (Purpose::Renew, line.at, &line.domain));
            }
        }
        assert_eq!(world.account(handle).unwrap().balance, sum);
    }
}

/// What is kept gives the same world again, in which the same things come due.
fn kept(registry: &Registry) -> (Vec<String>, Registry) {
    let lines: Vec<String> =
        registry.read(|world, _| world.snapshot().map(|change| serde_json::to_string(&change).unwrap()).collect());
    let mut world = World::default();
    for line in &lines {
        world.apply(serde_json::from_str::<Change>(line).unwrap());
    }
    let clock = Clock::new(ClockState::Frozen { at: registry.clock.now() });
    let settings = crate::config::Settings::default();
    (lines, Registry::new(world, None, clock, Chance::new(Some(1)), settings))
}

/// Both worlds hold the same; else the objects that differ are shown.
#[track_caller]
fn same(one: &[String], other: &[String], seed: u64) {
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|line| !those.contains(line)).cloned().collect()
    };
    assert_eq!(only(one, other), only(other, one), "seed {seed}");
}

#[tokio::test]
async fn whatever_happens_books_and_objects_agree() {
    let mut booked: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..12 {
        let mut life = Life::begin(seed);
        for _ in 0..150 {
            life = life.step().await;
            life.check();
        }
        life.trial.registry.read(|world, _| {
            for line in ACCOUNTS.iter().flat_map(|account| world.statement(account)) {
                *booked.entry(format!("{:?}", line.purpose)).or_default() += 1;
            }
            for message in ACCOUNTS.iter().flat_map(|account| world.queue(account)) {
                let handed_over = message.text.ends_with("has been added to your portfolio");
                *booked.entry("Transfer".to_owned()).or_default() += usize::from(handed_over);
            }
        });
        // A year later it is the same, whether the sandbox was started again meanwhile or not.
        let (mut before, again) = kept(&life.trial.registry);
        let (mut after, _) = kept(&again);
        before.sort_unstable();
        after.sort_unstable();
        same(&before, &after, seed);
        life.trial.advance(Duration::days(365));
        again.advance(Duration::days(365)).unwrap();
        let (mut one, mut other) = (kept(&life.trial.registry).0, kept(&again).0);
        one.sort_unstable();
        other.sort_unstable();
        let clocks = |line: &String| !line.starts_with("{\"clock\"");
        one.retain(clocks);
        other.retain(clocks);
        same(&one, &other, seed);
        life.check();
    }
    // All of it has happened, and often.
    for purpose in ["Create", "CreateRefund", "Renew", "AutoRenew", "Restore", "ChangeRegistrant", "Transfer"] {
        assert!(booked.get(purpose).is_some_and(|number| *number > 5), "{purpose}: {booked:?}");
    }
}
