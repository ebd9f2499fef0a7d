//! What a browser session holds, and how long it lasts.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};
use tower_sessions::Session;

use crate::db::{AccountId, UserId};

const KEY: &str = "signed_in";
/// How long after its end a session is still good for keeping what was typed, for the same user.
pub const DRAFTS_FOR: Duration = Duration::minutes(15);
/// The last request is noted at most this often, so that reading pages does not write.
const NOTE_EVERY: Duration = Duration::minutes(1);

/// Who signed in, kept in the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// The user.
    pub user: UserId,
    /// Their account.
    pub account: AccountId,
    /// When they signed in, or last changed their password in this session.
    #[serde(with = "time::serde::timestamp::microseconds")]
    pub began: OffsetDateTime,
    /// When the session was last used, to the minute.
    #[serde(with = "time::serde::timestamp::microseconds")]
    pub seen: OffsetDateTime,
}

/// How long sessions last.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Without a request.
    pub idle: Duration,
    /// In all.
    pub absolute: Duration,
}

/// What a session is worth at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody signed in.
    None,
    /// Over, but it still tells who it was.
    Over(SignIn),
    /// Good.
    Good(SignIn),
}

impl Limits {
    /// Judges `sign_in` at `now`.
    pub fn standing(&self, sign_in: Option<SignIn>, now: OffsetDateTime) -> Standing {
        match sign_in {
            None => Standing::None,
            Some(it) if now - it.seen > self.idle || now - it.began > self.absolute => Standing::Over(it),
            Some(it) => Standing::Good(it),
        }
    }
}

/// Reads who is signed in.
///
/// # Errors
/// Where the session store cannot be read.
pub async fn read(session: &Session) -> Result<Option<SignIn>, tower_sessions::session::Error> {
    session.get(KEY).await
}

/// Begins a signed-in session under a new id (a planted id is worth nothing).
///
/// # Errors
/// Where the session store cannot be written.
pub async fn begin(session: &Session, sign_in: &SignIn) -> Result<(), tower_sessions::session::Error> {
    session.clear().await;
    session.insert(KEY, sign_in).await?;
    session.cycle_id().await
}

/// Goes on under a new id after the password changed.
///
/// # Errors
/// Where the session store cannot be written.
pub async fn renew(session: &Session, sign_in: &SignIn) -> Result<(), tower_sessions::session::Error> {
    session.insert(KEY, sign_in).await?;
    session.cycle_id().await
}

/// Notes that the session is in use.
///
/// # Errors
/// Where the session store cannot be written.
pub async fn touch(
    session: &Session,
    sign_in: &SignIn,
    now: OffsetDateTime,
) -> Result<(), tower_sessions::session::Error> {
    if now - sign_in.seen < NOTE_EVERY {
        return Ok(());
    }
    session.insert(KEY, SignIn { seen: now, ..sign_in.clone() }).await
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_session_ends_by_idleness_and_by_age() {
        let limits = Limits { idle: Duration::minutes(30), absolute: Duration::hours(12) };
        let began = datetime!(2026-11-21 08:00 UTC);
        let at = |seen| SignIn { user: UserId(1), account: AccountId(1), began, seen };
        let judge = |seen: OffsetDateTime, now| matches!(limits.standing(Some(at(seen)), now), Standing::Good(_));
        assert!(judge(began, datetime!(2026-11-21 08:30 UTC)));
        assert!(!judge(began, datetime!(2026-11-21 08:31 UTC)));
        assert!(judge(datetime!(2026-11-21 19:50 UTC), datetime!(2026-11-21 20:00 UTC)));
        assert!(!judge(datetime!(2026-11-21 19:50 UTC), datetime!(2026-11-21 20:01 UTC)));
        assert_eq!(limits.standing(None, began), Standing::None);
    }
}
