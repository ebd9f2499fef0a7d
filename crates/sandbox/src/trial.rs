//! A registry without wires, for tests of flows. Frames that would have been on a wire are validated at the end.

use std::mem;
use std::sync::Mutex;

use epp::extensions::dkhm::ContactData;
use epp::{Command, CommandBody, Poll, ResData, ServerFrame, contact, domain, host};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use crate::chance::Chance;
use crate::clock::{Clock, ClockState};
use crate::config::Settings;
use crate::demo;
use crate::flows::{self, Answer, Reply};
use crate::registry::Registry;
use crate::store::StoreError;
use crate::world::domain::Transaction;
use crate::world::{Key, Tx};

/// A Monday morning in summer time.
pub(crate) const NOW: OffsetDateTime = datetime!(2026-08-03 08:00 UTC);

/// A registry with the bare world and a frozen clock.
pub(crate) struct Trial {
    pub registry: Registry,
    user: Key,
    frames: Mutex<Vec<(&'static str, String)>>,
}

impl Trial {
    pub fn new() -> Self {
        Self::with(Settings::default())
    }

    pub fn with(settings: Settings) -> Self {
        let clock = Clock::new(ClockState::Frozen { at: NOW });
        let registry = Registry::new(demo::bare_world(NOW), None, clock, Chance::new(Some(1)), settings);
        Self { registry, user: Key::from("EPP-100001"), frames: Mutex::default() }
    }

    /// Acts for the foreign registrar from now on.
    pub fn of_foreigner(mut self) -> Self {
        self.user = Key::from("EPP-100002");
        self
    }

    /// Acts for the Danish registrar again.
    pub fn of_dane(mut self) -> Self {
        self.user = Key::from("EPP-100001");
        self
    }

    pub fn change<R>(&self, change: impl FnOnce(&mut Tx<'_>) -> R) -> R {
        self.registry.write(|tx| Ok::<_, StoreError>(change(tx))).unwrap().0
    }

    /// Leaves the user these meta-roles only.
    pub fn roles(&self, roles: &[dk::MetaRole]) {
        self.change(|tx| {
            let mut user = crate::world::ServiceUser::clone(tx.world().user(&self.user).unwrap());
            user.roles = dk::MetaRoles::of(roles);
            tx.put_user(user);
        });
    }

    pub fn advance(&self, by: Duration) {
        self.registry.advance(by).unwrap();
    }

    pub fn send(&self, body: impl Into<CommandBody>) -> Answer {
        let (client, server) = (Some("trial-1".into()), self.registry.chance.transaction_id());
        let transaction = Transaction { account: self.account(), client, server };
        let command = Command::new(body, "trial-1");
        let answer = flows::execute(&self.registry, &self.user, &transaction, &command.body).0;
        self.keep(&command, &answer, transaction);
        answer
    }

    /// Keeps what client and registry would have written. Tests may send what the schemas refuse, as long as the registry
    /// refuses it as well.
    fn keep(&self, command: &Command, answer: &Answer, transaction: Transaction) {
        let mut frames = self.frames.lock().unwrap();
        if answer.is_ok() {
            frames.push((flows::name(&command.body), command.to_xml()));
        }
        let response = flows::response(answer.clone(), transaction);
        frames.push(("response", ServerFrame::from(response).to_xml()));
    }

    /// Reads all messages of an account, for the sake of their frames.
    fn drain(&mut self, user: &str) {
        self.user = Key::from(user);
        while let Some(queue) = self.send(Poll::Req).ok().and_then(|reply| reply.queue) {
            if self.send(Poll::Ack { msg_id: queue.id }).is_err() {
                return;
            }
        }
    }

    fn account(&self) -> Key {
        self.registry.read(|w, _| w.user(&self.user).map(|u| u.account.clone())).unwrap()
    }

    /// Sends a command that must succeed.
    #[track_caller]
    pub fn done(&self, body: impl Into<CommandBody>) -> Reply {
        self.send(body).unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    /// Code and text of what comes of a command.
    pub fn said(&self, body: impl Into<CommandBody>) -> (u16, String) {
        match self.send(body) {
            Ok(reply) => (reply.code.0, reply.text),
            Err(refusal) => (refusal.code.0, refusal.text),
        }
    }

    /// Creates a contact and gives its handle.
    #[track_caller]
    pub fn contact(&self, contact: contact::Create) -> String {
        match self.done(contact).data {
            Some(ResData::ContactCreate(created)) => created.id,
            other => panic!("no contact: {other:?}"),
        }
    }

    /// Moves the clock to an instant.
    #[track_caller]
    pub fn go_to(&self, instant: OffsetDateTime) {
        self.advance(instant - self.registry.clock.now());
    }

    /// Changes a domain behind everybody's back.
    pub fn edit_domain(&self, name: &str, edit: impl FnOnce(&mut crate::world::Domain)) {
        self.change(|tx| {
            let mut domain = crate::world::Domain::clone(tx.world().domain(name).unwrap());
            edit(&mut domain);
            tx.put_domain(domain);
        });
    }

    /// Purpose, amount and balance of the statement's lines from the `skip`-th on.
    pub fn debits(&self, skip: usize) -> Vec<(crate::world::account::Purpose, String, String)> {
        let account = self.account();
        self.registry.read(|world, _| {
            let lines = world.statement(&account).skip(skip);
            lines.map(|e| (e.purpose, e.amount.to_string(), e.balance.to_string())).collect()
        })
    }

    /// The texts of all messages that wait.
    pub fn messages(&self) -> Vec<String> {
        let account = self.account();
        self.registry.read(|world, _| world.queue(&account).map(|m| m.text.clone()).collect())
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        self.drain("EPP-100001");
        self.drain("EPP-100002");
        let frames = mem::take(self.frames.get_mut().unwrap());
        let frames: Vec<_> = frames.iter().map(|(name, xml)| (*name, xml.as_str())).collect();
        epp::schema::assert_valid("frames of a trial", &frames);
    }
}

/// A person in Denmark.
pub(crate) fn dane() -> contact::Create {
    contact::Create {
        id: "force".into(),
        postal: vec![postal(contact::PostalKind::Loc, "Åse Ørsted", "Æblevej 1", "Århus", "8000", "DK")],
        voice: Some("+45.33646000".into()),
        email: "aase@example.dk".into(),
        auth_info: Some("".into()),
        dkhm: ContactData { user_type: Some("individual".into()), ..ContactData::default() },
        ..contact::Create::default()
    }
}

/// A company in Denmark.
pub(crate) fn danish_company() -> contact::Create {
    let mut contact = dane();
    contact.postal[0].name = "Bageriet Kornblomst ApS".into();
    contact.dkhm.user_type = Some("company".into());
    contact.dkhm.cvr = Some("30725549".into());
    contact
}

/// A person in Germany.
pub(crate) fn german() -> contact::Create {
    let postal = vec![postal(contact::PostalKind::Int, "Anna Schmidt", "Hafenstrasse 12", "Flensburg", "24937", "DE")];
    contact::Create { postal, voice: Some("+49.461123450".into()), email: "anna@example.de".into(), ..dane() }
}

/// A company in Germany.
pub(crate) fn german_company() -> contact::Create {
    let mut contact = german();
    contact.postal[0].name = "Schmidt GmbH".into();
    contact.dkhm.user_type = Some("company".into());
    contact
}

pub(crate) fn postal(
    kind: contact::PostalKind,
    name: &str,
    street: &str,
    city: &str,
    pc: &str,
    cc: &str,
) -> contact::PostalInfo {
    let addr = contact::Address {
        street: vec![street.into()],
        city: city.into(),
        sp: None,
        pc: Some(pc.into()),
        cc: cc.into(),
    };
    contact::PostalInfo { kind, name: name.into(), org: None, addr }
}

/// A correct application.
pub(crate) fn application(name: &str, registrant: &str) -> domain::Create {
    domain::Create {
        name: name.into(),
        period: Some(domain::Period::one_year()),
        ns: vec!["ns1.nordisk.example".into(), "ns2.nordisk.example".into()],
        registrants: vec![registrant.into()],
        order_confirmation_token: Some(NOW.unix_timestamp().to_string()),
        ..domain::Create::default()
    }
}

pub(crate) fn domain_info(name: &str) -> domain::Info {
    domain::Info { name: name.into(), ..domain::Info::default() }
}

pub(crate) fn contact_info(handle: &str) -> contact::Info {
    contact::Info { id: handle.into(), ..contact::Info::default() }
}

pub(crate) fn host_create(name: &str, addresses: &[&str]) -> host::Create {
    let addrs = addresses.iter().map(|a| a.parse::<std::net::IpAddr>().unwrap().into()).collect();
    host::Create { name: name.into(), addrs, requested_ns_admin: None }
}

pub(crate) fn host_update(name: &str) -> host::Update {
    host::Update { name: name.into(), ..host::Update::default() }
}

pub(crate) fn contact_update(handle: &str) -> contact::Update {
    contact::Update { id: handle.into(), ..contact::Update::default() }
}
