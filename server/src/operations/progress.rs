//! An operation's progress, for the page's script.

use std::convert::Infallible;
use std::net::IpAddr;
use std::time::Duration;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream;
use tokio::time::Instant;
use tower_sessions::Session;
use uuid::Uuid;

use super::{parse_id, state, version};
use crate::access::{Feature, OperationEvents};
use crate::auth::session::{self, Standing};
use crate::context::Ctx;
use crate::registry::{Follower, journal};
use crate::respond::{PageError, PageResult};
use crate::state::App;
use crate::streams::Place;
use crate::viewer::{self, Found};

/// How often an open page is looked after even where nothing changed: whether it may still be seen.
const LOOK: Duration = Duration::from_secs(15);
/// How long a stream lasts before the browser asks anew.
const LASTS: Duration = Duration::from_secs(300);
/// When a browser may ask again about an operation that is settled.
const SETTLED: Duration = Duration::from_secs(600);

/// Progress by server-sent events: `state` with the version, whenever it changes. It ends when the operation is settled, and
/// with the right to see it. A user who has too many open already gets none, and the browser does not reconnect.
pub async fn events(mut ctx: Ctx<OperationEvents>, Path(id): Path<String>) -> PageResult {
    let id = parse_id(&id)?;
    let mut tx = ctx.tx().await?;
    journal::get(&mut tx, id).await?.ok_or(PageError::NotFound)?;
    tx.commit().await?;
    let Some(place) = ctx.app.streams.place(ctx.user()) else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    let watch = Watch {
        follower: ctx.app.registry.follow(id),
        ends: Instant::now() + LASTS,
        app: ctx.app,
        session: ctx.session,
        address: ctx.address,
        id,
        last: None,
        open: true,
        _place: place,
    };
    let events = stream::unfold(watch, |mut watch| async move {
        let event = watch.next().await?;
        Some((Ok::<_, Infallible>(event), watch))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}

/// Looks at an operation until it is settled.
struct Watch {
    follower: Follower,
    app: App,
    session: Session,
    address: IpAddr,
    id: Uuid,
    last: Option<String>,
    open: bool,
    ends: Instant,
    _place: Place,
}

impl Watch {
    async fn next(&mut self) -> Option<Event> {
        while self.open {
            if self.last.is_some() {
                tokio::select! {
                    () = self.follower.changed() => {}
                    () = tokio::time::sleep(LOOK) => {}
                    () = tokio::time::sleep_until(self.ends) => return None,
                    () = self.app.closing.cancelled() => return None,
                }
            }
            let version = self.look().await?;
            if self.last.as_ref() != Some(&version) {
                self.last = Some(version.clone());
                let event = Event::default().event("state").data(version);
                // A page on which somebody types stays as it is, and asks again after the end.
                return Some(if self.open { event } else { event.retry(SETTLED) });
            }
        }
        None
    }

    /// The operation's version; none where it may not be seen any more, or cannot be now.
    async fn look(&mut self) -> Option<String> {
        self.session.load().await.ok()?;
        let signed_in = session::read(&self.session).await.ok()?;
        let Standing::Good(sign_in) = self.app.limits.standing(signed_in, self.app.clock.now()) else { return None };
        let mut tx = self.app.db.reading(sign_in.account).await.ok()?;
        let Found::Welcome(who) = viewer::read(&mut tx, &sign_in, self.address).await.ok()? else { return None };
        if !OperationEvents::ROW.admits(who.roles) {
            return None;
        }
        let operation = journal::get(&mut tx, self.id).await.ok()??;
        let children = journal::children(&mut tx, self.id).await.ok()?;
        tx.commit().await.ok()?;
        self.open = state(&operation).is_open();
        Some(version(&operation, &children))
    }
}
