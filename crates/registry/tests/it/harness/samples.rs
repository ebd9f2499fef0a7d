//! A command of each kind to drive through every trouble, and what counts as its effect at the sandbox.

use dk::expiry::{add_months, last_of_month};
use dk::local_time::{end_of_day, local_date};
use dk::{Act, ExpiryDate};
use registry::clock::Clock;
use registry::journal::Decision;
use registry::operations::{AUTH_INFO, ContactCreate, ContactMode, DomainRenew, HostCreate, Secrets};
use sandbox::processing::applications::Verdict;
use sandbox::world::Domain;
use sandbox::world::domain::DomainState;
use time::OffsetDateTime;

use crate::support::{Form, World, foreigner, registration_for};

/// A command as it is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    Domain,
    Renewal,
    Contact,
    ForcedContact,
    Host,
    AdministeredHost,
}

pub fn samples(act: Act) -> &'static [Sample] {
    match act {
        Act::CreateDomain => &[Sample::Domain],
        Act::RenewDomain => &[Sample::Renewal],
        Act::CreateContact => &[Sample::Contact, Sample::ForcedContact],
        Act::CreateHost => &[Sample::Host, Sample::AdministeredHost],
        act => panic!("{act} has no sample here: add one, with what counts as its effect"),
    }
}

pub const NAME: &str = "een-gang.dk";
pub const HOST: &str = "ns1.een-gang.example";
pub const EMAIL: &str = "een-gang@example.de";

const RENEWED: &str = "fornyes.dk";

/// The end of the next month.
fn expiry() -> OffsetDateTime {
    let next = add_months(local_date(Clock::system().now()), 1);
    end_of_day(last_of_month(next))
}

impl Sample {
    pub fn command(self) -> &'static str {
        match self {
            Self::Domain => "domain:create",
            Self::Renewal => "domain:renew",
            Self::Contact | Self::ForcedContact => "contact:create",
            Self::Host | Self::AdministeredHost => "host:create",
        }
    }

    pub fn form(self, key: &str, handle: &str) -> Form {
        let host = |administrator: Option<&str>| HostCreate {
            host: dk::HostName::parse(HOST).unwrap(),
            addresses: Vec::new(),
            administrator: administrator.map(|handle| handle.parse().unwrap()),
        };
        let person = ContactCreate { email: EMAIL.into(), ..foreigner() };
        match self {
            Self::Domain => Form {
                secrets: Secrets::none().with(AUTH_INFO, "1a2b3c4d".into()),
                ..registration_for(key, NAME, handle)
            },
            Self::Renewal => {
                let expires = ExpiryDate::from_utc(expiry());
                Form::new(key, DomainRenew { domain: RENEWED.parse().unwrap(), expires })
            }
            Self::Contact => Form::new(key, person),
            Self::ForcedContact => Form::new(key, ContactCreate { mode: ContactMode::Force, ..person }),
            Self::Host => Form::new(key, host(None)),
            Self::AdministeredHost => Form::new(key, host(Some(handle))),
        }
    }

    /// What must be there before.
    pub fn prepare(self, world: &World, registrant: &str) {
        if self != Self::Renewal {
            return;
        }
        let ns = ["ns1.nordisk.example", "ns2.nordisk.example"].map(Into::into);
        let put = world.sandbox.registry().write(|tx| {
            tx.put_domain(Domain {
                name: RENEWED.into(),
                registrant: registrant.into(),
                sponsor: "REG-100001".into(),
                admin: None,
                billing: None,
                name_servers: ns.to_vec(),
                ds: Vec::new(),
                created: tx.now - time::Duration::days(300),
                updated: None,
                expires: expiry(),
                auto_renew: false,
                vid: false,
                authorization: None,
                redelegation: None,
                pending: None,
                waiting: Box::default(),
                state: DomainState::Active,
            });
            Ok::<_, sandbox::store::StoreError>(())
        });
        put.unwrap();
    }

    /// What it costs, in kroner.
    pub fn price(self) -> Option<i64> {
        matches!(self, Self::Domain | Self::Renewal).then_some(50)
    }

    /// How often the command has had its effect at the registry, undone or not.
    pub fn effects(self, world: &World) -> usize {
        let registry = world.sandbox.registry();
        registry.read(|there, _| match self {
            Self::Domain => there
                .statement("REG-100001")
                .filter(|entry| entry.purpose == sandbox::world::account::Purpose::Create)
                .count(),
            Self::Renewal => there
                .statement("REG-100001")
                .filter(|entry| entry.purpose == sandbox::world::account::Purpose::Renew)
                .count(),
            Self::Contact | Self::ForcedContact => there.contacts().filter(|contact| contact.email == EMAIL).count(),
            Self::Host | Self::AdministeredHost => usize::from(there.host(HOST).is_some()),
        })
    }

    /// The registry, or whoever must agree, says no.
    pub async fn reject(self, world: &World) {
        let registry = world.sandbox.registry();
        match self {
            Self::Domain => {
                let number = registry.read(|there, _| there.applications().next().unwrap().tracking_number.clone());
                sandbox::operations::decide_application(registry, &number, Verdict::Cancelled).await.unwrap();
            }
            Self::AdministeredHost => sandbox::operations::answer_host(registry, HOST, false).await.unwrap(),
            Self::Renewal | Self::Contact | Self::ForcedContact | Self::Host => {}
        }
    }

    pub fn can_be_rejected(self) -> bool {
        matches!(self, Self::Domain | Self::AdministeredHost)
    }

    /// What a person finds who looks at the registry.
    pub fn decision(self, world: &World) -> Decision {
        let found = world.sandbox.registry().read(|there, _| {
            there.contacts().find(|contact| contact.email == EMAIL).map(|contact| contact.handle.to_string())
        });
        found.map_or(Decision::SendAgain, |handle| Decision::Executed { object: Some(handle) })
    }
}
