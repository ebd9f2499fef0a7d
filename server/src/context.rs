//! `Ctx<F>`: the proof that feature `F` is allowed for this request, with all a handler needs.

use std::fmt;
use std::marker::PhantomData;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use ui::{Fields, Flash, FlashKind, FormState, Lang, Viewer};

use crate::access::{Feature, OperationDecision, Posts};
use crate::audit::{Acting, Change, Reason};
use crate::auth::session::SignIn;
use crate::db::{AccountId, Tx, UserId};
use crate::draft;
use crate::registry::order::{By, Deciding};
use crate::respond::{self, PageError};
use crate::state::App;
use crate::viewer::Who;

const FLASH: &str = "flash";

/// What the access layer found out about the request, handed to the extractor.
pub struct Admitted {
    /// The feature's name, checked against the `Ctx` that is asked for.
    pub feature: &'static str,
    /// The viewer as the pages know them.
    pub viewer: Viewer,
    /// Who is signed in, if the feature asks for it or they are.
    pub who: Option<Who>,
    /// The client's address.
    pub address: IpAddr,
    /// What was posted, its token checked.
    pub fields: Fields,
    /// The browser's session.
    pub session: Session,
    /// The transaction that found all this out, for reading on. None where the registry will be asked or a form is read:
    /// waiting must not hold a connection.
    pub tx: Option<Tx>,
}

/// [`Admitted`] on its way through the request's extensions (which must be cloneable).
#[derive(Clone)]
pub struct Carried(Arc<Mutex<Option<Admitted>>>);

impl Carried {
    /// Packs it.
    pub fn new(admitted: Admitted) -> Self {
        Self(Arc::new(Mutex::new(Some(admitted))))
    }

    fn take(&self) -> Option<Admitted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A signed-in user's request for the feature `F`.
pub struct Ctx<F> {
    /// The server.
    pub app: App,
    /// The viewer as the pages know them.
    pub viewer: Viewer,
    /// Who it is.
    pub who: Who,
    /// The client's address.
    pub address: IpAddr,
    /// What was posted.
    pub fields: Fields,
    /// The browser's session.
    pub session: Session,
    path: String,
    tx: Option<Tx>,
    feature: PhantomData<F>,
}

/// A stranger's request for the open feature `F` (or a user's).
pub struct Guest<F> {
    /// The server.
    pub app: App,
    /// The viewer as the pages know them.
    pub viewer: Viewer,
    /// Who it is, where somebody is signed in.
    pub who: Option<Who>,
    /// The client's address.
    pub address: IpAddr,
    /// What was posted.
    pub fields: Fields,
    /// The browser's session.
    pub session: Session,
    feature: PhantomData<F>,
}

impl<F: Feature> FromRequestParts<App> for Ctx<F> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let admitted = admitted::<F>(parts)?;
        let who = admitted.who.ok_or(PageError::Forbidden)?;
        Ok(Self {
            app: app.clone(),
            viewer: admitted.viewer,
            who,
            address: admitted.address,
            fields: admitted.fields,
            session: admitted.session,
            path: parts.uri.path().to_owned(),
            tx: admitted.tx,
            feature: PhantomData,
        })
    }
}

impl<F: Feature> FromRequestParts<App> for Guest<F> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let admitted = admitted::<F>(parts)?;
        Ok(Self {
            app: app.clone(),
            viewer: admitted.viewer,
            who: admitted.who,
            address: admitted.address,
            fields: admitted.fields,
            session: admitted.session,
            feature: PhantomData,
        })
    }
}

impl<F: Posts> Ctx<F> {
    /// Begins a change of the account's rows, which is committed with its line in the audit log or not at all.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn change(&self) -> Result<Change, PageError> {
        self.acting().change(&self.app.db).await
    }

    /// Writes to the audit log that something was refused of which a page of the feature's own tells. Only for what is throttled.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn refused(&self, reason: Reason) -> Result<(), PageError> {
        self.acting().refused(&self.app.db, reason).await
    }

    /// Who acts, for the audit log.
    pub fn acting(&self) -> Acting {
        Acting::new(&self.who, self.address, &F::ROW)
    }
}

impl<F: Posts> Guest<F> {
    /// Begins a change of the rows of the account of who is signed in; none for a stranger.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn change(&self) -> Result<Option<Change>, PageError> {
        match &self.who {
            Some(who) => Acting::new(who, self.address, &F::ROW).change(&self.app.db).await.map(Some),
            None => Ok(None),
        }
    }
}

/// Takes what the access layer left, and refuses a `Ctx` of another feature: a handler mounted under the wrong row.
fn admitted<F: Feature>(parts: &mut Parts) -> Result<Admitted, PageError> {
    let carried = parts.extensions.get::<Carried>().and_then(Carried::take);
    let admitted = carried.ok_or_else(|| anyhow::anyhow!("{} is not behind the access table", F::ROW.name))?;
    if admitted.feature != F::ROW.name {
        return Err(anyhow::anyhow!("{} is mounted as {}", F::ROW.name, admitted.feature).into());
    }
    Ok(admitted)
}

/// Who asks for what; what was posted may hold secrets.
impl<F: Feature> fmt::Debug for Ctx<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ctx").field("feature", &F::ROW.name).field("user", &self.who.user).finish_non_exhaustive()
    }
}

impl<F: Feature> fmt::Debug for Guest<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guest").field("feature", &F::ROW.name).finish_non_exhaustive()
    }
}

impl fmt::Debug for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Carried").finish_non_exhaustive()
    }
}

impl fmt::Debug for Admitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Admitted").field("feature", &self.feature).finish_non_exhaustive()
    }
}

impl<F> Ctx<F> {
    /// The address's path.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The user's language.
    pub fn lang(&self) -> Lang {
        self.viewer.lang
    }

    /// The account.
    pub fn account(&self) -> AccountId {
        self.who.account
    }

    /// The user.
    pub fn user(&self) -> UserId {
        self.who.user
    }

    /// A transaction that reads the account's rows: the one that is open already, or a new one. Writing takes a
    /// [`Ctx::change`]; in this one the database refuses it.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn tx(&mut self) -> Result<Tx, PageError> {
        match self.tx.take() {
            Some(tx) => Ok(tx),
            None => Ok(self.app.db.reading(self.who.account).await?),
        }
    }

    /// The state of this page's form when it is opened: empty, or what was typed before the session ended.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn opened_form(&mut self) -> Result<FormState, PageError> {
        let now = self.app.clock.now();
        let mut tx = self.app.db.account(self.who.account).await?;
        let fields = draft::take(&mut tx, &self.app.key, now, self.who.user, &self.path).await?;
        tx.commit().await?;
        self.viewer.draft_restored = fields.is_some();
        Ok(FormState { fields: fields.unwrap_or_default(), ..FormState::default() })
    }

    /// On to `path`, where a message is shown once.
    ///
    /// # Errors
    /// Where the session store refuses.
    pub async fn done(&self, path: &str, text: String) -> Result<Response, PageError> {
        self.flash(FlashKind::Done, text, None).await?;
        Ok(respond::go_to(path))
    }

    /// Leaves a message for the next page.
    ///
    /// # Errors
    /// Where the session store refuses.
    pub async fn flash(&self, kind: FlashKind, text: String, link: Option<(String, String)>) -> Result<(), PageError> {
        leave_flash(&self.session, kind, text, link).await
    }

    /// This session as it stands, for renewing it.
    pub fn sign_in(&self) -> SignIn {
        SignIn { user: self.who.user, account: self.who.account, began: self.who.began, seen: self.app.clock.now() }
    }
}

impl Ctx<OperationDecision> {
    /// Who decides.
    pub fn deciding(&self) -> By<Deciding> {
        let feature = OperationDecision::ROW.name;
        By::admitted(self.who.account, self.who.user, &self.who.email, self.address, feature)
    }
}

#[derive(Serialize, Deserialize)]
struct KeptFlash {
    kind: u8,
    text: String,
    link: Option<(String, String)>,
}

/// Leaves a message for the next page of `session`.
///
/// # Errors
/// Where the session store refuses.
pub async fn leave_flash(
    session: &Session,
    kind: FlashKind,
    text: String,
    link: Option<(String, String)>,
) -> Result<(), PageError> {
    let kind = match kind {
        FlashKind::Done => 0,
        FlashKind::Note => 1,
        FlashKind::Problem => 2,
    };
    session.insert(FLASH, KeptFlash { kind, text, link }).await?;
    Ok(())
}

/// Takes the message left for this page.
///
/// # Errors
/// Where the session store refuses.
pub async fn take_flash(session: &Session) -> Result<Option<Flash>, PageError> {
    if session.get::<KeptFlash>(FLASH).await?.is_none() {
        return Ok(None);
    }
    let kept = session.remove::<KeptFlash>(FLASH).await?;
    Ok(kept.map(|kept| Flash {
        kind: match kept.kind {
            0 => FlashKind::Done,
            1 => FlashKind::Note,
            _ => FlashKind::Problem,
        },
        text: kept.text,
        link: kept.link,
    }))
}
