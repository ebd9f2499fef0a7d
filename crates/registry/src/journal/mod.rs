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
//! - `carry` carries an operation through: `steps` does what must be done before, `execute` sends; `running` lets a form wait
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
mod read;
mod record;
mod running;
mod steps;
mod submit;
mod verdict;

use std::sync::Arc;

use uuid::Uuid;

pub use attempt::attempts;
pub(crate) use attempt::{OURS, by_cl_trid};
pub(crate) use claim::{Claimed, Due, due, release, release_in, renew, still_held};
pub use decide::{Decided, Decision};
pub use read::{OperationFilter, children, get, history, of_form, recent};
pub(crate) use record::{Effect, Moment, record, record_if, record_not_sent};
pub use submit::Submitted;
pub(crate) use verdict::{Message, Verdict};

use self::running::Running;
use crate::base::Base;
pub use crate::entry::{Actor, Attempt, NotSent, Operation, Outcome, PortalFields, State};

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
