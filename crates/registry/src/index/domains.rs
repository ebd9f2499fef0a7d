//! The index's domains.

use time::OffsetDateTime;

use crate::db::{AccountId, Tx};
use crate::entry::PortalFields;
use crate::page::{Page, Paging, containing};

/// A domain of the account as the index knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainRow {
    /// U-label, the registry's form.
    pub name: String,
    /// A-label.
    pub ascii_name: String,
    /// The registrant's handle.
    pub registrant: Option<String>,
    /// The registrant's name.
    pub registrant_name: Option<String>,
    /// `registrar` or `registrant`.
    pub management: Option<String>,
    /// Sponsoring client.
    pub sponsor: Option<String>,
    /// The registry's statuses, those of the redemption grace period included.
    pub statuses: Vec<String>,
    /// Registered.
    pub created_at: Option<OffsetDateTime>,
    /// Paid until.
    pub expires_at: Option<OffsetDateTime>,
    /// Whether it renews itself.
    pub auto_renew: Option<bool>,
    /// When the registry will delete it, where that is announced.
    pub delete_at: Option<OffsetDateTime>,
    /// Host names.
    pub name_servers: Vec<String>,
    /// Whether DS records are published.
    pub signed: bool,
    /// The registrar's own reference.
    pub reference: String,
    /// The registrar's purchase order number.
    pub po_number: String,
    /// The registrar's account code.
    pub account_code: String,
    /// One of [`source`](super::source).
    pub source: String,
    /// When the registry last said so; none for what only Birk has done yet.
    pub confirmed_at: Option<OffsetDateTime>,
    /// When to ask the registry again at the latest.
    pub refresh_at: Option<OffsetDateTime>,
}

impl DomainRow {
    /// A row of which nothing but the name is known.
    pub fn named(name: &str, ascii_name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ascii_name: ascii_name.to_owned(),
            registrant: None,
            registrant_name: None,
            management: None,
            sponsor: None,
            statuses: Vec::new(),
            created_at: None,
            expires_at: None,
            auto_renew: None,
            delete_at: None,
            name_servers: Vec::new(),
            signed: false,
            reference: String::new(),
            po_number: String::new(),
            account_code: String::new(),
            source: super::source::OPERATION.to_owned(),
            confirmed_at: None,
            refresh_at: None,
        }
    }
}

/// Which domains to list.
#[derive(Clone, Debug, Default)]
pub struct DomainFilter {
    /// Part of the name (either form), of the registrant's handle or name, or of the registrar's own fields.
    pub q: Option<String>,
    /// A status that the domain has.
    pub status: Option<String>,
    /// The registrant's handle.
    pub registrant: Option<String>,
    /// A name server.
    pub name_server: Option<String>,
    /// Paid until this instant at the latest.
    pub expires_before: Option<OffsetDateTime>,
    /// Order.
    pub sort: DomainSort,
    /// Whether the order is reversed.
    pub descending: bool,
    /// Which page.
    pub paging: Paging,
}

/// By what domains are ordered; equal ones by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DomainSort {
    /// Name.
    #[default]
    Name,
    /// Paid until; unknown last.
    Expires,
    /// Registrant's name.
    Registrant,
    /// Registered; unknown last.
    Created,
    /// Confirmed by the registry; never confirmed last.
    Confirmed,
}

// The order cannot be a parameter, and the macro wants literals: one query for each order.
macro_rules! listing {
    ($tx:expr, $f:expr, $q:expr, $order:literal) => {
        sqlx::query_as!(
            DomainRow,
            "select name, ascii_name, registrant, registrant_name, management, sponsor, statuses, created_at, expires_at, \
             auto_renew, delete_at, name_servers, signed, reference, po_number, account_code, source, confirmed_at, \
             refresh_at from domain_index \
             where ($1::text is null or name ilike $1 or ascii_name ilike $1 or registrant ilike $1 \
               or registrant_name ilike $1 or reference ilike $1 or po_number ilike $1 or account_code ilike $1) \
             and ($2::text is null or $2 = any(statuses)) and ($3::text is null or registrant = $3) \
             and ($4::text is null or $4 = any(name_servers)) and ($5::timestamptz is null or expires_at <= $5) \
             order by " + $order + " limit $6 offset $7",
            $q,
            $f.status,
            $f.registrant,
            $f.name_server,
            $f.expires_before,
            $f.paging.limit(),
            $f.paging.offset(),
        )
        .fetch_all(&mut **$tx)
        .await?
    };
}

/// The account's domains. Two queries, however many rows.
///
/// # Errors
/// Where the database refuses.
pub async fn list_domains(tx: &mut Tx, filter: &DomainFilter) -> sqlx::Result<Page<DomainRow>> {
    let q = filter.q.as_deref().filter(|q| !q.trim().is_empty()).map(containing);
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from domain_index
           where ($1::text is null or name ilike $1 or ascii_name ilike $1 or registrant ilike $1
             or registrant_name ilike $1 or reference ilike $1 or po_number ilike $1 or account_code ilike $1)
           and ($2::text is null or $2 = any(statuses)) and ($3::text is null or registrant = $3)
           and ($4::text is null or $4 = any(name_servers)) and ($5::timestamptz is null or expires_at <= $5)"#,
        q,
        filter.status,
        filter.registrant,
        filter.name_server,
        filter.expires_before,
    )
    .fetch_one(&mut **tx)
    .await?;
    let rows = match (filter.sort, filter.descending) {
        (DomainSort::Name, false) => listing!(tx, filter, q, "name"),
        (DomainSort::Name, true) => listing!(tx, filter, q, "name desc"),
        (DomainSort::Expires, false) => listing!(tx, filter, q, "expires_at nulls last, name"),
        (DomainSort::Expires, true) => listing!(tx, filter, q, "expires_at desc nulls last, name"),
        (DomainSort::Registrant, false) => listing!(tx, filter, q, "lower(registrant_name) nulls last, name"),
        (DomainSort::Registrant, true) => listing!(tx, filter, q, "lower(registrant_name) desc nulls last, name"),
        (DomainSort::Created, false) => listing!(tx, filter, q, "created_at nulls last, name"),
        (DomainSort::Created, true) => listing!(tx, filter, q, "created_at desc nulls last, name"),
        (DomainSort::Confirmed, false) => listing!(tx, filter, q, "confirmed_at nulls last, name"),
        (DomainSort::Confirmed, true) => listing!(tx, filter, q, "confirmed_at desc nulls last, name"),
    };
    Ok(Page::new(rows, total, filter.paging))
}

/// Those of `names` (U-labels) that the account has: one query.
///
/// # Errors
/// Where the database refuses.
pub async fn domains_by_name(tx: &mut Tx, names: &[String]) -> sqlx::Result<Vec<DomainRow>> {
    sqlx::query_as!(
        DomainRow,
        "select name, ascii_name, registrant, registrant_name, management, sponsor, statuses, created_at, expires_at,
                auto_renew, delete_at, name_servers, signed, reference, po_number, account_code, source, confirmed_at,
                refresh_at
         from domain_index where name = any($1)",
        names
    )
    .fetch_all(&mut **tx)
    .await
}

/// One domain, by U-label.
///
/// # Errors
/// Where the database refuses.
pub async fn domain(tx: &mut Tx, name: &str) -> sqlx::Result<Option<DomainRow>> {
    sqlx::query_as!(
        DomainRow,
        "select name, ascii_name, registrant, registrant_name, management, sponsor, statuses, created_at, expires_at,
                auto_renew, delete_at, name_servers, signed, reference, po_number, account_code, source, confirmed_at,
                refresh_at
         from domain_index where name = $1",
        name
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Writes what the registry said about a domain at `row.confirmed_at`, unless the index knows something newer. The registrar's
/// own fields stay.
///
/// # Errors
/// Where the database refuses.
pub async fn confirm_domain(tx: &mut Tx, account: AccountId, row: &DomainRow) -> sqlx::Result<()> {
    write(tx, account, row, false).await
}

/// Writes a domain as a whole, whatever the index knew.
///
/// # Errors
/// Where the database refuses.
pub async fn put_domain(tx: &mut Tx, account: AccountId, row: &DomainRow) -> sqlx::Result<()> {
    write(tx, account, row, true).await?;
    let (reference, po_number) = (row.reference.clone(), row.po_number.clone());
    put_own_fields(tx, &row.name, &PortalFields { reference, po_number, account_code: row.account_code.clone() }).await
}

/// Writes the registry's columns: over anything, or only over what is not newer.
async fn write(tx: &mut Tx, account: AccountId, row: &DomainRow, anyway: bool) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into domain_index (account_id, name, ascii_name, registrant, registrant_name, management, sponsor, statuses,
             created_at, expires_at, auto_renew, delete_at, name_servers, signed, source, confirmed_at, refresh_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
         on conflict (account_id, name) do update set ascii_name = excluded.ascii_name, registrant = excluded.registrant,
             registrant_name = excluded.registrant_name, management = excluded.management, sponsor = excluded.sponsor,
             statuses = excluded.statuses, created_at = excluded.created_at, expires_at = excluded.expires_at,
             auto_renew = excluded.auto_renew, delete_at = excluded.delete_at, name_servers = excluded.name_servers,
             signed = excluded.signed, source = excluded.source, confirmed_at = excluded.confirmed_at,
             refresh_at = excluded.refresh_at
         where $18 or domain_index.confirmed_at is null or domain_index.confirmed_at <= excluded.confirmed_at",
        account.0,
        row.name,
        row.ascii_name,
        row.registrant,
        row.registrant_name,
        row.management,
        row.sponsor,
        &row.statuses,
        row.created_at,
        row.expires_at,
        row.auto_renew,
        row.delete_at,
        &row.name_servers,
        row.signed,
        row.source,
        row.confirmed_at,
        row.refresh_at,
        anyway,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes the registrar's own fields of a domain that the index has.
///
/// # Errors
/// Where the database refuses.
pub async fn put_own_fields(tx: &mut Tx, name: &str, fields: &PortalFields) -> sqlx::Result<()> {
    sqlx::query!(
        "update domain_index set reference = $2, po_number = $3, account_code = $4 where name = $1",
        name,
        fields.reference,
        fields.po_number,
        fields.account_code
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes a domain out of the index: it is deleted, or another registrar's now.
///
/// What was confirmed after `at` stays.
///
/// # Errors
/// Where the database refuses.
pub async fn forget_domain(tx: &mut Tx, name: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("delete from domain_index where name = $1 and (confirmed_at is null or confirmed_at <= $2)", name, at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Notes a later end of what is paid for, which the registry will confirm.
///
/// # Errors
/// Where the database refuses.
pub async fn put_expiry(tx: &mut Tx, name: &str, expires_at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update domain_index set expires_at = greatest(expires_at, $2::timestamptz) where name = $1",
        name,
        expires_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Has the registry asked about a domain at `at` or earlier.
///
/// # Errors
/// Where the database refuses.
pub async fn mark_for_refresh(tx: &mut Tx, name: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update domain_index set refresh_at = least(refresh_at, $2::timestamptz) where name = $1", name, at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The statuses that the account's domains have, in alphabetical order.
///
/// # Errors
/// Where the database refuses.
pub async fn domain_statuses(tx: &mut Tx) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(r#"select distinct unnest(statuses) as "status!" from domain_index order by 1"#)
        .fetch_all(&mut **tx)
        .await
}
