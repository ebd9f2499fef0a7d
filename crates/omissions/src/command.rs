//! A command that states everything.

use dk::Act;
use epp::domain;
use epp::{CommandBody, Response, ResultCode};
use registry::RegistryError;
use registry::db::Tx;
use registry::journal::{Operation, Outcome};
use registry::messages::Kind;
use registry::operations::{
    Accepted, Ask, Evidence, Exclusive, Execute, Incomplete, Proof, Resend, Secrets, Unwritable,
};
use serde::{Deserialize, Serialize};

/// A deletion.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Delete {
    /// The name.
    pub domain: String,
}

impl Execute for Delete {
    const ACT: Act = Act::DeleteDomain;
    #[cfg(not(feature = "no-exclusion"))]
    const EXCLUSIVE: Exclusive = Exclusive::UntilAnswered;
    #[cfg(not(feature = "no-resend"))]
    const RESEND: Resend = Resend::Usual;
    const SECRETS: &'static [&'static str] = &[];
    const REFUSED_TWICE: &'static [ResultCode] = &[];
    const DECIDED_LATER: bool = true;
    const DECIDED_WITHIN: Option<std::time::Duration> = None;

    fn object(&self) -> String {
        self.domain.clone()
    }

    fn body(&self, _: &Secrets) -> Result<CommandBody, Unwritable> {
        Ok(domain::Delete { name: self.domain.clone() }.into())
    }

    fn before(&self) -> Option<CommandBody> {
        None
    }

    fn accepted(&self, _: &Response) -> Result<Accepted, Incomplete> {
        Ok(Accepted::default())
    }

    fn decided(&self, _: Kind) -> Outcome {
        Outcome::default()
    }

    #[cfg(not(feature = "no-proof"))]
    async fn prove(&self, _: &Ask<'_>, _: &Evidence) -> Result<Proof, RegistryError> {
        Ok(Proof::NeedsPerson("unknown_outcome"))
    }

    #[cfg(not(feature = "no-index"))]
    async fn index(&self, _: &mut Tx, _: &Operation) -> sqlx::Result<()> {
        Ok(())
    }
}
