//! The index's contacts.

use time::OffsetDateTime;

use crate::db::{AccountId, Tx};
use crate::page::{Page, Paging, containing};

/// A contact of the account as the index knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactRow {
    /// The registry's handle.
    pub handle: String,
    /// Person's name.
    pub name: String,
    /// Organisation's name; empty for individuals.
    pub organisation: String,
    /// `company`, `public_organization`, `association` or `individual`.
    pub user_type: Option<String>,
    /// Electronic mail.
    pub email: Option<String>,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    /// City.
    pub city: Option<String>,
    /// CVR or VAT number.
    pub cvr: Option<String>,
    /// `registrar` or `registrant`.
    pub management: Option<String>,
    /// Whether the registry counts the contact as validated.
    pub verified: Option<bool>,
    /// The registry's word for the state of the identity's verification (`pending`, `completed` …).
    pub verification: Option<String>,
    /// Until when it must be completed.
    pub verify_before: Option<OffsetDateTime>,
    /// One of [`source`](super::source).
    pub source: String,
    /// When the registry last said so.
    pub confirmed_at: Option<OffsetDateTime>,
}

impl ContactRow {
    /// What people call it: the organisation, or the person.
    pub fn called(&self) -> String {
        if self.organisation.is_empty() { self.name.clone() } else { self.organisation.clone() }
    }
}

/// The account's contacts whose handle, names, e-mail or CVR number contain `q`, by name. Two queries.
///
/// # Errors
/// Where the database refuses.
pub async fn list_contacts(tx: &mut Tx, q: Option<&str>, paging: Paging) -> sqlx::Result<Page<ContactRow>> {
    let q = q.filter(|q| !q.trim().is_empty()).map(containing);
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from contact_index
           where $1::text is null or handle ilike $1 or name ilike $1 or organisation ilike $1 or email ilike $1 or cvr ilike $1"#,
        q
    )
    .fetch_one(&mut **tx)
    .await?;
    let rows = sqlx::query_as!(
        ContactRow,
        "select handle, name, organisation, user_type, email, country, city, cvr, management, verified, verification,
                verify_before, source, confirmed_at
         from contact_index
         where $1::text is null or handle ilike $1 or name ilike $1 or organisation ilike $1 or email ilike $1 or cvr ilike $1
         order by lower(name), handle limit $2 offset $3",
        q,
        paging.limit(),
        paging.offset(),
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Page::new(rows, total, paging))
}

/// One contact.
///
/// # Errors
/// Where the database refuses.
pub async fn contact(tx: &mut Tx, handle: &str) -> sqlx::Result<Option<ContactRow>> {
    Ok(contacts_by_handle(tx, &[handle.to_owned()]).await?.pop())
}

/// Those of the contacts that the index knows. One query.
///
/// # Errors
/// Where the database refuses.
pub async fn contacts_by_handle(tx: &mut Tx, handles: &[String]) -> sqlx::Result<Vec<ContactRow>> {
    sqlx::query_as!(
        ContactRow,
        "select handle, name, organisation, user_type, email, country, city, cvr, management, verified, verification,
                verify_before, source, confirmed_at
         from contact_index where handle = any($1) order by handle",
        handles
    )
    .fetch_all(&mut **tx)
    .await
}

/// Writes what the registry said about a contact, and its name into the rows of the domains that it holds, unless the index
/// knows something newer.
///
/// # Errors
/// Where the database refuses.
pub async fn put_contact(tx: &mut Tx, account: AccountId, row: &ContactRow) -> sqlx::Result<()> {
    let written = sqlx::query!(
        "insert into contact_index (account_id, handle, name, organisation, user_type, email, country, city, cvr, management,
             verified, verification, verify_before, source, confirmed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         on conflict (account_id, handle) do update set name = excluded.name, organisation = excluded.organisation,
             user_type = excluded.user_type, email = excluded.email, country = excluded.country, city = excluded.city,
             cvr = excluded.cvr, management = excluded.management, verified = excluded.verified,
             verification = excluded.verification, verify_before = excluded.verify_before, source = excluded.source,
             confirmed_at = excluded.confirmed_at
         where contact_index.confirmed_at is null or excluded.confirmed_at is null
             or contact_index.confirmed_at <= excluded.confirmed_at",
        account.0,
        row.handle,
        row.name,
        row.organisation,
        row.user_type,
        row.email,
        row.country,
        row.city,
        row.cvr,
        row.management,
        row.verified,
        row.verification,
        row.verify_before,
        row.source,
        row.confirmed_at,
    )
    .execute(&mut **tx)
    .await?;
    if written.rows_affected() == 0 {
        return Ok(());
    }
    let name = if row.organisation.is_empty() { &row.name } else { &row.organisation };
    sqlx::query!(
        "update domain_index set registrant_name = $2 where registrant = $1 and registrant_name is distinct from $2",
        row.handle,
        name
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes a contact out of the index: the registry deleted it. What was confirmed after `at` stays.
///
/// # Errors
/// Where the database refuses.
pub async fn forget_contact(tx: &mut Tx, handle: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from contact_index where handle = $1 and (confirmed_at is null or confirmed_at <= $2)",
        handle,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
