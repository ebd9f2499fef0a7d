//! A command of each kind to drive through every trouble, and what counts as its effect at the sandbox.

use dk::Act;
use registry::journal::{Decision, NewOperation};
use registry::operations::{AUTH_INFO, ContactCreate, ContactMode, HostCreate, Secrets};
use sandbox::processing::applications::Verdict;

use crate::support::{World, foreigner, registration_for};

/// A command as it is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    Domain,
    Contact,
    ForcedContact,
    Host,
    AdministeredHost,
}

pub fn samples(act: Act) -> &'static [Sample] {
    match act {
        Act::CreateDomain => &[Sample::Domain],
        Act::CreateContact => &[Sample::Contact, Sample::ForcedContact],
        Act::CreateHost => &[Sample::Host, Sample::AdministeredHost],
        act => panic!("{act} has no sample here: add one, with what counts as its effect"),
    }
}

pub const NAME: &str = "een-gang.dk";
pub const HOST: &str = "ns1.een-gang.example";
pub const EMAIL: &str = "een-gang@example.de";

impl Sample {
    pub fn command(self) -> &'static str {
        match self {
            Self::Domain => "domain:create",
            Self::Contact | Self::ForcedContact => "contact:create",
            Self::Host | Self::AdministeredHost => "host:create",
        }
    }

    pub fn form(self, key: &str, handle: &str) -> NewOperation {
        let host = |administrator: Option<&str>| HostCreate {
            host: dk::HostName::parse(HOST).unwrap(),
            addresses: Vec::new(),
            administrator: administrator.map(|handle| handle.parse().unwrap()),
        };
        let person = ContactCreate { email: EMAIL.into(), ..foreigner() };
        match self {
            Self::Domain => NewOperation {
                secrets: Secrets::none().with(AUTH_INFO, "1a2b3c4d".into()),
                ..registration_for(key, NAME, handle)
            },
            Self::Contact => NewOperation::new("form", key, person),
            Self::ForcedContact => NewOperation::new("form", key, ContactCreate { mode: ContactMode::Force, ..person }),
            Self::Host => NewOperation::new("form", key, host(None)),
            Self::AdministeredHost => NewOperation::new("form", key, host(Some(handle))),
        }
    }

    /// How often the command has had its effect at the registry, undone or not.
    pub fn effects(self, world: &World) -> usize {
        let registry = world.sandbox.registry();
        registry.read(|there, _| match self {
            Self::Domain => there
                .statement("REG-100001")
                .filter(|entry| entry.purpose == sandbox::world::account::Purpose::Create)
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
            Self::Contact | Self::ForcedContact | Self::Host => {}
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
