//! WHOIS search: one box, any number of names, few commands.

use std::collections::HashMap;

use app::whois::search::{self as page, Found, Props, Row};
use axum::extract::RawQuery;
use dk::{SearchTerm, VerificationStatus};
use futures_util::future::join_all;
use tokio::time::Instant;
use ui::Fields;
use ui::explain::Outage;

use super::show::millis;
use crate::access::{Search, SearchPage};
use crate::context::Ctx;
use crate::db::AccountId;
use crate::registry::index::{self, ContactRow, DomainRow, HostRow};
use crate::registry::{Availability, Checked, Registry, RegistryError};
use crate::registry_errors::{outage, refused_words};
use crate::respond::{self, PageError, PageResult};

/// A posted search up to this length becomes an address that can be kept and shared.
const LONGEST_ADDRESS: usize = 1500;
/// Up to this many names, what is in use is asked for in full.
const FEW: usize = 10;

pub async fn show(ctx: Ctx<SearchPage>, RawQuery(query): RawQuery) -> PageResult {
    let pairs = query.as_deref().and_then(|query| serde_urlencoded::from_str(query).ok()).unwrap_or_default();
    answer(ctx, &Fields::from_pairs(pairs)).await
}

pub async fn post(ctx: Ctx<Search>) -> PageResult {
    let query = ctx.fields.get(page::FIELD).trim().to_owned();
    if query.len() <= LONGEST_ADDRESS {
        let words: Vec<_> = query.split_whitespace().collect();
        return Ok(respond::go_to(&ui::urls::search(&words.join(" "))));
    }
    let fields = ctx.fields.clone();
    answer(ctx, &fields).await
}

async fn answer<F>(mut ctx: Ctx<F>, fields: &Fields) -> PageResult {
    let request = page::parse(fields);
    if request.terms.is_empty() {
        return Ok(respond::page(page::page(ctx.viewer, Props { query: request.query, ..Props::default() })));
    }
    let known = Known::read(&mut ctx, &request.terms).await?;
    let began = Instant::now();
    let asked = Asked::ask(&ctx.app.registry, ctx.account(), &request.terms).await;
    let round_trip = began.elapsed();
    let rows: Vec<_> =
        request.terms.into_iter().map(|term| row(term, &known, &asked, &ctx.who.account_handle)).collect();
    let props = Props {
        query: request.query,
        terms_dropped: request.terms_dropped,
        registry_ms: asked.answered.then(|| millis(round_trip)),
        outage: asked.outage,
        rows,
    };
    Ok(respond::page(page::page(ctx.viewer, props)))
}

/// What the index knows about the terms: three queries, however many.
struct Known {
    domains: HashMap<String, DomainRow>,
    contacts: HashMap<String, ContactRow>,
    hosts: HashMap<String, HostRow>,
}

impl Known {
    async fn read<F>(ctx: &mut Ctx<F>, terms: &[SearchTerm]) -> Result<Self, PageError> {
        let (domains, contacts, hosts) = by_kind(terms);
        let mut tx = ctx.tx().await?;
        let domains = index::domains_by_name(&mut tx, &domains).await?;
        let contacts = index::contacts_by_handle(&mut tx, &contacts).await?;
        let hosts = index::hosts_by_name(&mut tx, &hosts).await?;
        // The registry comes next: a connection must not wait for it.
        tx.commit().await?;
        Ok(Self {
            domains: domains.into_iter().map(|row| (row.name.clone(), row)).collect(),
            contacts: contacts.into_iter().map(|row| (row.handle.clone(), row)).collect(),
            hosts: hosts.into_iter().map(|row| (row.name.clone(), row)).collect(),
        })
    }
}

fn by_kind(terms: &[SearchTerm]) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (mut domains, mut contacts, mut hosts) = (Vec::new(), Vec::new(), Vec::new());
    for term in terms {
        match term {
            SearchTerm::Domain(name) => domains.push(name.unicode().to_owned()),
            SearchTerm::Contact(handle) => contacts.push(handle.as_str().to_owned()),
            SearchTerm::Host(name) => hosts.push(name.unicode().to_owned()),
            SearchTerm::Registrar(_) | SearchTerm::Invalid { .. } => {}
        }
    }
    (domains, contacts, hosts)
}

/// What the registry says about the terms.
struct Asked {
    checks: HashMap<String, Result<Availability, RegistryError>>,
    details: HashMap<String, Detail>,
    outage: Option<Outage>,
    answered: bool,
}

/// What an info adds.
#[derive(Default)]
struct Detail {
    name: Option<String>,
    statuses: Vec<String>,
    expires_at: Option<time::OffsetDateTime>,
    managed_by: Option<String>,
    verification: Option<VerificationStatus>,
    validated: Option<bool>,
    hidden: bool,
}

impl Asked {
    async fn ask(registry: &Registry, account: AccountId, terms: &[SearchTerm]) -> Self {
        let (domains, contacts, hosts) = by_kind(terms);
        let (domains, contacts, hosts) = tokio::join!(
            registry.check_domains(account, &domains),
            registry.check_contacts(account, &contacts),
            registry.check_hosts(account, &hosts),
        );
        let details = details(registry, account, (&domains, &contacts, &hosts)).await;
        let all = || domains.iter().chain(&contacts).chain(&hosts);
        let outage = all().find_map(|checked| checked.result.as_ref().err()).and_then(outage);
        let answered = all().any(|checked| checked.result.is_ok());
        let checks =
            domains.into_iter().chain(contacts).chain(hosts).map(|checked| (checked.name, checked.result)).collect();
        Self { checks, details, outage, answered }
    }
}

/// Infos about what exists, where there are few: their answers make a long list long.
async fn details(
    registry: &Registry,
    account: AccountId,
    (domains, contacts, hosts): (&[Checked], &[Checked], &[Checked]),
) -> HashMap<String, Detail> {
    let taken = |checks: &[Checked]| -> Vec<String> {
        let exists = |checked: &&Checked| matches!(checked.result, Ok(Availability::Taken(_)));
        checks.iter().filter(exists).map(|checked| checked.name.clone()).collect()
    };
    let (domains, contacts, hosts) = (taken(domains), taken(contacts), taken(hosts));
    if domains.len() + contacts.len() + hosts.len() > FEW {
        return HashMap::new();
    }
    let (domains, contacts, hosts) = tokio::join!(
        join_all(domains.into_iter().map(|name| async { (domain_detail(registry, account, &name).await, name) })),
        join_all(contacts.into_iter().map(|name| async { (contact_detail(registry, account, &name).await, name) })),
        join_all(hosts.into_iter().map(|name| async { (host_detail(registry, account, &name).await, name) })),
    );
    domains.into_iter().chain(contacts).chain(hosts).filter_map(|(detail, name)| Some((name, detail?))).collect()
}

async fn domain_detail(registry: &Registry, account: AccountId, name: &str) -> Option<Detail> {
    let answer = registry.domain_info(account, name, None).await.ok()?;
    let statuses = answer.value.statuses.iter().map(|status| status.value.clone());
    Some(Detail {
        statuses: statuses.chain(answer.extensions.rgp_statuses.iter().cloned()).collect(),
        expires_at: answer.value.ex_date,
        managed_by: Some(answer.value.cl_id).filter(|handle| !handle.is_empty()),
        ..Detail::default()
    })
}

async fn contact_detail(registry: &Registry, account: AccountId, handle: &str) -> Option<Detail> {
    match registry.contact_info(account, handle).await {
        Ok(answer) => {
            let dkhm = &answer.extensions.dkhm;
            let checked = dkhm.contact_verification.as_ref().and_then(|it| it.verified_id.as_ref());
            let postal = answer.value.postal.first();
            Some(Detail {
                name: postal.map(|postal| postal.org.clone().unwrap_or_else(|| postal.name.clone())),
                statuses: answer.value.statuses.iter().map(|status| status.value.clone()).collect(),
                managed_by: Some(answer.value.cl_id.clone()),
                verification: checked.and_then(|it| it.status.as_deref()).map(VerificationStatus::from_word),
                validated: dkhm.contact_validated,
                ..Detail::default()
            })
        }
        Err(RegistryError::Refused(_)) => Some(Detail { hidden: true, ..Detail::default() }),
        Err(_) => None,
    }
}

async fn host_detail(registry: &Registry, account: AccountId, name: &str) -> Option<Detail> {
    let answer = registry.host_info(account, name).await.ok()?;
    Some(Detail {
        statuses: answer.value.statuses.iter().map(|status| status.value.clone()).collect(),
        managed_by: answer.extensions.dkhm.contact.clone().or(Some(answer.value.cl_id)),
        ..Detail::default()
    })
}

/// The row of a term, from what the registry says and what the index knows.
fn row(term: SearchTerm, known: &Known, asked: &Asked, own: &str) -> Row {
    let key = match &term {
        SearchTerm::Domain(name) => name.unicode().to_owned(),
        SearchTerm::Contact(handle) => handle.as_str().to_owned(),
        SearchTerm::Host(name) => name.unicode().to_owned(),
        SearchTerm::Registrar(handle) => {
            let yours = handle.as_str() == own;
            return Row::new(term, Found::Registrar { yours });
        }
        SearchTerm::Invalid { .. } => return Row::new(term, Found::Unanswered),
    };
    let detail = asked.details.get(&key);
    let mut row = match (asked.checks.get(&key), &term) {
        (Some(Ok(availability)), SearchTerm::Domain(_)) => domain_row(term, availability, known.domains.get(&key)),
        (Some(Ok(Availability::Available)), _) => Row::new(term, Found::NotFound),
        (Some(Ok(Availability::Taken(_))), SearchTerm::Contact(_)) => {
            let (verification, validated) = detail.map_or((None, None), |it| (it.verification.clone(), it.validated));
            let hidden = detail.is_some_and(|detail| detail.hidden);
            Row::new(term, if hidden { Found::NotShown } else { Found::Contact { verification, validated } })
        }
        (Some(Ok(Availability::Taken(_))), _) => {
            let yours = detail.and_then(|it| it.managed_by.as_deref()) == Some(own) || known.hosts.contains_key(&key);
            Row::new(term, Found::Host { yours })
        }
        (Some(Err(error)), _) => {
            let words = refused_words(error);
            let mut row = Row::new(term, if words.is_some() { Found::Refused } else { Found::Unanswered });
            row.reason = words;
            row
        }
        (None, _) => Row::new(term, Found::Unanswered),
    };
    from_index(&mut row, &key, known);
    if let Some(detail) = detail {
        fill(&mut row, detail, own);
    }
    row
}

fn domain_row(term: SearchTerm, availability: &Availability, indexed: Option<&DomainRow>) -> Row {
    let (available, reason) = match availability {
        Availability::Available => (true, None),
        Availability::Taken(reason) => (false, reason.clone()),
    };
    let mut answer = Found::of_domain_check(available, reason.as_deref());
    if indexed.is_some() && answer == Found::InUse {
        answer = Found::Yours;
    }
    let mut row = Row::new(term, answer);
    row.reason = reason;
    row
}

fn from_index(row: &mut Row, key: &str, known: &Known) {
    if let Some(domain) = known.domains.get(key) {
        row.name.clone_from(&domain.registrant_name);
        row.statuses.clone_from(&domain.statuses);
        row.expires_at = domain.expires_at;
        row.managed_by.clone_from(&domain.sponsor);
        row.index_confirmed_at = domain.confirmed_at;
    } else if let Some(contact) = known.contacts.get(key) {
        row.name = Some(contact.called());
        row.index_confirmed_at = contact.confirmed_at;
    } else if let Some(host) = known.hosts.get(key) {
        row.statuses.clone_from(&host.statuses);
        row.index_confirmed_at = host.confirmed_at;
    }
}

/// The registry's answer of this moment wins over the index.
fn fill(row: &mut Row, detail: &Detail, own: &str) {
    row.index_confirmed_at = None;
    row.statuses.clone_from(&detail.statuses);
    row.managed_by = detail.managed_by.clone().or(row.managed_by.take());
    row.expires_at = detail.expires_at.or(row.expires_at);
    row.name = detail.name.clone().or(row.name.take());
    if row.answer == Found::InUse && detail.managed_by.as_deref() == Some(own) {
        row.answer = Found::Yours;
    }
    if row.answer == Found::Yours
        && detail.managed_by.as_deref().is_some_and(|sponsor| sponsor.starts_with("REG-") && sponsor != own)
    {
        row.answer = Found::InUse;
    }
}
