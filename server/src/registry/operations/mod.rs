//! What can be asked of the registry with side effects: one file a command.
//!
//! Each command says how it is written, what its answer means, and by which questions to the registry it can be proven
//! afterwards that it was executed, or that it was not.

mod contact_create;
mod domain_create;
mod host_create;
mod proof;
mod secrets;

use epp::{CommandBody, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use contact_create::{ContactCreate, ContactMode};
pub use domain_create::{DomainCreate, Ds, Registrant};
pub use host_create::HostCreate;
pub use proof::{Ask, Proof};
pub use secrets::{AUTH_INFO, Secrets};

use super::journal::{Operation, Outcome};
use super::messages::ObjectKind;
use super::prices::Billable;
use crate::db::Tx;

/// A request that is missing something, so that it cannot be written as a command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the request cannot be written as a command: {0}")]
pub struct Unwritable(pub String);

/// What an accepted answer (or a later proof) tells about an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Name or handle, where the answer brings it.
    pub object: Option<String>,
    /// The registry's number of the application.
    pub tracking_no: Option<String>,
    /// What else it tells.
    pub outcome: Outcome,
}

/// A command with side effects.
pub trait Execute: Serialize + DeserializeOwned + Sync {
    /// Kind of object that it is about.
    const OBJECT_KIND: ObjectKind;
    /// What it costs, where it costs something.
    const BILLABLE: Option<Billable> = None;

    /// Name or handle; empty where only the answer brings it.
    fn object(&self) -> String;

    /// The command.
    ///
    /// # Errors
    /// [`Unwritable`].
    fn body(&self, secrets: &Secrets) -> Result<CommandBody, Unwritable>;

    /// Reads an answer that accepts the command (`1xxx`).
    fn accepted(&self, response: &Response) -> Accepted;

    /// Finds out whether the command was executed, when its answer was lost.
    fn prove(&self, ask: &Ask<'_>, operation: &Operation) -> impl Future<Output = Proof> + Send;

    /// Writes into the index what the operation's present state means for it.
    fn index(&self, tx: &mut Tx, operation: &Operation) -> impl Future<Output = sqlx::Result<()>> + Send;
}

macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident = $kind:literal;)*) => {
        /// A typed request; secrets stand apart in [`Secrets`].
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(untagged)]
        pub enum Request {
            $($(#[$doc])* $name(Box<$name>),)*
        }

        $(impl From<$name> for Request {
            fn from(request: $name) -> Self {
                Self::$name(Box::new(request))
            }
        })*

        impl Request {
            /// Every kind.
            pub const KINDS: &'static [&'static str] = &[$($kind),*];

            /// Object and command, such as `domain.create`.
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$name(_) => $kind,)* }
            }

            /// Kind of object.
            pub fn object_kind(&self) -> ObjectKind {
                match self { $(Self::$name(_) => <$name as Execute>::OBJECT_KIND,)* }
            }

            /// Name or handle; empty where only the answer brings it.
            pub fn object(&self) -> String {
                match self { $(Self::$name(request) => request.object(),)* }
            }

            /// What it costs, where it costs something.
            pub fn billable(&self) -> Option<Billable> {
                match self { $(Self::$name(_) => <$name as Execute>::BILLABLE,)* }
            }

            /// Reads a stored request.
            ///
            /// # Errors
            /// Where the kind is unknown, or the content is not of that kind.
            pub fn read(kind: &str, content: &serde_json::Value) -> Result<Self, Unwritable> {
                let problem = |error: serde_json::Error| Unwritable(format!("{kind}: {error}"));
                match kind {
                    $($kind => $name::deserialize(content).map(Self::from).map_err(problem),)*
                    _ => Err(Unwritable(format!("unknown kind {kind}"))),
                }
            }

            /// The command.
            ///
            /// # Errors
            /// [`Unwritable`].
            pub fn body(&self, secrets: &Secrets) -> Result<CommandBody, Unwritable> {
                match self { $(Self::$name(request) => request.body(secrets),)* }
            }

            /// Reads an answer that accepts the command.
            pub fn accepted(&self, response: &Response) -> Accepted {
                match self { $(Self::$name(request) => request.accepted(response),)* }
            }

            /// Finds out whether the command was executed.
            pub async fn prove(&self, ask: &Ask<'_>, operation: &Operation) -> Proof {
                match self { $(Self::$name(request) => request.prove(ask, operation).await,)* }
            }

            /// Writes into the index what the operation's present state means for it.
            ///
            /// # Errors
            /// Where the database refuses.
            pub async fn index(&self, tx: &mut Tx, operation: &Operation) -> sqlx::Result<()> {
                match self { $(Self::$name(request) => request.index(tx, operation).await,)* }
            }
        }
    };
}

requests! {
    /// Applies for a domain.
    DomainCreate = "domain.create";
    /// Creates a contact.
    ContactCreate = "contact.create";
    /// Registers a name server.
    HostCreate = "host.create";
}
