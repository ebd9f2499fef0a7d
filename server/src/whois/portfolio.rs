//! The portfolio: a list of the index, without a question to the registry.

use app::whois::portfolio::{Column, Filter, Props, Row, page};
use axum::extract::RawQuery;
use dk::Act;

use crate::access::PortfolioPage;
use crate::context::Ctx;
use crate::query::{self, given};
use crate::registry::index::{self, DomainFilter, DomainRow, DomainSort};
use crate::respond::{self, PageResult};

pub async fn show(mut ctx: Ctx<PortfolioPage>, RawQuery(asked): RawQuery) -> PageResult {
    let fields = query::fields(asked.as_deref());
    let filter = Filter::read(&fields);
    let wanted = DomainFilter {
        q: given(&filter.q),
        status: given(&filter.status),
        sort: match filter.sort.column {
            Column::Name => DomainSort::Name,
            Column::Expires => DomainSort::Expires,
            Column::Created => DomainSort::Created,
            Column::Confirmed => DomainSort::Confirmed,
        },
        descending: filter.sort.descending,
        paging: query::paging(&fields),
        ..DomainFilter::default()
    };
    let mut tx = ctx.tx().await?;
    let found = index::list_domains(&mut tx, &wanted).await?;
    let status_choices = index::domain_statuses(&mut tx).await?;
    tx.commit().await?;
    let (total, page_number, pages) = query::numbers(&found);
    let rows = found.rows.into_iter().map(row).collect();
    let may_register = ctx.who.roles.portal_may(Act::CreateDomain);
    let props = Props { rows, total, page: page_number, pages, filter, status_choices, may_register };
    Ok(respond::page(page(ctx.viewer, props)))
}

fn row(row: DomainRow) -> Row {
    Row {
        name: row.name,
        ascii_name: row.ascii_name,
        statuses: row.statuses,
        registrant: row.registrant,
        registrant_name: row.registrant_name,
        created_at: row.created_at,
        expires_at: row.expires_at,
        auto_renew: row.auto_renew,
        delete_at: row.delete_at,
        signed: row.signed,
        reference: row.reference,
        po_number: row.po_number,
        account_code: row.account_code,
        confirmed_at: row.confirmed_at,
    }
}
