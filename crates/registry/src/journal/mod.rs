//! The operation journal: nothing with side effects reaches the registry but through here.
//!
//! An operation is committed as `planned` before anything is sent, as `sent` right before the first byte of each attempt,
//! and with what became of it afterwards:
//!
//! ```text
//! planned → sent → done | pending → done | refused
//!              ↘ refused
//!              ↘ uncertain → done | pending | refused | planned (proven not executed: sent again, as another attempt)
//! ```
//!
//! Several servers share it, and any of them may stall at any moment. Two numbers keep their stories apart: a *claim* is the
//! right to send an operation or to ask about it, an *attempt* is one sending under its own client transaction id. What is
//! written under an older claim changes nothing; what becomes known about an older attempt is noted there.
//!
//! - `submit` plans and starts an operation, once for each idempotency key; what excludes others is an index's business.
//! - `claim` and `attempt` keep the two numbers.
//! - `carry` carries an operation through: `first_step` does what must be done before, `execute` sends; `running` lets a form wait
//!   for that.
//! - `verdict` says what can become known, `record` writes it with everything that follows, in one transaction.
//! - `read` lists and shows operations.
//! - `decide` takes a person's word for what no question to the registry can settle.
//!
//! What an operation is stands below, in `entry`: the commands of `operations` know it, too, and the journal drives them.

mod attempt;
mod carry;
mod claim;
mod decide;
mod execute;
mod first_step;
mod read;
mod record;
mod running;
mod submit;
mod verdict;

use std::sync::Arc;

use dk::Money;
use time::OffsetDateTime;
use uuid::Uuid;

pub use attempt::attempts;
pub(crate) use attempt::{OURS, by_cl_trid};
pub(crate) use claim::{Claimed, Due, due, release, release_in, renew, still_held};
pub use decide::{Decided, Decision};
pub use read::{OperationFilter, children, get, history, recent};
pub(crate) use record::{Effect, Moment, record, record_if, record_not_sent};
pub use submit::Submitted;
pub(crate) use verdict::{Message, Verdict};

use self::running::Running;
use crate::base::Base;
pub use crate::entry::{Actor, Attempt, NotSent, Operation, Outcome, PortalFields, State};
use crate::operations::{Request, Secrets};

/// The way into the journal. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct Journal {
    base: Base,
    running: Arc<Running>,
}

impl Journal {
    pub(crate) fn new(base: Base) -> Self {
        Self { base, running: Arc::default() }
    }

    /// What it stands on.
    pub(crate) fn base(&self) -> &Base {
        &self.base
    }

    /// Whether this server is sending the operation.
    pub(crate) fn is_sending(&self, id: Uuid) -> bool {
        self.running.has(id)
    }
}

/// How the registrant agreed to the terms: kept as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// When.
    pub accepted_at: OffsetDateTime,
    /// How, such as `web_form` or `signed_paper`.
    pub method: String,
    /// Which version of the terms.
    pub terms_version: String,
}

/// An operation to be planned.
#[derive(Clone, Debug)]
pub struct NewOperation {
    /// Name of the form, such as `register`.
    pub form: String,
    /// The form's own random key, from a hidden field: the same key is the same operation.
    pub form_key: String,
    /// What is asked of the registry.
    pub request: Request,
    /// Its secret parts.
    pub secrets: Secrets,
    /// The price that the person confirmed, DKK.
    pub expected_debit: Option<Money>,
    /// The registrar's own notes.
    pub fields: PortalFields,
    /// How the registrant agreed; goes with `domain.create`.
    pub consent: Option<Consent>,
    /// An operation that this one belongs to.
    pub parent: Option<Uuid>,
    /// What must be done before, such as the contact for [`Registrant::Created`](crate::operations::Registrant).
    pub first: Option<Box<NewOperation>>,
}

impl NewOperation {
    /// An operation without secrets, price, notes or consent.
    pub fn new(form: impl Into<String>, form_key: impl Into<String>, request: impl Into<Request>) -> Self {
        Self {
            form: form.into(),
            form_key: form_key.into(),
            request: request.into(),
            secrets: Secrets::none(),
            expected_debit: None,
            fields: PortalFields::default(),
            consent: None,
            parent: None,
            first: None,
        }
    }
}
