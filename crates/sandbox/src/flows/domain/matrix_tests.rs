//! Who may do what to a name (Punktum dk EPP specification § Privilege Matrix), for both management models: every command
//! by every role, each time on the same name.

use std::fmt::Write as _;

use epp::CommandBody;
use epp::domain::{AuthInfoChange, Delete, DomainContact, Period, Renew, Transfer, Update};
use epp::extensions::rgp::Restore;
use epp::extensions::secdns::{self, DsData, SecDns};
use time::Duration;

use crate::trial::{NOW, Trial, application, german, german_company};
use crate::world::domain::{self, DomainState, Suspension, SuspensionCause};
use crate::world::{Contact, Domain, Key, REGISTRY};

const ACTING: &str = "REG-100001";
const OTHER: &str = "REG-100002";
const OWN_SERVERS: [&str; 2] = ["ns1.nordisk.example", "ns2.nordisk.example"];
const OTHER_SERVERS: [&str; 2] = ["ns1.foreign.example", "ns2.foreign.example"];

/// 1000 or 1001 where it is allowed: at once, or once somebody agrees. (2302: who pays already need not ask to pay.)
const EXPECTED: &str = "
                      registrar-managed    registrant-managed
                      registrar  servers   none  admin  billing  servers
add billing self           2306     2306   1000   1000     2302     1000
add billing other          2306     2306   2201   1001     2201     2201
remove billing             2306     2306   2201   1000     1000     2201
add admin                  2306     2306   2201   1001     2201     2201
remove admin               2306     2306   2201   1000     2201     2201
change registrant          1000     2201   2201   1001     2201     2201
add name server            1000     1000   2201   1001     2201     1001
remove name server         1000     1000   2201   1001     2201     1001
add DS                     1000     1000   2201   1000     2201     1000
remove DS                  1000     1000   2201   1000     2201     1000
set redel                  1000     1000   2201   1000     2201     1000
unset redel                1000     1000   2201   1000     2201     1000
set transfer               1000     2201   2201   1000     2201     2201
auto renew                 1000     2201   2201   2201     2201     2201
renew                      1000     2201   2201   2201     1000     2201
delete                     1001     2201   2201   1001     2201     2201
restore                    1000     2201   2201   1000     2201     2201
transfer without token     2302     2302   2305   1000     1000     1000
";

/// What the acting registrar is to the name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Registrar,
    Servers,
    NoneAtAll,
    Admin,
    Billing,
    ServersOfRegistrantManaged,
}

const ROLES: [(Role, usize); 6] = [
    (Role::Registrar, 9),
    (Role::Servers, 9),
    (Role::NoneAtAll, 7),
    (Role::Admin, 7),
    (Role::Billing, 9),
    (Role::ServersOfRegistrantManaged, 9),
];

const COMMANDS: [&str; 18] = [
    "add billing self",
    "add billing other",
    "remove billing",
    "add admin",
    "remove admin",
    "change registrant",
    "add name server",
    "remove name server",
    "add DS",
    "remove DS",
    "set redel",
    "unset redel",
    "set transfer",
    "auto renew",
    "renew",
    "delete",
    "restore",
    "transfer without token",
];

/// The name as it is before each command.
fn put(trial: &Trial, role: Role, command: &str) {
    let keys = |names: &[&str]| names.iter().map(|name| Key::from(*name)).collect::<Vec<_>>();
    trial.edit_domain("ny.dk", |domain| {
        let sponsor = match role {
            Role::Registrar => ACTING,
            Role::Servers => OTHER,
            _ => REGISTRY,
        };
        domain.sponsor = Key::from(sponsor);
        let managed = sponsor != REGISTRY;
        let holder = |mine: Role| (!managed).then(|| Key::from(if role == mine { ACTING } else { OTHER }));
        (domain.admin, domain.billing) = (holder(Role::Admin), holder(Role::Billing));
        let own = matches!(role, Role::Servers | Role::ServersOfRegistrantManaged);
        domain.name_servers = keys(if own { &OWN_SERVERS } else { &OTHER_SERVERS });
        domain.name_servers.push(Key::from("ns3.nordisk.example"));
        if !own {
            domain.name_servers[2] = Key::from("ns1.punktum.dk");
        }
        domain.ds = vec![domain::DsData { key_tag: 1, algorithm: 13, digest_type: 2, digest: "AB".repeat(32) }];
        (domain.authorization, domain.redelegation, domain.pending) = (None, None, None);
        domain.expires = NOW + Duration::days(20);
        domain.auto_renew = true;
        domain.state = DomainState::Active;
        if command == "restore" {
            domain.state = DomainState::Suspended(Suspension {
                cause: SuspensionCause::Deleted,
                deletion: NOW + Duration::days(30),
                requested_by: None,
                awaiting: false,
                auto_renew: true,
            });
        }
    });
}

fn body(command: &str, role: Role, contact: &str) -> CommandBody {
    let servers = role == Role::Servers || role == Role::ServersOfRegistrantManaged;
    let contact_of = |role: &str, id: &str| vec![DomainContact { role: role.into(), id: id.into() }];
    let mut update = Update { name: "ny.dk".into(), ..Update::default() };
    let record = || DsData { key_tag: 2, alg: 13, digest_type: 2, digest: "ab".repeat(32), key: None };
    match command {
        "add billing self" => update.add.contacts = contact_of("billing", ACTING),
        "add billing other" => update.add.contacts = contact_of("billing", contact),
        "remove billing" => {
            update.rem.contacts = contact_of("billing", if role == Role::Billing { ACTING } else { OTHER });
        }
        "add admin" => update.add.contacts = contact_of("admin", contact),
        "remove admin" => update.rem.contacts = contact_of("admin", if role == Role::Admin { ACTING } else { OTHER }),
        "change registrant" => {
            update.registrant = Some(contact.into());
            update.order_confirmation_token = Some(NOW.unix_timestamp().to_string());
        }
        "add name server" => {
            update.add.ns = vec![if servers { "ns4.nordisk.example" } else { "ns2.punktum.dk" }.into()];
        }
        "remove name server" => {
            update.rem.ns = vec![if servers { OWN_SERVERS } else { OTHER_SERVERS }[0].into()];
        }
        "add DS" => {
            let add = Some(SecDns::from(vec![record()]));
            update.sec_dns = Some(secdns::Update { add, ..secdns::Update::default() });
        }
        "remove DS" => {
            let rem = Some(secdns::Remove { all: true, ..secdns::Remove::default() });
            update.sec_dns = Some(secdns::Update { rem, ..secdns::Update::default() });
        }
        "set redel" => update.auth_info = Some(AuthInfoChange::set("autoredel")),
        "unset redel" => update.auth_info = Some(AuthInfoChange::unset()),
        "set transfer" => update.auth_info = Some(AuthInfoChange::set("autotransfer")),
        "auto renew" => update.auto_renew = Some("false".into()),
        "restore" => update.restore = Some(Restore::report(NOW, NOW)),
        "renew" => {
            let cur_exp_date = (NOW + Duration::days(20)).date().to_string();
            return Renew { name: "ny.dk".into(), cur_exp_date, period: Some(Period::one_year()) }.into();
        }
        "delete" => return Delete { name: "ny.dk".into() }.into(),
        "transfer without token" => return Transfer::request("ny.dk", None).into(),
        other => panic!("{other}"),
    }
    update.into()
}

#[test]
fn the_privilege_matrix() {
    let trial = Trial::new();
    let registrant = trial.contact(german());
    let contact = trial.contact(german_company());
    trial.done(application("ny.dk", &registrant));
    trial.advance(Duration::minutes(1));
    trial.done(crate::trial::host_create("ns4.nordisk.example", &[]));
    let mut found: String = EXPECTED.split_inclusive('\n').take(3).collect();
    for command in COMMANDS {
        write!(found, "{command:<22}").unwrap();
        for (role, width) in ROLES {
            put(&trial, role, command);
            // Registrant and new registrant are under the same management as the name.
            let sponsor = trial.registry.read(|world, _| world.domain("ny.dk").unwrap().sponsor.clone());
            trial.change(|tx| {
                let handle = tx.world().domain("ny.dk").unwrap().registrant.clone();
                tx.put_domain(Domain {
                    registrant: Key::from(registrant.as_str()),
                    ..Domain::clone(tx.world().domain("ny.dk").unwrap())
                });
                for handle in [handle.as_str(), registrant.as_str(), contact.as_str()] {
                    let contact = Contact::clone(tx.world().contact(handle).unwrap());
                    tx.put_contact(Contact { sponsor: sponsor.clone(), ..contact });
                }
            });
            let (code, _) = trial.said(body(command, role, &contact));
            write!(found, "{code:>width$}").unwrap();
        }
        found.push('\n');
    }
    assert_eq!(found, EXPECTED, "{found}");
}
