//! The registry's messages: the inbox, one message, and marking it handled.

use app::whois::messages::{self as page, DetailProps, Filter, Props, Show};
use axum::extract::{Path, RawQuery};
use dk::MetaRole;
use ui::urls;

use crate::access::{MessageHandled, MessagePage, MessagesPage};
use crate::audit::Audit;
use crate::context::Ctx;
use crate::query::{self, given};
use crate::registry::messages::{self, Handled, Kind, Message, MessageFilter, ObjectKind};
use crate::respond::{self, PageError, PageResult};

pub async fn list(mut ctx: Ctx<MessagesPage>, RawQuery(asked): RawQuery) -> PageResult {
    let fields = query::fields(asked.as_deref());
    let filter = Filter::read(&fields);
    let wanted = MessageFilter {
        q: given(&filter.q),
        kind: given(&filter.kind).map(|kind| Kind::parse(&kind)),
        handled: (filter.show == Show::Unhandled).then_some(false),
        flagged: filter.show == Show::Flagged,
        paging: query::paging(&fields),
        ..MessageFilter::default()
    };
    let mut tx = ctx.tx().await?;
    let found = messages::list(&mut tx, &wanted).await?;
    let kind_choices = messages::kinds(&mut tx).await?;
    tx.commit().await?;
    let (total, page_number, pages) = query::numbers(&found);
    let props = Props {
        rows: found.rows.into_iter().map(message).collect(),
        total,
        page: page_number,
        pages,
        filter,
        has_any: !kind_choices.is_empty(),
        kind_choices,
        queue_owned: ctx.who.owns_queue,
        is_administrator: ctx.who.is(MetaRole::Administrator),
    };
    Ok(respond::page(page::page(ctx.viewer, props)))
}

pub async fn show(mut ctx: Ctx<MessagePage>, Path(id): Path<String>) -> PageResult {
    let id: i64 = id.parse().map_err(|_| PageError::NotFound)?;
    let mut tx = ctx.tx().await?;
    let found = messages::get(&mut tx, id).await?.ok_or(PageError::NotFound)?;
    tx.commit().await?;
    let raw_xml = found.raw_xml.clone();
    Ok(respond::page(page::detail(ctx.viewer, DetailProps { message: message(found), raw_xml })))
}

pub async fn handled(ctx: Ctx<MessageHandled>, Path(id): Path<String>) -> PageResult {
    let id: i64 = id.parse().map_err(|_| PageError::NotFound)?;
    let mut change = ctx.change().await?;
    match messages::mark_handled(&mut change, id, &ctx.who.email, ctx.app.clock.now()).await? {
        Handled::Now => change.commit(Audit::of(urls::message(id))).await?,
        Handled::Before => {}
        Handled::Unknown => return Err(PageError::NotFound),
    }
    let back = ctx.fields.get("return_to");
    let back = if back.starts_with(urls::MESSAGES) { back } else { urls::MESSAGES };
    Ok(respond::go_to(back))
}

fn message(row: Message) -> page::Message {
    page::Message {
        id: row.id,
        msg_id: row.msg_id,
        queued_at: row.queued_at,
        received_at: row.received_at,
        acknowledged_at: row.acknowledged_at,
        kind: row.kind.as_str().to_owned(),
        object_kind: match row.object_kind {
            ObjectKind::Domain => page::ObjectKind::Domain,
            ObjectKind::Contact => page::ObjectKind::Contact,
            ObjectKind::Host => page::ObjectKind::Host,
            _ => page::ObjectKind::None,
        },
        object: row.object,
        result: row.pa_result,
        risk: row.risk,
        operation_id: row.operation_id.map(|id| id.to_string()),
        flagged: row.flagged,
        handled: row.handled_at.map(|at| page::Handled { at, by: row.handled_by.unwrap_or_default() }),
        text: row.text,
    }
}
