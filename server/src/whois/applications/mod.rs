//! Applications: the list. Each has the page of an operation.

use app::whois::applications::{self as page, Filter, ListProps, Row};
use axum::extract::{Path, RawQuery};
use dk::{Act, RiskColour};
use ui::urls;
use uuid::Uuid;

use crate::access::{ApplicationPage, ApplicationsPage};
use crate::context::Ctx;
use crate::db::Tx;
use crate::operations::{next_check, parse_id, state, waiting};
use crate::query::{self, given};
use crate::registry::journal::{self, Operation, OperationFilter};
use crate::respond::{self, PageError, PageResult};

/// What an application is in the journal.
const ACT: Act = Act::CreateDomain;

pub async fn list(mut ctx: Ctx<ApplicationsPage>, RawQuery(asked): RawQuery) -> PageResult {
    let fields = query::fields(asked.as_deref());
    let filter = Filter::read(&fields);
    let wanted = OperationFilter {
        q: given(&filter.q),
        kind: Some(ACT.as_str().to_owned()),
        standing: filter.state.map(|state| state.word().to_owned()),
        paging: query::paging(&fields),
        ..OperationFilter::default()
    };
    let mut tx = ctx.tx().await?;
    let found = journal::recent(&mut tx, &wanted).await?;
    let contacts = open_contacts(&mut tx, &found.rows).await?;
    tx.commit().await?;
    let (total, page_number, pages) = query::numbers(&found);
    let rows = found.rows.into_iter().map(|operation| row(operation, &contacts)).collect();
    let may_register = ctx.who.roles.portal_may(Act::CreateDomain);
    Ok(respond::page(page::list(ctx.viewer, ListProps { rows, filter, page: page_number, pages, total, may_register })))
}

/// A first step that is not settled.
struct OpenContact {
    application: Uuid,
    needs_person: bool,
}

/// Those of the applications' contacts that are not settled: one query.
async fn open_contacts(tx: &mut Tx, operations: &[Operation]) -> sqlx::Result<Vec<OpenContact>> {
    let ids: Vec<Uuid> = operations.iter().map(|operation| operation.id).collect();
    sqlx::query_as!(
        OpenContact,
        r#"select parent_id as "application!", needs_person is not null as "needs_person!" from operation
           where parent_id = any($1) and state not in ('done', 'refused')"#,
        &ids
    )
    .fetch_all(&mut **tx)
    .await
}

fn row(operation: Operation, contacts: &[OpenContact]) -> Row {
    let contact = contacts.iter().find(|contact| contact.application == operation.id);
    let next_check_at = next_check(&operation);
    Row {
        id: operation.id.to_string(),
        state: state(&operation),
        risk: operation.outcome.risk.as_deref().map(RiskColour::from_word),
        waiting: waiting(&operation, contact.is_some()),
        needs_person: operation.needs_person.is_some() || contact.is_some_and(|contact| contact.needs_person),
        domain: operation.object,
        sent_at: operation.sent_at.unwrap_or(operation.planned_at),
        by: operation.actor.name,
        tracking_no: operation.tracking_no,
        next_check_at,
        reference: operation.fields.reference,
    }
}

/// Where an application's page was before every act had the same one.
pub async fn show(mut ctx: Ctx<ApplicationPage>, Path(id): Path<String>) -> PageResult {
    let id = parse_id(&id)?;
    let mut tx = ctx.tx().await?;
    journal::get(&mut tx, id).await?.ok_or(PageError::NotFound)?;
    tx.commit().await?;
    Ok(respond::go_to(&urls::operation(&id.to_string())))
}
