//! What the registry says about objects, kept in the index as far as they are the account's business.

use epp::{Extensions, contact, domain, host};
use time::{Duration, OffsetDateTime};

use super::{ContactRow, DomainRow, HostRow};
use crate::db::{AccountId, Tx};

/// A confirmed row is asked about again after so long, even if nothing was heard.
const REFRESH: Duration = Duration::days(7);
/// A row whose application is under way.
const REFRESH_PENDING: Duration = Duration::hours(1);
/// The registry renews or suspends at the expiry date; it is asked this much later.
const AFTER_EXPIRY: Duration = Duration::minutes(30);

/// Keeps a domain of the account as the registry described it at `at`, unless something newer is known; takes it out of the
/// index when it is another registrar's. Domains that the account never had to do with are left alone.
///
/// # Errors
/// Where the database refuses.
pub async fn keep_domain(
    tx: &mut Tx,
    account: AccountId,
    info: &domain::InfoData,
    extensions: &Extensions,
    source: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    let own = own_handle(tx).await?;
    let known = super::domain(tx, &info.name).await?;
    let ours = own.as_deref() == Some(info.cl_id.as_str());
    let ours_by_role = info.contacts.iter().any(|contact| own.as_deref() == Some(contact.id.as_str()));
    if !ours && !ours_by_role {
        return match known {
            Some(_) if info.cl_id.starts_with("REG-") => super::forget_domain(tx, &info.name, at).await,
            Some(known) => put(tx, account, known, info, extensions, source, at).await,
            None => Ok(()),
        };
    }
    let ascii = dk::DomainName::parse(&info.name).map_or_else(|_| info.name.clone(), |name| name.ascii().to_owned());
    let row = known.unwrap_or_else(|| DomainRow::named(&info.name, &ascii));
    put(tx, account, row, info, extensions, source, at).await
}

async fn put(
    tx: &mut Tx,
    account: AccountId,
    mut row: DomainRow,
    info: &domain::InfoData,
    extensions: &Extensions,
    source: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    let dkhm = &extensions.dkhm;
    if row.registrant != info.registrant {
        row.registrant_name = None;
    }
    row.registrant.clone_from(&info.registrant);
    if let (Some(handle), None) = (&row.registrant, &row.registrant_name) {
        let contact = super::contact(tx, handle).await?;
        row.registrant_name = contact.map(|c| if c.organisation.is_empty() { c.name } else { c.organisation });
    }
    row.management = Some(if info.cl_id.starts_with("REG-") { "registrar" } else { "registrant" }.to_owned());
    row.sponsor = Some(info.cl_id.clone());
    row.statuses = info.statuses.iter().map(|status| status.value.clone()).collect();
    row.statuses.extend(extensions.rgp_statuses.iter().cloned());
    row.created_at = info.cr_date.or(row.created_at);
    row.expires_at = info.ex_date.or(row.expires_at);
    row.auto_renew = dkhm.auto_renew.or(row.auto_renew);
    let deletion =
        |advisory: &&epp::extensions::dkhm::DomainAdvisory| advisory.advisory.as_deref() == Some("pendingDeletionDate");
    row.delete_at = dkhm.advisories.iter().find(deletion).and_then(|advisory| advisory.date);
    row.name_servers.clone_from(&info.ns);
    row.signed = extensions.sec_dns.as_ref().is_some_and(|sec_dns| !sec_dns.ds.is_empty());
    source.clone_into(&mut row.source);
    row.confirmed_at = Some(at);
    row.refresh_at = Some(next_refresh(&row, at));
    super::confirm_domain(tx, account, &row).await
}

fn next_refresh(row: &DomainRow, at: OffsetDateTime) -> OffsetDateTime {
    if row.statuses.iter().any(|status| status == "pendingCreate") {
        return at + REFRESH_PENDING;
    }
    let latest = at + REFRESH;
    let dates = [row.expires_at, row.delete_at].into_iter().flatten().map(|date| date + AFTER_EXPIRY);
    dates.filter(|date| *date > at).chain([latest]).min().unwrap_or(latest)
}

/// Keeps a contact of the account as the registry describes it. Strangers are left alone.
///
/// # Errors
/// Where the database refuses.
pub async fn keep_contact(
    tx: &mut Tx,
    account: AccountId,
    info: &contact::InfoData,
    extensions: &Extensions,
    source: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    let own = own_handle(tx).await?;
    let known = super::contact(tx, &info.id).await?;
    if known.is_none() && own.as_deref() != Some(info.cl_id.as_str()) {
        return Ok(());
    }
    let dkhm = &extensions.dkhm;
    let postal = info.postal.first();
    let verified_id = dkhm.contact_verification.as_ref().and_then(|verification| verification.verified_id.as_ref());
    let row = ContactRow {
        handle: info.id.clone(),
        name: postal.map(|postal| postal.name.clone()).unwrap_or_default(),
        organisation: postal.and_then(|postal| postal.org.clone()).unwrap_or_default(),
        user_type: dkhm.user_type.clone(),
        email: Some(info.email.clone()).filter(|email| !email.is_empty()),
        country: postal.map(|postal| postal.addr.cc.clone()),
        city: postal.map(|postal| postal.addr.city.clone()),
        cvr: dkhm.cvr.clone(),
        management: Some(if info.cl_id.starts_with("REG-") { "registrar" } else { "registrant" }.to_owned()),
        verified: dkhm.contact_validated.or(verified_id.map(|verified| verified.value)),
        verification: verified_id.and_then(|verified| verified.status.clone()),
        verify_before: verified_id.and_then(|verified| verified.exp_date),
        source: source.to_owned(),
        confirmed_at: Some(at),
    };
    super::put_contact(tx, account, &row).await
}

/// Keeps a host that the account administers as the registry describes it. Others are left alone.
///
/// # Errors
/// Where the database refuses.
pub async fn keep_host(
    tx: &mut Tx,
    account: AccountId,
    info: &host::InfoData,
    extensions: &Extensions,
    source: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    let own = own_handle(tx).await?;
    let known = super::host(tx, &info.name).await?;
    let administrator = extensions.dkhm.contact.clone().or(known.as_ref().and_then(|row| row.administrator.clone()));
    let ours = own.is_some() && (own == administrator || own.as_deref() == Some(info.cl_id.as_str()));
    if known.is_none() && !ours {
        return Ok(());
    }
    let ascii = dk::HostName::parse(&info.name).map_or_else(|_| info.name.clone(), |name| name.ascii().to_owned());
    let row = HostRow {
        name: info.name.clone(),
        ascii_name: ascii,
        addresses: info.addrs.iter().map(|addr| addr.value.clone()).collect(),
        administrator,
        statuses: info.statuses.iter().map(|status| status.value.clone()).collect(),
        source: source.to_owned(),
        confirmed_at: Some(at),
    };
    super::put_host(tx, account, &row).await
}

async fn own_handle(tx: &mut Tx) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select handle from account").fetch_optional(&mut **tx).await
}
