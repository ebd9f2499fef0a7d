//! What the pages of domains, contacts and hosts share: timelines, freshness, and errors in plain words.

use std::time::Duration;

use app::whois::object::{History, Party, Status, Unknown, UsedBy, message_event};
use epp::Extensions;
use ui::Lang;

use crate::db::Tx;
use crate::operations::event;
use crate::registry::index::{ContactRow, DomainRow};
use crate::registry::journal::{self, Operation};
use crate::registry::messages::{self, Message, ObjectKind};

/// One more of each kind than a page shows of both, so that it is known whether there are more.
const EVENTS: i64 = History::MOST as i64 + 1;

/// What was asked for on an object, and what the registry told of it: the newest of each.
pub struct Happened {
    /// Newest first.
    pub operations: Vec<Operation>,
    /// Newest first.
    pub messages: Vec<Message>,
}

impl Happened {
    /// Reads both: two queries.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn read(tx: &mut Tx, kind: ObjectKind, object: &str) -> sqlx::Result<Self> {
        let operations = journal::history(tx, kind, object, EVENTS).await?;
        let messages = messages::of_object(tx, kind, object, EVENTS).await?;
        Ok(Self { operations, messages })
    }

    /// Both on one timeline.
    pub fn history(&self, lang: Lang, object: &str) -> History {
        let operations = self.operations.iter().map(|operation| event(lang, operation));
        let messages = self.messages.iter().map(|message| {
            let attention = message.flagged.is_some() || message.kind.needs_attention();
            message_event(lang, message.queued_at, message.id, &message.text, attention)
        });
        History::newest(operations.chain(messages).collect(), object)
    }
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
        name: row.map(ContactRow::called).filter(|name| !name.is_empty()),
        confirmed_at: row.and_then(|row| row.confirmed_at),
    }
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
