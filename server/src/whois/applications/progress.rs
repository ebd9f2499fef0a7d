//! An application's progress, for the page's script.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::Path;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{KIND, parse_id, state, version};
use crate::access::ApplicationEvents;
use crate::context::Ctx;
use crate::db::{AccountId, Db};
use crate::registry::journal;
use crate::respond::{PageError, PageResult};

/// How often an open page's progress is looked at, and for how long before the browser asks anew.
const LOOK: Duration = Duration::from_secs(1);
const LOOKS: u32 = 300;

/// Progress by server-sent events: `state` with the version, whenever it changes.
pub async fn events(mut ctx: Ctx<ApplicationEvents>, Path(id): Path<String>) -> PageResult {
    let id = parse_id(&id)?;
    let mut tx = ctx.tx().await?;
    let operation =
        journal::get(&mut tx, id).await?.filter(|operation| operation.kind == KIND).ok_or(PageError::NotFound)?;
    tx.commit().await?;
    let watch = Watch {
        closing: ctx.app.closing.clone(),
        account: ctx.account(),
        id,
        last: String::new(),
        looks: 0,
        open: true,
    };
    drop(operation);
    let events = stream::unfold((watch, ctx.app.db.clone()), |(mut watch, db)| async move {
        let event = watch.next(&db).await?;
        Some((Ok::<_, Infallible>(event), (watch, db)))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}

/// Looks at an application until it is settled.
struct Watch {
    closing: CancellationToken,
    account: AccountId,
    id: Uuid,
    last: String,
    looks: u32,
    open: bool,
}

impl Watch {
    async fn next(&mut self, db: &Db) -> Option<Event> {
        while self.open && self.looks < LOOKS && !self.closing.is_cancelled() {
            if self.looks > 0 {
                tokio::select! {
                    () = tokio::time::sleep(LOOK) => {}
                    () = self.closing.cancelled() => return None,
                }
            }
            self.looks += 1;
            let mut tx = db.account(self.account).await.ok()?;
            let operation = journal::get(&mut tx, self.id).await.ok()??;
            let children = journal::children(&mut tx, self.id).await.ok()?;
            tx.commit().await.ok()?;
            self.open = state(&operation).is_open();
            let version = version(&operation, &children);
            if version != self.last {
                self.last.clone_from(&version);
                return Some(Event::default().event("state").data(version));
            }
        }
        None
    }
}
