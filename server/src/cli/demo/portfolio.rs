//! What the sandbox holds of the demo's first account goes into the portfolio index: EPP cannot list it.

use std::collections::HashSet;
use std::net::IpAddr;
use std::time::Duration;

use anyhow::{Context, anyhow};
use axum::body::{self, Body};
use dk::{DomainName, HostName, RgpStatus};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;
use time::OffsetDateTime;

use crate::cli::owner::{Done, Owner, find};
use crate::db::{AccountId, Tx};
use crate::registry::index::{self, ContactRow, DomainRow, HostRow, source};

/// Whose objects are indexed.
const ACCOUNT: &str = "REG-100001";

/// How long the sandbox may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// More bytes are no portfolio.
const LARGEST: usize = 16 << 20;

/// How many rows were added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seeded {
    pub(super) domains: usize,
    pub(super) contacts: usize,
    pub(super) hosts: usize,
}

/// Why there is no portfolio yet.
#[derive(Debug)]
pub(super) enum Problem {
    /// The sandbox is not there to be asked.
    Unavailable(String),
    /// Something is wrong that a second run will not heal by itself.
    Failed(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Adds to the index what the sandbox holds and the index does not know yet.
///
/// # Errors
/// [`Problem`].
pub(super) async fn seed(owner: &Owner) -> Result<Seeded, Problem> {
    let portfolio = ask(owner).await?;
    let mut tx = owner.db.shared().await?;
    let account = find(&mut tx, ACCOUNT).await?.ok_or_else(|| anyhow!("there is no account {ACCOUNT}"))?;
    drop(tx);
    let mut tx = owner.db.account(account.id).await?;
    let seeded = put(&mut tx, account.id, owner.clock.now(), &portfolio).await?;
    if seeded != Seeded::default() {
        let detail = serde_json::json!({
            "domains": seeded.domains, "contacts": seeded.contacts, "hosts": seeded.hosts,
        });
        owner.audit(&mut tx, account.id, Done::new("portfolio.seed", ACCOUNT).detail(detail)).await?;
    }
    tx.commit().await?;
    Ok(seeded)
}

async fn ask(owner: &Owner) -> Result<Portfolio, Problem> {
    let Some(base) = &owner.config.sandbox_control_url else {
        return Err(Problem::Unavailable("sandbox_control_url is not set".to_owned()));
    };
    let url = format!("{}/api/portfolio/{ACCOUNT}", base.trim_end_matches('/'));
    let unavailable = |why: String| Problem::Unavailable(format!("the sandbox at {base} does not answer ({why})"));
    let uri = url.parse().with_context(|| format!("sandbox_control_url: {base} is not an address"))?;
    let client: Client<_, Body> = Client::builder(TokioExecutor::new()).build_http();
    let response = tokio::time::timeout(PATIENCE, client.get(uri))
        .await
        .map_err(|_| unavailable(format!("within {PATIENCE:?}")))?
        .map_err(|error| unavailable(error.to_string()))?;
    let status = response.status();
    let answer = tokio::time::timeout(PATIENCE, body::to_bytes(Body::new(response.into_body()), LARGEST))
        .await
        .map_err(|_| unavailable(format!("within {PATIENCE:?}")))?
        .with_context(|| format!("reading {url}"))?;
    if !status.is_success() {
        return Err(Problem::Failed(anyhow!("{url} answers {status}: is it the registry sandbox of this version?")));
    }
    Ok(serde_json::from_slice(&answer).with_context(|| format!("the answer of {url} is not understood"))?)
}

/// What the sandbox tells of an account, as far as the index keeps it.
#[derive(Debug, Deserialize)]
struct Portfolio {
    domains: Vec<Domain>,
    contacts: Vec<Contact>,
    hosts: Vec<Host>,
}

#[derive(Debug, Deserialize)]
struct Domain {
    name: String,
    registrant: String,
    management: String,
    sponsor: String,
    statuses: Vec<String>,
    /// EPP tells it beside the statuses, the index keeps it among them.
    redemption: bool,
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    expires_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    deletion_at: Option<OffsetDateTime>,
    auto_renew: bool,
    name_servers: Vec<String>,
    ds: Vec<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
struct Contact {
    handle: String,
    user_type: String,
    name: String,
    attention: Option<String>,
    city: String,
    country: String,
    email: String,
    cvr: Option<String>,
    management: String,
    validated: bool,
    identity: String,
    #[serde(with = "time::serde::rfc3339::option")]
    identity_until: Option<OffsetDateTime>,
}

#[derive(Debug, Deserialize)]
struct Host {
    name: String,
    addresses: Vec<IpAddr>,
    admin: String,
    statuses: Vec<String>,
}

async fn put(tx: &mut Tx, account: AccountId, now: OffsetDateTime, portfolio: &Portfolio) -> sqlx::Result<Seeded> {
    let known = Known::load(tx, account).await?;
    let mut seeded = Seeded::default();
    for contact in portfolio.contacts.iter().filter(|contact| !known.contacts.contains(&contact.handle)) {
        index::put_contact(tx, account, &contact_row(contact, now)).await?;
        seeded.contacts += 1;
    }
    for host in portfolio.hosts.iter().filter(|host| !known.hosts.contains(&host.name)) {
        index::put_host(tx, account, &host_row(host, now)).await?;
        seeded.hosts += 1;
    }
    for domain in portfolio.domains.iter().filter(|domain| !known.domains.contains(&domain.name)) {
        let registrant = portfolio.contacts.iter().find(|contact| contact.handle == domain.registrant);
        index::put_domain(tx, account, &domain_row(domain, registrant, now)).await?;
        seeded.domains += 1;
    }
    Ok(seeded)
}

/// What the index has already. `birk_owner` may look at rows of other accounts, so each query names the account.
struct Known {
    domains: HashSet<String>,
    contacts: HashSet<String>,
    hosts: HashSet<String>,
}

impl Known {
    async fn load(tx: &mut Tx, account: AccountId) -> sqlx::Result<Self> {
        let id = account.0;
        let domains = sqlx::query_scalar!("select name from domain_index where account_id = $1", id);
        let domains = domains.fetch_all(&mut **tx).await?.into_iter().collect();
        let contacts = sqlx::query_scalar!("select handle from contact_index where account_id = $1", id);
        let contacts = contacts.fetch_all(&mut **tx).await?.into_iter().collect();
        let hosts = sqlx::query_scalar!("select name from host_index where account_id = $1", id);
        let hosts = hosts.fetch_all(&mut **tx).await?.into_iter().collect();
        Ok(Self { domains, contacts, hosts })
    }
}

fn domain_row(domain: &Domain, registrant: Option<&Contact>, now: OffsetDateTime) -> DomainRow {
    let ascii = DomainName::parse(&domain.name).map_or_else(|_| domain.name.clone(), |name| name.ascii().to_owned());
    let mut statuses = domain.statuses.clone();
    if domain.redemption {
        statuses.push(RgpStatus::RedemptionPeriod.as_str().to_owned());
    }
    // The registry is asked again when something is to have happened, and in a week at the latest.
    let next = [domain.deletion_at, Some(domain.expires_at)].into_iter().flatten().filter(|date| *date > now);
    DomainRow {
        registrant: Some(domain.registrant.clone()),
        registrant_name: registrant.map(|contact| contact.name.clone()),
        management: Some(domain.management.clone()),
        sponsor: Some(domain.sponsor.clone()),
        statuses,
        created_at: Some(domain.created_at),
        expires_at: Some(domain.expires_at),
        auto_renew: Some(domain.auto_renew),
        delete_at: domain.deletion_at,
        name_servers: domain.name_servers.clone(),
        signed: !domain.ds.is_empty(),
        source: source::DEMO.to_owned(),
        confirmed_at: Some(now),
        refresh_at: next.chain([now + time::Duration::WEEK]).min(),
        ..DomainRow::named(&domain.name, &ascii)
    }
}

fn contact_row(contact: &Contact, now: OffsetDateTime) -> ContactRow {
    // As in EPP: an attention line is the name, and the legal name stands with it as the organisation.
    let (name, organisation) = match &contact.attention {
        Some(attention) => (attention.clone(), contact.name.clone()),
        None => (contact.name.clone(), String::new()),
    };
    ContactRow {
        handle: contact.handle.clone(),
        name,
        organisation,
        user_type: Some(contact.user_type.clone()),
        email: Some(contact.email.clone()),
        country: Some(contact.country.clone()),
        city: Some(contact.city.clone()),
        cvr: contact.cvr.clone(),
        management: Some(contact.management.clone()),
        verified: Some(contact.validated),
        verification: Some(contact.identity.clone()),
        verify_before: contact.identity_until,
        source: source::DEMO.to_owned(),
        confirmed_at: Some(now),
    }
}

fn host_row(host: &Host, now: OffsetDateTime) -> HostRow {
    let ascii = HostName::parse(&host.name).map_or_else(|_| host.name.clone(), |name| name.ascii().to_owned());
    HostRow {
        name: host.name.clone(),
        ascii_name: ascii,
        addresses: host.addresses.iter().map(ToString::to_string).collect(),
        administrator: Some(host.admin.clone()),
        statuses: host.statuses.clone(),
        source: source::DEMO.to_owned(),
        confirmed_at: Some(now),
    }
}
