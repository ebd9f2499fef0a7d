//! The demo's accounts and the people who work for them.

use dk::{MetaRole, MetaRoles};
use epp::Secret;
use ipnetwork::IpNetwork;

use crate::cli::account::{self, NewAccount};
use crate::cli::output::say;
use crate::cli::owner::{Done, Owner, find};
use crate::cli::user::{self, NewUser};
use crate::cli::{allowlist, words};
use crate::config::Environment;
use crate::db::AccountId;
use crate::registry::EPP_PASSWORD;

/// Of every portal user of the demo.
const PASSWORD: &str = "demo-Password-1";

/// From where they may come.
const NETWORKS: [&str; 2] = ["127.0.0.0/8", "::1"];

/// An account of the demo.
#[derive(Debug)]
pub(super) struct DemoAccount {
    pub(super) handle: &'static str,
    name: &'static str,
    country: &'static str,
    language: &'static str,
    epp_user: &'static str,
    epp_password: &'static str,
    people: &'static [Person],
}

/// A portal user of the demo.
#[derive(Debug)]
struct Person {
    email: &'static str,
    name: &'static str,
    roles: MetaRoles,
}

const fn person(email: &'static str, name: &'static str, roles: MetaRoles) -> Person {
    Person { email, name, roles }
}

const fn only(role: MetaRole) -> MetaRoles {
    MetaRoles::of(&[role])
}

/// The accounts; the sandbox knows them with the same EPP users.
pub(super) const ACCOUNTS: &[DemoAccount] = &[
    DemoAccount {
        handle: "REG-100001",
        name: "Nordisk Domæne ApS",
        country: "DK",
        language: "da",
        epp_user: "EPP-100001",
        epp_password: "Sandbox-100001",
        people: &[
            person("admin@nordisk.example", "Astrid Holm", only(MetaRole::Administrator)),
            person("registrar@nordisk.example", "Rasmus Lund", only(MetaRole::Registrar)),
            person("proxy@nordisk.example", "Petra Møller", only(MetaRole::Proxy)),
            person("payer@nordisk.example", "Poul Kjær", only(MetaRole::Payer)),
            person("ns@nordisk.example", "Nanna Skov", only(MetaRole::NameServerAdministrator)),
            person("all@nordisk.example", "Alma Berg", MetaRoles::ALL),
        ],
    },
    DemoAccount {
        handle: "REG-100002",
        name: "Foreign Names Ltd",
        country: "GB",
        language: "en",
        epp_user: "EPP-100002",
        epp_password: "Sandbox-100002",
        people: &[person("all@foreign.example", "Alex Carter", MetaRoles::ALL)],
    },
];

/// Makes what is missing of an account.
///
/// # Errors
/// Where the database refuses, or an address is a user of another account.
pub(super) async fn seed(owner: &Owner, demo: &DemoAccount) -> anyhow::Result<()> {
    let id = seed_account(owner, demo).await?;
    for network in NETWORKS {
        let network: IpNetwork = words::network(network).map_err(anyhow::Error::msg)?;
        allowlist::insert(owner, id, network, None).await?;
    }
    let mut made = 0;
    for person in demo.people {
        made += usize::from(seed_person(owner, demo, id, person).await?);
    }
    say(format_args!("{}: {} of {} portal users added", demo.handle, made, demo.people.len()))?;
    Ok(())
}

async fn seed_account(owner: &Owner, demo: &DemoAccount) -> anyhow::Result<AccountId> {
    let password = Secret::from(demo.epp_password);
    let mut tx = owner.db.shared().await?;
    let known = find(&mut tx, demo.handle).await?;
    drop(tx);
    let id = match known {
        Some(account) => {
            renew_password(owner, account.id, demo, &password).await?;
            account.id
        }
        None => {
            let new = NewAccount {
                handle: demo.handle,
                name: demo.name,
                country: demo.country,
                language: demo.language,
                environment: Environment::Sandbox,
                epp_user: demo.epp_user,
                sessions: 4,
            };
            account::insert(owner, &new, &password).await?
        }
    };
    own_queue(owner, id).await?;
    Ok(id)
}

/// Seals the password anew where it was sealed with a key that is gone.
async fn renew_password(owner: &Owner, id: AccountId, demo: &DemoAccount, password: &Secret) -> anyhow::Result<()> {
    let mut tx = owner.db.account(id).await?;
    let sealed =
        sqlx::query_scalar!("select epp_password from account where account_id = $1", id.0).fetch_one(&mut *tx).await?;
    drop(tx);
    if owner.config.secret_key()?.open(EPP_PASSWORD, &sealed).is_err() {
        account::set_epp_password(owner, id, demo.epp_user, password).await?;
    }
    Ok(())
}

/// In the demo nobody else reads the account's messages, so Birk may take them out of the queue.
async fn own_queue(owner: &Owner, id: AccountId) -> anyhow::Result<()> {
    let mut tx = owner.db.account(id).await?;
    let changed = sqlx::query!(
        "update account set queue_owned_since = $2, queue_owned_by = 'demo'
         where account_id = $1 and queue_owned_since is null and queue_owned_by is null",
        id.0,
        owner.clock.now()
    )
    .execute(&mut *tx)
    .await?;
    if changed.rows_affected() > 0 {
        owner.audit(&mut tx, id, Done::new("account.own_queue", "demo")).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Whether the person is new.
async fn seed_person(owner: &Owner, demo: &DemoAccount, id: AccountId, person: &Person) -> anyhow::Result<bool> {
    if let Some(known) = user::find(owner, person.email).await? {
        anyhow::ensure!(known.account.id == id, "{} is a user of {} already", person.email, known.account.handle);
        return Ok(false);
    }
    let new = NewUser { email: person.email, name: person.name, language: demo.language, roles: person.roles };
    user::insert(owner, id, &new, &Secret::from(PASSWORD)).await?;
    Ok(true)
}
