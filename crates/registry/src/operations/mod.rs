//! What can be asked of the registry with side effects: one file a command.
//!
//! Each command says how it is written, what its answer means, and by which questions to the registry it can be proven
//! afterwards that it was executed, or that it was not.

mod answering;
mod contact_create;
mod domain_create;
mod domain_renew;
mod host_create;
mod image;
mod proof;
mod secrets;

use std::time::Duration;

use dk::Act;
use epp::{CommandBody, Response, ResultCode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use answering::Answering;
pub use contact_create::{ContactCreate, ContactMode};
pub use domain_create::{DomainCreate, Ds, Registrant};
pub use domain_renew::DomainRenew;
pub use host_create::HostCreate;
pub(crate) use image::{image, seen, was_in_use};
pub(crate) use proof::CLOCK_TOLERANCE;
pub use proof::{Ask, Evidence, Proof};
pub use secrets::{AUTH_INFO, Secrets};

use crate::RegistryError;
use crate::db::Tx;
use crate::entry::{Operation, Outcome};
use crate::messages::Kind;

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

/// An accepting answer that lacks what the command must bring: what was done is not known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the registry accepted the command, but its answer lacks {0}")]
pub struct Incomplete(pub &'static str);

/// For how long an operation stands in the way of another one of its kind on the same object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exclusive {
    /// Never.
    No,
    /// Until it is answered; what the registry then decides about it does not exclude others.
    UntilAnswered,
    /// Until it is decided.
    UntilDecided,
}

/// For how long a command that is proven not to have been executed is sent again, since it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resend {
    /// Not at all.
    Never,
    /// As long as [`Limits::resend`](crate::Limits::resend) says.
    Usual,
    /// Shorter than that.
    Within(Duration),
}

impl Resend {
    /// How long that is where the usual time is `usual`.
    pub(crate) fn limit(self, usual: Duration) -> Duration {
        match self {
            Self::Never => Duration::ZERO,
            Self::Usual => usual,
            Self::Within(limit) => limit.min(usual),
        }
    }
}

/// A command with side effects. Nothing that matters has a default.
pub trait Execute: Serialize + DeserializeOwned + Clone + Send + Sync {
    /// Which act it is: its word, object, roles and charge follow from it.
    const ACT: Act;
    /// What it excludes.
    const EXCLUSIVE: Exclusive;
    /// For how long it is sent again.
    const RESEND: Resend;
    /// The names of its secret parts: no others are taken.
    const SECRETS: &'static [&'static str];
    /// By which codes the registry refuses what it has done already: after an attempt whose answer was lost they may be about that
    /// one's work, so the registry is asked.
    const REFUSED_TWICE: &'static [ResultCode];
    /// Whether the registry may decide about it after its answer, by a message: then what is not seen may still have been
    /// executed and rejected, and the message queue must be read before it counts as not executed.
    const DECIDED_LATER: bool;
    /// After so long without that message, the registry is asked; none for the usual time.
    const DECIDED_WITHIN: Option<Duration>;

    /// Name or handle; empty where only the answer brings it.
    fn object(&self) -> String;

    /// The command.
    ///
    /// # Errors
    /// [`Unwritable`].
    fn body(&self, secrets: &Secrets) -> Result<CommandBody, Unwritable>;

    /// A question whose answer, from right before the command, tells a later look at the object what the command changed. A
    /// check rather than an info where the object should not exist: the registry ends sessions after three 2303.
    fn before(&self) -> Option<CommandBody>;

    /// Reads an answer that accepts the command (`1xxx`).
    ///
    /// # Errors
    /// Where it lacks what it must bring.
    fn accepted(&self, response: &Response) -> Result<Accepted, Incomplete>;

    /// Corrects what an accepting answer tells when the command had been sent before: its answer may be about that attempt.
    fn again(
        &self,
        _answering: Answering<'_>,
        _sent: &Operation,
        accepted: Accepted,
    ) -> impl Future<Output = Accepted> + Send {
        std::future::ready(accepted)
    }

    /// What the message that decides tells beyond yes or no.
    fn decided(&self, message: Kind) -> Outcome;

    /// Finds out what became of the command, when its answer was lost or its decision is overdue.
    ///
    /// # Errors
    /// Where the registry could not be asked: that tells nothing.
    fn prove(&self, ask: &Ask<'_>, evidence: &Evidence) -> impl Future<Output = Result<Proof, RegistryError>> + Send;

    /// Writes into the index what the operation's present state means for it.
    fn index(&self, tx: &mut Tx, operation: &Operation) -> impl Future<Output = sqlx::Result<()>> + Send;

    /// The same with what its steps have made: each step's act with its object. Those without steps are complete.
    ///
    /// # Errors
    /// Where what was made does not fit.
    fn complete(self, made: &[(Act, String)]) -> Result<Self, Unwritable> {
        if made.is_empty() {
            Ok(self)
        } else {
            Err(Unwritable("the command takes over nothing from a step".to_owned()))
        }
    }
}

macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident;)*) => {
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
            /// Every act that has a command.
            pub const ACTS: &'static [Act] = &[$(<$name as Execute>::ACT),*];

            /// Which act it is.
            pub fn act(&self) -> Act {
                match self { $(Self::$name(_) => <$name as Execute>::ACT,)* }
            }

            /// Name or handle; empty where only the answer brings it.
            pub fn object(&self) -> String {
                match self { $(Self::$name(request) => request.object(),)* }
            }

            /// For how long it excludes others.
            pub fn exclusive(&self) -> Exclusive {
                match self { $(Self::$name(_) => <$name as Execute>::EXCLUSIVE,)* }
            }

            /// What no other operation of the account may ask for meanwhile.
            pub fn excludes(&self) -> Option<String> {
                (self.exclusive() != Exclusive::No).then(|| format!("{} {}", self.act(), self.object()))
            }

            /// For how long it is sent again.
            pub fn resend(&self) -> Resend {
                match self { $(Self::$name(_) => <$name as Execute>::RESEND,)* }
            }

            /// Whether the registry may refuse by this code what an earlier attempt has done.
            pub fn refused_twice(&self, code: ResultCode) -> bool {
                match self { $(Self::$name(_) => <$name as Execute>::REFUSED_TWICE.contains(&code),)* }
            }

            /// The names of its secret parts.
            pub fn secrets(&self) -> &'static [&'static str] {
                match self { $(Self::$name(_) => <$name as Execute>::SECRETS,)* }
            }

            /// What the message that decides tells beyond yes or no.
            pub fn decided(&self, message: Kind) -> Outcome {
                match self { $(Self::$name(request) => request.decided(message),)* }
            }

            /// The same with what its steps have made.
            ///
            /// # Errors
            /// Where what was made does not fit.
            pub fn complete(self, made: &[(Act, String)]) -> Result<Self, Unwritable> {
                match self { $(Self::$name(request) => request.complete(made).map(Self::from),)* }
            }

            /// Whether the registry may decide about it after its answer.
            pub fn decided_later(&self) -> bool {
                match self { $(Self::$name(_) => <$name as Execute>::DECIDED_LATER,)* }
            }

            /// After so long without its message, the registry is asked; none for the usual time.
            pub fn decided_within(&self) -> Option<Duration> {
                match self { $(Self::$name(_) => <$name as Execute>::DECIDED_WITHIN,)* }
            }

            /// The question to ask right before the command.
            pub fn before(&self) -> Option<CommandBody> {
                match self { $(Self::$name(request) => request.before(),)* }
            }

            /// Reads a stored request.
            ///
            /// # Errors
            /// Where the kind is unknown, or the content is not of that kind.
            pub fn read(kind: &str, content: &serde_json::Value) -> Result<Self, Unwritable> {
                let problem = |error: serde_json::Error| Unwritable(format!("{kind}: {error}"));
                let act = Act::parse(kind).map_err(|error| Unwritable(error.to_string()))?;
                $(if act == <$name as Execute>::ACT {
                    return $name::deserialize(content).map(Self::from).map_err(problem);
                })*
                Err(Unwritable(format!("{kind} has no command")))
            }

            /// The command.
            ///
            /// # Errors
            /// [`Unwritable`].
            pub fn body(&self, secrets: &Secrets) -> Result<CommandBody, Unwritable> {
                match self { $(Self::$name(request) => request.body(secrets),)* }
            }

            /// Reads an answer that accepts the command.
            ///
            /// # Errors
            /// [`Incomplete`].
            pub fn accepted(&self, response: &Response) -> Result<Accepted, Incomplete> {
                match self { $(Self::$name(request) => request.accepted(response),)* }
            }

            /// Corrects what an accepting answer tells when the command had been sent before.
            pub(crate) async fn again(
                &self,
                answering: Answering<'_>,
                sent: &Operation,
                accepted: Accepted,
            ) -> Accepted {
                match self { $(Self::$name(request) => request.again(answering, sent, accepted).await,)* }
            }

            /// Finds out what became of the command.
            ///
            /// # Errors
            /// Where the registry could not be asked.
            pub async fn prove(&self, ask: &Ask<'_>, evidence: &Evidence) -> Result<Proof, RegistryError> {
                match self { $(Self::$name(request) => request.prove(ask, evidence).await,)* }
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
    DomainCreate;
    /// Renews a domain.
    DomainRenew;
    /// Creates a contact.
    ContactCreate;
    /// Registers a name server.
    HostCreate;
}

impl Operation {
    /// The typed request.
    ///
    /// # Errors
    /// Where this version does not know the kind, or the content is not of that kind.
    pub fn typed(&self) -> Result<Request, Unwritable> {
        Request::read(&self.kind, &self.request)
    }
}
