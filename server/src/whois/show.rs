//! What the pages of domains, contacts and hosts share: timelines, freshness, and errors in plain words.

use std::time::Duration;

use app::whois::events::{self, OperationEvent};
use app::whois::object::{Party, Status, Unknown, UsedBy};
use dk::Act;
use epp::Extensions;
use ui::{Lang, TimelineItem};

use crate::db::Tx;
use crate::registry::index::{ContactRow, DomainRow};
use crate::registry::journal::{self, Operation};
use crate::registry::messages::{self, Message, ObjectKind};

/// Most events that a page shows of each kind.
const MOST_EVENTS: i64 = 50;

/// Operations and messages about an object, newest first: two queries.
///
/// # Errors
/// Where the database refuses.
pub async fn timeline(tx: &mut Tx, lang: Lang, kind: ObjectKind, object: &str) -> sqlx::Result<Vec<TimelineItem>> {
    let operations = journal::history(tx, kind, object, MOST_EVENTS).await?;
    let heard = messages::of_object(tx, kind, object, MOST_EVENTS).await?;
    let mut items: Vec<_> = operations.iter().map(|operation| event(lang, operation)).collect();
    items.extend(heard.iter().map(|message| message_event(lang, message)));
    items.sort_by_key(|item| std::cmp::Reverse(item.at));
    Ok(items)
}

/// An operation as an event.
pub fn event(lang: Lang, operation: &Operation) -> TimelineItem {
    OperationEvent {
        at: operation.planned_at,
        act: operation.act(),
        state: operation.state.as_str(),
        actor: &operation.actor.name,
        result: operation.result_code.zip(operation.result_text.as_deref()),
        id: (operation.act() == Some(Act::CreateDomain)).then(|| operation.id.to_string()),
    }
    .item(lang)
}

/// A message as an event.
pub fn message_event(lang: Lang, message: &Message) -> TimelineItem {
    let attention = message.flagged.is_some() || message.kind.needs_attention();
    events::message(lang, message.queued_at, message.id, &message.text, attention)
}

/// Whole milliseconds.
pub fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Statuses as the pages take them.
pub fn statuses(statuses: &[epp::object::Status]) -> Vec<Status> {
    statuses.iter().map(|status| Status { word: status.value.clone(), text: status.text.clone() }).collect()
}

/// What of the answer could not be read.
pub fn unknown(extensions: &Extensions) -> Vec<Unknown> {
    extensions
        .unknown
        .iter()
        .map(|element| Unknown {
            namespace: element.namespace.clone(),
            name: element.name.clone(),
            problem: element.problem.clone(),
        })
        .collect()
}

/// A contact with what the index knows about it.
pub fn party(handle: &str, known: &[ContactRow]) -> Party {
    let row = known.iter().find(|row| row.handle == handle);
    Party {
        handle: handle.to_owned(),
        name: row.map(contact_name).filter(|name| !name.is_empty()),
        confirmed_at: row.and_then(|row| row.confirmed_at),
    }
}

/// Organisation, or the person's name.
pub fn contact_name(row: &ContactRow) -> String {
    if row.organisation.is_empty() { row.name.clone() } else { row.organisation.clone() }
}

/// A domain that uses the object of a page.
pub fn used_by(row: DomainRow, role: &str) -> UsedBy {
    UsedBy {
        domain: row.name,
        role: role.to_owned(),
        statuses: row.statuses,
        expires_at: row.expires_at,
        confirmed_at: row.confirmed_at,
    }
}
