//! A registry of any size: the demo world and, around it, as many invented domain names as asked for.
//!
//! Everything depends on a number and the clock alone, so the same plan gives the same registry. Objects come one by one
//! and are never all in memory.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use dk::expiry::{add_months, last_of_month, redemption_ends_at};
use dk::local_time::{end_of_day, local_date};
use dk::{Money, UserType};
use time::{Duration, OffsetDateTime};

use super::contacts::handle;
use super::{DANISH, FOREIGN, words};
use crate::clock::ClockState;
use crate::password::PasswordHash;
use crate::world::account::Purpose;
use crate::world::contact::{Check, Register};
use crate::world::domain::{DomainState, DsData, Suspension, SuspensionCause};
use crate::world::{Account, Change, Contact, Counters, Domain, Host, Key, REGISTRY, ServiceUser, Tx, World};

/// Registrars: the two of the demo world and eight more, `REG-100003` to `REG-100010`.
const REGISTRARS: usize = 10;
/// Of twenty registrants the first has eight, the second four and each of the others one.
const SHARES: [usize; 20] = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9];
/// Operators of name servers; each has two.
const OPERATORS: usize = 500;
/// Kroner paid into each account, enough for many renewals.
const DEPOSIT: i64 = 1_000_000;
/// Contact handles are numbered above those of the demo world.
const FIRST_HANDLE: usize = 20_000;

/// A registry of a given size at a given time.
#[derive(Debug)]
pub struct Population {
    domains: usize,
    now: OffsetDateTime,
    base: World,
    person: Arc<Contact>,
    company: Arc<Contact>,
    foreigner: Arc<Contact>,
    host: Arc<Host>,
    domain: Arc<Domain>,
}

/// The name with a number in every generated registry.
#[must_use]
pub fn domain_name(number: usize) -> String {
    format!("{}.dk", words::label(number))
}

/// What is known beforehand about the name with a number in a generated registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The account that sponsors it; none for names that their registrants manage.
    pub registrar: Option<String>,
    /// In how many months' time the month ends with which its period ends: 0 to 12.
    pub months: u8,
    /// Whether it is registered and in the zone.
    pub active: bool,
}

impl Holding {
    /// Of the name with a number.
    #[must_use]
    pub fn of(number: usize) -> Self {
        let contact = registrant(number);
        let registrar = (!self_managed(contact)).then(|| registrar(contact));
        let active = !domain_awaits(contact) && suspended(number).is_none();
        Self { registrar, months: u8::try_from(number % 13).unwrap_or_default(), active }
    }
}

impl Population {
    /// Plans so many domain names beside those of the demo world.
    ///
    /// Returns `None` if the demo world lacks what the generated objects are modelled on.
    #[must_use]
    pub fn new(domains: usize, now: OffsetDateTime) -> Option<Self> {
        let mut base = super::world(now);
        seed_registrars(&mut base, now)?;
        let contact = |handle| base.contact(handle).cloned();
        let (person, company, foreigner) =
            (contact(handle::PERSON)?, contact(handle::BAKERY)?, contact(handle::GERMAN)?);
        let (host, domain) = (base.host("ns1.nordisk.example").cloned()?, base.domain("kornblomst.dk").cloned()?);
        Some(Self { domains, now, base, person, company, foreigner, host, domain })
    }

    /// Everything in it, each object once.
    pub fn changes(&self, clock: ClockState) -> impl Iterator<Item = Change> + '_ {
        let counters = |change: &Change| matches!(change, Change::Counters(_) | Change::Clock(_));
        let last = u32::try_from(FIRST_HANDLE + self.contacts()).unwrap_or(u32::MAX);
        let head = self.base.snapshot().find_map(|change| match change {
            Change::Counters(counters) => Some(Change::Counters(Counters { contact: last, ..counters })),
            _ => None,
        });
        head.into_iter()
            .chain(std::iter::once(Change::Clock(clock)))
            .chain(self.base.snapshot().filter(move |change| !counters(change)))
            .chain((0..self.contacts()).map(|number| Change::Contact(Arc::new(self.contact(number)))))
            .chain((0..OPERATORS * 2).map(|number| Change::Host(Arc::new(self.host(number)))))
            .chain((0..self.domains).map(|number| Change::Domain(Arc::new(self.domain(number)))))
    }

    /// Three registrants have five names.
    fn contacts(&self) -> usize {
        registrant(self.domains.saturating_sub(1)) + 1
    }

    fn contact(&self, number: usize) -> Contact {
        let person = !number.is_multiple_of(3);
        let abroad = abroad(number);
        let model = match (abroad, person) {
            (true, _) => &self.foreigner,
            (false, true) => &self.person,
            (false, false) => &self.company,
        };
        let mut contact = Contact::clone(model);
        contact.handle = contact_handle(number);
        contact.name = words::person(number);
        contact.email = format!("kontakt-{number}@post.example");
        contact.sponsor = sponsor(number);
        contact.created_by = Key::from(registrar(number));
        contact.created = self.now - Duration::days(31 + i64::try_from(number % 3_000).unwrap_or_default());
        if !abroad {
            contact.street = vec![words::street(number)];
            let (code, city) = words::place(number / 16);
            (contact.postal_code, contact.city) = (Some(code.to_owned()), city.to_owned());
            contact.voice = Some(format!("+45.{}", 20_000_000 + number % 10_000_000));
            contact.locked = Some(Register::Cpr);
        }
        if !abroad && !person {
            contact.user_type = UserType::Company;
            contact.name = format!("{} ApS", words::label(number));
            contact.cvr = Some(words::cvr(number));
            contact.locked = Some(Register::Cvr);
        }
        if domain_awaits(number) {
            let day = local_date(self.now) + Duration::days(2 + i64::try_from(number % 20).unwrap_or_default());
            let pending = Check::Pending { until: end_of_day(day) };
            (contact.verification.identity, contact.verification.email) = (pending, pending);
            contact.locked = None;
        }
        contact
    }

    /// Each operator's two hosts; those of every tenth lie under a name of its own and carry addresses.
    fn host(&self, number: usize) -> Host {
        let operator = number / 2;
        let mut host = Host::clone(&self.host);
        host.name = host_name(operator, number % 2);
        let account = Key::from(registrar(registrant(operator)));
        (host.admin, host.sponsor, host.created_by) = (account.clone(), account.clone(), account);
        if own_servers(operator) {
            let [.., high, low] = u32::try_from(number).unwrap_or_default().to_be_bytes();
            host.addresses = vec![IpAddr::V4(Ipv4Addr::new(185, 20, high, low))];
        }
        host
    }

    fn domain(&self, number: usize) -> Domain {
        let contact = registrant(number);
        let mut domain = Domain::clone(&self.domain);
        domain.name = Key::from(domain_name(number));
        domain.registrant = contact_handle(contact);
        domain.sponsor = sponsor(contact);
        domain.billing =
            (domain.sponsor == REGISTRY && number.is_multiple_of(2)).then(|| Key::from(registrar(contact)));
        let operator = if own_servers(number) { number } else { contact % OPERATORS };
        domain.name_servers = vec![host_name(operator, 0), host_name(operator, 1)];
        domain.ds = if number % 5 < 2 { vec![ds(number)] } else { Vec::new() };
        let months = i32::try_from(number % 13).unwrap_or_default();
        let years = 1 + i32::try_from(number % 15).unwrap_or_default();
        let end = last_of_month(add_months(local_date(self.now), months));
        domain.expires = end_of_day(end);
        let created = end_of_day(add_months(end, -12 * years)) - Duration::hours(1 + i64::from(years));
        domain.created = created.min(self.now - Duration::days(30));
        domain.updated = number.is_multiple_of(4).then(|| self.now - Duration::days(20));
        domain.auto_renew = number % 10 != 9;
        if domain_awaits(contact) {
            domain.state = DomainState::AwaitingVerification;
        } else if let Some(cause) = suspended(number) {
            let since = self.now - Duration::days(1 + i64::try_from(number % 28).unwrap_or_default());
            domain.auto_renew = false;
            domain.expires = end_of_day(local_date(since));
            domain.updated = Some(since);
            let deletion = redemption_ends_at(since);
            domain.state = DomainState::Suspended(Suspension {
                cause,
                deletion,
                requested_by: None,
                awaiting: false,
                auto_renew: false,
            });
        }
        domain
    }
}

fn seed_registrars(world: &mut World, now: OffsetDateTime) -> Option<()> {
    let model = Account::clone(world.account(DANISH)?);
    let user = ServiceUser::clone(world.user("EPP-100001")?);
    let mut tx = Tx::begin(world, now);
    for number in 1..=REGISTRARS {
        let handle = &Key::from(registrar_handle(number));
        if *handle != DANISH && *handle != FOREIGN {
            let number = handle.trim_start_matches("REG-");
            let name = format!("Registrator {number} ApS");
            let salt = std::array::from_fn(|index| number.as_bytes().get(index).copied().unwrap_or(0));
            let mut account = Account { handle: handle.clone(), name, balance: Money::default(), ..model.clone() };
            account.particulars.secret = Some(PasswordHash::new(&format!("Account-{number}"), salt));
            tx.put_account(account);
            let password = PasswordHash::new(&format!("Sandbox-{number}"), salt);
            let id = Key::from(format!("EPP-{number}"));
            tx.put_user(ServiceUser { id, account: handle.clone(), password, ..user.clone() });
        }
        tx.book(handle, Money::from_kroner(DEPOSIT).ok()?, Purpose::Deposit, None)?;
    }
    let _ = tx.finish();
    Some(())
}

fn registrar_handle(number: usize) -> String {
    format!("REG-{}", 100_000 + number)
}

/// Who created a contact, and sponsors it unless it manages itself.
fn registrar(contact: usize) -> String {
    registrar_handle(1 + SHARES[contact % SHARES.len()])
}

/// One in fifty manages its own names.
fn self_managed(contact: usize) -> bool {
    contact % 50 == 49
}

fn sponsor(contact: usize) -> Key {
    if self_managed(contact) { Key::from(REGISTRY) } else { Key::from(registrar(contact)) }
}

fn registrant(domain: usize) -> usize {
    domain * 3 / 5
}

fn contact_handle(number: usize) -> Key {
    Key::from(format!("GN{}-DK", FIRST_HANDLE + number))
}

fn own_servers(operator: usize) -> bool {
    operator < OPERATORS && operator.is_multiple_of(10)
}

fn host_name(operator: usize, which: usize) -> Key {
    let which = which + 1;
    if own_servers(operator) {
        return Key::from(format!("ns{which}.{}", domain_name(operator)));
    }
    Key::from(format!("ns{which}.navneservere-{operator}.example"))
}

fn abroad(contact: usize) -> bool {
    contact % 7 == 6
}

/// Whether a registrant's checks are open, and its names wait for them.
fn domain_awaits(contact: usize) -> bool {
    contact % 400 == 3 && !abroad(contact)
}

fn suspended(number: usize) -> Option<SuspensionCause> {
    match number % 500 {
        7 => Some(SuspensionCause::Deleted),
        8 => Some(SuspensionCause::Expired),
        _ => None,
    }
}

fn ds(number: usize) -> DsData {
    let mixed = u64::try_from(number).unwrap_or_default().wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let digest = format!("{mixed:016x}").repeat(4);
    DsData { key_tag: u16::try_from(mixed % 65_536).unwrap_or_default(), algorithm: 13, digest_type: 2, digest }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::world::Loading;
    use crate::world::host::dk_parent;

    const NOW: OffsetDateTime = datetime!(2026-08-03 08:00 UTC);

    fn world(domains: usize) -> World {
        let mut loading = Loading::default();
        for change in Population::new(domains, NOW).unwrap().changes(ClockState::Frozen { at: NOW }) {
            loading.add(change);
        }
        loading.finish()
    }

    #[test]
    fn every_object_is_there_once_and_whole() {
        let world = world(3_000);
        let demo = super::super::world(NOW);
        assert_eq!(world.domains().count(), demo.domains().count() + 3_000);
        assert_eq!(world.contacts().count(), demo.contacts().count() + 1_800);
        assert_eq!(world.hosts().count(), demo.hosts().count() + 1_000);
        assert_eq!(world.accounts().count(), 10);
        assert_eq!(world.clock(), Some(ClockState::Frozen { at: NOW }));
        assert!(world.next_due(NOW).is_none(), "nothing is overdue");
        for domain in world.domains() {
            assert!(dk::DomainName::parse(&domain.name).is_ok(), "{}", domain.name);
            let registrant = world.contact(&domain.registrant).unwrap();
            assert_eq!(registrant.registrar_managed(), domain.registrar_managed(), "{}", domain.name);
            assert!(domain.name_servers.iter().all(|server| world.host(server).is_some()), "{}", domain.name);
            assert!(domain.created < NOW && domain.name_servers.len() >= 2, "{}", domain.name);
        }
        for host in world.hosts() {
            if let Some(parent) = dk_parent(&host.name).filter(|parent| !parent.starts_with("dk-hostmaster")) {
                assert!(world.domain(parent).is_some() && !host.addresses.is_empty(), "{}", host.name);
            }
        }
        for contact in world.contacts() {
            assert!(contact.cvr.as_deref().is_none_or(|cvr| !contact.danish() || dk::Cvr::parse(cvr).is_ok()));
        }
    }

    #[test]
    fn registrars_have_names_money_and_a_user_each() {
        let world = world(2_000);
        let count = |sponsor: &str| world.domains().filter(|domain| domain.sponsor == sponsor).count();
        assert!(count("REG-100001") > 600 && count("REG-100002") > 300 && count("REG-100010") > 60);
        assert!(world.user("EPP-100010").is_some_and(|user| user.password.matches("Sandbox-100010")));
        assert_eq!(
            world.account("REG-100007").map(|account| account.balance.to_string()).as_deref(),
            Some("1000000.00")
        );
    }
}
