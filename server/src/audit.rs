//! The audit log as the portal writes it: a change commits with its line or not at all, and what is refused or breaks leaves a
//! line of its own. Who is no user of any account is told of in the operator's log instead.

use std::net::IpAddr;
use std::ops::{Deref, DerefMut};

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::access::{AtRegistry, Row, Scope, Verb};
use crate::auth::throttle::Counted;
use crate::db::{AccountId, Db, Tx, UserId};
use crate::registry::audit::{self, Line, Outcome};
use crate::respond::PageError;
use crate::viewer::Who;

/// The target of the operator's log for what concerns no account: attempts to sign in as nobody, locked addresses.
pub const SECURITY: &str = "birk::security";
/// The action of a request from an address that the account does not admit, whatever it asks for.
const PORTAL: &str = "portal.use";
/// Characters of a path that are kept: it is what a stranger to the object typed.
const LONGEST_OBJECT: usize = 200;

/// What a line tells of besides who, from where, through what and how it went.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    object: String,
    detail: Value,
}

impl Audit {
    /// Names the object.
    pub fn of(object: impl Into<String>) -> Self {
        Self { object: object.into(), detail: Value::Null }
    }

    /// Adds what else is worth keeping; never a secret.
    #[must_use]
    pub fn with(self, detail: Value) -> Self {
        Self { detail, ..self }
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// Why something was refused or broke; the page of the audit log has words for each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Reason {
            $($(#[$doc])* $name,)*
        }

        impl Reason {
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$name),*];

            /// The word in the line's detail, under `why`.
            fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

reasons! {
    /// The password does not fit.
    WrongPassword = "wrong password",
    /// The password fits, but the user is disabled.
    Disabled = "sign-in of a disabled user",
    /// Too many attempts: further ones are refused for a while.
    Locked = "sign-in locked",
    /// The account's allowlist does not hold the address.
    Address = "address not allowed",
    /// The user has none of the roles.
    Role = "role missing",
    /// The form's token is not one of this session's.
    Forged = "forged form",
    /// No such object, or another account's.
    NoSuchObject = "no such object",
    /// The current password that must be given for a new one does not fit.
    WrongCurrentPassword = "wrong current password",
    /// The form was sent before with other content.
    SentBefore = "sent before with other content",
    /// The registry could not be asked.
    RegistryDown = "registry does not answer",
    /// Something that should not happen; the operator's log has the cause.
    Broke = "internal error",
}

/// Who acts, from where, and through which feature.
#[derive(Clone, Debug)]
pub struct Acting {
    /// The account.
    pub account: AccountId,
    /// The user.
    pub user: UserId,
    /// Their e-mail address.
    pub email: String,
    /// The client's address.
    pub address: IpAddr,
    /// The feature's name.
    pub action: &'static str,
}

impl Acting {
    /// A signed-in user.
    pub fn new(who: &Who, address: IpAddr, row: &Row) -> Self {
        Self { account: who.account, user: who.user, email: who.email.clone(), address, action: row.name }
    }

    fn line<'a>(&'a self, note: &'a Audit, outcome: Outcome) -> Line<'a> {
        Line {
            account: self.account,
            user: Some(self.user),
            actor: &self.email,
            address: Some(self.address),
            action: self.action,
            object: &note.object,
            detail: note.detail.clone(),
            outcome,
        }
    }

    /// Begins a change.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn change(self, db: &Db) -> Result<Change, PageError> {
        Ok(Change { tx: db.account(self.account).await?, acting: self })
    }

    /// Writes that something was refused, in a transaction of its own. For what is throttled anyway: every attempt has its line.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn refused(&self, db: &Db, reason: Reason) -> Result<(), PageError> {
        let note = Audit::default().with(json!({ "why": reason.word() }));
        let mut tx = db.account(self.account).await?;
        audit::write(&mut tx, self.line(&note, Outcome::Refused)).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Writes that the request for `path`, admitted by `row` or not, ended with `error`, where that is told at all. Counted, since
    /// it can be brought about without end. That it cannot be written goes to the operator's log: the answer is the same.
    pub async fn ended(&self, db: &Db, row: &Row, path: &str, error: &PageError) {
        let Some((outcome, reason)) = told(row, error) else { return };
        let object = path.split('?').next().unwrap_or(path).chars().take(LONGEST_OBJECT).collect::<String>();
        let note = Audit::of(object).with(json!({ "why": reason.word() }));
        let action = if reason == Reason::Address { PORTAL } else { self.action };
        let written = async {
            let mut tx = db.account(self.account).await?;
            let line = Line { action, ..self.line(&note, outcome) };
            audit::write_counted(&mut tx, line, reason.word()).await?;
            tx.commit().await
        };
        if let Err(error) = written.await {
            tracing::error!(%error, action, why = reason.word(), "an audit line could not be written");
        }
    }
}

/// What the log says of a request that ended so; none where it says nothing.
fn told(row: &Row, error: &PageError) -> Option<(Outcome, Reason)> {
    let changes = row.method == Verb::Post && row.registry != AtRegistry::Reads;
    match error {
        PageError::NotFound => (row.scope == Scope::Own).then_some((Outcome::Refused, Reason::NoSuchObject)),
        PageError::Forbidden => Some((Outcome::Refused, Reason::Role)),
        PageError::AddressRefused(_) => Some((Outcome::Refused, Reason::Address)),
        PageError::ForgedForm => Some((Outcome::Refused, Reason::Forged)),
        PageError::Conflict => Some((Outcome::Refused, Reason::SentBefore)),
        // Their lock has a line of its own; and what is no form has not even a sender.
        PageError::TooMany(_) | PageError::TooLarge | PageError::NotAForm => None,
        PageError::RegistryDown => changes.then_some((Outcome::Failed, Reason::RegistryDown)),
        // There is nothing to write to.
        PageError::Database(_) if error.status() == StatusCode::SERVICE_UNAVAILABLE => None,
        PageError::Database(_) | PageError::Sessions(_) | PageError::Internal(_) => {
            changes.then_some((Outcome::Failed, Reason::Broke))
        }
    }
}

/// Writes what `counted` says of locks that begin: for a known user in the account's log, else in the operator's. What was typed
/// as an unknown user's name is not told: it may be a password.
///
/// # Errors
/// Where the database refuses.
pub async fn locks(db: &Db, counted: &Counted, acting: Option<&Acting>, address: IpAddr) -> Result<(), PageError> {
    if counted.locks_address {
        tracing::warn!(target: SECURITY, %address, "too many attempts to sign in from an address: it is locked");
    }
    match acting {
        Some(acting) if counted.locks_user => acting.refused(db, Reason::Locked).await?,
        None if counted.locks_user => {
            tracing::warn!(target: SECURITY, %address, "too many attempts to sign in as an unknown user: it is locked");
        }
        _ => {}
    }
    Ok(())
}

/// A change of the account's rows: a transaction that can be committed only with the line that tells of it. Dropped, it has not
/// happened.
#[derive(Debug)]
#[must_use = "nothing is changed before it is committed"]
pub struct Change {
    tx: Tx,
    acting: Acting,
}

impl Change {
    /// Commits the change and its line.
    ///
    /// # Errors
    /// Where the database refuses either: then neither happens.
    pub async fn commit(mut self, note: Audit) -> Result<(), PageError> {
        audit::write(&mut self.tx, self.acting.line(&note, Outcome::Done)).await?;
        self.tx.commit().await?;
        Ok(())
    }
}

impl Deref for Change {
    type Target = Tx;

    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl DerefMut for Change {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.tx
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use ui::Lang;

    use super::*;
    use crate::access::{Feature as _, MessagePage, PrepaidPage, ProfileName, Search};

    #[test]
    fn every_reason_has_words() {
        for reason in Reason::ALL {
            for lang in [Lang::Da, Lang::En] {
                let label = app::administration::audit_log::reason_label(lang, reason.word());
                assert_ne!(label, reason.word(), "app/src/administration/audit_log/reason.rs has no words for it");
            }
        }
        assert_ne!(app::administration::audit_log::action_label(Lang::En, PORTAL), PORTAL);
    }

    #[test]
    fn what_is_told_depends_on_the_row() {
        let broke = || PageError::Internal(anyhow::anyhow!("x"));
        let refused = |reason| Some((Outcome::Refused, reason));
        assert_eq!(told(&MessagePage::ROW, &PageError::NotFound), refused(Reason::NoSuchObject));
        assert_eq!(told(&PrepaidPage::ROW, &PageError::NotFound), None, "its path names no object");
        assert_eq!(told(&PrepaidPage::ROW, &PageError::Forbidden), refused(Reason::Role));
        assert_eq!(told(&ProfileName::ROW, &broke()), Some((Outcome::Failed, Reason::Broke)));
        assert_eq!(told(&PrepaidPage::ROW, &broke()), None, "a page that breaks changes nothing");
        assert_eq!(told(&Search::ROW, &broke()), None, "a question, though it is posted");
        let away = PageError::Database(sqlx::Error::PoolTimedOut);
        assert_eq!(told(&ProfileName::ROW, &away), None, "there is nothing to write it to");
    }

    /// The rest is kept by the compiler: a transaction from a `Ctx` only reads, and a `Change` commits only with its line.
    #[test]
    fn no_handler_begins_a_transaction_that_writes_to_an_account() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let handlers = ["administration", "flow", "login", "operations", "prepaid", "profile", "whois"];
        let mut folders: Vec<PathBuf> = handlers.iter().map(|name| source.join(name)).collect();
        // What is typed is kept, but nothing has been done yet.
        let drafts = source.join("flow/drafts.rs");
        let mut seen = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).unwrap().map(Result::unwrap) {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                if path == drafts {
                    continue;
                }
                let text: String = std::fs::read_to_string(&path).unwrap().split_whitespace().collect();
                for way in ["db.account(", "db.pool(", "set_account("] {
                    assert!(!text.contains(way), "{}: {way}…): take a Ctx's change() or tx()", path.display());
                }
                seen += 1;
            }
        }
        assert!(seen > 20, "{seen} files");
    }
}
